//! What a service promises for all its operations, and its contract does not say.

use serde::Deserialize;

use crate::Error;

/// Conventions of a service: what the generator has to know and cannot read from the document.
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
    /// The path of a hand-written client that the methods of operations are written on: `crate::Neo`, with
    /// `crate::blocking::Neo` for its blocking twin. Without one, a `Client` and its builder are generated.
    pub client: Option<String>,
    /// The members that a response's body is wrapped in.
    pub envelope: Option<Envelope>,
    /// How lists go on.
    pub cursor: Option<Cursor>,
    /// The form of the bodies of errors. Bodies of this form have no type for each operation: the client reads them.
    pub error: Option<ErrorBody>,
}

/// A response envelope.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The member with what was asked for.
    pub data: String,
    /// The member about the response itself.
    pub meta: String,
}

/// Lists that go on from a cursor.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The query parameter that takes the cursor.
    pub parameter: String,
    /// The query parameter that takes the size of a page; empty where there is none.
    #[serde(default)]
    pub page_size: String,
    /// JSON pointer to the boolean that says whether there is another page.
    pub has_more: String,
    /// JSON pointer to the next page's cursor.
    pub next: String,
}

/// The form of the bodies of errors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorBody {
    /// JSON pointer to the machine-readable code. A body without one is not of this form.
    pub code: String,
    /// JSON pointer to the message for people; where it is absent, the members of RFC 9457 are looked for.
    #[serde(default)]
    pub message: Option<String>,
    /// JSON pointer to the object with what the service adds; as `message` where it is absent.
    #[serde(default)]
    pub details: Option<String>,
    /// JSON pointer to the id to quote to the service's support; as `message` where it is absent.
    #[serde(default)]
    pub request_id: Option<String>,
}

impl Conventions {
    /// Reads conventions from their JSON.
    ///
    /// # Errors
    /// When the text is not JSON, or says what no convention is.
    pub fn parse(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|source| Error::Conventions { source })
    }
}
