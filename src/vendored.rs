//! Which contract this crate was generated from.

/// A published contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contract {
    /// Its own version, `info.version`.
    pub version: &'static str,
    /// The SHA-256 of the vendored document, in hexadecimal.
    pub sha256: &'static str,
    /// The document itself: OpenAPI 3.1, as JSON.
    pub document: &'static str,
}

/// The contract that this crate was generated from.
///
/// ```
/// println!("Neo Public API {}", neo_api::CONTRACT.version);
/// assert_eq!(neo_api::CONTRACT.sha256.len(), 64);
/// ```
pub const CONTRACT: Contract = Contract {
    version: env!("NEO_CONTRACT_VERSION"),
    sha256: env!("NEO_CONTRACT_SHA256"),
    document: include_str!("../openapi/openapi.json"),
};
