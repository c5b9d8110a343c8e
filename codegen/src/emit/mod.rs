//! What is written: every item of the client, from the model alone.

mod docs;
mod open_enum;
mod operations;
mod part;
mod short;
mod types;

pub(crate) use open_enum::written;
pub(crate) use part::Part;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::File;

use crate::{
    Error, Options,
    model::{Types, operations::Api},
};

/// The generated file.
pub(crate) fn file(types: &Types, api: &Api, options: &Options, part: Part) -> Result<File, Error> {
    let whole: syn::Path = syn::parse_str(&options.runtime).map_err(|_| {
        let what = &options.runtime;
        Error::invalid(
            "",
            format!("the option `runtime` is `{what}`, which is not a path"),
        )
    })?;
    let runtime: syn::Path = syn::parse_quote!(runtime);
    let mut items: BTreeSet<&str> = types.definitions.keys().map(String::as_str).collect();
    items.extend(api.operations.iter().map(|it| it.builder.as_str()));
    let types = part.of_items(types::tokens(types, &runtime)?);
    let operations = operations::tokens(api, options, &runtime)?;
    let tokens = quote! {
        #[allow(unused_imports)]
        use #whole as runtime;

        /// The types of parameters, bodies and responses.
        pub mod types {
            #[allow(unused_imports)]
            use super::{runtime, types};

            #types
        }

        #operations
    };
    parsed(short::names(tokens, &items))
}

fn parsed(tokens: TokenStream) -> Result<File, Error> {
    syn::parse2(tokens).map_err(|source| Error::Syntax { source })
}

/// A doc attribute, where there is something to say.
fn doc(text: Option<&str>) -> TokenStream {
    text.map(docs::attribute).unwrap_or_default()
}
