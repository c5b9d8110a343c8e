//! What a stateful mock keeps: items that are created, listed, got, updated and deleted.
//!
//! The contract's paths say what is kept: a collection `/x` whose items are `/x/{key}`, and single things such as
//! `/settings` that can be got and changed. A collection that nothing can be created in begins with the sample's items, any
//! other one empty. Filters of a list are not applied.

mod item;
mod plan;

use std::collections::HashMap;

use serde_json::{Map, Value};

pub(super) use self::plan::items_pointer;
use self::plan::{Action, Only, Resource};
use super::check::arguments;
use super::page::{Page, put};
use super::reply::Reply;
use super::request::Request;
use super::sample::{self, success_schema};

use crate::service::{Operation, Service};

type Members = Map<String, Value>;

/// What is kept.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// By the path of the collection.
    collections: HashMap<String, Vec<Members>>,
    /// By their own path.
    only: HashMap<String, Members>,
    /// How many keys were made.
    keys: usize,
}

/// One call of a stateful mock.
pub(super) struct Call<'a> {
    pub document: &'a Value,
    pub service: &'static Service,
    pub operation: &'static Operation,
    pub request: &'a Request,
}

impl Store {
    /// The response; None for operations that have no state.
    pub fn respond(&mut self, call: &Call<'_>) -> Option<Reply> {
        let (document, service) = (call.document, call.service);
        for resource in plan::above(document, service, call.operation.path) {
            if self.find(call, &resource).is_none() {
                return Some(not_found(&resource, call));
            }
        }
        match plan::action(document, service, call.operation)? {
            Action::List(resource) => self.list(call, &resource),
            Action::Create(resource) => Some(self.create(call, &resource)),
            Action::Only(only) => Some(self.only(call, only)),
            Action::Delete(resource) => Some(match self.find(call, &resource) {
                Some((path, index)) => {
                    self.collection(call, &resource, &path).remove(index);
                    Reply::sample()
                }
                None => not_found(&resource, call),
            }),
            Action::Get(resource) => Some(self.change(call, &resource, |_, _| {})),
            Action::Update(resource) => Some(self.change(call, &resource, |stored, body| {
                item::merge(stored, body);
            })),
            Action::Replace(resource) => Some(self.change(call, &resource, |stored, body| {
                replace(call, stored, body);
            })),
        }
    }

    fn list(&mut self, call: &Call<'_>, resource: &Resource) -> Option<Reply> {
        let (pointer, schema) = items_pointer(call.document, call.service, call.operation)?;
        let items: Vec<Value> = self
            .collection(call, resource, call.request.path())
            .iter()
            .map(|stored| item::shown(call.document, schema, stored))
            .collect();
        let page = Page {
            items: &items,
            pointer: &pointer,
            cursor: call.operation.paginated.then_some(call.service.cursor),
        };
        Some(page.of(call.request))
    }

    fn create(&mut self, call: &Call<'_>, resource: &Resource) -> Reply {
        let path = call.request.path();
        let mut stored = body(call.request);
        let key = match stored.get(&resource.key) {
            Some(key) if !key.is_null() => key.clone(),
            _ => self.new_key(call, resource),
        };
        let taken = self
            .collection(call, resource, path)
            .iter()
            .any(|other| other.get(&resource.key) == Some(&key));
        if taken {
            return Reply::error(409, "conflict", "a resource with this key already exists");
        }
        stored.insert(resource.key.clone(), key);
        // What the service adds by itself stays the same from one response to the next.
        for operation in [Some(call.operation), resource.get].into_iter().flatten() {
            let made = shown(call, operation, &stored);
            for (name, value) in made.as_object().into_iter().flatten() {
                stored.entry(name).or_insert_with(|| value.clone());
            }
        }
        let reply = reply(call, &stored);
        self.collection(call, resource, path).push(stored);
        reply
    }

    fn new_key(&mut self, call: &Call<'_>, resource: &Resource) -> Value {
        loop {
            self.keys += 1;
            let key = item::key(call.document, &resource.key_schema, self.keys);
            let items = self.collection(call, resource, call.request.path());
            let taken = items.iter().any(|it| it.get(&resource.key) == Some(&key));
            // A pattern may have no more keys.
            if !taken || self.keys > 100_000 {
                return key;
            }
        }
    }

    fn change(
        &mut self,
        call: &Call<'_>,
        resource: &Resource,
        change: impl FnOnce(&mut Members, &Members),
    ) -> Reply {
        let Some((path, index)) = self.find(call, resource) else {
            return not_found(resource, call);
        };
        let items = self.collection(call, resource, &path);
        let Some(stored) = items.get_mut(index) else {
            return not_found(resource, call);
        };
        let mut body = body(call.request);
        // An item does not move.
        body.remove(&resource.key);
        change(stored, &body);
        reply(call, stored)
    }

    fn only(&mut self, call: &Call<'_>, only: Only) -> Reply {
        let path = call.request.path().to_owned();
        let stored = self.only.entry(path).or_insert_with(|| {
            let get = call.service.operations.iter();
            let mut get = get.filter(|it| it.path == call.operation.path && it.method == "GET");
            let sample = get.next().map(|get| sampled(call, get));
            sample.unwrap_or_default()
        });
        let body = body(call.request);
        match only {
            Only::Get => {}
            Only::Update => item::merge(stored, &body),
            Only::Replace => replace(call, stored, &body),
        }
        reply(call, stored)
    }

    /// The collection's path and the index of the item that the request's path leads to or through.
    fn find(&mut self, call: &Call<'_>, resource: &Resource) -> Option<(String, usize)> {
        let steps = resource.item.split('/').count();
        let path: Vec<&str> = call.request.path().split('/').take(steps).collect();
        let path = path.join("/");
        let (collection, _) = path.rsplit_once('/')?;
        let (_, key) = arguments(resource.item, &path).pop()?;
        let key = percent_encoding::percent_decode_str(key).decode_utf8_lossy();
        let items = self.collection(call, resource, collection);
        let index = items
            .iter()
            .position(|it| it.get(&resource.key).map(item::text).as_deref() == Some(&key))?;
        Some((collection.to_owned(), index))
    }

    fn collection(
        &mut self,
        call: &Call<'_>,
        resource: &Resource,
        path: &str,
    ) -> &mut Vec<Members> {
        self.collections.entry(path.to_owned()).or_insert_with(|| {
            let list = resource.list.filter(|_| resource.create.is_none());
            list.map(|list| listed(call, list)).unwrap_or_default()
        })
    }
}

/// The JSON object in a request, if it has one.
fn body(request: &Request) -> Members {
    match request.json() {
        Some(Value::Object(members)) => members,
        _ => Members::new(),
    }
}

/// What the body can state is what it states; the rest is the service's.
fn replace(call: &Call<'_>, stored: &mut Members, body: &Members) {
    stored.retain(|name, _| !plan::states(call.document, call.operation, name));
    stored.extend(body.clone());
}

/// An item in the form of an operation's response.
fn shown(call: &Call<'_>, operation: &Operation, stored: &Members) -> Value {
    match success_schema(call.document, operation) {
        Some(schema) => {
            let (_, schema) = plan::data_pointer(call.document, call.service, schema);
            item::shown(call.document, schema, stored)
        }
        None => Value::Null,
    }
}

/// The response of the called operation with this item.
fn reply(call: &Call<'_>, stored: &Members) -> Reply {
    let Some(schema) = success_schema(call.document, call.operation) else {
        return Reply::sample();
    };
    let (pointer, _) = plan::data_pointer(call.document, call.service, schema);
    let item = shown(call, call.operation, stored);
    Reply::changed(move |body| put(body, &pointer, item.clone()))
}

fn sampled(call: &Call<'_>, operation: &Operation) -> Members {
    let sample = sample::success(call.document, call.service, operation.id);
    let schema = success_schema(call.document, operation);
    let pointer = schema.map(|it| plan::data_pointer(call.document, call.service, it).0);
    let body = sample.body.unwrap_or_default();
    let item = body.pointer(&pointer.unwrap_or_default());
    item.and_then(Value::as_object).cloned().unwrap_or_default()
}

/// The items of a list's sample.
fn listed(call: &Call<'_>, list: &Operation) -> Vec<Members> {
    let sample = sample::success(call.document, call.service, list.id);
    let pointer = items_pointer(call.document, call.service, list).map(|(pointer, _)| pointer);
    let body = sample.body.unwrap_or_default();
    let items = body.pointer(&pointer.unwrap_or_default());
    let items = items.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_object).cloned().collect()
}

fn not_found(resource: &Resource, call: &Call<'_>) -> Reply {
    let steps = resource.item.split('/').count();
    let path: Vec<&str> = call.request.path().split('/').take(steps).collect();
    Reply::error(404, "not_found", &format!("there is no {}", path.join("/")))
}
