//! A whole document, and following references in it.

use serde_json::Value;

use super::node::Node;
use neo_api_document::reference;

/// References that lead to references; more than this is a cycle.
const CHAIN_LIMIT: usize = 64;

#[derive(Clone, Copy)]
pub(crate) struct Document<'v> {
    pub(crate) root: &'v Value,
}

impl<'v> Document<'v> {
    pub(crate) fn top(&self) -> Node<'v> {
        Node::new(self.root, "")
    }

    /// Where a local reference leads.
    pub(crate) fn target(&self, reference: &str) -> Option<Node<'v>> {
        let fragment = reference.strip_prefix('#')?;
        let value = if fragment.is_empty() || fragment.starts_with('/') {
            reference::target(self.root, reference)?
        } else {
            anchor(self.root, fragment)?
        };
        Some(Node::new(value, fragment))
    }

    /// Follows `$ref`s of objects whose references stand alone (parameters, responses, headers, path items).
    pub(crate) fn resolve(&self, node: &Node<'v>) -> Node<'v> {
        let mut here = node.clone();
        for _ in 0..CHAIN_LIMIT {
            match here
                .text("$ref")
                .and_then(|reference| self.target(reference))
            {
                Some(next) => here = next,
                None => break,
            }
        }
        here
    }
}

fn anchor<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => {
            let named = |key| map.get(key).and_then(Value::as_str) == Some(name);
            if named("$anchor") || named("$dynamicAnchor") {
                return Some(value);
            }
            map.values().find_map(|inner| anchor(inner, name))
        }
        Value::Array(items) => items.iter().find_map(|inner| anchor(inner, name)),
        _ => None,
    }
}

/// The last token of a component reference: the name that people know it by.
pub(crate) fn component_name(reference: &str) -> Option<&str> {
    let (folder, name) = reference.rsplit_once('/')?;
    folder.starts_with("#/components/").then_some(name)
}
