//! What a body is that is not what it should be.

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use neo_api_document::media_type;

use crate::call_record::short;

/// What a body seems to be, and where that probably comes from.
pub(crate) struct Content {
    what: String,
    probably: &'static str,
}

impl Content {
    /// By the headers, and else by the first bytes. None where there is nothing to tell.
    pub fn of(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        const COMPRESSED: &str = "a proxy or cache in between probably compressed it, or an HTTP client of your own does not decompress it";
        const PAGE: &str = "it probably comes from a proxy, a sign-in page or a wrong address; check the base URL and the network";
        if let Some(encoding) = named(headers, CONTENT_ENCODING).filter(|it| it != "identity") {
            return Some(Self {
                what: format!(
                    "a body with the encoding {encoding:?}, which this client does not support"
                ),
                probably: COMPRESSED,
            });
        }
        let compressed = compression(body);
        let content_type = named(headers, CONTENT_TYPE);
        let content_type = content_type.map(|it| format!(" of the content type {it:?}"));
        let content_type = content_type.unwrap_or_default();
        if let Some(compression) = compressed {
            return Some(Self {
                what: format!(
                    "bytes{content_type} that look like {compression}, without a Content-Encoding"
                ),
                probably: COMPRESSED,
            });
        }
        if is_markup(body) || content_type.contains("html") {
            return Some(Self {
                what: format!("HTML{content_type}").replace("HTML of", "a page of"),
                probably: PAGE,
            });
        }
        if content_type.is_empty() || is_json(headers) {
            return None;
        }
        Some(Self {
            what: format!("a body{content_type}"),
            probably: PAGE,
        })
    }

    /// `a page of the content type "text/html" instead of JSON; it probably comes from …`
    pub fn instead_of(&self, expected: &str) -> String {
        format!("{} instead of {expected}; {}", self.what, self.probably)
    }
}

/// A header as a line of a log takes it.
fn named(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(name)?.as_bytes())
        .trim()
        .to_owned();
    (!value.is_empty()).then(|| short(&value).to_ascii_lowercase())
}

/// The media type without its parameters.
pub(crate) fn essence(headers: &HeaderMap) -> Option<String> {
    Some(media_type::essence(
        headers.get(CONTENT_TYPE)?.to_str().ok()?,
    ))
}

fn is_json(headers: &HeaderMap) -> bool {
    essence(headers).is_some_and(|it| media_type::is_json(&it))
}

fn is_markup(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    body.trim_ascii_start().starts_with(b"<")
}

/// Formats that begin with bytes of their own. Brotli and deflate do not.
fn compression(body: &[u8]) -> Option<&'static str> {
    match body {
        [0x1f, 0x8b, 8, ..] => Some("gzip"),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some("zstd"),
        _ => None,
    }
}
