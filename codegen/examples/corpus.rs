//! Prints what becomes of each document of a folder: how many operations, or the error.
//!
//! `cargo run --release -p neo-api-codegen --example corpus FOLDER`

use std::{env, error::Error, fs, path::PathBuf, time::Instant};

use neo_api_codegen::{Options, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("expected a folder of documents")?;
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "json"));
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let begin = Instant::now();
        let result = match generate(&text, &Options::default()) {
            Ok(generated) => format!("ok, {} operations", generated.operations.len()),
            Err(error) => error.to_string(),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!(
            "{name:<40} {:>6.1} s  {result}",
            begin.elapsed().as_secs_f64()
        );
    }
    Ok(())
}
