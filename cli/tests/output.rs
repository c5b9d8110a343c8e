//! The forms in which a response is printed.

mod support;

use neo_api::mock::{KEY, Mock, Reply};
use support::{LIST, assert_ends, at, command, neo, text};

const BODY: &str = r#"{"data":[{"number":"+1","id":1.10,"status":"ACTIVE","psa_settings":{"board":"a, b"}},{"number":"+2","id":2,"status":null,"psa_settings":{}}],"meta":{"request_id":null}}"#;

/// What is printed of `body` with these arguments.
#[track_caller]
fn printed(body: &str, arguments: &[&str]) -> String {
    let mock = Mock::start().unwrap();
    let body = body.to_owned();
    mock.respond_all(move |_, _| Reply::text(200, "application/json", &body));
    let output = at(&mock, &[&LIST[..], arguments].concat());
    assert_ends(&output, 0, "");
    text(&output.stdout)
}

#[test]
fn a_response_is_printed_in_each_form() {
    let json = format!("{BODY}\n");
    let lines = "{\"number\":\"+1\",\"id\":1.10,\"status\":\"ACTIVE\",\"psa_settings\":{\"board\":\"a, b\"}}\n{\"number\":\"+2\",\"id\":2,\"status\":null,\"psa_settings\":{}}\n";
    let csv = "id,number,status,psa_settings\r\n1.10,+1,ACTIVE,\"{\"\"board\"\":\"\"a, b\"\"}\"\r\n2,+2,,{}\r\n";
    let yaml = "- number: \"+1\"\n  id: 1.10\n  status: ACTIVE\n  psa_settings:\n    board: \"a, b\"\n- number: \"+2\"\n  id: 2\n  status: null\n  psa_settings: {}\n";
    let table = "ID    NUMBER  STATUS\n1.10  +1      ACTIVE\n2     +2      -\n";
    for (form, expected) in [
        ("json", json.as_str()),
        ("jsonl", lines),
        ("csv", csv),
        ("yaml", yaml),
        ("table", table),
    ] {
        assert_eq!(printed(BODY, &["--output", form]), expected, "{form}");
        assert_eq!(printed(BODY, &["-o", form]), expected, "{form}");
    }
    assert_eq!(printed(BODY, &["--json"]), json);
    assert_eq!(printed(BODY, &["--lines"]), lines);
}

#[test]
fn columns_are_those_that_were_named() {
    let columns = [
        "--columns",
        "status,psa_settings.board",
        "--columns",
        "none",
    ];
    assert_eq!(
        printed(BODY, &[&["-o", "csv"], &columns[..]].concat()),
        "status,psa_settings.board,none\r\nACTIVE,\"a, b\",\r\n,,\r\n"
    );
    assert_eq!(
        printed(BODY, &columns),
        "STATUS  PSA_SETTINGS.BOARD  NONE\nACTIVE  a, b\n-\n"
    );
    let output = neo(
        &[&LIST[..], &["--columns", "id", "-o", "yaml", "--dry-run"]].concat(),
        &[],
    );
    assert_ends(&output, 2, "--columns requires --output table or csv");
    let output = neo(&[&LIST[..], &["-o", "xml"]].concat(), &[]);
    assert_ends(
        &output,
        2,
        "[possible values: table, json, jsonl, csv, yaml]",
    );
    assert_ends(
        &neo(&[&LIST[..], &["-o", "csv", "--json"]].concat(), &[]),
        2,
        "cannot be used with",
    );
}

#[test]
fn a_table_is_no_wider_than_the_terminal() {
    let long = format!(
        r#"{{"data":[{{"id":1,"number":"{}","status":"{}","a_name_of_many_words":2}}],"meta":{{}}}}"#,
        "1".repeat(35),
        "a ".repeat(18)
    );
    let mock = Mock::start().unwrap();
    mock.respond_all(move |_, _| Reply::text(200, "application/json", &long));
    let width = |columns: Option<&str>| {
        let mut command = command(&LIST, &[("NEO_API_KEY", KEY), ("NEO_BASE_URL", mock.url())]);
        if let Some(columns) = columns {
            command.env("COLUMNS", columns);
        }
        let table = text(&command.output().unwrap().stdout);
        assert_eq!(table.lines().count(), 2, "{table}");
        table.lines().map(|it| it.chars().count()).max().unwrap()
    };
    // In a file, lines have any length.
    assert!(width(None) > 70);
    for columns in [40, 60] {
        let width = width(Some(&columns.to_string()));
        assert!(
            width <= columns && width > columns / 2,
            "{width} of {columns}"
        );
    }
}

#[test]
fn an_empty_list_is_valid_in_each_form() {
    let none = r#"{"data":[],"meta":{}}"#;
    for (form, expected) in [("jsonl", ""), ("yaml", "[]\n"), ("table", "nothing\n")] {
        assert_eq!(printed(none, &["-o", form]), expected, "{form}");
    }
    assert_eq!(printed(none, &["-o", "csv", "--columns", "id"]), "id\r\n");
}

#[test]
fn verbose_shows_requests_and_attempts_and_no_key() {
    let mock = Mock::start().unwrap();
    mock.respond_all(|number, _| match number {
        0 => Reply::error(503, "down", "later").header("retry-after", "0"),
        _ => Reply::sample().header("x-echo", KEY),
    });
    let output = at(&mock, &[&LIST[..], &["--verbose", "-o", "jsonl"]].concat());
    assert_ends(&output, 0, "> GET http://127.0.0.1:");
    let stderr = text(&output.stderr);
    for line in [
        "/public-api/phone/numbers\n> authorization: Bearer [redacted]\n",
        "< attempt 1: status 503 in ",
        "< attempt 2: status 200 in ",
        "< x-echo: [redacted]",
    ] {
        assert!(stderr.contains(line), "{line}: {stderr}");
    }
    let refused = Mock::start().unwrap();
    refused.respond_all(|_, _| Reply::error(403, "FORBIDDEN", "no").header("x-a", "b"));
    let output = at(&refused, &[&LIST[..], &["-v"]].concat());
    assert_ends(&output, 4, "< x-a: b");
}

#[test]
fn a_call_ends_with_its_time() {
    let mock = Mock::start().unwrap();
    mock.respond_all(|_, _| Reply::sample().delay(std::time::Duration::from_secs(3600)));
    let output = at(&mock, &[&LIST[..], &["--timeout", "0.2"]].concat());
    assert_ends(&output, 1, "phone_numbers_list");
    for wrong in ["0", "-1", "soon", "inf"] {
        let timeout = format!("--timeout={wrong}");
        assert_ends(
            &at(&mock, &[&LIST[..], &[&timeout]].concat()),
            2,
            "a number of seconds",
        );
    }
}
