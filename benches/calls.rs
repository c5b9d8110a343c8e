//! 100,000 calls through one client: how long they take, and whether memory stays flat.
//!
//! ```text
//! cargo bench --bench calls
//! ```

use std::time::Instant;

use neo_api::Neo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const CALLS: usize = 100_000;
const AT_ONCE: usize = 64;

#[tokio::main]
async fn main() {
    // `cargo test --all-targets` also runs this, to check that it starts.
    let calls = if std::env::args().any(|argument| argument == "--bench") {
        CALLS
    } else {
        1_000
    };
    let url = serve().await.expect("a port on loopback");
    let neo = Neo::builder()
        .api_key("neo_sk_bench_0123456789")
        .base_url(&url)
        .build()
        .expect("a client");
    println!("{:>8}  {:>8}  {:>10}", "calls", "seconds", "resident");
    let begin = Instant::now();
    let step = calls / 10;
    for round in 0..=10 {
        if round > 0 {
            run(&neo, step).await;
        }
        println!(
            "{:>8}  {:>8.2}  {:>7} kB",
            round * step,
            begin.elapsed().as_secs_f64(),
            resident()
        );
    }
}

async fn run(neo: &Neo, calls: usize) {
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|worker| {
            let neo = neo.clone();
            let share = calls / AT_ONCE + usize::from(worker < calls % AT_ONCE);
            tokio::spawn(async move {
                for _ in 0..share {
                    let numbers = neo.phone_numbers_list().send().await.expect("a success");
                    assert_eq!(numbers.data.len(), 6);
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.expect("no panic");
    }
}

/// A server that responds to everything with the example's samples.
async fn serve() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(respond(stream));
        }
    });
    Ok(url)
}

async fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    let body = include_str!("../examples/phone_numbers/sample.json");
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut request = Vec::new();
    loop {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            stream.write_all(response.as_bytes()).await?;
        }
    }
}

/// Resident memory of this process, including the server, in kB; 0 if unknown.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}
