//! The type that a response's body decodes into.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::status;
use crate::model::{
    Paths, TypeRef,
    operations::{Operation, Response, Status},
};

/// The runtime's `ResponseBody` for the operation, from the module `operations`.
pub(super) fn body(operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    body_of(&operation.success, paths)
}

fn body_of(response: &Response, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    match response {
        Response::Empty => quote!(#runtime::body::Empty),
        Response::Json(ty) => {
            let ty = ty.tokens(paths);
            quote!(#runtime::body::Json<#ty>)
        }
        Response::Envelope { data, meta } => {
            let (data, meta) = (data.tokens(paths), meta.tokens(paths));
            quote!(#runtime::body::Envelope<#data, #meta>)
        }
        Response::Text => quote!(#runtime::body::Text),
        Response::Binary => quote!(#runtime::body::Stream),
        Response::Events(ty) => {
            let ty = ty.tokens(paths);
            quote!(#runtime::body::Events<#ty>)
        }
        Response::ByStatus(name, _) => {
            let name = format_ident!("{name}");
            quote!(#name)
        }
    }
}

/// The types of data and metadata.
pub(super) fn parts(operation: &Operation, paths: &Paths<'_>) -> (TokenStream, TokenStream) {
    let runtime = paths.runtime;
    let data = match &operation.success {
        Response::Empty => quote!(()),
        Response::Json(ty) => ty.tokens(paths),
        Response::Envelope { data, meta } => return (data.tokens(paths), meta.tokens(paths)),
        Response::Text => quote!(::std::string::String),
        Response::Binary => quote!(#runtime::ByteStream),
        Response::Events(ty) => {
            let ty = ty.tokens(paths);
            quote!(#runtime::EventStream<#ty>)
        }
        Response::ByStatus(name, cases) => {
            let name = format_ident!("{name}");
            let meta = match common_meta(cases) {
                Some(meta) => {
                    let meta = meta.tokens(paths);
                    quote!(::std::option::Option<#meta>)
                }
                None => quote!(()),
            };
            return (quote!(#name), meta);
        }
    };
    (data, quote!(()))
}

/// What reads the body of a stream without async; None for other bodies.
pub(super) fn blocking_stream(operation: &Operation, paths: &Paths<'_>) -> Option<TokenStream> {
    let runtime = paths.runtime;
    match &operation.success {
        Response::Binary => Some(quote!(#runtime::blocking::ByteStream)),
        Response::Events(ty) => {
            let ty = ty.tokens(paths);
            Some(quote!(#runtime::blocking::EventStream<#ty>))
        }
        _ => None,
    }
}

/// The metadata type of all cases that are envelopes, if it is the same.
fn common_meta(cases: &[(Status, Response)]) -> Option<&TypeRef> {
    let mut metas = cases.iter().filter_map(|(_, response)| match response {
        Response::Envelope { meta, .. } => Some(meta),
        _ => None,
    });
    let first = metas.next()?;
    metas.all(|it| it == first).then_some(first)
}

/// The enum of a response whose body differs by status.
pub(super) fn by_status(operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    let Response::ByStatus(name, cases) = &operation.success else {
        return TokenStream::new();
    };
    let runtime = paths.runtime;
    let meta = common_meta(cases);
    let cases: Vec<Case> = cases
        .iter()
        .map(|(status, response)| Case::of(*status, response, meta.is_some(), paths))
        .collect();
    let variants = cases.iter().map(|it| &it.variant);
    let arms = cases.iter().map(|it| &it.arm);
    let (_, meta) = parts(operation, paths);
    let name = format_ident!("{name}");
    let doc = format!("The responses of [`{}`], by status.", operation.builder);
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        impl #runtime::ResponseBody for #name {
            type Data = Self;
            type Meta = #meta;
            fn decode(
                received: #runtime::body::Received,
            ) -> ::std::result::Result<(Self, Self::Meta), #runtime::body::DecodeFailure> {
                match received.status() {
                    #(#arms,)*
                    _ => ::std::result::Result::Err(#runtime::body::DecodeFailure::UnexpectedStatus),
                }
            }
        }
    }
}

struct Case {
    variant: TokenStream,
    arm: TokenStream,
}

impl Case {
    fn of(status: Status, response: &Response, has_meta: bool, paths: &Paths<'_>) -> Self {
        let runtime = paths.runtime;
        let doc = status::label(status);
        let name = format_ident!("{}", status::name(status));
        let pattern = status::pattern(status);
        // The whole body is read before its status selects the type.
        let whole = match response {
            Response::Binary | Response::Events(_) => quote!(#runtime::body::Binary),
            response => body_of(response, paths),
        };
        let decode = quote!(<#whole as #runtime::ResponseBody>::decode(received));
        let meta = if has_meta {
            quote!(::std::option::Option::None)
        } else {
            quote!(())
        };
        let (fields, arm) = match response {
            Response::Empty => (quote!(), quote!(#decode.map(|_| (Self::#name, #meta)))),
            Response::Envelope { data, meta } if !has_meta => {
                let (data, meta) = (data.tokens(paths), meta.tokens(paths));
                let arm = quote!(#decode.map(|(data, meta)| (Self::#name(data, meta), ())));
                (quote!((#data, #meta)), arm)
            }
            Response::Envelope { data, .. } => {
                let data = data.tokens(paths);
                let meta = quote!(::std::option::Option::Some(meta));
                let arm = quote!(#decode.map(|(data, meta)| (Self::#name(data), #meta)));
                (quote!((#data)), arm)
            }
            response => {
                let data = match response {
                    Response::Json(ty) => ty.tokens(paths),
                    Response::Text => quote!(::std::string::String),
                    _ => quote!(#runtime::Bytes),
                };
                (
                    quote!((#data)),
                    quote!(#decode.map(|(data, ())| (Self::#name(data), #meta))),
                )
            }
        };
        Self {
            variant: quote!(#[doc = #doc] #name #fields),
            arm: quote!(#pattern => #arm),
        }
    }
}
