//! `api.md`: every operation of the contract on one page.

use neo_api_codegen::Operation;
use serde_json::Value;

/// The page, from the text of the contract and its operations.
pub fn page(document: &str, operations: &[Operation]) -> String {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    let text = |pointer: &str| {
        let text = document.pointer(pointer).and_then(Value::as_str);
        cell(text.unwrap_or_default())
    };
    let mut page = format!(
        "# {} {}\n\nEvery operation of the contract. `cargo run -p neo-contract -- check --write` writes this page.\n\n\
         | method | request | what it does | |\n|---|---|---|---|\n",
        text("/info/title"),
        text("/info/version"),
    );
    for operation in operations {
        let at = format!(
            "/paths/{}/{}",
            operation.path.replace('~', "~0").replace('/', "~1"),
            operation.method.to_ascii_lowercase()
        );
        let mut notes = Vec::new();
        if !operation.credential {
            notes.push("no credential");
        }
        if !operation.repeatable {
            notes.push("sent once");
        }
        if operation.paginated {
            notes.push("pages");
        }
        if document.pointer(&format!("{at}/deprecated")) == Some(&Value::Bool(true)) {
            notes.push("deprecated");
        }
        page += &format!(
            "| `{}` | `{} {}` | {} | {} |\n",
            operation.id,
            operation.method,
            cell(&operation.path),
            text(&format!("{at}/summary")),
            notes.join(", "),
        );
    }
    page
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
        let page = super::page(&document, &generated.operations);
        assert!(page.starts_with("# A \\| B 1\n"), "{page}");
        let row = page.lines().last().unwrap();
        assert_eq!(
            row,
            "| `a_do` | `POST /a/{id}` | Does \\| it | no credential, sent once, deprecated |"
        );
    }
}
