//! The choice among several branches of a union that fit a value, within limits.

use std::cell::Cell;

use serde_json::Value;

/// Unions inside of each other, as deep as serde_json lets other values be.
pub(super) const DEEPEST: usize = 64;

/// How many branches are tried for one value with all that is in it. A hostile value could ask for any number.
const MOST_TRIES: usize = 20_000;

/// Of several branches the one that keeps all of the value: its index. `read` reads the value as a branch, and says how it
/// is written again, if it can be.
pub(super) fn best(
    text: &str,
    branches: &[usize],
    read: &mut dyn FnMut(usize) -> Option<Result<Value, serde_json::Error>>,
) -> Option<usize> {
    if branches.is_empty() {
        return None;
    }
    let original: Value = serde_json::from_str(text).ok()?;
    let mut found = Vec::new();
    let before = UNKNOWN.get();
    for branch in branches {
        if TRIES.get() > MOST_TRIES {
            break;
        }
        TRIES.set(TRIES.get() + 1);
        UNKNOWN.set(before);
        let Some(back) = read(*branch) else {
            continue;
        };
        let unknown = UNKNOWN.get() - before;
        let kept = back.map_or(0, |back| kept(&original, &back));
        if unknown == 0 && kept == size(&original) {
            UNKNOWN.set(before);
            return Some(*branch);
        }
        found.push((unknown, kept, *branch));
    }
    // Only branches with the fewest unlisted constants; if these have any, several branches are ambiguous.
    let fewest = found.iter().map(|(unknown, _, _)| *unknown).min();
    UNKNOWN.set(before);
    let fewest = fewest?;
    found.retain(|(unknown, _, _)| *unknown == fewest);
    if fewest > 0 && found.len() > 1 {
        return None;
    }
    let most = found.iter().map(|(_, kept, _)| *kept).max()?;
    UNKNOWN.set(before + fewest);
    found
        .into_iter()
        .find(|(_, kept, _)| *kept == most)
        .filter(|_| most > 1 || size(&original) <= 1)
        .map(|(_, _, branch)| branch)
}

/// How much of a value is in another: each scalar, list and object counts once.
fn kept(original: &Value, back: &Value) -> usize {
    match (original, back) {
        (Value::Object(original), Value::Object(back)) => {
            let members = original.iter();
            1 + members
                .map(|(name, value)| back.get(name).map_or(0, |it| kept(value, it)))
                .sum::<usize>()
        }
        (Value::Array(original), Value::Array(back)) => {
            let elements = original.iter().zip(back);
            1 + elements
                .map(|(value, back)| kept(value, back))
                .sum::<usize>()
        }
        (Value::Number(one), Value::Number(other)) => {
            usize::from(one == other || one.as_f64() == other.as_f64())
        }
        (original, back) => usize::from(original == back),
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static TRIES: Cell<usize> = const { Cell::new(0) };
    /// How many values were read that the contract does not list.
    static UNKNOWN: Cell<usize> = const { Cell::new(0) };
}

/// Counts a value that the contract does not list: a branch that reads one may be the wrong one.
pub(crate) fn count_unknown() {
    UNKNOWN.with(|count| count.set(count.get().wrapping_add(1)));
}

/// Each union starts a new read, so serde_json's own limit does not apply.
pub(super) struct Inside;

impl Inside {
    /// None where unions are nested too deeply.
    pub(super) fn enter() -> Option<Self> {
        let now = DEPTH.get();
        if now == 0 {
            TRIES.set(0);
            UNKNOWN.set(0);
        }
        DEPTH.set(now + 1);
        let inside = Self;
        (now < DEEPEST).then_some(inside)
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}
