//! Hands the mended schemas to progenitor, which writes plain types.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use proc_macro2::TokenStream;
use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};

use crate::{
    Error, Options, culprit,
    document::{Document, Replacement},
    doubled,
};

/// The types. What progenitor cannot express becomes raw JSON, with a note.
pub(crate) fn tokens(document: &mut Document, options: &Options) -> Result<TokenStream, Error> {
    parsed::<syn::Path>(&options.runtime, "runtime")?;
    // Each round takes one refused part out of its sight.
    for _ in 0..MOST_REFUSED {
        let (part, reason) = match attempt(document, options)? {
            Ok(tokens) => return Ok(tokens),
            Err(refused) => refused,
        };
        let first = reason.lines().next().unwrap_or_default().to_owned();
        match part {
            Some(part) if raw_json(document, &part) => document.note(
                "progenitor",
                &part,
                format!("kept as JSON text, because the generator cannot express it: {first}"),
            ),
            part => {
                return Err(Error::Generator {
                    pointer: part.map(|pointer| document.published(&pointer)),
                    reason,
                });
            }
        }
    }
    Err(Error::Generator {
        pointer: Some("/components/schemas".into()),
        reason: format!("more than {MOST_REFUSED} schemas are of a kind that it cannot express"),
    })
}

/// A document beyond this is of a kind that nobody has seen yet.
const MOST_REFUSED: usize = 100;

/// Puts the runtime's `JsonValue` in the place of a schema; says whether the pointer was one's.
fn raw_json(document: &mut Document, pointer: &str) -> bool {
    if let Some(name) = pointer.strip_prefix("/components/schemas/") {
        let name = crate::pointer::unescape(name);
        if document.replacements.contains_key(&name) || !document.schemas.contains_key(&name) {
            return false;
        }
        let placeholder = serde_json::json!({ "type": "string" });
        document.schemas.insert(name.clone(), placeholder);
        document
            .replacements
            .insert(name, Replacement::Runtime("JsonValue"));
        return true;
    }
    false
}

/// What progenitor refuses, if it can be found, and what it says.
type Refused = (Option<String>, String);

fn attempt(document: &Document, options: &Options) -> Result<Result<TokenStream, Refused>, Error> {
    let mut whole = document.schemas_alone();
    whole.sort_all_objects();
    let spec: openapiv3::OpenAPI =
        serde_path_to_error::deserialize(&whole).map_err(|error| Error::Generator {
            pointer: Some(document.published(&pointer(error.path()))),
            reason: error.into_inner().to_string(),
        })?;
    let mut settings = GenerationSettings::default();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_map_type("::std::collections::BTreeMap")
        .with_derive("PartialEq");
    for (name, replacement) in &document.replacements {
        match replacement {
            Replacement::Runtime(path) => settings.with_replacement(
                name,
                format!("{}::{path}", options.runtime),
                [].into_iter(),
            ),
            Replacement::OpenEnum(_) => settings.with_replacement(
                name,
                format!("types::{name}"),
                [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
            ),
            Replacement::JsonEnum(_) => {
                settings.with_replacement(name, format!("types::{name}"), [].into_iter())
            }
        };
    }
    // progenitor and typify panic on what they do not know. A pass should have mended it; where none has, the panic is
    // told as an error.
    let generated = |spec: &openapiv3::OpenAPI| {
        quietly(|| Generator::new(&settings).generate_tokens(spec))
            .and_then(|tokens| tokens.map_err(|error| error.to_string()))
            .and_then(|tokens| match doubled::find(&tokens) {
                Some(name) => Err(format!("two types are called `{name}`")),
                None => Ok(tokens),
            })
    };
    Ok(generated(&spec).map_err(|reason| {
        let refused = |part: &serde_json::Value| {
            serde_json::from_value(part.clone()).is_ok_and(|part| generated(&part).is_err())
        };
        (culprit::find(&whole, refused), reason)
    }))
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
