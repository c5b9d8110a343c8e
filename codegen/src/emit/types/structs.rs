//! Objects with named members that `progenitor.rs` does not write.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::deprecated;
use crate::{
    emit::doc,
    model::{
        Paths, TypeRef,
        definition::{Field, Struct},
    },
};

pub(super) fn item(name: &str, it: &Struct, about: &TokenStream, paths: &Paths<'_>) -> TokenStream {
    let ident = format_ident!("{name}");
    let fields = it.fields.iter().map(|it| field(it, paths));
    let extra = it.extra.iter().map(|it| {
        let (ident, ty) = (format_ident!("{}", it.ident), it.ty.tokens(paths));
        let read = integers(&it.ty, paths).map(|path| quote!(, deserialize_with = #path));
        quote! {
            /// Members that the contract does not name.
            #[serde(flatten #read)]
            pub #ident: ::std::collections::BTreeMap<::std::string::String, #ty>,
        }
    });
    quote! {
        #about
        #[non_exhaustive]
        #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
        pub struct #ident {
            #(#fields)*
            #(#extra)*
        }
    }
}

/// The function that returns a builder.
pub(super) fn builder(name: &str) -> TokenStream {
    let ident = format_ident!("{name}");
    let text = format!("Creates a builder of [`{name}`].");
    quote! {
        impl #ident {
            #[doc = #text]
            pub fn builder() -> builder::#ident {
                <builder::#ident as ::std::default::Default>::default()
            }
        }
    }
}

fn field(it: &Field, paths: &Paths<'_>) -> TokenStream {
    let ident = format_ident!("{}", it.ident);
    let ty = field_type(it, paths);
    let (doc, deprecated) = (doc(it.doc.as_deref()), deprecated(it.deprecated));
    let wire = &it.wire;
    let mut serde = Vec::new();
    if it.ident != *wire {
        serde.push(quote!(rename = #wire));
    }
    let any = it.ty == TypeRef::Any;
    if it.required {
        if let Some(path) = integers(&it.ty, paths) {
            serde.push(quote!(deserialize_with = #path));
        } else if it.nullable {
            // An `Option` that must be present.
            serde.push(quote!(
                deserialize_with = "::serde::Deserialize::deserialize"
            ));
        }
    } else {
        match (it.nullable || any, integers(&it.ty, paths)) {
            (true, Some(_)) => {
                let path = runtime_path(paths, "deserialize_some_integers");
                serde.push(quote!(default, deserialize_with = #path));
            }
            (true, None) => {
                let path = runtime_path(paths, "deserialize_some");
                serde.push(quote!(default, deserialize_with = #path));
            }
            (false, Some(path)) => serde.push(quote!(default, deserialize_with = #path)),
            (false, None) => {}
        }
        serde.push(quote!(
            skip_serializing_if = "::std::option::Option::is_none"
        ));
    }
    let serde = (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]));
    quote! {
        #doc
        #deprecated
        #serde
        pub #ident: #ty,
    }
}

/// The type of a field: `None` if absent, an inner `None` if null.
pub(super) fn field_type(it: &Field, paths: &Paths<'_>) -> TokenStream {
    let ty = it.ty.tokens(paths);
    let value = match it.nullable {
        true => quote!(::std::option::Option<#ty>),
        false => ty,
    };
    match it.required {
        true => value,
        false => quote!(::std::option::Option<#value>),
    }
}

/// The function that reads the integers of a type, if it has any.
fn integers(ty: &TypeRef, paths: &Paths<'_>) -> Option<String> {
    ty.has_integers().then(|| runtime_path(paths, "integers"))
}

/// The path of a runtime function, as serde's attributes take it.
pub(super) fn runtime_path(paths: &Paths<'_>, function: &str) -> String {
    let path = paths.runtime;
    let path = quote!(#path).to_string().replace(' ', "");
    format!("{path}::{function}")
}

/// A list or map that contains itself.
pub(super) fn newtype(
    name: &str,
    ty: &TypeRef,
    about: &TokenStream,
    paths: &Paths<'_>,
) -> TokenStream {
    let (name, ty) = (format_ident!("{name}"), ty.tokens(paths));
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(transparent)]
        pub struct #name(pub #ty);

        impl ::std::ops::Deref for #name {
            type Target = #ty;

            fn deref(&self) -> &#ty {
                &self.0
            }
        }

        impl ::std::convert::From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }
    }
}
