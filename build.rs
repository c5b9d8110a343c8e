//! Generates the client from the vendored contract. It never fetches, compares or fails on drift: that is `neo-contract`.
//! Without the feature `codegen`, the checked-in client is compiled if it is what the contract gives.

use std::{error::Error, fs};

const CONTRACT: &str = "openapi/openapi.json";
/// The lines of `openapi/surface.txt` that hand-written code names, each after its file.
const WRAPPED: &str = include_str!("src/wrapped.txt");

fn main() {
    println!("cargo::rerun-if-changed={CONTRACT}\ncargo::rerun-if-changed=build.rs");
    // `cargo::error` is shown as it stands, without the frame of a failed build script.
    client().unwrap_or_else(|error| println!("cargo::error={CONTRACT}: {error}"));
}

/// rustc would name what is missing too, among all that follows from it.
fn check_wrapped(surface: &str) {
    for (file, item) in WRAPPED.lines().filter_map(|line| line.split_once(": ")) {
        let is_item = |line: &str| {
            line.strip_prefix(item)
                .is_some_and(|it| it.is_empty() || it.starts_with(' '))
        };
        if !surface.lines().any(is_item) {
            println!(
                "cargo::error={CONTRACT}: {file} is written by hand and uses `{item}`, which this contract no longer gives: its operation or schema is gone, or has another name or form. Adapt {file} to openapi/surface.txt, and src/wrapped.txt to {file}"
            );
        }
    }
}

#[cfg(feature = "codegen")]
fn client() -> Result<(), Box<dyn Error>> {
    let contract = fs::read_to_string(CONTRACT)?;
    let generated = neo_api_codegen::generate(&contract, &neo_api_codegen::Options::default())?;
    check_wrapped(&generated.surface);
    let out = std::env::var("OUT_DIR")? + "/generated.rs";
    Ok(fs::write(out, generated.code)?)
}

#[cfg(not(feature = "codegen"))]
fn client() -> Result<(), Box<dyn Error>> {
    println!(
        "cargo::rerun-if-changed=openapi/generated.rs\ncargo::rerun-if-changed=openapi/surface.txt"
    );
    let contract = fs::read_to_string(CONTRACT)?;
    let code = fs::read_to_string("openapi/generated.rs")?;
    let (stamp, code) = code.split_once('\n').unwrap_or_default();
    let bytes = contract.bytes().chain([0]).chain(code.bytes());
    let fnv1a = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    if stamp == format!("// neo-api-codegen: {fnv1a:016x}") {
        check_wrapped(&fs::read_to_string("openapi/surface.txt")?);
        return Ok(());
    }
    // Whether the contract or the client is at fault takes the generator to say.
    Err("openapi/generated.rs is not what it gives; `cargo run -p neo-contract -- check` says why, and what mends it".into())
}
