//! Any document: code, or an error with a pointer. Never a panic.
#![no_main]

libfuzzer_sys::fuzz_target!(
    // Panics of progenitor are caught and become errors; libFuzzer's own hook would end the run. An uncaught panic
    // still does.
    init: std::panic::set_hook(Box::new(|_| {})),
    |document: &str| {
        let options = neo_api_codegen::Options::default();
        if let Err(error) = neo_api_codegen::generate(document, &options) {
            let _ = error.to_string();
        }
    }
);
