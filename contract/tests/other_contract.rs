//! Another contract instead of the vendored one: the crate compiles unchanged, each operation is called against a
//! server that validates both sides, and the values of every schema round-trip.

#[path = "other_contract/body.rs"]
mod body;
#[path = "other_contract/check.rs"]
mod check;
#[path = "other_contract/contract.rs"]
mod contract;
#[path = "other_contract/exchange.rs"]
mod exchange;
#[path = "other_contract/parts.rs"]
mod parts;
#[path = "other_contract/probe.rs"]
mod probe;
#[path = "other_contract/rng.rs"]
mod rng;
#[path = "other_contract/scalars.rs"]
mod scalars;
#[path = "other_contract/server.rs"]
mod server;
#[path = "other_contract/surface.rs"]
mod surface;
#[path = "other_contract/values.rs"]
mod values;

use std::path::PathBuf;
use std::sync::OnceLock;

use contract::{Contract, Operation};
use probe::Probe;
use serde_json::Value;
use server::{Seen, Server};
use values::{NEW_MEMBER, Values};

const TEXT: &str = include_str!("../../codegen/tests/fixtures/neo-like.json");
const KEY: &str = "neo_sk_test_0123456789abcdefghijklmn";

/// The number of values per schema, and of calls per response.
const VALUES: usize = 200;
const CALLS: usize = 16;

struct Fixture {
    contract: Contract,
    operations: Vec<Operation>,
    /// The program, or why it could not be built.
    program: Result<PathBuf, String>,
}

impl Fixture {
    fn start(&self, url: &str) -> Probe {
        match &self.program {
            Ok(program) => Probe::start(program, url, KEY),
            Err(error) => panic!("{error}"),
        }
    }
}

/// Built once for all tests.
fn fixture() -> &'static Fixture {
    static FIXTURE: OnceLock<Fixture> = OnceLock::new();
    FIXTURE.get_or_init(|| {
        let contract = Contract::new(TEXT);
        let operations = contract.operations();
        let program = probe::build(TEXT, &contract, &operations);
        Fixture {
            contract,
            operations,
            program,
        }
    })
}

/// Fails with the number of faults, and an example of each.
fn assert_none(wrong: Vec<(String, String)>) {
    let mut seen: Vec<(&str, usize, &str)> = Vec::new();
    for (what, how) in &wrong {
        match seen.iter_mut().find(|(it, ..)| it == what) {
            Some((_, count, _)) => *count += 1,
            None => seen.push((what, 1, how)),
        }
    }
    let lines: Vec<String> = seen
        .iter()
        .map(|(what, count, how)| format!("{what}, {count} times: {how}"))
        .collect();
    assert!(wrong.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn each_operation_follows_the_contract_and_returns_the_response() {
    let Fixture {
        contract,
        operations,
        ..
    } = fixture();
    assert!(operations.len() >= 65);
    let server = Server::start();
    let mut probe = fixture().start(&server.url);
    let mut wrong = Vec::new();
    for operation in operations {
        assert!(!operation.successes.is_empty(), "{}", operation.id);
        for (status, content) in &operation.successes {
            for round in 0..CALLS {
                let exchange = exchange::Exchange {
                    contract,
                    operations,
                    operation,
                    status: *status,
                    content: content.as_ref(),
                    round,
                };
                if let Err(error) = exchange.run(&server, &mut probe, KEY) {
                    wrong.push((format!("{} {status}", operation.id), error));
                }
            }
        }
    }
    assert_none(wrong);
}

#[test]
fn the_mock_responds_to_each_operation_as_documented() {
    let Fixture {
        contract,
        operations,
        ..
    } = fixture();
    let mut probe = fixture().start("mock");
    let mut wrong = Vec::new();
    for operation in operations {
        let exchange = exchange::Exchange {
            contract,
            operations,
            operation,
            status: 200,
            content: None,
            round: 0,
        };
        let mut values = Values::new(contract, &operation.id);
        let (arguments, _) = exchange.arguments(&mut values);
        let response = match probe.call(&operation.id, &arguments) {
            Ok(response) => response,
            Err(error) => {
                wrong.push((operation.id.clone(), error));
                continue;
            }
        };
        let documented = operation
            .successes
            .iter()
            .find(|(status, _)| response["status"] == *status);
        let Some((_, content)) = documented else {
            wrong.push((
                operation.id.clone(),
                format!("the status {}", response["status"]),
            ));
            continue;
        };
        if let Some((media, schema)) = content
            && media.contains("json")
        {
            let whole = match &response["meta"] {
                Value::Null => response["data"].clone(),
                meta => serde_json::json!({ "data": response["data"], "meta": meta }),
            };
            if let Some(error) = contract.validator(schema).iter_errors(&whole).next() {
                wrong.push((operation.id.clone(), format!("{error} in {whole}")));
            }
        }
        if response["meta"]["pagination"]["has_more"] == true {
            wrong.push((operation.id.clone(), "a page after the only one".into()));
        }
    }
    assert_none(wrong);
}

#[test]
fn a_contract_without_the_hand_written_items_is_refused_with_an_explanation() {
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut document = Contract::new(TEXT).root;
        change(&mut document);
        probe::refusal(&document.to_string())
    };
    let gone = changed(&|document| {
        let schemas = document["components"]["schemas"].as_object_mut().unwrap();
        schemas.remove("CountryCode").unwrap();
        let text = document.to_string().replace(
            r##""$ref":"#/components/schemas/CountryCode""##,
            r#""type":"string""#,
        );
        *document = serde_json::from_str(&text).unwrap();
    });
    let form = changed(&|document| {
        let rows = &mut document["components"]["schemas"]["CountryCode"]["enum"];
        *rows = serde_json::json!([["US", "+1"], ["GB", "+44"]]);
    });
    for message in [gone, form] {
        let item = "fn types::CountryCode::as_tuple";
        assert!(message.contains("src/country.rs"), "{message}");
        assert!(message.contains(item), "{message}");
        assert!(message.contains("openapi/openapi.json: "), "{message}");
        // rustc did not run.
        assert!(!message.contains("error[E"), "{message}");
    }
}

/// The vendored contract with all schemas renamed except those in `src/wrapped.txt`.
#[test]
fn the_crate_builds_whatever_the_contract_calls_its_schemas() {
    let mut text = include_str!("../../openapi/openapi.json").to_owned();
    let wrapped = include_str!("../../src/wrapped.txt");
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let schemas = document["components"]["schemas"].take();
    let mut renamed = serde_json::Map::new();
    for (name, schema) in schemas.as_object().unwrap() {
        let kept = wrapped.contains(&format!("types::{name}:"));
        let new = match kept {
            true => name.clone(),
            false => format!("Renamed{name}"),
        };
        renamed.insert(new, schema.clone());
    }
    assert!(renamed.contains_key("RenamedSuccessMeta") && renamed.contains_key("CountryCode"));
    document["components"]["schemas"] = renamed.into();
    text = document.to_string();
    for name in schemas.as_object().unwrap().keys() {
        if document["components"]["schemas"].get(name).is_none() {
            text = text.replace(
                &format!("\"#/components/schemas/{name}\""),
                &format!("\"#/components/schemas/Renamed{name}\""),
            );
        }
    }
    if let Err(message) = probe::library(&text) {
        panic!("{message}");
    }
}

/// Removes the members that the contract does not declare.
fn without_new(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !name.starts_with(NEW_MEMBER));
            members.values_mut().for_each(without_new);
        }
        Value::Array(items) => items.iter_mut().for_each(without_new),
        _ => {}
    }
}

#[test]
fn values_of_each_schema_round_trip() {
    let contract = &fixture().contract;
    let mut probe = fixture().start("http://127.0.0.1:1");
    let mut wrong = Vec::new();
    for (name, schema) in contract.schemas() {
        let reference = serde_json::json!({ "$ref": format!("#/components/schemas/{name}") });
        let validator = contract.validator(&reference);
        for (new_values, new_members) in [(false, false), (true, false), (true, true)] {
            let mut values = Values::new(contract, &format!("{name} {new_values} {new_members}"));
            values.new_values = new_values;
            values.new_members = new_members;
            let mut checked = 0;
            while checked < VALUES {
                let mut value = values.any(schema, 0);
                if !new_values && !validator.is_valid(&value) {
                    continue;
                }
                checked += 1;
                let mut again = match probe.again(name, &value) {
                    Ok(again) => again,
                    Err(error) => {
                        wrong.push((name.clone(), format!("{error}: {value}")));
                        continue;
                    }
                };
                without_new(&mut value);
                without_new(&mut again);
                if again != value {
                    wrong.push((name.clone(), format!("{value}\n   became {again}")));
                }
            }
        }
    }
    assert_none(wrong);
}

/// Checks the checks: a valid request with one change is refused.
#[test]
fn a_request_that_violates_the_contract_is_detected() {
    let contract = Contract::new(TEXT);
    let operations = contract.operations();
    let read = |id: &str, change: &dyn Fn(&mut Seen)| {
        let id = format!("public_api.{id}");
        let operation = operations.iter().find(|it| it.id == id).unwrap();
        let mut seen = Seen {
            method: operation.method.clone(),
            target: operation.path.replace("{agent_id}", "7"),
            headers: vec![("authorization".into(), format!("Bearer {KEY}").into())],
            body: Vec::new(),
        };
        change(&mut seen);
        let check = check::Check {
            contract: &contract,
            operations: &operations,
            operation,
            key: KEY,
        };
        check.read(&seen).err()
    };
    let json = |seen: &mut Seen, body: &str| {
        seen.headers
            .push(("content-type".into(), b"application/json".into()));
        seen.body = body.into();
    };
    assert_eq!(read("agents_list", &|_| {}), None);
    assert_eq!(read("agents_update", &|it| json(it, "{}")), None);
    let list: [&dyn Fn(&mut Seen); 9] = [
        &|it| it.method = "POST".into(),
        &|it| it.target += "/7",
        &|it| it.target += "?page_size=0",
        &|it| it.target += "?page_size=many",
        &|it| it.target += "?page_size=1&page_size=2",
        &|it| it.target += "?include=stats,nobody",
        &|it| it.target += "?color=red",
        &|it| it.headers.clear(),
        &|it| it.headers.push(("x-own".into(), Vec::new())),
    ];
    for (index, change) in list.iter().enumerate() {
        assert!(read("agents_list", change).is_some(), "change {index}");
    }
    let update: [&dyn Fn(&mut Seen); 5] = [
        &|_| {},
        &|it| it.body = b"{}".into(),
        &|it| json(it, "{"),
        &|it| json(it, r#"{"name": 7}"#),
        &|it| {
            json(it, "{}");
            it.target = it.target.replace('7', "seven");
        },
    ];
    for (index, change) in update.iter().enumerate() {
        assert!(read("agents_update", change).is_some(), "body {index}");
    }
    // The operation has no parameters, so none may be sent.
    assert!(read("health_get", &|_| {}).is_some());
    assert_eq!(read("health_get", &|it| it.headers.clear()), None);
    assert!(read("agents_stats", &|_| {}).is_some());
}
