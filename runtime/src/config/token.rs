//! Access tokens that are renewed while the client lives.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::Credential;
use crate::error::CredentialErrorKind;

/// The number of earlier tokens that are still hidden: a service may repeat one that has just been replaced.
const KNOWN: usize = 8;

/// What a token provider returns: the token, and how long it may be used before the provider is asked again.
///
/// ```
/// use std::time::Duration;
/// use neo_api_runtime::Token;
///
/// let token = Token::new("0123456789").valid_for(Duration::from_secs(3000));
/// assert!(!format!("{token:?}").contains("0123456789"));
/// ```
pub struct Token {
    value: Value,
    valid_for: Option<Duration>,
}

enum Value {
    Text(Box<str>),
    Credential(Box<Credential>),
}

impl Token {
    /// A bearer token, without `Bearer`.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            value: Value::Text(text.into().into()),
            valid_for: None,
        }
    }

    /// Uses the token for this long before the provider is asked again. Without this, the provider is asked for each
    /// call and decides itself.
    #[must_use]
    pub fn valid_for(mut self, time: Duration) -> Self {
        self.valid_for = Some(time);
        self
    }
}

impl From<String> for Token {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Token {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// For services that take something else than bearer tokens.
impl From<Credential> for Token {
    fn from(credential: Credential) -> Self {
        Self {
            value: Value::Credential(Box::new(credential)),
            valid_for: None,
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Token")
            .field("valid_for", &self.valid_for)
            .finish_non_exhaustive()
    }
}

/// Why a token provider is asked.
#[derive(Clone, Copy, Debug)]
pub struct TokenRequest {
    refused: bool,
}

impl TokenRequest {
    /// Whether the service has just refused the last token with 401: return a new token, not a cached one.
    pub fn last_was_refused(&self) -> bool {
        self.refused
    }
}

type BoxError = Box<dyn Error + Send + Sync>;
/// Shared among the calls that waited for the same token.
pub(crate) type SharedError = Arc<dyn Error + Send + Sync>;
type Asked = Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send>>;
type Given = Result<Arc<Credential>, SharedError>;

/// A token provider and the last token that it returned.
pub(crate) struct TokenProvider {
    ask: Box<dyn Fn(TokenRequest) -> Asked + Send + Sync>,
    read: fn(&str) -> Result<Credential, CredentialErrorKind>,
    /// How often it was asked: calls that waited meanwhile do not ask again.
    asked: AtomicU64,
    /// Held while it is asked.
    last: tokio::sync::Mutex<Option<Last>>,
    known: Mutex<Vec<Arc<Credential>>>,
}

struct Last {
    given: Given,
    /// Whether it was requested after a refusal.
    after_refusal: bool,
    until: Option<Instant>,
}

impl TokenProvider {
    pub fn new<F, Fut, T, E>(
        provider: F,
        read: fn(&str) -> Result<Credential, CredentialErrorKind>,
    ) -> Self
    where
        F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<Token>,
        E: Into<BoxError>,
    {
        Self {
            ask: Box::new(move |request| {
                let given = provider(request);
                Box::pin(async move { given.await.map(Into::into).map_err(Into::into) })
            }),
            read,
            asked: AtomicU64::new(0),
            last: tokio::sync::Mutex::new(None),
            known: Mutex::new(Vec::new()),
        }
    }

    /// The token for a call.
    pub async fn current(&self) -> Given {
        let before = self.asked.load(Ordering::Acquire);
        let mut last = self.last.lock().await;
        if let Some(last) = &*last {
            let valid = last.until.is_some_and(|until| until > Instant::now());
            // Or it was given while this call waited.
            if valid || self.asked.load(Ordering::Acquire) != before {
                return last.given.clone();
            }
        }
        self.ask(&mut last, false).await
    }

    /// The token that replaces a refused one.
    pub async fn instead_of(&self, refused: &Credential) -> Given {
        let before = self.asked.load(Ordering::Acquire);
        let mut last = self.last.lock().await;
        if let Some(last) = &*last {
            let other = last
                .given
                .as_ref()
                .is_ok_and(|it| it.value() != refused.value());
            let waited = self.asked.load(Ordering::Acquire) != before;
            if other || waited && last.after_refusal {
                return last.given.clone();
            }
        }
        self.ask(&mut last, true).await
    }

    async fn ask(&self, last: &mut Option<Last>, refused: bool) -> Given {
        let token = (self.ask)(TokenRequest { refused }).await;
        let mut until = None;
        let given = token.map_err(SharedError::from).and_then(|token| {
            let credential = match token.value {
                Value::Credential(credential) => *credential,
                Value::Text(text) => {
                    (self.read)(&text).map_err(|fault| Arc::new(fault) as SharedError)?
                }
            };
            until = token
                .valid_for
                .and_then(|time| Instant::now().checked_add(time));
            Ok(self.remember(credential))
        });
        *last = Some(Last {
            given: given.clone(),
            after_refusal: refused,
            until,
        });
        self.asked.fetch_add(1, Ordering::Release);
        given
    }

    fn remember(&self, credential: Credential) -> Arc<Credential> {
        let credential = Arc::new(credential);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.iter().any(|it| it.value() == credential.value()) {
            known.push(Arc::clone(&credential));
            if known.len() > KNOWN {
                known.remove(0);
            }
        }
        credential
    }

    /// The tokens that nothing that is printed may contain.
    pub fn known(&self) -> Vec<Arc<Credential>> {
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
