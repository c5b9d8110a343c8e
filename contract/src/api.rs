//! `api.md`: every operation of the contract on one page.

use neo_api_codegen::{Generated, Operation};

/// The page.
pub fn page(generated: &Generated) -> String {
    let service = &generated.service;
    let mut page = format!(
        "# {} {}\n\nEvery operation of the contract. `cargo run -p neo-contract -- check --write` writes this page.\n\n\
         | method | request | what it does | |\n|---|---|---|---|\n",
        cell(&service.title),
        cell(&service.version),
    );
    for operation in &generated.operations {
        page += &format!(
            "| `{}` | `{} {}` | {} | {} |\n",
            operation.id,
            operation.method,
            cell(&operation.path),
            cell(&operation.summary),
            notes(operation),
        );
    }
    page
}

/// What a table of operations says of one besides its summary.
pub(crate) fn notes(operation: &Operation) -> String {
    let notes = [
        (!operation.credential, "no credential"),
        (!operation.repeatable, "sent once"),
        (operation.paginated, "pages"),
        (operation.deprecated, "deprecated"),
    ];
    let notes = notes.iter().filter(|(applies, _)| *applies);
    let notes: Vec<&str> = notes.map(|(_, note)| *note).collect();
    notes.join(", ")
}

/// Escapes text for a table cell.
fn cell(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_row_for_each_operation_and_no_text_breaks_it() {
        let document = serde_json::json!({
            "openapi": "3.1.0",
            "info": {"title": "A | B", "version": "1"},
            "paths": {"/a/{id}": {"post": {
                "operationId": "a_do", "summary": "Does\n| it", "deprecated": true,
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"204": {"description": ""}},
            }}},
        })
        .to_string();
        let generated =
            neo_api_codegen::generate(&document, &neo_api_codegen::Options::default()).unwrap();
        let page = super::page(&generated);
        assert!(page.starts_with("# A \\| B 1\n"), "{page}");
        let row = page.lines().last().unwrap();
        assert_eq!(
            row,
            "| `a_do` | `POST /a/{id}` | Does \\| it | no credential, sent once, deprecated |"
        );
    }
}
