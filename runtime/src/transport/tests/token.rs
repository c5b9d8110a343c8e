//! Access tokens that an async function gives.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::*;
use crate::error::TimeoutErrorKind;
use crate::{Token, TokenRequest};

/// A service that takes one token, and refuses others with 401.
async fn server(good: &'static str) -> Server {
    Server::start(move |_, request| {
        if request.contains(&format!("Bearer {good}")) {
            response(200, &[], r#"{"ok":true}"#)
        } else {
            let sent = request
                .lines()
                .find(|it| it.to_ascii_lowercase().starts_with("authorization"));
            let sent = sent.unwrap_or_default();
            let body =
                json!({"error": {"code": "unauthorized", "message": format!("bad: {sent}")}});
            response(401, &[], &body.to_string())
        }
    })
    .await
}

use serde_json::json;

fn client<F, Fut, T, E>(url: &str, provider: F) -> Client
where
    F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Token>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let builder = ClientBuilder::<Runs>::new()
        .base_url(url)
        .token_provider(provider);
    builder.build().unwrap().0
}

const OLD: &str = "token-old-0123456789";
const NEW: &str = "token-new-0123456789";

#[tokio::test]
async fn a_refused_token_is_replaced_once_also_for_a_post() {
    let server = server(NEW).await;
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let client = client(&server.url, move |request| {
        log.lock().unwrap().push(request.last_was_refused());
        async move {
            let token = if request.last_was_refused() { NEW } else { OLD };
            Ok::<_, std::io::Error>(Token::new(token).valid_for(Duration::from_secs(60)))
        }
    });
    // Only one attempt: a request with another token does not count as a retry.
    let client = client.with(CallOptions::new().attempts(1));
    let run = start_run(&client).await.unwrap();
    assert_eq!(run.attempts().len(), 2);
    assert_eq!(run.attempts()[0].wait, Some(Duration::ZERO));
    assert_eq!(*asked.lock().unwrap(), [false, true]);
    let sent = server.requests();
    assert!(sent[0].contains(OLD) && sent[1].contains(NEW) && !sent[1].contains(OLD));
    assert!(sent.iter().all(|it| it.ends_with(r#"{"a":1}"#)), "{sent:?}");

    // It is kept for as long as it is valid.
    for _ in 0..3 {
        start_run(&client).await.unwrap();
    }
    assert_eq!(asked.lock().unwrap().len(), 2);
    // Operations without a credential do not ask.
    super::json(&client, "feedback_get", &[("link", "a")])
        .await
        .unwrap_err();
    assert_eq!(asked.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn without_a_time_it_is_asked_for_each_call_and_a_second_refusal_stands() {
    let server = server("another-0123456789").await;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let different = client(&server.url, move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, std::io::Error>(format!("token-{number}-0123456789")) }
    });
    for calls in 1..3 {
        let error = start_run(&different).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 401);
        assert_eq!(error.attempts().len(), 2, "{error}");
        assert_eq!(asked.load(Ordering::SeqCst), 2 * calls);
        // What the service repeats of a token is not shown.
        let shown = format!(
            "{error} {error:?} {error:#?} {}",
            String::from_utf8_lossy(error.body().unwrap())
        );
        assert!(!shown.contains("token-"), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }

    let same = client(&server.url, |_| async { Ok::<_, std::io::Error>(OLD) });
    let before = server.requests().len();
    let error = start_run(&same).await.unwrap_err();
    assert_eq!(server.requests().len(), before + 1);
    assert!(
        error
            .to_string()
            .contains("returned the refused token again"),
        "{error}"
    );
    assert!(!format!("{same:?}").contains(OLD));
}

#[tokio::test]
async fn concurrent_calls_share_one_token() {
    let server = server(NEW).await;
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let client = client(&server.url, move |request| {
        log.lock().unwrap().push(request.last_was_refused());
        async move {
            tokio::time::sleep(Duration::from_millis(200)).await;
            let token = if request.last_was_refused() { NEW } else { OLD };
            Ok::<_, std::io::Error>(Token::new(token).valid_for(Duration::from_secs(60)))
        }
    });
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { start_run(&client).await.map(|run| run.attempts().len()) })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), 2);
    }
    assert_eq!(*asked.lock().unwrap(), [false, true]);
    assert_eq!(server.requests().len(), 40);
}

#[tokio::test]
async fn a_provider_that_fails_is_an_error_of_its_own() {
    let server = server(NEW).await;
    let failing = client(&server.url, |_| async {
        Err::<Token, _>(std::io::Error::other("the vault is sealed"))
    });
    let error = start_run(&failing).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error}");
    assert_eq!(error.operation(), Some("run_start"));
    let source = std::error::Error::source(&error).unwrap();
    let source = source.downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(source.to_string(), "the vault is sealed");
    assert_eq!(
        format!("{error:?}"),
        "run_start: nothing was sent: the token provider failed; caused by: the vault is sealed"
    );
    assert!(server.requests().is_empty());

    let failing = client(&server.url, |request| async move {
        match request.last_was_refused() {
            false => Ok(OLD),
            true => Err(std::io::Error::other("the vault is sealed")),
        }
    });
    let error = start_run(&failing).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error}");
    assert_eq!(
        (error.attempts().len(), error.status().unwrap().as_u16()),
        (1, 401)
    );
    assert!(
        error.to_string().contains("refused the access token (401)"),
        "{error}"
    );

    // A token that cannot be one.
    let quoted = client(&server.url, |_| async {
        Ok::<_, std::io::Error>("\"0123456789\"")
    });
    let error = start_run(&quoted).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error}");
    assert!(
        format!("{error:?}").contains("quotation marks"),
        "{error:?}"
    );
    assert!(!format!("{error:?}").contains("0123456789"), "{error:?}");
}

#[tokio::test]
async fn its_time_is_the_call_s() {
    let server = server(NEW).await;
    let slow = client(&server.url, |_| {
        std::future::pending::<Result<Token, std::io::Error>>()
    });
    let limit = Duration::from_millis(50);
    let error = start_run(&slow.with(CallOptions::new().timeout(limit)))
        .await
        .unwrap_err();
    let Error::Timeout(fault) = &error else {
        panic!("{error}")
    };
    assert_eq!(fault.kind(), TimeoutErrorKind::Token { limit });
    assert!(server.requests().is_empty());

    let slow = client(&server.url, |request| async move {
        if request.last_was_refused() {
            std::future::pending::<()>().await;
        }
        Ok::<_, std::io::Error>(OLD)
    });
    let limit = Duration::from_secs(1);
    let error = start_run(&slow.with(CallOptions::new().timeout(limit)))
        .await
        .unwrap_err();
    let Error::Timeout(fault) = &error else {
        panic!("{error}")
    };
    assert_eq!(fault.kind(), TimeoutErrorKind::Token { limit });
    assert_eq!(error.attempts().len(), 1);
}
