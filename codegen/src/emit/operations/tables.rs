//! Tables: operations, security schemes and the service itself.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::docs;
use crate::{
    Conventions,
    emit::OutputScope,
    model::operations::{Api, Operation, Scheme, SecurityKind},
};

pub(super) fn tokens(
    api: &Api,
    scope: OutputScope<'_>,
    conventions: &Conventions,
    runtime: &Path,
) -> TokenStream {
    let rows = super::in_scope(api, scope).map(|it| row(it, runtime));
    let schemes = api.schemes.iter().map(|it| scheme(it, runtime));
    let (title, version) = (&api.title, &api.version);
    let base_url = api.base_url.as_ref().map(|url| quote!(.base_url(#url)));
    let envelope = conventions.envelope.as_ref().map(|it| {
        let (data, meta) = (&it.data, &it.meta);
        quote!(.envelope(#runtime::EnvelopeFormat { data: #data, meta: #meta }))
    });
    let cursor = conventions.cursor.as_ref().map(|it| {
        let (parameter, page_size) = (&it.parameter, &it.page_size);
        let (has_more, next) = (&it.has_more, &it.next);
        quote! {
            .cursor(#runtime::CursorFormat {
                parameter: #parameter,
                page_size: #page_size,
                has_more: #has_more,
                next: #next,
            })
        }
    });
    let errors = conventions.error.as_ref().map(|it| {
        let code = &it.code;
        let of = |name: &str, pointer: &Option<String>| {
            let name = format_ident!("{name}");
            match pointer {
                Some(pointer) => quote!(#name: &[#pointer]),
                None => quote!(#name: #runtime::ErrorFormat::PROBLEM_DETAILS.#name),
            }
        };
        let message = of("message", &it.message);
        let details = of("details", &it.details);
        let request_id = of("request_id", &it.request_id);
        quote!(.errors(#runtime::ErrorFormat { code: &[#code], #message, #details, #request_id }))
    });
    let document = api
        .document
        .as_ref()
        .filter(|_| scope == OutputScope::Full)
        .map(|json| quote!(.document_3_1(#json)));
    let doc = docs::attribute(&match api.description.trim() {
        "" => "The contract's description of the service.".to_owned(),
        text => format!("The contract's description of the service:\n\n{text}"),
    });
    quote! {
        /// Every operation of the contract, ordered by path template and method.
        pub const OPERATIONS: &[#runtime::Operation] = &[#(#rows,)*];

        /// The contract's `securitySchemes`.
        pub const SECURITY_SCHEMES: &[#runtime::SecurityScheme] = &[#(#schemes,)*];

        #doc
        pub const SERVICE: #runtime::Service = #runtime::Service::new(#title, #version, OPERATIONS)
            .security_schemes(SECURITY_SCHEMES)
            #document
            #base_url
            #envelope
            #cursor
            #errors;
    }
}

fn row(operation: &Operation, runtime: &Path) -> TokenStream {
    let Operation {
        id,
        contract_id,
        method,
        path,
        summary,
        accept,
        ..
    } = operation;
    let summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    let security = operation
        .security
        .iter()
        .map(|schemes| quote!(&[#(#schemes),*]));
    let (idempotent, paginated) = (operation.is_idempotent(), operation.item.is_some());
    quote! {
        #runtime::Operation {
            id: #id,
            contract_id: #contract_id,
            method: #method,
            path: #path,
            summary: #summary,
            security: &[#(#security),*],
            idempotent: #idempotent,
            paginated: #paginated,
            accept: #accept,
        }
    }
}

fn scheme(scheme: &Scheme, runtime: &Path) -> TokenStream {
    let name = &scheme.name;
    let kind = match &scheme.kind {
        SecurityKind::Bearer => quote!(Bearer),
        SecurityKind::Basic => quote!(Basic),
        SecurityKind::ApiKey { location, name } => {
            let location = format_ident!("{}", format!("{location:?}"));
            quote!(ApiKey { location: #runtime::ParameterLocation::#location, name: #name })
        }
        SecurityKind::Other(what) => quote!(Other(#what)),
    };
    quote!(#runtime::SecurityScheme { name: #name, kind: #runtime::SecurityKind::#kind })
}
