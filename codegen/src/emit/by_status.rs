//! The answer whose type is another for each status.

use quote::{format_ident, quote};
use syn::{Expr, Path, parse_quote};

use crate::call::{Case, CaseKind};

/// The variant for a status.
pub(super) fn variant(case: &Case) -> syn::Ident {
    format_ident!("Status{}", case.status.to_ascii_lowercase())
}

/// Reads the answer as the variant of its status.
pub(super) fn by_status(name: &str, cases: &[Case], response: &Expr, runtime: &Path) -> Expr {
    let name = format_ident!("{name}");
    let arms = cases.iter().map(|case| {
        let pattern = match case.status.parse::<u16>() {
            Ok(code) => quote!(#code),
            Err(_) => quote!(200u16..=299u16),
        };
        let variant = variant(case);
        let read = match case.kind {
            CaseKind::Json => quote!(json),
            CaseKind::Text => quote!(text),
            CaseKind::Binary => quote!(bytes),
            CaseKind::Empty => {
                return quote! {
                    #pattern => ResponseValue::empty(#response).map(|()| types::#name::#variant)
                };
            }
        };
        quote! {
            #pattern => {
                #runtime::answer::as_variant(
                    #runtime::answer::#read(&client.inner, #response).await?,
                    types::#name::#variant,
                )
            }
        }
    });
    parse_quote! {
        match #response.status().as_u16() {
            #(#arms,)*
            _ => Err(Error::UnexpectedResponse(#response)),
        }
    }
}
