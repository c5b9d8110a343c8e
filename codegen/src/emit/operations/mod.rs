//! Operations: a builder for each, the methods that create them, and tables of their metadata.

mod builder;
mod client;
mod errors;
mod own_client;
mod response;
mod status;
mod tables;

use quote::quote;

use super::{Output, docs};
use crate::{
    Error, Options,
    model::{Paths, operations::Api},
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
    out.module(about, "operations", first.clone(), |out| {
        for (index, operation) in api.operations.iter().enumerate() {
            out.item(builder::tokens(index, operation, &inside))?;
        }
        for operation in &api.operations {
            out.item(response::by_status(operation, &inside))?;
        }
        Ok(())
    })?;
    errors::write(api, &inside, first, out)?;
    out.item(tables::tokens(api, &options.conventions, runtime))?;
    out.item(client::tokens(api, options, &inside)?)
}
