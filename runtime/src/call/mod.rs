//! One call, from the request to a [`Response`] or an [`Error`].

mod decode_error;
mod finished;

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use self::finished::Finished;
#[cfg(any(test, fuzzing))]
pub(crate) use self::finished::received;
use crate::body::{DecodeFailure, Received, ResponseBody};
use crate::call_record::CallRecord;
use crate::client::Client;
use crate::config::Limits;
use crate::drift::Monitor;
use crate::error::{Error, RequestError, RequestErrorKind};
use crate::request::{Parts, ToRequest};
use crate::response::Response;
use crate::transport::{Call, Dropped, InFlight, Shared, Taken, retry};
use crate::values::by_size::by_size;

/// A call in progress: a future of its [`Response`].
#[must_use = "nothing is sent until it is awaited"]
pub struct Sending<D, M = ()> {
    call: Boxed<'static>,
    types: PhantomData<fn() -> (D, M)>,
}

/// A call without its types.
pub(crate) type Boxed<'a> = Pin<Box<dyn Future<Output = Result<Decoded, Error>> + Send + 'a>>;

impl<D: 'static, M: 'static> Sending<D, M> {
    /// Sends a request.
    pub(crate) fn new<B: ResponseBody<Data = D, Meta = M>>(client: Client, parts: Parts) -> Self {
        Self {
            call: boxed(client, parts, Body::of::<B>()),
            types: PhantomData,
        }
    }

    /// Waits for the response.
    #[cfg(feature = "blocking")]
    pub(crate) fn wait(self, client: &crate::blocking::Client) -> Result<Response<D, M>, Error> {
        Ok(wait(client, self.call)?.typed())
    }
}

impl<D: 'static, M: 'static> Future for Sending<D, M> {
    type Output = Result<Response<D, M>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let decoded = self.call.as_mut().poll(context);
        decoded.map(|decoded| decoded.map(Decoded::typed))
    }
}

impl<D, M> fmt::Debug for Sending<D, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// What a [`ResponseBody`] says of itself, without its types.
#[derive(Clone, Copy)]
pub(crate) struct Body {
    taken: Taken,
    decode: fn(Received) -> Result<Box<dyn Any + Send>, DecodeFailure>,
}

impl Body {
    pub fn of<B: ResponseBody>() -> Self {
        Self {
            taken: Taken::by::<B>(),
            decode: |received| Ok(Box::new(B::decode(received)?)),
        }
    }
}

/// The end of a call that succeeded: data and meta of its [`Body`].
pub(crate) struct Decoded {
    body: Box<dyn Any + Send>,
    record: Box<CallRecord>,
}

impl Decoded {
    /// With the types of the [`ResponseBody`] that decoded it.
    pub fn typed<D: 'static, M: 'static>(self) -> Response<D, M> {
        let Ok(body) = self.body.downcast::<(D, M)>() else {
            unreachable!("the types are those of the body");
        };
        let (data, meta) = *body;
        Response {
            data,
            meta,
            record: self.record,
        }
    }
}

// Neither of the two is generic, so the runtime compiles them once.

#[cfg(feature = "blocking")]
fn wait(client: &crate::blocking::Client, call: Boxed<'static>) -> Result<Decoded, Error> {
    client.wait(call)?
}

fn boxed(client: Client, parts: Parts, body: Body) -> Boxed<'static> {
    Box::pin(async move {
        let limits = match &parts.options {
            Some(options) => client.options.overlaid(options).limits(),
            None => client.options.limits(),
        };
        let entry = match parts.allowed_during_shutdown {
            true => Entry::Held,
            false => Entry::New,
        };
        run(&client.shared, limits, &parts, body, entry).await
    })
}

/// Whether a call counts by itself when the client shuts down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    New,
    /// It belongs to a list that is in flight already.
    Held,
}

/// Sends a request, and decodes the body. Large bodies are decoded off the executor.
pub(crate) async fn run(
    shared: &Arc<Shared>,
    limits: Limits,
    source: &dyn ToRequest,
    body: Body,
    entry: Entry,
) -> Result<Decoded, Error> {
    let in_flight = match entry {
        Entry::New => InFlight::begin(shared),
        Entry::Held => None,
    };
    let refused = entry == Entry::New && in_flight.is_none();
    let call = Arc::new(Call::new(shared, source.operation(), limits, body.taken));
    let _dropped = Dropped(Arc::clone(&call));
    let result = match call.limits.headers.check() {
        Ok(_) if refused => Err(RequestError {
            record: call.record(),
            fault: RequestErrorKind::ShuttingDown,
        }
        .into()),
        Ok(_) => retry::run(shared, &call, source).await,
        Err(error) => Err(error.into()),
    };
    let finished = Finished {
        record: call.record(),
        result,
        span: call.take_span(),
        in_flight,
        event_limit: call.limits.event_limit,
    };
    if finished.result.is_ok() {
        Monitor::sample(shared, &finished.record);
    }
    let shared = Arc::clone(shared);
    by_size(finished.length(), move || finished.decode(&shared, body)).await
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::StatusCode;
    use proptest::prelude::*;

    use super::*;
    use crate::body::{Envelope, Json};
    use crate::{ClientBuilder, EnvelopeFormat, Operation, Service, ServiceClient};

    static OPERATIONS: [Operation; 1] = [Operation {
        id: "numbers_list",
        contract_id: "",
        method: "GET",
        path: "/numbers",
        summary: "",
        security: &[],
        idempotent: true,
        paginated: false,
        accept: "application/json",
    }];

    static SERVICE: Service = Service::new("Numbers", "1", &OPERATIONS)
        .base_url("https://numbers.example")
        .envelope(EnvelopeFormat {
            data: "result",
            meta: "about",
        });

    struct Numbers(Client);

    impl ServiceClient for Numbers {
        fn service() -> &'static Service {
            &SERVICE
        }

        fn from_client(client: Client) -> Result<Self, Error> {
            Ok(Self(client))
        }
    }

    /// What comes of a body: the data and the meta, or the error.
    fn read<B: ResponseBody>(
        status: u16,
        body: Vec<u8>,
    ) -> Result<Response<B::Data, B::Meta>, Error> {
        let client = ClientBuilder::<Numbers>::new().build().unwrap().0;
        let record = CallRecord {
            operation: SERVICE.operation("numbers_list"),
            status: StatusCode::from_u16(status).ok(),
            body: Bytes::from(body),
            ..CallRecord::default()
        };
        received::<B>(&client.shared, record)
    }

    type Numbered = Envelope<Vec<i64>, std::collections::BTreeMap<String, String>>;

    #[test]
    fn an_envelope_has_the_members_that_the_service_names() {
        let body = r#"{"more":{},"about":{"id":"r"},"result":[1,2]}"#;
        let response = read::<Numbered>(200, body.into()).unwrap();
        assert_eq!(
            (response.data.as_slice(), &*response.meta["id"]),
            (&[1, 2][..], "r")
        );
        for (body, pointer) in [
            (r#"{"data":[1],"meta":{}}"#, ""),
            (r#"{"result":[1,"x"],"about":{}}"#, "/result/1"),
            (r#"[[1],{}]"#, ""),
        ] {
            let error = read::<Numbered>(200, body.into()).unwrap_err();
            assert!(matches!(error, Error::Decode(_)), "{error}");
            assert_eq!(error.pointer(), Some(pointer), "{body}");
        }
        let error = read::<Numbered>(204, Vec::new()).unwrap_err();
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error}");
    }

    proptest! {
        #[test]
        fn no_body_panics(body: Vec<u8>, status in 100..1000_u16) {
            for error in [
                read::<Numbered>(status, body.clone()).err(),
                read::<Json<serde_json::Value>>(status, body).err(),
            ]
            .into_iter()
            .flatten()
            {
                let printed = format!("{error} {error:?} {:?}", error.pointer());
                prop_assert!(printed.contains("numbers_list"));
                let _ = (error.code(), error.message(), error.details(), error.request_id());
            }
        }
    }
}
