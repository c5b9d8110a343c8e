//! What arguments are refused before anything is sent, and what bodies their flags make.

mod support;

use std::io::Write;
use std::process::Stdio;

use neo_api::mock::{KEY, Mock};
use serde_json::{Value, json};
use support::{assert_ends, at, command, known, neo, text};

#[test]
fn an_argument_that_does_not_fit_the_contract_is_refused_before_it_is_sent() {
    let Some(()) = known("agents_list") else {
        return;
    };
    let mock = Mock::start().unwrap();
    for (arguments, stderr) in [
        (
            &["agents", "list", "--page-size", "abc"][..],
            "expected an integer from 1 to 200",
        ),
        (
            &["agents", "list", "--page-size", "9999"],
            "expected an integer from 1 to 200",
        ),
        (
            &["agents", "list", "--page-size=-1"],
            "expected an integer from 1 to 200",
        ),
        (
            &["agents", "list", "--status", "Paused"],
            "[possible values: ACTIVE, paused, end-user, $, €]",
        ),
        (
            &["agents", "list", "--include", "stats,ownr"],
            "a similar value exists: 'owner'",
        ),
        (&["agents", "get", "seven"], "expected an integer"),
        (&["executions", "get", "7"], "expected a UUID"),
        (
            &["executions", "list", "--since", "yesterday"],
            "expected a time such as",
        ),
        (
            &["inbox", "list", "--unread", "yes"],
            "[possible values: true, false]",
        ),
        (
            &["schemas", "get", "things"],
            "[possible values: actions, triggers, end-user]",
        ),
    ] {
        assert_ends(&at(&mock, arguments), 2, stderr);
    }
    assert!(mock.requests().is_empty());
    // The mock holds what is sent to the contract.
    for arguments in [
        &[
            "agents",
            "list",
            "--page-size",
            "200",
            "--status",
            "end-user",
            "--include",
            "stats,owner",
        ][..],
        &["agents", "get", "-7"],
        &[
            "executions",
            "list",
            "--since",
            "2026-01-31T09:00:00Z",
            "--agent-ids",
            "1,2",
        ],
        &["executions", "get", "00000000-0000-4000-8000-000000000001"],
    ] {
        assert_ends(&at(&mock, arguments), 0, "");
    }
}

#[test]
fn help_and_completions_list_the_values() {
    let Some(()) = known("agents_list") else {
        return;
    };
    let help = text(&neo(&["agents", "list", "--help"], &[]).stdout);
    assert!(
        help.contains("[an integer from 1 to 200]")
            && help.contains("paused")
            && help.contains("In Rust: `agents_list`"),
        "{help}"
    );
    for shell in ["bash", "zsh", "fish"] {
        let script = text(&neo(&["completions", shell], &[]).stdout);
        assert!(script.contains("TRIGGERED"), "{shell}");
    }
}

/// The JSON body that these arguments send.
#[track_caller]
fn sent(mock: &Mock, arguments: &[&str]) -> Value {
    let before = mock.requests().len();
    assert_ends(&at(mock, arguments), 0, "");
    mock.requests().remove(before).json().unwrap()
}

const TRIGGER: &str = r#"{"type":"schedule","cron":"0 6 * * 1"}"#;

#[test]
fn members_of_a_body_are_flags() {
    let Some(()) = known("agents_update") else {
        return;
    };
    let mock = Mock::start().unwrap();
    let update = ["agents", "update", "7"];
    for (flags, body) in [
        (&["--name", "7"][..], json!({ "name": "7" })),
        (
            &["--owner-id", "8", "--status", "paused"],
            json!({ "owner_id": 8, "status": "paused" }),
        ),
        (
            &["--tags", "a,b", "--tags", "c"],
            json!({ "tags": ["a,b", "c"] }),
        ),
        (
            &["--null", "description,tags"],
            json!({ "description": null, "tags": null }),
        ),
        (
            &["--body", r#"{"name":"x","extra":1.10}"#, "--name", "é\"y"],
            json!({ "extra": 1.10, "name": "é\"y" }),
        ),
    ] {
        assert_eq!(sent(&mock, &[&update[..], flags].concat()), body);
    }
    let run = ["agents", "run", "7"];
    assert_eq!(
        sent(&mock, &[&run[..], &["--wait"]].concat()),
        json!({ "wait": true })
    );
    assert_eq!(
        sent(&mock, &[&run[..], &["--wait=false"]].concat()),
        json!({ "wait": false })
    );
    let whole = format!(r#"{{"trigger":{TRIGGER}}}"#);
    let create = [
        "agents",
        "create",
        "--body",
        &whole,
        "--name",
        "x",
        "--type",
        "workflow",
        "--body-dry-run",
    ];
    let expected = json!({ "trigger": { "type": "schedule", "cron": "0 6 * * 1" }, "name": "x", "type": "workflow", "dry_run": true });
    assert_eq!(sent(&mock, &create), expected);
    let before = mock.requests().len();
    for (flags, stderr) in [
        (&["--status", "Paused"][..], "possible values"),
        (&["--owner-id", "x"], "expected an integer"),
        (&["--null", "name"], "possible values"),
        (
            &["--description", "a", "--null", "description"],
            "description has a value",
        ),
        (&["--body", "[1]", "--name", "x"], "a JSON object"),
        (&["--body", "{"], "the body is not JSON"),
        (&[], "a body is required"),
    ] {
        assert_ends(&at(&mock, &[&update[..], flags].concat()), 2, stderr);
    }
    assert_ends(
        &at(&mock, &["skills", "create", "--name", "x"]),
        2,
        "instructions",
    );
    assert_eq!(mock.requests().len(), before);
}

#[test]
fn a_body_comes_from_a_file_or_standard_input() {
    let Some(()) = known("agents_update") else {
        return;
    };
    let mock = Mock::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("body.json");
    std::fs::write(&file, r#"{"name":"from a file"}"#).unwrap();
    let from_file = format!("@{}", file.display());
    let body = sent(&mock, &["agents", "update", "7", "--body", &from_file]);
    assert_eq!(body, json!({ "name": "from a file" }));
    for dash in ["@-", "-"] {
        let variables = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", mock.url())];
        let mut command = command(&["agents", "update", "7", "--body", dash], &variables);
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(br#"{"name":"piped"}"#).unwrap();
        drop(stdin);
        assert!(child.wait().unwrap().success());
        let body = mock.requests().pop().unwrap().json();
        assert_eq!(body, Some(json!({ "name": "piped" })));
    }
    let gone = at(&mock, &["agents", "update", "7", "--body", "@/none"]);
    assert_ends(&gone, 1, "cannot read /none");
}

#[test]
fn the_example_in_help_can_be_sent() {
    let Some(()) = known("agents_create") else {
        return;
    };
    let mock = Mock::start().unwrap();
    for command in [
        &["agents", "create"][..],
        &["skills", "create"],
        &["api-keys", "create"],
        &["end-companies", "create"],
    ] {
        let help = text(&neo(&[command, &["--help"]].concat(), &[]).stdout);
        let (_, body) = help.split_once("\nA body:\n").unwrap();
        assert_ends(
            &at(&mock, &[command, &["--body", body.trim()]].concat()),
            0,
            "",
        );
    }
}

#[test]
fn the_names_of_the_rust_client_are_commands_too() {
    let mock = Mock::start().unwrap();
    let operation = mock_operation();
    assert_ends(&at(&mock, &["--json", operation]), 0, "");
    assert_eq!(mock.requests()[0].operation(), Some(operation));
}

/// The vendored contract has it, and so has the fixture.
fn mock_operation() -> &'static str {
    "phone_numbers_list"
}
