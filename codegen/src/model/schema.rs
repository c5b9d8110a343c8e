//! A schema of the document, with each keyword that shapes a value. `schema_reader` reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::{about::About, kinds::Kinds};

/// The schemas of each property; several members of an `allOf` may describe one.
pub(crate) type Properties = BTreeMap<String, Vec<Rc<Schema>>>;

/// One schema without its parts: nothing is merged or followed yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    /// Its pointer.
    pub(crate) at: Rc<str>,
    /// The component that it refers to.
    pub(crate) reference: Option<String>,
    pub(crate) kinds: Option<Kinds>,
    /// `enum` and `const`.
    pub(crate) values: Option<Rc<[Value]>>,
    /// `nullable` of OpenAPI 3.0: null, whatever the other keywords are.
    pub(crate) nullable: bool,
    pub(crate) format: Option<Rc<str>>,
    /// Whether `pattern` or `maxLength` limit a string, which may then have none of the usual spellings of its format.
    pub(crate) limited: bool,
    /// Whether `contentMediaType` declares raw bytes.
    pub(crate) bytes: bool,
    pub(crate) bounds: Bounds,
    pub(crate) properties: Rc<Properties>,
    pub(crate) required: Rc<BTreeSet<String>>,
    pub(crate) additional: Additional,
    /// Properties that only a condition names.
    pub(crate) conditional: Rc<BTreeSet<String>>,
    pub(crate) items: Option<Rc<Schema>>,
    pub(crate) prefix: Option<Rc<[Rc<Schema>]>>,
    /// `items: false`: no elements after those of `prefixItems`.
    pub(crate) closed: bool,
    pub(crate) min_items: u64,
    pub(crate) max_items: Option<u64>,
    pub(crate) all: Vec<Rc<Schema>>,
    pub(crate) unions: Vec<Rc<UnionOf>>,
    pub(crate) discriminator: Option<Rc<Discriminator>>,
    pub(crate) about: Rc<About>,
}

/// `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(crate) struct UnionOf {
    /// The pointer of the schema around it.
    pub(crate) at: Rc<str>,
    pub(crate) branches: Vec<Rc<Schema>>,
    pub(crate) discriminator: Option<Rc<Discriminator>>,
}

/// The member that identifies the branch of a value.
#[derive(Clone, Debug)]
pub(crate) struct Discriminator {
    pub(crate) property: String,
    /// Tag → component.
    pub(crate) mapping: Vec<(String, String)>,
}

/// Members without a property.
#[derive(Clone, Debug, Default)]
pub(crate) enum Additional {
    /// Undeclared: they are ignored.
    #[default]
    Undeclared,
    /// Forbidden. A service may still add some: they are ignored.
    Closed,
    Any,
    Of(Rc<Schema>),
}

/// `minimum` and `maximum`, in either spelling.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) least: Option<f64>,
    pub(crate) most: Option<f64>,
}

impl Schema {
    /// The conjunction of several schemas.
    pub(crate) fn all_of(at: Rc<str>, all: Vec<Rc<Self>>) -> Rc<Self> {
        Rc::new(Self {
            at,
            all,
            ..Self::default()
        })
    }

    /// Whether it refers to a component and has no other constraint.
    pub(crate) fn is_reference(&self) -> bool {
        self.reference.is_some() && self.is_otherwise_unconstrained()
    }

    /// Whether its reference is its only constraint.
    fn is_otherwise_unconstrained(&self) -> bool {
        self.kinds.is_none()
            && self.values.is_none()
            && self.format.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && matches!(self.additional, Additional::Undeclared | Additional::Closed)
            && self.conditional.is_empty()
            && self.items.is_none()
            && self.prefix.is_none()
            && self.all.is_empty()
            && self.unions.is_empty()
    }
}

impl Bounds {
    pub(crate) fn and(self, other: Self) -> Self {
        let pick = |one: Option<f64>, other: Option<f64>, choose: fn(f64, f64) -> f64| match (
            one, other,
        ) {
            (Some(one), Some(other)) => Some(choose(one, other)),
            (one, other) => one.or(other),
        };
        Self {
            least: pick(self.least, other.least, f64::max),
            most: pick(self.most, other.most, f64::min),
        }
    }
}
