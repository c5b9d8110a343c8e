//! How a request proves who sends it (OpenAPI 3.1, Security Scheme Object).

/// One of the document's `securitySchemes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// The credential that it requires.
    pub kind: SecurityKind,
}

/// The credential that a security scheme requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecurityKind {
    /// `Authorization: Bearer …`; OAuth 2 and OpenID Connect too.
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// A key, sent under a name that the service chooses.
    ApiKey {
        /// Header, query or cookie.
        location: ParameterLocation,
        /// The name of the header, parameter or cookie.
        name: &'static str,
    },
    /// A scheme that this client does not support, such as `mutualTLS` or `digest`.
    Other(&'static str),
}

/// Where a parameter is in a request: `in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterLocation {
    /// In the path template.
    Path,
    /// In the query string.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}
