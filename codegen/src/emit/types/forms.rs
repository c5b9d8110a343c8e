//! Multipart forms.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{deprecated, structs::field_type};
use crate::{
    emit::doc,
    model::{
        Paths,
        definition::{Form, Part, PartKind},
    },
};

pub(super) fn tokens(name: &str, it: &Form, about: &TokenStream, paths: &Paths<'_>) -> TokenStream {
    let ident = format_ident!("{name}");
    let runtime = paths.runtime;
    let fields = it.fields.iter().map(|field| {
        let (ident, ty) = (format_ident!("{}", field.ident), field_type(field, paths));
        let (doc, deprecated) = (doc(field.doc.as_deref()), deprecated(field.deprecated));
        quote!(#doc #deprecated pub #ident: #ty,)
    });
    let parts = it.parts.iter().map(|part| {
        let field = it.fields.iter().find(|it| it.wire == part.wire);
        write(part, field.is_some_and(|it| it.required))
    });
    let text = format!("Creates a builder of [`{name}`].");
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #ident {
            #(#fields)*
        }

        impl #ident {
            #[doc = #text]
            pub fn builder() -> builder::#ident {
                <builder::#ident as ::std::default::Default>::default()
            }
        }

        impl ::std::convert::TryFrom<#ident> for #runtime::Multipart {
            type Error = #runtime::BuildError;

            fn try_from(form: #ident) -> ::std::result::Result<Self, #runtime::BuildError> {
                let mut parts = Self::new();
                #(#parts)*
                ::std::result::Result::Ok(parts)
            }
        }

        impl ::std::convert::TryFrom<builder::#ident> for #runtime::Multipart {
            type Error = #runtime::BuildError;

            fn try_from(builder: builder::#ident) -> ::std::result::Result<Self, #runtime::BuildError> {
                builder.build().and_then(::std::convert::TryFrom::try_from)
            }
        }
    }
}

fn write(part: &Part, required: bool) -> TokenStream {
    let (wire, ident) = (&part.wire, format_ident!("{}", part.ident));
    let content_type = match &part.content_type {
        Some(it) => quote!(::std::option::Option::Some(#it)),
        None => quote!(::std::option::Option::None),
    };
    let one = match part.kind {
        PartKind::File | PartKind::Files => {
            quote!(parts = parts.file_part(#wire, #content_type, value);)
        }
        PartKind::Value | PartKind::Values => {
            quote!(parts = parts.value(#wire, #content_type, &value)?;)
        }
    };
    let many = matches!(part.kind, PartKind::Files | PartKind::Values);
    match (required, many) {
        (true, false) => quote! {{ let value = form.#ident; #one }},
        (true, true) => quote!(for value in form.#ident { #one }),
        (false, false) => quote! {
            if let ::std::option::Option::Some(value) = form.#ident { #one }
        },
        (false, true) => quote! {
            for value in form.#ident.into_iter().flatten() { #one }
        },
    }
}
