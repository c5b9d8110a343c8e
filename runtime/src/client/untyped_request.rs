//! A request of any path, bound to its client.

use std::fmt;

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Client, UntypedCall};
use crate::body;
use crate::config::CallOptions;
use crate::error::Error;
use crate::events::EventStream;
use crate::response::Response;
use crate::values::Multipart;

/// A builder of a request to any path. [`Client::request`] creates one.
#[derive(Clone)]
#[must_use = "nothing is sent until `send` is called"]
pub struct UntypedRequest<C = Client> {
    client: C,
    call: UntypedCall,
}

impl<C> UntypedRequest<C> {
    pub(crate) fn new(client: C, method: Method, path: impl Into<String>) -> Self {
        Self {
            client,
            call: UntypedCall::at(&method, path),
        }
    }

    fn map(self, change: impl FnOnce(UntypedCall) -> UntypedCall) -> Self {
        Self {
            client: self.client,
            call: change(self.call),
        }
    }

    /// One `name=value` of the query.
    pub fn query(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.map(|call| call.query(name, value))
    }

    /// A header, except those that the client sets itself.
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.map(|call| call.header(name, value))
    }

    /// A body of JSON.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.map(|call| call.json(body))
    }

    /// A body of another content type.
    pub fn body(self, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        self.map(|call| call.body(content_type, body))
    }

    /// A body of parts, `multipart/form-data`.
    pub fn multipart(self, body: &Multipart) -> Self {
        self.map(|call| call.multipart(body))
    }

    /// Settings for this call.
    pub fn with(self, options: CallOptions) -> Self {
        self.map(|call| call.with(options))
    }
}

impl UntypedRequest {
    /// Sends it. The data is the body as received, for any success; [`Response::json`] decodes it.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn send(self) -> Result<Response<Bytes>, Error> {
        self.client.untyped::<body::Binary>(self.call).await
    }

    /// Sends it, and reads the body as JSON of any type.
    ///
    /// # Errors
    /// All that [`Error`] lists.
    pub async fn send_as<T: DeserializeOwned + Send + 'static>(self) -> Result<Response<T>, Error> {
        self.client.untyped::<body::Json<T>>(self.call).await
    }

    /// Sends it, and reads the events of its response as they arrive.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub async fn send_stream(self) -> Result<Response<EventStream<String>>, Error> {
        self.client.untyped::<body::Events<String>>(self.call).await
    }
}

#[cfg(feature = "blocking")]
impl UntypedRequest<crate::blocking::Client> {
    fn sending(self) -> (crate::blocking::Client, UntypedRequest) {
        let client = self.client.client.clone();
        let call = self.call;
        (self.client, UntypedRequest { client, call })
    }

    /// Sends it, and waits for the response. See [`UntypedRequest::send`].
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn send(self) -> Result<Response<Bytes>, Error> {
        let (client, request) = self.sending();
        client.wait(request.send())?
    }

    /// Sends it, and reads the body as JSON of any type.
    ///
    /// # Errors
    /// All that [`Error`] lists.
    pub fn send_as<T: DeserializeOwned + Send + 'static>(self) -> Result<Response<T>, Error> {
        let (client, request) = self.sending();
        client.wait(request.send_as())?
    }

    /// Sends it, and reads the events of its response as they arrive.
    ///
    /// # Errors
    /// All that [`Error`] lists but `Decode`.
    pub fn send_stream(self) -> Result<Response<crate::blocking::EventStream<String>>, Error> {
        let (client, request) = self.sending();
        let response = client.wait(request.send_stream())??;
        Ok(response.map(|events| crate::blocking::EventStream::new(events, client)))
    }
}

impl<C> fmt::Debug for UntypedRequest<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(formatter)
    }
}
