//! `--jq` filters what is received.
#![cfg(feature = "jq")]

mod support;

use std::time::Duration;

use neo_api::mock::{KEY, Mock, Reply};
use support::{LIST, assert_ends, at, first, strs, text};

const BODY: &str = r#"{"data":[{"number":"+1 \"a\"","id":1.10},{"number":"+2","id":123456789012345678901234567890}],"meta":{"request_id":null}}"#;

#[test]
fn a_filter_says_what_is_printed() {
    let mock = Mock::start().unwrap();
    mock.respond_all(|_, _| Reply::text(200, "application/json", BODY));
    for (filter, printed) in [
        (".data[].number", "+1 \"a\"\n+2\n"),
        (
            ".data | map(.id)",
            "[1.10,123456789012345678901234567890]\n",
        ),
        (
            r#".data[] | select(.number | test("2")) | {id}"#,
            "{\"id\":123456789012345678901234567890}\n",
        ),
        (".meta.request_id", "null\n"),
        ("empty", ""),
        ("1, halt, 2", "1\n"),
    ] {
        let output = at(&mock, &[&LIST[..], &["--jq", filter]].concat());
        assert_ends(&output, 0, "");
        assert_eq!(text(&output.stdout), printed, "{filter}");
    }
    let output = at(&mock, &[&LIST[..], &["--jq", ".data[0].number.x"]].concat());
    assert_ends(&output, 1, "--jq: cannot index");
}

#[test]
fn a_filter_that_is_none_is_refused_before_anything_is_sent() {
    let mock = Mock::start().unwrap();
    for (arguments, stderr) in [
        (
            &["--jq", ".data["][..],
            "not valid jq: it ends where a closing bracket is expected",
        ),
        (
            &["--jq", ".data |"],
            "not valid jq: it ends where a term is expected",
        ),
        (
            &["--jq", "\"größe\" | )"],
            "a token is expected at character 11, where it has `)`",
        ),
        (
            &["--jq", ".data | nonsense"],
            "unknown filter nonsense at character 9",
        ),
        (&["--jq", "$x"], "unknown variable $x at character 1"),
        // It would have the key.
        (
            &["--jq", "env.NEO_API_KEY"],
            "unknown filter env at character 1",
        ),
        (&["--jq", ".", "--json"], "cannot be used with"),
    ] {
        assert_ends(&at(&mock, &[&LIST[..], arguments].concat()), 2, stderr);
    }
    assert!(mock.requests().is_empty());
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    mock.respond_all(move |_, _| Reply::text(200, "application/json", &deep));
    let output = at(&mock, &[&LIST[..], &["--jq", "."]].concat());
    assert_ends(&output, 1, "nested deeper");
}

#[test]
fn a_filter_reads_all_of_a_list() {
    let Some((_, command)) = first(|it| it.paginated) else {
        return;
    };
    let mock = Mock::start().unwrap();
    mock.respond_all(|number, _| {
        let (next, more) = [("\"a\"", true), ("null", false)][number];
        Reply::text(200, "application/json", &format!(
            r#"{{"data":[{number}],"meta":{{"pagination":{{"has_more":{more},"next_cursor":{next}}}}}}}"#
        ))
        .delay(Duration::ZERO)
    });
    let output = at(
        &mock,
        &[&strs(&command)[..], &["--all", "--jq", "length, ."]].concat(),
    );
    assert_ends(&output, 0, "");
    assert_eq!(text(&output.stdout), "2\n[0,1]\n");
    assert!(!text(&output.stdout).contains(KEY));
}
