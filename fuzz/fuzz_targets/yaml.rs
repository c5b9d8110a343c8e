//! Any text as YAML: an error with a location, or JSON. Never a panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    match neo_contract::source::yaml_to_json(text) {
        Err(error) => drop(error.to_string()),
        Ok(json) => {
            let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            // JSON is YAML: it reads as itself.
            let again = neo_contract::source::yaml_to_json(&json).expect("JSON is YAML");
            let again: serde_json::Value = serde_json::from_str(&again).expect("JSON");
            assert_eq!(value, again);
        }
    }
});
