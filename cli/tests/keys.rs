//! Which key is requested, and where none is shown.

mod support;

use neo_api::mock::{KEY, Mock, Reply};
use support::{LIST, assert_ends, at, first, neo, strs, takes_text, text};

/// What of the key is secret.
fn secret() -> &'static str {
    KEY.rsplit('_').next().unwrap()
}

#[track_caller]
fn assert_hidden(what: &str, output: &std::process::Output) {
    for printed in [text(&output.stdout), text(&output.stderr)] {
        assert!(!printed.contains(secret()), "{what}: {printed}");
        assert!(!printed.contains(r"\u006b_mock"), "{what}: {printed}");
    }
}

#[test]
fn a_service_that_repeats_the_key_does_not_make_neo_print_it() {
    let mock = Mock::start().unwrap();
    let escaped = KEY.replace("sk_mock", r"s\u006b_mock");
    let success = format!(
        r#"{{"data":[{{"id":1,"a":"{KEY}","b":"{escaped}","c":"{}"}}],"meta":{{"warnings":["{KEY}"]}}}}"#,
        secret()
    );
    let refusal = format!(
        r#"{{"error":{{"code":"{KEY}","message":"{escaped} {}"}},"meta":{{"request_id":"{KEY}"}}}}"#,
        secret()
    );
    let replies = [
        Reply::text(200, "application/json", &success),
        Reply::text(200, "text/plain", KEY),
        Reply::text(200, "application/json", &format!(r#""{KEY}"#)),
        Reply::text(403, "application/json", &refusal),
        Reply::text(403, "text/plain", KEY).header("x-key", KEY),
        Reply::text(302, "text/plain", KEY).header("location", &format!("/{KEY}")),
        Reply::raw(format!("HTTP/1.1 200 {KEY}\r\n{KEY}\r\n\r\n")),
        Reply::raw(format!("{KEY}\r\n\r\n")),
    ];
    for (number, reply) in replies.into_iter().enumerate() {
        mock.respond_all(move |_, _| reply.clone());
        for form in [&[][..], &["--json"], &["--lines"]] {
            let output = at(&mock, &[&LIST[..], form].concat());
            assert_hidden(&format!("reply {number} {form:?}"), &output);
            if number == 0 {
                assert_ends(&output, 0, "");
                assert!(text(&output.stdout).contains("[redacted]"));
            }
        }
    }
}

#[test]
fn a_key_where_none_belongs_is_not_repeated() {
    let token = "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl";
    for key in [KEY, token] {
        let variables = [("NEO_API_KEY", "neo_sk_test_anotherkey")];
        for arguments in [
            &["phone", "numbers", "list", key][..],
            &["phone", "numbers", key],
            &["phone", "numbers", "list", "--key-file", key],
            &["phone", "numbers", "list", "--base-url", key],
            &["phone", "numbers", "list", &format!("--{key}")],
            &["completions", key],
        ] {
            let output = neo(arguments, &variables);
            assert!(!output.status.success());
            let stderr = text(&output.stderr);
            assert!(
                !stderr.contains(key) && !stderr.contains("anotherkey"),
                "{stderr}"
            );
        }
        let url = format!("https://example.com/{key}");
        let dry = [&LIST[..], &["--dry-run", "--base-url", &url]].concat();
        let output = neo(&dry, &variables);
        assert!(!text(&output.stdout).contains(key), "{output:?}");
    }
}

#[test]
fn a_dry_run_shows_no_key_of_a_body_or_an_argument() {
    let Some((_, command)) =
        first(|it| it.method == "GET" && it.path.contains('{') && takes_text(it))
    else {
        return;
    };
    let command: Vec<&str> = command
        .iter()
        .map(|it| if it == "1" { KEY } else { it.as_str() })
        .collect();
    let output = neo(&[&command[..], &["--dry-run"]].concat(), &[]);
    assert_ends(&output, 0, "");
    assert!(text(&output.stdout).contains("[redacted]"), "{output:?}");
}

#[test]
fn an_operation_that_needs_no_key_is_called_without_one() {
    let Some((_, command)) = first(|it| !it.needs_credential() && it.method == "GET") else {
        return;
    };
    let mock = Mock::start().unwrap();
    let none = [("NEO_BASE_URL", mock.url())];
    let unusable = [
        ("NEO_BASE_URL", mock.url()),
        ("NEO_API_KEY", "what is this"),
    ];
    for variables in [&none[..], &unusable] {
        let output = neo(&strs(&command), variables);
        assert_ends(&output, 0, "");
    }
    for request in mock.requests() {
        assert_eq!(request.header("authorization"), None);
    }
    assert_eq!(mock.requests().len(), 2);
}

#[test]
fn an_operation_that_needs_a_key_says_so_by_its_name() {
    let (operation, command) = first(|it| it.needs_credential() && it.method == "GET").unwrap();
    let mock = Mock::start().unwrap();
    let output = neo(&strs(&command), &[("NEO_BASE_URL", mock.url())]);
    assert_ends(&output, 3, &format!("{} needs a key", operation.id));
    assert!(mock.requests().is_empty());
}
