//! Which contract this crate was generated from.

/// A published contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contract {
    /// Its own version, `info.version`.
    pub version: &'static str,
    /// The SHA-256 of the vendored document, in hexadecimal.
    pub sha256: &'static str,
    /// The document itself, as JSON. [`SERVICE.contract()`](crate::runtime::Service::contract) is the same in OpenAPI 3.1,
    /// whichever version it is published in.
    pub document: &'static str,
}

/// The contract that this crate was generated from.
///
/// ```
/// println!("Neo Public API {}", neo_api::CONTRACT.version);
/// assert_eq!(neo_api::CONTRACT.sha256.len(), 64);
/// ```
pub const CONTRACT: Contract = Contract {
    version: value("\"version\": \""),
    sha256: value("\"sha256\": \""),
    document: include_str!("../openapi/openapi.json"),
};

const LOCK: &str = include_str!("../openapi/openapi.lock.json");

/// The text of the lock between `key` and the next quote. Runs when the crate is compiled, which fails without the key.
const fn value(key: &str) -> &'static str {
    let begin = find(LOCK, key, 0) + key.len();
    let end = find(LOCK, "\"", begin);
    LOCK.split_at(end).0.split_at(begin).1
}

/// Where `wanted` begins in `text`, at `from` or later.
const fn find(text: &str, wanted: &str, from: usize) -> usize {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let mut start = from;
    loop {
        let mut index = 0;
        while index < wanted.len() && text[start + index] == wanted[index] {
            index += 1;
        }
        if index == wanted.len() {
            return start;
        }
        start += 1;
    }
}
