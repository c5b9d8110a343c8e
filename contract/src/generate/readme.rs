//! `README.md` of a generated crate, which is also its documentation, and the example program.

use std::fmt::Write as _;

use neo_api_codegen::{CredentialSetter, Generated, Operation};

use super::Request;
use super::manifest::{DEFAULT_FEATURES, FEATURES};
use crate::shell::{quoted, quoted_path};
use crate::{api, sanitize};

/// The first line of the files that people may replace: without it, `generate` leaves them unchanged.
pub(super) const README_HEAD: &str =
    "<!-- Written by `neo-contract generate`. Remove this line to keep your changes. -->";
/// The same for the example.
pub(super) const EXAMPLE_HEAD: &str =
    "//! Written by `neo-contract generate`. Remove this line to keep your changes.";

/// The crate's README.
pub(super) fn readme(
    name: &str,
    request: &Request<'_>,
    source: &str,
    generated: &Generated,
) -> String {
    let service = &generated.service;
    let title = prose(&service.title);
    let title = if title.is_empty() { name } else { &title };
    let program = program(name, generated);
    let features = features();
    let mut page = format!(
        "{README_HEAD}\n\
         # {title}\n\n\
         A typed Rust client of {title} {version}, generated from its OpenAPI document.\n\n\
         ```sh\n\
         cargo add {name} --path ../{name}\n\
         cargo add tokio --features macros,rt-multi-thread\n\
         ```\n\n\
         ```rust,no_run\n{program}```\n\n\
         `cargo run --example first_call` runs this program.\n\n\
         * `Client` is cheap to clone; share one. `Client::builder()` takes all settings.\n\
         * {base_url}\n\
         * Each operation is a method. Its arguments are the required parameters and a required body. It returns a builder with a\n  \
           method for each optional parameter; nothing is sent until `send`.\n\
         * Arguments convert: pass `&str` or `String`, an array or a `Vec`, a body or its builder.\n\
         {lists}\
         * Every call returns the same error, `Error`: `status()`, `code()`, `message()`, `is_not_found()`, `is_rate_limited()` and more.\n\
         * Values that the contract does not list decode as `Unknown` and encode unchanged.\n\n",
        version = prose(&service.version),
        base_url = match &service.base_url {
            Some(url) => format!(
                "Requests go to {} unless `base_url` sets another URL.",
                code(url)
            ),
            None => "The contract has no absolute URL of the service: set `base_url`.".to_owned(),
        },
        lists = match generated.operations.iter().any(|it| it.paginated) {
            true =>
                "* Operations with \"pages\" below have `pages()` and `items()`, which follow the cursor to the end of the list.\n",
            false => "",
        },
    );
    page += &credentials(&service.credentials);
    page += &format!("## Features\n\n| feature | what it does |\n|---|---|\n{features}\n");
    page += &operations(&generated.operations);
    let command = command(request, source);
    page += &format!(
        "## Generating it again\n\n\
         ```sh\n{command}\n```\n\n\
         `src/contract.json` is the document that the crate was generated from. Names of operations stay as they are in\n\
         `src/surface.txt`. The command overwrites `Cargo.toml`, `src/` and, while their first line is there, `README.md` and\n\
         `examples/first_call.rs`.\n"
    );
    page
}

/// A program with one call: the same as in the README.
pub(super) fn example(name: &str, generated: &Generated) -> String {
    format!("{EXAMPLE_HEAD}\n\n{}", program(name, generated))
}

fn program(name: &str, generated: &Generated) -> String {
    let service = &generated.service;
    let operation = first(&generated.operations);
    let setters = used(operation, &service.credentials);
    let crate_name = name.replace('-', "_");
    let imports = match setters.is_empty() {
        true => format!("use {crate_name}::Client;"),
        false => format!("use {crate_name}::{{Client, Credentials}};"),
    };
    let mut program = format!(
        "{imports}\n\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    let client = Client::builder()\n"
    );
    if service.base_url.is_none() {
        program += "        .base_url(\"https://api.example.com\")\n";
    }
    for setter in setters {
        let variables: Vec<String> = setter
            .arguments
            .iter()
            .map(|argument| {
                format!(
                    "&std::env::var(\"{}\")?",
                    variable(&crate_name, setter, argument)
                )
            })
            .collect();
        let _ = writeln!(
            program,
            "        .{}({})",
            setter.method,
            variables.join(", ")
        );
    }
    program += "        .build()?;\n";
    match operation.and_then(|it| it.example.as_ref()) {
        Some(call) => {
            let _ = writeln!(
                program,
                "    let response = client.{call}.send().await?;\n    println!(\"{{:#?}}\", response.data);"
            );
        }
        None => {
            program += "    println!(\"{client:?}\"); // each operation is a method of the client\n"
        }
    }
    program + "    Ok(())\n}\n"
}

/// The operation for the example: a GET without arguments, else one with few, else any.
fn first(operations: &[Operation]) -> Option<&Operation> {
    let possible = operations.iter().filter(|it| it.example.is_some());
    possible.min_by_key(|it| {
        let arguments = it.path.matches('{').count();
        (it.deprecated, it.method != "GET", arguments)
    })
}

/// The credentials that an operation requires; those of the first security scheme if it requires none.
fn used<'a>(
    operation: Option<&Operation>,
    setters: &'a [CredentialSetter],
) -> Vec<&'a CredentialSetter> {
    let find = |scheme: &String| setters.iter().find(|it| it.scheme == *scheme);
    let alternatives = operation
        .map(|it| it.security.as_slice())
        .unwrap_or_default();
    let whole = alternatives
        .iter()
        .map(|schemes| schemes.iter().filter_map(find).collect::<Vec<_>>())
        .find(|found| !found.is_empty());
    whole.unwrap_or_else(|| setters.iter().take(1).collect())
}

/// The environment variable of a credential in the example.
fn variable(crate_name: &str, setter: &CredentialSetter, argument: &str) -> String {
    let scheme = setter.method.trim_start_matches("with_");
    let name = match setter.arguments {
        [_] => format!("{crate_name}_{scheme}"),
        _ => format!("{crate_name}_{scheme}_{argument}"),
    };
    name.to_uppercase()
}

fn credentials(setters: &[CredentialSetter]) -> String {
    if setters.is_empty() {
        return String::new();
    }
    let mut text = "## Credentials\n\n\
         The trait `Credentials` has a setter for each security scheme of the contract. A credential is sent to the configured\n\
         origin only, and only with operations that require it. It is not printed in errors or logs.\n\n\
         | setter | security scheme | what is sent |\n|---|---|---|\n"
        .to_owned();
    for setter in setters {
        let _ = writeln!(
            text,
            "| `{}({})` | {} | {} |",
            setter.method,
            setter.arguments.join(", "),
            code(&setter.scheme),
            prose(&setter.sent),
        );
    }
    text + "\n"
}

fn features() -> String {
    let row = |(name, what): &(&str, &str)| {
        let default = if DEFAULT_FEATURES.contains(name) {
            " (default)"
        } else {
            ""
        };
        format!("| `{name}`{default} | {what} |\n")
    };
    FEATURES.iter().map(row).collect()
}

fn operations(operations: &[Operation]) -> String {
    let mut text = format!(
        "## Operations\n\n{} of the contract. Each method returns a builder in the module `operations`; bodies and data have their types\n\
         in the module `types`.\n\n| method | request | what it does | builder | |\n|---|---|---|---|---|\n",
        match operations.len() {
            1 => "One operation".to_owned(),
            count => format!("{count} operations"),
        }
    );
    for operation in operations {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | `operations::{}` | {} |",
            operation.id,
            code(&format!("{} {}", operation.method, operation.path)),
            prose(&operation.summary),
            operation.builder,
            api::notes(operation),
        );
    }
    text + "\n"
}

/// The command that generates the crate again, from the folder in which it was generated.
fn command(request: &Request<'_>, source: &str) -> String {
    let mut words = vec![
        "neo-contract".to_owned(),
        "generate".to_owned(),
        quoted(source),
        "--crate".to_owned(),
        quoted_path(request.folder),
    ];
    for (option, path) in [
        ("--conventions", request.conventions),
        ("--neo-api", request.runtime),
    ] {
        if let Some(path) = path {
            words.extend([option.to_owned(), quoted_path(path)]);
        }
    }
    if request.strict {
        words.push("--strict".to_owned());
    }
    words.join(" ")
}

/// Text of the document within Markdown: one line without markup.
fn prose(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = String::new();
    for character in sanitize::line(&words.join(" ")).chars() {
        if r"\`*_{}[]<>#|~&$".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Text of the document as code within a table.
fn code(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = sanitize::line(&words.join(" "));
    format!("`{}`", text.replace('`', "'").replace('|', r"\|"))
}

#[cfg(test)]
mod tests {
    use super::{code, prose};

    #[test]
    fn text_of_documents_is_no_markup() {
        assert_eq!(prose("a\n\n```\n[b]<c>|"), r"a \`\`\` \[b\]\<c\>\|");
        assert_eq!(code("GET /a`|b"), r"`GET /a'\|b`");
    }
}
