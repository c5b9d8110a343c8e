//! Operations: a builder each, the methods that make them, and the tables of what the contract says of them.

mod builder;
mod client;
mod errors;
mod own_client;
mod response;
mod status;
mod tables;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::{
    Error, Options,
    model::{Paths, operations::Api},
};

/// All items but the types.
pub(super) fn tokens(
    api: &Api,
    options: &Options,
    runtime: &syn::Path,
) -> Result<TokenStream, Error> {
    let inside = Paths {
        runtime,
        types: quote!(types::),
    };
    let builders = api
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| builder::tokens(index, operation, &inside));
    let responses = api
        .operations
        .iter()
        .map(|it| response::by_status(it, &inside));
    let errors = errors::tokens(api, &inside);
    let tables = tables::tokens(api, &options.conventions, runtime);
    let client = client::tokens(api, options, &inside)?;
    Ok(quote! {
        /// One builder for each operation.
        pub mod operations {
            #[allow(unused_imports)]
            use super::{runtime, types};

            #(#builders)*
            #(#responses)*
        }
        #errors
        #tables
        #client
    })
}
