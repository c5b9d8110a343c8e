//! A URL that is longer than can be sent.

use super::*;

async fn get(client: &Client, argument: usize) -> Result<Response<serde_json::Value>, Error> {
    json(client, "feedback_get", &[("link", &"x".repeat(argument))]).await
}

#[tokio::test]
async fn a_url_too_long_to_be_sent_is_refused_at_once() {
    let server = Server::always(200, &[], "{}").await;
    let neo = neo(&server.url);
    let longest = 65_534 - server.url.len() - "/api/feedback/".len();
    get(&neo, longest).await.unwrap();
    for more in [1, 2, 100_000] {
        let error = get(&neo, longest + more).await.unwrap_err();
        let Error::Request(refused) = &error else {
            panic!("{error}")
        };
        let RequestErrorKind::UrlTooLong { bytes, limit } = *refused.kind() else {
            panic!("{error}")
        };
        assert_eq!((bytes, limit), (65_534 + more, 65_534));
        assert!(error.attempts().is_empty());
        assert!(error.to_string().contains("65534"), "{error}");
        assert!(error.to_string().len() < 300);
    }
    assert_eq!(server.requests().len(), 1);
}
