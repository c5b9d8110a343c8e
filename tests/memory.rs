//! The cost of a large body: memory, and the longest time that a poll blocks the executor. 64 MiB, or an eighth of that
//! in debug builds.
//!
//! Each case runs in its own process, whose peak the system records. Times are CPU times.
#![cfg(target_os = "linux")]

mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use cpu_time::ThreadTime;
use neo_api::{CallOptions, Neo};
use support::{KEY, number, success};

const BODY: usize = if cfg!(debug_assertions) { 8 } else { 64 } << 20;
const URL: &str = "NEO_TEST_MEMORY_URL";

/// A response with the status, whose body `fill` generates for a given length.
struct Case {
    name: &'static str,
    status: u16,
    headers: &'static str,
    fill: fn(usize) -> Vec<u8>,
}

/// `part` repeated between `begin` and `end`.
fn repeated(length: usize, begin: &str, part: &str, between: &str, end: &str) -> Vec<u8> {
    let mut body = Vec::with_capacity(length);
    body.extend_from_slice(begin.as_bytes());
    while body.len() + part.len() + between.len() + part.len() + end.len() <= length {
        body.extend_from_slice(part.as_bytes());
        body.extend_from_slice(between.as_bytes());
    }
    body.extend_from_slice(part.as_bytes());
    body.extend_from_slice(end.as_bytes());
    body
}

/// Numbers, between the first and last of the list.
fn numbers(length: usize, first: &str, last: &str) -> Vec<u8> {
    let whole = success(&[]).to_string();
    let (begin, end) = whole.split_once("[]").unwrap();
    let begin = format!("{begin}[{first},");
    let end = format!(",{last}]{end}");
    repeated(length, &begin, &number().to_string(), ",", &end)
}

fn wrong() -> String {
    number().to_string().replace("\"id\":41", "\"id\":\"x\"")
}

const CASES: &[Case] = &[
    Case {
        name: "numbers",
        status: 200,
        headers: "",
        fill: |length| numbers(length, &number().to_string(), &number().to_string()),
    },
    Case {
        name: "numbers, the first one wrong",
        status: 200,
        headers: "",
        fill: |length| numbers(length, &wrong(), &number().to_string()),
    },
    Case {
        name: "numbers, the last one wrong",
        status: 200,
        headers: "",
        fill: |length| numbers(length, &number().to_string(), &wrong()),
    },
    Case {
        name: "numbers, not ended",
        status: 200,
        headers: "",
        fill: |length| {
            let mut body = numbers(length, &number().to_string(), &number().to_string());
            body.truncate(body.len() - 1);
            body
        },
    },
    Case {
        name: "unknown members",
        status: 200,
        headers: "",
        fill: |length| repeated(length, "{", "\"a\":1", ",", "}"),
    },
    Case {
        name: "lists in lists",
        status: 200,
        headers: "",
        fill: |length| repeated(length, "{\"data\":[", "[]", ",", "]}"),
    },
    Case {
        name: "nested lists in an unknown member",
        status: 200,
        headers: "",
        fill: |length| repeated(length, "{\"new\":", "[", "", ""),
    },
    Case {
        name: "a duplicate member after many others",
        status: 200,
        headers: "",
        fill: |length| {
            repeated(
                length,
                "{\"data\":[],\"meta\":{",
                "\"request_id\":1",
                ",",
                "}}",
            )
        },
    },
    Case {
        name: "a long text",
        status: 200,
        headers: "",
        fill: |length| repeated(length, "{\"data\":\"", "\\n", "", "\"}"),
    },
    Case {
        name: "a long name",
        status: 200,
        headers: "",
        fill: |length| {
            let begin = "{\"data\":[],\"meta\":{\"request_id\":\"0f8fad5b-d9cb-469f-a165-70867728950e\",\"timings_ms\":{\"";
            repeated(length, begin, "x", "", "\":\"y\"}}}")
        },
    },
    Case {
        name: "bytes that are not UTF-8",
        status: 200,
        headers: "",
        fill: |length| {
            let mut body = repeated(length, "{\"data\":\"", "x", "", "\"}");
            body.iter_mut()
                .filter(|byte| **byte == b'x')
                .for_each(|byte| *byte = 0xff);
            body
        },
    },
    Case {
        name: "HTML",
        status: 200,
        headers: "content-type: text/html\r\n",
        fill: |length| repeated(length, "<html>", "<p>Sign in</p>", "", "</html>"),
    },
    Case {
        name: "an error's long message",
        status: 400,
        headers: "",
        fill: |length| {
            repeated(
                length,
                "{\"error\":{\"code\":\"c\",\"message\":\"",
                "x",
                "",
                "\"}}",
            )
        },
    },
    Case {
        name: "an error's long code and request id",
        status: 400,
        headers: "",
        fill: |length| {
            let mut body = repeated(length / 2, "{\"error\":{\"code\":\"", "\\n", "", "\"},");
            body.extend(repeated(
                length / 2,
                "\"meta\":{\"request_id\":\"",
                "x",
                "",
                "\"}}",
            ));
            body
        },
    },
    Case {
        name: "an error's details",
        status: 400,
        headers: "",
        fill: |length| {
            repeated(
                length,
                "{\"error\":{\"code\":\"c\",\"details\":{",
                "\"a\":1",
                ",",
                "}}}",
            )
        },
    },
    Case {
        name: "an error with unknown members",
        status: 400,
        headers: "",
        fill: |length| repeated(length, "{\"error\":{\"code\":\"c\"},", "\"a\":1", ",", "}"),
    },
    Case {
        name: "an error that is not UTF-8",
        status: 400,
        headers: "",
        fill: |length| {
            let mut body = repeated(
                length,
                "{\"error\":{\"code\":\"c\",\"message\":\"",
                "Z",
                "",
                "\"}}",
            );
            body.iter_mut()
                .filter(|byte| **byte == b'Z')
                .for_each(|byte| *byte = 0xff);
            body
        },
    },
    Case {
        name: "an error that repeats the key",
        status: 401,
        headers: "",
        fill: |length| {
            repeated(
                length,
                "{\"error\":{\"code\":\"c\",\"message\":\"",
                KEY,
                "",
                "\"}}",
            )
        },
    },
    Case {
        name: "an error of HTML",
        status: 502,
        headers: "content-type: text/html\r\n",
        fill: |length| repeated(length, "<html>", "<p>Bad gateway</p>", "", "</html>"),
    },
];

/// Requests on every second connection get the body, the others a small success.
fn serve(case: &'static Case) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let small = success(&[number()]).to_string().into_bytes();
        let large = (case.fill)(BODY);
        assert!(
            large.len() <= BODY && large.len() > BODY - 4096,
            "{}",
            large.len()
        );
        for stream in listener.incoming() {
            let (mut stream, mut first) = (stream.unwrap(), true);
            while read_head(&mut stream).is_some() {
                let (status, headers, body) = match std::mem::take(&mut first) {
                    true => (200, "", &small),
                    false => (case.status, case.headers, &large),
                };
                let length = body.len();
                let head =
                    format!("HTTP/1.1 {status} S\r\n{headers}content-length: {length}\r\n\r\n");
                let sent = stream
                    .write_all(head.as_bytes())
                    .and_then(|()| stream.write_all(body));
                if sent.is_err() {
                    break;
                }
            }
        }
    });
    url
}

fn read_head(stream: &mut TcpStream) -> Option<()> {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(read) if read > 0 => head.extend_from_slice(&buffer[..read]),
            _ => return None,
        }
    }
    Some(())
}

/// A line of `/proc/self/status`, in bytes.
fn status(name: &str) -> usize {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .unwrap();
    let kib: usize = line
        .trim_matches([':', ' ', '\t'])
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    kib << 10
}

/// The longest poll of a future.
struct Longest<F> {
    future: Pin<Box<F>>,
    poll: Duration,
}

impl<F: Future> Future for Longest<F> {
    type Output = (F::Output, Duration);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let begin = ThreadTime::now();
        let polled = self.future.as_mut().poll(context);
        self.poll = self.poll.max(begin.elapsed());
        polled.map(|output| (output, self.poll))
    }
}

/// The measurement, in its own process: peak memory, longest poll, longest error text.
#[test]
#[ignore = "run by the other test of this file"]
fn child() {
    let Ok(url) = std::env::var(URL) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let neo = Neo::builder().api_key(KEY).base_url(&url).build().unwrap();
        neo.phone_numbers_list().send().await.unwrap();
        let neo = neo.with(
            CallOptions::new()
                .attempts(1)
                .attempt_timeout(Duration::from_secs(80)),
        );
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let before = status("VmRSS");
        let future = Box::pin(neo.phone_numbers_list().send());
        let poll = Duration::ZERO;
        let (result, poll) = pin!(Longest { future, poll }).await;
        let peak = status("VmHWM").saturating_sub(before);
        let printed = match &result {
            Ok(_) => 0,
            Err(error) => {
                let mut longest = format!("{error}").len().max(format!("{error:?}").len());
                let mut source = std::error::Error::source(error);
                while let Some(error) = source {
                    longest = longest.max(format!("{error} {error:?}").len());
                    source = error.source();
                }
                longest
            }
        };
        println!("measured {peak} {} {printed}", poll.as_micros());
    });
}

#[test]
fn a_large_body_costs_less_than_three_times_its_size_and_does_not_block() {
    let mut wrong = Vec::new();
    for case in CASES {
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "child", "--nocapture"])
            .env(URL, serve(case))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&child.stdout);
        let measured = text.lines().find_map(|line| line.split_once("measured "));
        let Some((_, measured)) = measured else {
            panic!(
                "{}: {text} {}",
                case.name,
                String::from_utf8_lossy(&child.stderr)
            );
        };
        let numbers: Vec<usize> = measured.split(' ').map(|it| it.parse().unwrap()).collect();
        let [peak, micros, printed] = numbers[..] else {
            panic!("{measured}")
        };
        let line = format!(
            "{}: {:.2} times the body, {} ms, {printed} bytes printed",
            case.name,
            peak as f64 / BODY as f64,
            micros / 1000
        );
        println!("{line}");
        if peak >= 3 * BODY || micros > LONGEST || printed > 2000 {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The maximum for one poll, in microseconds of CPU time; debug builds are slower.
const LONGEST: usize = 100_000;
