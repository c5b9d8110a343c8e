//! Where the service is: a list; clients call the first by default.

use serde_json::Value;

use super::{Compare, Wire, wording};
use crate::diff::model::{Node, canonical};
use crate::diff::rules::structure;

struct Server {
    /// Without what may be secret.
    address: String,
    /// All that says where it is, words left out.
    identity: String,
}

/// The server, with a prefix of the paths appended to its address.
fn read(server: &Node<'_>, prefix: Option<&str>) -> Server {
    let mut value = ordered(server.value);
    let mut url = server.text("url").unwrap_or("no url").to_owned();
    if let (Some(prefix), Some(map)) = (prefix, value.as_object_mut()) {
        url = format!("{}{prefix}", url.trim_end_matches('/'));
        map.insert("url".into(), url.clone().into());
    }
    if let Some(map) = value.as_object_mut() {
        map.retain(|key, _| key != "description" && !key.starts_with("x-"));
        if let Some(Value::Object(variables)) = map.get_mut("variables") {
            for variable in variables.values_mut().filter_map(Value::as_object_mut) {
                variable.retain(|key, _| key != "description" && !key.starts_with("x-"));
            }
        }
    }
    Server {
        address: address(&url),
        identity: canonical::text(&value),
    }
}

fn all_ordered(servers: &Value) -> Value {
    match servers {
        Value::Array(servers) => servers.iter().map(ordered).collect(),
        other => other.clone(),
    }
}

/// The server with the values of each variable in one order: they are a set.
fn ordered(server: &Value) -> Value {
    let mut server = server.clone();
    if let Some(Value::Object(variables)) = server.get_mut("variables") {
        for variable in variables.values_mut() {
            if let Some(Value::Array(values)) = variable.get_mut("enum") {
                values.sort_by_key(canonical::text);
            }
        }
    }
    server
}

/// An address without user, password, query and fragment.
fn address(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("//") else {
        return url.to_owned();
    };
    let (host, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, ""),
    };
    let host = host.rsplit('@').next().unwrap_or_default();
    format!("{scheme}//{host}{path}")
}

impl<'v> Compare<'v> {
    pub(super) fn servers(&mut self, base: &Node<'v>, head: &Node<'v>) {
        let (left, right) = (base.get("servers"), head.get("servers"));
        let text = |at: &Option<Node<'v>>| {
            at.as_ref()
                .map_or_else(String::new, |at| canonical::text(&all_ordered(at.value)))
        };
        let (from, to) = (text(&left), text(&right));
        if from == to {
            return;
        }
        let (base_prefix, head_prefix) = self.moved_prefix();
        let moved = base.address() == self.base.top().address() && base_prefix != head_prefix;
        let read = |at: &Option<Node<'v>>, prefix: &str| -> Vec<Server> {
            let items = at.as_ref().map(Node::items).unwrap_or_default();
            let read = |at: &Node<'v>| read(at, moved.then_some(prefix));
            items.iter().map(read).collect()
        };
        let (left, right) = (read(&left, &head_prefix), read(&right, &base_prefix));
        let identities = |servers: &[Server]| -> Vec<String> {
            servers.iter().map(|one| one.identity.clone()).collect()
        };
        if moved && identities(&left) == identities(&right) {
            // The paths carry what the address no longer does, or the other way round: every call goes where it went.
            return;
        }
        let same = |a: Option<&Server>, b: Option<&Server>| {
            a.map(|one| &one.identity) == b.map(|one| &one.identity)
        };
        let stays = |server: &Server| right.iter().any(|other| same(Some(server), Some(other)));
        let first = same(left.first(), right.first());
        let what = match (left.first(), right.first()) {
            _ if left
                .iter()
                .map(|one| &one.identity)
                .eq(right.iter().map(|one| &one.identity)) =>
            {
                "documentation of the servers changed".to_owned()
            }
            (Some(old), Some(new)) if !first && old.address == new.address => {
                format!(
                    "the first server is still {}, with different variables, user or query",
                    new.address
                )
            }
            (Some(old), Some(new)) if !first => {
                format!(
                    "the first server changed from {} to {}",
                    old.address, new.address
                )
            }
            _ => format!("servers changed from {} to {}", shown(&left), shown(&right)),
        };
        let mut rule = structure::RUST_SERVERS_CHANGED.clone();
        if first && left.iter().all(stays) {
            // Clients go on calling the first, or the one that they chose.
            rule.wire = Wire::Safe;
        }
        // Addresses may hold secrets: only their hashes are written down.
        let arguments = [wording::hash(&from), wording::hash(&to)];
        let arguments = arguments.each_ref().map(String::as_str);
        self.found(rule, (Some(base), Some(head)), &arguments, what);
    }
}

fn shown(servers: &[Server]) -> String {
    let addresses: Vec<&str> = servers.iter().map(|one| one.address.as_str()).collect();
    if addresses.is_empty() {
        "none".to_owned()
    } else {
        addresses.join(", ")
    }
}
