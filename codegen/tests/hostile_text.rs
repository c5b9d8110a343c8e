//! Text of a contract stays text: it never becomes code that runs, and no spelling loses it.

use neo_api_codegen::{Options, generate};
use quote::ToTokens;
use serde_json::{Value, json};
use syn::visit::Visit;

fn contract() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/phone-numbers.json"
    );
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    serde_json::from_str(&text).expect("and is JSON")
}

/// Descriptions with a Markdown code block, which rustdoc would compile and run.
const CODE_BLOCKS: [&str; 13] = [
    "```\nHOSTILE\n```",
    "```rust\nHOSTILE\n```",
    "text\n\n    HOSTILE",
    "text\n\n\tHOSTILE",
    "> ```\n> HOSTILE\n> ```",
    "- ```\n  HOSTILE\n  ```",
    "1. ~~~\n   HOSTILE\n   ~~~",
    "-     HOSTILE",
    ">     HOSTILE",
    "<div>\n```\n</div>\n\n```\nHOSTILE\n```",
    "<!--\n```\n-->\n\n```\nHOSTILE\n",
    "never closed\n~~~\nHOSTILE",
    "carriage returns\r\r```\rHOSTILE\r```",
];

/// Doc comments that a doctest run would read.
#[derive(Default)]
struct Seen(Vec<String>);

impl<'a> Visit<'a> for Seen {
    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        if attribute.path().is_ident("doc") {
            self.0.push(attribute.to_token_stream().to_string());
        }
    }
}

#[test]
fn no_code_block_of_a_description_is_a_doctest() {
    let operation = "/paths/~1public-api~1phone~1numbers/get/description";
    for payload in CODE_BLOCKS {
        for location in [
            operation,
            "/components/schemas/PublicPhoneNumber/description",
            "/info/description",
        ] {
            let mut document = contract();
            *document.pointer_mut(location).expect("it is there") = json!(payload);
            let generated =
                generate(&document.to_string(), &Options::default()).expect("it generates");
            assert!(
                generated.code.contains("HOSTILE"),
                "the description is still there: {payload:?} at {location}"
            );
            let file = syn::parse_file(&generated.code)
                .unwrap_or_else(|error| panic!("{payload:?} at {location}: {error}"));
            let mut seen = Seen::default();
            seen.visit_file(&file);
            assert!(!seen.0.is_empty());
            let run: Vec<&String> = seen
                .0
                .iter()
                .filter(|doc| doc.contains("HOSTILE"))
                .collect();
            assert!(run.is_empty(), "{payload:?} at {location}: {run:?}");
        }
    }
}

#[test]
fn no_enum_value_is_a_doctest() {
    let mut document = contract();
    document["components"]["schemas"]["PhoneNumberStatus"]["enum"] =
        json!(["ACTIVE", "a\n> ```\n> HOSTILE\n> ```\n"]);
    let generated = generate(&document.to_string(), &Options::default()).expect("it generates");
    let file = syn::parse_file(&generated.code).expect("it is Rust");
    let mut seen = Seen::default();
    seen.visit_file(&file);
    assert!(seen.0.iter().all(|doc| !doc.contains("HOSTILE")));
}

#[test]
fn a_path_without_a_leading_slash_is_never_lost() {
    let at = |path: &str| {
        let mut document = contract();
        let paths = document["paths"].as_object_mut().expect("paths");
        let item = paths.remove("/public-api/phone/numbers").expect("the path");
        paths.insert(path.to_owned(), item);
        generate(&document.to_string(), &Options::default())
    };
    for path in ["public-api/phone/numbers", "x", "{x}/y"] {
        let generated = at(path).expect("it is repaired");
        assert_eq!(generated.operations[0].path, format!("/{path}"));
        let note = generated
            .notes
            .iter()
            .find(|note| note.what == format!("the path is read as `/{path}`"));
        assert_eq!(
            note.expect("a note").pointer,
            format!("/paths/{}", path.replace('/', "~1"))
        );
    }
    for path in ["", " /x", "?x"] {
        let error = at(path).expect_err("it is lost otherwise");
        let pointer = format!("/paths/{}", path.replace('/', "~1"));
        assert_eq!(error.pointer(), Some(pointer.as_str()));
        assert_eq!(
            error.to_string(),
            format!("at {pointer}: a path must begin with `/`")
        );
    }
    let mut document = contract();
    document["paths"]["x-note"] = json!({ "of": "the publisher" });
    assert!(
        generate(&document.to_string(), &Options::default()).is_ok(),
        "an extension is not a path"
    );
}
