//! Hands the mended document to progenitor.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use proc_macro2::TokenStream;
use progenitor_impl::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TypeImpl};

use crate::{
    Error, Options,
    document::{Document, Replacement},
};

/// The client and its operations. Types come from the model; here they are names.
pub(crate) fn tokens(document: &Document, options: &Options) -> Result<TokenStream, Error> {
    parsed::<syn::Path>(&options.runtime, "runtime")?;
    let mut whole = document.whole();
    whole.sort_all_objects();
    let spec: openapiv3::OpenAPI =
        serde_path_to_error::deserialize(&whole).map_err(|error| Error::Generator {
            pointer: Some(document.published(&pointer(error.path()))),
            reason: error.into_inner().to_string(),
        })?;
    let mut settings = GenerationSettings::default();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_hooks(HooksMode::Expected)
        .with_map_type("::std::collections::BTreeMap")
        .with_inner_type(parsed::<syn::Type>(&options.context, "context")?)
        .with_derive("PartialEq");
    for (name, replacement) in &document.replacements {
        match replacement {
            Replacement::Runtime(path) => settings.with_replacement(
                name,
                format!("{}::{path}", options.runtime),
                [].into_iter(),
            ),
            Replacement::Alias(component) => {
                settings.with_replacement(name, format!("types::{component}"), [].into_iter())
            }
            Replacement::Ours { display: true } => settings.with_replacement(
                name,
                format!("types::{name}"),
                [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
            ),
            Replacement::Ours { display: false } => {
                settings.with_replacement(name, format!("types::{name}"), [].into_iter())
            }
        };
    }
    // progenitor and typify panic on what they do not know. A pass should have mended it; where none has, the panic is
    // told as an error.
    quietly(|| Generator::new(&settings).generate_tokens(&spec))
        .and_then(|tokens| tokens.map_err(|error| error.to_string()))
        .map_err(|reason| Error::Generator {
            pointer: None,
            reason,
        })
}

fn parsed<T: syn::parse::Parse + quote::ToTokens>(
    text: &str,
    option: &str,
) -> Result<TokenStream, Error> {
    let parsed: T = syn::parse_str(text).map_err(|_| {
        Error::invalid(
            "",
            format!("the option `{option}` is `{text}`, which names no Rust item"),
        )
    })?;
    Ok(quote::quote!(#parsed))
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic becomes its message, and is not printed as well.
fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    // The hook belongs to the whole process: other threads' panics go to the one that was there.
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                others(info);
            }
        }));
    });
    QUIET.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(false);
    result.map_err(|panic| {
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
