//! What regenerating does to callers: judged from the generated public interfaces themselves.

mod attribute;
mod line;
mod owners;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use neo_api_codegen::{Interface, Options, Read};
use serde_json::Value;

use self::owners::Owners;
use super::finding::Finding;
use super::rules::{Surface, structure};
use crate::pair::both;

/// Lines of the generated interface that were removed and added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurfaceChange {
    /// Removed or changed.
    pub removed: Vec<String>,
    /// Added or changed.
    pub added: Vec<String>,
}

impl SurfaceChange {
    /// Major if a line was removed or changed, because callers may use it; minor if lines were only added.
    pub fn verdict(&self) -> Surface {
        match (self.removed.is_empty(), self.added.is_empty()) {
            (false, _) => Surface::Major,
            (true, false) => Surface::Minor,
            (true, true) => Surface::None,
        }
    }
}

/// The code generated from two documents, and its differences.
pub(super) struct Surfaces {
    /// An error says which of the documents cannot be generated from.
    pub(super) change: Result<SurfaceChange, String>,
    texts: Option<[String; 2]>,
}

/// Compares the interfaces of the clients of both documents, and does something else `meanwhile`.
pub(super) fn change<T>(
    [base, head]: [&Read; 2],
    options: &Options,
    meanwhile: impl FnOnce() -> T,
) -> (Surfaces, T) {
    if base.document == head.document {
        let change = Ok(SurfaceChange::default());
        return (
            Surfaces {
                change,
                texts: None,
            },
            meanwhile(),
        );
    }
    // Generating is most of the time that a diff takes.
    std::thread::scope(|scope| {
        let surfaces = std::thread::Builder::new()
            .stack_size(crate::STACK)
            .spawn_scoped(scope, || surfaces(base, head, options));
        let done = meanwhile();
        let texts = surfaces.ok().and_then(|thread| thread.join().ok());
        let texts = texts.unwrap_or_else(|| Err("generating failed".to_owned()));
        let change = texts.as_ref().map(|[left, right]| between(left, right));
        let change = change.map_err(String::clone);
        let texts = texts.ok();
        (Surfaces { change, texts }, done)
    })
}

/// The interfaces, as far as they say something about their difference.
fn surfaces(base: &Read, head: &Read, options: &Options) -> Result<[String; 2], String> {
    let [left, right] = of_both(both(base, head, |document| {
        Interface::of(document, options)
    }))?;
    let sides = ((&left, &right), (&right, &left));
    of_both(both(sides.0, sides.1, |(of, beside)| {
        of.lines_beside(beside)
    }))
}

/// Both, or why there is no code for one of the documents.
fn of_both<T>(
    (base, head): (
        Result<T, neo_api_codegen::Error>,
        Result<T, neo_api_codegen::Error>,
    ),
) -> Result<[T; 2], String> {
    let named = |which: &str, result: Result<T, neo_api_codegen::Error>| {
        result.map_err(|error| {
            let error = one_line(&error.to_string());
            format!("no code can be generated from the {which}: {error}")
        })
    };
    Ok([named("base", base)?, named("head", head)?])
}

/// The differences of two surfaces, each a line for every public item.
pub(crate) fn between(left: &str, right: &str) -> SurfaceChange {
    let interface = |surface: &str| -> BTreeSet<String> {
        let items = surface.lines().filter(|line| line::is_item(line));
        items.map(line::without_documentation).collect()
    };
    let (left, right) = (interface(left), interface(right));
    let lines = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect();
    SurfaceChange {
        removed: lines(&left, &right),
        added: lines(&right, &left),
    }
}

/// What a generator says may be pages long; a reason is a sentence.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// Gives each finding its part in what changed. A change that no finding accounts for is one itself: it must not come in
/// silence. It is reported at the schema that is written differently, if there is one. Without surfaces, the rules'
/// expectation is all there is.
pub(super) fn attribute(findings: &mut Vec<Finding>, surfaces: &Surfaces, documents: [&Value; 2]) {
    let (Ok(change), Some([left, right])) = (&surfaces.change, &surfaces.texts) else {
        return;
    };
    let owners = Owners::of(documents, [left, right]);
    let rest = attribute::attribute(findings, change, &owners);
    for (schema, rest) in by_schema(rest, &owners, documents) {
        findings.push(unexplained(schema, rest));
    }
}

/// The lines by the schemas that they belong to and that the documents write in different ways.
fn by_schema<'a>(
    rest: SurfaceChange,
    owners: &Owners,
    [base, head]: [&'a Value; 2],
) -> BTreeMap<Option<&'a str>, SurfaceChange> {
    let schemas = |document: &'a Value| document.pointer("/components/schemas")?.as_object();
    let (base, head) = (schemas(base), schemas(head));
    let rewritten: HashMap<String, &str> = base
        .into_iter()
        .flatten()
        .filter(|(name, schema)| {
            head.and_then(|head| head.get(*name))
                .is_some_and(|other| other != *schema)
        })
        .map(|(name, _)| (owners::bare(name), name.as_str()))
        .collect();
    let schema = |line: &str| {
        let location = owners.location(&line::parse(line))?;
        rewritten.get(&location.owner).copied()
    };
    let mut found: BTreeMap<Option<&str>, SurfaceChange> = BTreeMap::new();
    for line in rest.removed {
        found.entry(schema(&line)).or_default().removed.push(line);
    }
    for line in rest.added {
        found.entry(schema(&line)).or_default().added.push(line);
    }
    found
}

/// The finding of a change that no other accounts for.
fn unexplained(schema: Option<&str>, change: SurfaceChange) -> Finding {
    let mut rule = structure::RUST_SURFACE_CHANGED.clone();
    rule.surface = change.verdict();
    let example = change.removed.first().or(change.added.first());
    let lines = format!(
        "{} lines removed, {} added, such as `{}`",
        change.removed.len(),
        change.added.len(),
        example.map(|line| line.trim()).unwrap_or_default(),
    );
    let what = match schema {
        Some(schema) => format!(
            "schema {schema} is written differently, and its generated code changes: {lines}"
        ),
        None => {
            format!("the generated interface changes, and no other finding explains it: {lines}")
        }
    };
    let pointer = schema.map(|it| neo_api_document::pointer::join("/components/schemas", it));
    let signed = |sign: char| move |line: String| format!("{sign}{line}");
    let removed = change.removed.into_iter().map(signed('-'));
    let found = super::finding::Found {
        rule,
        base: pointer.clone(),
        head: pointer,
        site: None,
        parameter: None,
        arguments: removed
            .chain(change.added.into_iter().map(signed('+')))
            .collect(),
        what,
        location: String::new(),
    };
    found.finish(&super::finding::Subject::default())
}
