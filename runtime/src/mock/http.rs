//! As much of HTTP/1.1 (RFC 9112) as clients of an API speak.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::reply::{Content, Reply};
use super::request::Request;

/// Larger requests are not read.
const LARGEST: usize = 256 << 20;

/// One request; None when the client has ended the connection.
pub(super) async fn read<S>(stream: &mut S) -> io::Result<Option<Request>>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = find(&bytes, b"\r\n\r\n") {
            break bytes.drain(..end + 4).collect::<Vec<u8>>();
        }
        if !more(stream, &mut bytes).await? {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let mut request = Request {
        operation: None,
        method: first.next().unwrap_or_default().to_owned(),
        target: first.next().unwrap_or_default().to_owned(),
        headers: lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        body: Vec::new(),
        is_last: first.next() == Some("HTTP/1.0"),
    };
    let is = |name: &str, value: &str| {
        let found = request.header(name);
        found.is_some_and(|it| it.to_ascii_lowercase().contains(value))
    };
    let (is_last, waits) = (is("connection", "close"), is("expect", "100-continue"));
    request.is_last |= is_last;
    if waits {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    if request.header("transfer-encoding").is_some() {
        request.body = chunks(stream, bytes).await?;
        return Ok(Some(request));
    }
    let length = request
        .header("content-length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    while bytes.len() < length {
        if !more(stream, &mut bytes).await? {
            return Ok(None);
        }
    }
    // Clients do not send a request before the last one is answered.
    bytes.truncate(length);
    request.body = bytes;
    Ok(Some(request))
}

/// A chunked body (RFC 9112, section 7.1).
async fn chunks<S: AsyncRead + Unpin>(stream: &mut S, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let Some(end) = find(&bytes, b"\r\n") else {
            if !more(stream, &mut bytes).await? {
                return Ok(body);
            }
            continue;
        };
        let line: Vec<u8> = bytes.iter().copied().take(end).collect();
        let size = String::from_utf8_lossy(&line);
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16)
            .map_err(io::Error::other)?;
        while bytes.len() < end + 2 + size + 2 {
            if !more(stream, &mut bytes).await? {
                return Ok(body);
            }
        }
        body.extend(bytes.drain(..end + 2 + size + 2).skip(end + 2).take(size));
        if size == 0 {
            return Ok(body);
        }
    }
}

async fn more<S: AsyncRead + Unpin>(stream: &mut S, bytes: &mut Vec<u8>) -> io::Result<bool> {
    if bytes.len() > LARGEST {
        return Err(io::Error::other("the request is too large"));
    }
    Ok(stream.read_buf(bytes).await? > 0)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}

/// The bytes of a response, and whether the connection stays open after it.
pub(super) fn write(reply: &Reply, is_head: bool) -> (Vec<u8>, bool) {
    let body = match &reply.content {
        Content::Nothing | Content::Sample(_) | Content::Error(..) => return (Vec::new(), false),
        Content::Raw(bytes) => return (cut(bytes, 0, reply), !reply.cut_off),
        Content::Body(body) => body,
    };
    let status = reply.status.unwrap_or(200);
    let mut bytes = format!("HTTP/1.1 {status} Status\r\n").into_bytes();
    for (name, value) in &reply.headers {
        bytes.extend(format!("{name}: {value}\r\n").into_bytes());
    }
    if !matches!(status, 204 | 304) {
        bytes.extend(format!("content-length: {}\r\n", body.len()).into_bytes());
    }
    bytes.extend(b"\r\n");
    let head = bytes.len();
    if !is_head {
        bytes.extend(body);
    }
    (cut(&bytes, head, reply), !reply.cut_off)
}

fn cut(bytes: &[u8], head: usize, reply: &Reply) -> Vec<u8> {
    let length = if reply.cut_off {
        head + bytes.len().saturating_sub(head) / 2
    } else {
        bytes.len()
    };
    bytes.iter().copied().take(length).collect()
}
