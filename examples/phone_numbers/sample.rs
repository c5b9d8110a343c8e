//! A server on loopback with one response.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A key of the right form that opens nothing.
pub const KEY: &str = "neo_sk_sample_000000000000000000000000";

/// All five countries of the contract, one country and one status that it does not know, minutes that
/// were not counted, and a warning.
const BODY: &str = include_str!("sample.json");

/// Starts the server; it ends with the program.
pub async fn serve() -> std::io::Result<String> {
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
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    let request = String::from_utf8_lossy(&request);
    let (status, body) = if request.starts_with("GET /public-api/phone/numbers HTTP/1.1\r\n") {
        ("200 OK", BODY)
    } else {
        (
            "404 Not Found",
            r#"{"error":{"code":"not_found","message":"no such path"},"meta":{"request_id":null}}"#,
        )
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}
