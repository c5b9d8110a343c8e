//! Generated types: values of the contract round-trip, and so do unlisted values.
//!
//! The types of `fixtures/types.json` are checked in, compiled here, and compared with the generator's output.
//! `UPDATE_FIXTURES=1 cargo test -p neo-api-codegen --test types` updates them.

use neo_api_codegen::{Options, generate};

#[allow(dead_code, unused_imports, rustdoc::all, clippy::all)]
mod generated {
    use ::neo_api_runtime as runtime;

    include!("fixtures/types.rs");
}

#[path = "types/builders.rs"]
mod builders;
#[path = "types/composition.rs"]
mod composition;
#[path = "types/enums.rs"]
mod enums;
#[path = "types/forms.rs"]
mod forms;
#[path = "types/unions.rs"]
mod unions;
#[path = "types/values.rs"]
mod values;

/// Decodes, encodes, and compares as JSON. Returns the value.
#[track_caller]
fn through<T>(text: &str) -> T
where
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    let value: T = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error}"),
    };
    let back: serde_json::Value = serde_json::to_value(&value).expect("it encodes");
    let original: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(back, original);
    value
}

#[test]
fn the_checked_in_types_match_the_generator() {
    let document = include_str!("fixtures/types.json");
    let mut options = Options::default();
    options.runtime = "::neo_api_runtime".to_owned();
    let generated = generate(document, &options).expect("it generates");
    let file: syn::File = syn::parse_str(&generated.code).expect("it is Rust");
    let types = file.items.into_iter().find_map(|item| match item {
        syn::Item::Mod(it) if it.ident == "types" => Some(syn::Item::Mod(it)),
        _ => None,
    });
    let items = vec![types.expect("there is a module `types`")];
    let code = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    });
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/types.rs");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(path, code).expect("it is written");
        return;
    }
    assert!(
        code == include_str!("fixtures/types.rs"),
        "the types of fixtures/types.json have changed; UPDATE_FIXTURES=1 updates them"
    );
}
