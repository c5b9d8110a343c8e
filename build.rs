//! Generates the client from the vendored contract.

fn main() {}
