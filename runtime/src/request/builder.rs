//! A request while its parameters are being given.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;

use super::encode::{self, Style};
use super::{ToRequest, check_path_argument, fill_path, path_argument};
use crate::body::ResponseBody;
use crate::build::BuildError;
use crate::call::Sending;
use crate::client::Client;
use crate::config::{BaseUrl, CallOptions, allowed_header};
use crate::error::{HeaderErrorKind, RequestErrorKind};
use crate::service::Operation;
use crate::values::Multipart;

/// A request of one operation, while its parameters are being given: what every generated builder wraps.
///
/// If a parameter is set twice, the later value counts. Sending fails with the first value that cannot be sent.
#[derive(Clone)]
pub struct RequestBuilder<C = Client> {
    client: C,
    parts: Parts,
}

/// What does not depend on the client.
#[derive(Clone)]
pub(crate) struct Parts {
    pub operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    /// The parameter's name, and the pairs that it is written as.
    query: Vec<(&'static str, Vec<(String, String)>)>,
    headers: HeaderMap,
    cookies: Vec<(&'static str, String)>,
    body: Option<(HeaderValue, Bytes)>,
    accept: &'static str,
    pub options: Option<CallOptions>,
    refused: Option<BuildError>,
    /// Whether it belongs to a list that is in flight.
    pub allowed_during_shutdown: bool,
}

impl<C> RequestBuilder<C> {
    /// A request without parameters.
    pub fn new(client: &C, operation: &'static Operation) -> Self
    where
        C: Clone,
    {
        Self {
            client: client.clone(),
            parts: Parts::new(operation),
        }
    }

    /// The operation that it is a request of.
    pub fn operation(&self) -> &'static Operation {
        self.parts.operation
    }

    /// Sets the argument for `{name}` in the path.
    pub fn path<T: Serialize>(
        &mut self,
        name: &'static str,
        style: Style,
        value: Result<T, BuildError>,
    ) {
        let text =
            value.and_then(|value| path_argument(name, style, &value).map_err(BuildError::new));
        self.parts.path_text(name, text);
    }

    /// Sets a query parameter.
    pub fn query<T: Serialize>(
        &mut self,
        name: &'static str,
        style: Style,
        value: Result<T, BuildError>,
    ) {
        let pairs =
            value.and_then(|value| encode::query(name, style, &value).map_err(BuildError::new));
        self.parts.query_pairs(name, pairs);
    }

    /// Sets a header parameter.
    pub fn header<T: Serialize>(
        &mut self,
        name: &'static str,
        style: Style,
        value: Result<T, BuildError>,
    ) {
        let text =
            value.and_then(|value| encode::header(name, style, &value).map_err(BuildError::new));
        self.parts.header_value(name, text);
    }

    /// Sets a cookie parameter.
    pub fn cookie<T: Serialize>(
        &mut self,
        name: &'static str,
        style: Style,
        value: Result<T, BuildError>,
    ) {
        let text =
            value.and_then(|value| encode::cookie(name, style, &value).map_err(BuildError::new));
        self.parts.cookie_text(name, text);
    }

    /// Sets a JSON body.
    pub fn json<T: Serialize>(&mut self, content_type: &'static str, body: Result<T, BuildError>) {
        let body = body.and_then(|body| serde_json::to_vec(&body).map_err(BuildError::new));
        self.parts.body(content_type, body.map(Bytes::from));
    }

    /// Sets a body of the media type `application/x-www-form-urlencoded`; members without a style of their own are
    /// written as `form` with `explode`.
    pub fn form<T: Serialize>(
        &mut self,
        styles: &[(&'static str, Style)],
        body: Result<T, BuildError>,
    ) {
        let body = body.and_then(|body| encode::form(styles, &body).map_err(BuildError::new));
        let content_type = "application/x-www-form-urlencoded";
        self.parts.body(content_type, body.map(Bytes::from));
    }

    /// Sets a body of parts.
    pub fn multipart(&mut self, content_type: &'static str, body: Result<Multipart, BuildError>) {
        match body {
            Ok(body) => {
                let content_type = body.content_type(content_type);
                self.parts.body(&content_type, Ok(body.write()));
            }
            Err(error) => self.parts.refuse(error.at("body")),
        }
    }

    /// Sets a body of text.
    pub fn text(&mut self, content_type: &'static str, body: Result<String, BuildError>) {
        self.parts.body(content_type, body.map(Bytes::from));
    }

    /// Sets a body of bytes.
    pub fn bytes(&mut self, content_type: &'static str, body: Result<Bytes, BuildError>) {
        self.parts.body(content_type, body);
    }

    /// Requests one of the operation's media types instead of all.
    pub fn accept(&mut self, media_type: &'static str) {
        self.parts.accept = media_type;
    }

    /// Settings for this call. They take precedence over those of the client and those set before.
    pub fn options(&mut self, options: CallOptions) {
        let before = self.parts.options.take().unwrap_or_default();
        self.parts.options = Some(before.overlaid(&options));
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn into_parts(self) -> (C, Parts) {
        (self.client, self.parts)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn from_parts(client: C, parts: Parts) -> Self {
        Self { client, parts }
    }

    /// Sets a query parameter to a text.
    pub(crate) fn query_text(&mut self, name: &'static str, value: String) {
        self.parts
            .query_pairs(name, Ok(vec![(name.to_owned(), value)]));
    }

    /// Lets it be sent although the client may be shutting down.
    pub(crate) fn allow_during_shutdown(&mut self) {
        self.parts.allowed_during_shutdown = true;
    }

    pub(crate) fn client(&self) -> &C {
        &self.client
    }
}

impl RequestBuilder {
    /// Sends it.
    pub fn send<B: ResponseBody>(self) -> Sending<B::Data, B::Meta> {
        Sending::new::<B>(self.client, self.parts)
    }
}

#[cfg(feature = "blocking")]
impl RequestBuilder<crate::blocking::Client> {
    /// Sends it, and waits for the response.
    ///
    /// # Errors
    /// All that [`Error`](crate::Error) lists.
    pub fn send<B: ResponseBody>(self) -> Result<crate::Response<B::Data, B::Meta>, crate::Error> {
        Sending::new::<B>(self.client.client.clone(), self.parts).wait(&self.client)
    }

    /// Sends it, and waits for the head of the response, whose body is read as it arrives.
    ///
    /// # Errors
    /// All that [`Error`](crate::Error) lists.
    pub fn send_streaming<B: crate::blocking::StreamedBody>(
        self,
    ) -> Result<crate::Response<B::Stream, B::Meta>, crate::Error> {
        let client = self.client.clone();
        Ok(self.send::<B>()?.map(|data| B::stream(data, client)))
    }
}

impl ToRequest for Parts {
    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn to_request(&self, base: &BaseUrl) -> Result<reqwest::Request, RequestErrorKind> {
        if let Some(error) = &self.refused {
            return Err(RequestErrorKind::Value(error.clone()));
        }
        let operation = self.operation;
        for (name, text) in &self.path {
            check_path_argument(name, text)?;
        }
        let mut target = String::with_capacity(base.text().len() + operation.path.len());
        target.push_str(base.text());
        fill_path(operation.path, &mut target, |name| {
            let given = self.path.iter().find(|(given, _)| *given == name);
            given.map(|(_, value)| Cow::Borrowed(value.as_str()))
        })
        .map_err(missing)?;
        let mut url = Url::parse(&target)
            .map_err(|_| RequestErrorKind::Arguments("the URL is not valid".to_owned()))?;
        let pairs = self.query.iter().flat_map(|(_, pairs)| pairs);
        if pairs.clone().next().is_some() {
            url.query_pairs_mut().extend_pairs(pairs);
        }
        let method = Method::from_bytes(operation.method.as_bytes()).map_err(|_| {
            RequestErrorKind::Arguments("the method is not an HTTP method".to_owned())
        })?;
        let mut request = reqwest::Request::new(method, url);
        let headers = request.headers_mut();
        headers.clone_from(&self.headers);
        encode::write_cookies(headers, &self.cookies).map_err(RequestErrorKind::Arguments)?;
        if !self.accept.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_static(self.accept));
        }
        if let Some((content_type, body)) = &self.body {
            headers.insert(CONTENT_TYPE, content_type.clone());
            *request.body_mut() = Some(body.clone().into());
        }
        Ok(request)
    }
}

impl Parts {
    pub fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: None,
            accept: operation.accept,
            options: None,
            refused: None,
            allowed_during_shutdown: false,
        }
    }

    fn refuse(&mut self, error: BuildError) {
        let operation = self.operation.id;
        self.refused.get_or_insert_with(|| error.within(operation));
    }

    fn path_text(&mut self, name: &'static str, text: Result<String, BuildError>) {
        match text {
            Ok(text) => {
                self.path.retain(|(other, _)| *other != name);
                self.path.push((name, text));
            }
            Err(error) => self.refuse(error.at(name)),
        }
    }

    fn query_pairs(
        &mut self,
        name: &'static str,
        pairs: Result<Vec<(String, String)>, BuildError>,
    ) {
        match pairs {
            Ok(pairs) => match self.query.iter_mut().find(|(other, _)| *other == name) {
                Some((_, before)) => *before = pairs,
                None => self.query.push((name, pairs)),
            },
            Err(error) => self.refuse(error.at(name)),
        }
    }

    fn header_value(&mut self, name: &'static str, text: Result<Option<String>, BuildError>) {
        let value = text.and_then(|text| {
            let header = allowed_header(name).map_err(BuildError::new)?;
            let value = text.map(HeaderValue::try_from).transpose();
            let value = value.map_err(|_| BuildError::new(HeaderErrorKind::Value))?;
            Ok((header, value))
        });
        match value {
            Ok((header, Some(value))) => {
                self.headers.insert(header, value);
            }
            Ok((header, None)) => {
                self.headers.remove(header);
            }
            Err(error) => self.refuse(error.at(name)),
        }
    }

    fn cookie_text(&mut self, name: &'static str, text: Result<Option<String>, BuildError>) {
        match text {
            Ok(text) => {
                self.cookies.retain(|(other, _)| *other != name);
                self.cookies.extend(text.map(|text| (name, text)));
            }
            Err(error) => self.refuse(error.at(name)),
        }
    }

    fn body(&mut self, content_type: &str, body: Result<Bytes, BuildError>) {
        let content_type = HeaderValue::from_str(content_type).map_err(|_| {
            BuildError::new("the contract's content type is not a valid header value")
        });
        match content_type.and_then(|content_type| Ok((content_type, body?))) {
            Ok(body) => self.body = Some(body),
            Err(error) => self.refuse(error.at("body")),
        }
    }
}

fn missing(name: &str) -> RequestErrorKind {
    RequestErrorKind::Arguments(format!("the path argument `{name}` is missing"))
}

/// Names alone: arguments and bodies may hold what must not be in a log.
impl<C> fmt::Debug for RequestBuilder<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |names: &mut dyn Iterator<Item = &'static str>| names.collect::<Vec<_>>();
        let parts = &self.parts;
        formatter
            .debug_struct("RequestBuilder")
            .field("operation", &parts.operation.id)
            .field(
                "path",
                &names(&mut parts.path.iter().map(|(name, _)| *name)),
            )
            .field(
                "query",
                &names(&mut parts.query.iter().map(|(name, _)| *name)),
            )
            .field("body", &parts.body.as_ref().map(|(_, body)| body.len()))
            .finish_non_exhaustive()
    }
}
