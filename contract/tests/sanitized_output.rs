//! Documents and recordings that try to write to a terminal or to inject commands into a CI log, and URLs with secrets.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Every character that must be escaped, in a name.
const EVIL: &str = "x\u{1b}[2J\r\n::error file=a::PWNED\n  ::error::b\u{7f}\u{85}\u{2028}\u{2029}\u{202e}\u{2066}\u{200e}\u{200f}\u{61c}\u{fffe}\u{ffff}`|@x<!--";

fn contract() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "t", "version": "1" },
        "components": { "schemas": { "A": { "type": "object", "properties": { "a": { "type": "string" } } } } },
        "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": {
            "description": "ok",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } }
        } } } } }
    })
}

fn folder(files: &[(&str, &Value)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, json) in files {
        fs::write(folder.path().join(name), json.to_string()).unwrap();
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_neo-contract"));
    command
        .current_dir(folder)
        .env_remove("NEO_API_KEY")
        .env_remove("NEO_BASE_URL")
        .args(arguments);
    command
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    command(folder.path(), arguments).output().unwrap()
}

fn harmless(output: &Output) -> String {
    let printed = format!(
        "{}{}",
        String::from_utf8(output.stdout.clone()).unwrap(),
        String::from_utf8(output.stderr.clone()).unwrap()
    );
    let hidden = printed.replace('\n', "").chars().find(|it| {
        it.is_control()
            || "\u{2028}\u{2029}\u{202e}\u{2066}\u{200e}\u{200f}\u{61c}\u{fffe}\u{ffff}"
                .contains(*it)
    });
    assert_eq!(hidden, None, "{printed:?}");
    let injected = printed
        .lines()
        .map(str::trim_start)
        .find(|line| line.starts_with("::error file=a::") || line.starts_with("::error::b"));
    assert_eq!(injected, None, "{printed}");
    assert!(!printed.contains("##["), "{printed}");
    printed
}

#[test]
fn no_report_lets_a_document_write_to_the_terminal() {
    let base = contract();
    let mut property = contract();
    property["components"]["schemas"]["A"]["properties"][EVIL] = json!({ "type": "string" });
    let mut path = contract();
    path["paths"][format!("/{EVIL}")] = path["paths"]["/a"].clone();
    let mut id = contract();
    id["paths"]["/a"]["get"]["operationId"] = EVIL.into();
    let mut scheme = contract();
    scheme["components"]["securitySchemes"] =
        json!({ EVIL: { "type": "http", "scheme": "bearer" } });
    scheme["paths"]["/a"]["get"]["security"] = json!([{ EVIL: [] }]);
    let mut status = contract();
    status["paths"]["/a"]["get"]["responses"][EVIL] =
        contract()["paths"]["/a"]["get"]["responses"]["200"].clone();
    let mut commands = contract();
    commands["paths"]["::error::b"] = commands["paths"]["/a"].clone();
    commands["paths"]["::error::b"]["get"]["operationId"] = "x ##[error]b".into();
    for (name, head) in [
        ("commands", &commands),
        ("property", &property),
        ("path", &path),
        ("id", &id),
        ("scheme", &scheme),
        ("status", &status),
    ] {
        let folder = folder(&[("base.json", &base), ("head.json", head)]);
        for form in ["text", "github", "markdown", "junit", "json", "html"] {
            let arguments = [
                "diff",
                "--base",
                "base.json",
                "--head",
                "head.json",
                "--format",
                form,
            ];
            let printed = harmless(&run(&folder, &arguments));
            assert!(printed.len() > 40, "{name} {form}: {printed}");
            assert!(!printed.contains("panicked"), "{name} {form}: {printed}");
        }
        harmless(&run(&folder, &["vendor", "head.json"]));
        harmless(&run(&folder, &["explain"]));
        harmless(&run(&folder, &["check"]));
    }
}

#[test]
fn no_error_lets_a_document_write_to_the_terminal() {
    let mut broken = contract();
    broken["paths"]["/a"]["get"]["responses"][EVIL] = json!({ "$ref": format!("#/{EVIL}") });
    let folder = folder(&[("base.json", &contract()), ("broken.json", &broken)]);
    let key = Value::from(EVIL);
    let duplicate = format!("{{{key}: 1, {key}: 2}}");
    fs::write(folder.path().join("duplicate.json"), &duplicate).unwrap();
    fs::write(
        folder.path().join("duplicate.yaml"),
        format!("a: {duplicate}"),
    )
    .unwrap();
    for head in ["broken.json", "duplicate.json", "duplicate.yaml"] {
        let output = run(&folder, &["diff", "--base", "base.json", "--head", head]);
        // An invalid part is noted and left out; a document that is invalid as a whole cannot be loaded.
        let expected = if head == "broken.json" { 0 } else { 3 };
        assert_eq!(output.status.code(), Some(expected), "{head}");
        harmless(&output);
    }
    fs::create_dir(folder.path().join("openapi")).unwrap();
    let list = folder.path().join("openapi/drift-allow.toml");
    for text in [
        format!("[[accept]]\nfingerprint = {key}\nreason = \"\"\nexpires = {key}\n"),
        format!("[[accept]]\n{key} = 1\n"),
    ] {
        fs::write(
            &list,
            text.replace("\\b", "\\u0008").replace('\u{7f}', "\\u007f"),
        )
        .unwrap();
        let output = run(
            &folder,
            &["diff", "--base", "base.json", "--head", "base.json"],
        );
        assert_eq!(output.status.code(), Some(5));
        harmless(&output);
    }
}

#[test]
fn no_recording_writes_to_the_terminal() {
    let folder = folder(&[]);
    fs::create_dir(folder.path().join("openapi")).unwrap();
    fs::write(
        folder.path().join("openapi/openapi.json"),
        contract().to_string(),
    )
    .unwrap();
    for line in [
        json!({ "method": EVIL, "url": "/a", "status": 200, "body": {} }),
        json!({ "method": "GET", "url": format!("/{EVIL}"), "status": 200, "body": {} }),
        json!({ "method": "GET", "url": "/a", "status": 200, "body": { EVIL: 1 } }),
    ] {
        fs::write(folder.path().join("r.jsonl"), line.to_string()).unwrap();
        harmless(&run(&folder, &["probe", "--recording", "r.jsonl"]));
    }
}

#[test]
fn a_closed_pipe_is_not_a_failure_and_a_full_disk_is() {
    let mut head = contract();
    head["paths"]["/a"]["get"]["operationId"] = "b".into();
    let folder = folder(&[("base.json", &contract()), ("head.json", &head)]);
    let arguments = ["diff", "--base", "base.json", "--head", "head.json"];
    let expected = run(&folder, &arguments).status.code();
    let mut child = command(folder.path(), &arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), expected);
    assert!(output.stderr.is_empty(), "{output:?}");
    if let Ok(full) = fs::File::options().write(true).open("/dev/full") {
        let output = command(folder.path(), &arguments)
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3));
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            printed.contains("cannot write to standard output"),
            "{printed}"
        );
    }
}

/// A web server that responds to every request with `body`.
fn served(body: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]).unwrap();
            let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length";
            let _ = write!(stream, "{head}: {}\r\n\r\n{body}", body.len());
        }
    });
    url
}

#[test]
fn no_report_shows_the_query_of_an_address() {
    let folder = folder(&[]);
    let good = contract().to_string();
    let mut broken = contract();
    broken["paths"]["/a"]["get"]["operationId"] = "b".into();
    let base = format!("{}/a.json?key=s3cret#s3cret", served(good));
    let head = format!("{}/b.json?key=s3cret#s3cret", served(broken.to_string()));
    let old = format!(
        "{}/c.json?key=s3cret",
        served("{\"swagger\": \"2.0\"}".into())
    );
    for form in ["text", "json", "github", "markdown", "junit", "html"] {
        let arguments = ["diff", "--base", &base, "--head", &head, "--format", form];
        let output = run(&folder, &arguments);
        let printed = harmless(&output);
        assert_eq!(output.status.code(), Some(1), "{printed}");
        assert!(!printed.contains("s3cret"), "{printed}");
        assert_eq!(printed.contains("/a.json\""), form == "json", "{printed}");
    }
    let output = run(&folder, &["diff", "--base", &base, "--head", &old]);
    let printed = harmless(&output);
    assert_eq!(output.status.code(), Some(3), "{printed}");
    assert!(
        printed.contains("/c.json: ") && !printed.contains("s3cret"),
        "{printed}"
    );
}
