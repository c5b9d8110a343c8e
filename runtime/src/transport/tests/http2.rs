//! What the HTTP client does by itself over HTTP/2, where a server can refuse a request that it has read.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::start_run;
use crate::error::ConfigurationError;
use crate::transport::Connections;
use crate::{CallOptions, Client};

/// How a request is refused.
#[derive(Clone, Copy, Debug)]
enum Refusal {
    /// RST_STREAM with REFUSED_STREAM.
    Stream,
    /// GOAWAY, as if the request was never seen.
    GoAway,
}

/// Refuses every request once its body is there; counts them.
async fn server(refusal: Refusal) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, refusal, Arc::clone(&count)));
        }
    });
    (url, seen)
}

async fn serve(
    mut stream: TcpStream,
    refusal: Refusal,
    seen: Arc<AtomicUsize>,
) -> std::io::Result<()> {
    const DATA: u8 = 0;
    const SETTINGS: u8 = 4;
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await?;
    stream
        .write_all(&[0, 0, 0, SETTINGS, 0, 0, 0, 0, 0])
        .await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; length as usize];
        stream.read_exact(&mut payload).await?;
        match (head[3], head[4]) {
            (SETTINGS, 0) => {
                stream
                    .write_all(&[0, 0, 0, SETTINGS, 1, 0, 0, 0, 0])
                    .await?
            }
            (DATA, _) if length > 0 => {
                seen.fetch_add(1, Ordering::SeqCst);
                let mut frame = match refusal {
                    Refusal::Stream => vec![0, 0, 4, 3, 0, head[5], head[6], head[7], head[8]],
                    // The last stream that was looked at: none.
                    Refusal::GoAway => vec![0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                };
                let code = match refusal {
                    Refusal::Stream => [0, 0, 0, 7],
                    Refusal::GoAway => [0, 0, 0, 0],
                };
                frame.extend_from_slice(&code);
                stream.write_all(&frame).await?;
            }
            _ => {}
        }
    }
}

/// A client as the builder makes it, that begins with HTTP/2.
pub fn neo(url: &str) -> Client {
    let mut neo = super::neo(url);
    let shared = Arc::get_mut(&mut neo.shared).unwrap();
    let base = shared.base.clone();
    let made = move || {
        crate::client::http_client(&base, Duration::from_secs(5))
            .http2_prior_knowledge()
            .build()
            .map_err(ConfigurationError::Client)
    };
    shared.connections = Connections::made(made).unwrap();
    neo
}

#[tokio::test]
async fn no_request_is_sent_again_behind_the_call_s_back() {
    for refusal in [Refusal::Stream, Refusal::GoAway] {
        let (url, seen) = server(refusal).await;
        let error = start_run(&neo(&url)).await.unwrap_err();
        assert_eq!(error.attempts().len(), 1, "{error}");
        assert_eq!(seen.load(Ordering::SeqCst), 1, "{refusal:?}");

        // Marked as safe to repeat: as often as the history says.
        let (url, seen) = server(refusal).await;
        let neo = neo(&url).with(CallOptions::new().repeatable(true));
        let error = start_run(&neo).await.unwrap_err();
        assert_eq!(error.attempts().len(), 3, "{error}");
        assert_eq!(seen.load(Ordering::SeqCst), 3, "{refusal:?}");
    }
}
