//! What `main() -> Result<(), neo_api::Error>` prints.

mod support;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use neo_api::{CallOptions, Error, Neo};
use support::fault::FaultServer;
use support::{KEY, Server};

/// A sentence, and not a dump of fields.
fn is_a_sentence(error: &Error) {
    let (shown, printed) = (error.to_string(), format!("{error:?}"));
    assert!(printed.starts_with(&shown), "{printed}");
    for dump in [" { ", "Box", "record:", "Some(", "\n"] {
        assert!(!printed.contains(dump), "{dump:?} in {printed}");
    }
    // `{:#?}` prints the fields.
    assert!(format!("{error:#?}").contains('\n'), "{error:#?}");
}

#[tokio::test]
async fn every_kind_of_error_prints_a_sentence_with_its_causes() {
    let refusing = FaultServer::refusing().await;
    let client = |url: &str| Neo::builder().api_key(KEY).base_url(url).build().unwrap();
    let once = |url: &str| {
        client(url).with(
            CallOptions::new()
                .attempts(1)
                .timeout(Duration::from_secs(9)),
        )
    };
    let responses = [
        (
            403,
            r#"{"error":{"code":"FORBIDDEN","message":"no"},"meta":{"request_id":"r"}}"#,
        ),
        (502, "<html>"),
        (200, r#"{"data":7,"meta":{}}"#),
        (200, "{"),
    ];
    for (status, body) in responses {
        let server = Server::always(status, &[], body).await;
        is_a_sentence(
            &once(&server.url)
                .phone_numbers_list()
                .send()
                .await
                .unwrap_err(),
        );
    }
    let error = once(&refusing.url)
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    is_a_sentence(&error);
    let printed = format!("{error:?}").to_ascii_lowercase();
    assert!(printed.contains("; caused by: "), "{printed}");
    assert_eq!(printed.matches("(os error").count(), 1, "{printed}");
    is_a_sentence(&Neo::builder().api_key("x").build().unwrap_err());

    let error = neo_api::api_key("x").unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
}

/// An example's binary as it is now: `cargo test --test errors` builds none, and one that is there may be old.
fn program() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--example", "blocking"]);
    assert!(cargo.status().unwrap().success());
    let name = format!("blocking{}", std::env::consts::EXE_SUFFIX);
    let this = std::env::current_exe().unwrap();
    this.parent().unwrap().with_file_name("examples").join(name)
}

/// The standard library prints the error of `main` by `Debug`.
#[test]
fn a_program_ends_with_the_sentence() {
    let mut program = Command::new(program());
    let output = program.env("NEO_API_KEY", "x").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stderr).unwrap();
    let begin = "Error: in the environment variable NEO_API_KEY: the credential is invalid: it does not have the form of";
    assert!(printed.starts_with(begin), "{printed}");
    assert_eq!(printed.lines().count(), 1, "{printed}");
}
