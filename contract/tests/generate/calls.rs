//! Sends requests to a listener of its own and prints the first line of each.

use odd_names::{Client, types};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Answers every request with 204, and gives back the first line of the first.
async fn first_line(listener: &tokio::net::TcpListener) -> String {
    let (mut stream, _) = listener.accept().await.expect("a connection");
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        read.push(stream.read_u8().await.expect("a request"));
    }
    let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
    stream.write_all(answer).await.expect("an answer");
    let text = String::from_utf8_lossy(&read).into_owned();
    text.lines().next().unwrap_or_default().to_owned()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let client = Client::new_with_client(&base, reqwest::Client::new(), ());
    macro_rules! sent {
        ($call:expr) => {
            let (answer, line) = tokio::join!($call.send(), first_line(&listener));
            let _ = answer;
            println!("{line}");
        };
    }
    let texts = |texts: &[&str]| -> Vec<String> { texts.iter().map(|it| it.to_string()).collect() };
    sent!(client.by_list().list(texts(&["a", "b/c", "d e"])));
    let object = types::ByObjectObject::builder().k("v".to_string()).n(7);
    sent!(client.by_object().object(types::ByObjectObject::try_from(object).expect("an object")));
    let both = types::ByBothObject::builder().role("admin".to_string()).id(7);
    sent!(client.by_both().list(vec![1, 2]).object(types::ByBothObject::try_from(both).expect("an object")));
    sent!(client.look());
    sent!(client.follow());

    let text = r#"{"A":["x"],"a":"1","foo-bar":null,"fooBar":"2","foo_bar":3}"#;
    let names: types::Names = serde_json::from_str(text).expect("it decodes");
    let value: serde_json::Value = serde_json::from_str(text).expect("it decodes");
    assert_eq!(serde_json::to_value(&names).expect("it encodes"), value);
    let text = r#"{"Extra":"x","c":4,"extra":3}"#;
    let typed: types::ExtraTyped = serde_json::from_str(text).expect("it decodes");
    let value: serde_json::Value = serde_json::from_str(text).expect("it decodes");
    assert_eq!(serde_json::to_value(&typed).expect("it encodes"), value);
}
