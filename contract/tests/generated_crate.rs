//! A generated crate is a complete client: the example program runs with it, and so do the tables of faults and path
//! arguments that `neo-api` itself must pass.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use neo_contract::generate::{Request, generate};

/// The dependencies of the programs.
const DEVELOPMENT: &str = r#"[dev-dependencies]
fastrand = "2"
tokio = { version = "1", default-features = false, features = ["rt-multi-thread", "macros", "net", "io-util", "sync", "time"] }
"#;

/// The output of the tour.
const TOUR: &str = include_str!("generated_crate/tour.txt");

fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    folder.canonicalize().unwrap()
}

/// The crate of the fixture contract, with the programs beside it. Written once for all tests.
fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let workspace = workspace();
        let root = workspace.join("target/generated-crate/neo-like");
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        generate(&Request {
            document: workspace
                .join("codegen/tests/fixtures/neo-like.json")
                .to_str()
                .unwrap(),
            folder: &root,
            conventions: Some(&workspace.join("openapi/conventions.json")),
            runtime: Some(&workspace),
            strict: false,
        })
        .unwrap();
        let manifest = root.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        let (start, rest) = text.split_once("[dev-dependencies]\n").unwrap();
        let (_, end) = rest.split_once("\n\n").unwrap();
        fs::write(manifest, format!("{start}{DEVELOPMENT}\n{end}")).unwrap();
        let beside = workspace.join("contract/tests/generated_crate");
        for (from, to) in [
            (workspace.join("Cargo.lock"), "Cargo.lock"),
            (
                workspace.join("examples/generated/tour.rs"),
                "examples/tour.rs",
            ),
            (beside.join("faults.rs"), "tests/faults.rs"),
            (beside.join("mock.rs"), "tests/mock.rs"),
            (beside.join("paths.rs"), "tests/paths.rs"),
        ] {
            copy(&from, &root.join(to));
        }
        for name in ["fault.rs", "fault_table.rs", "http.rs", "path_arguments.rs"] {
            let from = workspace.join("tests/support").join(name);
            copy(&from, &root.join("tests/support").join(name));
        }
        root
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(from, to).unwrap();
}

/// The standard output of a cargo command in the crate's folder.
#[track_caller]
fn cargo(arguments: &[&str]) -> String {
    run(arguments).0
}

/// Standard output and standard error of a cargo command.
#[track_caller]
fn run(arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet", "--no-default-features"])
        .args(["--features", "blocking,mock,tracing"])
        // All dependencies are already built for `other_contract`.
        .env(
            "CARGO_TARGET_DIR",
            workspace().join("target/other-contract"),
        )
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(root())
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{stdout}{stderr}");
    (stdout, stderr)
}

#[test]
fn the_tour_prints_the_expected_output() {
    let printed = cargo(&["run", "--example", "tour"]);
    print!("{printed}");
    assert_eq!(printed, TOUR);
}

#[test]
fn its_mock_checks_requests_and_keeps_what_they_create() {
    let printed = cargo(&["test", "--test", "mock"]);
    assert!(printed.contains("test result: ok. 2 passed"), "{printed}");
}

#[test]
fn it_handles_the_same_faults_and_path_arguments() {
    let printed = cargo(&["test", "--test", "faults", "--test", "paths"]);
    assert_eq!(printed.matches("test result: ok.").count(), 2, "{printed}");
    assert!(!printed.contains(" 0 passed"), "{printed}");
}

#[test]
fn its_readme_compiles_and_lists_every_operation() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let surface = fs::read_to_string(root().join("src/surface.txt")).unwrap();
    let operations = surface
        .lines()
        .filter_map(|it| it.strip_prefix("operation "));
    let mut count = 0;
    for line in operations {
        let (id, rest) = line.split_once(": ").unwrap();
        let (request, _) = rest.split_once(" (").unwrap();
        assert!(
            readme.contains(&format!("| `{id}` | `{request}` |")),
            "{line}"
        );
        count += 1;
    }
    assert_eq!(count, 75);
    for text in [
        "# Neo-like API",
        ".with_bearer_auth(&std::env::var(\"NEO_LIKE_BEARER_AUTH\")?)",
        "client.agents_list().send().await?",
        "Requests go to `https://api.example.com`",
        "--conventions ",
        "`operations::AgentsList` | pages",
    ] {
        assert!(readme.contains(text), "{text}\n{readme}");
    }
    let printed = cargo(&["test", "--doc"]);
    assert!(printed.contains("1 passed"), "{printed}");
    let (_, warnings) = run(&["build", "--lib", "--example", "first_call"]);
    assert_eq!(warnings, "");
}
