//! The thread that answers.

use std::io;
use std::net::ToSocketAddrs;
use std::sync::Arc;

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::http;
use super::script::Script;

/// Ends the thread when it is dropped.
pub(super) struct Stop {
    _ends: oneshot::Sender<()>,
}

/// Starts the server; returns the base URL.
pub(super) fn start(
    service: Arc<Script>,
    address: impl ToSocketAddrs,
) -> io::Result<(String, Stop)> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (sender, mut dropped) = oneshot::channel::<()>();
    std::thread::Builder::new()
        .name("api-mock".to_owned())
        .spawn(move || {
            runtime.block_on(async move {
                let Ok(listener) = TcpListener::from_std(listener) else {
                    return;
                };
                loop {
                    tokio::select! {
                        _ = &mut dropped => return,
                        accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                            tokio::spawn(serve(stream, Arc::clone(&service)));
                        },
                    }
                }
            });
        })?;
    Ok((url, Stop { _ends: sender }))
}

async fn serve(mut stream: TcpStream, service: Arc<Script>) {
    // Answers are small, and must not wait for one another.
    stream.set_nodelay(true).ok();
    while let Ok(Some(request)) = http::read(&mut stream).await {
        let (is_head, is_last) = (request.method == "HEAD", request.is_last);
        let reply = service.respond(request);
        tokio::time::sleep(reply.delay).await;
        let (bytes, goes_on) = http::write(&reply, is_head);
        if stream.write_all(&bytes).await.is_err() || !goes_on || is_last {
            return;
        }
    }
}
