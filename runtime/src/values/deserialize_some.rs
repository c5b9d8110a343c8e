//! Absent against null.

use serde::{Deserialize, Deserializer};

/// Decodes a member that is present, null or not, as `Some`. With `#[serde(default)]` an absent member is `None`: an
/// `Option<Option<T>>` distinguishes the two.
///
/// # Errors
/// When the value is not a `T`.
pub fn deserialize_some<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
