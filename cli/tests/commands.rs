//! The program as it is run: what it prints, and how it ends.

mod support;

use std::process::Command;

use neo_api::mock::{KEY, Mock, Reply};
use neo_api::operations::PhoneNumbersList;

use support::{LIST, assert_ends, at, neo, text};

#[test]
fn a_list_is_a_table_json_or_lines() {
    let mock = Mock::start().unwrap();
    let output = at(&mock, &LIST);
    assert_ends(&output, 0, "");
    let table = text(&output.stdout);
    let mut lines = table.lines();
    let header = lines.next().unwrap();
    assert!(
        header.starts_with("ID") && header.contains("NUMBER") && header.contains("STATUS"),
        "{table}"
    );
    let row = lines.next().unwrap();

    let json = at(&mock, &["phone", "numbers", "list", "--json"]);
    let body: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let status = body["data"][0]["status"].as_str().unwrap();
    assert!(row.contains(status), "{table}");
    let lines = at(&mock, &["phone", "numbers", "list", "--lines"]);
    let first: serde_json::Value = serde_json::from_slice(&lines.stdout).unwrap();
    assert_eq!(first, body["data"][0]);
}

#[test]
fn what_a_service_sends_cannot_write_to_the_terminal() {
    let mock = Mock::start().unwrap();
    mock.on::<PhoneNumbersList>().reply(Reply::changed(|body| {
        body["data"][0]["number"] = "\u{1b}[2J".into()
    }));
    let output = at(&mock, &LIST);
    assert!(!output.stdout.contains(&0x1b), "{}", text(&output.stdout));
}

#[test]
fn failures_are_one_sentence_and_a_code() {
    let mock = Mock::start().unwrap();
    mock.on::<PhoneNumbersList>()
        .reply(Reply::error(403, "FORBIDDEN", "no"));
    assert_ends(&at(&mock, &LIST), 4, "FORBIDDEN");
    mock.on::<PhoneNumbersList>()
        .reply(Reply::error(404, "x", "y"));
    let none = neo(&LIST, &[]);
    assert_ends(&none, 3, "phone_numbers_list needs a key: set NEO_API_KEY");
    let word = neo(&LIST, &[("NEO_API_KEY", "secret")]);
    assert_ends(&word, 3, "neo_sk_<env>_<secret>");
    let nobody = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", "http://127.0.0.1:1")];
    assert_ends(&neo(&LIST, &nobody), 1, "phone_numbers_list");
    assert_ends(&neo(&["phone", "numbers", "lost"], &[]), 2, "lost");
}

#[test]
fn a_dry_run_sends_nothing_and_shows_no_key() {
    let mock = Mock::start().unwrap();
    let output = at(&mock, &["phone", "numbers", "list", "--dry-run"]);
    assert_ends(&output, 0, "");
    let expected = format!(
        "GET {}/public-api/phone/numbers\nauthorization: Bearer [redacted]\n",
        mock.url()
    );
    assert_eq!(text(&output.stdout), expected);
    assert!(mock.requests().is_empty());
}

#[cfg(unix)]
#[test]
fn a_key_file_must_be_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mock = Mock::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    std::fs::write(&file, format!("{KEY}\n")).unwrap();
    let path = file.to_str().unwrap();
    let arguments = [
        "phone",
        "numbers",
        "list",
        "--key-file",
        path,
        "--base-url",
        mock.url(),
    ];
    for (mode, code) in [(0o644, 3), (0o600, 0)] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        assert_ends(
            &neo(&arguments, &[]),
            code,
            if code == 0 { "" } else { "chmod 600" },
        );
    }
}

#[test]
fn help_says_what_the_exit_codes_mean() {
    let help = text(&neo(&["--help"], &[]).stdout);
    for code in [
        "0 done",
        "1 the call failed",
        "2 usage",
        "3 no usable key",
        "4 the service refused",
    ] {
        assert!(help.contains(code), "{code}: {help}");
    }
}

#[test]
fn each_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man1");
    assert_ends(
        &neo(&["man", pages.to_str().unwrap()], &[]),
        0,
        "manual pages",
    );
    let page = |name: &str| std::fs::read_to_string(pages.join(name)).unwrap();
    assert!(page("neo.1").contains(".TH neo 1"));
    let list = page("neo-phone-numbers-list.1");
    assert!(
        list.contains("/public\\-api/phone/numbers") && list.contains("\\-\\-columns"),
        "{list}"
    );
    assert!(page("neo-config-set.1").contains("standard input"));
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert_ends(
        &neo(&["man", file.to_str().unwrap()], &[]),
        1,
        "cannot write into",
    );
}

#[test]
fn completions_and_help_know_every_operation() {
    let output = neo(&["completions", "bash"], &[]);
    assert!(text(&output.stdout).contains("numbers"), "{output:?}");
    let help = text(&neo(&["phone", "numbers", "--help"], &[]).stdout);
    let document: serde_json::Value = serde_json::from_str(neo_api::SERVICE.contract()).unwrap();
    let summary = &document["paths"]["/public-api/phone/numbers"]["get"]["summary"];
    assert!(help.contains(summary.as_str().unwrap()), "{help}");
}

#[test]
fn an_address_that_the_library_refuses_is_refused_before_anything_is_printed() {
    let dry = |url: &str| {
        let list = [&LIST[..], &["--dry-run", "--base-url", url]].concat();
        neo(&list, &[])
    };
    assert!(dry("http://127.0.0.1:1").status.success());
    for url in [
        "http://example.com",
        "nonsense",
        "http://user:hunter2@127.0.0.1:1",
        "https://api.example.com/?token=hunter2",
    ] {
        let output = dry(url);
        assert_eq!(output.status.code(), Some(2), "{url}");
        assert!(output.stdout.is_empty(), "{url}");
        assert!(!text(&output.stderr).contains("hunter2"), "{url}");
    }
}

#[cfg(unix)]
#[test]
fn an_address_that_is_no_text_is_not_the_default() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let output = Command::new(env!("CARGO_BIN_EXE_neo"))
        .args(LIST)
        .arg("--dry-run")
        .env("NEO_BASE_URL", OsStr::from_bytes(b"http://127.0.0.1/\xff"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("UTF-8"));
}

#[test]
fn a_success_that_is_no_json_is_a_failure() {
    let mock = Mock::start().unwrap();
    for form in ["--json", "--lines"] {
        mock.on::<PhoneNumbersList>().reply(Reply::text(
            200,
            "text/html",
            "<html>\u{1b}[31msign in</html>",
        ));
        let output = at(&mock, &[&LIST[..], &[form]].concat());
        assert_eq!(output.status.code(), Some(1), "{form}");
        assert!(output.stdout.is_empty(), "{form}");
        assert!(text(&output.stderr).contains("not JSON"), "{form}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn completions_that_cannot_be_written_are_an_error() {
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_neo"))
        .args(["completions", "bash"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cannot write the output"));
}

#[test]
fn lines_are_what_was_received() {
    let mock = Mock::start().unwrap();
    let number = r#"{"minutes_used_this_month":1.10,"id":12345678901234567890123,"x":1E400}"#;
    let body = format!(
        "{{\"data\":[{number},\n{}],\"meta\":{{}}}}",
        number.replace(",\"id", ",\n\"id")
    );
    mock.on::<PhoneNumbersList>()
        .reply(Reply::text(200, "application/json", &body));
    let output = at(&mock, &[&LIST[..], &["--lines"]].concat());
    let broken = number.replace(",\"id", ", \"id");
    assert_eq!(text(&output.stdout), format!("{number}\n{broken}\n"));
}
