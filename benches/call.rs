//! The cost of a call, compared with reqwest and hand-written structs.
//!
//! ```text
//! cargo bench --bench call
//! ```
//!
//! The service runs in its own process. Both clients decode the same fields. Rounds alternate, which spreads noise
//! evenly. CPU time is that of this process, whose runtime has one thread.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

const SIZES: [usize; 3] = [1, 10, 1_000];
const KEY: &str = "neo_sk_bench_0123456789";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|it| it == "--serve") {
        return serve();
    }
    // `cargo test --all-targets` also runs this, to check that it starts.
    let measured = arguments.iter().any(|it| it == "--bench");
    let (mut child, url) = server();
    println!(
        "{:>7} {:>4}  {:<12} {:>10} {:>10} {:>8} {:>8} {:>12} {:>8} {:>6}",
        "numbers",
        "at once",
        "client",
        "calls/s",
        "µs CPU",
        "p50 µs",
        "p99 µs",
        "allocations",
        "× CPU",
        "± %"
    );
    for numbers in SIZES {
        for at_once in [1, 16, 256] {
            let calls = match (measured, numbers) {
                (false, _) => at_once,
                (true, 1_000) => 1_000,
                (true, _) => 20_000,
            };
            compare(
                &format!("{url}/{numbers}"),
                numbers,
                at_once,
                calls,
                if measured { 9 } else { 1 },
            );
        }
    }
    child.kill().ok();
}

/// One of the clients.
#[derive(Clone)]
enum Client {
    Own(neo_api::Neo),
    /// The same client, with spans enabled and dropped.
    Traced(neo_api::Neo),
    Bare(reqwest::Client, String),
}

impl Client {
    async fn call(&self) -> usize {
        match self {
            Self::Own(neo) | Self::Traced(neo) => neo
                .phone_numbers_list()
                .send()
                .await
                .expect("a success")
                .data
                .len(),
            Self::Bare(http, url) => {
                let request = http
                    .get(url)
                    .header("accept", "application/json")
                    .bearer_auth(KEY);
                let response = request.send().await.expect("a response");
                let body: Numbers = response.json().await.expect("a success");
                body.data.len()
            }
        }
    }
}

fn compare(base: &str, numbers: usize, at_once: usize, calls: usize, rounds: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let neo = neo_api::Neo::builder()
        .api_key(KEY)
        .base_url(base)
        .build()
        .expect("a client");
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(5))
        .build()
        .expect("a client");
    let clients = [
        ("neo-api", Client::Own(neo.clone())),
        ("and traced", Client::Traced(neo)),
        (
            "reqwest",
            Client::Bare(http, format!("{base}/public-api/phone/numbers")),
        ),
    ];
    let mut seen = [const { Vec::new() }; 3];
    for (_, client) in &clients {
        // Connections are opened before the measurement.
        runtime.block_on(run(client, at_once, at_once * 2));
    }
    for round in 0..rounds {
        for turn in 0..3 {
            let index = (round + turn) % 3;
            seen[index].push(runtime.block_on(run(&clients[index].1, at_once, calls)));
        }
    }
    let bare = clients.len() - 1;
    for (index, (name, client)) in clients.iter().enumerate() {
        let of = |get: fn(&Seen) -> f64| median(&seen[index].iter().map(get).collect::<Vec<_>>());
        let _traced = traced(client);
        let counted = allocation_counter::measure(|| {
            runtime.block_on(async {
                for _ in 0..20 {
                    client.call().await;
                }
            });
        });
        let ratios: Vec<f64> = (0..rounds)
            .map(|round| seen[index][round].cpu / seen[bare][round].cpu)
            .collect();
        let (ratio, spread) = if index != bare {
            (
                format!("{:.3}", median(&ratios)),
                format!("{:.1}", spread(&ratios)),
            )
        } else {
            (String::new(), String::new())
        };
        println!(
            "{numbers:>7} {at_once:>7}  {name:<12} {:>10.0} {:>10.1} {:>8.0} {:>8.0} {:>12} {ratio:>8} {spread:>6}",
            of(|it| it.rate),
            of(|it| it.cpu * 1e6),
            of(|it| it.p50 * 1e6),
            of(|it| it.p99 * 1e6),
            counted.count_total / 20,
        );
    }
}

/// The measurements of one round; times in seconds.
struct Seen {
    rate: f64,
    cpu: f64,
    p50: f64,
    p99: f64,
}

async fn run(client: &Client, at_once: usize, calls: usize) -> Seen {
    let _traced = traced(client);
    let (begin, cpu) = (Instant::now(), ProcessTime::now());
    let workers = (0..at_once).map(|worker| {
        let client = client.clone();
        let share = calls / at_once + usize::from(worker < calls % at_once);
        async move {
            let mut times = Vec::with_capacity(share);
            for _ in 0..share {
                let begin = Instant::now();
                client.call().await;
                times.push(begin.elapsed().as_secs_f64());
            }
            times
        }
    });
    let tasks: Vec<_> = workers.map(|worker| tokio::task::spawn(worker)).collect();
    let mut times = Vec::with_capacity(calls);
    for task in tasks {
        times.extend(task.await.expect("no panic"));
    }
    let (took, cpu) = (begin.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64());
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times
            .get((times.len() as f64 * share) as usize)
            .copied()
            .unwrap_or(f64::NAN)
    };
    Seen {
        rate: calls as f64 / took,
        cpu: cpu / calls as f64,
        p50: at(0.5),
        p99: at(0.99),
    }
}

/// Enables spans for a client with tracing.
fn traced(client: &Client) -> Option<tracing::subscriber::DefaultGuard> {
    matches!(client, Client::Traced(_)).then(|| tracing::subscriber::set_default(Nobody::default()))
}

/// Accepts all spans and events and stores nothing: this measures the crate's own cost.
#[derive(Default)]
struct Nobody(AtomicU64);

impl Subscriber for Nobody {
    // Asked each time, because rounds of the untraced client come in between.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("neo_api")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Half the interquartile range, in per cent of the median.
fn spread(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: usize| {
        sorted
            .get(sorted.len() * share / 4)
            .copied()
            .unwrap_or(f64::NAN)
    };
    (at(3) - at(1)) / 2.0 / median(values) * 100.0
}

/// The service, started in its own process.
fn server() -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .arg("--serve")
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut line = String::new();
    let out = child.stdout.take().expect("its output");
    BufReader::new(out)
        .read_line(&mut line)
        .expect("its address");
    (child, line.trim().to_owned())
}

fn serve() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("http://{}", listener.local_addr().expect("an address"));
        std::io::stdout().flush().ok();
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(respond(stream));
        }
    });
}

/// `/N/public-api/phone/numbers` returns N numbers.
async fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let responses = SIZES.map(|numbers| (format!("GET /{numbers}/"), response(numbers)));
    let mut request = Vec::new();
    loop {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
        if request.ends_with(b"\r\n\r\n") {
            let of = |(begin, _): &&(String, _)| request.starts_with(begin.as_bytes());
            let (_, response) = responses.iter().find(of).expect("a known size");
            stream.write_all(response).await?;
            request.clear();
        }
    }
}

fn response(numbers: usize) -> Vec<u8> {
    let number = r#"{"id": 41, "number": "+12025550123", "country": ["US", "+1", null, null], "status": "ACTIVE", "minutes_used_this_month": 1284, "psa_settings": {"board": "Voice", "priority": 2.5}, "agent_settings": {"greeting": "Hello"}, "created_at": "2026-01-03T16:45:12.304511Z", "updated_at": "2026-01-03T16:45:12.304511Z"}"#;
    let body = format!(
        "{{\"data\": [{}], \"meta\": {{\"request_id\": \"0f8fad5b-d9cb-469f-a165-70867728950e\", \"timings_ms\": {{\"total\": 1.5}}}}}}",
        vec![number; numbers].join(", ")
    );
    let mut text = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nx-ratelimit-limit: 1000000\r\nx-ratelimit-remaining: 999999\r\nx-ratelimit-reset: 4102444800\r\n\r\n",
        body.len()
    )
    .into_bytes();
    text.extend(body.into_bytes());
    text
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Numbers {
    data: Vec<Number>,
    meta: Meta,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Meta {
    request_id: uuid::Uuid,
    timings_ms: std::collections::BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Number {
    id: i64,
    number: String,
    country: (String, String, Option<String>, Option<String>),
    status: String,
    minutes_used_this_month: Option<i64>,
    psa_settings: Box<serde_json::value::RawValue>,
    agent_settings: Box<serde_json::value::RawValue>,
    created_at: chrono::DateTime<chrono::Utc>,
    updated_at: chrono::DateTime<chrono::Utc>,
}
