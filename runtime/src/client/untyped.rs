//! Calls without types: of operations that a program knows only at run time, and of paths that the contract does not have.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::Url;
use serde::Serialize;

use super::{Client, undocumented};
use crate::body::{self, ResponseBody};
use crate::call::{Body, Boxed, Entry, run};
use crate::config::redact::printable_name;
use crate::config::{BaseUrl, CallOptions, checked_header};
use crate::error::{Error, RequestErrorKind};
use crate::events::EventStream;
use crate::request::{ToRequest, check_path_argument, encode_path_argument, fill_path};
use crate::response::Response;
use crate::service::Operation;
use crate::values::Multipart;

/// A call of one row of [`Service::operations`](crate::Service::operations), or of a path that the contract does not have,
/// without types: what is given goes over the wire as it is.
///
/// For tools that know the operation only at run time, as a command line does. [`Client::request`] makes and sends one at
/// once.
///
/// ```no_run
/// # async fn run(client: neo_api_runtime::Client) -> Result<(), neo_api_runtime::Error> {
/// use neo_api_runtime::UntypedCall;
///
/// if let Some(operation) = client.service().operation("agents_list") {
///     let response = client.call_untyped(UntypedCall::new(operation)).await?;
///     println!("{}", String::from_utf8_lossy(&response.data));
/// }
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
    /// The path, where it is not the operation's.
    at: Option<String>,
    options: CallOptions,
    /// Why it cannot be sent.
    refused: Option<&'static str>,
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
            at: None,
            options: CallOptions::new(),
            refused: None,
        }
    }

    /// A call of any path, which is appended to the base URL. See [`Client::request`].
    pub fn at(method: &Method, path: impl Into<String>) -> Self {
        let path = path.into();
        let operation = undocumented::operation(method);
        let refused = match operation {
            None => {
                Some("the method is not one of GET, HEAD, OPTIONS, PUT, DELETE, POST and PATCH")
            }
            Some(_) => undocumented::refused(&path),
        };
        let mut call = Self::new(operation.unwrap_or(&undocumented::NONE));
        call.at = Some(path);
        call.refused = refused;
        call
    }

    /// The operation that is called. Of a path it is not known before the call is sent.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The argument that replaces `{name}` in the path.
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

    /// A body of JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => self.body("application/json", body),
            Err(_) => {
                self.refused.get_or_insert("the body has no form in JSON");
                self
            }
        }
    }

    /// A body of parts, `multipart/form-data`.
    pub fn multipart(self, body: &Multipart) -> Self {
        let content_type = body.content_type("multipart/form-data");
        self.body(content_type, body.write())
    }

    /// Settings for this call, over those of the client and those given before.
    pub fn with(mut self, options: CallOptions) -> Self {
        self.options = self.options.overlaid(&options);
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
        match &self.at {
            Some(path) => target.push_str(path),
            // Every parameter has a text here, so nothing is left out.
            None => {
                let _ = fill_path(self.operation.path, &mut target, |name| {
                    let given = self.path.iter().find(|(given, _)| given == name);
                    Some(Cow::Owned(match given {
                        Some((_, value)) => encode_path_argument(value),
                        None => format!("{{{name}}}"),
                    }))
                });
            }
        }
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
        if self.at.is_some() {
            return None;
        }
        let names = self.operation.path.split('{').skip(1);
        names
            .filter_map(|part| part.split('}').next())
            .find(|name| !self.path.iter().any(|(given, _)| given == name))
    }
}

impl ToRequest for UntypedCall {
    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn to_request(&self, base: &BaseUrl) -> Result<reqwest::Request, RequestErrorKind> {
        if let Some(reason) = self.refused {
            return Err(refused(reason.to_owned()));
        }
        if let Some(name) = self.missing() {
            return Err(refused(format!("the path argument `{name}` is missing")));
        }
        let in_path =
            |name: &str| self.at.is_none() && self.operation.path.contains(&format!("{{{name}}}"));
        if let Some((name, _)) = self.path.iter().find(|(name, _)| !in_path(name)) {
            return Err(refused(format!(
                "the path has no parameter `{}`",
                printable_name(name)
            )));
        }
        for (name, value) in &self.path {
            check_path_argument(name, value)?;
        }
        let url = Url::parse(&format!("{}{}", base.text(), self.target()))
            .map_err(|_| refused("the URL is not valid".to_owned()))?;
        let method = reqwest::Method::from_bytes(self.operation.method.as_bytes())
            .map_err(|_| refused("the method is not an HTTP method".to_owned()))?;
        let mut request = reqwest::Request::new(method, url);
        let accept = match self.operation.accept {
            "" => "application/json, */*;q=0.1",
            accept => accept,
        };
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        for (name, value) in &self.headers {
            let (header, value) = checked_header(name, value).map_err(|fault| {
                let name = name.to_ascii_lowercase();
                let name = printable_name(&name);
                refused(format!("the header `{name}` was refused: {fault}"))
            })?;
            headers.append(header, value);
        }
        if let Some((content_type, body)) = &self.body {
            let content_type = HeaderValue::from_str(content_type)
                .map_err(|_| refused("the content type is not valid".to_owned()))?;
            headers.insert(CONTENT_TYPE, content_type);
            *request.body_mut() = Some(body.clone().into());
        }
        Ok(request)
    }
}

fn refused(reason: String) -> RequestErrorKind {
    RequestErrorKind::Arguments(reason)
}

/// Only names: arguments and bodies may hold data that does not belong in a log.
impl fmt::Debug for UntypedCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            let names = pairs.iter().map(|(name, _)| printable_name(name));
            names.map(str::to_owned).collect()
        };
        formatter
            .debug_struct("UntypedCall")
            .field("operation", &self.operation.id)
            .field("method", &self.operation.method)
            .field("path", &names(&self.path))
            .field("query", &names(&self.query))
            .field("headers", &names(&self.headers))
            .field("body", &self.body.as_ref().map(|(_, body)| body.len()))
            .finish()
    }
}

impl Client {
    /// Calls an operation that is known only at run time, with this client's credentials, retries, limits and errors.
    /// The data is the body as received, whatever success it is.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn call_untyped(&self, call: UntypedCall) -> Result<Response<Bytes, ()>, Error> {
        self.untyped::<body::Binary>(call).await
    }

    /// Calls such an operation, and reads the events of its response as they arrive.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn events_untyped(
        &self,
        call: UntypedCall,
    ) -> Result<Response<EventStream<String>, ()>, Error> {
        self.untyped::<body::Events<String>>(call).await
    }

    pub(super) async fn untyped<B: ResponseBody>(
        &self,
        call: UntypedCall,
    ) -> Result<Response<B::Data, B::Meta>, Error> {
        Ok(self.boxed(call, Body::of::<B>()).await?.typed())
    }

    fn boxed(&self, mut call: UntypedCall, body: Body) -> Boxed<'_> {
        Box::pin(async move {
            let limits = self.options.overlaid(&call.options).limits();
            let at = call.at.as_deref();
            let documented =
                at.and_then(|at| self.service().operation_at(call.operation.method, at));
            call.operation = documented.unwrap_or(call.operation);
            run(&self.shared, limits, &call, body, Entry::New).await
        })
    }
}
