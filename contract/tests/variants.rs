//! The vendored contract changed one way at a time: what is found, and which version follows.

use std::fs;
use std::path::Path;
use std::process::Command;

use neo_contract::diff::bump::Part;
use neo_contract::diff::{self, Diff, Wire};
use serde_json::{Value, json};

use Part::{Major, Minor, Patch};
use Wire::{Breaking, Risky, Safe};

fn contract() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/openapi.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn compare(base: &Value, head: &Value) -> Diff {
    diff::diff(&base.to_string(), &head.to_string()).unwrap()
}

const OPERATION: &str = "/paths/~1public-api~1phone~1numbers/get";
const NUMBER: &str = "/components/schemas/PublicPhoneNumber";
const COUNTRIES: &str = "/components/schemas/CountryCode/enum";
const STATUS: &str = "/components/schemas/PhoneNumberStatus/enum";

/// Replaces what stands at a pointer, or adds the member that it names.
fn set(root: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = root
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("{pointer}"));
    match parent {
        Value::Object(map) => {
            map.insert(key.replace("~1", "/"), value);
        }
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
}

fn remove(root: &mut Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match root.pointer_mut(parent).unwrap() {
        Value::Object(map) => map.remove(&key.replace("~1", "/")).unwrap(),
        Value::Array(items) => items.remove(key.parse::<usize>().unwrap()),
        _ => panic!("{pointer}"),
    }
}

fn push(root: &mut Value, pointer: &str, value: Value) {
    root.pointer_mut(pointer)
        .unwrap()
        .as_array_mut()
        .unwrap()
        .push(value);
}

struct Variant {
    what: &'static str,
    change: fn(&mut Value),
    /// A rule that must be among the findings, and its verdict for shipped clients. None: no finding at all.
    found: Option<(&'static str, Wire)>,
    bump: Part,
}

fn variant(
    what: &'static str,
    found: Option<(&'static str, Wire)>,
    bump: Part,
    change: fn(&mut Value),
) -> Variant {
    Variant {
        what,
        change,
        found,
        bump,
    }
}

#[rustfmt::skip]
fn variants() -> Vec<Variant> {
    let p = |id: &'static str, wire| Some((id, wire));
    vec![
        variant("a calling code in one tuple changes", p("rust-response-property-enum-tuple-changed", Safe), Patch,
            |c| set(c, &format!("{COUNTRIES}/2/1"), json!("+45"))),
        variant("a tuple is added", p("response-property-enum-value-added", Safe), Minor,
            |c| push(c, COUNTRIES, json!(["DE", "+49", null, null]))),
        variant("a tuple is removed", p("response-property-enum-value-removed", Safe), Major,
            |c| { remove(c, &format!("{COUNTRIES}/4")); }),
        variant("tuples are reordered", None, Part::None,
            |c| c.pointer_mut(COUNTRIES).unwrap().as_array_mut().unwrap().reverse()),
        variant("a country is renamed within its tuple", p("response-property-enum-value-added", Safe), Major,
            |c| set(c, &format!("{COUNTRIES}/0/0"), json!("MX"))),
        variant("id becomes nullable, as a list of types", p("response-property-became-nullable", Breaking), Major,
            |c| set(c, &format!("{NUMBER}/properties/id"), json!({"title": "Id", "type": ["integer", "null"]}))),
        variant("id becomes nullable, as a union", p("response-property-became-nullable", Breaking), Major,
            |c| set(c, &format!("{NUMBER}/properties/id"), json!({"title": "Id", "anyOf": [{"type": "integer"}, {"type": "null"}]}))),
        variant("minutes are never null", p("response-property-became-not-nullable", Safe), Major,
            |c| set(c, &format!("{NUMBER}/properties/minutes_used_this_month"), json!({"title": "Minutes Used This Month", "type": "integer"}))),
        variant("nullable minutes are spelled otherwise", None, Part::None,
            |c| set(c, &format!("{NUMBER}/properties/minutes_used_this_month"), json!({"title": "Minutes Used This Month", "type": ["null", "integer"]}))),
        variant("a property is renamed", p("response-required-property-removed", Breaking), Major, |c| {
            let number = remove(c, &format!("{NUMBER}/properties/number"));
            set(c, &format!("{NUMBER}/properties/phone_number"), number);
            set(c, &format!("{NUMBER}/required/1"), json!("phone_number"));
        }),
        variant("a required property is removed", p("response-required-property-removed", Breaking), Major, |c| {
            remove(c, &format!("{NUMBER}/properties/number"));
            remove(c, &format!("{NUMBER}/required/1"));
        }),
        variant("an optional property is removed", p("response-optional-property-removed", Risky), Major,
            |c| { remove(c, "/components/schemas/SuccessMeta/properties/warnings"); }),
        variant("an optional property is added", p("response-optional-property-added", Safe), Minor,
            |c| set(c, &format!("{NUMBER}/properties/label"), json!({"type": "string"}))),
        variant("a required property is added", p("response-required-property-added", Safe), Minor, |c| {
            set(c, &format!("{NUMBER}/properties/label"), json!({"type": "string"}));
            push(c, &format!("{NUMBER}/required"), json!("label"));
        }),
        variant("a required property becomes optional", p("response-property-became-optional", Breaking), Major,
            |c| { remove(c, &format!("{NUMBER}/required/1")); }),
        variant("an optional property becomes required", p("response-property-became-required", Safe), Major,
            |c| push(c, "/components/schemas/SuccessMeta/required", json!("warnings"))),
        variant("required names are reordered", None, Part::None,
            |c| c.pointer_mut(&format!("{NUMBER}/required")).unwrap().as_array_mut().unwrap().reverse()),
        variant("operationId is renamed", p("api-operation-id-removed", Safe), Major,
            |c| set(c, &format!("{OPERATION}/operationId"), json!("public_api.numbers_list"))),
        variant("operationId is removed", p("api-operation-id-removed", Safe), Major,
            |c| { remove(c, &format!("{OPERATION}/operationId")); }),
        variant("security is removed", p("api-security-removed", Risky), Patch,
            |c| { remove(c, &format!("{OPERATION}/security")); }),
        variant("another scheme is asked for", p("api-security-added", Safe), Patch,
            |c| set(c, &format!("{OPERATION}/security"), json!([{"bearerAuth": []}, {"other": []}]))),
        variant("the scheme becomes a header key", p("api-security-component-type-changed", Breaking), Patch,
            |c| set(c, "/components/securitySchemes/bearerAuth", json!({"type": "apiKey", "in": "header", "name": "x-api-key"}))),
        variant("the success status changes", p("response-success-status-removed", Breaking), Patch, |c| {
            let ok = remove(c, &format!("{OPERATION}/responses/200"));
            set(c, &format!("{OPERATION}/responses/203"), ok);
        }),
        variant("an error status is removed", p("response-non-success-status-removed", Safe), Patch,
            |c| { remove(c, &format!("{OPERATION}/responses/409")); }),
        variant("an error status is added", p("response-non-success-status-added", Safe), Patch, |c| {
            let error = c.pointer(&format!("{OPERATION}/responses/400")).unwrap().clone();
            set(c, &format!("{OPERATION}/responses/418"), error);
        }),
        variant("the response is something else than JSON", p("response-media-type-removed", Breaking), Major, |c| {
            let schema = remove(c, &format!("{OPERATION}/responses/200/content/application~1json"));
            set(c, &format!("{OPERATION}/responses/200/content/application~1xml"), schema);
        }),
        variant("a status value is added", p("response-property-enum-value-added", Safe), Minor,
            |c| push(c, STATUS, json!("PORTING"))),
        variant("a status value is removed", p("response-property-enum-value-removed", Safe), Major,
            |c| { remove(c, &format!("{STATUS}/1")); }),
        variant("a status value is renamed", p("response-property-enum-value-removed", Safe), Major,
            |c| set(c, &format!("{STATUS}/1"), json!("PAUSED"))),
        variant("status values are reordered", None, Part::None,
            |c| c.pointer_mut(STATUS).unwrap().as_array_mut().unwrap().reverse()),
        variant("status is any string", p("rust-response-property-no-longer-enum", Safe), Major,
            |c| { remove(c, "/components/schemas/PhoneNumberStatus/enum"); }),
        variant("id becomes a string", p("response-property-type-changed", Breaking), Major,
            |c| set(c, &format!("{NUMBER}/properties/id/type"), json!("string"))),
        variant("id becomes any number", p("response-property-type-generalized", Breaking), Major,
            |c| set(c, &format!("{NUMBER}/properties/id/type"), json!("number"))),
        variant("id becomes 32 bits wide", p("response-property-type-specialized", Safe), Major,
            |c| set(c, &format!("{NUMBER}/properties/id/format"), json!("int32"))),
        variant("a timestamp becomes a day", p("response-property-type-specialized", Safe), Major,
            |c| set(c, &format!("{NUMBER}/properties/created_at/format"), json!("date"))),
        variant("a timestamp becomes any text", p("response-property-type-generalized", Breaking), Major,
            |c| { remove(c, &format!("{NUMBER}/properties/created_at/format")); }),
        variant("a length limit is set", p("rust-response-property-max-length-set", Safe), Patch,
            |c| set(c, &format!("{NUMBER}/properties/number/maxLength"), json!(16))),
        variant("an optional query parameter is added", p("new-optional-request-parameter", Safe), Minor,
            |c| push(c, &format!("{OPERATION}/parameters"), json!({"name": "page_size", "in": "query", "schema": {"type": "integer"}}))),
        variant("a required query parameter is added", p("new-required-request-parameter", Breaking), Major,
            |c| push(c, &format!("{OPERATION}/parameters"), json!({"name": "site", "in": "query", "required": true, "schema": {"type": "string"}}))),
        variant("an operation is added", p("endpoint-added", Safe), Minor, |c| {
            let mut operation = c.pointer(OPERATION).unwrap().clone();
            operation["operationId"] = json!("public_api.phone_calls_get");
            set(c, "/paths/~1public-api~1phone~1calls", json!({"get": operation}));
        }),
        variant("the operation is removed", p("api-path-removed-without-deprecation", Breaking), Major,
            |c| { remove(c, "/paths/~1public-api~1phone~1numbers"); }),
        variant("the operation moves to another path", p("api-path-removed-without-deprecation", Breaking), Patch, |c| {
            let item = remove(c, "/paths/~1public-api~1phone~1numbers");
            set(c, "/paths/~1public-api~1v2~1phone~1numbers", item);
        }),
        variant("the operation is deprecated", p("endpoint-deprecated", Safe), Patch,
            |c| set(c, &format!("{OPERATION}/deprecated"), json!(true))),
        variant("the server moves", p("rust-servers-changed", Risky), Patch,
            |c| set(c, "/servers/0/url", json!("https://api.example"))),
        variant("a description is reworded", p("rust-documentation-changed", Safe), Patch,
            |c| set(c, &format!("{OPERATION}/description"), json!("Other words."))),
        variant("a schema is written where it was referred to", p("rust-surface-changed", Safe), Major, |c| {
            let status = c.pointer("/components/schemas/PhoneNumberStatus").unwrap().clone();
            set(c, &format!("{NUMBER}/properties/status"), status);
        }),
        variant("a request body is asked for", p("request-body-added-required", Breaking), Major,
            |c| set(c, &format!("{OPERATION}/requestBody"), json!({"required": true, "content": {"application/json": {"schema": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}}}))),
        variant("opaque settings take no members any more", p("rust-response-property-additional-properties-closed", Safe), Patch,
            |c| set(c, &format!("{NUMBER}/properties/psa_settings/additionalProperties"), json!(false))),
        variant("a response header is documented", p("response-header-added", Safe), Patch,
            |c| set(c, &format!("{OPERATION}/responses/200/headers"), json!({"X-RateLimit-Limit": {"schema": {"type": "integer"}}}))),
        variant("an error's details become required", p("response-property-became-required", Safe), Major,
            |c| push(c, "/components/schemas/ErrorEnvelope/properties/error/required", json!("details"))),
    ]
}

#[test]
fn each_change_gives_its_finding_and_its_version() {
    let base = contract();
    let variants = variants();
    assert!(variants.len() >= 40);
    let mut wrong = Vec::new();
    for variant in variants {
        let mut head = base.clone();
        (variant.change)(&mut head);
        assert_ne!(base, head, "{}: nothing changed", variant.what);
        let diff = compare(&base, &head);
        let found: Vec<_> = diff
            .findings
            .iter()
            .map(|finding| (finding.rule.as_str(), finding.wire))
            .collect();
        let as_expected = match variant.found {
            None => found.is_empty(),
            Some(expected) => found.contains(&expected),
        };
        if !as_expected || diff.bump.part != variant.bump {
            let surface = diff
                .surface
                .as_ref()
                .map(|change| (change.removed.len(), change.added.len()));
            wrong.push(format!(
                "{}: expected {:?} and {:?}, found {found:?} and {:?} ({})\n    {surface:?}",
                variant.what, variant.found, variant.bump, diff.bump.part, diff.bump.reason
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_component_that_nothing_refers_to_does_not_change_in_silence() {
    let mut base = contract();
    for (kind, component) in [
        (
            "parameters",
            json!({"name": "a", "in": "query", "schema": {"type": "string"}}),
        ),
        ("headers", json!({"schema": {"type": "string"}})),
        (
            "responses",
            json!({"description": "", "content": {"application/json": {"schema": {"type": "string"}}}}),
        ),
        (
            "requestBodies",
            json!({"content": {"application/json": {"schema": {"type": "string"}}}}),
        ),
        ("examples", json!({"value": "string"})),
        ("x-own", json!({"value": "string"})),
    ] {
        base["components"][kind] = json!({});
        let mut head = base.clone();
        head["components"][kind]["Unused"] = component.clone();
        let rules = |base: &Value, head: &Value| -> Vec<String> {
            diff::findings(base, head)
                .into_iter()
                .map(|finding| finding.rule)
                .collect()
        };
        assert_eq!(rules(&base, &head).len(), 1, "{kind} added");
        assert_eq!(rules(&head, &base).len(), 1, "{kind} removed");
        let edited = head["components"][kind]["Unused"]
            .to_string()
            .replace("\"string\"", "\"boolean\"");
        let mut other = head.clone();
        other["components"][kind]["Unused"] = serde_json::from_str(&edited).unwrap();
        assert_eq!(rules(&head, &other).len(), 1, "{kind} edited");
    }
}

/// Uses all that the vendored contract's interface has: what a caller may have written.
const PROGRAM: &str = include_str!("variants/program.rs");

/// A crate of its own whose binaries are the program, each over one variant's generated code.
#[test]
fn a_program_of_before_works_after_every_change_that_is_not_major_and_after_none_that_is() {
    let base = contract();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("surface-probe");
    let vendored = folder.path().join("openapi.json");
    fs::write(&vendored, base.to_string()).unwrap();
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    neo_contract::generate::generate(&neo_contract::generate::Request {
        document: vendored.to_str().unwrap(),
        folder: &root,
        runtime: Some(&workspace.canonicalize().unwrap()),
    })
    .unwrap();
    let manifest = fs::read_to_string(root.join("Cargo.toml"))
        .unwrap()
        .replace(
            "[dependencies]\n",
            "[dependencies]\ntokio = { version = \"1\", features = [\"rt\", \"net\", \"time\"] }\n",
        );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();

    let mut options = neo_api_codegen::Options::default();
    options.runtime = "::neo_api::runtime".to_owned();
    options.context = "()".to_owned();
    let binaries = root.join("src/bin");
    fs::create_dir(&binaries).unwrap();
    let mut variants = variants();
    variants.insert(0, variant("nothing", None, Part::None, |_| {}));
    for (index, variant) in variants.iter().enumerate() {
        let mut head = base.clone();
        (variant.change)(&mut head);
        let code = neo_api_codegen::generate(&head.to_string(), &options)
            .unwrap()
            .code;
        fs::create_dir(root.join(format!("src/v{index}"))).unwrap();
        fs::write(root.join(format!("src/v{index}/generated.rs")), code).unwrap();
        let program = format!(
            "#![allow(warnings)]\n#[path = \"../v{index}/generated.rs\"]\nmod generated;\n\n{PROGRAM}"
        );
        fs::write(binaries.join(format!("v{index}.rs")), program).unwrap();
    }

    let target = workspace.join("target/surface-probe");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet", "--bins", "--keep-going"])
        .args(["--no-default-features"])
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(&root)
        .output()
        .unwrap();
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut wrong = Vec::new();
    for (index, variant) in variants.iter().enumerate() {
        let named = format!("could not compile `surface-probe` (bin \"v{index}\")");
        let compiles = !messages.contains(&named);
        let binary = target.join(format!("debug/v{index}{}", std::env::consts::EXE_SUFFIX));
        let works = compiles && Command::new(binary).output().unwrap().status.success();
        if works != (variant.bump != Major) {
            wrong.push(format!(
                "{}: {:?}, works: {works}",
                variant.what, variant.bump
            ));
        }
    }
    assert!(wrong.is_empty(), "{}\n{messages}", wrong.join("\n"));
}
