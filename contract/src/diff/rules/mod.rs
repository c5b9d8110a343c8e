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

pub(crate) fn unclassified() -> Rule {
    Rule {
        id: UNCLASSIFIED.to_owned(),
        level: Level::Warning,
        wire: Wire::Risky,
        surface: Surface::Minor,
    }
}
