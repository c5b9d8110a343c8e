//! Generates the client from the vendored contract. It never fetches, compares or fails on drift: that is `neo-contract`.
//! Without the feature `codegen`, the checked-in client is compiled if it is what the contract gives.

use std::{error::Error, fs::read_to_string as read};

fn main() {
    println!("cargo::rerun-if-changed=openapi\ncargo::rerun-if-changed=build.rs");
    // `cargo::error` is shown as it is, without the frame of a failed build script.
    client().unwrap_or_else(|error| println!("cargo::error=openapi/openapi.json: {error}"));
}

#[cfg(feature = "codegen")]
fn client() -> Result<(), Box<dyn Error>> {
    use neo_api_codegen::{Conventions, Options, generate};
    let mut options = Options::default();
    options.conventions = Conventions::parse(&read("openapi/conventions.json")?)?;
    options.keep_names(&read("openapi/surface.txt")?);
    let generated = generate(&read("openapi/openapi.json")?, &options)?;
    generated.require(&read("src/wrapped.txt")?)?;
    let out = std::env::var("OUT_DIR")? + "/generated.rs";
    Ok(std::fs::write(out, generated.code)?)
}

#[cfg(not(feature = "codegen"))]
fn client() -> Result<(), Box<dyn Error>> {
    let code = read("openapi/generated.rs")?;
    let (stamp, code) = code.split_once('\n').unwrap_or_default();
    let contract = read("openapi/openapi.json")?;
    let bytes = contract.bytes().chain([0]).chain(code.bytes());
    let fnv1a = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    if stamp == format!("// neo-api-codegen: {fnv1a:016x}") {
        return Ok(());
    }
    // Whether the contract or the client is at fault takes the generator to say.
    Err("openapi/generated.rs is not generated from it; run `cargo run -p neo-contract -- check`, which says why and how to fix it".into())
}
