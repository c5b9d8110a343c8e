//! What regenerating does to callers: judged from the generated public interfaces themselves.

use std::collections::{BTreeSet, HashMap};
use std::thread::ScopedJoinHandle;

use neo_api_codegen::Options;

use super::finding::Finding;
use super::rules::Surface;

/// Lines of the generated interface that went and came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurfaceChange {
    /// Gone, or different.
    pub removed: Vec<String>,
    /// New, or different.
    pub added: Vec<String>,
}

impl SurfaceChange {
    /// Something gone may be in use; something new is in nobody's way.
    pub fn verdict(&self) -> Surface {
        match (self.removed.is_empty(), self.added.is_empty()) {
            (false, _) => Surface::Major,
            (true, false) => Surface::Minor,
            (true, true) => Surface::None,
        }
    }
}

/// Generates from both documents and compares, and does something else `meanwhile`. An error says which of them cannot be
/// generated from.
pub(super) fn change<T>(
    base: &str,
    head: &str,
    meanwhile: impl FnOnce() -> T,
) -> (Result<SurfaceChange, String>, T) {
    if base == head {
        return (Ok(SurfaceChange::default()), meanwhile());
    }
    let surface = |document: &str, which: &str| {
        neo_api_codegen::surface(document, &Options::default()).map_err(|error| {
            format!(
                "nothing can be generated from the {which}: {}",
                one_line(&error.to_string())
            )
        })
    };
    // A thread for each document: generating is most of the time that a diff takes.
    std::thread::scope(|scope| {
        let start = |document, which| {
            std::thread::Builder::new()
                .stack_size(crate::STACK)
                .spawn_scoped(scope, move || surface(document, which))
        };
        let (left, right) = (start(base, "base"), start(head, "head"));
        let done = meanwhile();
        let result = |thread: std::io::Result<ScopedJoinHandle<'_, _>>, which: &str| {
            let joined = thread.ok().and_then(|thread| thread.join().ok());
            joined.unwrap_or_else(|| Err(format!("generating from the {which} failed")))
        };
        let (left, right) = (result(left, "base"), result(right, "head"));
        let change = left.and_then(|left| Ok(between(&left, &right?)));
        (change, done)
    })
}

/// What tells two surfaces apart, each a line for every public item.
pub(crate) fn between(left: &str, right: &str) -> SurfaceChange {
    // Rows of the operation table are data: another path or credential behind a method changes no caller's code.
    let interface = |surface: &str| -> BTreeSet<String> {
        let lines = surface
            .lines()
            .filter(|line| !line.starts_with("operation "));
        lines.map(str::to_owned).collect()
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

/// Gives each finding its part in what changed, by the names in the lines.
pub(super) fn attribute(findings: &mut [Finding], change: &Result<SurfaceChange, String>) {
    let Ok(change) = change else {
        // The rules' expectation is all there is.
        return;
    };
    let whole = change.verdict();
    let weighty = findings
        .iter()
        .filter(|finding| finding.surface > Surface::None)
        .count();
    let (removed, added) = (Words::of(&change.removed), Words::of(&change.added));
    for finding in findings {
        let expected = finding.surface;
        finding.surface = if finding.demands_more() {
            Surface::Major
        } else if whole == Surface::None || finding.is_note() {
            Surface::None
        } else if weighty == 1 && expected > Surface::None {
            whole
        } else {
            let named = named(finding, &removed, &added);
            if named == Surface::None {
                expected.min(whole)
            } else {
                named
            }
        };
    }
}

/// A change of the public interface that no finding accounts for is one itself: it must not come in silence.
pub(super) fn unexplained(
    findings: &[Finding],
    change: &Result<SurfaceChange, String>,
) -> Option<Finding> {
    let change = change.as_ref().ok()?;
    let rest = rest(findings, change);
    let verdict = rest.verdict();
    if verdict == Surface::None {
        return None;
    }
    let mut rule = super::rules::places::rule("rust-surface-changed");
    rule.surface = verdict;
    let example = rest.removed.first().or(rest.added.first());
    let what = format!(
        "the generated interface changes and no difference above says why: {} lines gone, {} new, such as `{}`",
        rest.removed.len(),
        rest.added.len(),
        example.map(|line| line.trim()).unwrap_or_default(),
    );
    let signed = |sign: char| move |line: String| format!("{sign}{line}");
    let removed = rest.removed.into_iter().map(signed('-'));
    let found = super::finding::Found {
        rule,
        base: None,
        head: None,
        arguments: removed
            .chain(rest.added.into_iter().map(signed('+')))
            .collect(),
        what,
        place: String::new(),
    };
    Some(found.finish(&super::finding::Subject::default()))
}

/// The lines that no finding explains. One about a component explains what has the component's name in its own; any other
/// is taken to explain all that is not weightier than itself.
fn rest(findings: &[Finding], change: &SurfaceChange) -> SurfaceChange {
    let mut components = BTreeSet::new();
    for finding in findings.iter().filter(|it| it.surface > Surface::None) {
        match names(finding).first() {
            Some(component) => {
                components.insert(bare(component));
            }
            None if finding.surface >= change.verdict() => return SurfaceChange::default(),
            None => {}
        }
    }
    let unexplained = |lines: &[String]| -> Vec<String> {
        let explained = |line: &String| {
            let line = bare(line);
            components.iter().any(|component| line.contains(component))
        };
        lines
            .iter()
            .filter(|line| !explained(line))
            .cloned()
            .collect()
    };
    SurfaceChange {
        removed: unexplained(&change.removed),
        added: unexplained(&change.added),
    }
}

/// A name without what tells its spelling in the document from that in Rust.
fn bare(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The lines that each word is in.
struct Words<'a>(HashMap<&'a str, BTreeSet<usize>>);

impl<'a> Words<'a> {
    fn of(lines: &'a [String]) -> Self {
        let mut words: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for (index, line) in lines.iter().enumerate() {
            for word in line.split(|part: char| !(part.is_alphanumeric() || part == '_')) {
                words.entry(word).or_default().insert(index);
            }
        }
        Words(words)
    }

    /// Whether one line has all of the names.
    fn mention(&self, names: &[String]) -> bool {
        let mut lines = names.iter().map(|name| self.0.get(name.as_str()));
        let Some(Some(first)) = lines.next() else {
            return false;
        };
        let others: Option<Vec<_>> = lines.collect();
        others.is_some_and(|others| {
            first
                .iter()
                .any(|line| others.iter().all(|lines| lines.contains(line)))
        })
    }
}

fn named(finding: &Finding, removed: &Words, added: &Words) -> Surface {
    let names = names(finding);
    match (removed.mention(&names), added.mention(&names)) {
        (true, _) => Surface::Major,
        (false, true) => Surface::Minor,
        (false, false) => Surface::None,
    }
}

/// What the generated code would call the place: component and property, or the operation.
fn names(finding: &Finding) -> Vec<String> {
    let pointers = [
        finding.head_pointer.as_deref(),
        finding.base_pointer.as_deref(),
    ];
    let mut longest: Vec<&str> = Vec::new();
    for pointer in pointers.into_iter().flatten() {
        let tokens: Vec<&str> = pointer.split('/').collect();
        if tokens.len() > longest.len() {
            longest = tokens;
        }
    }
    let after = |key: &str| {
        longest
            .iter()
            .rposition(|token| *token == key)
            .and_then(|index| longest.get(index + 1))
    };
    let mut names = Vec::new();
    if let Some(component) = after("schemas") {
        names.push((*component).to_owned());
    }
    if let Some(property) = after("properties") {
        names.push((*property).to_owned());
    }
    names
}
