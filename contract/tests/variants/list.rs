//! A contract with one change at a time.

// Each test uses only some of the variants.
#![allow(dead_code)]

use std::path::Path;

use neo_contract::diff::Wire;
use neo_contract::diff::bump::Part;
use serde_json::{Value, json};

use Part::{Major, Minor, Patch};
use Wire::{Breaking, Risky, Safe};

pub fn contract() -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/phone-numbers.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub const OPERATION: &str = "/paths/~1public-api~1phone~1numbers/get";
pub const SECURITY: &str = "/paths/~1public-api~1phone~1numbers/get/security";
pub const SCHEMES: &str = "/components/securitySchemes";
const NUMBER: &str = "/components/schemas/PublicPhoneNumber";
const COUNTRIES: &str = "/components/schemas/CountryCode/enum";
const STATUS: &str = "/components/schemas/PhoneNumberStatus/enum";

/// The contract with a change.
pub fn changed(change: impl Fn(&mut Value)) -> Value {
    let mut head = contract();
    change(&mut head);
    head
}

/// A second way to authenticate.
pub fn key() -> Value {
    json!({"type": "apiKey", "in": "header", "name": "X-K"})
}

/// Replaces the value at a pointer, or adds the member that it names.
pub fn set(root: &mut Value, pointer: &str, value: Value) {
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

pub fn remove(root: &mut Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match root.pointer_mut(parent).unwrap() {
        Value::Object(map) => map.remove(&key.replace("~1", "/")).unwrap(),
        Value::Array(items) => items.remove(key.parse::<usize>().unwrap()),
        _ => panic!("{pointer}"),
    }
}

pub fn push(root: &mut Value, pointer: &str, value: Value) {
    root.pointer_mut(pointer)
        .unwrap()
        .as_array_mut()
        .unwrap()
        .push(value);
}

pub struct Variant {
    pub what: &'static str,
    pub change: fn(&mut Value),
    /// A rule that must be among the findings, with its verdict for shipped clients; `None` for no findings.
    pub found: Option<(&'static str, Wire)>,
    pub bump: Part,
}

pub fn variant(
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
pub fn variants() -> Vec<Variant> {
    let p = |id: &'static str, wire| Some((id, wire));
    vec![
        variant("a calling code in one tuple changes", p("rust-response-property-enum-tuple-changed", Risky), Patch,
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
        variant("nullable minutes have another spelling", None, Part::None,
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
        variant("operationId is removed", p("api-operation-id-removed", Safe), Patch,
            |c| { remove(c, &format!("{OPERATION}/operationId")); }),
        variant("security is removed", p("api-security-removed", Safe), Patch,
            |c| { remove(c, &format!("{OPERATION}/security")); }),
        variant("another scheme is required", p("api-security-added", Safe), Patch,
            |c| set(c, &format!("{OPERATION}/security"), json!([{"bearerAuth": []}, {"other": []}]))),
        variant("the scheme becomes a header key", p("api-security-component-type-changed", Breaking), Patch,
            |c| set(c, "/components/securitySchemes/bearerAuth", json!({"type": "apiKey", "in": "header", "name": "x-api-key"}))),
        variant("the success status changes", p("rust-response-success-status-changed", Breaking), Patch, |c| {
            let ok = remove(c, &format!("{OPERATION}/responses/200"));
            set(c, &format!("{OPERATION}/responses/203"), ok);
        }),
        variant("an error status is removed", p("response-non-success-status-removed", Safe), Patch,
            |c| { remove(c, &format!("{OPERATION}/responses/409")); }),
        variant("an error status is added", p("response-non-success-status-added", Safe), Patch, |c| {
            let error = c.pointer(&format!("{OPERATION}/responses/400")).unwrap().clone();
            set(c, &format!("{OPERATION}/responses/418"), error);
        }),
        variant("the response is not JSON", p("response-media-type-removed", Breaking), Major, |c| {
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
        variant("a timestamp becomes a day", p("response-property-type-specialized", Breaking), Major,
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
        variant("opaque settings no longer allow members", p("rust-response-property-additional-properties-closed", Safe), Patch,
            |c| set(c, &format!("{NUMBER}/properties/psa_settings/additionalProperties"), json!(false))),
        variant("a response header is documented", p("response-header-added", Safe), Patch,
            |c| set(c, &format!("{OPERATION}/responses/200/headers"), json!({"X-RateLimit-Limit": {"schema": {"type": "integer"}}}))),
        variant("an error's details become required", p("response-property-became-required", Safe), Major,
            |c| push(c, "/components/schemas/ErrorEnvelope/properties/error/required", json!("details"))),
    ]
}
