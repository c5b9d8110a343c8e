//! Lists that come page by page.

use serde_json::{Value, json};

use super::reply::Reply;
use super::request::Request;
use crate::service::CursorFormat;

/// A list that comes page by page.
pub(super) struct Page<'a> {
    pub items: &'a [Value],
    /// JSON pointer to the items in a response.
    pub pointer: &'a str,
    /// None where the list comes at once.
    pub cursor: Option<CursorFormat>,
}

impl Page<'_> {
    /// The requested page.
    pub fn of(&self, request: &Request) -> Reply {
        let pointer = self.pointer.to_owned();
        let Some(format) = self.cursor else {
            let all = self.items.to_vec();
            return Reply::changed(move |body| put(body, &pointer, Value::Array(all.clone())));
        };
        let size = request
            .parameter(format.page_size)
            .and_then(|size| size.parse().ok());
        let size = size.unwrap_or(50_usize).clamp(1, 200);
        let begin = match request.parameter(format.parameter) {
            None => 0,
            Some(cursor) => match cursor.strip_prefix("from-").and_then(|it| it.parse().ok()) {
                Some(begin) if begin < self.items.len() => begin,
                _ => return Reply::error(400, "invalid_cursor", "no such cursor"),
            },
        };
        let end = self.items.len().min(begin.saturating_add(size));
        let page = self.items.get(begin..end).unwrap_or_default().to_vec();
        let next = (end < self.items.len()).then(|| format!("from-{end}"));
        Reply::changed(move |body| {
            put(body, &pointer, Value::Array(page.clone()));
            for (member, value) in [
                (format.has_more, json!(next.is_some())),
                (format.next, json!(next)),
            ] {
                if !member.is_empty() {
                    put(body, member, value);
                }
            }
        })
    }
}

/// Sets the member that a JSON pointer leads to; objects on the way are made.
pub(super) fn put(body: &mut Value, pointer: &str, value: Value) {
    let mut at = body;
    for step in neo_api_document::pointer::tokens(pointer) {
        if !at.is_object() {
            *at = json!({});
        }
        at = &mut at[step];
    }
    *at = value;
}
