//! A line of a generated interface. The only place that knows how such lines are written: `kind path: type`.

/// One public item.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// What it is, without its type: two lines with one path are one item that changed.
    pub(super) path: &'a str,
    /// The names of the path, modules left out: the type or operation first.
    pub(super) names: Vec<&'a str>,
    /// Names of types that the rest of the line mentions.
    pub(super) mentions: Vec<&'a str>,
}

/// An operation of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Operation<'a> {
    /// The name of its method.
    pub(super) name: &'a str,
    /// Upper case.
    pub(super) method: &'a str,
    /// The path template.
    pub(super) path: &'a str,
}

fn in_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Rows of the operation table are data: another path or credential behind a method changes no caller's code.
pub(super) fn is_item(line: &str) -> bool {
    !line.is_empty() && !line.starts_with("operation ")
}

/// `operation agents_get: GET /agents/{id} (…)`
pub(super) fn operation(line: &str) -> Option<Operation<'_>> {
    let (name, rest) = line.strip_prefix("operation ")?.split_once(": ")?;
    let (method, rest) = rest.split_once(' ')?;
    let path = rest.split_once(" (").map_or(rest, |(path, _)| path);
    Some(Operation { name, method, path })
}

/// The name of a type that is defined in the interface.
pub(super) fn defined(text: &str) -> Option<&str> {
    let (kind, _) = text.split_once(' ')?;
    let is_type = matches!(kind, "struct" | "enum" | "type");
    parse(text).names.first().copied().filter(|_| is_type)
}

pub(super) fn parse(text: &str) -> Line<'_> {
    let rest = text.strip_prefix("async ").unwrap_or(text);
    let start = match rest.split_once(' ') {
        Some(("impl", item)) => item
            .find(" for ")
            .map_or(item, |at| item.get(at + 5..).unwrap_or(item)),
        Some((_, item)) => item,
        None => rest,
    };
    let mut end = start.len();
    let mut before = ' ';
    for (at, character) in start.char_indices() {
        let next = start.get(at + 1..).and_then(|rest| rest.chars().next());
        let joins = (character == ':' && (before == ':' || next == Some(':'))) || character == '.';
        if !in_name(character) && !joins {
            end = at;
            break;
        }
        before = character;
    }
    let (head, tail) = start.split_at(end);
    let offset = text.len() - tail.len();
    let names: Vec<&str> = head
        .split([':', '.'])
        .filter(|name| !name.is_empty())
        .collect();
    // Methods on a client written by hand name it by its path: `crate::Neo`.
    let client = names.first().filter(|name| **name == "crate");
    let modules = names
        .iter()
        .take(names.len().saturating_sub(1))
        .take_while(|name| {
            client.is_some()
                || name.starts_with(|first: char| first.is_ascii_lowercase())
                || **name == "Client"
        })
        .count();
    Line {
        text,
        path: text.get(..offset).unwrap_or(text),
        names: names.into_iter().skip(modules).collect(),
        // What an implementation is of may be in front of the type.
        mentions: if text.starts_with("impl ") {
            text
        } else {
            tail
        }
        .split(|character| !in_name(character))
        .filter(|name| name.starts_with(char::is_uppercase))
        .collect(),
    }
}

/// The line without documentation of its parts, which older interfaces repeat.
pub(super) fn without_documentation(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("#[doc = \"") {
        let (before, attribute) = rest.split_at(start);
        out.push_str(before);
        let text = attribute.get("#[doc = \"".len()..).unwrap_or_default();
        let mut escaped = false;
        let end = text.find(|character| {
            let closes = character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
            closes
        });
        let after = end.and_then(|end| text.get(end..)?.strip_prefix("\"]"));
        rest = after.unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_path_names_and_the_types_it_mentions() {
        for (text, path, names, mentions) in [
            (
                "field types::X.a: Vec<Pet>",
                "field types::X.a",
                vec!["X", "a"],
                vec!["Vec", "Pet"],
            ),
            (
                "fn Client::pets_list(&self) -> builder::PetsList",
                "fn Client::pets_list",
                vec!["pets_list"],
                vec!["PetsList"],
            ),
            (
                "fn crate::blocking::Shop::pets_list(&self) -> operations::PetsList",
                "fn crate::blocking::Shop::pets_list",
                vec!["pets_list"],
                vec!["PetsList"],
            ),
            (
                "async fn builder::PetsList::send(self) -> Result<A, B>",
                "async fn builder::PetsList::send",
                vec!["PetsList", "send"],
                vec!["Result", "A", "B"],
            ),
            (
                "impl From<Pet> for types::X",
                "impl From<Pet> for types::X",
                vec!["X"],
                vec!["From", "Pet", "X"],
            ),
            (
                "variant types::U::A{b: String}",
                "variant types::U::A",
                vec!["U", "A"],
                vec!["String"],
            ),
        ] {
            let line = parse(text);
            assert_eq!(
                (line.path, line.names, line.mentions),
                (path, names, mentions)
            );
        }
    }

    #[test]
    fn a_row_of_the_operation_table_names_its_operation() {
        let row = "operation pets_list: GET /pets/{id} (listPets) credential=true";
        let found = operation(row).unwrap();
        assert_eq!(
            (found.name, found.method, found.path),
            ("pets_list", "GET", "/pets/{id}")
        );
        assert!(!is_item(row) && operation("fn a()").is_none());
    }

    #[test]
    fn documentation_is_left_out() {
        let line = r#"variant U::A{#[doc = "An \"x\" [y]"]a: String, #[doc = "z"]b: u8}"#;
        assert_eq!(
            without_documentation(line),
            "variant U::A{a: String, b: u8}"
        );
    }
}
