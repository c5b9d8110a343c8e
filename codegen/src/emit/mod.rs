//! Writes every item of the client, from the model alone.

mod docs;
mod open_enum;
mod operations;
mod output;
mod output_scope;
mod short;
mod types;

pub(crate) use open_enum::written;
pub(crate) use output::Output;
pub(crate) use output_scope::OutputScope;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    Error, Options,
    model::{Types, operations::Api},
};

/// Writes the client.
pub(crate) fn write<'a>(
    types: &'a Types,
    api: &'a Api,
    options: &Options,
    scope: OutputScope<'a>,
) -> Result<Output<'a>, Error> {
    let whole: syn::Path = syn::parse_str(&options.runtime).map_err(|_| {
        let what = &options.runtime;
        Error::invalid(
            "",
            format!("the option `runtime` is `{what}`, which is not a path"),
        )
    })?;
    let runtime: syn::Path = syn::parse_quote!(runtime);
    let mut names: BTreeSet<&str> = types.definitions.keys().map(String::as_str).collect();
    names.extend(api.operations.iter().map(|it| it.builder.as_str()));
    let mut out = Output::new(scope, names);
    out.item(quote! {
        #[allow(unused_imports)]
        use #whole as runtime;
    })?;
    types::write(types, &runtime, &mut out)?;
    operations::write(api, options, &runtime, &mut out)?;
    Ok(out)
}

/// A doc attribute, if there is a text.
fn doc(text: Option<&str>) -> TokenStream {
    text.map(docs::attribute).unwrap_or_default()
}
