//! From the body of a response to what the caller gets.

use std::collections::{BTreeMap, HashMap};

use serde::de::DeserializeOwned;

/// The body type of an operation's success response.
///
/// Generated for each response type. A body `{data, meta}` is an envelope and comes apart; any other
/// body is its own data, with no meta.
pub trait Payload: Sized {
    /// What the caller asked for.
    type Data;
    /// What the service says about the call; `()` where the contract has no envelope.
    type Meta;

    /// Whether the body goes to the caller as it comes, instead of being read first.
    const STREAMED: bool = false;

    /// Whether the body is a stream of events, which has one media type.
    const EVENTS: bool = false;

    /// Takes the envelope apart.
    fn into_parts(self) -> (Self::Data, Self::Meta);
}

macro_rules! bare {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> Payload for $type {
            type Data = Self;
            type Meta = ();

            fn into_parts(self) -> (Self, ()) {
                (self, ())
            }
        }
    )*};
}

bare! {
    [T: DeserializeOwned] Vec<T>,
    [T: DeserializeOwned] Option<T>,
    [T: DeserializeOwned] Box<T>,
    [T: DeserializeOwned] HashMap<String, T>,
    [T: DeserializeOwned] BTreeMap<String, T>,
    [] serde_json::Value,
    [] serde_json::Map<String, serde_json::Value>,
    [] super::Json,
    [] super::JsonValue,
    [] super::Number,
    [] super::Timestamp,
    [] String,
    [] bool,
    [] i8, [] i16, [] i32, [] i64, [] u8, [] u16, [] u32, [] u64, [] f32, [] f64,
    [] uuid::Uuid,
    [] chrono::NaiveDate,
}

/// No body, as of a 204.
impl Payload for () {
    type Data = ();
    type Meta = ();

    fn into_parts(self) -> ((), ()) {
        ((), ())
    }
}

/// A body that is no JSON, as bytes.
impl Payload for progenitor_client::ByteStream {
    type Data = Self;
    type Meta = ();
    const STREAMED: bool = true;

    fn into_parts(self) -> (Self, ()) {
        (self, ())
    }
}

/// Events, as they arrive.
impl<T> Payload for super::EventStream<T> {
    type Data = Self;
    type Meta = ();
    const STREAMED: bool = true;
    const EVENTS: bool = true;

    fn into_parts(self) -> (Self, ()) {
        (self, ())
    }
}
