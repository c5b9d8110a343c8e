//! Names from the document as Rust identifiers.

use std::collections::BTreeSet;

use heck::{ToPascalCase, ToSnakeCase};

/// A type or variant name: `end-user` → `EndUser`. Never empty, never a keyword.
pub(crate) fn pascal(name: &str) -> String {
    let mut name = identifier(spelled(name).to_pascal_case(), "Type");
    // typify changes the case of every name again: `ABC` would become `Abc` without notice.
    loop {
        let again = identifier(name.to_pascal_case(), "Type");
        if again == name {
            return name;
        }
        name = again;
    }
}

/// A method or field name: `endUser` → `end_user`. Never empty, never a keyword.
pub(crate) fn snake(name: &str) -> String {
    let spelled_out = spelled(name);
    identifier(spelled_out.to_snake_case(), "x")
}

/// The words of a name, in lower case: `listJobs` → `list`, `jobs`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let snake = spelled(name).to_snake_case();
    snake
        .split('_')
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The first of `name`, `name2`, `name3` … that is not taken, which is then taken. If very many are taken, the search
/// skips ahead.
pub(crate) fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(name.to_owned()) {
        return name.to_owned();
    }
    let numbered = |number: u64| format!("{name}{number}");
    let is_free = |number: &u64| !taken.contains(&numbered(*number));
    let free = (2..100).find(is_free).unwrap_or_else(|| {
        let (mut below, mut above) = (99_u64, 200);
        while !is_free(&above) {
            (below, above) = (above, above.saturating_mul(2));
        }
        while above - below > 1 {
            let middle = below.midpoint(above);
            if is_free(&middle) {
                above = middle;
            } else {
                below = middle;
            }
        }
        above
    });
    let unique = numbered(free);
    taken.insert(unique.clone());
    unique
}

/// Characters that are the only content of a name are spelled out: `$` → `dollar`, `>=` → `greater equal`. Beside
/// letters or digits they only separate words.
fn spelled(name: &str) -> String {
    if name.chars().any(char::is_alphanumeric) {
        let mut words = String::with_capacity(name.len());
        for (index, c) in name.chars().filter(|c| *c != '\'').enumerate() {
            match c {
                '+' | '-' if index == 0 && name.len() > 1 => {
                    words.push_str(word(c).unwrap_or_default());
                    words.push(' ');
                }
                c if c.is_alphanumeric() => words.push(c),
                _ => words.push(' '),
            }
        }
        return words;
    }
    name.chars()
        .map(|c| word(c).map_or_else(|| format!("u{:x}", u32::from(c)), str::to_owned))
        .collect::<Vec<_>>()
        .join(" ")
}

fn word(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '€' => "euro",
        '£' => "pound",
        '¥' => "yen",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        ' ' => "space",
        '(' => "open",
        ')' => "close",
        '"' => "quote",
        '\'' => "apostrophe",
        _ => return None,
    })
}

fn identifier(name: String, prefix: &str) -> String {
    let mut name: String = name
        .chars()
        .filter(|c| *c == '_' || c.is_ascii_alphanumeric() || c.is_alphabetic())
        .collect();
    if !name
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_')
    {
        let separator = if prefix == "x" { "_" } else { "" };
        name = if name.is_empty() {
            "empty".to_owned()
        } else {
            format!("{prefix}{separator}{name}")
        };
        if prefix != "x" {
            name = name.to_pascal_case();
        }
    }
    if !is_identifier(&name) || name == "gen" || name == "_" {
        name.push('_');
    }
    if !is_identifier(&name) {
        let code: String = name
            .chars()
            .map(|c| format!("{:x}", u32::from(c)))
            .collect();
        name = format!("{prefix}{code}");
    }
    name
}

/// The length of the longest keyword, such as `continue`.
const LONGEST_KEYWORD: usize = 8;

fn is_identifier(name: &str) -> bool {
    let is_ascii = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|c| c == b'_' || c.is_ascii_alphanumeric());
    let is_word = |name: &str| name.len() <= LONGEST_KEYWORD && !name.contains(char::is_uppercase);
    // `Self` is the only keyword in upper case.
    if is_ascii && !is_word(name) && name != "Self" {
        return true;
    }
    // syn knows every keyword, `r#` or not.
    syn::parse_str::<syn::Ident>(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        for (name, type_name, field) in [
            ("end-user", "EndUser", "end_user"),
            ("ACTIVE", "Active", "active"),
            ("type", "Type", "type_"),
            ("Self", "Self_", "self_"),
            ("$", "Dollar", "dollar"),
            ("€", "Euro", "euro"),
            (">=", "GreaterEqual", "greater_equal"),
            ("", "Empty", "empty"),
            ("2fa", "Type2fa", "x_2fa"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("日本", "日本", "日本"),
            ("a.b/c", "Abc", "a_b_c"),
            ("gen", "Gen", "gen_"),
        ] {
            assert_eq!(pascal(name), type_name, "{name}");
            assert_eq!(snake(name), field, "{name}");
        }
    }

    #[test]
    fn every_name_is_an_identifier() {
        for code in 0..0x3000_u32 {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            for name in [
                c.to_string(),
                format!("a{c}"),
                format!("{c}a"),
                format!("1{c}"),
            ] {
                assert!(
                    syn::parse_str::<syn::Ident>(&pascal(&name)).is_ok(),
                    "{name:?} {}",
                    pascal(&name)
                );
                assert!(
                    syn::parse_str::<syn::Ident>(&snake(&name)).is_ok(),
                    "{name:?} {}",
                    snake(&name)
                );
            }
        }
    }
}
