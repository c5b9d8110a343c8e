//! The runtime of clients that `neo-api-codegen` generates: values, requests, transport, errors, pages, events, and a mock.
//!
//! It knows no particular service. The facts of a service are data: a [`Service`]. Programs use it through a generated
//! crate, such as `neo-api`.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// docs.rs shows which feature each item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(target_arch = "wasm32")]
compile_error!(
    "neo-api-runtime is for servers and tools: it needs sockets and threads, which wasm32 does not have, and API keys have no place in a browser"
);

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
mod body_stream;
mod build;
mod bytes_stream;
mod call;
mod call_record;
mod client;
mod config;
mod diagnostics;
mod drift;
pub mod error;
mod error_body;
mod error_location;
mod events;
#[cfg(fuzzing)]
pub mod fuzzing;
#[cfg(feature = "mock")]
pub mod mock;
mod operation_request;
mod pages;
#[doc(hidden)]
pub mod request;
mod response;
mod service;
mod trace;
mod transport;
mod values;

/// Crates whose types are in the public interface. A new major version of one is a new major version of this crate.
#[doc(no_inline)]
pub use {::bytes, ::chrono, ::http, ::reqwest, ::serde_json, ::uuid};

pub use body::ResponseBody;
pub use build::{BuildError, convert, convert_list, convert_map, required, set};
pub use bytes::Bytes;
pub use bytes_stream::ByteStream;
pub use call::Sending;
pub use client::{Client, ClientBuilder, ServiceClient, UntypedCall, UntypedRequest};
pub use config::{CallOptions, Credential, Retry, Token, TokenRequest};
pub use drift::{Drift, DriftKind, DriftSampling};
pub use error::{CredentialErrorKind, Error};
pub use events::{Event, EventStream};
pub use operation_request::{ListRequest, OperationError, OperationRequest};
pub use pages::{Fetched, Items, Pages, Position};
pub use request::{RequestBuilder, Style};
pub use response::Response;
pub use service::{
    CursorFormat, EnvelopeFormat, ErrorFormat, Operation, ParameterLocation, RateLimitHeaders,
    SecurityKind, SecurityScheme, Service,
};
pub use transport::{
    Attempt, AttemptEvent, NotRetried, Outcome, RateLimit, Shutdown, ShutdownHandle, WaitReason,
};
pub use values::raw;
pub use values::{
    Branch, Cause, Elements, FilePart, Integers, Json, JsonValue, Multipart, NotATimestamp,
    NotAnObject, Number, OpenEnum, OpenJsonEnum, Tag, Timestamp, TupleWriter, Union,
    UnknownBoolean, UnknownInteger, UnknownJson, UnknownValue, UuidText, deserialize_some,
    deserialize_some_integers, integers, integers_of, json_of, read_constant, read_open_enum,
    read_open_json_enum, read_union, write_json, write_tagged, write_tuple,
};
