//! `explain`: what the generator rewrote in the contract, and where.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use neo_api_codegen::{LeftOut, Note, NoteKind};

use crate::sanitize;

/// The number of losses, and of operations that are left out, to print one by one.
const MOST: usize = 20;
/// The number of pointers to print for notes of one kind.
const POINTERS: usize = 2;

/// The notes as text, grouped by pass, each with its pointer; then what the code omits.
pub fn text(notes: &[Note], left_out: &[LeftOut]) -> String {
    let mut passes: BTreeMap<&str, Vec<&Note>> = BTreeMap::new();
    for note in notes {
        passes.entry(note.pass).or_default().push(note);
    }
    let mut out = String::new();
    for (pass, notes) in &passes {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{pass} ({})", notes.len());
        for note in notes {
            let _ = writeln!(
                out,
                "  {}\n      {}{}",
                sanitize::line(&note.pointer),
                if note.kind == NoteKind::Lost {
                    "lost: "
                } else {
                    ""
                },
                sanitize::line(&note.what)
            );
        }
        out.push('\n');
    }
    out.push_str(&total(notes));
    out.push('\n');
    out.push_str(&operations(left_out));
    out
}

/// The notes as text, one line for all rewrites of one kind; then the losses one by one, up to a limit, and what the
/// code omits.
pub fn summary(notes: &[Note], left_out: &[LeftOut]) -> String {
    let mut kinds: BTreeMap<(&str, String), Vec<&Note>> = BTreeMap::new();
    for note in notes.iter().filter(|it| it.kind != NoteKind::Lost) {
        let kind = (note.pass, kind(&note.what));
        kinds.entry(kind).or_default().push(note);
    }
    let mut out = String::new();
    for ((pass, kind), notes) in &kinds {
        let mut pointers: Vec<&str> = notes.iter().map(|it| it.pointer.as_str()).collect();
        pointers.dedup();
        let count = pointers.len();
        pointers.truncate(POINTERS);
        let what = match notes.as_slice() {
            [only] => &only.what,
            _ => kind,
        };
        let others = match count - pointers.len() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        let _ = writeln!(
            out,
            "{pass} ({}): {}, at {}{others}",
            notes.len(),
            sanitize::line(what),
            sanitize::line(&pointers.join(", ")),
        );
    }
    // Operations that are left out have lines of their own below.
    let lost: Vec<&Note> = notes
        .iter()
        .filter(|it| it.kind == NoteKind::Lost && it.pass != "left_out")
        .collect();
    out.push_str(&losses(&lost));
    out.push_str(&total(notes));
    if !notes.is_empty() {
        out.push_str(" --verbose prints each with its location.");
    }
    out.push('\n');
    out.push_str(&listed(left_out, MOST));
    out
}

/// Losses, one per line, up to a limit.
pub(crate) fn losses(lost: &[&Note]) -> String {
    let mut out = String::new();
    for note in lost.iter().take(MOST) {
        let _ = writeln!(out, "lost: {}", sanitize::line(&note.to_string()));
    }
    if lost.len() > MOST {
        let _ = writeln!(out, "lost: {} more", lost.len() - MOST);
    }
    out
}

/// What notes of one kind have in common: the text without the names and values in it, and without a list at its end.
fn kind(what: &str) -> String {
    let mut kind = what.to_owned();
    let mut has_names = false;
    for quote in ['`', '"'] {
        let parts: Vec<&str> = kind.split(quote).collect();
        // An odd number of marks is text.
        if parts.len() < 3 || parts.len().is_multiple_of(2) {
            continue;
        }
        has_names = true;
        let mut without = String::new();
        for (index, part) in parts.iter().enumerate() {
            match index % 2 {
                0 => without.push_str(part),
                _ => without.extend([quote, '…', quote]),
            }
        }
        kind = without;
    }
    match kind.split_once(": ") {
        Some((start, _)) if !has_names => format!("{start}: …"),
        _ => kind,
    }
}

/// The number of notes and losses.
fn total(notes: &[Note]) -> String {
    let lost = notes.iter().filter(|it| it.kind == NoteKind::Lost).count();
    let mut passes: Vec<&str> = notes.iter().map(|it| it.pass).collect();
    passes.sort_unstable();
    passes.dedup();
    match notes.len() {
        0 => "The generator reads the contract unchanged.".to_owned(),
        count => format!(
            "{count} notes from {} passes; {lost} of them report a loss.",
            passes.len()
        ),
    }
}

/// The operations that the code omits, one per line.
pub fn operations(left_out: &[LeftOut]) -> String {
    listed(left_out, usize::MAX)
}

fn listed(left_out: &[LeftOut], most: usize) -> String {
    let mut out = String::new();
    if !left_out.is_empty() {
        let _ = writeln!(out, "{} operations are left out:", left_out.len());
    }
    for one in left_out.iter().take(most) {
        let _ = writeln!(out, "  {}", sanitize::line(&one.to_string()));
    }
    if left_out.len() > most {
        let _ = writeln!(out, "  and {} more", left_out.len() - most);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn notes_of_one_kind_differ_in_names_values_and_the_list_at_their_end() {
        for (what, expected) in [
            ("`a_b` is the method `b`", "`…` is the method `…`"),
            ("\"x\" is listed twice: once", "\"…\" is listed twice: once"),
            (
                "validated only by the service: not, if",
                "validated only by the service: …",
            ),
            ("no operationId", "no operationId"),
            ("an odd ` in: text", "an odd ` in: …"),
        ] {
            assert_eq!(kind(what), expected);
        }
    }
}
