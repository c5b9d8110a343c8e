//! Path templates and their parameters.
//!
//! ```yaml
//! paths: {v1/users/{user-id}: {get: {parameters: [{in: path, name: id, ...}]}}}
//! ```
//! becomes
//! ```yaml
//! paths: {/v1/users/{user-id}: {get: {parameters: [{in: path, name: user-id, required: true, schema: {type: string}}]}}}
//! ```
//! A path begins with a slash. An undeclared name in the template is a string; a parameter missing from the template
//! cannot be sent.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::{Error, document::Document, pointer::join, walk};

const PASS: &str = "path_templates";

pub(super) fn run(document: &mut Document) -> Result<(), Error> {
    slashes(document)?;
    walk::operations(document, |document, operation, path, _, pointer| {
        let names = names(path).map_err(|reason| document.invalid(pointer, reason))?;
        // A convention for two operations that a server has under one path.
        if path.contains('#') {
            document.note(
                PASS,
                pointer,
                "the text after `#` in the path is never sent",
            );
        }
        let at = join(pointer, "parameters");
        let Some(members) = operation.as_object_mut() else {
            return Err(document.invalid(pointer, "expected an operation object"));
        };
        let declared = match members.remove("parameters") {
            Some(Value::Array(list)) => list,
            _ => Vec::new(),
        };
        let mut kept = Vec::new();
        let mut published = Vec::new();
        let mut missing: BTreeSet<&String> = names.iter().collect();
        for (index, mut parameter) in declared.into_iter().enumerate() {
            let location = join(&at, &index.to_string());
            if !parameter.is_object() {
                return Err(document.invalid(&location, "expected a parameter object"));
            }
            if parameter["in"] == "path" {
                let name = parameter["name"].as_str().unwrap_or_default().to_owned();
                if !names.contains(&name) {
                    document.note(
                        PASS,
                        &location,
                        format!("`{path}` does not contain the path parameter `{name}`; it is never sent"),
                    );
                    continue;
                }
                missing.remove(&name);
                parameter["required"] = Value::Bool(true);
            }
            published.push(document.published(&location));
            kept.push(parameter);
        }
        for name in missing {
            document.note(
                PASS,
                pointer,
                format!("no parameter declares `{{{name}}}` of the path; it is a string"),
            );
            published.push(document.published(pointer));
            kept.push(json!({ "in": "path", "name": name, "required": true, "schema": { "type": "string" } }));
        }
        for (index, before) in published.iter().enumerate() {
            document.came_from(&join(&at, &index.to_string()), before);
        }
        members.insert("parameters".into(), Value::Array(kept));
        Ok(())
    })
}

fn slashes(document: &mut Document) -> Result<(), Error> {
    let Some(Value::Object(paths)) = document.root.get_mut("paths").map(Value::take) else {
        return Ok(());
    };
    let mut renamed = Map::new();
    for (path, item) in paths {
        if path.starts_with("x-") {
            continue;
        }
        let before = join("/paths", &path);
        let path = match path.chars().next() {
            Some('/') => path,
            None | Some(' ' | '\t' | '\n' | '?' | '#') => {
                return Err(document.invalid(&before, "a path must begin with `/`"));
            }
            Some(_) => {
                let with_slash = format!("/{path}");
                document.moved(&join("/paths", &with_slash), &before);
                document.note(PASS, &before, format!("the path is read as `{with_slash}`"));
                with_slash
            }
        };
        if renamed.insert(path.clone(), item).is_some() {
            return Err(document.invalid(&before, format!("the path `{path}` occurs twice")));
        }
    }
    renamed.sort_keys();
    document.root["paths"] = Value::Object(renamed);
    Ok(())
}

/// The names in a path template.
fn names(path: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("`{{` without `}}` in the path template `{path}`"));
        };
        if before.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return Err(format!("invalid braces in the path template `{path}`"));
        }
        names.push(name.to_owned());
        rest = after;
    }
    if rest.contains('}') {
        return Err(format!("`}}` without `{{` in the path template `{path}`"));
    }
    if path.contains('?') {
        return Err(format!(
            "`?` starts a query in the path template `{path}`; declare query parameters instead"
        ));
    }
    if path
        .split_once('#')
        .is_some_and(|(_, after)| after.contains('{'))
    {
        return Err(format!(
            "a parameter after `#` in the path template `{path}`: fragments are never sent"
        ));
    }
    if path.contains("//") {
        return Err(format!(
            "two slashes in a row in the path template `{path}`"
        ));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_templates() {
        assert_eq!(names("/a"), Ok(vec![]));
        assert_eq!(
            names("/{a}/b/{c-d}.json"),
            Ok(vec!["a".into(), "c-d".into()])
        );
        for odd in [
            "/{a", "/a}", "/{}", "/{a/b}", "/}{a}", "/{{a}}", "/a//b", "/a?b={b}", "/a#{b}",
        ] {
            assert!(names(odd).is_err(), "{odd}");
        }
    }
}
