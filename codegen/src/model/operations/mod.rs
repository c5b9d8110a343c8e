//! The operations of a document.

mod bodies;
pub(crate) mod docs;
mod parameters;
mod read;
mod responses;
mod security;
mod servers;

pub(crate) use parameters::{Location, Style};
pub(crate) use read::read;
pub(crate) use security::{Kind as SecurityKind, Scheme, Setter, setters};

use super::TypeRef;
use crate::passes::request_bodies::BodyKind;

/// The model of a service: all that `emit` needs.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: String,
    /// The document in OpenAPI 3.1, if it is published in another version.
    pub(crate) document: Option<String>,
    /// The first of `servers`, if it is an absolute URL.
    pub(crate) base_url: Option<String>,
    pub(crate) schemes: Vec<Scheme>,
    /// Ordered by path template and method.
    pub(crate) operations: Vec<Operation>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    /// The name of the method.
    pub(crate) id: String,
    /// The name of the builder.
    pub(crate) builder: String,
    /// `operationId` as published; empty if there is none.
    pub(crate) contract_id: String,
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) deprecated: bool,
    /// Alternatives; the schemes of each are required together.
    pub(crate) security: Vec<Vec<String>>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) success: Response,
    /// The data of events, if the operation also responds with JSON.
    pub(crate) stream: Option<TypeRef>,
    /// Documented errors, by status.
    pub(crate) errors: Vec<(Status, TypeRef)>,
    /// The value of `Accept`.
    pub(crate) accept: String,
    /// The items of a list with a cursor.
    pub(crate) item: Option<TypeRef>,
}

impl Operation {
    /// RFC 9110, section 9.2.2. TRACE is safe, but is never retried.
    pub(crate) fn is_idempotent(&self) -> bool {
        matches!(
            self.method.as_str(),
            "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS"
        )
    }

    /// Whether no alternative allows a call without a credential.
    pub(crate) fn needs_credential(&self) -> bool {
        !self.security.is_empty() && self.security.iter().all(|schemes| !schemes.is_empty())
    }

    /// The types that it mentions.
    pub(crate) fn types(&self) -> Vec<&TypeRef> {
        let mut types: Vec<&TypeRef> = self.parameters.iter().map(|it| &it.ty).collect();
        types.extend(self.body.iter().map(|it| &it.ty));
        types.extend(self.success.types());
        types.extend(&self.stream);
        types.extend(self.errors.iter().map(|(_, ty)| ty));
        types.extend(&self.item);
        types
    }

    /// The arguments that every call has, in order.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|it| it.required)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    /// Its name in the contract.
    pub(crate) wire: String,
    /// The name of its argument, or of its setter.
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) ty: TypeRef,
    pub(crate) doc: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) kind: BodyKind,
    /// The media type to send.
    pub(crate) media_type: String,
    pub(crate) required: bool,
    /// The name of its argument, or of its setter.
    pub(crate) name: String,
    pub(crate) ty: TypeRef,
    /// The members of a form that differ from `style: form`.
    pub(crate) styles: Vec<(String, Style)>,
    pub(crate) doc: Option<String>,
}

/// The body of a success response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Response {
    Empty,
    Json(TypeRef),
    Envelope {
        data: TypeRef,
        meta: TypeRef,
    },
    Text,
    Binary,
    Events(TypeRef),
    /// A body for each status: the name of the enum and its cases.
    ByStatus(String, Vec<(Status, Response)>),
}

impl Response {
    /// The types that it mentions.
    fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Empty | Self::Text | Self::Binary => Vec::new(),
            Self::Json(ty) | Self::Events(ty) => vec![ty],
            Self::Envelope { data, meta } => vec![data, meta],
            Self::ByStatus(_, cases) => cases.iter().flat_map(|(_, it)| it.types()).collect(),
        }
    }
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Code(u16),
    /// `4XX` is 4.
    Range(u16),
    Default,
}
