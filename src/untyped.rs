//! Operations that a program knows only at run time.

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use progenitor_client::{ClientHooks, OperationInfo, ResponseValue};

use crate::api::{Client, SendError};
use crate::config::is_ours;
use crate::error::Error;
use crate::neo::Neo;
use crate::response::Response;
use crate::runtime::{EventStream, Operation, Payload, answer, encode_path_argument};

/// A call of one row of [`OPERATIONS`](crate::api::OPERATIONS), without types: what is given goes over the wire as it is.
///
/// For tools that know the operation only at run time, as this project's command line does. Programs that know what they
/// call use [`Neo::call`], which knows the parameters too.
///
/// ```no_run
/// # async fn run(neo: neo_api::Neo) -> Result<(), neo_api::Error> {
/// use neo_api::{UntypedCall, api::OPERATIONS};
///
/// let Some(operation) = OPERATIONS.iter().find(|it| it.id == "phone_numbers_get") else {
///     return Ok(());
/// };
/// let response = neo.call_untyped(UntypedCall::new(operation)).await?;
/// println!("{}", String::from_utf8_lossy(&response.data));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use]
pub struct UntypedCall {
    operation: &'static Operation,
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Option<(String, Bytes)>,
}

impl UntypedCall {
    /// A call without arguments.
    pub fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The argument in the place of `{name}` in the path.
    pub fn path(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.path.push((name.into(), value.into()));
        self
    }

    /// One `name=value` of the query. A list is given one by one, or joined, as the contract says.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// The same call with another value for a query parameter.
    pub fn with_query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.retain(|(other, _)| other != name);
        self.query(name, value)
    }

    /// A header that the contract declares for the operation.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The body and its content type.
    pub fn body(mut self, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        self.body = Some((content_type.into(), body.into()));
        self
    }

    /// The headers that were given.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Content type and body, where one was given.
    pub fn content(&self) -> Option<(&str, &[u8])> {
        self.body
            .as_ref()
            .map(|(content_type, body)| (content_type.as_str(), body.as_ref()))
    }

    /// Path and query, as they will go over the wire. A parameter of the path that was not given stays in braces.
    pub fn target(&self) -> String {
        let mut target = String::new();
        let mut rest = self.operation.path;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            target.push_str(before);
            match self.path.iter().find(|(given, _)| given == name) {
                Some((_, value)) => target.push_str(&encode_path_argument(value)),
                None => target.push_str(&format!("{{{name}}}")),
            }
            rest = after;
        }
        target.push_str(rest);
        if !self.query.is_empty() {
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&self.query)
                .finish();
            target.push('?');
            target.push_str(&query);
        }
        target
    }

    /// The first parameter of the path that was not given.
    fn missing(&self) -> Option<&'static str> {
        let names = self.operation.path.split('{').skip(1);
        names
            .filter_map(|part| part.split('}').next())
            .find(|name| !self.path.iter().any(|(given, _)| given == name))
    }

    #[expect(clippy::result_large_err, reason = "the error type is progenitor's")]
    fn build(&self, api: &Client, accept: &'static str) -> Result<reqwest::Request, SendError> {
        if let Some(name) = self.missing() {
            return Err(SendError::InvalidRequest(format!(
                "the path argument `{name}` is missing"
            )));
        }
        let in_path = |name: &str| self.operation.path.contains(&format!("{{{name}}}"));
        if let Some((name, _)) = self.path.iter().find(|(name, _)| !in_path(name)) {
            return Err(SendError::InvalidRequest(format!(
                "the path has no parameter `{name}`"
            )));
        }
        let url = format!("{}{}", api.baseurl, self.target());
        let method = reqwest::Method::from_bytes(self.operation.method.as_bytes())
            .map_err(|_| SendError::InvalidRequest("the method is no HTTP method".to_owned()))?;
        let mut request = api.client.request(method, url);
        request = request.header(ACCEPT, HeaderValue::from_static(accept));
        for (name, value) in &self.headers {
            let bad = || SendError::InvalidRequest(format!("`{name}` or its value is no header"));
            let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad())?;
            if is_ours(&header) {
                return Err(SendError::InvalidRequest(format!(
                    "the header `{header}` is the client's own"
                )));
            }
            let value = HeaderValue::from_str(value).map_err(|_| bad())?;
            request = request.header(header, value);
        }
        if let Some((content_type, body)) = &self.body {
            request = request
                .header(CONTENT_TYPE, content_type)
                .body(body.clone());
        }
        Ok(request.build()?)
    }

    /// The response, where it is a success.
    async fn respond(
        &self,
        api: &Client,
        accept: &'static str,
    ) -> Result<reqwest::Response, SendError> {
        let id = self.operation.id;
        crate::runtime::CallContext::begins(&api.inner, id);
        let mut request = self.build(api, accept)?;
        let info = OperationInfo { operation_id: id };
        api.pre::<()>(&mut request, &info).await?;
        let response = api.exec(request, &info).await?;
        match response.status().is_success() {
            true => Ok(response),
            false => Err(SendError::UnexpectedResponse(response)),
        }
    }

    async fn send(self, api: Client) -> Result<ResponseValue<Whole>, SendError> {
        let accept = "application/json, */*;q=0.1";
        let response = self.respond(&api, accept).await?;
        answer::bytes::<()>(&api.inner, response).await?.map(Whole)
    }

    async fn send_events(
        self,
        api: Client,
    ) -> Result<ResponseValue<EventStream<String>>, SendError> {
        let response = self.respond(&api, "text/event-stream").await?;
        Ok(answer::events(response))
    }
}

/// Names alone: arguments and bodies may hold what is nobody's business in a log.
impl fmt::Debug for UntypedCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().map(|(name, _)| name.clone()).collect()
        };
        formatter
            .debug_struct("UntypedCall")
            .field("operation", &self.operation.id)
            .field("path", &names(&self.path))
            .field("query", &names(&self.query))
            .field("headers", &names(&self.headers))
            .field("body", &self.body.as_ref().map(|(_, body)| body.len()))
            .finish()
    }
}

/// A body as it came.
#[derive(Debug)]
struct Whole(Bytes);

impl Payload for Whole {
    type Data = Bytes;
    type Meta = ();

    fn into_parts(self) -> (Bytes, ()) {
        (self.0, ())
    }
}

impl Neo {
    /// Calls an operation that is known only at run time, with this client's credential, retries, limits and errors.
    /// The answer is the body as it came, whatever success it is.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn call_untyped(&self, call: UntypedCall) -> Result<Response<Bytes, ()>, Error> {
        self.call(|api| call.send(api.clone())).await
    }

    /// Calls an operation that streams events and is known only at run time. The data of each event comes as text, as it
    /// was received. The limits of time end with the headers of the response.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn events_untyped(
        &self,
        call: UntypedCall,
    ) -> Result<Response<EventStream<String>, ()>, Error> {
        self.call(|api| call.send_events(api.clone())).await
    }
}
