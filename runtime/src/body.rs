//! From the body of a response to what the caller gets.
//!
//! JSON is decoded as text, which serde_json reads faster than bytes: it has to look at each string once, not twice.
//! Decoding bytes as well would compile every type twice.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::str::Utf8Error;

use bytes::Bytes;
use http::StatusCode;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::body_stream::BodyStream;
use crate::bytes_stream::ByteStream;
use crate::events::EventStream;
use crate::service::EnvelopeFormat;

/// How the body of an operation's success is read. Generated for responses that differ by status; the forms in this
/// module serve all others.
pub trait ResponseBody: 'static {
    /// The data that the caller requested.
    type Data: Send + 'static;
    /// What the service says about the response; `()` where it has no envelope.
    type Meta: Send + 'static;
    /// Whether the body goes to the caller as it arrives, instead of being read first.
    const STREAMED: bool = false;

    /// Whether the body is a stream of events, which has one media type.
    const EVENTS: bool = false;

    /// Reads the body.
    ///
    /// # Errors
    /// When it does not have the contract's form.
    fn decode(received: Received) -> Result<(Self::Data, Self::Meta), DecodeFailure>;
}

/// A success, as received.
#[derive(Debug)]
pub struct Received {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
    pub(crate) stream: Option<BodyStream>,
    pub(crate) envelope: EnvelopeFormat,
}

/// Why a body could not be decoded.
#[derive(Debug)]
#[non_exhaustive]
pub enum DecodeFailure {
    /// It does not match the type.
    Json(serde_json::Error),
    /// It is not UTF-8, as JSON is (RFC 8259, section 8.1).
    NotUtf8(Utf8Error),
    /// The contract does not document the status.
    UnexpectedStatus,
}

impl From<serde_json::Error> for DecodeFailure {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<Utf8Error> for DecodeFailure {
    fn from(error: Utf8Error) -> Self {
        Self::NotUtf8(error)
    }
}

impl Received {
    /// A response whose body was read before, for example from a file.
    pub fn new(status: StatusCode, body: impl Into<Bytes>, envelope: EnvelopeFormat) -> Self {
        Self {
            status,
            body: body.into(),
            stream: None,
            envelope,
        }
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// When it is not of the type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeFailure> {
        self.has_content()?;
        Ok(serde_json::from_str(std::str::from_utf8(&self.body)?)?)
    }

    /// A 204 or 205 cannot be what a JSON response is documented as (RFC 9110, section 15.3).
    fn has_content(&self) -> Result<(), DecodeFailure> {
        match self.status() {
            204 | 205 if self.body.is_empty() => Err(DecodeFailure::UnexpectedStatus),
            _ => Ok(()),
        }
    }

    /// The body as text. Bytes that are not UTF-8 become U+FFFD.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body, unchanged.
    pub fn bytes(&self) -> Bytes {
        self.body.clone()
    }
}

macro_rules! bare {
    ($(#[doc = $doc:literal] $name:ident[$($generic:ident)?] -> $data:ty, |$received:ident| $decode:expr;)*) => {$(
        #[doc = $doc]
        #[derive(Debug)]
        pub struct $name$(<$generic>(PhantomData<$generic>))?;

        impl$(<$generic: DeserializeOwned + Send + 'static>)? ResponseBody for $name$(<$generic>)? {
            type Data = $data;
            type Meta = ();

            fn decode($received: Received) -> Result<($data, ()), DecodeFailure> {
                Ok(($decode, ()))
            }
        }
    )*};
}

bare! {
    #[doc = "JSON without an envelope."]
    Json[T] -> T, |received| received.json()?;
    #[doc = "Text of any kind."]
    Text[] -> String, |received| received.text();
    #[doc = "Bytes, read into memory."]
    Binary[] -> Bytes, |received| received.body;
    #[doc = "No body, as of a 204."]
    Empty[] -> (), |_received| ();
}

/// Bytes, as they arrive.
#[derive(Debug)]
pub struct Stream;

impl ResponseBody for Stream {
    type Data = ByteStream;
    type Meta = ();
    const STREAMED: bool = true;

    fn decode(received: Received) -> Result<(ByteStream, ()), DecodeFailure> {
        let body = received.stream.ok_or(DecodeFailure::UnexpectedStatus)?;
        Ok((ByteStream::new(body), ()))
    }
}

/// Events, as they arrive.
#[derive(Debug)]
pub struct Events<T>(PhantomData<T>);

impl<T: 'static> ResponseBody for Events<T> {
    type Data = EventStream<T>;
    type Meta = ();
    const STREAMED: bool = true;
    const EVENTS: bool = true;

    fn decode(received: Received) -> Result<(EventStream<T>, ()), DecodeFailure> {
        let body = received.stream.ok_or(DecodeFailure::UnexpectedStatus)?;
        Ok((EventStream::new(body), ()))
    }
}

/// JSON in the service's envelope, whose members [`EnvelopeFormat`] names.
#[derive(Debug)]
pub struct Envelope<D, M>(PhantomData<(D, M)>);

impl<D, M> ResponseBody for Envelope<D, M>
where
    D: DeserializeOwned + Send + 'static,
    M: DeserializeOwned + Send + 'static,
{
    type Data = D;
    type Meta = M;

    fn decode(received: Received) -> Result<(D, M), DecodeFailure> {
        received.has_content()?;
        let format = received.envelope;
        let text = std::str::from_utf8(&received.body)?;
        let mut json = serde_json::Deserializer::from_str(text);
        let parts = envelope(&mut json, format)?;
        json.end()?;
        Ok(parts)
    }
}

fn envelope<'de, D, M>(
    json: &mut serde_json::Deserializer<serde_json::de::StrRead<'de>>,
    format: EnvelopeFormat,
) -> Result<(D, M), serde_json::Error>
where
    D: Deserialize<'de>,
    M: Deserialize<'de>,
{
    struct Members<D, M>(EnvelopeFormat, PhantomData<(D, M)>);

    impl<'de, D: Deserialize<'de>, M: Deserialize<'de>> Visitor<'de> for Members<D, M> {
        type Value = (D, M);

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(D, M), A::Error> {
            use serde::de::Error as _;
            let (mut data, mut meta) = (None, None);
            while let Some(member) = next(&mut map, self.0)? {
                match member {
                    Member::Data => data = Some(map.next_value()?),
                    Member::Meta => meta = Some(map.next_value()?),
                }
            }
            match (data, meta) {
                (Some(data), Some(meta)) => Ok((data, meta)),
                (None, _) => Err(A::Error::missing_field(self.0.data)),
                (_, None) => Err(A::Error::missing_field(self.0.meta)),
            }
        }
    }

    json.deserialize_map(Members(format, PhantomData))
}

enum Member {
    Data,
    Meta,
}

/// The next member of an envelope that is read; others are skipped.
fn next<'de, A: MapAccess<'de>>(
    map: &mut A,
    format: EnvelopeFormat,
) -> Result<Option<Member>, A::Error> {
    while let Some(name) = map.next_key::<Cow<'de, str>>()? {
        if *name == *format.data {
            return Ok(Some(Member::Data));
        }
        if *name == *format.meta {
            return Ok(Some(Member::Meta));
        }
        map.next_value::<IgnoredAny>()?;
    }
    Ok(None)
}
