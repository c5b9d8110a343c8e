//! `Cargo.toml` of a generated crate.

use std::path::Path;

/// Its first line: folders whose manifest begins otherwise are not overwritten.
pub(super) const HEAD: &str = "# Written by `neo-contract generate`.\n";

/// The features, which are the runtime's, with what they do.
pub(super) const FEATURES: [(&str, &str); 10] = [
    ("rustls", "TLS by rustls, with the platform's certificates"),
    (
        "rustls-no-provider",
        "the same; the program installs a crypto provider",
    ),
    ("native-tls", "TLS by the platform's library"),
    ("gzip", "response compression with gzip"),
    ("brotli", "the same with brotli"),
    ("zstd", "the same with zstd"),
    ("deflate", "the same with deflate"),
    (
        "blocking",
        "`blocking::Client`: the same methods without async",
    ),
    (
        "mock",
        "`Mock`: a mock of the service for tests, which checks requests against the contract",
    ),
    (
        "tracing",
        "one span for each call, with OpenTelemetry's names for HTTP clients",
    ),
];
/// Those that are on by default.
pub(super) const DEFAULT_FEATURES: [&str; 2] = ["gzip", "rustls"];

/// The manifest. `neo_api` is the checkout with the runtime; without one, the published crate is used.
pub(super) fn text(name: &str, neo_api: Option<&Path>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let runtime = match neo_api {
        // JSON's escapes are valid in a TOML basic string.
        Some(path) => format!(
            "path = {}",
            serde_json::Value::from(path.join("runtime").display().to_string())
        ),
        None => format!("version = \"{version}\""),
    };
    let features: String = FEATURES
        .iter()
        .map(|(name, _)| format!("{name} = [\"neo-api-runtime/{name}\"]\n"))
        .collect();
    format!(
        r#"{HEAD}[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
rust-version = "1.88"
readme = "README.md"

[dependencies]
chrono = {{ version = "0.4", default-features = false, features = ["serde", "std"] }}
neo-api-runtime = {{ {runtime}, default-features = false }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = {{ version = "1", features = ["float_roundtrip", "raw_value"] }}
uuid = {{ version = "1", default-features = false, features = ["serde"] }}

[dev-dependencies]
tokio = {{ version = "1", default-features = false, features = ["macros", "rt-multi-thread"] }}

[features]
default = {DEFAULT_FEATURES:?}
{features}
[workspace]
"#
    )
}
