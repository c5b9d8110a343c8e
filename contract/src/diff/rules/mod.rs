//! The facts about each kind of change: its id, its mirror image, and what it does to a client.
//!
//! Ids are oasdiff's where the rule is the same; rules of our own begin with `rust-`. `docs/rules.md` is generated from
//! these rows.

pub(crate) mod changes;
pub mod page;
pub(crate) mod structure;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub(crate) use changes::{Change, Position};

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
    /// It keeps working.
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
    /// The public interface does not change.
    None,
    /// Something is added.
    Minor,
    /// Something that callers may use is removed or changed.
    Major,
}

/// What a change does to the set of values that a schema allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Effect {
    /// Fewer values are allowed.
    Narrows,
    /// More values are allowed.
    Widens,
    /// Some values are newly allowed, others no longer.
    Incomparable,
    /// The same values are allowed.
    None,
}

/// Which way the changed values travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Direction {
    /// From the client to the service.
    Request,
    /// From the service to the client.
    Response,
    /// Both ways, or neither.
    Neither,
}

/// Which part of a contract a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Area {
    Operation,
    Parameter,
    Body,
    Property,
    Header,
    Status,
    Security,
    Webhook,
    Component,
    Document,
    Documentation,
}

/// What a rule is beside its verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Plain,
    /// Calls compile as before, and are refused until they send something more.
    AddsRequiredInput,
    /// It is informational only.
    Informational,
}

/// A pair of contracts that gives a finding of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Example {
    /// A schema before and after, at a position.
    Schema {
        position: Position,
        base: &'static str,
        head: &'static str,
    },
    /// Merge patches of a small contract, at a pointer.
    Document {
        at: &'static str,
        base: &'static str,
        head: &'static str,
    },
    /// It takes more than a pair of contracts.
    None,
}

/// A rule with everything that follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    /// The id of the finding that the opposite change gives.
    pub(crate) mirror: &'static str,
    pub(crate) area: Area,
    pub(crate) direction: Direction,
    pub(crate) effect: Effect,
    pub(crate) level: Level,
    pub(crate) wire: Wire,
    /// Expected, for documents that the generator cannot read; else the generated surfaces decide.
    pub(crate) surface: Surface,
    pub(crate) kind: Kind,
    /// What the change is, in a sentence.
    pub(crate) means: &'static str,
    pub(crate) example: Example,
}

/// Every rule.
pub(crate) fn all() -> impl Iterator<Item = Rule> {
    structure::all().cloned().chain(changes::all())
}

/// The id of the finding that the opposite change gives.
pub fn mirror(id: &str) -> Option<String> {
    all()
        .find(|rule| rule.id == id)
        .map(|rule| rule.mirror.to_owned())
}
