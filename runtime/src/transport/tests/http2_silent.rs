//! HTTP/2 connections that go silent: the request is not sent into them again, and a ping finds them out.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use super::http2::neo;
use super::*;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const ACK: u8 = 1;
const END_STREAM: u8 = 1;

/// How a connection behaves.
#[derive(Clone, Copy)]
struct Manners {
    /// How long after a request its response comes, if it comes.
    responds: Option<Duration>,
    pongs: bool,
}

const GOOD: Manners = Manners {
    responds: Some(Duration::ZERO),
    pongs: true,
};
const SILENT: Manners = Manners {
    responds: None,
    pongs: false,
};

/// Counts the requests of each connection, and the connections that were closed.
#[derive(Default)]
struct Counts {
    requests: Mutex<Vec<usize>>,
    closed: AtomicUsize,
}

impl Counts {
    fn requests(&self) -> Vec<usize> {
        self.requests.lock().unwrap().clone()
    }
}

/// Each connection behaves as the next of these; the last one stays.
async fn server(manners: &'static [Manners]) -> (String, Arc<Counts>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let counts = Arc::new(Counts::default());
    let shared = Arc::clone(&counts);
    tokio::spawn(async move {
        for number in 0.. {
            let (stream, _) = listener.accept().await.unwrap();
            shared.requests.lock().unwrap().push(0);
            let manners = manners.get(number).or(manners.last()).copied().unwrap();
            let counts = Arc::clone(&shared);
            tokio::spawn(async move {
                let _ = serve(stream, manners, number, &counts).await;
                counts.closed.fetch_add(1, Ordering::SeqCst);
            });
        }
    });
    (url, counts)
}

async fn serve(
    stream: TcpStream,
    manners: Manners,
    number: usize,
    counts: &Counts,
) -> std::io::Result<()> {
    let (mut reader, mut writer) = stream.into_split();
    let (sender, mut frames) = tokio::sync::mpsc::unbounded_channel();
    let reading = async move {
        reader.read_exact(&mut [0; 24]).await?;
        loop {
            let mut head = [0; 9];
            reader.read_exact(&mut head).await?;
            let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
            let mut payload = vec![0; length as usize];
            reader.read_exact(&mut payload).await?;
            let _ = sender.send((head, payload));
        }
    };
    tokio::spawn(async move {
        let ended: std::io::Result<()> = reading.await;
        ended
    });
    frame(&mut writer, SETTINGS, 0, [0; 4], &[]).await?;
    // In order of their time, which is the order of the requests.
    let mut responses = std::collections::VecDeque::new();
    loop {
        let (time, id) = match responses.front() {
            Some((time, id)) => (*time, Some(*id)),
            None => (Instant::now() + Duration::from_secs(3600), None),
        };
        let (head, payload) = tokio::select! {
            frame = frames.recv() => match frame {
                Some(frame) => frame,
                None => return Ok(()),
            },
            () = tokio::time::sleep_until(time) => {
                responses.pop_front();
                // `:status: 200`, from HPACK's static table.
                frame(&mut writer, HEADERS, 4, id.unwrap(), &[0x88]).await?;
                frame(&mut writer, DATA, END_STREAM, id.unwrap(), b"{}").await?;
                continue;
            }
        };
        match (head[3], head[4]) {
            (SETTINGS, 0) => frame(&mut writer, SETTINGS, ACK, [0; 4], &[]).await?,
            (PING, 0) if manners.pongs => frame(&mut writer, PING, ACK, [0; 4], &payload).await?,
            (DATA | HEADERS, flags) if flags & END_STREAM > 0 => {
                counts.requests.lock().unwrap()[number] += 1;
                let id = [head[5], head[6], head[7], head[8]];
                responses.extend(manners.responds.map(|after| (Instant::now() + after, id)));
            }
            _ => {}
        }
    }
}

async fn frame(
    stream: &mut OwnedWriteHalf,
    kind: u8,
    flags: u8,
    id: [u8; 4],
    payload: &[u8],
) -> std::io::Result<()> {
    let length = u8::try_from(payload.len()).unwrap();
    let mut bytes = vec![0, 0, length, kind, flags];
    bytes.extend_from_slice(&id);
    bytes.extend_from_slice(payload);
    stream.write_all(&bytes).await
}

fn outcomes(attempts: &[crate::Attempt]) -> Vec<String> {
    let outcomes = attempts.iter().map(|attempt| attempt.outcome.to_string());
    outcomes.collect()
}

#[tokio::test]
async fn the_attempt_after_a_timeout_opens_another_connection() {
    let (url, counts) = server(&[SILENT, GOOD]).await;
    let options = CallOptions::new()
        .repeatable(true)
        .attempt_timeout(Duration::from_millis(500));
    let neo = neo(&url).with(options);
    // Four at once: together they leave the connection behind, and share the next.
    let calls = [(); 4].map(|()| {
        let neo = neo.clone();
        tokio::spawn(async move { start_run(&neo).await })
    });
    for call in calls {
        let response = call.await.unwrap().unwrap();
        assert_eq!(outcomes(response.attempts()), ["timed out", "status 200"]);
    }
    assert_eq!(counts.requests(), [4, 4]);
    // No call keeps the silent one.
    while counts.closed.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // Later calls stay with the one that works.
    start_run(&neo).await.unwrap();
    assert_eq!(counts.requests(), [4, 5]);
}

#[tokio::test]
async fn no_two_attempts_go_into_one_silent_connection() {
    let (url, counts) = server(&[SILENT]).await;
    let options = CallOptions::new()
        .repeatable(true)
        .attempt_timeout(Duration::from_millis(200));
    let error = start_run(&neo(&url).with(options)).await.unwrap_err();
    assert_eq!(outcomes(error.attempts()), ["timed out"; 3]);
    assert_eq!(counts.requests(), [1, 1, 1]);
}

/// A POST that may not be repeated leaves the next call a connection of its own.
#[tokio::test]
async fn the_next_call_does_not_go_into_the_connection_of_one_that_timed_out() {
    let (url, counts) = server(&[SILENT, GOOD]).await;
    let neo = neo(&url);
    let hasty = neo.with(CallOptions::new().timeout(Duration::from_millis(300)));
    start_run(&hasty).await.unwrap_err();
    start_run(&neo).await.unwrap();
    assert_eq!(counts.requests(), [1, 1]);
}

#[tokio::test]
async fn a_ping_tells_a_silent_connection_from_a_slow_response() {
    let long = CallOptions::new().attempt_timeout(Duration::from_secs(60));
    let silent = async {
        let (url, counts) = server(&[SILENT]).await;
        let error = start_run(&neo(&url).with(long.clone())).await.unwrap_err();
        assert_eq!(
            outcomes(error.attempts()),
            ["the connection was interrupted"]
        );
        assert_eq!(counts.requests(), [1]);
    };
    let slow = async {
        let slow = Manners {
            responds: Some(Duration::from_secs(20)),
            pongs: true,
        };
        let (url, counts) = server(Box::leak(Box::new([slow]))).await;
        let response = start_run(&neo(&url).with(long.clone())).await.unwrap();
        assert_eq!(outcomes(response.attempts()), ["status 200"]);
        assert_eq!(counts.requests(), [1]);
    };
    tokio::join!(silent, slow);
}
