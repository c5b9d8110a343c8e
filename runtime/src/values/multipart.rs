//! A body of parts (RFC 7578), such as a file and its description.

use bytes::{BufMut, Bytes, BytesMut};
use neo_api_document::media_type;

use crate::BuildError;

/// The parts of a `multipart/form-data` body, in the order they are sent in.
///
/// ```
/// use neo_api_runtime::Multipart;
///
/// let body = Multipart::new()
///     .text("purpose", "import")
///     .file("file", "numbers.csv", "text/csv", "number\n+15550100\n");
/// assert!(body.content_type("multipart/form-data").starts_with("multipart/form-data; boundary="));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    parts: Vec<Part>,
}

#[derive(Clone)]
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    body: Bytes,
}

/// Without the body, which may be data that does not belong in a log.
impl std::fmt::Debug for Part {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Part")
            .field("name", &self.name)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A file in a [`Multipart`] body: its bytes, and optionally its name and media type.
///
/// ```
/// use neo_api_runtime::FilePart;
///
/// let file = FilePart::new("number\n+15550100\n").name("numbers.csv").media_type("text/csv");
/// # let _ = file;
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct FilePart {
    name: Option<String>,
    media_type: Option<String>,
    body: Bytes,
}

impl FilePart {
    /// A file of these bytes.
    pub fn new(body: impl Into<Bytes>) -> Self {
        Self {
            name: None,
            media_type: None,
            body: body.into(),
        }
    }

    /// Sets the file name. Default: `file`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type. Default: the contract's, else `application/octet-stream`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

/// The body stays out, as that of each part.
impl std::fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("FilePart")
            .field("name", &self.name)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(body: Vec<u8>) -> Self {
        Self::new(body)
    }
}

impl From<Bytes> for FilePart {
    fn from(body: Bytes) -> Self {
        Self::new(body)
    }
}

impl From<&'static [u8]> for FilePart {
    fn from(body: &'static [u8]) -> Self {
        Self::new(body)
    }
}

impl Multipart {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part of plain text.
    #[must_use]
    pub fn text(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.part(name.into(), None, None, value.into().into())
    }

    /// Adds a file: its name, its media type and its bytes.
    #[must_use]
    pub fn file(
        self,
        name: impl Into<String>,
        file_name: impl Into<String>,
        media_type: impl Into<String>,
        body: impl Into<Bytes>,
    ) -> Self {
        let (file_name, media_type) = (file_name.into(), media_type.into());
        self.part(name.into(), Some(file_name), Some(media_type), body.into())
    }

    /// Adds a part of JSON.
    ///
    /// # Errors
    /// When the value cannot be serialized.
    pub fn json<T: serde::Serialize>(
        self,
        name: impl Into<String>,
        value: &T,
    ) -> Result<Self, serde_json::Error> {
        let body = serde_json::to_vec(value)?;
        let media_type = Some("application/json".to_owned());
        Ok(self.part(name.into(), None, media_type, body.into()))
    }

    /// Adds a file. Its own media type takes precedence over `media_type`.
    #[must_use]
    pub fn file_part(
        self,
        name: impl Into<String>,
        media_type: Option<&str>,
        file: FilePart,
    ) -> Self {
        let media_type = file
            .media_type
            .or_else(|| media_type.map(str::to_owned))
            .or_else(|| Some("application/octet-stream".to_owned()));
        // Without a file name a service takes a part for text.
        let file_name = file.name.unwrap_or_else(|| "file".to_owned());
        self.part(name.into(), Some(file_name), media_type, file.body)
    }

    /// Adds a value: a scalar as text, anything else as JSON. Null adds nothing.
    ///
    /// # Errors
    /// When the value does not encode.
    pub fn value<T: serde::Serialize>(
        self,
        name: &str,
        media_type: Option<&str>,
        value: &T,
    ) -> Result<Self, BuildError> {
        use serde_json::Value;
        let at = |error: serde_json::Error| BuildError::new(error).at(name);
        let json = serde_json::to_string(value).map_err(at)?;
        let media_type = media_type.map(str::to_owned);
        let as_json = media_type.as_deref().is_some_and(media_type::is_json);
        let (body, media_type) = match serde_json::from_str(&json).map_err(at)? {
            Value::Null => return Ok(self),
            _ if as_json => (json, media_type),
            Value::String(text) => (text, media_type),
            Value::Array(_) | Value::Object(_) => {
                let json_type = || Some("application/json".to_owned());
                (json, media_type.or_else(json_type))
            }
            _ => (json, media_type),
        };
        Ok(self.part(name.to_owned(), None, media_type, body.into()))
    }

    fn part(
        mut self,
        name: String,
        file_name: Option<String>,
        content_type: Option<String>,
        body: Bytes,
    ) -> Self {
        self.parts.push(Part {
            name,
            file_name,
            content_type,
            body,
        });
        self
    }

    /// The `Content-Type` of this body, where the contract says `media_type`.
    pub fn content_type(&self, media_type: &str) -> String {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        format!("{essence}; boundary={}", self.boundary())
    }

    /// A line that is in none of the parts. It depends only on the parts: a retried request has the same one.
    fn boundary(&self) -> String {
        let mut number = 0_u64;
        loop {
            let boundary = format!("neo-api-part-{number:016x}");
            let taken = |part: &Part| {
                part.body
                    .windows(boundary.len())
                    .any(|window| window == boundary.as_bytes())
            };
            if !self.parts.iter().any(taken) {
                return boundary;
            }
            number += 1;
        }
    }

    pub(crate) fn write(&self) -> Bytes {
        let boundary = self.boundary();
        let mut body = BytesMut::new();
        for part in &self.parts {
            let mut head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
                quoted(&part.name)
            );
            if let Some(name) = &part.file_name {
                head.push_str(&format!("; filename=\"{}\"", quoted(name)));
            }
            if let Some(media_type) = &part.content_type {
                let media_type: String = media_type.chars().filter(|it| !it.is_control()).collect();
                head.push_str(&format!("\r\nContent-Type: {media_type}"));
            }
            body.put_slice(head.as_bytes());
            body.put_slice(b"\r\n\r\n");
            body.put_slice(&part.body);
            body.put_slice(b"\r\n");
        }
        body.put_slice(format!("--{boundary}--\r\n").as_bytes());
        body.freeze()
    }
}

/// As HTML's forms write names: quotes and line breaks are percent-encoded.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

impl From<Multipart> for reqwest::Body {
    fn from(body: Multipart) -> Self {
        body.write().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_rfc_7578_says() {
        let body = Multipart::new().text("a \"b\"", "x\r\ny").file(
            "f",
            "n\n.bin",
            "image/png\r\nX: y",
            vec![0, 255],
        );
        let expected = b"--neo-api-part-0000000000000000\r\n\
            Content-Disposition: form-data; name=\"a %22b%22\"\r\n\r\nx\r\ny\r\n\
            --neo-api-part-0000000000000000\r\n\
            Content-Disposition: form-data; name=\"f\"; filename=\"n%0A.bin\"\r\n\
            Content-Type: image/pngX: y\r\n\r\n\x00\xff\r\n\
            --neo-api-part-0000000000000000--\r\n";
        assert_eq!(body.write(), expected.as_slice());
    }

    #[test]
    fn the_boundary_is_in_no_part() {
        let body = Multipart::new().text("a", "--neo-api-part-0000000000000000");
        assert_eq!(
            body.content_type("multipart/form-data"),
            "multipart/form-data; boundary=neo-api-part-0000000000000001"
        );
    }
}
