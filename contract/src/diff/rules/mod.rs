//! What is known of each kind of change: its id, its mirror image, and what it does to a client.
//!
//! Ids are oasdiff's where the rule is the same; rules of our own begin with `rust-`.

pub(crate) mod places;
pub(crate) mod schema;

#[cfg(test)]
mod tests;

use serde::Serialize;

/// oasdiff's levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing that breaks.
    Info,
    /// May break.
    Warning,
    /// Breaks.
    Error,
}

/// What happens to a client that is already shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// It goes on working.
    Safe,
    /// Some of its calls may fail or mean something else.
    Risky,
    /// Calls that worked fail.
    Breaking,
}

/// What regenerating does to code that calls this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Surface {
    /// The public interface stays as it is.
    None,
    /// Something is added.
    Minor,
    /// Something that callers may use is gone or different.
    Major,
}

/// A rule with everything that follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) level: Level,
    pub(crate) wire: Wire,
    /// Expected, for documents that the generator cannot read; else the generated surfaces decide.
    pub(crate) surface: Surface,
    pub(crate) effect: Effect,
    /// Calls compile as before, and are refused until they send something more.
    pub(crate) adds_required_input: bool,
    /// It only informs people.
    pub(crate) informational: bool,
}

/// What a change does to the set of values that a place allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Effect {
    /// Fewer values are allowed.
    Narrows,
    /// More values are allowed.
    Widens,
    /// Some values go, some come.
    Incomparable,
    /// The same values are allowed.
    None,
}

/// The id of the finding that the opposite change gives, for ids of either table.
pub fn mirror(id: &str) -> Option<String> {
    if id == UNCLASSIFIED {
        return Some(id.to_owned());
    }
    places::mirror(id).or_else(|| schema::mirror(id))
}

/// The net: a difference that no rule knows.
pub(crate) const UNCLASSIFIED: &str = "schema-changed-unclassified";

fn informs(id: &str) -> bool {
    ["documentation-changed", "extension-changed", "info-changed"]
        .iter()
        .any(|note| id.ends_with(note))
}

pub(crate) fn unclassified() -> Rule {
    Rule {
        id: UNCLASSIFIED.to_owned(),
        level: Level::Warning,
        wire: Wire::Risky,
        surface: Surface::Minor,
        effect: Effect::Incomparable,
        adds_required_input: false,
        informational: false,
    }
}
