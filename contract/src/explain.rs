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
        let pointers: Vec<String> = notes
            .iter()
            .take(POINTERS)
            .map(|it| sanitize::line(&it.pointer))
            .collect();
        let what = match notes.as_slice() {
            [only] => &only.what,
            _ => kind,
        };
        let others = match notes.len().saturating_sub(POINTERS) {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        let _ = writeln!(
            out,
            "{pass} ({}): {}, at {}{others}",
            notes.len(),
            sanitize::line(what),
            pointers.join(", "),
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

/// What notes of one kind have in common: the text without the names in it, and without a list at its end.
fn kind(what: &str) -> String {
    let names = what.split('`').count() - 1;
    if names == 0 || !names.is_multiple_of(2) {
        let (start, list) = what.split_once(": ").unwrap_or((what, ""));
        return match list {
            "" => start.to_owned(),
            _ => format!("{start}: …"),
        };
    }
    let mut kind = String::new();
    for (index, part) in what.split('`').enumerate() {
        kind.push_str(match index % 2 {
            0 => part,
            _ => "`…`",
        });
    }
    kind
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
