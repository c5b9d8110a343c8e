//! The list of generated names that the build requires of a contract.

use std::fs;
use std::path::Path;

/// The Rust files below `folder`, each with its path from there.
fn sources(folder: &Path, below: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{below}/{}", entry.file_name().display());
        if entry.path().is_dir() {
            sources(&entry.path(), &name, found);
        } else if name.ends_with(".rs") {
            found.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

#[test]
fn it_has_every_type_that_the_wrapper_imports() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("src/wrapped.txt")).unwrap();
    let mut files = Vec::new();
    sources(&root.join("src"), "src", &mut files);
    let mut imports = 0;
    for (file, text) in files.iter().filter(|(file, _)| file != "src/fuzzing.rs") {
        let text = text.split("#[cfg(test)]").next().unwrap();
        for names in text.split("use crate::types::").skip(1) {
            let names = names.split(';').next().unwrap();
            for name in names.split(|it: char| !it.is_alphanumeric()) {
                let known = list.contains(&format!(" types::{name}")) || name.is_empty();
                assert!(
                    known,
                    "{file} uses types::{name}, and src/wrapped.txt does not have it"
                );
                imports += 1;
            }
        }
    }
    assert!(imports >= 1);
}
