//! Generates from documents of 10 to 10,000 operations. Seconds and peak memory should grow linearly.
//!
//! ```text
//! cargo bench -p neo-api-codegen --bench generate
//! ```
//!
//! Each size runs in its own process, so its peak is its own.

use std::error::Error;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use neo_api_codegen::{Options, generate};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    if let Some(index) = arguments.iter().position(|it| it == "--size") {
        return round(arguments.get(index + 1).ok_or("--size NUMBER")?.parse()?);
    }
    println!(
        "{:>10}  {:>8}  {:>12}  {:>8}  {:>14}  {:>8}",
        "operations", "seconds", "ms/operation", "peak MiB", "KiB/operation", "lines"
    );
    // `cargo test --all-targets` also runs this, to check that it starts.
    let sizes: &[&str] = if arguments.iter().any(|it| it == "--bench") {
        &["10", "100", "1000", "10000"]
    } else {
        &["10"]
    };
    for size in sizes {
        let output = Command::new(env::current_exe()?)
            .args(["--size", size])
            .output()?;
        print!("{}", String::from_utf8_lossy(&output.stdout));
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
    }
    Ok(())
}

fn round(operations: usize) -> Result<(), Box<dyn Error>> {
    let document = document(operations).to_string();
    let begin = Instant::now();
    let generated = generate(&document, &Options::default())?;
    let seconds = begin.elapsed().as_secs_f64();
    let peak = peak_kib();
    println!(
        "{operations:>10}  {seconds:>8.2}  {:>12.2}  {:>8}  {:>14}  {:>8}",
        seconds * 1_000.0 / operations as f64,
        peak.map_or("?".to_owned(), |kib| (kib / 1024).to_string()),
        peak.map_or("?".to_owned(), |kib| (kib / operations as u64).to_string()),
        generated.code.lines().count(),
    );
    Ok(())
}

/// Lists and updates in the shapes of the Neo API: an envelope, a page, a nullable field, an enum, a body.
fn document(operations: usize) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    schemas.insert(
        "Meta".to_owned(),
        json!({"type": "object", "required": ["request_id"], "properties": {
            "request_id": {"type": "string", "format": "uuid"},
            "pagination": {"anyOf": [
                {"type": "object", "properties": {"next_cursor": {"type": ["string", "null"]}, "has_more": {"type": "boolean"}}},
                {"type": "null"}
            ]}
        }}),
    );
    for index in 0..operations.div_ceil(2) {
        let (item, list) = (format!("Item{index}"), format!("Item{index}List"));
        schemas.insert(
            item.clone(),
            json!({"type": "object", "required": ["id", "name", "kind"], "properties": {
                "id": {"type": "integer"},
                "name": {"type": "string", "maxLength": 100},
                "kind": {"type": "string", "enum": ["ONE", "TWO", "THREE"]},
                "note": {"type": ["string", "null"]},
                "settings": {"type": "object", "additionalProperties": true},
                "created_at": {"type": "string", "format": "date-time"}
            }}),
        );
        schemas.insert(
            list.clone(),
            json!({"type": "object", "required": ["data", "meta"], "properties": {
                "data": {"type": "array", "items": {"$ref": format!("#/components/schemas/{item}")}},
                "meta": {"$ref": "#/components/schemas/Meta"}
            }}),
        );
        let responses = json!({"200": {"description": "OK", "content": {"application/json": {
            "schema": {"$ref": format!("#/components/schemas/{list}")}}}}});
        paths.insert(
            format!("/items{index}"),
            json!({"get": {
                "operationId": format!("items{index}_get"),
                "parameters": [
                    {"name": "cursor", "in": "query", "schema": {"type": "string"}},
                    {"name": "page_size", "in": "query", "schema": {"type": "integer"}}
                ],
                "responses": responses
            }}),
        );
        if 2 * index + 1 < operations {
            paths.insert(
                format!("/items{index}/{{id}}"),
                json!({"patch": {
                    "operationId": format!("items{index}_update"),
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
                    "requestBody": {"required": true, "content": {"application/json": {
                        "schema": {"$ref": format!("#/components/schemas/{item}")}}}},
                    "responses": responses
                }}),
            );
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Many operations", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas}
    })
}

/// The peak memory of this process, if known.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
