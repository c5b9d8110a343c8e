//! Which operations create, list, get, update and delete, by the contract's paths.

use neo_api_document::pointer;
use serde_json::Value;

use super::super::sample::{request_schema, success_schema};
use crate::diagnostics::Walker;
use crate::service::{Operation, Service};

/// What an operation does to stored items.
#[derive(Clone, Debug)]
pub(super) enum Action {
    List(Resource),
    Create(Resource),
    Get(Resource),
    /// `PUT`: what its body can state is what it states.
    Replace(Resource),
    /// `PATCH`: a merge patch (RFC 7396).
    Update(Resource),
    Delete(Resource),
    /// The only item of its path, such as settings.
    Only(Only),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Get,
    Replace,
    Update,
}

/// A collection `/x` with items `/x/{key}`.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub item: &'static str,
    /// The member that is the last step of an item's path.
    pub key: String,
    /// The schema of that member.
    pub key_schema: Value,
    pub create: Option<&'static Operation>,
    pub list: Option<&'static Operation>,
    pub get: Option<&'static Operation>,
}

/// What `operation` does, where its path is of this kind.
pub(super) fn action(
    document: &Value,
    service: &'static Service,
    operation: &'static Operation,
) -> Option<Action> {
    let path = operation.path;
    let by_item = parent(path).and_then(|it| resource(document, service, path, it));
    if let Some(resource) = by_item {
        return match operation.method {
            "GET" => Some(Action::Get(resource)),
            "PUT" => Some(Action::Replace(resource)),
            "PATCH" => Some(Action::Update(resource)),
            "DELETE" => Some(Action::Delete(resource)),
            _ => None,
        };
    }
    let items = service.operations.iter().map(|it| it.path);
    let by_collection = items
        .filter(|item| parent(item) == Some(path))
        .find_map(|item| resource(document, service, item, path));
    if let Some(resource) = by_collection {
        return match operation.method {
            "GET" if resource.list.is_some() => Some(Action::List(resource)),
            "POST" if resource.create.is_some() => Some(Action::Create(resource)),
            _ => None,
        };
    }
    let has = |method: &str| at(service, path, method).is_some();
    let has_state = has("GET") && (has("PUT") || has("PATCH"));
    success_schema(document, at(service, path, "GET")?)?;
    match operation.method {
        "GET" if has_state => Some(Action::Only(Only::Get)),
        "PUT" if has_state => Some(Action::Only(Only::Replace)),
        "PATCH" if has_state => Some(Action::Only(Only::Update)),
        _ => None,
    }
}

/// The resources whose items a path leads through: `/agents/{id}` of `/agents/{id}/versions`.
pub(super) fn above(
    document: &Value,
    service: &'static Service,
    path: &'static str,
) -> Vec<Resource> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    ends.filter_map(|end| {
        let item = path.get(..end)?;
        resource(document, service, item, parent(item)?)
    })
    .collect()
}

/// `/x` of `/x/{key}`.
fn parent(item: &str) -> Option<&str> {
    let (collection, last) = item.rsplit_once('/')?;
    let name = last.strip_prefix('{')?.strip_suffix('}')?;
    (!name.contains('}')).then_some(collection)
}

fn at(service: &'static Service, path: &str, method: &str) -> Option<&'static Operation> {
    let mut operations = service.operations.iter();
    operations.find(|it| it.path == path && it.method == method)
}

fn resource(
    document: &Value,
    service: &'static Service,
    item: &str,
    collection: &str,
) -> Option<Resource> {
    let own = ["GET", "PUT", "PATCH", "DELETE"]
        .into_iter()
        .find_map(|method| at(service, item, method))?;
    let list =
        at(service, collection, "GET").filter(|it| items_pointer(document, service, it).is_some());
    let create = at(service, collection, "POST");
    list.or(create)?;
    let walker = Walker::new(document);
    let get = at(service, item, "GET");
    let name = own.path.rsplit('/').next()?;
    let name = name.trim_matches(['{', '}']);
    // The operation that says most about an item comes first.
    let schemas = [
        get,
        create,
        at(service, item, "PATCH"),
        at(service, item, "PUT"),
    ]
    .into_iter()
    .flatten()
    .filter_map(|it| Some(data_pointer(document, service, success_schema(document, it)?).1));
    let listed = list.and_then(|it| Some(items_pointer(document, service, it)?.1));
    let schemas: Vec<&Value> = schemas.chain(listed).collect();
    let (key, key_schema) = [name, "id"].into_iter().find_map(|key| {
        let pointer = pointer::join("", key);
        let schema = schemas.iter().find_map(|it| walker.at(it, &pointer))?;
        Some((key.to_owned(), schema.clone()))
    })?;
    Some(Resource {
        item: own.path,
        key,
        key_schema,
        create,
        list,
        get,
    })
}

/// Where a response has its data, and the schema of the data.
pub(super) fn data_pointer<'a>(
    document: &'a Value,
    service: &Service,
    schema: &'a Value,
) -> (String, &'a Value) {
    let walker = Walker::new(document);
    let pointer = pointer::join("", service.envelope.data);
    match walker.at(schema, &pointer) {
        Some(data) if !service.envelope.data.is_empty() => (pointer, data),
        _ => (String::new(), walker.resolve(schema)),
    }
}

/// Where a list has its items, and the schema of one.
pub(in crate::mock) fn items_pointer<'a>(
    document: &'a Value,
    service: &Service,
    operation: &Operation,
) -> Option<(String, &'a Value)> {
    let (pointer, data) = data_pointer(document, service, success_schema(document, operation)?);
    let walker = Walker::new(document);
    let items = |schema: &'a Value| {
        let schema = walker.resolve(schema);
        schema.get("items").map(|it| walker.resolve(it))
    };
    if let Some(items) = items(data) {
        return Some((pointer, items));
    }
    // `{"items": [..], "total": 7}`
    let members = data.get("properties")?.as_object()?;
    let mut lists = members
        .iter()
        .filter_map(|(name, schema)| Some((pointer::join(&pointer, name), items(schema)?)));
    let first = lists.next()?;
    lists.next().is_none().then_some(first)
}

/// Whether the body of a request can state a member.
pub(super) fn states(document: &Value, operation: &Operation, member: &str) -> bool {
    request_schema(document, operation).is_some_and(|schema| {
        let pointer = pointer::join("", member);
        Walker::new(document).at(schema, &pointer).is_some()
    })
}
