//! The example as a program: its output and exit codes.

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use support::{KEY, Server};

/// The example's binary. `cargo test` builds it; `cargo test --test example` does not.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let name = format!("phone_numbers{}", std::env::consts::EXE_SUFFIX);
        let this = std::env::current_exe().unwrap();
        let path = this.parent().unwrap().with_file_name("examples").join(name);
        if !path.exists() {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["build", "--quiet", "--example", "phone_numbers"]);
            assert!(cargo.status().unwrap().success());
        }
        path
    })
}

/// Runs the example with only these environment variables.
fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(binary())
        .args(arguments)
        .env_remove("NEO_API_KEY")
        .env_remove("NEO_BASE_URL")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Expects exit code 1 and one sentence with these words.
#[track_caller]
fn assert_fails(output: &Output, words: &[&str]) {
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert_eq!(text(&output.stdout), "");
    assert_eq!(stderr.trim_end().lines().count(), 1, "{stderr}");
    for word in words {
        assert!(stderr.contains(word), "{stderr}");
    }
    assert!(!stderr.contains("TheSecret"), "{stderr}");
}

#[test]
fn without_a_key_it_shows_samples_and_says_so() {
    let output = run(&[], &[]);
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{stderr}");
    assert!(
        stderr.contains("samples, served on http://127.0.0.1:"),
        "{stderr}"
    );
    assert!(stderr.contains("warning: "), "{stderr}");
    let lines: Vec<Vec<&str>> = stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        lines[0],
        [
            "NUMBER", "COUNTRY", "CALLING", "STATUS", "MINUTES", "UPDATED"
        ]
    );
    let countries: Vec<&str> = lines[1..].iter().map(|line| line[1]).collect();
    assert_eq!(countries, ["US", "CA", "GB", "NL", "AU", "IE"]);
    assert_eq!(
        lines[3][..5],
        ["+442079460958", "GB", "+44", "INACTIVE", "-"]
    );
    assert_eq!(
        lines[6][..5],
        ["+35312345678", "IE", "+353", "PORTING", "6"]
    );
    let column = stdout.find("STATUS").unwrap();
    assert!(
        stdout
            .lines()
            .all(|line| line.as_bytes()[column - 1] == b' '),
        "{stdout}"
    );
}

#[test]
fn json_is_the_data_as_received() {
    let output = run(&["--json"], &[]);
    let stdout = text(&output.stdout);
    let data: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(data.as_array().unwrap().len(), 6);
    assert!(stdout.contains("\"speed\": 1.10"), "{stdout}");
}

#[test]
fn unknown_arguments_are_usage_errors() {
    for arguments in [&["--yaml"][..], &["--json", "x"], &[""]] {
        let output = run(arguments, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).starts_with("usage: "));
    }
    assert!(run(&["--help"], &[]).status.success());
}

#[test]
fn a_wrong_key_is_refused_before_anything_is_sent() {
    let key = format!("Bearer {KEY}");
    assert_fails(
        &run(&[], &[("NEO_API_KEY", &key)]),
        &["NEO_API_KEY", "Bearer"],
    );
    let output = run(
        &[],
        &[
            ("NEO_API_KEY", KEY),
            ("NEO_BASE_URL", "http://api.neoagent.io"),
        ],
    );
    assert_fails(&output, &["NEO_BASE_URL", "https"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_key_it_asks_the_service() {
    let body = support::success(&[support::number()]).to_string();
    let server = Server::always(200, &[], &body).await;
    let url = format!("{}/public-api", server.url);
    let output = run(&[], &[("NEO_API_KEY", KEY), ("NEO_BASE_URL", &url)]);
    assert!(output.status.success());
    assert_eq!(text(&output.stderr), "");
    assert!(text(&output.stdout).contains("+3197010281234  NL       +31      INACTIVE"));
    assert!(server.requests()[0].contains(KEY));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_failure_is_one_sentence() {
    let refused = r#"{"error":{"code":"unauthenticated","message":"Unknown key."},"meta":{}}"#;
    for (status, body, words) in [
        (
            401,
            refused,
            &["401", "unauthenticated", "check that the API key"][..],
        ),
        (
            200,
            "<html>\nSign in\n</html>",
            &["JSON", "phone_numbers_list"],
        ),
        (200, "{\"data\":[{}],\"meta\":{}}", &["/data/0/"]),
        (404, "<html>no</html>", &["404"]),
    ] {
        let server = Server::always(status, &[], body).await;
        let output = run(&[], &[("NEO_API_KEY", KEY), ("NEO_BASE_URL", &server.url)]);
        assert_fails(&output, words);
    }
    let output = run(
        &[],
        &[("NEO_API_KEY", KEY), ("NEO_BASE_URL", "http://127.0.0.1:1")],
    );
    assert_fails(&output, &["127.0.0.1:1 refused the connection"]);
}
