//! The types of a client, as they are written.

use serde_json::Value;

use super::{kinds::Kinds, type_ref::TypeRef};

/// An item of the module `types`.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The pointer of its schema.
    pub(crate) at: String,
    /// What the contract says of it, in Markdown.
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: bool,
    /// Whether a request may contain it: it then has a builder.
    pub(crate) in_requests: bool,
    pub(crate) body: Body,
}

/// What an item is.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Struct(Struct),
    /// An open enum of texts, integers or booleans.
    Enum(Enum),
    /// An open enum of other JSON values, such as tuples.
    Values(Enum),
    Union(Union),
    Tuple(Tuple),
    /// A body of parts.
    Form(Form),
    /// A list or map that contains itself.
    Newtype(TypeRef),
    /// Another name for a type.
    Alias(TypeRef),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    /// The map of the members that no field has.
    pub(crate) extra: Option<Extra>,
}

#[derive(Clone, Debug)]
pub(crate) struct Extra {
    pub(crate) ident: String,
    pub(crate) ty: TypeRef,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The name of the member.
    pub(crate) wire: String,
    pub(crate) ident: String,
    /// The type of a value that is neither absent nor null.
    pub(crate) ty: TypeRef,
    /// Whether the member is always there.
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    /// Whether `build()` asks for it.
    pub(crate) asked: bool,
    /// Whether only the service sets it: a builder has no setter for it.
    pub(crate) read_only: bool,
    /// Whether no response has it.
    pub(crate) write_only: bool,
    /// The one value that the contract allows, as an expression for builders.
    pub(crate) constant: Option<Constant>,
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: bool,
}

/// A variant of an enum that a builder fills in.
#[derive(Clone, Debug)]
pub(crate) struct Constant {
    pub(crate) of: String,
    pub(crate) variant: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Enum {
    /// Whether the contract allows any other value of the type as well.
    pub(crate) open: bool,
    pub(crate) variants: Vec<EnumVariant>,
}

#[derive(Clone, Debug)]
pub(crate) struct EnumVariant {
    pub(crate) name: String,
    pub(crate) value: Value,
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: bool,
}

/// One of several types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// The member that says which one.
    pub(crate) tag: Option<String>,
    pub(crate) variants: Vec<Variant>,
    /// The variant for a tag that is not listed, where it is not `Unknown`: the base of the others.
    pub(crate) fallback: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) payload: Payload,
    pub(crate) kinds: Kinds,
    /// The values of the tag that name it.
    pub(crate) tags: Vec<Value>,
    /// The tag, where the type itself does not have it: the union writes it.
    pub(crate) writes: Option<Value>,
    /// Members without which a value is another variant's.
    pub(crate) required: Vec<String>,
    /// Variants that take nearly anything are tried last.
    pub(crate) rank: u8,
    pub(crate) doc: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// A constant.
    Unit(Value),
    Of(TypeRef),
}

/// A body of parts, which is not JSON.
#[derive(Clone, Debug)]
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
    /// The media type that `encoding` gives it.
    pub(crate) content_type: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    File,
    /// A part for each file.
    Files,
    /// Text, or JSON where the value is not a scalar.
    Value,
    /// A part for each element.
    Values,
}

/// A list with a type for each position.
#[derive(Clone, Debug)]
pub(crate) struct Tuple {
    pub(crate) elements: Vec<TypeRef>,
    /// How many there are at least.
    pub(crate) least: usize,
    /// What may follow.
    pub(crate) rest: Option<TypeRef>,
}

impl Body {
    /// The types that it is made of.
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

    /// The types that it is made of.
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
