//! Generates the client from the vendored contract. It never fetches, compares or fails on drift: that is `neo-contract`.

use std::{env, error::Error, fs, path::Path};

const CONTRACT: &str = "openapi/openapi.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CONTRACT}");
    println!("cargo::rerun-if-changed=build.rs");
    let document = fs::read_to_string(CONTRACT).map_err(|error| format!("{CONTRACT}: {error}"))?;
    match neo_api_codegen::generate(&document, &neo_api_codegen::Options::default()) {
        Ok(generated) => {
            let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
            fs::write(Path::new(&out).join("generated.rs"), generated.code)?;
        }
        // `cargo::error` is shown as it stands, without the frame of a failed build script.
        Err(error) => println!("cargo::error={CONTRACT}: {error}"),
    }
    Ok(())
}
