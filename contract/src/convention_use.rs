//! How a document fits the conventions, as text.

use neo_api_codegen::ConventionUse;

use crate::sanitize;

/// How many operations have what each convention names, in one line; empty without conventions.
pub(crate) fn counts(file: &str, uses: &[ConventionUse]) -> String {
    if uses.is_empty() {
        return String::new();
    }
    let counts: Vec<String> = uses
        .iter()
        .filter(|it| it.of > 0)
        .map(ToString::to_string)
        .collect();
    if counts.is_empty() {
        return sanitize::line(&format!(
            "{file}: the document does not describe what it is about"
        )) + "\n";
    }
    sanitize::line(&format!(
        "{file}, operations that fit: {}",
        counts.join(", ")
    )) + "\n"
}

/// The conventions that no operation has, one sentence each: the member, the file, and what operations have in its
/// place.
pub(crate) fn unmatched(file: &str, uses: &[ConventionUse]) -> Vec<String> {
    let unmatched = uses.iter().filter(|it| it.is_unmatched());
    unmatched
        .map(|it| sanitize::line(&format!("{file}: {}", sentence(it))))
        .collect()
}

fn sentence(it: &ConventionUse) -> String {
    let (member, value) = (it.member, &it.value);
    let operations = match it.of {
        1 => "1 operation".to_owned(),
        count => format!("{count} operations"),
    };
    let instead: Vec<String> = it
        .instead
        .iter()
        .map(|(what, count)| format!("{what} ({count})"))
        .collect();
    let instead = match instead.is_empty() {
        true => String::new(),
        false => format!("; found instead: {}", instead.join(", ")),
    };
    if value.is_empty() {
        return format!(
            "no response of {operations} has the form of `{member}`, although its members are there{instead}"
        );
    }
    let place = match member.split_once('.') {
        Some(("envelope", _)) => "success response",
        Some(("error", _)) => "error response",
        Some((_, "parameter" | "page_size")) => "query parameter",
        _ => "page",
    };
    format!("`{member}` is `{value}`, which no {place} of {operations} has{instead}")
}
