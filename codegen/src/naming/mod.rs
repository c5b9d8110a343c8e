//! The names of operations: of methods, of the table and of the commands.
//!
//! A name derives from its own operation, so a new operation renames no other. Only if two operations want one name
//! does another matter: the one that already had it keeps it, or else the one with the shorter path, and the other is
//! spelled out.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::names;
use words::Path;

/// The input for a name.
#[derive(Clone, Debug)]
pub(crate) struct Named<'a> {
    /// `operationId` as published.
    pub(crate) id: Option<&'a str>,
    /// In lower case.
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// Whether the response is a list.
    pub(crate) list: bool,
    /// Whether a success is `201 Created`.
    pub(crate) created: bool,
}

/// The previous names of operations, by method in upper case and path template.
pub(crate) type Before = BTreeMap<(String, String), String>;

/// A name for each operation, in their order, and whether it is the preferred one.
pub(crate) fn of(operations: &[Named<'_>], before: &Before) -> Vec<(String, bool)> {
    let preferred: Vec<Candidates> = operations.iter().map(Candidates::of).collect();
    let both: Vec<_> = operations.iter().zip(&preferred).collect();
    given(&both, before)
}

fn given(operations: &[(&Named<'_>, &Candidates)], before: &Before) -> Vec<(String, bool)> {
    let had: Vec<Option<&String>> = operations
        .iter()
        .map(|(it, _)| before.get(&(it.method.to_ascii_uppercase(), it.path.to_owned())))
        .collect();
    let mut order: Vec<usize> = (0..operations.len()).collect();
    order.sort_by_key(|index| {
        let operation = operations.get(*index);
        let kept = had.get(*index).copied().flatten();
        let keeps =
            kept.is_some_and(|it| operation.is_some_and(|(_, preferred)| preferred.is_one(it)));
        let path = operation.map(|(it, _)| it.path).unwrap_or_default();
        (!keeps, path.matches('/').count(), path, *index)
    });
    let mut taken = Taken::default();
    let mut named = BTreeMap::new();
    for index in order {
        let Some((_, preferred)) = operations.get(index) else {
            continue;
        };
        let kept = had.get(index).copied().flatten();
        let kept = kept.filter(|it| preferred.is_one(it));
        let candidates = kept.into_iter().chain([&preferred.short, &preferred.long]);
        let name = candidates
            .into_iter()
            .find(|name| match **name == preferred.short {
                true => taken.take(name, &preferred.builder),
                false => taken.take(name, &names::pascal(name)),
            })
            .cloned()
            .unwrap_or_else(|| taken.numbered(&preferred.long));
        let alone = name == preferred.short;
        named.insert(index, (name, alone));
    }
    named.into_values().collect()
}

/// The candidate names of an operation.
struct Candidates {
    /// The preferred name.
    short: String,
    /// Path and method in full.
    long: String,
    /// The builder for the preferred name.
    builder: String,
}

impl Candidates {
    fn of(operation: &Named<'_>) -> Self {
        let path = Path::of(operation.path);
        let long_of_path = || {
            let mut words = path.all_words();
            words.push(operation.method.to_owned());
            words
        };
        let Some(id) = operation.id else {
            let short = named(operation, &path, path.own_words(), None);
            return Self::from(short, long_of_path());
        };
        if let Some(name) = without_path(id, operation) {
            return Self::from(words::of(name), words::of(id));
        }
        let words = words::of(without_api(id, operation.path));
        let spelled = [words.as_slice()].into_iter().find_map(|words| {
            let core = match words {
                [core @ .., last] if last == operation.method => core,
                [first, core @ ..] if first == operation.method => core,
                _ => return None,
            };
            match core.is_empty() {
                true => Some(path.own_words()),
                false => path.spelled(core),
            }
        });
        if let Some(base) = spelled {
            let short = named(operation, &path, base, None);
            return Self::from(short, long_of_path());
        }
        if let [only] = words.as_slice()
            && let Some(verb) = verb(only)
        {
            let short = named(operation, &path, path.own_words(), Some(verb));
            return Self::from(short, long_of_path());
        }
        let mut long = words.clone();
        if words.is_empty() {
            long = long_of_path();
        }
        Self::from(
            if words.is_empty() {
                long.clone()
            } else {
                words
            },
            {
                long.push(operation.method.to_owned());
                long
            },
        )
    }

    fn from(short: Vec<String>, long: Vec<String>) -> Self {
        let short = names::snake(&short.join("_"));
        Self {
            builder: names::pascal(&short),
            long: names::snake(&long.join("_")),
            short,
        }
    }

    fn is_one(&self, name: &str) -> bool {
        name == self.short || name == self.long
    }
}

/// The name before path and method, if an id consists of all three, as FastAPI writes them.
fn without_path<'a>(id: &'a str, operation: &Named<'_>) -> Option<&'a str> {
    let path: String = operation
        .path
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let name = id
        .strip_suffix(operation.method)?
        .strip_suffix('_')?
        .strip_suffix(&path)?;
    name.chars().any(char::is_alphabetic).then_some(name)
}

/// The id without the API's name before a dot: `public_api.agents_get` of `/public-api/agents`.
fn without_api<'a>(id: &'a str, path: &str) -> &'a str {
    let Some((api, rest)) = id.split_once('.') else {
        return id;
    };
    let first = path
        .split('/')
        .find(|it| !it.is_empty())
        .unwrap_or_default();
    let api = words::of(api);
    let is_api = api.last().is_some_and(|it| it == "api");
    match is_api && api == words::of(first) && !words::of(rest).is_empty() {
        true => rest,
        false => id,
    }
}

/// The verb for an id of one word, if the path names the object.
fn verb(word: &str) -> Option<&'static str> {
    Some(match word {
        "list" | "index" => "list",
        "get" | "show" | "retrieve" | "fetch" | "read" => "get",
        "create" | "add" => "create",
        "update" => "update",
        "replace" => "replace",
        "delete" | "remove" | "destroy" => "delete",
        _ => return None,
    })
}

/// A natural name.
fn named(
    operation: &Named<'_>,
    path: &Path,
    mut base: Vec<String>,
    verb: Option<&'static str>,
) -> Vec<String> {
    let of_one = path.ends_in_parameter;
    let of_all = !of_one && base.last().is_some_and(|word| is_plural(word));
    let verb = verb.or(match operation.method {
        "get" if operation.list && !of_one => Some("list"),
        "get" => Some("get"),
        "post" if operation.created || of_all => Some("create"),
        "post" if of_one => Some("post"),
        // The path ends in the action: `agents/{id}/run-now`.
        "post" if !base.is_empty() => None,
        "put" => Some("replace"),
        "patch" => Some("update"),
        "delete" => Some("delete"),
        other => return with(base, &[other], of_all),
    });
    match verb {
        Some(verb @ ("replace" | "update" | "delete")) => with(base, &[verb], of_all),
        verb => {
            base.extend(verb.map(str::to_owned));
            base
        }
    }
}

fn with(mut base: Vec<String>, verb: &[&str], of_all: bool) -> Vec<String> {
    let all: &[&str] = if of_all { &["all"] } else { &[] };
    base.extend(verb.iter().chain(all).map(|it| (*it).to_owned()));
    base
}

/// Singular words that end like a plural.
const SINGULAR: [&str; 12] = [
    "access",
    "analytics",
    "credentials",
    "details",
    "metrics",
    "news",
    "preferences",
    "process",
    "series",
    "settings",
    "statistics",
    "stats",
];

fn is_plural(word: &str) -> bool {
    word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        && !SINGULAR.contains(&word)
}

/// Whether a list's path ends in the name of its items.
pub(crate) fn lists(path: &str, member: &str) -> bool {
    let path = Path::of(path).words();
    let member = words::of(member);
    path.ends_with(&member) || path.last().is_some_and(|it| is_plural(it))
}

/// Methods that clients have besides operations.
const TAKEN: [&str; 14] = [
    "base_url",
    "builder",
    "call_untyped",
    "client",
    "clone",
    "events_untyped",
    "from_env",
    "new",
    "rate_limit",
    "request",
    "shutdown_handle",
    "shutdown_within",
    "wait",
    "with",
];

/// The names of methods and builders in use.
struct Taken {
    methods: BTreeSet<String>,
    builders: BTreeSet<String>,
}

impl Default for Taken {
    fn default() -> Self {
        Self {
            methods: TAKEN.iter().map(|it| (*it).to_owned()).collect(),
            builders: BTreeSet::new(),
        }
    }
}

impl Taken {
    fn take(&mut self, name: &str, builder: &str) -> bool {
        // `a1` and `a_1` are two methods but one builder: `A1`.
        if self.methods.contains(name) || self.builders.contains(builder) {
            return false;
        }
        self.methods.insert(name.to_owned());
        self.builders.insert(builder.to_owned());
        true
    }

    fn numbered(&mut self, name: &str) -> String {
        let mut number = 2;
        loop {
            let candidate = format!("{name}_{number}");
            if self.take(&candidate, &names::pascal(&candidate)) {
                return candidate;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests;
