//! Documented error bodies, by operation and status.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::status;
use crate::{
    Error,
    emit::Output,
    model::{
        Paths,
        operations::{Api, Operation},
    },
};

/// Writes the module `errors`, if it has items.
pub(super) fn write(
    api: &Api,
    paths: &Paths<'_>,
    first: TokenStream,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let documented: Vec<&Operation> = super::in_scope(api, out.scope)
        .filter(|it| !it.errors.is_empty())
        .collect();
    if documented.is_empty() {
        return Ok(());
    }
    let text = " Documented error bodies: one enum for each operation that has its own.";
    out.module(quote!(#[doc = #text]), "errors", first, |out| {
        documented
            .into_iter()
            .try_for_each(|it| out.item(one(it, paths)))
    })
}

fn one(operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let name = format_ident!("{}Error", operation.builder);
    let doc = format!(
        "The documented error bodies of [`{0}`](super::operations::{0}).",
        operation.builder
    );
    let variants = operation.errors.iter().map(|(status, ty)| {
        let (doc, variant) = (
            status::label(*status),
            format_ident!("{}", status::name(*status)),
        );
        let ty = ty.tokens(paths);
        quote!(#[doc = #doc] #variant(#ty))
    });
    let arms = operation.errors.iter().map(|(status, _)| {
        let (pattern, variant) = (
            status::pattern(*status),
            format_ident!("{}", status::name(*status)),
        );
        quote!(#pattern => ::serde_json::from_str(body).map(Self::#variant))
    });
    let has_default = operation
        .errors
        .iter()
        .any(|(it, _)| *it == crate::model::operations::Status::Default);
    let other = (!has_default).then(|| quote!(_ => return ::std::option::Option::None,));
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        impl #runtime::OperationError for #name {
            fn decode(
                status: u16,
                body: &str,
            ) -> ::std::option::Option<::std::result::Result<Self, ::serde_json::Error>> {
                ::std::option::Option::Some(match status {
                    #(#arms,)*
                    #other
                })
            }
        }
    }
}
