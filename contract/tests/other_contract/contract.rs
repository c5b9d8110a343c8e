//! The contract as the server reads it, without the generator.

use serde_json::{Map, Value, json};

/// The document.
pub struct Contract {
    pub root: Value,
}

/// One operation with resolved references.
pub struct Operation {
    pub id: String,
    pub method: String,
    pub path: String,
    pub parameters: Vec<Value>,
    pub body: Option<Value>,
    /// Success statuses, each with its media type and schema.
    pub successes: Vec<(u16, Option<(String, Value)>)>,
    pub credential: bool,
}

/// The target of a reference.
pub fn resolved<'a>(root: &'a Value, mut value: &'a Value) -> &'a Value {
    while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        value = root.pointer(&reference[1..]).expect(reference);
    }
    value
}

impl Contract {
    pub fn new(text: &str) -> Self {
        Self {
            root: serde_json::from_str(text).expect("it is JSON"),
        }
    }

    /// Validates values of a schema of this document.
    pub fn validator(&self, schema: &Value) -> jsonschema::Validator {
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema],
            "components": { "schemas": self.root["components"]["schemas"] },
        });
        jsonschema::options()
            .should_validate_formats(true)
            .build(&whole)
            .expect("a JSON schema")
    }

    pub fn schemas(&self) -> &Map<String, Value> {
        self.root["components"]["schemas"].as_object().unwrap()
    }

    pub fn operations(&self) -> Vec<Operation> {
        let mut found = Vec::new();
        for (path, item) in self.root["paths"].as_object().unwrap() {
            let item = resolved(&self.root, item).as_object().unwrap();
            for (method, operation) in item.iter().filter(|(key, _)| *key != "parameters") {
                let lists = [item.get("parameters"), operation.get("parameters")];
                let parameters = lists
                    .into_iter()
                    .flatten()
                    .flat_map(|it| it.as_array().unwrap());
                let security = operation.get("security").unwrap_or(&self.root["security"]);
                found.push(Operation {
                    id: operation["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    parameters: parameters
                        .map(|it| resolved(&self.root, it).clone())
                        .collect(),
                    body: operation
                        .get("requestBody")
                        .map(|it| resolved(&self.root, it).clone()),
                    successes: self.successes(&operation["responses"]),
                    credential: security.as_array().is_some_and(|it| !it.is_empty()),
                });
            }
        }
        found
    }

    fn successes(&self, responses: &Value) -> Vec<(u16, Option<(String, Value)>)> {
        let mut successes = Vec::new();
        for (status, response) in responses.as_object().unwrap() {
            let Some(status) = status.parse().ok().filter(|it| (200..300).contains(it)) else {
                continue;
            };
            let response = resolved(&self.root, response);
            match response.get("content").and_then(Value::as_object) {
                None => successes.push((status, None)),
                Some(content) => successes.extend(content.iter().map(|(media, described)| {
                    let schema = described.get("schema").cloned().unwrap_or(json!(true));
                    (status, Some((media.clone(), schema)))
                })),
            }
        }
        successes
    }
}

/// The schema of a parameter, and whether it is encoded as JSON.
pub fn schema_of(parameter: &Value) -> (&Value, bool) {
    match parameter.pointer("/content/application~1json/schema") {
        Some(schema) => (schema, true),
        None => (&parameter["schema"], false),
    }
}
