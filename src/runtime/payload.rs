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

    /// Takes the envelope apart.
    fn into_parts(self) -> (Self::Data, Self::Meta);

    /// Reads a body that failed to decode once more, to find where it failed. Its type may depend on the status.
    ///
    /// # Errors
    /// The place and the reason of the first failure.
    fn misfit(status: u16, body: &[u8]) -> Result<(), Misfit>;
}

/// Where a body stopped to fit its type.
#[derive(Debug)]
pub struct Misfit {
    /// JSON pointer (RFC 6901) to the innermost value that serde was reading.
    pub pointer: String,
    /// What serde said.
    pub source: serde_json::Error,
}

impl Misfit {
    /// Decodes `body` as `T`, keeping track of the place.
    ///
    /// # Errors
    /// The place and the reason of the first failure.
    pub fn find<T: DeserializeOwned>(body: &[u8]) -> Result<(), Misfit> {
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let result: Result<T, _> = serde_path_to_error::deserialize(&mut deserializer);
        match result {
            Ok(_) => deserializer.end().map_err(|source| Misfit {
                pointer: String::new(),
                source,
            }),
            Err(error) => Err(Misfit {
                pointer: pointer(error.path()),
                source: error.into_inner(),
            }),
        }
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

macro_rules! bare {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> Payload for $type {
            type Data = Self;
            type Meta = ();

            fn into_parts(self) -> (Self, ()) {
                (self, ())
            }

            fn misfit(_: u16, body: &[u8]) -> Result<(), Misfit> {
                Misfit::find::<Self>(body)
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

    fn misfit(_: u16, _: &[u8]) -> Result<(), Misfit> {
        Ok(())
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

    fn misfit(_: u16, _: &[u8]) -> Result<(), Misfit> {
        Ok(())
    }
}

/// Events, as they arrive.
impl<T> Payload for super::EventStream<T> {
    type Data = Self;
    type Meta = ();
    const STREAMED: bool = true;

    fn into_parts(self) -> (Self, ()) {
        (self, ())
    }

    fn misfit(_: u16, _: &[u8]) -> Result<(), Misfit> {
        Ok(())
    }
}
