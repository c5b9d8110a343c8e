//! Real contracts: none panics, and every operation is generated or listed as left out.
//!
//! Reads `tests/corpus`, and the folder of OpenAPI documents in `NEO_CORPUS`. `cargo run -p neo-contract --example corpus`
//! also compiles the generated code.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use neo_api_codegen::{Interface, LeftOut, Options, generate};
use serde_json::Value;

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

fn operations(document: &Value) -> usize {
    let items = document["paths"].as_object();
    items
        .into_iter()
        .flatten()
        .map(|(_, item)| {
            let item = match item["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
                Some(pointer) => document.pointer(pointer).unwrap_or(item),
                None => item,
            };
            let more = item["additionalOperations"].as_object();
            let own = METHODS.iter().filter(|it| item.get(**it).is_some());
            own.count() + more.map_or(0, serde_json::Map::len)
        })
        .sum()
}

#[test]
fn every_operation_is_generated_or_listed() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")];
    match std::env::var_os("NEO_CORPUS").map(PathBuf::from) {
        Some(folder) => folders.push(folder),
        None => eprintln!("only tests/corpus: NEO_CORPUS is not set to a folder of documents"),
    }
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 5);
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut wrong = Vec::new();
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            wrong.extend(fault(path));
        }
        wrong
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let workers = [scope.spawn(worker), scope.spawn(worker)];
        workers.map(|it| it.join().unwrap()).concat()
    });
    assert!(
        wrong.is_empty(),
        "of {}:\n{}",
        paths.len(),
        wrong.join("\n")
    );
}

/// What is wrong with the result for a document.
fn fault(path: &Path) -> Option<String> {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let there = operations(&serde_json::from_str(&text).unwrap());
    let generated = match catch_unwind(|| generate(&text, &Options::default())) {
        Err(_) => return Some(format!("{name}: a panic")),
        Ok(Err(error)) => return Some(format!("{name}: {error}")),
        Ok(Ok(generated)) => generated,
    };
    for left_out in &generated.left_out {
        eprintln!("{name}: {left_out}");
    }
    // An unresolved path item is one entry; its operations are unknown.
    let listed = |it: &&LeftOut| it.method != "*";
    let listed = generated.left_out.iter().filter(listed).count();
    if generated.operations.len() + listed != there {
        return Some(format!(
            "{name}: {} of {there} operations, and {listed} left out",
            generated.operations.len()
        ));
    }
    // Generating only the interface gives the same one.
    let read = neo_api_codegen::read(&text);
    let short = read.and_then(|read| Interface::of(&read, &Options::default())?.lines());
    (short.ok() != Some(generated.surface)).then(|| format!("{name}: another interface"))
}
