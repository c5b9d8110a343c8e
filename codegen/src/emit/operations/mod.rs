//! Operations: a builder for each, the methods that create them, and tables of their metadata.

mod builder;
mod client;
mod errors;
mod own_client;
mod response;
mod status;
mod tables;

use quote::quote;

use super::{Output, OutputScope, docs};
use crate::{
    Error, Options,
    model::{
        Paths,
        operations::{Api, Operation},
    },
};

/// Writes all items except the types.
pub(super) fn write(
    api: &Api,
    options: &Options,
    runtime: &syn::Path,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let inside = Paths {
        runtime,
        types: quote!(types::),
    };
    let first = quote! {
        #[allow(unused_imports)]
        use super::{runtime, types};
    };
    let about = quote!(#[doc = " One builder for each operation."]);
    let scope = out.scope;
    out.module(about, "operations", first.clone(), |out| {
        for (index, operation) in api.operations.iter().enumerate() {
            if scope.has(&operation.builder) {
                out.item(builder::tokens(index, operation, &inside))?;
            }
        }
        for operation in in_scope(api, scope) {
            out.item(response::by_status(operation, &inside))?;
        }
        Ok(())
    })?;
    errors::write(api, &inside, first, out)?;
    out.item(tables::tokens(api, scope, &options.conventions, runtime))?;
    out.item(client::tokens(api, scope, options, &inside)?)
}

fn in_scope<'a>(api: &'a Api, scope: OutputScope<'_>) -> impl Iterator<Item = &'a Operation> {
    let operations = api.operations.iter();
    operations.filter(move |it| scope.has(&it.builder))
}
