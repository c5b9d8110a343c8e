//! Which types requests and responses contain.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    definition::{Body, Definition},
    type_ref::TypeRef,
};

/// Marks the types that requests contain, by the uses of schemas in operations. Members of one direction are not
/// required in the other.
pub(super) fn mark(
    definitions: &mut BTreeMap<String, Definition>,
    uses: &BTreeMap<String, TypeRef>,
) {
    let is_request =
        |pointer: &&String| pointer.contains("/requestBody/") || pointer.contains("/parameters/");
    let of = |request: bool| -> Vec<String> {
        let uses = uses.iter().filter(|(it, _)| is_request(it) == request);
        uses.filter_map(|(_, ty)| ty.name().map(str::to_owned))
            .collect()
    };
    let forms = definitions.iter();
    let forms = forms.filter(|(_, it)| matches!(it.body, Body::Form(_)));
    let mut asked: Vec<String> = forms.map(|(name, _)| name.clone()).collect();
    asked.extend(of(true));
    for name in reached(definitions, asked) {
        if let Some(definition) = definitions.get_mut(&name) {
            definition.in_requests = true;
        }
    }
    let responses = reached(definitions, of(false));
    for (name, definition) in definitions.iter_mut() {
        let Body::Struct(it) = &mut definition.body else {
            continue;
        };
        let received = responses.contains(name) || !definition.in_requests;
        for field in &mut it.fields {
            let absent =
                (field.read_only && definition.in_requests) || (field.write_only && received);
            field.required &= !absent;
        }
    }
}

fn reached(definitions: &BTreeMap<String, Definition>, mut open: Vec<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(definition) = definitions.get(&name)
            && found.insert(name)
        {
            let parts = definition.body.parts().into_iter();
            open.extend(parts.filter_map(|ty| ty.name().map(str::to_owned)));
        }
    }
    found
}
