//! Contracts from the wild: none panics, and every operation is generated or the error says why not.
//!
//! Over the folder of OpenAPI 3.1 documents that `NEO_CORPUS` names. `cargo run -p neo-contract --example corpus` also
//! compiles what is generated.

use std::panic::catch_unwind;
use std::path::PathBuf;

use neo_api_codegen::{Options, generate};
use serde_json::Value;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Documents that refer to what is not there, each with the place that its error names. Everything else is generated.
const REFUSED: [(&str, &str); 5] = [
    (
        "airbyte_jobs",
        "/components/schemas/OrganizationOAuthCredentialsRequest/properties/configuration/$ref",
    ),
    (
        "airbyte_public_api",
        "/paths/~1dataplanes/post/responses/200/content/application~1json/schema/$ref",
    ),
    (
        "chroma_sync",
        "/paths/~1api~1v1~1invocations/get/parameters/2/schema/$ref",
    ),
    (
        "model_gateway",
        "/paths/~1health~1live/get/responses/200/$ref",
    ),
    ("ossa_main", "/paths/~1health/$ref"),
];

fn operations(document: &Value) -> usize {
    let items = document["paths"].as_object();
    items
        .into_iter()
        .flatten()
        .map(|(_, item)| {
            let item = match item["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
                Some(pointer) => document.pointer(pointer).unwrap_or(item),
                None => item,
            };
            METHODS
                .iter()
                .filter(|method| item.get(**method).is_some())
                .count()
        })
        .sum()
}

#[test]
fn every_operation_is_generated_or_the_error_names_a_place() {
    let Some(folder) = std::env::var_os("NEO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: NEO_CORPUS names no folder of documents");
        return;
    };
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "json") {
            continue;
        }
        count += 1;
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let there = operations(&serde_json::from_str(&text).unwrap());
        let refused = REFUSED.iter().find(|(refused, _)| *refused == name);
        match (
            catch_unwind(|| generate(&text, &Options::default())),
            refused,
        ) {
            (Err(_), _) => wrong.push(format!("{name}: a panic")),
            (Ok(Ok(generated)), None) if generated.operations.len() == there => {}
            (Ok(Ok(generated)), _) => {
                wrong.push(format!(
                    "{name}: {} of {there} operations",
                    generated.operations.len()
                ));
            }
            (Ok(Err(error)), Some((_, words))) if error.to_string().contains(words) => {}
            (Ok(Err(error)), _) => wrong.push(format!("{name}: {error}")),
        }
    }
    assert!(count > 0);
    assert!(wrong.is_empty(), "of {count}:\n{}", wrong.join("\n"));
}
