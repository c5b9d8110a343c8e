//! What a media type says about a body.

/// `type/subtype` in lower case, without parameters.
pub(crate) fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// JSON, also under a name of its own: `application/vnd.api+json`.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Text that is for people or programs to read line by line.
pub(crate) fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/") && !is_events(media_type) && !is_json(media_type)
}

/// Server-sent events.
pub(crate) fn is_events(media_type: &str) -> bool {
    essence(media_type) == "text/event-stream"
}

/// A form of parts, as files are sent in.
pub(crate) fn is_multipart(media_type: &str) -> bool {
    essence(media_type).starts_with("multipart/")
}

/// A form as a query is written.
pub(crate) fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether it names one type, not a range such as `*/*` or `image/*`.
pub(crate) fn is_one(media_type: &str) -> bool {
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
