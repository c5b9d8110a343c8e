//! Media types (RFC 9110, section 8.3.1).

/// `type/subtype` in lower case, without parameters.
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// One JSON value, also with a structured suffix: `application/vnd.api+json`. `application/x-ndjson` is a sequence of
/// values.
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Text, but not JSON or events.
pub fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/") && !is_events(media_type) && !is_json(media_type)
}

/// Server-sent events.
pub fn is_events(media_type: &str) -> bool {
    essence(media_type) == "text/event-stream"
}

/// Multipart form data (RFC 7578).
pub fn is_multipart(media_type: &str) -> bool {
    essence(media_type).starts_with("multipart/")
}

/// A URL-encoded form.
pub fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether it is one type, not a range such as `*/*` or `image/*`.
pub fn is_one(media_type: &str) -> bool {
    let essence = essence(media_type);
    let token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"!#$%&'+-.^_`|~".contains(&it))
    };
    essence
        .split_once('/')
        .is_some_and(|(kind, sub)| token(kind) && token(sub))
        && media_type.bytes().all(|it| (0x20..0x7f).contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json() {
        for (media_type, json) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/problem+json", true),
            ("text/json", true),
            ("application/x-ndjson", false),
            ("application/json-seq", false),
            ("application/jsonlines", false),
            ("text/plain", false),
            ("", false),
        ] {
            assert_eq!(is_json(media_type), json, "{media_type}");
        }
    }
}
