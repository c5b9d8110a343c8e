//! Any document: code, or an error that names the place. Never a panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|document: &str| {
    let options = neo_api_codegen::Options::default();
    if let Err(error) = neo_api_codegen::generate(document, &options) {
        let _ = error.to_string();
    }
});
