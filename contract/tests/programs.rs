//! A contract with one change at a time: whether an existing program still works.

#[path = "variants/list.rs"]
mod list;

use std::fs;
use std::path::Path;
use std::process::Command;

use list::{contract, variant, variants};
use neo_contract::diff::bump::Part::{self, Major};

/// Uses the whole interface of the contract, as a caller might.
const PROGRAM: &str = include_str!("variants/program.rs");

/// A crate whose binaries are the program, each with the generated code of one variant.
#[test]
fn an_old_program_works_exactly_after_changes_that_are_not_major() {
    let base = contract();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("surface-probe");
    let vendored = folder.path().join("openapi.json");
    fs::write(&vendored, base.to_string()).unwrap();
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = workspace.join("openapi/conventions.json");
    let mut conventions = neo_contract::conventions::read(&path).unwrap();
    conventions.client = None;
    neo_contract::generate::generate(&neo_contract::generate::Request {
        document: vendored.to_str().unwrap(),
        folder: &root,
        conventions: None,
        runtime: Some(&workspace.canonicalize().unwrap()),
        strict: false,
    })
    .unwrap();
    let manifest = fs::read_to_string(root.join("Cargo.toml"))
        .unwrap()
        .replace(
            "[dependencies]\n",
            "[dependencies]\ntokio = { version = \"1\", features = [\"rt\", \"net\", \"time\"] }\n",
        );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();

    let mut options = neo_api_codegen::Options::default();
    options.conventions = conventions;
    let binaries = root.join("src/bin");
    fs::create_dir(&binaries).unwrap();
    let mut variants = variants();
    variants.insert(0, variant("nothing", None, Part::None, |_| {}));
    for (index, variant) in variants.iter().enumerate() {
        let mut head = base.clone();
        (variant.change)(&mut head);
        let code = neo_api_codegen::generate(&head.to_string(), &options)
            .unwrap()
            .code;
        fs::create_dir(root.join(format!("src/v{index}"))).unwrap();
        fs::write(root.join(format!("src/v{index}/generated.rs")), code).unwrap();
        let program = format!(
            "#![allow(warnings)]\n#[path = \"../v{index}/generated.rs\"]\nmod generated;\n\nstatic SERVICE: neo_api_runtime::Service = generated::SERVICE;\n\n{PROGRAM}"
        );
        fs::write(binaries.join(format!("v{index}.rs")), program).unwrap();
    }

    let target = workspace.join("target/surface-probe");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet", "--bins", "--keep-going"])
        .args(["--no-default-features"])
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(&root)
        .output()
        .unwrap();
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut wrong = Vec::new();
    for (index, variant) in variants.iter().enumerate() {
        let named = format!("could not compile `surface-probe` (bin \"v{index}\")");
        let compiles = !messages.contains(&named);
        let binary = target.join(format!("debug/v{index}{}", std::env::consts::EXE_SUFFIX));
        let works = compiles && Command::new(binary).output().unwrap().status.success();
        if works != (variant.bump != Major) {
            wrong.push(format!(
                "{}: {:?}, works: {works}",
                variant.what, variant.bump
            ));
        }
    }
    assert!(wrong.is_empty(), "{}\n{messages}", wrong.join("\n"));
}
