//! The tag: the member that identifies the branch of a union.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    enums::Constants,
    flat::Flat,
    kinds::Kinds,
    reader::Reader,
    schema::{Additional, Discriminator},
    schemas::Schemas,
    unions::Branch,
};
use crate::document::component;

/// A member, and the values of it that name each branch.
pub(super) struct Tags {
    pub(super) property: String,
    /// The tags of each branch. Several branches may list one value.
    pub(super) tags: Vec<Vec<Value>>,
    /// The branches whose types do not have the member.
    pub(super) writes: BTreeSet<usize>,
}

/// The tag member: the one that a discriminator names, or one with different constants in each branch.
pub(super) fn of(
    reader: &Reader<'_>,
    branches: &[Branch],
    discriminator: Option<&Discriminator>,
) -> Option<Tags> {
    match discriminator {
        Some(it) => Some(declared(reader, branches, it)),
        None => match common(branches) {
            Some(it) => Some(declared(reader, branches, it)),
            None => discriminated(reader, branches),
        },
    }
}

fn is_object(branch: &Branch, schemas: &Schemas) -> bool {
    branch.flat.effective_kinds(schemas).without(Kinds::NULL) == Kinds::OBJECT
}

/// The discriminator that all branches inherit from a common base. One beside a union belongs to that union.
fn common(branches: &[Branch]) -> Option<&Discriminator> {
    if branches.iter().any(|it| !it.flat.unions.is_empty()) {
        return None;
    }
    let first = branches.first()?.flat.discriminator.as_deref()?;
    let mut others = branches.iter().skip(1);
    others
        .all(|it| {
            it.flat
                .discriminator
                .as_ref()
                .is_some_and(|it| it.property == first.property)
        })
        .then_some(first)
}

fn declared(reader: &Reader<'_>, branches: &[Branch], it: &Discriminator) -> Tags {
    let property = &it.property;
    let mapped: Vec<Vec<Value>> = branches
        .iter()
        .map(|branch| {
            let own = branch.component.as_deref();
            own.map(|name| it.tags_of(name)).unwrap_or_default()
        })
        .collect();
    let claimed: Vec<Value> = mapped.iter().flatten().cloned().collect();
    let tags = branches.iter().zip(mapped).map(|(branch, mut tags)| {
        if !is_object(branch, &reader.schemas) {
            return Vec::new();
        }
        // The mapping takes precedence over the values in branches.
        let listed = listed(reader, &branch.flat, property, 0).unwrap_or_default();
        let unclaimed = listed.into_iter().filter(|it| !claimed.contains(it));
        let unclaimed: Vec<Value> = unclaimed.collect();
        for tag in unclaimed {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.is_empty()
            && let Some(name) = &branch.component
        {
            // Without a mapping, a schema's own name is its tag.
            tags.push(reader.own_name(name));
        }
        tags
    });
    let tags: Vec<Vec<Value>> = tags.collect();
    let writes = branches
        .iter()
        .enumerate()
        .filter(|(index, branch)| {
            is_object(branch, &reader.schemas)
                && tags.get(*index).is_some_and(|it| !it.is_empty())
                && !has_member(&branch.flat, property, &reader.schemas, 0)
        })
        .map(|(index, _)| index)
        .collect();
    Tags {
        property: property.clone(),
        tags,
        writes,
    }
}

/// The first member whose constants differ in each branch.
fn discriminated(reader: &Reader<'_>, branches: &[Branch]) -> Option<Tags> {
    let objects: Vec<&Branch> = branches
        .iter()
        .filter(|it| is_object(it, &reader.schemas))
        .collect();
    if objects.len() < 2 {
        return None;
    }
    let mut names = BTreeSet::new();
    members(&objects.first()?.flat, &reader.schemas, 0, &mut names);
    // A required member with one value is the better tag.
    let mut best: Option<(usize, Tags)> = None;
    for property in names {
        let tags: Option<Vec<Vec<Value>>> = branches
            .iter()
            .map(|branch| match is_object(branch, &reader.schemas) {
                true => listed(reader, &branch.flat, &property, 0),
                false => Some(Vec::new()),
            })
            .collect();
        let Some(tags) = tags else { continue };
        let all: Vec<&Value> = tags.iter().flatten().collect();
        let distinct = all
            .iter()
            .enumerate()
            .all(|(index, value)| !all.iter().skip(index + 1).any(|it| it == value));
        if !distinct {
            continue;
        }
        let optional = objects
            .iter()
            .filter(|it| !it.flat.required.contains(&property))
            .count();
        let cost = optional * 1000 + all.len();
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            let writes = BTreeSet::new();
            best = Some((
                cost,
                Tags {
                    property,
                    tags,
                    writes,
                },
            ));
        }
    }
    best.map(|(_, tags)| tags)
}

/// The scalars that a schema allows for a member.
fn listed(reader: &Reader<'_>, flat: &Flat, property: &str, depth: usize) -> Option<Vec<Value>> {
    let schemas = &reader.schemas;
    if let Some(schema) = flat.property(property, schemas) {
        let constants = Constants::of(&Flat::of(&schema, schemas), schemas)?;
        let values = constants.values.into_iter().map(|(value, _)| value);
        let scalar = |it: &Value| it.is_string() || it.is_i64() || it.is_u64() || it.is_boolean();
        let values: Vec<Value> = values.collect();
        return (constants.open.is_none() && !values.is_empty() && values.iter().all(scalar))
            .then_some(values);
    }
    // A nested union has the tags of all its branches.
    let union = flat.unions.first().filter(|_| depth < 8)?;
    let own = union.discriminator.as_deref();
    let own = own.filter(|it| it.property == property);
    let mut all = Vec::new();
    for schema in &union.branches {
        let branch = Flat::of(schema, schemas);
        if reader.is_null(&branch) {
            continue;
        }
        let component = reader.only_reference(schema).map(|(name, _)| name);
        let mut tags = match (own, &component) {
            (Some(own), Some(name)) => own.tags_of(name),
            _ => Vec::new(),
        };
        match (listed(reader, &branch, property, depth + 1), component) {
            (Some(listed), _) => tags.extend(listed),
            (None, _) if !tags.is_empty() => {}
            (None, Some(name)) if own.is_some() => tags.push(reader.own_name(&name)),
            (None, _) => return None,
        }
        all.extend(
            tags.into_iter()
                .filter(|it| !all.contains(it))
                .collect::<Vec<_>>(),
        );
    }
    Some(all)
}

impl Discriminator {
    /// The tags of a component in the mapping.
    fn tags_of(&self, component: &str) -> Vec<Value> {
        let keys = self.mapping.iter();
        keys.filter(|(_, target)| target == component)
            .map(|(tag, _)| Value::from(tag.as_str()))
            .collect()
    }
}

impl Reader<'_> {
    /// The tag of a component without a mapping: its published name.
    fn own_name(&self, component_name: &str) -> Value {
        let published = self.document.published(&component(component_name));
        Value::from(crate::pointer::last(&published))
    }
}

fn members(flat: &Flat, schemas: &Schemas, depth: usize, names: &mut BTreeSet<String>) {
    names.extend(flat.properties.keys().cloned());
    let discriminator = flat.unions.first().and_then(|it| it.discriminator.as_ref());
    names.extend(discriminator.map(|it| it.property.clone()));
    if let Some(branch) = flat.unions.first().and_then(|it| it.branches.first())
        && depth < 8
    {
        members(&Flat::of(branch, schemas), schemas, depth + 1, names);
    }
}

/// Whether the type of a schema keeps a member.
fn has_member(flat: &Flat, property: &str, schemas: &Schemas, depth: usize) -> bool {
    flat.properties.contains_key(property)
        || flat.required.contains(property)
        || !matches!(flat.additional, Additional::Undeclared | Additional::Closed)
        || (flat.properties.is_empty() && flat.unions.is_empty())
        || flat.unions.iter().filter(|_| depth < 8).any(|union| {
            let own = union.discriminator.as_ref();
            // A union writes its tag itself.
            own.is_some_and(|it| it.property == property)
                || union
                    .branches
                    .iter()
                    .all(|it| has_member(&Flat::of(it, schemas), property, schemas, depth + 1))
        })
}
