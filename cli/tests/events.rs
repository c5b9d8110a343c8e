//! Operations that stream events, against a service that sends the next one when the last one was printed.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use neo_api::mock::KEY;
use neo_api::runtime::Operation;
use support::{command, events, first, strs};

/// A service that sends its response in the parts that the test gives it.
struct Service {
    url: String,
    opened: Arc<AtomicUsize>,
    request: Arc<Mutex<String>>,
    bits: mpsc::Sender<String>,
}

impl Service {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (bits, received) = mpsc::channel::<String>();
        let opened = Arc::new(AtomicUsize::new(0));
        let request = Arc::new(Mutex::new(String::new()));
        let (count, seen) = (Arc::clone(&opened), Arc::clone(&request));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                count.fetch_add(1, Ordering::SeqCst);
                let mut head = BufReader::new(stream.try_clone().unwrap());
                let mut line = String::new();
                while head.read_line(&mut line).is_ok_and(|read| read > 2) {
                    seen.lock().unwrap().push_str(&line);
                    line.clear();
                }
                // Without a length the body ends with the connection.
                while let Ok(bit) = received.recv() {
                    if bit.is_empty() || stream.write_all(bit.as_bytes()).is_err() {
                        break;
                    }
                }
            }
        });
        Self {
            url,
            opened,
            request,
            bits,
        }
    }

    fn sends(&self, bit: &str) {
        self.bits.send(bit.to_owned()).unwrap();
    }

    fn head(&self, status: &str, content_type: &str) {
        self.sends(&format!(
            "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\nconnection: close\r\n\r\n"
        ));
    }

    fn ends(&self) {
        self.sends("");
    }
}

struct Run {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Run {
    fn start(service: &Service, arguments: &[&str]) -> Self {
        let variables = [("NEO_API_KEY", KEY), ("NEO_BASE_URL", &service.url)];
        let mut command = command(arguments, &variables);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line
    }

    /// What is left of its output, its errors and its code.
    fn ends(mut self) -> (String, String, Option<i32>) {
        let (mut out, mut stderr) = (String::new(), String::new());
        self.lines.read_to_string(&mut out).unwrap();
        let mut errors = self.child.stderr.take().unwrap();
        errors.read_to_string(&mut stderr).unwrap();
        (out, stderr, self.child.wait().unwrap().code())
    }
}

fn is_text(operation: &Operation) -> bool {
    events(operation).is_some_and(|it| it["type"] == "string")
}

fn is_json(operation: &Operation) -> bool {
    events(operation).is_some_and(|it| it.get("$ref").is_some())
}

#[test]
fn each_event_is_printed_when_it_comes() {
    let Some((_, arguments)) = first(is_json) else {
        return;
    };
    let service = Service::start();
    let mut run = Run::start(&service, &[&strs(&arguments)[..], &["--lines"]].concat());
    service.head("200 OK", "text/event-stream; charset=utf-8");
    service.sends(": hello\n\n");
    for number in 0..5 {
        let data = format!(r#"{{"z":1.10,"n":{number},"a":"\ud800"}}"#);
        service.sends(&format!("id: {number}\nevent: step\ndata: {data}\n\n"));
        assert_eq!(run.line(), data + "\n");
    }
    // Two lines of data are one value.
    service.sends("data: {\"a\":\ndata: 1}\n\n");
    assert_eq!(run.line(), "{\"a\": 1}\n");
    service.ends();
    assert_eq!(run.ends(), (String::new(), String::new(), Some(0)));
    assert_eq!(service.opened.load(Ordering::SeqCst), 1);
    let request = service.request.lock().unwrap().to_ascii_lowercase();
    assert!(request.contains("accept: text/event-stream"), "{request}");
}

#[test]
fn an_event_is_a_line_in_each_form() {
    let event = "id: 7\nevent: step\ndata: {\"n\": 1.10}\n\n";
    for (form, expected) in [
        (
            &["--json"][..],
            "{\"event\":\"step\",\"id\":\"7\",\"data\":{\"n\": 1.10}}\n",
        ),
        (&["--lines"], "{\"n\": 1.10}\n"),
        (&[], "step {\"n\": 1.10}\n"),
    ] {
        let Some((_, arguments)) = first(is_json) else {
            return;
        };
        let service = Service::start();
        let mut run = Run::start(&service, &[&strs(&arguments)[..], form].concat());
        service.head("200 OK", "text/event-stream");
        service.sends(event);
        assert_eq!(run.line(), expected);
        service.ends();
        assert_eq!(run.ends().2, Some(0));
    }
}

#[test]
fn text_is_a_json_string_in_lines_and_harmless_for_people() {
    for (form, expected) in [
        (
            &["--json"][..],
            "{\"event\":\"message\",\"id\":null,\"data\":\"a\\n\\u001b[2J [redacted]\"}\n",
        ),
        (&["--lines"], "\"a\\n\\u001b[2J [redacted]\"\n"),
        (&[], "message a\\n\\u{1b}[2J [redacted]\n"),
    ] {
        let Some((_, arguments)) = first(is_text) else {
            return;
        };
        let service = Service::start();
        let mut run = Run::start(&service, &[&strs(&arguments)[..], form].concat());
        service.head("200 OK", "text/event-stream");
        service.sends(&format!("data: a\ndata: \u{1b}[2J {KEY}\n\n"));
        assert_eq!(run.line(), expected);
        service.ends();
        assert_eq!(run.ends().2, Some(0));
    }
}

#[test]
fn an_event_that_cannot_be_read_hides_no_other_and_is_a_failure() {
    let Some((_, arguments)) = first(is_json) else {
        return;
    };
    let service = Service::start();
    let mut run = Run::start(&service, &[&strs(&arguments)[..], &["--lines"]].concat());
    service.head("200 OK", "text/event-stream");
    service.sends("data: {\"half\n\ndata: 2\n\n");
    assert_eq!(run.line(), "2\n");
    service.ends();
    let (_, stderr, code) = run.ends();
    assert_eq!(code, Some(1), "{stderr}");
    assert!(
        stderr.contains("not JSON") && stderr.contains("1 events were not printed"),
        "{stderr}"
    );
}

#[test]
fn a_stream_that_breaks_off_names_its_last_event() {
    let Some((_, arguments)) = first(is_json) else {
        return;
    };
    let service = Service::start();
    let mut run = Run::start(&service, &[&strs(&arguments)[..], &["--lines"]].concat());
    service.sends(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n",
    );
    service.sends("11\r\nid: e-9\ndata: 1\n\n\r\n");
    assert_eq!(run.line(), "1\n");
    service.ends();
    let (out, stderr, code) = run.ends();
    assert_eq!((out.as_str(), code), ("", Some(1)), "{stderr}");
    assert!(stderr.contains("the last event has the id e-9"), "{stderr}");
    assert_eq!(service.opened.load(Ordering::SeqCst), 1);
}

#[test]
fn a_refused_stream_is_refused_as_any_call() {
    let Some((operation, arguments)) = first(is_json) else {
        return;
    };
    let service = Service::start();
    let run = Run::start(&service, &strs(&arguments));
    service.head("403 Forbidden", "application/json");
    service.sends(r#"{"error":{"code":"FORBIDDEN","message":"no"}}"#);
    service.ends();
    let (out, stderr, code) = run.ends();
    assert_eq!((out.as_str(), code), ("", Some(4)), "{stderr}");
    assert!(
        stderr.contains("FORBIDDEN") && stderr.contains(operation.id),
        "{stderr}"
    );
}

#[test]
fn a_watched_stream_is_connected_again_after_the_last_event() {
    let Some((_, arguments)) = first(is_json) else {
        return;
    };
    let service = Service::start();
    let watch = [&["watch"], &strs(&arguments)[..], &["--lines"]].concat();
    let mut run = Run::start(&service, &watch);
    service.head("200 OK", "text/event-stream");
    service.sends("retry: 1\nid: e-1\ndata: 1\n\n");
    assert_eq!(run.line(), "1\n");
    service.ends();
    service.head("200 OK", "text/event-stream");
    service.sends("id: e-2\ndata: 2\n\n");
    assert_eq!(run.line(), "2\n");
    let request = service.request.lock().unwrap().to_ascii_lowercase();
    assert_eq!(
        request.matches("last-event-id: e-1").count(),
        1,
        "{request}"
    );
    service.ends();
    // Nothing new, and then the end.
    service.head("200 OK", "text/event-stream");
    service.ends();
    service.sends("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
    service.ends();
    let (out, stderr, code) = run.ends();
    assert_eq!((out.as_str(), code), ("", Some(0)), "{stderr}");
    assert_eq!(
        stderr.matches("the stream ended; connecting again").count(),
        3,
        "{stderr}"
    );
    let request = service.request.lock().unwrap().to_ascii_lowercase();
    assert_eq!(
        request.matches("last-event-id: e-2").count(),
        2,
        "{request}"
    );
}

#[test]
fn a_watched_stream_that_is_refused_ends() {
    let Some((_, arguments)) = first(is_json) else {
        return;
    };
    let service = Service::start();
    let run = Run::start(&service, &[&["watch"], &strs(&arguments)[..]].concat());
    service.head("403 Forbidden", "application/json");
    service.sends(r#"{"error":{"code":"FORBIDDEN","message":"no"}}"#);
    service.ends();
    let (_, stderr, code) = run.ends();
    assert_eq!(code, Some(4), "{stderr}");
}

#[test]
fn events_are_yaml_and_csv_too() {
    for (form, expected) in [
        (
            "yaml",
            "- event: step\n  id: \"7\"\n  data:\n    count: 1.10\n",
        ),
        (
            "csv",
            "event,id,data\r\nstep,7,\"{\"\"count\"\": 1.10}\"\r\n",
        ),
    ] {
        let Some((_, arguments)) = first(is_json) else {
            return;
        };
        let service = Service::start();
        let run = Run::start(&service, &[&strs(&arguments)[..], &["-o", form]].concat());
        service.head("200 OK", "text/event-stream");
        service.sends("id: 7\nevent: step\ndata: {\"count\": 1.10}\n\n");
        service.ends();
        assert_eq!(run.ends().0, expected);
    }
}
