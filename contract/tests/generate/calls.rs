//! Sends requests to its own listener and prints the first line of each.

use odd_names::{Client, types};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Responds to every request with 204, and returns the first line of the first.
async fn first_line(listener: &tokio::net::TcpListener) -> String {
    let (mut stream, _) = listener.accept().await.expect("a connection");
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        read.push(stream.read_u8().await.expect("a request"));
    }
    let response = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
    stream.write_all(response).await.expect("a response");
    let text = String::from_utf8_lossy(&read).into_owned();
    text.lines().next().unwrap_or_default().to_owned()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let client = Client::builder().base_url(&base).build().expect("a client");
    macro_rules! sent {
        ($call:expr) => {
            let (response, line) = tokio::join!($call.send(), first_line(&listener));
            let _ = response;
            println!("{line}");
        };
    }
    sent!(client.by_list(["a", "b/c", "d e"]));
    sent!(client.by_object(types::ByObjectObject::builder().k("v").n(7)));
    sent!(client.by_both([1, 2], types::ByBothObject::builder().role("admin").id(7)));
    let admin = || types::ByStyleObject::builder().role("admin").id(7);
    sent!(client.by_style([1, 2], admin(), "blue"));
    sent!(client.look());
    sent!(client.follow());

    // Arguments that would select another resource are not sent.
    for argument in ["..", ".", ""] {
        let error = client.by_list([argument]).send().await.expect_err(argument);
        assert!(error.to_string().contains("by_list"), "{error}");
    }
    for argument in [".", ""] {
        let error = client.by_style([1], admin(), argument).send().await.expect_err(argument);
        assert!(error.to_string().contains("by_style"), "{error}");
    }

    let text = r#"{"A":["x"],"a":"1","foo-bar":null,"fooBar":"2","foo_bar":3}"#;
    let names: types::Names = serde_json::from_str(text).expect("it decodes");
    let value: serde_json::Value = serde_json::from_str(text).expect("it decodes");
    assert_eq!(serde_json::to_value(&names).expect("it encodes"), value);
    let text = r#"{"Extra":"x","c":4,"extra":3}"#;
    let typed: types::ExtraTyped = serde_json::from_str(text).expect("it decodes");
    let value: serde_json::Value = serde_json::from_str(text).expect("it decodes");
    assert_eq!(serde_json::to_value(&typed).expect("it encodes"), value);
}
