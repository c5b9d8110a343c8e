//! Open enums: of texts, integers or booleans that the service may add to.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::deprecated;
use crate::model::{
    Paths,
    definition::{Enum, EnumVariant},
};

pub(super) fn tokens(name: &str, it: &Enum, about: &TokenStream, paths: &Paths<'_>) -> TokenStream {
    let ident = format_ident!("{name}");
    let runtime = paths.runtime;
    let names: Vec<Ident> = it
        .variants
        .iter()
        .map(|it| format_ident!("{}", it.name))
        .collect();
    let variants = it.variants.iter().map(variant);
    let first = it.variants.first().map(|it| &it.value);
    let (unknown, scalar) = match first {
        Some(Value::String(_)) => (quote!(UnknownValue), texts(&ident, &names, it, paths)),
        Some(Value::Bool(_)) => (quote!(UnknownBoolean), booleans(&ident, &names, it, paths)),
        _ => (quote!(UnknownInteger), integers(&ident, &names, it, paths)),
    };
    quote! {
        #about
        #[doc = ""]
        #[doc = "An open enum: a value that the contract does not list is `Unknown` and encodes as it came."]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A value that the contract does not list.
            Unknown(#runtime::#unknown),
        }

        impl #ident {
            /// The values that the contract lists.
            pub const KNOWN: &'static [Self] = &[#(Self::#names),*];

            /// Whether the contract lists it.
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::Unknown(_))
            }
        }

        #scalar
    }
}

fn variant(it: &EnumVariant) -> TokenStream {
    let name = format_ident!("{}", it.name);
    let value = match &it.value {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    };
    let text = match &it.doc {
        Some(doc) => format!("{value}: {doc}"),
        None => value,
    };
    let deprecated = deprecated(it.deprecated);
    let doc = crate::emit::docs::attribute(&text);
    quote!(#doc #deprecated #name,)
}

fn texts(ident: &Ident, names: &[Ident], it: &Enum, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let values: Vec<&str> = it
        .variants
        .iter()
        .filter_map(|it| it.value.as_str())
        .collect();
    quote! {
        impl #runtime::Known for #ident {
            const TABLE: &'static [(&'static str, Self)] = &[#( (#values, Self::#names), )*];

            fn unknown(value: #runtime::UnknownValue) -> Self {
                Self::Unknown(value)
            }
        }

        impl #ident {
            /// The value as the wire has it.
            pub fn as_str(&self) -> &str {
                match self {
                    #( Self::#names => #values, )*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for #ident {
            fn from(value: &str) -> Self {
                <Self as #runtime::Known>::of(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for #ident {
            fn from(value: ::std::string::String) -> Self {
                <Self as #runtime::Known>::of(&value)
            }
        }

        impl ::std::str::FromStr for #ident {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(<Self as #runtime::Known>::of(value))
            }
        }

        impl ::std::fmt::Display for #ident {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for #ident {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #ident {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                #runtime::read_known(deserializer)
            }
        }
    }
}

fn integers(ident: &Ident, names: &[Ident], it: &Enum, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let values: Vec<Literal> = it
        .variants
        .iter()
        .map(|it| Literal::i64_unsuffixed(it.value.as_i64().unwrap_or_default()))
        .collect();
    let scalar = scalar(
        ident,
        names,
        &values,
        &quote!(i64),
        &quote!(as_i64),
        runtime,
        &quote!(UnknownInteger),
    );
    quote! {
        #scalar

        impl ::serde::Serialize for #ident {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #ident {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                #runtime::integers::<i64, D>(deserializer).map(::std::convert::From::from)
            }
        }
    }
}

fn booleans(ident: &Ident, names: &[Ident], it: &Enum, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let values: Vec<bool> = it
        .variants
        .iter()
        .map(|it| it.value.as_bool().unwrap_or_default())
        .collect();
    let scalar = scalar(
        ident,
        names,
        &values,
        &quote!(bool),
        &quote!(as_bool),
        runtime,
        &quote!(UnknownBoolean),
    );
    quote! {
        #scalar

        impl ::serde::Serialize for #ident {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_bool(self.as_bool())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #ident {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                <bool as ::serde::Deserialize>::deserialize(deserializer).map(::std::convert::From::from)
            }
        }
    }
}

fn scalar(
    ident: &Ident,
    names: &[Ident],
    values: &[impl quote::ToTokens],
    ty: &TokenStream,
    getter: &TokenStream,
    runtime: &syn::Path,
    unknown: &TokenStream,
) -> TokenStream {
    quote! {
        impl #ident {
            /// The value as the wire has it.
            pub fn #getter(&self) -> #ty {
                match self {
                    #( Self::#names => #values, )*
                    Self::Unknown(value) => value.get(),
                }
            }
        }

        impl ::std::convert::From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                match value {
                    #( #values => Self::#names, )*
                    other => Self::Unknown(#runtime::#unknown::of(other)),
                }
            }
        }

        impl ::std::fmt::Display for #ident {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.#getter(), formatter)
            }
        }
    }
}
