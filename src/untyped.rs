//! Operations that a program knows only at run time.

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use progenitor_client::{ClientHooks, OperationInfo, ResponseValue};

use crate::api::{Client, SendError};
use crate::config::is_ours;
use crate::config::redact::printable_name;
use crate::error::Error;
use crate::neo::Neo;
use crate::response::Response;
use crate::runtime::{Operation, Payload, encode_path_argument};

/// A call of one row of [`OPERATIONS`](crate::api::OPERATIONS), without types: what is given goes over the wire as it is.
///
/// For tools that know the operation only at run time, as this project's command line does. Programs that know what they
/// call use [`Neo::call`], which knows the parameters too.
///
/// ```no_run
/// # async fn run(neo: neo_api::Neo) -> Result<(), neo_api::Error> {
/// use neo_api::{UntypedCall, api::OPERATIONS};
///
/// let answer = neo.call_untyped(UntypedCall::new(&OPERATIONS[0])).await?;
/// println!("{}", String::from_utf8_lossy(&answer.data));
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
    fn build(&self, api: &Client) -> Result<reqwest::Request, SendError> {
        if let Some(name) = self.missing() {
            return Err(SendError::InvalidRequest(format!(
                "the path argument `{name}` is missing"
            )));
        }
        let in_path = |name: &str| self.operation.path.contains(&format!("{{{name}}}"));
        if let Some((name, _)) = self.path.iter().find(|(name, _)| !in_path(name)) {
            return Err(SendError::InvalidRequest(format!(
                "the path has no parameter `{}`",
                printable_name(name)
            )));
        }
        let url = format!("{}{}", api.baseurl, self.target());
        let method = reqwest::Method::from_bytes(self.operation.method.as_bytes())
            .map_err(|_| SendError::InvalidRequest("the method is no HTTP method".to_owned()))?;
        let mut request = api.client.request(method, url).header(
            ACCEPT,
            HeaderValue::from_static("application/json, */*;q=0.1"),
        );
        for (name, value) in &self.headers {
            let bad = || {
                let name = printable_name(name);
                SendError::InvalidRequest(format!("the header `{name}` or its value is not valid"))
            };
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

    async fn send(self, api: Client) -> Result<ResponseValue<Whole>, SendError> {
        let id = self.operation.id;
        crate::runtime::CallContext::begins(&api.inner, id);
        let mut request = self.build(&api)?;
        let info = OperationInfo { operation_id: id };
        api.pre::<()>(&mut request, &info).await?;
        let result = api.exec(request, &info).await;
        let response = result?;
        if !response.status().is_success() {
            return Err(SendError::UnexpectedResponse(response));
        }
        crate::runtime::answer::bytes::<()>(&api.inner, response)
            .await?
            .map(Whole)
    }
}

/// Names alone: arguments and bodies may hold what is nobody's business in a log.
impl fmt::Debug for UntypedCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            let names = pairs.iter().map(|(name, _)| printable_name(name));
            names.map(str::to_owned).collect()
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
}
