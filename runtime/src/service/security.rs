//! How a request proves who sends it (OpenAPI 3.1, Security Scheme Object).

/// One of the document's `securitySchemes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// What it takes.
    pub kind: SecurityKind,
}

/// What a security scheme takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecurityKind {
    /// `Authorization: Bearer …`; OAuth 2 and OpenID Connect too.
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// A key under a name of the service's own.
    ApiKey {
        /// Header, query or cookie.
        location: ParameterLocation,
        /// The name of the header, parameter or cookie.
        name: &'static str,
    },
    /// A scheme that this client cannot serve, such as `mutualTLS` or `digest`.
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
