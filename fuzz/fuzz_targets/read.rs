//! Any document, read as OpenAPI 3.0, 3.1 and 3.2: an error, or a 3.1 document that reads as itself. Never a panic.
#![no_main]

use neo_api_codegen::read_value;
use serde_json::Value;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(mut document) = serde_json::from_str::<Value>(text) else {
        return;
    };
    for version in ["3.0.4", "3.1.1", "3.2.0"] {
        if let Some(members) = document.as_object_mut() {
            members.insert("openapi".to_owned(), version.into());
        }
        match read_value(document.clone()) {
            Err(error) => drop(error.to_string()),
            Ok(read) => {
                let again = read_value(read.document.clone()).expect("what was read is a document");
                assert_eq!(again.document, read.document);
            }
        }
    }
});
