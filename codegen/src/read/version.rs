//! The OpenAPI version of a document.

use serde_json::Value;

use crate::Error;

/// A supported version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V3_0,
    V3_1,
    V3_2,
}

/// The version that a document declares.
pub(crate) fn of(root: &Value) -> Result<Version, Error> {
    let found = match (root.get("openapi"), root.get("swagger")) {
        _ if !root.is_object() => "it is not a JSON object".to_owned(),
        (Some(version), _) => {
            let text = match version {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            match text.get(..3) {
                _ if !matches!(text.as_bytes().get(3), None | Some(b'.' | b'-')) => {}
                Some("3.0") => return Ok(Version::V3_0),
                Some("3.1") => return Ok(Version::V3_1),
                Some("3.2") => return Ok(Version::V3_2),
                _ => {}
            }
            format!("its `openapi` is {version}")
        }
        (None, Some(version)) => format!(
            "its `swagger` is {version}; convert it first: npx swagger2openapi --outfile openapi.json swagger.json"
        ),
        (None, None) => "it has no `openapi`".to_owned(),
    };
    Err(Error::Version { found })
}
