//! progenitor's hooks: what happens to the request of every generated operation.

use progenitor_client::{ClientHooks, Error, OperationInfo};

use super::Context;
use super::{exec, prepare};
use crate::error::RequestError;
use crate::generated::Client;

impl ClientHooks<Context> for Client {
    async fn pre<E>(
        &self,
        request: &mut reqwest::Request,
        info: &OperationInfo,
    ) -> Result<(), Error<E>> {
        let Context { shared, call } = &self.inner;
        prepare::prepare(shared, call, request, info.operation_id).map_err(|fault| {
            call.fail(|exchange| RequestError { exchange, fault }.into());
            // `Neo::call` returns the error just kept, not this one.
            Error::Custom("the request was refused".to_owned())
        })
    }

    async fn exec(
        &self,
        request: reqwest::Request,
        _: &OperationInfo,
    ) -> reqwest::Result<reqwest::Response> {
        let Context { shared, call } = &self.inner;
        Ok(exec::exec(shared, call, request).await)
    }
}
