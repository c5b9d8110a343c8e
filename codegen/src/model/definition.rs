//! The types of a client, ready to be written.

use serde_json::Value;

use super::{kinds::Kinds, type_ref::TypeRef};

/// An item of the module `types`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Definition {
    /// The pointer to its schema.
    pub(crate) at: String,
    /// Its description in the contract, in Markdown.
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: bool,
    /// Whether a request can contain it. If so, it has a builder.
    pub(crate) in_requests: bool,
    pub(crate) body: Body,
}

/// The kinds of items.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    Struct(Struct),
    /// An open enum of strings, integers or booleans.
    Enum(Enum),
    /// An open enum of other JSON values, such as tuples.
    Values(Enum),
    Union(Union),
    Tuple(Tuple),
    /// A multipart form.
    Form(Form),
    /// A list or map that contains itself.
    Newtype(TypeRef),
    /// Another name for a type.
    Alias(TypeRef),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    /// The map of the members without a field.
    pub(crate) extra: Option<Extra>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Extra {
    pub(crate) ident: String,
    pub(crate) ty: TypeRef,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// The name of the member.
    pub(crate) wire: String,
    pub(crate) ident: String,
    /// The type of a value that is neither absent nor null.
    pub(crate) ty: TypeRef,
    /// Whether the member is always present.
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    /// Whether `build()` requires it.
    pub(crate) asked: bool,
    /// Whether only the service sets it: a builder has no setter for it.
    pub(crate) read_only: bool,
    /// Whether no response has it.
    pub(crate) write_only: bool,
    /// The only value that the contract allows, as an expression for builders.
    pub(crate) constant: Option<Constant>,
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: bool,
}

/// An enum variant that a builder fills in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Constant {
    pub(crate) of: String,
    pub(crate) variant: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Enum {
    /// Whether the contract also allows any other value of the type.
    pub(crate) open: bool,
    pub(crate) variants: Vec<EnumVariant>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumVariant {
    pub(crate) name: String,
    pub(crate) value: Value,
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: bool,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Union {
    /// The member that identifies the variant.
    pub(crate) tag: Option<String>,
    pub(crate) variants: Vec<Variant>,
    /// The variant for an unlisted tag, if that is not `Unknown`: the base of the others.
    pub(crate) fallback: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) payload: Payload,
    pub(crate) kinds: Kinds,
    /// The values of the tag that select it.
    pub(crate) tags: Vec<Value>,
    /// The tag, if the type itself does not have it: the union writes it.
    pub(crate) writes: Option<Value>,
    /// Required members: a value without them belongs to another variant.
    pub(crate) required: Vec<String>,
    /// Variants that accept almost anything are tried last.
    pub(crate) rank: u8,
    pub(crate) doc: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Payload {
    /// A constant.
    Unit(Value),
    Of(TypeRef),
}

/// A multipart form, which is not JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(crate) fields: Vec<Field>,
    pub(crate) parts: Vec<Part>,
}

/// How a member of a form is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) wire: String,
    pub(crate) ident: String,
    pub(crate) kind: PartKind,
    /// The media type from `encoding`.
    pub(crate) content_type: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    File,
    /// A part for each file.
    Files,
    /// Text, or JSON if the value is not a scalar.
    Value,
    /// A part for each element.
    Values,
}

/// A list with a type for each position.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tuple {
    pub(crate) elements: Vec<TypeRef>,
    /// The minimum number of elements.
    pub(crate) least: usize,
    /// The type of further elements.
    pub(crate) rest: Option<TypeRef>,
}

impl Body {
    /// The types that it contains.
    pub(crate) fn parts_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Struct(it) => it
                .fields
                .iter_mut()
                .map(|field| &mut field.ty)
                .chain(it.extra.as_mut().map(|extra| &mut extra.ty))
                .collect(),
            Self::Form(it) => it.fields.iter_mut().map(|field| &mut field.ty).collect(),
            Self::Enum(_) | Self::Values(_) => Vec::new(),
            Self::Union(it) => it
                .variants
                .iter_mut()
                .filter_map(|variant| match &mut variant.payload {
                    Payload::Unit(_) => None,
                    Payload::Of(ty) => Some(ty),
                })
                .collect(),
            Self::Tuple(it) => it.elements.iter_mut().chain(it.rest.as_mut()).collect(),
            Self::Newtype(ty) | Self::Alias(ty) => vec![ty],
        }
    }

    /// The types that it contains.
    pub(crate) fn parts(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(it) => it
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(it.extra.as_ref().map(|extra| &extra.ty))
                .collect(),
            Self::Form(it) => it.fields.iter().map(|field| &field.ty).collect(),
            Self::Enum(_) | Self::Values(_) => Vec::new(),
            Self::Union(it) => it
                .variants
                .iter()
                .filter_map(|variant| match &variant.payload {
                    Payload::Unit(_) => None,
                    Payload::Of(ty) => Some(ty),
                })
                .collect(),
            Self::Tuple(it) => it.elements.iter().chain(it.rest.as_ref()).collect(),
            Self::Newtype(ty) | Self::Alias(ty) => vec![ty],
        }
    }
}
