//! `semver` in a git repository with changes of interface and version.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn write(folder: &Path, version: &str, surface: &str) {
    fs::create_dir_all(folder.join("openapi")).unwrap();
    let manifest = format!("[workspace.package]\nversion = \"{version}\"\n");
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("openapi/surface.txt"), surface).unwrap();
}

fn semver(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .args(["semver", "--base", "HEAD"])
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_version_must_match_the_changes_of_the_interface() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    git(folder, &["init", "--quiet"]);
    for (before, now, surface, code) in [
        ("0.1.0", "0.1.0", "fn a\nfn b\n", 0),
        ("0.1.0", "0.1.0", "fn a\nfn b\nfn c\n", 1),
        ("0.1.0", "0.1.1", "fn a\nfn b\nfn c\n", 0),
        ("0.1.0", "0.1.1", "fn a\n", 1),
        ("0.1.0", "0.2.0", "fn a\n", 0),
        ("1.4.2", "1.5.0", "fn a\nfn b\nfn c\n", 0),
        ("1.4.2", "1.5.0", "fn a\n", 1),
        ("1.4.2", "2.0.0", "fn a\n", 0),
        // The path of a method is not part of its signature.
        ("1.4.2", "1.4.2", "fn a\nfn b\noperation a: GET /b\n", 0),
    ] {
        write(folder, before, "fn a\nfn b\noperation a: GET /a\n");
        git(folder, &["add", "."]);
        git(
            folder,
            &["commit", "--quiet", "--allow-empty", "-m", "base"],
        );
        write(folder, now, surface);
        let output = semver(folder);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{before} to {now}: {output:?}"
        );
        assert!(
            printed.contains(before) && printed.contains(now),
            "{printed}"
        );
    }
    let output = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .args(["semver", "--base", "no-such-revision"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
}
