//! Path arguments go through the runtime's encoder, never through progenitor's.

use neo_api_codegen::{Options, generate};

/// The client crate's tests send requests with this one.
const GENERATED: &str = "../src/transport/tests/path_arguments.rs";

#[test]
fn every_argument_goes_through_the_runtime_s_encoder() {
    let document = include_str!("fixtures/path-arguments.json");
    let code = generate(document, &Options::default()).unwrap().code;
    let dense: String = code.split_whitespace().collect();
    let count = |text: &str| dense.matches(text).count();
    assert_eq!(
        (count("encode_path("), count("encode_path,")),
        (0, 0),
        "{code}"
    );
    assert_eq!(count("crate::runtime::encode_path_argument("), 4, "{code}");
    assert_eq!(count("crate::runtime::path_argument("), 1, "{code}");

    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(GENERATED);
    if std::env::var_os("NEO_UPDATE").is_some() {
        std::fs::write(&path, &code).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == code,
        "{GENERATED} is stale; run this test with NEO_UPDATE=1"
    );
}
