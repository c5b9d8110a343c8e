//! The documentation of types, members and parameters.

use super::about::About;

/// The documentation of a type.
pub(super) fn of_type(about: &About) -> Option<String> {
    about.description.clone().or_else(|| about.title.clone())
}

/// The documentation of a member: its description, its default, and its constraints in one line.
pub(crate) fn of_member(about: &About) -> Option<String> {
    let mut paragraphs = Vec::new();
    paragraphs.extend(about.description.clone().or_else(|| about.title.clone()));
    let mut line = Vec::new();
    if let Some(default) = &about.default {
        line.push(format!("Default: `{default}`."));
    }
    if about.read_only {
        line.push("Set by the service.".to_owned());
    }
    if about.write_only {
        line.push("Never in a response.".to_owned());
    }
    if !about.constraints.is_empty() {
        let constraints: Vec<String> = about.constraints.iter().map(|it| constraint(it)).collect();
        line.push(format!("Constraints: {}.", constraints.join(", ")));
    }
    if !line.is_empty() {
        paragraphs.push(line.join(" "));
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// `minLength 1` → `` `minLength` 1 ``; a pattern is code.
fn constraint(text: &str) -> String {
    match text.split_once(' ') {
        Some((name @ ("pattern" | "contentEncoding"), value)) => format!("{name} `{value}`"),
        Some(("uniqueItems", "true")) => "unique items".to_owned(),
        _ => text.to_owned(),
    }
}
