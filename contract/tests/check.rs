//! `check` on a copy of the vendor folder with one change at a time.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use neo_contract::check::{self, Stale};
use neo_contract::vendor;
use tempfile::TempDir;

/// A consistent vendor folder.
fn fresh() -> TempDir {
    let folder = TempDir::new().unwrap();
    let contract =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/phone-numbers.json");
    vendor::vendor(contract.to_str().unwrap(), None, folder.path()).unwrap();
    check::check(folder.path(), true).unwrap();
    assert_eq!(check::check(folder.path(), false).unwrap(), []);
    folder
}

fn edit(folder: &TempDir, name: &str, change: impl Fn(&str) -> String) {
    let path = folder.path().join(name);
    let before = fs::read_to_string(&path).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "the edit of {name} changes nothing");
    fs::write(path, after).unwrap();
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .arg("--dir")
        .arg(folder.path())
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn one_changed_word_of_the_contract_fails_and_write_updates_it() {
    let folder = fresh();
    edit(&folder, "openapi.json", |text| {
        text.replace("\"INACTIVE\"", "\"PAUSED\"")
    });

    let red = run(&folder, &["check"]);
    let printed = String::from_utf8(red.stderr).unwrap();
    assert_eq!(red.status.code(), Some(4), "{printed}");
    assert!(
        printed.contains("surface.txt does not match what the contract generates"),
        "{printed}"
    );
    assert!(
        printed
            .lines()
            .any(|line| line.starts_with('+') && line.to_lowercase().contains("paused")),
        "{printed}"
    );
    assert!(
        printed.contains("cargo run -p neo-contract -- check --write"),
        "{printed}"
    );
    assert!(printed.contains("sha256"), "{printed}");

    assert_eq!(run(&folder, &["check", "--write"]).status.code(), Some(0));
    assert_eq!(run(&folder, &["check"]).status.code(), Some(0));
    let lock = fs::read_to_string(folder.path().join("openapi.lock.json")).unwrap();
    assert!(
        lock.contains("\"edited\": true"),
        "the lock says that it is not as published: {lock}"
    );
}

#[test]
fn converted_line_endings_of_the_contract_are_named_as_a_lock_mismatch() {
    let folder = fresh();
    edit(&folder, "openapi.json", |text| text.replace('\n', "\r\n"));
    let stale = check::check(folder.path(), false).unwrap();
    let [Stale::Lock { what, .. }, stamp] = stale.as_slice() else {
        panic!("expected the lock and the stamp: {stale:?}");
    };
    assert!(what.contains("CRLF"), "{what}");
    assert_stamp_alone(stamp);
}

#[test]
fn an_added_byte_in_the_contract_is_named_as_a_lock_mismatch() {
    let folder = fresh();
    edit(&folder, "openapi.json", |text| format!("{text}\n"));
    let stale = check::check(folder.path(), false).unwrap();
    let [Stale::Lock { what, .. }, stamp] = stale.as_slice() else {
        panic!("expected the lock and the stamp: {stale:?}");
    };
    assert!(what.contains("sha256"), "{what}");
    assert_stamp_alone(stamp);
}

/// The generated code states the hash of its source; nothing else in it changed.
fn assert_stamp_alone(stale: &Stale) {
    let Stale::Generated { diff, .. } = stale else {
        panic!("{stale:?}");
    };
    let changed: Vec<&str> = diff
        .lines()
        .filter(|line| line.starts_with(['-', '+']))
        .skip(2)
        .collect();
    assert_eq!(changed.len(), 2, "{diff}");
    assert!(
        changed
            .iter()
            .all(|line| line.contains("// neo-api-codegen: ")),
        "{diff}"
    );
}

#[test]
fn an_edited_or_missing_generated_file_is_named_with_a_diff() {
    let folder = fresh();
    edit(&folder, "surface.txt", |text| {
        format!("{text}pub struct ByHand\n")
    });
    fs::remove_file(folder.path().join("generated.rs")).unwrap();
    let printed = String::from_utf8(run(&folder, &["check"]).stderr).unwrap();
    assert!(printed.contains("-pub struct ByHand"), "{printed}");
    assert!(printed.contains("the file is missing"), "{printed}");
}

#[test]
fn a_long_diff_is_cut_to_a_screen() {
    let folder = fresh();
    edit(&folder, "generated.rs", |_| "// another\n".repeat(500));
    let printed = String::from_utf8(run(&folder, &["check"]).stderr).unwrap();
    assert!(
        printed.lines().count() < 60,
        "{} lines",
        printed.lines().count()
    );
    assert!(printed.contains("more lines"), "{printed}");
}

#[test]
fn a_contract_that_cannot_be_loaded_is_not_stale() {
    let folder = fresh();
    fs::write(folder.path().join("openapi.json"), "{").unwrap();
    assert_eq!(run(&folder, &["check"]).status.code(), Some(3));
    fs::remove_file(folder.path().join("openapi.json")).unwrap();
    assert_eq!(run(&folder, &["check"]).status.code(), Some(3));
}

#[test]
fn a_missing_lock_says_how_to_get_one() {
    let folder = fresh();
    fs::remove_file(folder.path().join("openapi.lock.json")).unwrap();
    let output = run(&folder, &["check"]);
    let printed = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(printed.contains("neo-contract vendor"), "{printed}");
}

#[test]
fn wrong_arguments_are_a_usage_error() {
    let folder = fresh();
    assert_eq!(run(&folder, &["chekc"]).status.code(), Some(2));
    assert_eq!(run(&folder, &["check", "--wriet"]).status.code(), Some(2));
}
