//! OpenAPI 3.1 document to Rust client source.
#![forbid(unsafe_code)]
