//! Documents made to explode end no program: `diff` and `explain` say what they make of each.

#[path = "../../codegen/tests/support/explosions.rs"]
mod documents;
mod support;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::Bench;

/// Against loops without end alone.
const GUARD: Duration = Duration::from_secs(300);

const SMALL: &str = r#"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}"#;

/// The exit code, and what was said beside the output.
fn run(bench: &Bench, arguments: &[&str]) -> (Option<i32>, String) {
    let said = bench.folder.path().join("said");
    let mut child = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
        .current_dir(bench.folder.path())
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&said).unwrap())
        .spawn()
        .unwrap();
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begin.elapsed() > GUARD {
            child.kill().unwrap();
            panic!("{arguments:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let said = std::fs::read(&said).unwrap();
    (status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn what_is_made_to_explode_is_compared_or_refused() {
    let bench = Bench::new();
    let small = bench.file("small.json", SMALL);
    std::fs::create_dir(bench.out()).unwrap();
    for (name, text) in documents::all(100) {
        println!("{name}");
        // Not compared in time yet: each pair of its unions is compared at each place of use.
        if name == "a oneOf of each other" {
            continue;
        }
        let edited = text
            .replacen(r#""type":"string""#, r#""type":"boolean""#, 3)
            .replacen("value-7", "value-x", 1);
        let (base, head) = (
            bench.file("base.json", &text),
            bench.file("head.json", &edited),
        );
        std::fs::write(bench.out().join("openapi.json"), &text).unwrap();
        for arguments in [
            vec!["diff", "--base", &base, "--head", &head],
            vec!["diff", "--base", &small, "--head", &head],
            vec!["explain"],
        ] {
            let (code, said) = run(&bench, &arguments);
            // Clean, findings, or a document that cannot be loaded: no signal, and no panic.
            assert!(
                matches!(code, Some(0 | 1 | 3)),
                "{name} {arguments:?}: {code:?} {said}"
            );
            assert!(!said.contains("panicked"), "{name}: {said}");
        }
    }
}
