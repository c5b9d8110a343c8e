//! `explain`: what the generator rewrote in the contract, and where.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use neo_api_codegen::Note;

use crate::plain;

/// The notes as text, grouped by pass, each with its place.
pub fn text(notes: &[Note]) -> String {
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
                "  {}\n      {}",
                plain::line(&note.pointer),
                plain::line(&note.what)
            );
        }
        out.push('\n');
    }
    let _ = match notes.len() {
        0 => writeln!(out, "The generator reads the contract as it is."),
        count => writeln!(out, "{count} notes from {} passes.", passes.len()),
    };
    out
}
