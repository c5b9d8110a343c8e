//! `Cargo.toml` of a generated crate.

use std::path::Path;

/// Its first line: folders whose manifest begins otherwise are not overwritten.
pub(super) const HEAD: &str = "# Written by `neo-contract generate`.\n";

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
default = ["gzip", "rustls"]
rustls = ["neo-api-runtime/rustls"]
rustls-no-provider = ["neo-api-runtime/rustls-no-provider"]
native-tls = ["neo-api-runtime/native-tls"]
gzip = ["neo-api-runtime/gzip"]
brotli = ["neo-api-runtime/brotli"]
zstd = ["neo-api-runtime/zstd"]
deflate = ["neo-api-runtime/deflate"]
blocking = ["neo-api-runtime/blocking"]
mock = ["neo-api-runtime/mock"]
tracing = ["neo-api-runtime/tracing"]

[workspace]
"#
    )
}
