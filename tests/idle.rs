//! The number of open connections after many concurrent calls.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use neo_api::{CallOptions, Neo};
use support::{KEY, read_request, response, success};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;

const CALLS: usize = 300;
const MOST_IDLE: usize = 32;

/// Responds once all calls have arrived, and counts open connections.
async fn server() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let open = Arc::new(AtomicUsize::new(0));
    let (count, all) = (Arc::clone(&open), Arc::new(Barrier::new(CALLS)));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (count, all) = (Arc::clone(&count), Arc::clone(&all));
            tokio::spawn(async move {
                count.fetch_add(1, Ordering::SeqCst);
                serve(stream, &all).await;
                count.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    (url, open)
}

async fn serve(mut stream: TcpStream, all: &Barrier) -> Option<()> {
    let body = response(200, &[], &success(&[]).to_string());
    loop {
        read_request(&mut stream).await?;
        all.wait().await;
        stream.write_all(body.as_bytes()).await.ok()?;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_calls_at_once_leave_few_connections_open() {
    let (url, open) = server().await;
    // Without pacing, so all calls are in flight at once.
    let neo = Neo::builder()
        .api_key(KEY)
        .base_url(&url)
        .pacing(false)
        .timeout(Duration::from_secs(80))
        .attempt_timeout(Duration::from_secs(80))
        .build()
        .unwrap()
        .with(CallOptions::new().attempts(1));
    let most = Arc::new(AtomicUsize::new(0));
    let calls: Vec<_> = (0..CALLS)
        .map(|_| {
            let (neo, open, most) = (neo.clone(), Arc::clone(&open), Arc::clone(&most));
            tokio::spawn(async move {
                neo.phone_numbers_list().send().await.unwrap();
                most.fetch_max(open.load(Ordering::SeqCst), Ordering::SeqCst);
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    assert!(most.load(Ordering::SeqCst) > MOST_IDLE);
    // Connections beyond the limit are closed immediately; the server notices a moment later.
    let fewer = async {
        while open.load(Ordering::SeqCst) > MOST_IDLE {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let fewer = tokio::time::timeout(Duration::from_secs(20), fewer).await;
    let open = open.load(Ordering::SeqCst);
    assert!(
        fewer.is_ok(),
        "{open} connections are open after {CALLS} calls"
    );
    assert!(open > 0, "none is kept for the next call");
}
