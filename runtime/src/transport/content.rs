//! Whether a success is of the kind that the operation gives: a proxy's page with status 200 is not.

use http::StatusCode;
use neo_api_document::media_type;

use super::context::{Call, Shared, Taken};
use crate::diagnostics;
use crate::error::content::essence;

/// What the response should have been, where its content type is another. JSON is left to its decoder, which says more.
pub fn expected_instead(
    shared: &Shared,
    call: &Call,
    response: &reqwest::Response,
) -> Option<&'static str> {
    let status = response.status();
    if !status.is_success() || matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT)
    {
        return None;
    }
    let essence = call.with_headers(response, essence);
    let essence = essence.as_deref();
    match call.taken {
        // The standard of event streams takes no other.
        Taken::Events if essence == Some("text/event-stream") => None,
        Taken::Events => Some("an event stream (text/event-stream)"),
        Taken::Bytes | Taken::Whole if essence == Some("text/html") => {
            let operation = call.update(|progress| progress.record.operation)?;
            let documented = diagnostics::media_types(shared.document(), operation, status)?;
            let json_or_html = |it: &String| {
                media_type::is_json(it) || it.starts_with("text/html") || it.contains('*')
            };
            match documented.iter().any(json_or_html) || documented.is_empty() {
                true => None,
                false => Some("what the contract documents"),
            }
        }
        Taken::Bytes | Taken::Whole => None,
    }
}
