//! Hands the mended document to progenitor.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use progenitor_impl::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TypeImpl};

use crate::{
    Error, Options,
    document::{Document, Replacement},
};

pub(crate) fn tokens(document: &Document, options: &Options) -> Result<TokenStream, Error> {
    let mut whole = document.whole();
    whole.sort_all_objects();
    let spec: openapiv3::OpenAPI =
        serde_path_to_error::deserialize(whole).map_err(|error| Error::Generator {
            pointer: Some(document.published(&pointer(error.path()))),
            reason: error.into_inner().to_string(),
        })?;
    let mut settings = GenerationSettings::default();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_hooks(HooksMode::Expected)
        .with_map_type("::std::collections::BTreeMap")
        .with_inner_type(parsed(&options.context, "context")?)
        .with_derive("PartialEq");
    parsed(&options.runtime, "runtime")?;
    for (component, replacement) in &document.replacements {
        match replacement {
            Replacement::Runtime(name) => settings.with_replacement(
                component,
                format!("{}::{name}", options.runtime),
                [].into_iter(),
            ),
            Replacement::OpenEnum(_) => settings.with_replacement(
                component,
                format!("types::{component}"),
                [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
            ),
            Replacement::JsonEnum(_) => {
                settings.with_replacement(component, format!("types::{component}"), [].into_iter())
            }
        };
    }
    // progenitor and typify panic on what they do not know. A pass should have mended it; where none has, the panic is
    // told as an error.
    match quietly(|| Generator::new(&settings).generate_tokens(&spec)) {
        Ok(Ok(tokens)) => Ok(tokens),
        Ok(Err(error)) => Err(Error::Generator {
            pointer: None,
            reason: error.to_string(),
        }),
        Err(panic) => Err(Error::Generator {
            pointer: None,
            reason: panic,
        }),
    }
}

fn parsed(path: &str, option: &str) -> Result<TokenStream, Error> {
    let path: syn::Path = syn::parse_str(path).map_err(|_| {
        Error::invalid(
            "",
            format!("the option `{option}` is `{path}`, which is no path of a Rust item"),
        )
    })?;
    Ok(quote::quote!(#path))
}

/// Runs `work`; a panic becomes its message.
fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()))
            .unwrap_or_else(|| "it panicked without a message".to_owned())
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .fold(String::new(), |pointer, segment| match segment {
            Segment::Seq { index } => crate::pointer::join(&pointer, &index.to_string()),
            Segment::Map { key } => crate::pointer::join(&pointer, key),
            Segment::Enum { .. } | Segment::Unknown => pointer,
        })
}
