//! What a call of an operation needs besides what progenitor knows of it.
//!
//! The passes give progenitor a form that it understands, and say here what was meant; `emit/` writes that into the code.

/// One operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Call {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) answer: Option<Answer>,
}

/// A parameter, which progenitor knows by its Rust name.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Its name in Rust.
    pub(crate) name: String,
    /// Its name in the contract.
    pub(crate) wire: String,
    pub(crate) place: Place,
    pub(crate) style: Style,
    /// Text or a number that needs no care: what progenitor writes is right.
    pub(crate) plain: bool,
}

/// Where a parameter stands in a request: `in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter that is no plain value is written (OpenAPI 3.1, section 4.8.12.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `style: simple`, and `form` in cookies: a list by commas, an object as `key,value`, or exploded as `key=value`.
    Simple { explode: bool },
    /// `style: form` with `explode: true`: `name=a&name=b`, `key=value`.
    Form,
    /// A list by commas, spaces or bars in one value.
    Joined(char),
    /// `style: deepObject`: `name[key]=value`.
    DeepObject,
    /// `content: {application/json: ...}`: JSON text.
    Json,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) kind: BodyKind,
    /// The media type to send.
    pub(crate) media_type: String,
    /// The caller may leave it out.
    pub(crate) optional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

/// The body of a success response, where it is not JSON of one type or bytes.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) kind: AnswerKind,
    /// What to ask for in `Accept`.
    pub(crate) accept: String,
}

#[derive(Clone, Debug)]
pub(crate) enum AnswerKind {
    /// JSON under a media type of its own.
    Json,
    Text,
    /// An event stream; the component whose `data` is the type of an event's data.
    Events(String),
    /// Another type for each status; the component whose properties are those types.
    ByStatus(String, Vec<Case>),
}

/// One status, or range of statuses, of several.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// `200`, `2XX`.
    pub(crate) status: String,
    pub(crate) kind: CaseKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaseKind {
    Json,
    Text,
    Binary,
    Empty,
}
