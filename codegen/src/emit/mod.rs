//! What is written: every item of the client, from the model alone.

mod docs;
mod operations;
mod part;
mod types;

pub(crate) use part::Part;
use proc_macro2::TokenStream;
use quote::quote;
use syn::File;

use crate::{
    Error, Options,
    model::{Types, operations::Api},
};

/// The generated file.
pub(crate) fn file(
    types: &Types,
    api: &Api,
    options: &Options,
    part: Part,
) -> Result<File, Error> {
    let runtime: syn::Path = syn::parse_str(&options.runtime).map_err(|_| {
        Error::invalid(
            "",
            format!("the option `runtime` is `{}`, which is not a path", options.runtime),
        )
    })?;
    let types = parsed(part.of_items(types::tokens(types, &runtime)))?;
    let types = types.items;
    let operations = operations::tokens(api, options, &runtime)?;
    parsed(quote! {
        /// The types of parameters, bodies and responses.
        pub mod types {
            #[allow(unused_imports)]
            use super::types;

            #(#types)*
        }

        #operations
    })
}

fn parsed(tokens: TokenStream) -> Result<File, Error> {
    syn::parse2(tokens).map_err(|source| Error::Syntax { source })
}

/// A doc attribute, where there is something to say.
fn doc(text: Option<&str>) -> TokenStream {
    text.map(docs::attribute).unwrap_or_default()
}
