//! `diff` of the largest document of a folder against an edited copy, and of one grown from it to 11 MB: seconds and peak
//! memory.
//!
//! ```text
//! NEO_CORPUS=FOLDER cargo bench -p neo-contract --bench diff
//! ```
//!
//! Without `NEO_CORPUS`, the vendored contract. Each round runs in its own process, so its peak is its own.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use serde_json::{Value, json};

/// As in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 5;
/// Bytes of the document that is grown.
const GROWN: usize = 11_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    if let Some(index) = arguments.iter().position(|it| it == "--round") {
        return round(Path::new(
            arguments.get(index + 1).ok_or("--round DOCUMENT")?,
        ));
    }
    let document = largest()?;
    // `cargo test --all-targets` also runs this, to check that it starts.
    let rounds = if arguments.iter().any(|it| it == "--bench") {
        ROUNDS
    } else {
        1
    };
    rows(&document, rounds)?;
    if rounds > 1 {
        let folder = tempfile::tempdir()?;
        let grown = folder.path().join("grown.json");
        fs::write(&grown, grow(&fs::read_to_string(&document)?)?)?;
        rows(&grown, rounds)?;
    }
    Ok(())
}

fn rows(document: &Path, rounds: usize) -> Result<(), Box<dyn Error>> {
    println!(
        "{} ({} kB)",
        document.file_name().unwrap_or_default().display(),
        fs::metadata(document)?.len() / 1_000
    );
    for _ in 0..rounds {
        let output = Command::new(env::current_exe()?)
            .arg("--round")
            .arg(document)
            .output()?;
        print!("{}", String::from_utf8_lossy(&output.stdout));
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
    }
    Ok(())
}

/// The document and copies of its paths and components, each under names of their own, until it is large.
fn grow(text: &str) -> Result<String, Box<dyn Error>> {
    let small: Value = serde_json::from_str(text)?;
    let mut large = small.clone();
    for copy in 0..GROWN / small.to_string().len() {
        let mut more = small.clone();
        rename(&mut more, &format!("Copy{copy}"));
        for (path, item) in more["paths"].as_object().into_iter().flatten() {
            large["paths"][format!("/copy{copy}{path}")] = item.clone();
        }
        for (kind, named) in more["components"].as_object().into_iter().flatten() {
            for (name, component) in named.as_object().into_iter().flatten() {
                if kind != "securitySchemes" {
                    large["components"][kind][format!("Copy{copy}{name}")] = component.clone();
                }
            }
        }
    }
    Ok(large.to_string())
}

/// Puts `prefix` before the names of operations, and of the components that are referred to.
fn rename(value: &mut Value, prefix: &str) {
    match value {
        Value::String(reference) if reference.starts_with("#/components/") => {
            if let Some((folder, name)) = reference.rsplit_once('/') {
                *reference = format!("{folder}/{prefix}{name}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, prefix)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(name) if key == "operationId" => {
                        name.insert_str(0, &prefix.to_lowercase());
                    }
                    _ => rename(value, prefix),
                }
            }
        }
        _ => {}
    }
}

fn largest() -> Result<PathBuf, Box<dyn Error>> {
    let Some(folder) = env::var_os("NEO_CORPUS") else {
        println!("NEO_CORPUS is not set to a folder of documents: only the vendored contract");
        return Ok(Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/openapi.json"));
    };
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "json") {
            documents.push((fs::metadata(&path)?.len(), path));
        }
    }
    let largest = documents.into_iter().max().ok_or("the folder is empty")?;
    Ok(largest.1)
}

fn round(document: &Path) -> Result<(), Box<dyn Error>> {
    let base = fs::read_to_string(document)?;
    let mut head: Value = serde_json::from_str(&base)?;
    edit(&mut head);
    let head = head.to_string();
    let begin = Instant::now();
    let diff = neo_contract::diff::diff(&base, &head)?;
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{seconds:>6.2} s  {:>5} MiB at most  {:>5} findings  {}",
        peak_mib().map_or("?".to_owned(), |mib| mib.to_string()),
        diff.findings.len(),
        match &diff.surface {
            Ok(change) => format!(
                "{} lines of the interface differ",
                change.removed.len() + change.added.len()
            ),
            Err(_) => "no code can be generated from one of them".to_owned(),
        },
    );
    Ok(())
}

/// Adds a property to every tenth schema with properties, and removes the first property of the next one.
fn edit(document: &mut Value) {
    let schemas = document.pointer_mut("/components/schemas");
    let Some(schemas) = schemas.and_then(Value::as_object_mut) else {
        return;
    };
    let with_properties = schemas
        .values_mut()
        .filter_map(|schema| schema.get_mut("properties")?.as_object_mut());
    for (index, properties) in with_properties.enumerate() {
        match index % 10 {
            0 => {
                properties.insert("edited".to_owned(), json!({"type": "string"}));
            }
            1 => {
                let first = properties.keys().next().cloned();
                first.and_then(|first| properties.remove(&first));
            }
            _ => {}
        }
    }
}

/// The peak memory of this process, if known.
fn peak_mib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}
