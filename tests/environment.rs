//! A client from environment variables, each in a process of its own.

use std::process::Command;

use neo_api::error::ConfigurationError;
use neo_api::{Error, Neo};

/// Prints what `from_env` says. It is a test only when it is called by the one below.
#[test]
#[ignore = "called by the other test, with variables"]
fn says_what_is_wrong() {
    let error = Neo::from_env().err();
    let kind = match &error {
        Some(Error::Configuration(fault)) => match &**fault {
            ConfigurationError::Variable { name } => format!("not set {name}"),
            ConfigurationError::EmptyVariable { name } => format!("empty {name}"),
            _ => "other".to_owned(),
        },
        _ => "none".to_owned(),
    };
    let text = error.map(|error| error.to_string()).unwrap_or_default();
    println!("<{kind}|{text}>");
}

fn said(key: Option<&str>, url: Option<&str>) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "says_what_is_wrong"]);
    for (name, value) in [("NEO_API_KEY", key), ("NEO_BASE_URL", url)] {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (_, rest) = text.split_once('<').unwrap_or_else(|| panic!("{text}"));
    rest.split_once(">\n").unwrap().0.to_owned()
}

#[test]
fn a_variable_that_is_empty_is_not_one_that_is_not_set() {
    let key = Some("neo_sk_test_0123456789");
    for (key, url, expected) in [
        (
            None,
            None,
            "not set NEO_API_KEY|the environment variable NEO_API_KEY is not set",
        ),
        (
            Some(""),
            None,
            "empty NEO_API_KEY|the environment variable NEO_API_KEY is set, but empty",
        ),
        (key, None, "none|"),
        // Without a value, the default is used.
        (key, Some(""), "none|"),
    ] {
        assert_eq!(said(key, url), expected);
    }
    let wrong = said(Some("x"), None);
    assert!(
        wrong.starts_with("other|in the environment variable NEO_API_KEY: "),
        "{wrong}"
    );
}
