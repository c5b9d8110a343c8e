//! `explain`: what the generator rewrote in the contract, and where.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use neo_api_codegen::{LeftOut, Note, NoteKind};

use crate::sanitize;

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
    let lost = notes.iter().filter(|it| it.kind == NoteKind::Lost).count();
    let _ = match notes.len() {
        0 => writeln!(out, "The generator reads the contract unchanged."),
        count => writeln!(
            out,
            "{count} notes from {} passes; {lost} of them report a loss.",
            passes.len()
        ),
    };
    out.push_str(&operations(left_out));
    out
}

/// The operations that the code omits, one per line.
pub fn operations(left_out: &[LeftOut]) -> String {
    let mut out = String::new();
    if !left_out.is_empty() {
        let _ = writeln!(out, "{} operations are left out:", left_out.len());
    }
    for one in left_out {
        let _ = writeln!(out, "  {}", sanitize::line(&one.to_string()));
    }
    out
}
