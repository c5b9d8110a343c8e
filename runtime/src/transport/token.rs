//! The access token of a call, where a provider gives it.

use std::sync::Arc;

use tokio::time::timeout_at;

use super::context::{Call, Shared};
use super::outcome::AttemptResult;
use super::prepare;
use crate::config::{Credential, TokenProvider};
use crate::error::{
    Error, RequestError, RequestErrorKind, TimeoutError, TimeoutErrorKind, TokenError,
};
use crate::service::Operation;

/// A request that can be sent once more with another token.
pub(crate) struct Refresh {
    /// Without a credential.
    request: reqwest::Request,
    token: Arc<Credential>,
    operation: &'static Operation,
}

/// What becomes of a call whose token was refused.
pub(super) enum Refreshed {
    /// It is sent once more.
    Again(reqwest::Request),
    /// The refusal stands.
    Stands(&'static str),
    Failed(AttemptResult),
}

/// Authenticates a request that was checked before.
pub(crate) async fn authenticate(
    shared: &Shared,
    call: &Call,
    provider: &TokenProvider,
    operation: &'static Operation,
    mut request: reqwest::Request,
) -> Result<(reqwest::Request, Option<Box<Refresh>>), Error> {
    let refused = |fault: RequestErrorKind| -> Error {
        let record = call.record();
        RequestError { record, fault }.into()
    };
    if !prepare::takes_credential(shared, operation) {
        prepare::authenticate(shared, &mut request, operation, None).map_err(refused)?;
        return Ok((request, None));
    }
    let token = match timeout_at(call.deadline, provider.current()).await {
        Ok(Ok(token)) => token,
        Ok(Err(source)) => {
            let record = call.record();
            return Err(TokenError { record, source }.into());
        }
        Err(_) => {
            let (record, fault) = (call.record(), too_late(call));
            return Err(TimeoutError { record, fault }.into());
        }
    };
    let bare = request.try_clone();
    prepare::authenticate(shared, &mut request, operation, Some(&token)).map_err(refused)?;
    let refresh = bare.map(|request| {
        Box::new(Refresh {
            request,
            token,
            operation,
        })
    });
    Ok((request, refresh))
}

/// After a 401, which says that the request was not carried out.
pub(super) async fn refresh(shared: &Shared, call: &Call, refresh: Refresh) -> Refreshed {
    let Some(provider) = shared.credentials.provider() else {
        return Refreshed::Stands("there is no token provider");
    };
    let Refresh {
        mut request,
        token,
        operation,
    } = refresh;
    match timeout_at(call.deadline, provider.instead_of(&token)).await {
        Ok(Ok(other)) if other.value() == token.value() => {
            Refreshed::Stands("the token provider gave the refused token again")
        }
        Ok(Ok(other)) => {
            match prepare::authenticate(shared, &mut request, operation, Some(&other)) {
                Ok(()) => Refreshed::Again(request),
                Err(_) => Refreshed::Stands("the token provider gave a token of another kind"),
            }
        }
        Ok(Err(source)) => Refreshed::Failed(AttemptResult::NoToken(source)),
        Err(_) => Refreshed::Failed(AttemptResult::TooLate(too_late(call))),
    }
}

fn too_late(call: &Call) -> TimeoutErrorKind {
    TimeoutErrorKind::Token {
        limit: call.limits.timeout,
    }
}
