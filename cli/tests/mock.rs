//! `neo mock`, as a program in any language uses it.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStderr, ChildStdout, Stdio};

use neo_api::mock::KEY;
use serde_json::Value;
use support::{LIST, assert_ends, command, known, neo, text};

struct Served {
    child: Child,
    url: String,
    _stdout: BufReader<ChildStdout>,
    log: BufReader<ChildStderr>,
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        let arguments = [&["mock", "--port", "0"], arguments].concat();
        let mut command = command(&arguments, &[]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut url = String::new();
        stdout.read_line(&mut url).unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        Self {
            child,
            url: url.trim_end().to_owned(),
            _stdout: stdout,
            log,
        }
    }

    /// Status and body of a request with these lines for its head.
    fn send(&self, head: &str) -> (u16, String) {
        let address = self.url.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    fn logged(&mut self) -> String {
        let mut line = String::new();
        self.log.read_line(&mut line).unwrap();
        line
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn it_responds_as_the_contract_describes_and_logs_each_request() {
    let mut served = Served::start(&[]);
    let list = format!(
        "GET /public-api/phone/numbers?signature={KEY} HTTP/1.1\r\nAuthorization: Bearer {KEY}"
    );
    let (status, body) = served.send(&list);
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(status, 200);
    assert!(body["data"][0]["number"].is_string(), "{body}");
    assert_eq!(served.logged(), "GET /public-api/phone/numbers 200\n");

    let (status, body) = served.send(&format!("GET /public-api/{KEY} HTTP/1.1"));
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, &body["error"]["code"]), (404, &"not_found".into()));
    assert_eq!(served.logged(), "GET /public-api/[redacted] 404\n");

    let (status, body) = served.send("HEAD /none HTTP/1.0");
    assert_eq!((status, body.as_str()), (404, ""));
}

#[test]
fn the_command_line_calls_it() {
    let served = Served::start(&["--stateful", "--host", "localhost"]);
    let variables = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", served.url.as_str())];
    let output = neo(&LIST, &variables);
    assert_ends(&output, 0, "");
    assert!(text(&output.stdout).starts_with("ID"), "{output:?}");
}

#[test]
fn an_address_that_is_taken_is_a_failure() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = neo(&["mock", "--port", &port], &[]);
    assert_ends(
        &output,
        1,
        &format!("cannot listen on 127.0.0.1, port {port}"),
    );
    assert_ends(&neo(&["mock", "--port", "many"], &[]), 2, "many");
}

#[test]
fn what_is_created_is_kept_for_the_next_run() {
    let Some(()) = known("agents_create") else {
        return;
    };
    let served = Served::start(&["--stateful"]);
    let variables = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", served.url.as_str())];
    let run = |arguments: &[&str]| {
        let output = neo(arguments, &variables);
        assert_ends(&output, 0, "");
        text(&output.stdout)
    };
    let columns = ["-o", "csv", "--columns", "id,name,description"];
    for name in ["one", "two", "three"] {
        run(&[
            "skills",
            "create",
            "--name",
            name,
            "--instructions",
            "do it",
        ]);
        run(&["end-companies", "create", "--name", name]);
    }
    let companies = ["end-companies", "list", "--all", "--page-size", "2"];
    run(&["end-companies", "update", "4", "--description", "new"]);
    run(&["end-companies", "delete", "2"]);
    assert_eq!(
        run(&[&companies[..], &columns].concat()),
        "id,name,description\r\n4,two,new\r\n6,three,\r\n"
    );
    let gone = neo(&["end-companies", "get", "2"], &variables);
    assert_ends(&gone, 4, "not_found");

    // A request that does not fit the contract is refused, except with `--no-check`.
    let list = ["api", "GET", "/public-api/agents?page_size=9999"];
    let stderr = "query parameter `page_size`: expected at most 200";
    assert_ends(&neo(&list, &variables), 4, stderr);
    let lenient = Served::start(&["--no-check"]);
    let variables = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", lenient.url.as_str())];
    assert_ends(&neo(&list, &variables), 0, "");
}
