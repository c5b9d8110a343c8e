//! Lists that come page by page, read to their end.

mod support;

use std::process::Output;

use neo_api::mock::{KEY, Mock, Reply};
use support::{assert_ends, at, first, strs, text};

/// What no `f64`, no `String` and no sorted map holds.
const ODD: &str =
    r#"{"z":1.10,"a":123456789012345678901234567890,"é":"\ud800","m":{"b":1e400,"a":[]}}"#;

fn odd(number: usize) -> String {
    let deep = "[".repeat(500) + &"]".repeat(500);
    ODD.replacen('{', &format!("{{\"n\":{number},\"deep\":{deep},"), 1)
}

/// Runs `--all` against pages of these bodies; one page more is an error of the service.
fn all(bodies: &[String], arguments: &[&str]) -> Option<(Output, Vec<Option<String>>)> {
    let (_, command) = first(|it| it.paginated)?;
    let mock = Mock::start().unwrap();
    let responses = bodies.to_vec();
    mock.respond_all(move |number, _| match responses.get(number) {
        Some(body) => Reply::text(200, "application/json", body),
        None => Reply::error(403, "FORBIDDEN", "no"),
    });
    let output = at(
        &mock,
        &[&strs(&command)[..], &["--all"], arguments].concat(),
    );
    let cursors = mock.requests().into_iter().map(|it| it.parameter("cursor"));
    Some((output, cursors.collect()))
}

fn page(data: &str, pagination: &str) -> String {
    format!("{{\"meta\":{{\"pagination\":{pagination}}},\n \"data\":{data}}}")
}

fn more(data: &str, cursor: &str) -> String {
    page(
        data,
        &format!("{{\"has_more\":true,\"next_cursor\":{cursor}}}"),
    )
}

#[test]
fn the_elements_are_what_was_received() {
    let last = page(
        &format!("[{}]", odd(3)),
        r#"{"has_more":false,"next_cursor":null}"#,
    );
    let bodies = [
        more(&format!("[{},\n{}]", odd(1), odd(2)), "\"b c\""),
        more("[]", "\"d\""),
        last,
    ];
    let Some((output, cursors)) = all(&bodies, &["--json"]) else {
        return;
    };
    assert_ends(&output, 0, "");
    assert_eq!(
        text(&output.stdout),
        format!("[{},{},{}]\n", odd(1), odd(2), odd(3))
    );
    assert_eq!(
        cursors,
        [None, Some("b c".to_owned()), Some("d".to_owned())]
    );

    let (output, _) = all(&bodies, &["--lines"]).unwrap();
    assert_ends(&output, 0, "");
    assert_eq!(
        text(&output.stdout),
        format!("{}\n{}\n{}\n", odd(1), odd(2), odd(3))
    );

    let (output, _) = all(&bodies, &[]).unwrap();
    assert_ends(&output, 0, "");
    let table = text(&output.stdout);
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(
        table.contains("1.10") && table.contains("123456789012345678901234567890"),
        "{table}"
    );
    let (output, _) = all(&[page("[]", "null")], &["--json"]).unwrap();
    assert_eq!(text(&output.stdout), "[]\n");
}

/// Second pages, each with the error that it causes.
const BROKEN: [(&str, &str); 10] = [
    (
        r#"{"data":[3],"meta":{"pagination":{"has_more":true,"next_cursor":null}}}"#,
        "cut off",
    ),
    (
        r#"{"data":[3],"meta":{"pagination":{"has_more":true,"next_cursor":""}}}"#,
        "cut off",
    ),
    (
        r#"{"data":[3],"meta":{"pagination":{"has_more":true,"next_cursor":7}}}"#,
        "cut off",
    ),
    (
        r#"{"data":[3],"meta":{"pagination":{"has_more":true}}}"#,
        "cut off",
    ),
    (
        r#"{"data":[3],"meta":{"pagination":{"has_more":true,"next_cursor":"x y"}}}"#,
        "does not end",
    ),
    (r#"{"data":null,"meta":{}}"#, "not a list"),
    (r#"{"data":{"a":1},"meta":{}}"#, "not a list"),
    (r#"{"meta":{}}"#, "not a list"),
    (r#"[3]"#, "not a list"),
    ("<html>", "not JSON"),
];

#[test]
fn a_list_that_breaks_off_says_so_and_where_to_continue() {
    for (second, why) in BROKEN {
        let whole = second.contains("[3],");
        for form in ["--json", "--lines", "table"] {
            let form: &[&str] = if form == "table" { &[] } else { &[form] };
            let bodies = [more("[1,2]", "\"x y\""), second.to_owned()];
            let Some((output, _)) = all(&bodies, form) else {
                return;
            };
            assert_ends(&output, 1, why);
            let (printed, stderr) = (text(&output.stdout), text(&output.stderr));
            let numbers: Vec<&str> = printed
                .split(|it: char| !it.is_ascii_digit())
                .filter(|it| !it.is_empty())
                .collect();
            let expected: &[&str] = if whole { &["1", "2", "3"] } else { &["1", "2"] };
            assert_eq!(numbers, expected, "{second}");
            if form == ["--json"] {
                assert!(
                    serde_json::from_str::<Vec<u8>>(&printed).is_ok(),
                    "{printed}"
                );
            }
            let count = format!("{} elements were printed", expected.len());
            assert!(
                stderr.contains(&count) && stderr.contains("--cursor='x y'"),
                "{stderr}"
            );
        }
    }
}

#[test]
fn a_refusal_on_the_way_keeps_its_code_and_says_where_to_continue() {
    let Some((output, _)) = all(&[more("[1]", "\"-x\"")], &["--json"]) else {
        return;
    };
    assert_ends(&output, 4, "FORBIDDEN");
    assert_ends(
        &output,
        4,
        "1 elements were printed; continue with --cursor=-x",
    );
    assert_eq!(text(&output.stdout), "[1]\n");

    let rest = page("[2]", "null");
    let (output, cursors) = all(&[rest], &["--json", "--cursor=-x"]).unwrap();
    assert_ends(&output, 0, "");
    assert_eq!(text(&output.stdout), "[2]\n");
    assert_eq!(cursors, [Some("-x".to_owned())]);

    let (output, _) = all(&[], &["--json"]).unwrap();
    assert_ends(&output, 4, "FORBIDDEN");
    assert!(!text(&output.stderr).contains("--cursor"));
}

#[test]
fn a_cursor_that_is_the_key_is_not_shown() {
    let Some((output, _)) = all(&[more("[1]", &format!("\"{KEY}\""))], &["--lines"]) else {
        return;
    };
    assert_ends(&output, 4, "[redacted]");
}
