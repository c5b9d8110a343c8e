//! Open enums: of texts, integers or booleans that the service may add to.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use serde_json::Value;

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
    let (rest, rest_doc) = match it.open {
        true => ("Other", "Any other value."),
        false => ("Unknown", "A value that the contract does not list."),
    };
    let rest = format_ident!("{rest}");
    let sentence = match it.open {
        true => "Any other value is `Other` and encodes as it came.",
        false => {
            "An open enum: a value that the contract does not list is `Unknown` and encodes as it came."
        }
    };
    let first = it.variants.first().map(|it| &it.value);
    let (unknown, scalar) = match first {
        Some(Value::String(_)) => (
            quote!(UnknownValue),
            texts(&ident, &names, &rest, it, paths),
        ),
        Some(Value::Bool(_)) => (
            quote!(UnknownBoolean),
            booleans(&ident, &names, &rest, it, paths),
        ),
        _ => (
            quote!(UnknownInteger),
            integers(&ident, &names, &rest, it, paths),
        ),
    };
    quote! {
        #about
        #[doc = ""]
        #[doc = #sentence]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            #[doc = #rest_doc]
            #rest(#runtime::#unknown),
        }

        impl #ident {
            /// The values that the contract lists.
            pub const KNOWN: &'static [Self] = &[#(Self::#names),*];

            /// Whether the contract lists it.
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::#rest(_))
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
    let text = match it.deprecated {
        true => format!("{text}\n\nDeprecated."),
        false => text,
    };
    let doc = crate::emit::docs::attribute(&text);
    quote!(#doc #name,)
}

fn texts(
    ident: &Ident,
    names: &[Ident],
    rest: &Ident,
    it: &Enum,
    paths: &Paths<'_>,
) -> TokenStream {
    let runtime = paths.runtime;
    let open = it.open.then(|| {
        quote!(
            const OPEN: bool = true;
        )
    });
    let values: Vec<&str> = it
        .variants
        .iter()
        .filter_map(|it| it.value.as_str())
        .collect();
    quote! {
        impl #runtime::Known for #ident {
            const TABLE: &'static [(&'static str, Self)] = &[#( (#values, Self::#names), )*];
            #open

            fn unknown(value: #runtime::UnknownValue) -> Self {
                Self::#rest(value)
            }
        }

        impl #ident {
            /// The value as the wire has it.
            pub fn as_str(&self) -> &str {
                match self {
                    #( Self::#names => #values, )*
                    Self::#rest(value) => value.as_str(),
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

/// What tells an enum of integers from one of booleans.
struct Scalar {
    ty: TokenStream,
    getter: TokenStream,
    unknown: TokenStream,
    write: TokenStream,
    read: TokenStream,
}

fn integers(
    ident: &Ident,
    names: &[Ident],
    rest: &Ident,
    it: &Enum,
    paths: &Paths<'_>,
) -> TokenStream {
    let runtime = paths.runtime;
    let literal = |it: &EnumVariant| {
        Literal::i64_unsuffixed(it.value.as_i64().unwrap_or_default()).into_token_stream()
    };
    let values: Vec<TokenStream> = it.variants.iter().map(literal).collect();
    let of = Scalar {
        ty: quote!(i64),
        getter: quote!(as_i64),
        unknown: quote!(UnknownInteger),
        write: quote!(serialize_i64),
        read: quote!(#runtime::integers::<i64, D>),
    };
    scalar(ident, names, rest, &values, &of, it.open, runtime)
}

fn booleans(
    ident: &Ident,
    names: &[Ident],
    rest: &Ident,
    it: &Enum,
    paths: &Paths<'_>,
) -> TokenStream {
    let literal = |it: &EnumVariant| {
        let value = it.value.as_bool().unwrap_or_default();
        quote!(#value)
    };
    let values: Vec<TokenStream> = it.variants.iter().map(literal).collect();
    let of = Scalar {
        ty: quote!(bool),
        getter: quote!(as_bool),
        unknown: quote!(UnknownBoolean),
        write: quote!(serialize_bool),
        read: quote!(<bool as ::serde::Deserialize>::deserialize),
    };
    scalar(ident, names, rest, &values, &of, it.open, paths.runtime)
}

fn scalar(
    ident: &Ident,
    names: &[Ident],
    rest: &Ident,
    values: &[TokenStream],
    of: &Scalar,
    open: bool,
    runtime: &syn::Path,
) -> TokenStream {
    let Scalar {
        ty,
        getter,
        unknown,
        write,
        read,
    } = of;
    let make = match open {
        true => quote!(other),
        false => quote!(of),
    };
    quote! {
        impl #ident {
            /// The value as the wire has it.
            pub fn #getter(&self) -> #ty {
                match self {
                    #( Self::#names => #values, )*
                    Self::#rest(value) => value.get(),
                }
            }
        }

        impl ::std::convert::From<#ty> for #ident {
            fn from(value: #ty) -> Self {
                match value {
                    #( #values => Self::#names, )*
                    other => Self::#rest(#runtime::#unknown::#make(other)),
                }
            }
        }

        impl ::std::fmt::Display for #ident {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.#getter(), formatter)
            }
        }

        impl ::serde::Serialize for #ident {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.#write(self.#getter())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #ident {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                #read(deserializer).map(::std::convert::From::from)
            }
        }
    }
}
