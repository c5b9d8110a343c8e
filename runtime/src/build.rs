//! What builders and arguments of generated code convert with.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;

/// A value that cannot be sent: a member is missing, or one does not convert.
///
/// It names the type or operation, the member, and the reason.
///
/// ```
/// use neo_api_runtime::{BuildError, Timestamp, convert};
///
/// let error = convert::<Timestamp>("yesterday").unwrap_err();
/// let error = error.at("starts_at").within("CreateRunRequest");
/// assert!(error.to_string().starts_with("CreateRunRequest: `starts_at` "));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BuildError {
    /// What was being built, where that is known.
    owner: Option<Box<str>>,
    /// The member, from the outside in: `steps[2].name`. Empty for the value itself.
    member: String,
    reason: Reason,
}

#[derive(Clone, PartialEq, Eq)]
enum Reason {
    Required,
    Invalid(Box<str>),
}

impl BuildError {
    /// A value that does not convert, and why.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self::of(Reason::Invalid(reason.to_string().into()))
    }

    /// A required member that was never set.
    pub fn required(member: &str) -> Self {
        Self::of(Reason::Required).at(member)
    }

    fn of(reason: Reason) -> Self {
        Self {
            owner: None,
            member: String::new(),
            reason,
        }
    }

    /// The same error, in a member of the value that is being built.
    #[must_use]
    pub fn at(mut self, member: &str) -> Self {
        self.owner = None;
        if !self.member.is_empty() && !self.member.starts_with('[') {
            self.member.insert(0, '.');
        }
        self.member.insert_str(0, member);
        self
    }

    /// The same error, in an element of a list.
    #[must_use]
    pub fn at_index(self, index: usize) -> Self {
        self.at(&format!("[{index}]"))
    }

    /// The same error, in a type or an operation.
    #[must_use]
    pub fn within(mut self, owner: &str) -> Self {
        self.owner = Some(owner.into());
        self
    }

    fn is_of(&self, member: &str) -> bool {
        let rest = self.member.strip_prefix(member);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }

    /// The invalid member, with its path: `steps[2].name`.
    pub fn member(&self) -> &str {
        &self.member
    }
}

impl BuildError {
    /// The sentence, where what is being built is named already if it is this.
    pub(crate) fn fmt_within(
        &self,
        named: &str,
        formatter: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        if let Some(owner) = self.owner.as_deref().filter(|owner| *owner != named) {
            write!(formatter, "{owner}: ")?;
        }
        match (&self.reason, self.member.as_str()) {
            (Reason::Required, member) => write!(formatter, "`{member}` is required"),
            (Reason::Invalid(reason), "") => formatter.write_str(reason),
            (Reason::Invalid(reason), member) => {
                write!(formatter, "`{member}` does not convert: {reason}")
            }
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_within("", formatter)
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::error::debug_sentence(self, formatter)
    }
}

impl std::error::Error for BuildError {}

impl From<Infallible> for BuildError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

macro_rules! from_errors {
    ($($error:ty),* $(,)?) => { $(
        impl From<$error> for BuildError {
            fn from(error: $error) -> Self {
                Self::new(error)
            }
        }
    )* };
}

from_errors!(
    &str,
    String,
    crate::NotATimestamp,
    crate::NotAnObject,
    serde_json::Error,
    std::num::TryFromIntError,
    std::num::ParseIntError,
    std::num::ParseFloatError,
    std::str::ParseBoolError,
    uuid::Error,
    chrono::ParseError,
);

/// Converts a value given by a caller.
///
/// # Errors
/// When it does not convert.
pub fn convert<T>(value: impl TryInto<T, Error: Into<BuildError>>) -> Result<T, BuildError> {
    value.try_into().map_err(Into::into)
}

/// Converts the elements of a list.
///
/// # Errors
/// When one does not convert; the error names its index.
pub fn convert_list<T>(
    values: impl IntoIterator<Item: TryInto<T, Error: Into<BuildError>>>,
) -> Result<Vec<T>, BuildError> {
    let mut converted = Vec::new();
    for (index, value) in values.into_iter().enumerate() {
        converted.push(convert(value).map_err(|error| error.at_index(index))?);
    }
    Ok(converted)
}

/// Converts the entries of a map.
///
/// # Errors
/// When a value does not convert; the error names its key.
pub fn convert_map<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl TryInto<T, Error: Into<BuildError>>)>,
) -> Result<BTreeMap<String, T>, BuildError> {
    let mut converted = BTreeMap::new();
    for (key, value) in entries {
        let key = key.into();
        match convert(value) {
            Ok(value) => converted.insert(key, value),
            Err(error) => return Err(error.at(&format!("[{key:?}]"))),
        };
    }
    Ok(converted)
}

/// Keeps a converted member in a builder, or the first reason why there is none. For generated code.
#[doc(hidden)]
pub fn set<T>(
    member_value: &mut Option<T>,
    failed: &mut Option<BuildError>,
    member: &str,
    value: Result<T, BuildError>,
) {
    // A setter that is called again replaces what it said before.
    if failed.as_ref().is_some_and(|it| it.is_of(member)) {
        *failed = None;
    }
    match value {
        Ok(value) => *member_value = Some(value),
        Err(error) => {
            failed.get_or_insert(error.at(member));
        }
    }
}

/// A member that `build()` requires. For generated code.
///
/// # Errors
/// When it was never set.
#[doc(hidden)]
pub fn required<T>(value: Option<T>, owner: &str, member: &str) -> Result<T, BuildError> {
    value.ok_or_else(|| BuildError::required(member).within(owner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;

    #[test]
    fn text_numbers_and_timestamps_convert() {
        assert_eq!(convert::<String>("a"), Ok("a".to_owned()));
        assert_eq!(convert::<u32>(7_i64), Ok(7));
        assert!(convert::<u32>(-7_i64).is_err());
        assert!(convert::<Timestamp>("2026-02-03T04:05:06Z").is_ok());
        assert!(convert::<Timestamp>("2026-02-03T04:05:06Z".to_owned()).is_ok());
        assert!(convert::<uuid::Uuid>("6f9619ff-8b86-d011-b42d-00cf4fc964ff").is_ok());
    }

    #[test]
    fn lists_and_maps_name_the_element_that_does_not_convert() {
        assert_eq!(
            convert_list::<String>(["a", "b"]),
            Ok(vec!["a".to_owned(), "b".to_owned()])
        );
        let error = convert_list::<u8>([1_i32, 300]).unwrap_err().at("sizes");
        assert_eq!(error.member(), "sizes[1]");
        let error = convert_map::<u8>([("a", 1_i32), ("b c", 300)]).unwrap_err();
        assert_eq!(error.at("sizes").member(), r#"sizes["b c"]"#);
    }

    #[test]
    fn errors_name_the_type_the_member_and_the_reason() {
        let error = BuildError::required("category").within("CreateSkillRequest");
        assert_eq!(
            error.to_string(),
            "CreateSkillRequest: `category` is required"
        );
        let inner = BuildError::required("url").within("Webhook");
        let outer = inner.at("destination").within("CreateAlert");
        assert_eq!(
            outer.to_string(),
            "CreateAlert: `destination.url` is required"
        );
        let error = BuildError::new("not a number").at("size").within("T");
        assert_eq!(
            error.to_string(),
            "T: `size` does not convert: not a number"
        );
    }
}
