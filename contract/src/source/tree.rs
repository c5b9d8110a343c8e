//! A JSON value that preserves the order of its keys and the spelling of its numbers.

/// A value read from YAML, ready to be written as JSON.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    /// A number as JSON spells it.
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// Pretty JSON with two spaces of indentation and a final newline.
    pub(super) fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Tree::Null => out.push_str("null"),
            Tree::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Tree::Number(spelling) => out.push_str(spelling),
            Tree::Text(text) => quote(out, text),
            Tree::List(items) if items.is_empty() => out.push_str("[]"),
            Tree::Map(entries) if entries.is_empty() => out.push_str("{}"),
            Tree::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    line(out, index, depth + 1);
                    item.write(out, depth + 1);
                }
                close(out, ']', depth);
            }
            Tree::Map(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    line(out, index, depth + 1);
                    quote(out, key);
                    out.push_str(": ");
                    value.write(out, depth + 1);
                }
                close(out, '}', depth);
            }
        }
    }

    /// The same value with its keys sorted, to compare two values regardless of order.
    pub(super) fn sorted(mut self) -> Tree {
        match &mut self {
            Tree::List(items) => {
                for item in items {
                    *item = std::mem::replace(item, Tree::Null).sorted();
                }
            }
            Tree::Map(entries) => {
                for (_, value) in entries.iter_mut() {
                    *value = std::mem::replace(value, Tree::Null).sorted();
                }
                entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            }
            _ => {}
        }
        self
    }

    pub(super) fn has_key(&self, wanted: &str) -> bool {
        matches!(self, Tree::Map(entries) if entries.iter().any(|(key, _)| key == wanted))
    }
}

fn quote(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

fn line(out: &mut String, index: usize, depth: usize) {
    out.push_str(if index == 0 { "\n" } else { ",\n" });
    out.extend(std::iter::repeat_n("  ", depth));
}

fn close(out: &mut String, bracket: char, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
    out.push(bracket);
}
