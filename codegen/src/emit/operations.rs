//! The table of operations.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use crate::document::Document;

pub(super) fn tokens(document: &Document, runtime: &Path) -> TokenStream {
    let rows = document.operations.iter().map(|it| {
        let (id, contract_id, method, path) = (&it.id, &it.contract_id, &it.method, &it.path);
        let (credential, repeatable, paginated) = (it.credential, it.repeatable, it.paginated);
        quote!(#runtime::Operation::new(#id, #contract_id, #method, #path, #credential, #repeatable, #paginated))
    });
    quote! {
        /// Every operation of the contract, ordered by path template and method.
        pub const OPERATIONS: &[#runtime::Operation] = &[#(#rows,)*];
    }
}
