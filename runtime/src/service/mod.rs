//! What a client knows about its service besides the generated types: facts as data.

mod format;
mod operation;
mod security;

#[cfg(all(test, feature = "mock"))]
mod tests;

pub use format::{CursorFormat, EnvelopeFormat, ErrorFormat, RateLimitHeaders};
pub use operation::Operation;
pub use security::{ParameterLocation, SecurityKind, SecurityScheme};

use crate::config::Credential;
use crate::error::CredentialErrorKind;
use crate::transport::path;

/// A service: everything a client needs to know about it that is not a generated type.
///
/// The generator writes one from the document alone (`generated::SERVICE`); a hand-written wrapper completes it. All
/// setters are `const`, so a service can be a `static`.
///
/// ```
/// use neo_api_runtime::{ErrorFormat, Service};
///
/// static PETS: Service = Service::new("Pets", "1.0", &[])
///     .client("pets", "0.3.0")
///     .base_url("https://pets.example")
///     .errors(ErrorFormat::PROBLEM_DETAILS);
/// assert_eq!(PETS.title(), "Pets");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Service {
    pub(crate) title: &'static str,
    pub(crate) contract_version: &'static str,
    document: &'static str,
    document_3_1: Option<&'static str>,
    pub(crate) client: (&'static str, &'static str),
    pub(crate) operations: &'static [Operation],
    pub(crate) base_url: &'static str,
    pub(crate) base_path: &'static str,
    pub(crate) security_schemes: &'static [SecurityScheme],
    pub(crate) api_key: fn(&str) -> Result<Credential, CredentialErrorKind>,
    pub(crate) bearer_token: fn(&str) -> Result<Credential, CredentialErrorKind>,
    pub(crate) credential_hint: &'static str,
    pub(crate) secret_prefix: &'static str,
    pub(crate) mock_key: &'static str,
    pub(crate) errors: ErrorFormat,
    pub(crate) envelope: EnvelopeFormat,
    pub(crate) cursor: CursorFormat,
    pub(crate) rate_limit: RateLimitHeaders,
}

impl Service {
    /// A service from its document alone: `info.title`, `info.version`, and its operations.
    #[must_use]
    pub const fn new(
        title: &'static str,
        contract_version: &'static str,
        operations: &'static [Operation],
    ) -> Self {
        Self {
            title,
            contract_version,
            document: "{}",
            document_3_1: None,
            client: ("neo-api-runtime", env!("CARGO_PKG_VERSION")),
            operations,
            base_url: "",
            base_path: "",
            security_schemes: &[],
            api_key: Credential::api_key,
            bearer_token: Credential::bearer,
            credential_hint: "",
            secret_prefix: "",
            mock_key: "mock_key_000000000000000000000000",
            errors: ErrorFormat::PROBLEM_DETAILS,
            envelope: EnvelopeFormat::NONE,
            cursor: CursorFormat::NONE,
            rate_limit: RateLimitHeaders::X_RATE_LIMIT,
        }
    }

    /// Name and version of the client crate, for `User-Agent` and messages.
    #[must_use]
    pub const fn client(mut self, name: &'static str, version: &'static str) -> Self {
        self.client = (name, version);
        self
    }

    /// The contract itself, an OpenAPI document as JSON: decode errors and the mock read it.
    #[must_use]
    pub const fn document(mut self, json: &'static str) -> Self {
        self.document = json;
        self
    }

    /// The same document in OpenAPI 3.1, where it is published in another version. Decode errors and the mock read it
    /// instead of [`document`](Self::document), before or after that is set. Generated code sets it.
    #[must_use]
    pub const fn document_3_1(mut self, json: &'static str) -> Self {
        self.document_3_1 = Some(json);
        self
    }

    /// Where requests go unless a base URL is set. Empty where the document names no server.
    #[must_use]
    pub const fn base_url(mut self, url: &'static str) -> Self {
        self.base_url = url;
        self
    }

    /// A path that every path template begins with and that users may write as part of the base URL: it is cut off there.
    #[must_use]
    pub const fn base_path(mut self, path: &'static str) -> Self {
        self.base_path = path;
        self
    }

    /// The document's `securitySchemes`.
    #[must_use]
    pub const fn security_schemes(mut self, schemes: &'static [SecurityScheme]) -> Self {
        self.security_schemes = schemes;
        self
    }

    /// How [`ClientBuilder::api_key`](crate::ClientBuilder::api_key) reads a key: a service that documents the form of its
    /// keys can refuse others before anything is sent.
    #[must_use]
    pub const fn api_key(
        mut self,
        read: fn(&str) -> Result<Credential, CredentialErrorKind>,
    ) -> Self {
        self.api_key = read;
        self
    }

    /// How [`ClientBuilder::bearer_token`](crate::ClientBuilder::bearer_token) reads a token.
    #[must_use]
    pub const fn bearer_token(
        mut self,
        read: fn(&str) -> Result<Credential, CredentialErrorKind>,
    ) -> Self {
        self.bearer_token = read;
        self
    }

    /// What to give the builder if a credential is missing: ``an `api_key` (pets_<secret>)``. Error messages end with it; without
    /// one, they name the setters that fit the security schemes.
    #[must_use]
    pub const fn credential_hint(mut self, hint: &'static str) -> Self {
        self.credential_hint = hint;
        self
    }

    /// The prefix of the service's keys. A base URL that contains it is refused: the key is in the wrong place.
    #[must_use]
    pub const fn secret_prefix(mut self, prefix: &'static str) -> Self {
        self.secret_prefix = prefix;
        self
    }

    /// The key that clients of a mock use: it has the form of the service's keys, and is valid nowhere else.
    #[must_use]
    pub const fn mock_key(mut self, key: &'static str) -> Self {
        self.mock_key = key;
        self
    }

    /// The locations of code, message, details and request id in an error body.
    #[must_use]
    pub const fn errors(mut self, format: ErrorFormat) -> Self {
        self.errors = format;
        self
    }

    /// The members of a response envelope.
    #[must_use]
    pub const fn envelope(mut self, format: EnvelopeFormat) -> Self {
        self.envelope = format;
        self
    }

    /// The locations of a list's cursors.
    #[must_use]
    pub const fn cursor(mut self, format: CursorFormat) -> Self {
        self.cursor = format;
        self
    }

    /// The headers that state the rate limit.
    #[must_use]
    pub const fn rate_limit(mut self, headers: RateLimitHeaders) -> Self {
        self.rate_limit = headers;
        self
    }

    /// The contract's `info.title`.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The contract's `info.version`.
    #[must_use]
    pub const fn contract_version(&self) -> &'static str {
        self.contract_version
    }

    /// The contract as an OpenAPI 3.1 document in JSON, whichever version it is published in.
    #[must_use]
    pub const fn contract(&self) -> &'static str {
        match self.document_3_1 {
            Some(json) => json,
            None => self.document,
        }
    }

    /// Every operation of the contract.
    #[must_use]
    pub const fn operations(&self) -> &'static [Operation] {
        self.operations
    }

    /// The operation whose method is called `id`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The operation that a method and a path belong to, such as `GET` and `/agents/7/runs`; see
    /// [`UntypedCall::at`](crate::UntypedCall::at). The template with the most literal segments wins.
    #[must_use]
    pub fn operation_at(&self, method: &str, path: &str) -> Option<&'static Operation> {
        self.operations.iter().find(|operation| {
            let template = operation.path.split(['?', '#']).next().unwrap_or_default();
            operation.method == method
                && path::fits(path, "", template)
                && !path::is_of_another(path, "", operation, self.operations)
        })
    }

    /// The security scheme of this name.
    #[must_use]
    pub fn security_scheme(&self, name: &str) -> Option<&'static SecurityScheme> {
        self.security_schemes
            .iter()
            .find(|scheme| scheme.name == name)
    }
}
