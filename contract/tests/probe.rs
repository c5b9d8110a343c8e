//! `probe`: validates the responses of a service.

#[path = "support/probed.rs"]
mod probed;

use neo_contract::probe::{self, Outcome};
use probed::contract;
use serde_json::{Value, json};

fn replayed(name: &str, recording: &str) -> Result<Outcome, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, recording).unwrap();
    probe::replay(&contract(), &path).map_err(|error| error.to_string())
}

fn line(path: &str, status: u16, body: Value) -> String {
    json!({ "url": format!("https://api.example.com{path}"), "status": status, "body": body })
        .to_string()
}

/// The mismatches, with their pointers.
fn disagreements(outcome: &Outcome) -> Vec<String> {
    outcome.mismatches.iter().map(ToString::to_string).collect()
}

#[test]
fn each_mismatch_has_its_pointer_and_never_its_value() {
    let list = |agent: Value| line("/agents?key=hidden", 200, json!([agent]));
    for (recording, expected) in [
        (list(json!({ "id": 1, "status": "ACTIVE" })), None),
        (
            list(json!({ "id": 1, "status": "ACTIVE", "settings": { "any": 1 } })),
            None,
        ),
        (
            list(json!({ "id": 1, "status": "ACTIVE", "note": null })),
            None,
        ),
        (
            list(json!({ "id": 1, "status": "secret-word" })),
            Some(("/*/status", "this value is not documented")),
        ),
        (
            list(json!({ "id": 1, "status": "ACTIVE", "owner": "secret-word" })),
            Some(("/*/owner", "not documented")),
        ),
        (
            list(json!({ "status": "ACTIVE" })),
            Some(("/*", "\"id\" is a required property")),
        ),
        (
            list(json!({ "id": "secret-word", "status": "ACTIVE" })),
            Some(("/*/id", "\"integer\"")),
        ),
        (
            line(
                "/agents/secret-word",
                200,
                json!({ "id": null, "status": "ACTIVE" }),
            ),
            Some(("/id", "\"integer\"")),
        ),
        (
            line(
                "/agents/secret-word",
                200,
                json!({ "id": 1, "status": "ACTIVE" }),
            ),
            None,
        ),
        (
            line("/agents", 418, json!("secret-word")),
            Some(("", "status is not documented")),
        ),
        (
            line("/agents", 200, json!("<secret-word>")),
            Some(("", "not JSON")),
        ),
    ] {
        let outcome = replayed("responses.jsonl", &recording).unwrap();
        assert_eq!(outcome.validated, 1, "{recording}");
        let mismatches = disagreements(&outcome);
        match expected {
            None => assert_eq!(mismatches, Vec::<String>::new(), "{recording}"),
            Some((pointer, what)) => {
                assert_eq!(mismatches.len(), 1, "{recording}: {mismatches:?}");
                assert!(
                    mismatches[0].contains(pointer) && mismatches[0].contains(what),
                    "{}",
                    mismatches[0]
                );
                assert!(
                    !mismatches[0].contains("secret-word") && !mismatches[0].contains("hidden"),
                    "{}",
                    mismatches[0]
                );
            }
        }
    }
}

#[test]
fn browser_recordings_contain_other_requests() {
    let entry = |url: &str, content: Value| {
        json!({
            "request": { "method": "GET", "url": url, "headers": [{ "name": "authorization", "value": "Bearer secret-word" }] },
            "response": { "status": 200, "content": content }
        })
    };
    let har = json!({ "log": { "entries": [
        // [{"id":1}]
        entry("https://api.example.com/agents", json!({ "encoding": "base64", "text": "W3siaWQiOjF9XQ==" })),
        entry("https://api.example.com/agents/7", json!({ "text": "{\"id\":7,\"status\":\"PAUSED\"}" })),
        entry("https://cdn.example.com/logo.png", json!({ "encoding": "base64", "text": "iVBORw0KGgo=" })),
    ] } });
    let outcome = replayed("session.har", &har.to_string()).unwrap();
    assert_eq!(outcome.validated, 2);
    assert_eq!(outcome.skipped.len(), 1, "{:?}", outcome.skipped);
    let mismatches = disagreements(&outcome);
    assert!(
        mismatches.len() == 1 && mismatches[0].contains("\"status\" is a required"),
        "{mismatches:?}"
    );
    for (name, text, expected) in [
        ("a.har", "{}", "not a HAR file"),
        ("a.har", "secret-word", "expected"),
        (
            "a.jsonl",
            "{\"url\":\"/agents\"}",
            "a.jsonl:1: it has no status",
        ),
        ("a.jsonl", "\nsecret-word", "a.jsonl:2: it is not JSON"),
    ] {
        let error = replayed(name, text).unwrap_err();
        assert!(
            error.contains(expected) && !error.contains("secret-word"),
            "{error}"
        );
    }
}

#[test]
fn possible_data_is_not_printed() {
    let agent = |more: Value| {
        let mut agent = json!({ "id": 1, "status": "ACTIVE" });
        for (name, value) in more.as_object().unwrap() {
            agent[name] = value.clone();
        }
        line("/agents/7", 200, agent)
    };
    for (more, expected) in [
        (json!({ "secret@word": 1 }), "/*: "),
        (json!({ "s".repeat(65): 1 }), "/*: "),
        (json!({ "9secret": 1 }), "/*: "),
        (json!({ "new_field-2": 1 }), "/new_field-2: "),
        (
            json!({ "limits": { "secret": { "top": "x" } } }),
            "/limits/*/top: ",
        ),
        (
            json!({ "limits": { "secret": { "more": 1 } } }),
            "/limits/*/more: ",
        ),
        (json!({ "limits": { "secret": 1 } }), "/limits/*: "),
    ] {
        let outcome = replayed("r.jsonl", &agent(more.clone())).unwrap();
        let mismatches = disagreements(&outcome);
        assert_eq!(mismatches.len(), 1, "{more}: {mismatches:?}");
        assert!(mismatches[0].contains(expected), "{more}: {mismatches:?}");
        assert!(
            !mismatches[0].contains("secret") && !mismatches[0].contains("sss"),
            "{mismatches:?}"
        );
    }
    let other = line("/other/secret-word/file", 200, json!({}));
    let outcome = replayed("r.jsonl", &format!("\n{other}")).unwrap();
    assert_eq!(
        outcome.skipped,
        ["line 2: the contract has no such operation"]
    );
    let key = json!({ "method": "PARAMETERS", "url": "/agents/7", "status": 200, "body": {} });
    let outcome = replayed("r.jsonl", &key.to_string()).unwrap();
    assert_eq!(outcome.validated, 0);
}

#[test]
fn responses_missing_from_a_browser_recording_are_not_drift() {
    let entry = |status: i64, content: Value| {
        json!({
            "request": { "method": "GET", "url": "https://api.example.com/agents/7" },
            "response": { "status": status, "content": content, "bodySize": 40 }
        })
    };
    let good = r#"{"id":7,"status":"PAUSED"}"#;
    let har = json!({ "log": { "entries": [
        entry(0, json!({})),
        entry(304, json!({})),
        entry(200, json!({ "size": 40, "mimeType": "application/json" })),
        entry(200, json!({ "size": 40, "text": good })),
        entry(-1, json!({})),
    ] } });
    let outcome = replayed("session.har", &format!("\u{feff}{har}")).unwrap();
    assert_eq!(outcome.validated, 1);
    assert_eq!(disagreements(&outcome), Vec::<String>::new());
    let mut skipped = outcome.skipped.clone();
    skipped.sort();
    let expected = [
        "entry 0: the request got no response",
        "entry 1: the response came from",
        "entry 2: the recording",
        "entry 4: the request",
    ];
    assert_eq!(skipped.len(), expected.len(), "{skipped:?}");
    for (mismatches, expected) in skipped.iter().zip(expected) {
        assert!(mismatches.starts_with(expected), "{mismatches}");
    }
    let line = line("/agents/7", 200, serde_json::from_str(good).unwrap());
    assert_eq!(
        replayed("r.jsonl", &format!("\u{feff}{line}\n"))
            .unwrap()
            .validated,
        1
    );
}

#[test]
fn list_items_are_one_location_and_unknown_fields_are_only_notices() {
    let items = json!([
        { "id": 1, "status": "ACTIVE", "owner": 1 },
        { "status": "ACTIVE", "owner": 2 },
        { "status": "PAUSED" }
    ]);
    let outcome = replayed("responses.jsonl", &line("/agents", 200, items)).unwrap();
    let found: Vec<_> = outcome
        .mismatches
        .iter()
        .map(|one| (one.level, one.pointer.as_str(), one.times))
        .collect();
    assert_eq!(
        found,
        [
            (probe::Level::Error, "/*", 2),
            (probe::Level::Notice, "/*/owner", 2)
        ]
    );
    assert_eq!(outcome.errors(), 1);
}

/// The contract in OpenAPI 3.0: `nullable` instead of a list of types.
fn as_3_0(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let types = members.get("type").and_then(Value::as_array).cloned();
            if let Some(types) = types {
                let first = types.iter().find(|it| *it != "null").cloned();
                members.insert("type".to_owned(), first.unwrap());
                members.insert("nullable".to_owned(), types.contains(&json!("null")).into());
            }
            members.values_mut().for_each(as_3_0);
        }
        Value::Array(items) => items.iter_mut().for_each(as_3_0),
        _ => {}
    }
}

#[test]
fn a_contract_of_another_version_keeps_its_meaning() {
    let published: Value = serde_json::from_str(&contract()).unwrap();
    let mut old = published.clone();
    as_3_0(&mut old);
    old["openapi"] = json!("3.0.3");
    assert_eq!(
        old["components"]["schemas"]["Agent"]["properties"]["note"],
        json!({ "type": "string", "nullable": true })
    );
    let mut new = published.clone();
    new["openapi"] = json!("3.2.0");
    let schema =
        &mut new["paths"]["/agents"]["get"]["responses"]["200"]["content"]["application/json"];
    let shared = std::mem::replace(schema, json!({ "$ref": "#/components/mediaTypes/Agents" }));
    new["components"]["mediaTypes"] = json!({ "Agents": shared });
    let recording = [
        json!({ "id": 1, "status": "ACTIVE", "note": null }),
        json!({ "id": 1, "status": "ACTIVE", "note": 7 }),
        json!({ "id": "x", "status": "ACTIVE" }),
    ];
    let lines: Vec<String> = recording
        .iter()
        .map(|agent| line("/agents", 200, json!([agent])))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recording.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    let mismatches = |contract: &Value| {
        let outcome = probe::replay(&contract.to_string(), &path).unwrap();
        disagreements(&outcome)
    };
    let expected = mismatches(&published);
    assert_eq!(expected.len(), 2, "{expected:#?}");
    assert_eq!(mismatches(&old), expected);
    assert_eq!(mismatches(&new), expected);
}

/// A line as a client's `on_drift` prints it.
fn drift(path: &str, status: u16, pointer: &str, kind: &str) -> String {
    json!({
        "operation": "agents", "method": "GET", "path": path, "status": status, "pointer": pointer, "kind": kind,
    })
    .to_string()
}

#[test]
fn logged_drift_is_reported_unless_the_contract_describes_it() {
    let log = [
        drift("/agents", 200, "/*/owner", "unknown_member"),
        drift("/agents", 200, "/*/owner", "unknown_member"),
        drift("/agents", 200, "/*/note", "unknown_member"),
        drift("/agents", 200, "/*/limits/*/most", "unknown_member"),
        drift("/agents", 200, "/*/limits/*/top", "unknown_member"),
        drift("/agents", 200, "/*/settings/any", "unknown_member"),
        drift("/agents", 200, "/*/status", "unknown_value"),
        drift(
            "/agents/{agent id}",
            200,
            "/some one@example.com",
            "mismatch",
        ),
        drift("/agents", 202, "", "unknown_status"),
        drift("/agents", 200, "", "unknown_status"),
        drift("/elsewhere", 200, "", "mismatch"),
    ];
    let outcome = replayed("drift.jsonl", &log.join("\n")).unwrap();
    assert_eq!(
        disagreements(&outcome),
        [
            "GET /agents 200: /*/status: this value is not documented",
            "GET /agents 202: this status is not documented",
            "GET /agents/{agent id} 200: /*: this value does not match the contract",
            "notice: GET /agents 200: /*/limits/*/most: this field is not documented",
            "notice: GET /agents 200: /*/owner: this field is not documented (2 times)",
        ]
    );
    assert_eq!((outcome.validated, outcome.errors()), (10, 3));
    let known: Vec<_> = outcome
        .skipped
        .iter()
        .filter(|it| it.ends_with("now documents it"))
        .collect();
    assert_eq!(known.len(), 4, "{:?}", outcome.skipped);
    assert!(
        outcome
            .skipped
            .contains(&"line 11: the contract has no such operation".to_owned())
    );

    for (line, why) in [
        (
            json!({"kind": "other", "pointer": "", "method": "GET", "path": "/a", "status": 200}),
            "its kind",
        ),
        (
            json!({"kind": "mismatch", "pointer": "", "path": "/a", "status": 200}),
            "no method",
        ),
        (
            json!({"kind": "mismatch", "pointer": "", "method": "GET", "path": "/a", "status": 70000}),
            "no status",
        ),
    ] {
        let error = replayed("drift.jsonl", &line.to_string()).unwrap_err();
        assert!(
            error.contains(why) && error.contains("drift.jsonl:1"),
            "{error}"
        );
    }
}
