//! Writes the documents of `tests/explosions.rs` into a folder, to measure what each costs:
//! `cargo run -p neo-api-codegen --example explosions -- FOLDER`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "../tests/support/explosions.rs"]
mod documents;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("expected a folder")?;
    fs::create_dir_all(&folder)?;
    for (name, text) in documents::all(10_000) {
        let name = name.replace([' ', ','], "-");
        fs::write(Path::new(&folder).join(name + ".json"), text)?;
    }
    Ok(())
}
