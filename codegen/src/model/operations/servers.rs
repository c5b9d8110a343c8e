//! `servers`: the default base URL.

use serde_json::Value;

use crate::{document::Document, pointer::join};

const PASS: &str = "servers";

/// The first server's URL with the defaults of its variables; `None` if it is not absolute.
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
    let what = format!("`{url}` is not an absolute URL; the client has no default base URL");
    document.note(PASS, "/servers/0/url", what);
    None
}

/// Notes the servers of a single operation. Requests do not go to them.
pub(super) fn note_other(document: &mut Document, owner: &Value, pointer: &str) {
    if owner
        .get("servers")
        .and_then(Value::as_array)
        .is_some_and(|it| !it.is_empty())
    {
        let what = "has its own servers: requests still go to the client's base URL";
        document.note(PASS, &join(pointer, "servers"), what);
    }
}
