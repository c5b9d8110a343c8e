//! A service on loopback for tests of programs that use this crate, made from the same contract.
//!
//! It answers every operation with a valid response until told otherwise, and keeps what it was asked.
//!
//! ```
//! use std::time::Duration;
//! use neo_api::{api::builder::PhoneNumbersGet, mock::{Mock, Reply}};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let mock = Mock::start()?;
//! mock.on::<PhoneNumbersGet>()
//!     .reply(Reply::rate_limited(Duration::ZERO)) // the first time
//!     .reply(Reply::changed(|body| body["data"][0]["status"] = "PORTING".into())); // the second time
//! let neo = mock.neo();
//!
//! let numbers = neo.phone_numbers().await.unwrap(); // was retried
//! assert_eq!(numbers.data[0].status.as_str(), "PORTING");
//! assert_eq!(mock.requests_of::<PhoneNumbersGet>().len(), 2);
//! # Ok::<(), std::io::Error>(())
//! # }).unwrap();
//! ```
//!
//! It runs on a thread of its own and ends with the [`Mock`], so that blocking and async programs can be tested alike.

mod http;
mod pattern;
mod reply;
mod request;
mod sample;
mod scalar;
mod script;
mod server;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use self::reply::Reply;
pub use self::request::Request;
use self::script::Service;
use crate::runtime::{OperationBuilder, Paginated, Payload};
use crate::{Neo, NeoBuilder};

/// The key that clients of a mock use; it opens nothing else.
pub const KEY: &str = "neo_sk_mock_000000000000000000000000";

/// A running service. It ends when this is dropped.
pub struct Mock {
    url: String,
    service: Arc<Service>,
    _stop: server::Stop,
}

/// A closure that panicked, as by a failed assertion, fails the test here at the latest.
impl Drop for Mock {
    fn drop(&mut self) {
        if let Some(panic) = self.service.panic()
            && !std::thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

impl Mock {
    /// Starts it, on a free port of this machine.
    ///
    /// # Errors
    /// When there is no free port, or no thread.
    pub fn start() -> std::io::Result<Self> {
        let service = Arc::new(Service::new(crate::api::OPERATIONS));
        let (url, stop) = server::start(Arc::clone(&service))?;
        Ok(Self {
            url,
            service,
            _stop: stop,
        })
    }

    /// Its base URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A client of it.
    ///
    /// # Panics
    /// When the system's TLS settings cannot be read, which every client needs.
    pub fn neo(&self) -> Neo {
        match self.builder().build() {
            Ok(neo) => neo,
            Err(error) => panic!("{error}"),
        }
    }

    /// Sets up a client of it.
    pub fn builder(&self) -> NeoBuilder {
        Neo::builder().api_key(KEY).base_url(&self.url)
    }

    /// Says how one operation answers: `mock.on::<api::builder::PhoneNumbersGet>()`.
    pub fn on<B: OperationBuilder>(&self) -> On<'_, B> {
        On {
            mock: self,
            builder: PhantomData,
        }
    }

    /// Answers every request with what `answer` makes of it, whatever the operation; it gets the request and how many
    /// there were before.
    pub fn answer_all(&self, answer: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static) {
        self.service.answer_all(Arc::new(answer));
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.service.requests()
    }

    /// The requests of one operation so far.
    pub fn requests_of<B: OperationBuilder>(&self) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| request.operation() == Some(B::OPERATION_ID));
        requests
    }

    /// A valid success of an operation, to be changed and given to [`On::answer`].
    ///
    /// # Panics
    /// When the contract's answer is no JSON, or the sample does not fit the type; the latter is a defect of this crate.
    pub fn sample<B>() -> B::Answer
    where
        B: OperationBuilder,
        B::Answer: DeserializeOwned,
    {
        let body = sample::success(B::OPERATION_ID).body.unwrap_or_default();
        match serde_json::from_value(body) {
            Ok(answer) => answer,
            Err(error) => panic!("no sample of {}: {error}", B::OPERATION_ID),
        }
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Mock")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// How one operation answers. What is said first is answered first; after the last one come valid responses again.
#[derive(Debug)]
pub struct On<'m, B> {
    mock: &'m Mock,
    builder: PhantomData<fn() -> B>,
}

impl<B: OperationBuilder> On<'_, B> {
    /// The next answer.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "the answer is noted already"
    )]
    pub fn reply(self, reply: Reply) -> Self {
        self.mock.service.queue(B::OPERATION_ID, reply);
        self
    }

    /// The next answer, of the operation's own type.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "the answer is noted already"
    )]
    pub fn answer(self, answer: &B::Answer) -> Self
    where
        B::Answer: Serialize,
    {
        self.reply(Reply::json(answer))
    }

    /// All further answers, made from the request; it gets the request and how many of the operation there were before.
    pub fn each(self, answer: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static) {
        self.mock.service.each(B::OPERATION_ID, Arc::new(answer));
    }

    /// A list that comes page by page, with cursors that work: `page_size` of the request at a time, 50 where it says
    /// nothing. A cursor that was not handed out is refused with 400.
    pub fn pages<T>(self, items: &[T])
    where
        B: Paginated,
        B::Page: Payload<Data = Vec<T>>,
        T: Serialize,
    {
        let items: Vec<Value> = items
            .iter()
            .map(|item| serde_json::to_value(item).unwrap_or_default())
            .collect();
        self.each(move |_, request| script::page(&items, request));
    }
}
