//! Descriptions of the document, as doc comments.
//!
//! rustdoc takes every code block for a Rust test, so that a description with an example in it would be compiled and run
//! by `cargo test`. Here code blocks are text. progenitor's own examples go: they show a call that lacks the wrapper.

use syn::{
    Attribute, Expr, File, Lit, LitStr, Meta,
    visit_mut::{self, VisitMut},
};

pub(super) fn bend(file: &mut File) {
    Docs.visit_file_mut(file);
}

struct Docs;

impl VisitMut for Docs {
    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        if let Meta::NameValue(pair) = &mut attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(literal) = &mut pair.value
            && let Lit::Str(text) = &mut literal.lit
        {
            *text = LitStr::new(&harmless(&without_example(&text.value())), text.span());
        }
        visit_mut::visit_attribute_mut(self, attribute);
    }
}

/// The text without the example that progenitor puts last.
fn without_example(text: &str) -> String {
    match text.rsplit_once("```ignore\nlet response = client") {
        Some((before, _)) => before.trim_end().to_owned(),
        None => text.to_owned(),
    }
}

/// The text with no code block that rustdoc would compile.
fn harmless(text: &str) -> String {
    let mut lines = Vec::new();
    // The marker that opened the block we are in.
    let mut open: Option<(char, usize)> = None;
    for line in text.split('\n') {
        let bare = line.trim_start();
        let marker = bare.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = marker.map_or(0, |marker| {
            bare.chars().take_while(|c| *c == marker).count()
        });
        match (open, marker) {
            (None, Some(marker))
                if length >= 3 && !bare.trim_start_matches(marker).contains('`') =>
            {
                open = Some((marker, length));
                lines.push(format!("{}text", marker.to_string().repeat(length)));
            }
            (Some((opened, at_least)), Some(marker))
                if marker == opened
                    && length >= at_least
                    && bare.trim_start_matches(marker).trim().is_empty() =>
            {
                open = None;
                lines.push(marker.to_string().repeat(length));
            }
            // Outside of a block, four columns in front of a line make one too.
            (None, _)
                if line.len() - bare.len() >= 4
                    || line.starts_with([' ', '\t']) && line.contains('\t') =>
            {
                lines.push(format!("   {bare}"));
            }
            _ => lines.push(line.to_owned()),
        }
    }
    if let Some((marker, length)) = open {
        lines.push(marker.to_string().repeat(length));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn code_blocks_are_text() {
        for (before, after) in [
            ("plain\n\ntext", "plain\n\ntext"),
            (
                "```\nlet x = 1;\n```\nafter",
                "```text\nlet x = 1;\n```\nafter",
            ),
            ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
            ("~~~json\n{}\n~~~", "~~~text\n{}\n~~~"),
            ("````\n```\n````", "````text\n```\n````"),
            ("never closed\n```\nx", "never closed\n```text\nx\n```"),
            ("a list\n\n    indented()", "a list\n\n   indented()"),
            ("tab\n\n\tindented()", "tab\n\n   indented()"),
            ("```inline``` code", "```inline``` code"),
        ] {
            assert_eq!(harmless(before), after, "{before}");
        }
    }
}
