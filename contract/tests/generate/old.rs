//! Calls a mock of a contract in OpenAPI 3.0.

use old_contract::{Client, SERVICE, mock, operations};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let contract: serde_json::Value = serde_json::from_str(SERVICE.contract()).expect("JSON");
    let version = contract["openapi"].as_str().expect("a version");
    assert!(version.starts_with("3.1"), "{version}");

    let mock = mock::Mock::<Client>::start().expect("a port");
    let sample = mock.client().look().send().await.expect("a valid response");
    assert!(sample.data.b > 0, "{}", sample.data.b);

    // The first member allows null, so only the second one is wrong.
    let wrong = serde_json::json!({ "a": null, "b": "x" });
    mock.on::<operations::Look>().reply(mock::Reply::json(&wrong));
    let error = mock.client().look().send().await.expect_err("it does not decode");
    let text = error.to_string();
    assert!(text.contains("/b") && !text.contains("/a:"), "{text}");
}
