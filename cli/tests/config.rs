//! Settings in profiles.

mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use neo_api::mock::{KEY, Mock};
use support::{LIST, assert_ends, command, text};

struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("neo/config.toml")
    }

    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        self.piped(arguments, variables, "")
    }

    fn piped(&self, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Output {
        let mut command = command(arguments, variables);
        command.env_remove("NEO_CONFIG");
        let name = if cfg!(windows) {
            "APPDATA"
        } else {
            "XDG_CONFIG_HOME"
        };
        command.env(name, self.folder.path());
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // It may be gone without having read it.
        child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
        child.wait_with_output().unwrap()
    }

    #[track_caller]
    fn set(&self, arguments: &[&str]) {
        assert_ends(
            &self.run(&[&["config", "set"], arguments].concat(), &[]),
            0,
            "",
        );
    }
}

#[track_caller]
fn assert_private(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(file.exists());
}

#[test]
fn a_profile_sets_up_a_run_and_its_key_is_not_printed() {
    let home = Home::new();
    let mock = Mock::start().unwrap();
    let output = home.piped(&["config", "set", "key"], &[], &format!("{KEY}\n"));
    assert_ends(&output, 0, "");
    assert_private(&home.file());
    home.set(&["base-url", mock.url()]);
    home.set(&["output", "csv"]);
    assert_private(&home.file());
    let output = home.run(&LIST, &[]);
    assert_ends(&output, 0, "");
    assert!(text(&output.stdout).starts_with("id,number,"), "{output:?}");
    let key = mock.requests()[0]
        .header("authorization")
        .unwrap()
        .to_owned();
    assert_eq!(key, format!("Bearer {KEY}"));

    let url = format!("{}\n", mock.url());
    for (arguments, printed) in [
        (&["config", "get", "base-url"][..], url.as_str()),
        (&["config", "get", "key"], "[redacted]\n"),
    ] {
        assert_eq!(text(&home.run(arguments, &[]).stdout), printed);
    }
    let list = text(&home.run(&["config", "list"], &[]).stdout);
    assert_eq!(
        list,
        format!("[default]\nbase-url = {url}key = [redacted]\noutput = csv\n")
    );
    assert_ends(&home.run(&["config", "unset", "output"], &[]), 0, "");
    assert_ends(
        &home.run(&["config", "get", "output"], &[]),
        2,
        "has no output",
    );
    assert_ends(
        &home.run(&["config", "unset", "output"], &[]),
        2,
        "has no output",
    );
}

#[test]
fn flags_win_over_a_named_profile_and_that_over_the_environment() {
    let home = Home::new();
    let [one, two, three] = [(); 3].map(|()| Mock::start().unwrap());
    home.set(&["base-url", one.url()]);
    home.set(&["base-url", two.url(), "--profile", "two"]);
    home.set(&["key", "neo_sk_two_00000000000000000000", "--profile", "two"]);
    let environment = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", three.url())];
    let named = [("NEO_API_KEY", KEY), ("NEO_PROFILE", "two")];
    let two_flag = [&LIST[..], &["--profile", "two"]].concat();
    let url_flag = [&two_flag[..], &["--base-url", one.url()]].concat();
    for (arguments, variables, called, key) in [
        (&LIST[..], &[("NEO_API_KEY", KEY)][..], &one, KEY),
        (&LIST[..], &environment[..], &three, KEY),
        (&LIST[..], &named[..], &two, KEY),
        (
            &two_flag[..],
            &environment[..],
            &two,
            "neo_sk_two_00000000000000000000",
        ),
        (
            &url_flag[..],
            &environment[..],
            &one,
            "neo_sk_two_00000000000000000000",
        ),
    ] {
        let before = called.requests().len();
        assert_ends(&home.run(arguments, variables), 0, "");
        let request = called.requests().remove(before);
        assert_eq!(
            request.header("authorization"),
            Some(format!("Bearer {key}").as_str())
        );
    }
    let unknown = [&LIST[..], &["--profile", "three"]].concat();
    assert_ends(
        &home.run(&unknown, &environment),
        2,
        "there is no profile three",
    );
}

#[test]
fn what_cannot_be_used_is_not_written() {
    let home = Home::new();
    for (arguments, stderr) in [
        (
            &["timeout", "soon"][..],
            "timeout: expected a number of seconds",
        ),
        (&["output", "xml"], "output: expected table, json"),
        (&["base-url", ""], "base-url: expected a value"),
        (&["colour", "red"], "possible values: base-url"),
    ] {
        assert_ends(
            &home.run(&[&["config", "set"], arguments].concat(), &[]),
            2,
            stderr,
        );
    }
    assert!(!home.file().exists());
    assert_ends(&home.run(&["config", "list"], &[]), 0, "");
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_or_that_is_no_toml_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.set(&["key", KEY]);
    let allow = |mode: u32| {
        std::fs::set_permissions(home.file(), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(0o644);
    assert_ends(&home.run(&LIST, &[]), 3, "chmod 600");
    std::fs::write(home.file(), format!("key = {KEY}\n[")).unwrap();
    allow(0o600);
    assert_ends(&home.run(&LIST, &[]), 2, "is not a valid settings file");
}

#[test]
fn certificates_that_are_none_are_refused() {
    let home = Home::new();
    let file = home.folder.path().join("ca.pem");
    let with = |file: &Path| {
        let list = [&LIST[..], &["--cacert", file.to_str().unwrap()]].concat();
        home.run(&list, &[("NEO_API_KEY", KEY)])
    };
    assert_ends(&with(&file), 1, "cannot read");
    std::fs::write(&file, "none").unwrap();
    assert_ends(&with(&file), 2, "custom_ca was refused");
}

/// A server over TLS whose authority no machine knows; its URL, and its certificate as PEM.
fn tls_server() -> (String, String) {
    use std::io::Read;
    use std::sync::Arc;
    use tokio_rustls::rustls::{ServerConfig, ServerConnection, Stream};

    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let key = made.signing_key.serialize_der().try_into().unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = Stream::new(&mut connection, &mut socket);
            // A client that does not trust it ends the connection here.
            if stream.read(&mut [0; 4096]).is_ok() {
                let body = r#"{"data":[],"meta":{}}"#;
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
                let length = body.len();
                write!(stream, "{head}\r\ncontent-length: {length}\r\n\r\n{body}").ok();
            }
        }
    });
    (url, made.cert.pem())
}

#[test]
fn a_private_authority_is_trusted_where_it_is_named() {
    let (url, certificate) = tls_server();
    let home = Home::new();
    let file = home.folder.path().join("ca.pem");
    std::fs::write(&file, certificate).unwrap();
    let variables = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", url.as_str())];
    assert_ends(&home.run(&LIST, &variables), 1, "certificate");
    let file = file.to_str().unwrap();
    let list = [&LIST[..], &["--cacert", file]].concat();
    let output = home.run(&list, &variables);
    assert_ends(&output, 0, "");
    assert_eq!(text(&output.stdout), "nothing\n");
    home.set(&["cacert", file]);
    assert_ends(&home.run(&LIST, &variables), 0, "");
}
