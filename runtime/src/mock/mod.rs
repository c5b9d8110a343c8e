//! A service on loopback for tests of programs, made from the contract.
//!
//! It returns a valid response for every operation unless a test sets another one, and keeps the requests it received. A
//! request that does not fit the contract is refused, and fails the test: see [`Mock::check_requests`]. It runs on its own
//! thread and ends with the [`Mock`], so both blocking and async programs can be tested.

mod check;
mod http;
mod page;
mod pattern;
mod reply;
mod request;
mod sample;
mod scalar;
mod script;
mod server;
mod store;

use std::fmt;
use std::marker::PhantomData;
use std::net::ToSocketAddrs;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

pub use self::check::{Location, Mismatch};
use self::page::Page;
pub use self::reply::Reply;
pub use self::request::Request;
use self::script::Script;
use crate::body::{Received, ResponseBody};
use crate::{ClientBuilder, Credential, Operation, OperationRequest, ServiceClient};

/// A valid JSON body for a request of an operation; `None` if the operation has no JSON body. `document` is
/// [`Service::contract`](crate::Service::contract), read.
pub fn sample_request(document: &Value, operation: &Operation) -> Option<Value> {
    sample::request(document, operation)
}

/// How many mismatches a failed test prints.
const MOST_PRINTED: usize = 50;

/// A running service. It ends when this is dropped.
///
/// `C` is the client that is tested.
pub struct Mock<C> {
    url: String,
    script: Arc<Script>,
    _stop: server::Stop,
    started_at: &'static std::panic::Location<'static>,
    client: PhantomData<fn() -> C>,
}

/// Fails the test at the latest here, as [`Mock::verify`] does.
impl<C> Drop for Mock<C> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.verify();
        }
    }
}

impl<C: ServiceClient> Mock<C> {
    /// Starts it, on a free port of this machine.
    ///
    /// # Errors
    /// If no port is free, or no thread can be started.
    #[track_caller]
    pub fn start() -> std::io::Result<Self> {
        Self::start_at("127.0.0.1:0")
    }

    /// Starts it at an address of this machine: `127.0.0.1:8080`, or port 0 for a free one.
    ///
    /// # Errors
    /// If the mock cannot listen on the address, or no thread can be started.
    #[track_caller]
    pub fn start_at(address: impl ToSocketAddrs) -> std::io::Result<Self> {
        let script = Arc::new(Script::new(C::service()));
        let (url, stop) = server::start(Arc::clone(&script), address)?;
        Ok(Self {
            url,
            script,
            _stop: stop,
            started_at: std::panic::Location::caller(),
            client: PhantomData,
        })
    }

    /// A client of it.
    ///
    /// # Panics
    /// When the system's TLS settings cannot be read, which every client needs.
    pub fn client(&self) -> C {
        match self.builder().build() {
            Ok(client) => client,
            Err(error) => panic!("{error}"),
        }
    }

    /// Sets up a client of it, with a credential for every security scheme.
    pub fn builder(&self) -> ClientBuilder<C> {
        let builder = ClientBuilder::new().base_url(&self.url);
        let key = C::service().mock_key;
        let credentials = [
            Credential::bearer(key),
            Credential::api_key(key),
            Credential::basic("mock", key),
        ];
        let credentials = credentials.into_iter().flatten();
        credentials.fold(builder, ClientBuilder::credential)
    }

    /// The data of a valid success of an operation, to modify and pass to [`On::data`].
    ///
    /// # Panics
    /// When the contract's response is not JSON, or the sample does not fit the type; the latter is a defect.
    pub fn sample<O: OperationRequest>() -> <O::Body as ResponseBody>::Data {
        let script = Script::new(C::service());
        let sample = script.sample(O::OPERATION.id);
        let received = Received {
            status: ::http::StatusCode::from_u16(sample.status).unwrap_or_default(),
            body: sample
                .body
                .map_or_else(Default::default, |body| body.to_string().into()),
            stream: None,
            envelope: C::service().envelope,
        };
        match O::Body::decode(received) {
            Ok((data, _)) => data,
            Err(failure) => panic!("no sample of {}: {failure:?}", O::OPERATION.id),
        }
    }
}

impl<C> Mock<C> {
    /// Its base URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Sets the responses of one operation: `mock.on::<operations::AgentsList>()`.
    pub fn on<O: OperationRequest>(&self) -> On<'_> {
        On {
            script: &self.script,
            operation: O::OPERATION.id,
        }
    }

    /// Answers every request, of any operation, with the result of `respond`, which receives the number of earlier
    /// requests and the request.
    pub fn respond_all(&self, respond: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static) {
        self.script.respond_all(Arc::new(respond));
    }

    /// Whether requests are validated against the contract, as they are by default: types, bounds, lengths and listed
    /// values of parameters and JSON bodies, and whether required ones are present. A request that does not fit is
    /// refused with 400 and the code `request_mismatch`, before any scripted response is used, and fails the test when
    /// the mock is dropped. Up to 20 mismatches of a request are reported.
    ///
    /// Parameters and members that the contract does not list pass, as do `pattern`s and multipart bodies.
    pub fn check_requests(&self, check: bool) {
        self.script.check_requests(check);
    }

    /// Keeps resources from now on: what a `POST` on a collection `/x` creates is listed there, and read, updated
    /// (`PUT`, `PATCH` as a merge patch) and deleted at `/x/{id}`; a missing one is 404. Lists are paginated.
    ///
    /// A collection in which nothing can be created begins with the sample's items. Operations of other kinds, and those
    /// with a scripted response, respond as before; filters of a list are not applied.
    pub fn stateful(&self) {
        self.script.keep();
    }

    /// Calls `log` with each request and the status of its response: `None` if the response is raw bytes, or there is
    /// no response.
    pub fn log(&self, log: impl Fn(&Request, Option<u16>) + Send + Sync + 'static) {
        self.script.log(Arc::new(log));
    }

    /// Fails the test if a request did not fit the contract, or a closure of the test panicked. Dropping the mock does so
    /// too.
    ///
    /// # Panics
    /// With the operation, the location and the JSON pointer of each mismatch, and the line that started the mock; or with
    /// the panic of the closure.
    #[track_caller]
    pub fn verify(&self) {
        if let Some(panic) = self.script.panic() {
            std::panic::resume_unwind(panic);
        }
        let mismatches = self.take_mismatches();
        let printed = mismatches.iter().take(MOST_PRINTED);
        let mut lines: String = printed.map(|it| format!("\n  {it}")).collect();
        if let Some(more @ 1..) = mismatches.len().checked_sub(MOST_PRINTED) {
            lines += &format!("\n  and {more} more");
        }
        assert!(
            mismatches.is_empty(),
            "requests to the mock that {} started do not fit the contract (`check_requests(false)` allows that):{lines}",
            self.started_at
        );
    }

    /// Takes the mismatches so far: they do not fail the test.
    pub fn take_mismatches(&self) -> Vec<Mismatch> {
        self.script.take_mismatches()
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.script.requests()
    }

    /// The requests of one operation so far.
    pub fn requests_of<O: OperationRequest>(&self) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| request.operation() == Some(O::OPERATION.id));
        requests
    }
}

impl<C> fmt::Debug for Mock<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Mock")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// The responses of one operation, in the order in which they are set. After the last one, responses are valid
/// samples.
#[derive(Debug)]
pub struct On<'m> {
    script: &'m Script,
    operation: &'static str,
}

impl On<'_> {
    /// The next response.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "the response is noted already"
    )]
    pub fn reply(self, reply: Reply) -> Self {
        self.script.queue(self.operation, reply);
        self
    }

    /// The next response: a valid success with this data, in the envelope that the service has.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "the response is noted already"
    )]
    pub fn data<T: Serialize + ?Sized>(self, data: &T) -> Self {
        let data = serde_json::to_value(data).unwrap_or_default();
        let member = self.script.service().envelope.data;
        self.reply(Reply::changed(move |body| match body.get_mut(member) {
            Some(in_envelope) => *in_envelope = data.clone(),
            None => *body = data.clone(),
        }))
    }

    /// All further responses: the closure receives the number of earlier requests of the operation and the request.
    pub fn each(self, respond: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static) {
        self.script.each(self.operation, Arc::new(respond));
    }

    /// A paginated list with working cursors. The request determines the size of a page; the default is 50.
    /// A cursor that was not issued is refused with 400.
    pub fn pages<T: Serialize>(self, items: &[T]) {
        let items: Vec<Value> = items
            .iter()
            .map(|item| serde_json::to_value(item).unwrap_or_default())
            .collect();
        let service = self.script.service();
        let pointer = self.script.items_pointer(self.operation);
        let pointer = pointer.unwrap_or_else(|| format!("/{}", service.envelope.data));
        self.each(move |_, request| {
            let page = Page {
                items: &items,
                pointer: &pointer,
                cursor: Some(service.cursor),
            };
            page.of(request)
        });
    }
}

#[cfg(test)]
mod tests;
