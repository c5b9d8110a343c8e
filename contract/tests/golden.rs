//! The complete output for two realistic revisions, to review changes of wording. `NEO_WRITE_GOLDENS=1` writes it.

use std::fs;
use std::path::Path;
use std::process::Command;

fn check(name: &str, arguments: &[&str], file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let output = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .current_dir(&folder)
        .args([
            "diff",
            "--no-allowlist",
            "--base",
            "base.json",
            "--head",
            "head.json",
        ])
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        !text.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let path = folder.join(file);
    if std::env::var_os("NEO_WRITE_GOLDENS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written,
        text,
        "{} is another text now; NEO_WRITE_GOLDENS=1 writes it",
        path.display()
    );
}

#[test]
fn a_value_a_status_and_a_shared_error_in_forty_operations() {
    check("growth", &[], "expected.txt");
    check("growth", &["--format", "markdown"], "expected.md");
}

#[test]
fn a_rename_a_split_and_a_removed_field() {
    check("rework", &[], "expected.txt");
    check("rework", &["--format", "github"], "expected.github.txt");
}
