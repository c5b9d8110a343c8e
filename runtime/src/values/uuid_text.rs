//! UUIDs of formats that no registry defines.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text of the format `uuid1`, `uuid4` or `uuid7`: a UUID, as a rule.
///
/// OpenAPI's registry defines `uuid` alone, so a service may send any text here. It decodes, and keeps its spelling.
///
/// ```
/// use neo_api_runtime::UuidText;
///
/// let id: UuidText = serde_json::from_str(r#""67E55044-10B1-426F-9247-BB680E5FE0C8""#)?;
/// assert_eq!(id.uuid().map(|it| it.get_version_num()), Some(4));
/// assert_eq!(id.as_str(), "67E55044-10B1-426F-9247-BB680E5FE0C8");
/// assert_eq!(UuidText::from("none").uuid(), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UuidText(String);

impl UuidText {
    /// The UUID; none if the text is not one.
    pub fn uuid(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.0).ok()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Uuid> for UuidText {
    fn from(uuid: Uuid) -> Self {
        Self(uuid.to_string())
    }
}

impl From<&str> for UuidText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for UuidText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl AsRef<str> for UuidText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UuidText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}
