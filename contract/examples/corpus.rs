//! Generates a crate for each document of a folder, compiles it, and writes the table of `codegen/COVERAGE.md`.
//!
//! ```text
//! cargo run --release -p neo-contract --example corpus -- FOLDER
//! ```
//!
//! Takes a quarter of an hour. Documents are generated and compiled one by one, with one target folder for all.

use std::error::Error;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use neo_contract::generate;
use serde_json::Value;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

struct Row {
    document: String,
    operations: usize,
    covered: usize,
    compiles: String,
    seconds: f64,
    notes: usize,
    progenitor: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("expected a folder of documents")?;
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "json"));
    paths.sort();
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let work = workspace.join("target/corpus");
    fs::create_dir_all(&work)?;
    let mut rows = Vec::new();
    for path in &paths {
        let row = row(path, &workspace, &work)?;
        println!(
            "{:<32} {:>4} of {:>4}  {:<9} {:>6.2} s  {}",
            row.document, row.covered, row.operations, row.compiles, row.seconds, row.progenitor
        );
        rows.push(row);
    }
    fs::write(workspace.join("codegen/COVERAGE.md"), page(&rows))?;
    Ok(())
}

fn row(path: &Path, workspace: &Path, work: &Path) -> Result<Row, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let crate_folder = work.join(name.replace('.', "-"));
    let begin = Instant::now();
    let document = path.to_string_lossy().into_owned();
    let result = catch_unwind(|| {
        generate::generate(&generate::Request {
            document: &document,
            folder: &crate_folder,
            conventions: None,
            runtime: Some(workspace),
            strict: false,
        })
    });
    let seconds = begin.elapsed().as_secs_f64();
    let (covered, notes, compiles) = match result {
        Err(_) => (0, 0, "a panic".to_owned()),
        Ok(Err(error)) => (0, 0, format!("refused: {}", pointer(&error.to_string()))),
        Ok(Ok(done)) => {
            fs::copy(
                workspace.join("Cargo.lock"),
                crate_folder.join("Cargo.lock"),
            )?;
            let output = Command::new(env!("CARGO"))
                .args(["check", "--offline", "--quiet", "--no-default-features"])
                .env("CARGO_TARGET_DIR", work.join("target"))
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .current_dir(&crate_folder)
                .output()?;
            let compiles = if output.status.success() {
                "yes".to_owned()
            } else {
                eprintln!("{}", String::from_utf8_lossy(&output.stderr));
                "no".to_owned()
            };
            (done.operations, done.notes.len(), compiles)
        }
    };
    Ok(Row {
        document: name,
        operations: operations(&serde_json::from_str(&text)?),
        covered,
        compiles,
        seconds,
        notes,
        progenitor: bare(&text),
    })
}

/// The pointer in an error.
fn pointer(error: &str) -> String {
    let pointer = error
        .split_whitespace()
        .find(|word| word.starts_with('/') && word.contains("$ref"));
    pointer
        .unwrap_or(error)
        .trim_end_matches(':')
        .replace('|', "\\|")
}

fn operations(document: &Value) -> usize {
    let items = document["paths"].as_object();
    items
        .into_iter()
        .flatten()
        .map(|(_, item)| {
            let reference = item["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
            let item = reference
                .and_then(|pointer| document.pointer(pointer))
                .unwrap_or(item);
            METHODS
                .iter()
                .filter(|method| item.get(**method).is_some())
                .count()
        })
        .sum()
}

/// The result of progenitor alone for the document.
fn bare(text: &str) -> String {
    let result = catch_unwind(|| {
        let spec: openapiv3::OpenAPI = serde_json::from_str(text).map_err(|_| "cannot be read")?;
        let mut generator = progenitor_impl::Generator::default();
        generator
            .generate_tokens(&spec)
            .map(|_| ())
            .map_err(|_| "an error")
    });
    match result {
        Ok(Ok(())) => "generates".to_owned(),
        Ok(Err(what)) => what.to_owned(),
        Err(_) => "a panic".to_owned(),
    }
}

fn page(rows: &[Row]) -> String {
    let compile = rows.iter().filter(|row| row.compiles == "yes").count();
    let whole = rows
        .iter()
        .filter(|row| row.compiles == "yes" && row.covered == row.operations)
        .count();
    let refused = rows
        .iter()
        .filter(|row| row.compiles.starts_with("refused"))
        .count();
    let alone = rows
        .iter()
        .filter(|row| row.progenitor == "generates")
        .count();
    let mut page = format!(
        "# {} real contracts\n\nOpenAPI 3.1 documents of public repositories. {compile} compile, {whole} of them with every operation; \
         {refused} are refused. progenitor alone generates {alone}.\n\n\
         `cargo run --release -p neo-contract --example corpus -- FOLDER` writes this table. Seconds are those of generating.\n\n\
         | document | operations | covered | compiles | seconds | notes | progenitor alone |\n|---|---|---|---|---|---|---|\n",
        rows.len()
    );
    for row in rows {
        page += &format!(
            "| {} | {} | {} | {} | {:.2} | {} | {} |\n",
            row.document,
            row.operations,
            row.covered,
            row.compiles,
            row.seconds,
            row.notes,
            row.progenitor
        );
    }
    page
}
