//! `servers`: where requests go unless the caller says otherwise.

use serde_json::Value;

use crate::{document::Document, pointer::join};

const PASS: &str = "servers";

/// The first server's URL, its variables replaced by their defaults; none where it is not a whole URL.
pub(super) fn base_url(document: &mut Document) -> Option<String> {
    let servers = document.root.get("servers").and_then(Value::as_array)?;
    let server = servers.first()?;
    let mut url = server.get("url").and_then(Value::as_str)?.to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    for (name, variable) in variables.into_iter().flatten() {
        if let Some(default) = variable.get("default").and_then(Value::as_str) {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    let whole = url.starts_with("https://") || url.starts_with("http://");
    if whole && !url.contains('{') {
        return Some(url);
    }
    let what = format!("`{url}` is not a whole URL; the client has no default base URL");
    document.note(PASS, "/servers/0/url", what);
    None
}

/// Says where an operation has servers of its own, which requests do not go to.
pub(super) fn note_other(document: &mut Document, owner: &Value, pointer: &str) {
    if owner
        .get("servers")
        .and_then(Value::as_array)
        .is_some_and(|it| !it.is_empty())
    {
        let what = "servers of its own: requests go to the client's base URL all the same";
        document.note(PASS, &join(pointer, "servers"), what);
    }
}
