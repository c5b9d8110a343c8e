//! Unions.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use crate::{
    emit::doc,
    model::{
        Paths, TypeRef, Types,
        definition::{Body, Payload, Union, Variant},
    },
};

pub(super) fn tokens(
    name: &str,
    it: &Union,
    about: &TokenStream,
    in_requests: bool,
    types: &Types,
    paths: &Paths<'_>,
) -> TokenStream {
    let ident = format_ident!("{name}");
    let runtime = paths.runtime;
    let variants = it.variants.iter().map(|it| variant(it, paths));
    let writes = it.variants.iter().map(|variant| write(variant, it, paths));
    let mut order: Vec<usize> = (0..it.variants.len()).collect();
    order.sort_by_key(|index| it.variants.get(*index).map(|it| it.rank));
    let fallback = it
        .fallback
        .and_then(|base| order.iter().position(|it| *it == base));
    let fallback = match fallback {
        Some(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(::std::option::Option::Some(#index))
        }
        None => quote!(::std::option::Option::None),
    };
    let branches = order
        .iter()
        .filter_map(|index| it.variants.get(*index))
        .map(|it| branch(name, it, paths));
    let tag = match &it.tag {
        Some(tag) => quote!(::std::option::Option::Some(#tag)),
        None => quote!(::std::option::Option::None),
    };
    let conversions = conversions(name, it, in_requests, types, paths);
    quote! {
        #about
        #[doc = ""]
        #[doc = "A value that matches no variant is `Unknown` and encodes unchanged."]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A value that matches no other variant, as JSON.
            Unknown(#runtime::JsonValue),
        }

        impl ::serde::Serialize for #ident {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    #(#writes)*
                    Self::Unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #ident {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                const UNION: #runtime::Union<#ident> = #runtime::Union {
                    tag: #tag,
                    branches: &[#(#branches),*],
                    fallback: #fallback,
                    unknown: #ident::Unknown,
                };
                #runtime::read_union(deserializer, &UNION)
            }
        }

        #conversions
    }
}

fn variant(it: &Variant, paths: &Paths<'_>) -> TokenStream {
    let name = format_ident!("{}", it.name);
    match &it.payload {
        Payload::Unit(value) => {
            let value = format!("`{}`", value.as_str().unwrap_or_default());
            let text = match &it.doc {
                Some(doc) => format!("{value}: {doc}"),
                None => value,
            };
            let doc = crate::emit::docs::attribute(&text);
            quote!(#doc #name,)
        }
        Payload::Of(ty) => {
            let text = it.doc.clone().or_else(|| match it.tags.as_slice() {
                [] => None,
                tags => {
                    let tags: Vec<String> = tags.iter().map(|it| format!("`{it}`")).collect();
                    Some(tags.join(", "))
                }
            });
            let (doc, ty) = (doc(text.as_deref()), ty.tokens(paths));
            quote!(#doc #name(#ty),)
        }
    }
}

fn write(variant: &Variant, union: &Union, paths: &Paths<'_>) -> TokenStream {
    let name = format_ident!("{}", variant.name);
    let runtime = paths.runtime;
    match (&variant.payload, &variant.writes, &union.tag) {
        (Payload::Unit(value), ..) => {
            let text = value.as_str().unwrap_or_default();
            quote!(Self::#name => serializer.serialize_str(#text),)
        }
        (Payload::Of(_), Some(value), Some(property)) => {
            let value = tag(value, paths);
            quote! {
                Self::#name(value) => #runtime::write_tagged(serializer, #property, #value, value),
            }
        }
        _ => quote!(Self::#name(value) => ::serde::Serialize::serialize(value, serializer),),
    }
}

fn branch(union: &str, it: &Variant, paths: &Paths<'_>) -> TokenStream {
    let (union, name) = (format_ident!("{union}"), format_ident!("{}", it.name));
    let runtime = paths.runtime;
    let kinds = Literal::u8_unsuffixed(it.kinds.bits());
    let tags = it.tags.iter().map(|it| tag(it, paths));
    let required = &it.required;
    let read = match &it.payload {
        Payload::Unit(value) => {
            let text = value.as_str().unwrap_or_default();
            quote!(|text| #runtime::read_constant(text, #text, #union::#name))
        }
        Payload::Of(ty) => {
            let read = read(ty, paths);
            quote!(|text| #read(text).map(#union::#name))
        }
    };
    quote! {
        #runtime::Branch::new(#kinds, &[#(#tags),*], &[#(#required),*], #read)
    }
}

/// The function that decodes JSON text into a type.
pub(super) fn read(ty: &TypeRef, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    match ty.has_integers() {
        true => quote!(#runtime::integers_of),
        false => quote!(#runtime::json_of),
    }
}

fn tag(value: &Value, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    match value {
        Value::String(text) => quote!(#runtime::Tag::Text(#text)),
        Value::Bool(value) => quote!(#runtime::Tag::Boolean(#value)),
        other => {
            let number = Literal::i64_unsuffixed(other.as_i64().unwrap_or_default());
            quote!(#runtime::Tag::Integer(#number))
        }
    }
}

/// Conversions from each variant's type, and in requests from its builder.
fn conversions(
    name: &str,
    it: &Union,
    in_requests: bool,
    types: &Types,
    paths: &Paths<'_>,
) -> TokenStream {
    let ident = format_ident!("{name}");
    let runtime = paths.runtime;
    let payload_type = |variant: &Variant| match &variant.payload {
        Payload::Of(TypeRef::Boxed(inner)) => Some((**inner).clone()),
        Payload::Of(ty) => Some(ty.clone()),
        Payload::Unit(_) => None,
    };
    let all: Vec<TypeRef> = it.variants.iter().filter_map(payload_type).collect();
    let is_list = |it: &&TypeRef| matches!(it, TypeRef::List(_));
    let lists = all.iter().filter(is_list).count();
    let blocks = it.variants.iter().filter_map(|variant| {
        let ty = payload_type(variant)?;
        // If two variants have one type, the caller must choose.
        if all.iter().filter(|it| **it == ty).count() > 1 || ty.is_named(name) {
            return None;
        }
        let tokens = ty.tokens(paths);
        let branch = format_ident!("{}", variant.name);
        let boxed = matches!(variant.payload, Payload::Of(TypeRef::Boxed(_)));
        let value = match boxed {
            true => quote!(::std::boxed::Box::new(value)),
            false => quote!(value),
        };
        let text = (ty == TypeRef::Text).then(|| {
            quote! {
                impl ::std::convert::From<&str> for #ident {
                    fn from(value: &str) -> Self {
                        Self::#branch(value.into())
                    }
                }
            }
        });
        let builder = match &ty {
            TypeRef::Named(inner) if in_requests && has_builder(inner, types) => {
                let inner = format_ident!("{inner}");
                Some(quote! {
                    impl ::std::convert::TryFrom<builder::#inner> for #ident {
                        type Error = #runtime::BuildError;

                        fn try_from(builder: builder::#inner) -> ::std::result::Result<Self, #runtime::BuildError> {
                            builder.build().map(::std::convert::From::from)
                        }
                    }
                })
            }
            // Two conversions from arrays would overlap.
            TypeRef::List(inner) if in_requests && lists == 1 => {
                Some(from_arrays(&ident, &branch, &ty, inner, types, paths))
            }
            _ => None,
        };
        Some(quote! {
            impl ::std::convert::From<#tokens> for #ident {
                fn from(value: #tokens) -> Self {
                    Self::#branch(#value)
                }
            }
            #text
            #builder
        })
    });
    quote!(#(#blocks)*)
}

/// Conversions of arrays into the variant of a list: each element converts, also from a builder. A `Vec` converts if its
/// elements have the type of the list, or are its builders: a conversion of every `Vec` would overlap with that of the
/// list itself.
fn from_arrays(
    union: &Ident,
    branch: &Ident,
    list: &TypeRef,
    element: &TypeRef,
    types: &Types,
    paths: &Paths<'_>,
) -> TokenStream {
    let runtime = paths.runtime;
    let element_type = element.tokens(paths);
    let converted = list.convert(paths, &quote!(values));
    let try_from = |parameters: TokenStream, given: TokenStream| {
        quote! {
            impl #parameters ::std::convert::TryFrom<#given> for #union {
                type Error = #runtime::BuildError;

                fn try_from(values: #given) -> ::std::result::Result<Self, #runtime::BuildError> {
                    #converted.map(Self::#branch)
                }
            }
        }
    };
    let arrays = try_from(
        quote!(<
            T: ::std::convert::TryInto<#element_type, Error: ::std::convert::Into<#runtime::BuildError>>,
            const N: usize
        >),
        quote!([T; N]),
    );
    let builders = match element {
        TypeRef::Named(name) if has_builder(name, types) => {
            let name = format_ident!("{name}");
            try_from(quote!(), quote!(::std::vec::Vec<builder::#name>))
        }
        _ => TokenStream::new(),
    };
    quote!(#arrays #builders)
}

fn has_builder(name: &str, types: &Types) -> bool {
    types
        .definitions
        .get(name)
        .is_some_and(|it| matches!(it.body, Body::Struct(_)) && it.in_requests)
}
