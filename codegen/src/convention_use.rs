//! Reports of how a document fits the conventions.

use std::fmt;

use crate::model::operations::{Operation, Response};

/// How many operations have what a convention names.
///
/// Besides the conventions' own members there are two rows for their effect: `envelope` counts the operations whose
/// response is an envelope, `cursor` those that are lists in pages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConventionUse {
    /// The member of the conventions: `envelope.data`.
    pub member: &'static str,
    /// Its value; empty for the rows `envelope` and `cursor`.
    pub value: String,
    /// The number of operations that have it.
    pub operations: usize,
    /// The number of operations that could have it: those whose responses the document describes.
    pub of: usize,
    /// What operations have in its place, and how many have it; the most frequent first. Empty if one has it.
    pub instead: Vec<(String, usize)>,
}

impl ConventionUse {
    /// Whether operations could have it, but none has.
    pub fn is_unmatched(&self) -> bool {
        self.operations == 0 && self.of > 0
    }
}

/// `envelope.data in 61 of 75`
impl fmt::Display for ConventionUse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} in {} of {}",
            self.member, self.operations, self.of
        )
    }
}

/// Adds the rows for the effect of the conventions.
pub(crate) fn with_effects(
    members: Vec<ConventionUse>,
    operations: &[Operation],
) -> Vec<ConventionUse> {
    let matched = |member: &str| members.iter().find(|it| it.member == member);
    let count = |test: &dyn Fn(&Operation) -> bool| operations.iter().filter(|it| test(it)).count();
    let effect = |member, operations, of, hint: &str| ConventionUse {
        member,
        value: String::new(),
        operations,
        of,
        instead: match operations {
            0 if of > 0 => vec![(hint.to_owned(), of)],
            _ => Vec::new(),
        },
    };
    let mut effects = Vec::new();
    if let (Some(data), Some(meta)) = (matched("envelope.data"), matched("envelope.meta")) {
        let hint = "optional members, or others beside them";
        let found = count(&|it| has_envelope(&it.success));
        let both = data.operations.min(meta.operations);
        effects.push(effect("envelope", found, both.max(found), hint));
    }
    if let Some(parameter) = matched("cursor.parameter") {
        let hint = "a parameter that is not a string, or data that is not a list";
        let found = count(&|it| it.item.is_some());
        let pointers = ["cursor.has_more", "cursor.next"];
        let led = pointers.iter().filter_map(|it| matched(it));
        let led = led.map(|it| it.operations).max().unwrap_or(0);
        effects.push(effect("cursor", found, parameter.operations.min(led), hint));
    }
    effects.into_iter().chain(members).collect()
}

fn has_envelope(response: &Response) -> bool {
    match response {
        Response::Envelope { .. } => true,
        Response::ByStatus(_, cases) => cases.iter().any(|(_, it)| has_envelope(it)),
        _ => false,
    }
}
