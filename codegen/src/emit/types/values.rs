//! An enum of tuples, or of other JSON values that are not strings.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use syn::Path;

use crate::model::definition::Enum;

pub(super) fn tokens(name: &str, it: &Enum, about: &TokenStream, runtime: &Path) -> TokenStream {
    let name = format_ident!("{name}");
    let variants: Vec<_> = it
        .variants
        .iter()
        .map(|it| format_ident!("{}", it.name))
        .collect();
    let texts: Vec<_> = it.variants.iter().map(|it| it.value.to_string()).collect();
    let docs = it.variants.iter().map(|it| {
        crate::emit::docs::attribute(&match &it.doc {
            Some(doc) => format!("`{}`: {doc}", it.value),
            None => format!("`{}`", it.value),
        })
    });
    let columns = columns(&it.variants.iter().map(|it| &it.value).collect::<Vec<_>>());
    let (parsed, tuple) = match &columns {
        Some(columns) => (owned(columns), as_tuple(columns, &variants, it)),
        None => (quote!(::serde_json::Value), TokenStream::new()),
    };
    quote! {
        #about
        ///
        /// An open enum of JSON values: one that the contract does not list is `Unknown` and encodes unchanged.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #( #docs #variants, )*
            /// A value that the contract does not list.
            Unknown(#runtime::UnknownJson<#parsed>),
        }

        impl #runtime::OpenJsonEnum for #name {
            type Parsed = #parsed;

            const TABLE: &'static [(&'static str, Self)] = &[#( (#texts, Self::#variants), )*];

            fn unknown(value: #runtime::UnknownJson<#parsed>) -> Self {
                Self::Unknown(value)
            }
        }

        impl #name {
            /// The values that the contract lists.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];

            /// Whether the contract lists it.
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::Unknown(_))
            }

            #tuple

            /// The value as JSON text.
            pub fn as_json(&self) -> &str {
                match self {
                    #( Self::#variants => #texts, )*
                    Self::Unknown(value) => value.as_json(),
                }
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_json())
            }
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                #runtime::write_json(self.as_json(), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                #runtime::read_open_json_enum(deserializer)
            }
        }
    }
}

/// The type of all elements at one position of the tuples.
#[derive(Clone, Copy, PartialEq)]
enum Scalar {
    Text,
    Integer,
    Boolean,
}

struct Column {
    scalar: Scalar,
    nullable: bool,
}

/// The columns of the values, if they are tuples of one shape.
fn columns(values: &[&Value]) -> Option<Vec<Column>> {
    let rows: Vec<&Vec<Value>> = values
        .iter()
        .map(|value| value.as_array())
        .collect::<Option<_>>()?;
    let width = rows.first()?.len();
    // Tuples of more than twelve elements implement no traits, and an empty tuple carries no data.
    if !(1..=12).contains(&width) || rows.iter().any(|row| row.len() != width) {
        return None;
    }
    (0..width)
        .map(|index| {
            let cells: Vec<&Value> = rows.iter().filter_map(|row| row.get(index)).collect();
            let mut scalars = cells
                .iter()
                .filter(|cell| !cell.is_null())
                .map(|cell| match cell {
                    Value::String(_) => Some(Scalar::Text),
                    Value::Number(number) if number.is_i64() => Some(Scalar::Integer),
                    Value::Bool(_) => Some(Scalar::Boolean),
                    _ => None,
                });
            let scalar = match scalars.next() {
                // For a column of nulls, the other columns suggest that future values are strings.
                None => Scalar::Text,
                Some(first) => {
                    let first = first?;
                    if scalars.any(|other| other != Some(first)) {
                        return None;
                    }
                    first
                }
            };
            Some(Column {
                scalar,
                nullable: cells.iter().any(|cell| cell.is_null()),
            })
        })
        .collect()
}

fn owned(columns: &[Column]) -> TokenStream {
    let types = columns.iter().map(|column| {
        let scalar = match column.scalar {
            Scalar::Text => quote!(::std::string::String),
            Scalar::Integer => quote!(i64),
            Scalar::Boolean => quote!(bool),
        };
        optional(scalar, column)
    });
    quote!((#(#types,)*))
}

fn optional(scalar: TokenStream, column: &Column) -> TokenStream {
    if column.nullable {
        quote!(::std::option::Option<#scalar>)
    } else {
        scalar
    }
}

fn as_tuple(columns: &[Column], variants: &[proc_macro2::Ident], it: &Enum) -> TokenStream {
    let types = columns.iter().map(|column| {
        let scalar = match column.scalar {
            Scalar::Text => quote!(&str),
            Scalar::Integer => quote!(i64),
            Scalar::Boolean => quote!(bool),
        };
        optional(scalar, column)
    });
    let rows = it.variants.iter().map(|it| {
        let cells = it
            .value
            .as_array()
            .into_iter()
            .flatten()
            .zip(columns)
            .map(|(cell, column)| {
                let literal = match cell {
                    Value::Null => return quote!(::std::option::Option::None),
                    Value::String(text) => quote!(#text),
                    Value::Bool(value) => quote!(#value),
                    other => {
                        let literal = Literal::i64_unsuffixed(other.as_i64().unwrap_or_default());
                        quote!(#literal)
                    }
                };
                if column.nullable {
                    quote!(::std::option::Option::Some(#literal))
                } else {
                    literal
                }
            });
        quote!((#(#cells,)*))
    });
    let borrowed = columns.iter().enumerate().map(|(index, column)| {
        let index = Literal::usize_unsuffixed(index);
        match (column.scalar, column.nullable) {
            (Scalar::Text, true) => quote!(value.#index.as_deref()),
            (Scalar::Text, false) => quote!(value.#index.as_str()),
            _ => quote!(value.#index),
        }
    });
    quote! {
        /// The elements of the tuple; `None` if the value is not a tuple of this shape.
        #[allow(clippy::type_complexity)]
        pub fn as_tuple(&self) -> ::std::option::Option<(#(#types,)*)> {
            match self {
                #( Self::#variants => ::std::option::Option::Some(#rows), )*
                Self::Unknown(value) => value.value().map(|value| (#(#borrowed,)*)),
            }
        }
    }
}
