//! Parameters of the path, the query and the headers.

use neo_api_document::media_type;
use serde_json::Value;

use super::style::{Written, as_is, percent, plus};
use super::{Check, Location, Mismatch};
use crate::diagnostics::Tree;

/// OpenAPI has nothing to say about these (3.1.0, section 4.8.12.1).
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl Check<'_> {
    /// What is wrong with a parameter, if anything is.
    pub fn parameter(&self, described: &Value) -> Vec<Mismatch> {
        self.read_parameter(described).unwrap_or_default()
    }

    fn read_parameter(&self, described: &Value) -> Option<Vec<Mismatch>> {
        let text = |key: &str| described.get(key).and_then(Value::as_str);
        let name = text("name")?;
        let location = match text("in")? {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" if !NOT_PARAMETERS.contains(&name.to_ascii_lowercase().as_str()) => {
                Location::Header
            }
            _ => return None,
        };
        let style = text("style").unwrap_or(match location {
            Location::Query => "form",
            _ => "simple",
        });
        let explode = described.get("explode").and_then(Value::as_bool);
        let (schema, json) = match described.get("schema") {
            Some(schema) => (schema, false),
            None => (json_schema(described)?, true),
        };
        let written = Written {
            name,
            style,
            explode: explode.unwrap_or(style == "form"),
            schema,
            decode: match location {
                Location::Query => plus,
                Location::Path => percent,
                _ => as_is,
            },
        };
        let values = match location {
            Location::Query => self.in_query(&written, json),
            Location::Path => {
                let (_, text) = arguments(self.operation.path, self.request.path())
                    .into_iter()
                    .find(|(found, _)| *found == name)?;
                Some(self.text(&written, text, json))
            }
            _ => {
                let text = self.request.header(name);
                text.map(|text| self.text(&written, text, json))
            }
        };
        let wrong = |expected: &str| Some(vec![self.mismatch(location, name, "", expected)]);
        let Some(values) = values else {
            let required = described.get("required") == Some(&Value::Bool(true));
            return match required {
                true => wrong(&format!(
                    "expected this parameter, which is required: {}",
                    self.walker.describe(schema)
                )),
                false => None,
            };
        };
        let values = match values {
            Ok(values) => values,
            Err(expected) => return wrong(expected),
        };
        if values.iter().any(|value| self.fits(schema, value)) {
            return None;
        }
        Some(self.all(schema, values.first()?, location, name))
    }

    fn text(&self, written: &Written<'_>, text: &str, json: bool) -> Read {
        if json {
            let text = (written.decode)(text);
            return match super::body::is_json(text.as_bytes()) {
                true => Ok(vec![Tree::read(&text, "")]),
                false => Err("expected JSON"),
            };
        }
        Ok(self.one(written, text))
    }

    /// None where the query does not have it.
    fn in_query(&self, written: &Written<'_>, json: bool) -> Option<Read> {
        let pairs = pairs(self.request.raw_query().unwrap_or_default());
        let own: Vec<&str> = pairs
            .iter()
            .filter(|(name, _)| name == written.name)
            .map(|(_, value)| *value)
            .collect();
        let is = |kind: &str| self.expects(written.schema, |name| name == kind);
        if written.style == "deepObject" {
            let start = format!("{}[", written.name);
            let members: Vec<(String, String)> = pairs
                .iter()
                .filter_map(|(name, value)| {
                    let key = name.strip_prefix(&start)?.split(']').next()?;
                    Some((key.to_owned(), plus(value)))
                })
                .collect();
            // Deeper ones are not written in a way that OpenAPI defines.
            let deep = pairs
                .iter()
                .any(|(name, _)| name.starts_with(&start) && name.contains("]["));
            return match (members.is_empty(), deep) {
                (true, _) => None,
                (_, true) => Some(Ok(vec![Tree::Unread])),
                _ => Some(Ok(vec![self.members(written.schema, &members)])),
            };
        }
        if written.explode && !json && is("object") {
            let members: Vec<(String, String)> = pairs
                .iter()
                .filter(|(name, _)| {
                    let pointer = neo_api_document::pointer::join("", name);
                    self.walker.at(written.schema, &pointer).is_some()
                })
                .map(|(name, value)| (name.clone(), plus(value)))
                .collect();
            if !members.is_empty() {
                return Some(Ok(vec![self.members(written.schema, &members)]));
            }
        }
        if written.explode && !json && is("array") && !own.is_empty() {
            let texts: Vec<String> = own.iter().map(|it| plus(it)).collect();
            let mut values = vec![self.list(written, &texts)];
            if let [text] = &texts[..] {
                values.push(self.scalar(written.schema, text));
            }
            return Some(Ok(values));
        }
        match own[..] {
            [] => None,
            [text] => Some(self.text(written, text, json)),
            _ => Some(Err("expected one value, but there are several")),
        }
    }
}

/// What a parameter may represent, or what it should have been.
type Read = Result<Vec<Tree>, &'static str>;

/// The schema of a parameter that is written as JSON.
fn json_schema(described: &Value) -> Option<&Value> {
    let content = described.get("content")?.as_object()?;
    let (_, media) = content.iter().find(|(name, _)| media_type::is_json(name))?;
    media.get("schema")
}

/// Names and values of a query or form, the values as they were spelled.
pub(super) fn pairs(query: &str) -> Vec<(String, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (plus(name), value))
        .collect()
}

/// The arguments in a path that fits the template, as they were spelled.
pub(in crate::mock) fn arguments<'t, 'p>(
    template: &'t str,
    path: &'p str,
) -> Vec<(&'t str, &'p str)> {
    let mut found = Vec::new();
    for (mut expected, mut step) in template.split('/').zip(path.split('/')) {
        while let Some((before, rest)) = expected.split_once('{') {
            let Some((name, after)) = rest.split_once('}') else {
                break;
            };
            step = step.get(before.len()..).unwrap_or_default();
            let literal = after.split('{').next().unwrap_or_default();
            let end = match (literal, after.contains('{')) {
                ("", _) => step.len(),
                (literal, true) => step.find(literal).unwrap_or(step.len()),
                (literal, false) => step.len().saturating_sub(literal.len()),
            };
            let (argument, left) = step.split_at_checked(end).unwrap_or((step, ""));
            found.push((name, argument));
            (expected, step) = (after, left);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn arguments_are_taken_out_of_a_path() {
        assert_eq!(
            arguments("/a/{id}/b/{from}-{to}.json", "/a/7/b/1-2.json"),
            [("id", "7"), ("from", "1"), ("to", "2")]
        );
        assert_eq!(arguments("/a", "/a"), []);
    }
}
