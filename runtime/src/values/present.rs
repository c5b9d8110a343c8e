//! Absent against null.

use serde::{Deserialize, Deserializer};

/// Decodes a member that is there, null or not, as `Some`. With `#[serde(default)]` a member that is absent is `None`, so
/// that an `Option<Option<T>>` tells the two apart.
///
/// # Errors
/// When the value is no `T`.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
