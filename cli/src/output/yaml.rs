//! JSON as YAML 1.2, a superset of JSON: only objects and arrays are written differently.

use crate::json::Json;

/// Deeper values are written as JSON, which YAML allows anywhere.
const DEEPEST: usize = 64;

/// A document of one value.
pub fn of(json: Json<'_>) -> String {
    let mut text = String::new();
    match (json.members(), json.items()) {
        (Some(members), _) if !members.is_empty() => object(&mut text, &members, 0),
        (_, Some(items)) if !items.is_empty() => {
            for item in &items {
                text += &of_item(*item);
            }
        }
        _ => text = scalar(json) + "\n",
    }
    text
}

/// An element of a list at the outermost level.
pub fn of_item(item: Json<'_>) -> String {
    let mut text = String::new();
    element(&mut text, item, 0);
    text
}

fn object(text: &mut String, members: &[(String, Json<'_>)], depth: usize) {
    for (index, (name, value)) in members.iter().enumerate() {
        // The first member follows the dash of a list's element on the same line.
        if index > 0 || text.is_empty() || text.ends_with('\n') {
            text.push_str(&"  ".repeat(depth));
        }
        text.push_str(&key(name));
        text.push(':');
        below(text, *value, depth + 1);
    }
}

fn element(text: &mut String, item: Json<'_>, depth: usize) {
    text.push_str(&"  ".repeat(depth));
    text.push('-');
    match item.members() {
        Some(members) if !members.is_empty() && depth < DEEPEST => {
            text.push(' ');
            object(text, &members, depth + 1);
        }
        _ => below(text, item, depth + 1),
    }
}

/// A value behind a key or a dash, to the end of its last line.
fn below(text: &mut String, value: Json<'_>, depth: usize) {
    match (value.members(), value.items()) {
        _ if depth > DEEPEST => text.push_str(&format!(" {}\n", value.line())),
        (Some(members), _) if !members.is_empty() => {
            text.push('\n');
            object(text, &members, depth);
        }
        (_, Some(items)) if !items.is_empty() => {
            text.push('\n');
            for item in items {
                element(text, item, depth);
            }
        }
        _ => text.push_str(&format!(" {}\n", scalar(value))),
    }
}

/// Numbers, words and empty values as in JSON; strings without quotes where nothing else could be meant.
fn scalar(value: Json<'_>) -> String {
    match value.string() {
        Some(text) if is_plain(&text) => text,
        _ => value.line(),
    }
}

fn key(name: &str) -> String {
    match is_plain(name) {
        true => name.to_owned(),
        false => serde_json::Value::from(name).to_string(),
    }
}

/// A word that no reader takes for a number, a date or a Boolean, of YAML 1.1 too.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let begins = text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
    let rest = |it: char| it.is_ascii_alphanumeric() || "_-./+@ ".contains(it);
    begins
        && text.chars().all(rest)
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_spelled_as_yaml() {
        let text = r##"{"a":[{"b":1.10,"c":{"d":[]}},[1,[2]],"x"],"empty":{},"yes":"no","odd key: 1":"# none","z":"07","t":"a b","n":null,"u":"\ud800"}"##;
        let yaml = concat!(
            "a:\n",
            "  - b: 1.10\n",
            "    c:\n",
            "      d: []\n",
            "  -\n",
            "    - 1\n",
            "    -\n",
            "      - 2\n",
            "  - x\n",
            "empty: {}\n",
            "\"yes\": \"no\"\n",
            "\"odd key: 1\": \"# none\"\n",
            "z: \"07\"\n",
            "t: a b\n",
            "\"n\": null\n",
            "u: \"\\ud800\"\n",
        );
        assert_eq!(of(Json::read(text.as_bytes()).unwrap()), yaml);
        assert_eq!(of(Json::read(b"[]").unwrap()), "[]\n");
        assert_eq!(
            of(Json::read(b"[1,{\"a\":\"b\"}]").unwrap()),
            "- 1\n- a: b\n"
        );
    }
}
