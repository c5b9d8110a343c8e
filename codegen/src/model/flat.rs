//! Composition: a schema after its references are followed and its `allOf` is merged.
//!
//! An empty member changes nothing, a property in two members has the constraints of both, and a union in a member
//! stays a union of the whole.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::Value;

use super::{
    about::About,
    kinds::Kinds,
    schema::{Additional, Bounds, Discriminator, Properties, Schema, UnionOf},
    schemas::Schemas,
};
use crate::pointer::join;

/// A schema without references and `allOf`.
#[derive(Clone, Debug)]
pub(crate) struct Flat {
    pub(crate) at: Rc<str>,
    pub(crate) kinds: Kinds,
    pub(crate) values: Option<Rc<[Value]>>,
    pub(crate) format: Option<Rc<str>>,
    pub(crate) limited: bool,
    pub(crate) bytes: bool,
    pub(crate) bounds: Bounds,
    pub(crate) properties: Rc<Properties>,
    pub(crate) required: Rc<BTreeSet<String>>,
    pub(crate) additional: Additional,
    pub(crate) conditional: Rc<BTreeSet<String>>,
    pub(crate) items: Vec<Rc<Schema>>,
    pub(crate) prefix: Option<Rc<[Rc<Schema>]>>,
    pub(crate) closed: bool,
    pub(crate) min_items: u64,
    pub(crate) max_items: Option<u64>,
    pub(crate) unions: Vec<Rc<UnionOf>>,
    pub(crate) discriminator: Option<Rc<Discriminator>>,
    pub(crate) about: Rc<About>,
}

/// The deepest chain of references. Cycles and deeper chains are removed when the document is read.
const DEEPEST: usize = 300;
/// The deepest comparison of two schemas.
const DEEPEST_SAME: usize = 6;

impl Flat {
    /// Merges a schema.
    pub(crate) fn of(schema: &Schema, schemas: &Schemas) -> Self {
        let mut flat = Self::at_depth(schema, schemas, 0);
        flat.infer();
        flat
    }

    /// The type that the keywords imply if none is declared.
    fn infer(&mut self) {
        if self.kinds != Kinds::ALL || !self.unions.is_empty() {
            return;
        }
        let bounded = self.bounds.least.is_some() || self.bounds.most.is_some();
        let members = !self.properties.is_empty()
            || matches!(self.additional, Additional::Any | Additional::Of(_));
        self.kinds = if members {
            Kinds::OBJECT
        } else if !self.items.is_empty() || self.prefix.is_some() {
            Kinds::ARRAY
        } else if self.format.is_some() || self.limited {
            Kinds::STRING
        } else if bounded {
            Kinds::NUMBER
        } else {
            Kinds::ALL
        };
    }

    /// The JSON types that its unions allow.
    pub(crate) fn effective_kinds(&self, schemas: &Schemas) -> Kinds {
        self.effective(schemas, 0)
    }

    fn effective(&self, schemas: &Schemas, depth: usize) -> Kinds {
        let mut kinds = self.kinds;
        for union in self.unions.iter().filter(|_| depth < 16) {
            let branches = union.branches.iter();
            let any = branches
                .map(|it| Self::of(it, schemas).effective(schemas, depth + 1))
                .fold(Kinds::NONE, Kinds::or);
            kinds = kinds.and(any);
        }
        kinds
    }

    fn at_depth(schema: &Schema, schemas: &Schemas, depth: usize) -> Self {
        let mut flat = Self::own(schema);
        if depth > DEEPEST {
            return flat;
        }
        let target = schema.reference.as_ref().and_then(|name| schemas.get(name));
        if let Some(target) = target {
            let target = Self::at_depth(target, schemas, depth + 1);
            // A `type` beside a reference declares null: the author allows null, and the referenced schema cannot add
            // it.
            let null = schema.kinds.is_some_and(|it| it.has(Kinds::NULL));
            flat = flat.and(target);
            if null {
                flat.allow_null();
            }
        }
        for part in &schema.all {
            flat = flat.and(Self::at_depth(part, schemas, depth + 1));
        }
        if schema.nullable {
            flat.allow_null();
        }
        flat
    }

    /// The schema itself, without its references.
    fn own(schema: &Schema) -> Self {
        let mut kinds = schema.kinds.unwrap_or(Kinds::ALL);
        if let Some(values) = &schema.values {
            let listed = values.iter().map(Kinds::of_value);
            kinds = kinds.and(listed.fold(Kinds::NONE, Kinds::or));
        }
        Self {
            at: Rc::clone(&schema.at),
            kinds,
            values: schema.values.clone(),
            format: schema.format.clone(),
            limited: schema.limited,
            bytes: schema.bytes,
            bounds: schema.bounds,
            properties: Rc::clone(&schema.properties),
            required: Rc::clone(&schema.required),
            additional: schema.additional.clone(),
            conditional: Rc::clone(&schema.conditional),
            items: schema.items.iter().cloned().collect(),
            prefix: schema.prefix.clone(),
            closed: schema.closed,
            min_items: schema.min_items,
            max_items: schema.max_items,
            unions: schema.unions.clone(),
            discriminator: schema.discriminator.clone(),
            about: Rc::clone(&schema.about),
        }
    }

    fn allow_null(&mut self) {
        self.kinds = self.kinds.or(Kinds::NULL);
        if let Some(values) = &mut self.values
            && !values.contains(&Value::Null)
        {
            *values = values.iter().cloned().chain([Value::Null]).collect();
        }
    }

    /// The conjunction of both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.kinds = self.kinds.and(other.kinds);
        self.values = match (self.values, other.values) {
            (Some(values), Some(others)) => {
                let both = values.iter().filter(|value| others.contains(value));
                Some(both.cloned().collect())
            }
            (mine, theirs) => mine.or(theirs),
        };
        self.format = self.format.or(other.format);
        self.limited |= other.limited;
        self.bytes |= other.bytes;
        self.bounds = self.bounds.and(other.bounds);
        self.properties = all_properties(self.properties, other.properties);
        self.required = all_names(self.required, other.required);
        self.conditional = all_names(self.conditional, other.conditional);
        self.additional = self.additional.and(other.additional);
        self.items.extend(other.items);
        self.prefix = self.prefix.or(other.prefix);
        self.closed |= other.closed;
        self.min_items = self.min_items.max(other.min_items);
        self.max_items = match (self.max_items, other.max_items) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.unions.extend(other.unions);
        self.discriminator = self.discriminator.or(other.discriminator);
        self.about = self.about.or(&other.about);
        self
    }

    /// Whether a form part with this schema is a file.
    pub(crate) fn is_bytes(&self) -> bool {
        let kinds = self.kinds.without(Kinds::NULL);
        let text = kinds == Kinds::STRING || (self.bytes && self.kinds == Kinds::ALL);
        text && (self.bytes || self.format.as_deref() == Some("binary"))
    }

    /// Whether it has members or a type for members, not only the type `object`.
    pub(crate) fn has_members(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.conditional.is_empty()
            || matches!(self.additional, Additional::Any | Additional::Of(_))
    }

    /// Whether it constrains only the JSON types, aside from its unions.
    pub(crate) fn only_kinds(&self) -> bool {
        !self.has_members()
            && self.values.is_none()
            && self.format.is_none()
            && self.items.is_empty()
            && self.prefix.is_none()
            && self.bounds.least.is_none()
            && self.bounds.most.is_none()
    }

    /// Whether it has no property and no constraint on the type; `required` alone is a check.
    pub(crate) fn is_unconstrained(&self) -> bool {
        self.properties.is_empty()
            && matches!(self.additional, Additional::Undeclared | Additional::Closed)
            && self.conditional.is_empty()
            && self.values.is_none()
            && self.format.is_none()
            && self.items.is_empty()
            && self.prefix.is_none()
            && self.unions.is_empty()
            && (self.kinds == Kinds::ALL || self.kinds == Kinds::OBJECT)
    }

    /// Whether `other` already has every constraint of `self`.
    pub(crate) fn is_implied_by(&self, other: &Self, schemas: &Schemas) -> bool {
        schemas.begin_comparison();
        self.implied(other, schemas, 0)
    }

    fn implied(&self, other: &Self, schemas: &Schemas, depth: usize) -> bool {
        // Recursive schemas have no end.
        if depth > DEEPEST_SAME || !schemas.compares() {
            return false;
        }
        let part = |mine: &Rc<Schema>, theirs: &Rc<Schema>| {
            schemas.implied_once((mine, theirs), depth, || {
                let (mine, theirs) = (Self::of(mine, schemas), Self::of(theirs, schemas));
                mine.implied(&theirs, schemas, depth + 1)
            })
        };
        let same_values = match (&self.values, &other.values) {
            (None, _) => true,
            (Some(mine), Some(theirs)) => theirs.iter().all(|it| mine.contains(it)),
            _ => false,
        };
        let same_items = self
            .items
            .iter()
            .all(|mine| other.items.iter().any(|theirs| part(mine, theirs)));
        self.kinds.has(other.effective_kinds(schemas))
            && same_values
            && (self.format.is_none() || self.format == other.format)
            && same_items
            && self.prefix.is_none()
            && self.unions.is_empty()
            && self.required.is_subset(&other.required)
            && self.conditional.is_empty()
            && matches!(self.additional, Additional::Undeclared | Additional::Closed)
            && self.properties.iter().all(|(name, mine)| {
                other.properties.get(name).is_some_and(|theirs| {
                    mine.iter().all(|one| theirs.iter().any(|it| part(one, it)))
                })
            })
    }

    /// The schema of a property: the only one that describes it, or the conjunction of all.
    pub(crate) fn property(&self, name: &str, schemas: &Schemas) -> Option<Rc<Schema>> {
        let descriptions = self.properties.get(name)?;
        Some(self.together(descriptions, schemas, || {
            join(&join(&self.at, "properties"), name)
        }))
    }

    /// The schema of the elements of a list.
    pub(crate) fn item(&self, schemas: &Schemas) -> Option<Rc<Schema>> {
        if self.items.is_empty() {
            return None;
        }
        Some(self.together(&self.items, schemas, || join(&self.at, "items")))
    }

    fn together(
        &self,
        descriptions: &[Rc<Schema>],
        schemas: &Schemas,
        at: impl Fn() -> String,
    ) -> Rc<Schema> {
        if let [only] = descriptions {
            return Rc::clone(only);
        }
        // Drops schemas that another one implies: a shared type stays shared.
        let flats: Vec<Flat> = descriptions
            .iter()
            .map(|it| Self::of(it, schemas))
            .collect();
        let implied = |index: usize, mine: &Self| {
            flats.iter().enumerate().any(|(other, theirs)| {
                other != index
                    && mine.is_implied_by(theirs, schemas)
                    && (other < index || !theirs.is_implied_by(mine, schemas))
            })
        };
        let kept: Vec<Rc<Schema>> = descriptions
            .iter()
            .zip(&flats)
            .enumerate()
            .filter(|(index, (_, flat))| !implied(*index, flat))
            .map(|(_, (it, _))| Rc::clone(it))
            .collect();
        match kept.as_slice() {
            [only] => Rc::clone(only),
            _ => schemas.merged(&self.at, at().into(), descriptions),
        }
    }

    /// The same schema without its unions.
    pub(crate) fn base(&self) -> Rc<Schema> {
        let mut properties = Rc::clone(&self.properties);
        if properties.values().any(|it| it.len() > 1) {
            for (name, descriptions) in Rc::make_mut(&mut properties) {
                if descriptions.len() > 1 {
                    let at = join(&join(&self.at, "properties"), name).into();
                    let schema = Schema::all_of(at, std::mem::take(descriptions));
                    descriptions.push(schema);
                }
            }
        }
        Rc::new(Schema {
            at: Rc::clone(&self.at),
            kinds: Some(self.kinds),
            values: self.values.clone(),
            format: self.format.clone(),
            limited: self.limited,
            bytes: self.bytes,
            bounds: self.bounds,
            properties,
            required: Rc::clone(&self.required),
            additional: self.additional.clone(),
            conditional: Rc::clone(&self.conditional),
            items: match self.items.as_slice() {
                [] => None,
                [only] => Some(Rc::clone(only)),
                _ => Some(Schema::all_of(
                    join(&self.at, "items").into(),
                    self.items.clone(),
                )),
            },
            prefix: self.prefix.clone(),
            closed: self.closed,
            min_items: self.min_items,
            max_items: self.max_items,
            ..Schema::default()
        })
    }
}

/// The properties of both, without copies where only one has any.
fn all_properties(mut mine: Rc<Properties>, theirs: Rc<Properties>) -> Rc<Properties> {
    if mine.is_empty() || Rc::ptr_eq(&mine, &theirs) {
        return theirs;
    }
    if theirs.is_empty() {
        return mine;
    }
    let all = Rc::make_mut(&mut mine);
    for (name, descriptions) in theirs.iter() {
        let known = all.entry(name.clone()).or_default();
        for schema in descriptions {
            if !known.iter().any(|it| it.at == schema.at) {
                known.push(Rc::clone(schema));
            }
        }
    }
    mine
}

/// The names in either, without copies where only one has any.
fn all_names(mut mine: Rc<BTreeSet<String>>, theirs: Rc<BTreeSet<String>>) -> Rc<BTreeSet<String>> {
    if mine.is_empty() {
        return theirs;
    }
    if !theirs.is_subset(&mine) {
        Rc::make_mut(&mut mine).extend(theirs.iter().cloned());
    }
    mine
}

impl Additional {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Undeclared, other) => other,
            (mine, Self::Undeclared) => mine,
            // A closed member does not know the properties of the others: it would allow nothing.
            (Self::Closed, other) => other,
            (mine, Self::Closed) => mine,
            (Self::Any, other) => other,
            (mine, _) => mine,
        }
    }
}
