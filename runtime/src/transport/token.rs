//! The access token of a call, where a provider gives it.

use std::sync::Arc;

use tokio::time::timeout_at;

use super::context::{Call, Shared};
use super::outcome::AttemptResult;
use super::prepare;
use crate::config::{Credential, TokenProvider};
use crate::error::TimeoutErrorKind;
use crate::request::ToRequest;

/// What becomes of a call whose token was refused.
pub(super) enum Refreshed {
    /// It is sent again, with this one.
    Again(Arc<Credential>),
    /// The provider returned the refused token.
    Same,
    Failed(AttemptResult),
}

/// The token that a call begins with. None where its operation takes no credential.
pub(super) async fn first(
    shared: &Shared,
    call: &Call,
    provider: &TokenProvider,
    source: &dyn ToRequest,
) -> Result<Option<Arc<Credential>>, AttemptResult> {
    // A request that is refused anyway does not need a token.
    prepare::checked(shared, call, source).map_err(AttemptResult::NotSent)?;
    if !prepare::takes_credential(shared, source.operation()) {
        return Ok(None);
    }
    match timeout_at(call.deadline, provider.current()).await {
        Ok(Ok(token)) => Ok(Some(token)),
        Ok(Err(source)) => Err(AttemptResult::NoToken(source)),
        Err(_) => Err(too_late(call)),
    }
}

/// After a 401, which says that the request was not carried out.
pub(super) async fn refresh(
    call: &Call,
    provider: &TokenProvider,
    refused: &Credential,
) -> Refreshed {
    match timeout_at(call.deadline, provider.instead_of(refused)).await {
        Ok(Ok(other)) if other.value() == refused.value() => Refreshed::Same,
        Ok(Ok(other)) => Refreshed::Again(other),
        Ok(Err(source)) => Refreshed::Failed(AttemptResult::NoToken(source)),
        Err(_) => Refreshed::Failed(too_late(call)),
    }
}

fn too_late(call: &Call) -> AttemptResult {
    AttemptResult::TooLate(TimeoutErrorKind::Token {
        limit: call.limits.timeout,
    })
}
