//! A string enum that the service may add to.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::doc;
use crate::document::EnumOf;

pub(super) fn tokens(name: &str, it: &EnumOf<String>, runtime: &Path) -> TokenStream {
    let name = format_ident!("{name}");
    let description = doc(it.description.as_deref());
    let variants: Vec<_> = it
        .variants
        .iter()
        .map(|(variant, _)| format_ident!("{variant}"))
        .collect();
    let values: Vec<_> = it.variants.iter().map(|(_, value)| value).collect();
    let docs = values.iter().map(|value| format!("`{value}`"));
    quote! {
        #description
        ///
        /// An open enum: a value that the contract does not list is `Unknown` and encodes as it came.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #( #[doc = #docs] #variants, )*
            /// A value that the contract does not list.
            Unknown(#runtime::UnknownValue),
        }

        impl #runtime::Known for #name {
            const TABLE: &'static [(&'static str, Self)] = &[#( (#values, Self::#variants), )*];

            fn unknown(value: #runtime::UnknownValue) -> Self {
                Self::Unknown(value)
            }
        }

        impl #name {
            /// The value as the wire has it.
            pub fn as_str(&self) -> &str {
                match self {
                    #( Self::#variants => #values, )*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                <Self as #runtime::Known>::of(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                <Self as #runtime::Known>::of(&value)
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(<Self as #runtime::Known>::of(value))
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                #runtime::read_known(deserializer)
            }
        }
    }
}
