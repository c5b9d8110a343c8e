//! What a service guarantees for all its operations but its contract does not state.

use serde::Deserialize;

use crate::Error;

/// Conventions of a service: what the generator needs to know and cannot read from the document.
///
/// ```
/// let text = r#"{"envelope": {"data": "data", "meta": "meta"}}"#;
/// let conventions = neo_api_codegen::Conventions::parse(text)?;
/// assert!(conventions.envelope.is_some() && conventions.cursor.is_none());
/// # Ok::<(), neo_api_codegen::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Conventions {
    /// The path of a hand-written client that gets the methods of operations: `crate::Neo`, with `crate::blocking::Neo`
    /// as its blocking twin. Without one, a `Client` and its builder are generated.
    pub client: Option<String>,
    /// The envelope around response bodies.
    pub envelope: Option<Envelope>,
    /// How lists are paginated.
    pub cursor: Option<Cursor>,
    /// The format of error bodies. Bodies in this format get no type per operation: the client reads them.
    pub error: Option<ErrorBody>,
}

/// A response envelope.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The member with the payload.
    pub data: String,
    /// The member with metadata about the response.
    pub meta: String,
}

/// Cursor pagination.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The query parameter that takes the cursor.
    pub parameter: String,
    /// The query parameter that takes the page size; empty if there is none.
    #[serde(default)]
    pub page_size: String,
    /// JSON pointer to the boolean that reports another page.
    pub has_more: String,
    /// JSON pointer to the next page's cursor.
    pub next: String,
}

/// The format of error bodies.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorBody {
    /// JSON pointer to the machine-readable code. A body without one is not in this format.
    pub code: String,
    /// JSON pointer to the message for people. If absent, the client reads the members of RFC 9457.
    #[serde(default)]
    pub message: Option<String>,
    /// JSON pointer to the object with the service's details; if absent, as for `message`.
    #[serde(default)]
    pub details: Option<String>,
    /// JSON pointer to the request id for the service's support; if absent, as for `message`.
    #[serde(default)]
    pub request_id: Option<String>,
}

impl Conventions {
    /// Reads conventions from JSON.
    ///
    /// # Errors
    /// When the text is not JSON, or has a member that is not a convention.
    pub fn parse(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|source| Error::Conventions { source })
    }
}
