//! `generate`: what it writes compiles, whatever the document calls its things.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use neo_contract::generate::{Done, Request, generate};

fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    folder.canonicalize().unwrap()
}

const ODD: &str = include_str!("generate/odd_names.json");
/// Calls operations of `ODD`, and prints what it sent.
const CALLS: &str = include_str!("generate/calls.rs");

fn write(document: &str, folder: &Path) -> Done {
    let path = folder.with_extension("json");
    fs::write(&path, document).unwrap();
    generate(&Request {
        document: path.to_str().unwrap(),
        folder,
        runtime: Some(&workspace()),
    })
    .unwrap()
}

#[test]
fn names_that_rust_has_already_compile_and_keep_their_spelling_on_the_wire() {
    let temporary = tempfile::tempdir().unwrap();
    let root = temporary.path().join("odd-names");
    let done = write(ODD, &root);
    let renamed: Vec<String> = done
        .notes
        .iter()
        .filter(|note| note.what.contains("is taken"))
        .map(ToString::to_string)
        .collect();
    for expected in [
        "/paths/~1ids~100/get (operation_ids): the method name `post` is taken; this operation is `post2`",
        "/components/schemas/Names/properties/fooBar (collisions): the name `foo_bar` is taken; the field of `fooBar` is `foo_bar3`",
        "/components/schemas/Extra/properties/extra (collisions): the name `extra` is taken; the field of `extra` is `extra2`",
    ] {
        assert!(
            renamed.iter().any(|it| it == expected),
            "{expected}\n{renamed:#?}"
        );
    }

    fs::create_dir(root.join("src/bin")).unwrap();
    fs::write(root.join("src/bin/calls.rs"), CALLS).unwrap();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap().replace(
        "[dependencies]\n",
        "[dependencies]\ntokio = { version = \"1\", features = [\"rt\", \"net\", \"time\", \"io-util\", \"macros\"] }\n",
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--no-default-features"])
        .args(["--bin", "calls"])
        .env("CARGO_TARGET_DIR", workspace().join("target/surface-probe"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        renamed.join("\n")
    );
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        include_str!("generate/sent.txt")
    );
}
