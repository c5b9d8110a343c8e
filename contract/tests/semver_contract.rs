//! `semver` agrees with `diff`, even if callers must send more and no line of the interface shows it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

fn run(folder: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    assert_eq!(
        run(folder, "git", &[&identity, arguments].concat()).0,
        Some(0),
        "{arguments:?}"
    );
}

fn write(folder: &Path, version: &str, required: bool) {
    let contract = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/usage": {"get": {
            "operationId": "usage",
            "parameters": [{"name": "from", "in": "query", "required": required, "schema": {"type": "string"}}],
            "responses": {"204": {"description": "ok"}}
        }}}
    });
    fs::create_dir_all(folder.join("openapi")).unwrap();
    fs::write(
        folder.join("Cargo.toml"),
        format!("version = \"{version}\"\n"),
    )
    .unwrap();
    fs::write(folder.join("openapi/openapi.json"), contract.to_string()).unwrap();
    fs::write(
        folder.join("openapi/surface.txt"),
        "fn Client::usage(&self)\n",
    )
    .unwrap();
}

#[test]
fn a_parameter_that_became_required_is_major_to_both() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    git(folder, &["init", "--quiet"]);
    write(folder, "0.1.1", false);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "base"]);
    let program = env!("CARGO_BIN_EXE_neo-contract");
    for (version, code) in [("0.1.2", Some(1)), ("0.2.0", Some(0))] {
        write(folder, version, true);
        let (exit, printed) = run(folder, program, &["semver", "--base", "HEAD"]);
        assert_eq!(exit, code, "{printed}");
        assert!(printed.starts_with("Version bump: major"), "{printed}");
        let (_, diff) = run(
            folder,
            program,
            &["diff", "--base", "HEAD:openapi/openapi.json"],
        );
        assert!(diff.contains(printed.lines().next().unwrap()), "{diff}");
    }
}
