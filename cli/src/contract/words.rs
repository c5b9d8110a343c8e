//! The words of commands.

use neo_api::runtime::Operation;

use super::Described;

/// Commands that are not operations.
pub const OWN: [&str; 7] = [
    "api",
    "completions",
    "config",
    "help",
    "man",
    "mock",
    "watch",
];

/// The steps of the path without its parameters and the prefix that all share, and what is done, unless the last step
/// says that already: `agents/{id}/run` is `agents run`.
pub fn words(operation: &Operation, list: bool) -> Vec<String> {
    let mut words: Vec<String> = operation
        .path
        .split('/')
        .filter(|step| !step.is_empty() && !step.contains('{') && *step != "public-api")
        .map(|step| step.to_ascii_lowercase().replace('_', "-"))
        .collect();
    let verb = operation.id.rsplit('_').next().unwrap_or(operation.id);
    let verb = match (operation.method, verb) {
        ("GET", "get") if list => "list",
        _ => verb,
    };
    let last = words.last().map(String::as_str).unwrap_or_default();
    if last != verb && !last.ends_with(&format!("-{verb}")) {
        words.push(verb.to_owned());
    }
    if words.first().is_some_and(|it| OWN.contains(&it.as_str())) {
        words.insert(0, "operations".to_owned());
    }
    words
}

/// Two operations never share a command, and no command is also a group of others.
pub fn distinct(all: &mut [Described]) {
    let taken: Vec<Vec<String>> = all.iter().map(|it| it.words.clone()).collect();
    for (index, described) in all.iter_mut().enumerate() {
        let clashes = taken
            .iter()
            .enumerate()
            .any(|(other, words)| other != index && words.starts_with(&described.words));
        if clashes {
            described
                .words
                .push(described.operation.id.replace('_', "-"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_named_after_paths() {
        let operation = |id: &'static str, method: &'static str, path: &'static str| Operation {
            id,
            contract_id: id,
            method,
            path,
            summary: "",
            security: &[],
            idempotent: true,
            paginated: false,
            accept: "application/json",
        };
        for (id, method, path, list, expected) in [
            (
                "phone_numbers_list",
                "GET",
                "/public-api/phone/numbers",
                true,
                "phone numbers list",
            ),
            (
                "agents_get",
                "GET",
                "/public-api/agents/{id}",
                false,
                "agents get",
            ),
            (
                "agents_run",
                "POST",
                "/public-api/agents/{id}/run",
                false,
                "agents run",
            ),
            (
                "end_companies_bulk_update",
                "POST",
                "/public-api/end-companies/bulk-update",
                false,
                "end-companies bulk-update",
            ),
            (
                "chat_messages_send",
                "POST",
                "/public-api/chat/sessions/{id}/messages",
                false,
                "chat sessions messages send",
            ),
            (
                "config_get",
                "GET",
                "/public-api/config",
                false,
                "operations config get",
            ),
        ] {
            assert_eq!(
                words(&operation(id, method, path), list).join(" "),
                expected
            );
        }
    }
}
