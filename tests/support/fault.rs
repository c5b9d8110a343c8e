//! A scripted server on raw sockets that misbehaves.
#![allow(dead_code)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use super::{read_request, response, success};

/// The treatment of one request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// No fault: an empty list.
    Fine,
    /// A status, headers and body.
    Respond(u16, Vec<(&'static str, String)>, String),
    /// These bytes, then the end.
    Raw(Vec<u8>),
    /// Resets the connection before the response, or in the middle of its head or body.
    Reset(Stage),
    /// Closes the connection there, in an orderly way.
    Close(Stage),
    /// Sends nothing from there on, and keeps the connection open.
    Hang(Stage),
    /// One byte per second.
    Trickle,
    /// The stated length is longer (or shorter) than the body by this much.
    WrongLength(i64),
    /// This many bytes in chunks, without a stated length.
    Huge(usize),
}

/// The point where a response breaks off.
#[derive(Clone, Copy, Debug)]
pub enum Stage {
    Start,
    Head,
    Body,
}

/// A response with a documented error.
pub fn refusal(status: u16, headers: &[(&'static str, &str)]) -> Fault {
    let body = r#"{"error":{"code":"c","message":"m"},"meta":{"request_id":null}}"#;
    let headers = headers
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    Fault::Respond(status, headers.collect(), body.to_owned())
}

/// A success with this body.
pub fn body(body: &str) -> Fault {
    Fault::Respond(200, Vec::new(), body.to_owned())
}

/// A server whose requests meet the faults in order; the last one repeats.
pub struct FaultServer {
    pub url: String,
    seen: Arc<AtomicUsize>,
}

/// The state shared by the connections of a server.
struct Script {
    faults: Vec<Fault>,
    /// The body of a success.
    success: String,
}

impl FaultServer {
    pub async fn start(faults: Vec<Fault>) -> Self {
        Self::with_success(faults, success(&[super::number()]).to_string()).await
    }

    /// A success has this body instead of a list with one phone number.
    pub async fn with_success(faults: Vec<Fault>, success: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&seen);
        let script = Arc::new(Script { faults, success });
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (script, count) = (Arc::clone(&script), Arc::clone(&count));
                tokio::spawn(async move { serve(stream, &script, &count).await });
            }
        });
        Self { url, seen }
    }

    /// An address where nothing listens.
    pub async fn refusing() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        Self {
            url,
            seen: Arc::default(),
        }
    }

    /// The number of complete requests.
    pub fn seen(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: TcpStream, script: &Script, count: &AtomicUsize) -> Option<()> {
    loop {
        read_request(&mut stream).await?;
        let number = count.fetch_add(1, Ordering::SeqCst);
        let fault = script.faults.get(number).or(script.faults.last())?;
        let fine = response(200, &[], &script.success);
        let part = |stage: &Stage| match stage {
            Stage::Start => "",
            Stage::Head => &fine[..20],
            Stage::Body => &fine[..fine.len() - 40],
        };
        match fault {
            Fault::Fine => stream.write_all(fine.as_bytes()).await.ok()?,
            Fault::Respond(status, headers, body) => {
                let headers: Vec<(&str, &str)> = headers
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                let text = response(*status, &headers, body);
                stream.write_all(text.as_bytes()).await.ok()?;
            }
            Fault::Raw(bytes) => {
                stream.write_all(bytes).await.ok()?;
                return stream.shutdown().await.ok();
            }
            Fault::Reset(stage) => {
                stream.write_all(part(stage).as_bytes()).await.ok()?;
                // Written data arrives before the reset.
                sleep(Duration::from_millis(20)).await;
                return stream.set_zero_linger().ok();
            }
            Fault::Close(stage) => {
                stream.write_all(part(stage).as_bytes()).await.ok()?;
                return stream.shutdown().await.ok();
            }
            Fault::Hang(stage) => {
                stream.write_all(part(stage).as_bytes()).await.ok()?;
                sleep(Duration::from_secs(60)).await;
            }
            Fault::Trickle => {
                for byte in fine.bytes() {
                    stream.write_all(&[byte]).await.ok()?;
                    sleep(Duration::from_secs(1)).await;
                }
            }
            Fault::WrongLength(more) => {
                let (_, body) = fine.split_once("\r\n\r\n")?;
                let length = i64::try_from(body.len()).ok()? + more;
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
                stream.write_all((head + body).as_bytes()).await.ok()?;
                return stream.shutdown().await.ok();
            }
            Fault::Huge(bytes) => {
                let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
                stream.write_all(head.as_bytes()).await.ok()?;
                let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
                for _ in 0..bytes / 0x10000 {
                    stream.write_all(chunk.as_bytes()).await.ok()?;
                }
                stream.write_all(b"0\r\n\r\n").await.ok()?;
            }
        }
    }
}
