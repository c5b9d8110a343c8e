//! The objects of OpenAPI 3.0 to 3.2 and of JSON Schema 2020-12, and their keywords.

use std::collections::HashMap;
use std::sync::LazyLock;

use Inside::{Data, List, Map, One};
use Object as O;

/// A kind of object whose keys are keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Object {
    Document,
    Info,
    Named,
    Tag,
    Server,
    Variable,
    Components,
    PathItem,
    Operation,
    Parameter,
    Body,
    Media,
    Example,
    Encoding,
    Responses,
    Response,
    Link,
    Schema,
    Discriminator,
    Xml,
    Security,
    Flows,
    Flow,
}

/// What a keyword holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Inside {
    /// Text, data or names.
    Data,
    One(Object),
    List(Object),
    /// A map of names to objects.
    Map(Object),
    /// A map of names to maps.
    Maps(Object),
}

type Keywords = &'static [(&'static str, Inside)];

static OF_SCHEMA: LazyLock<HashMap<&'static str, Inside>> =
    LazyLock::new(|| SCHEMA.iter().copied().collect());

/// The content of a key of an object, or `None` if it is not one of its keywords.
pub(crate) fn inside(object: Object, key: &str) -> Option<Inside> {
    if object == O::Schema {
        return OF_SCHEMA.get(key).copied();
    }
    if let Some((_, inside)) = keywords(object).iter().find(|(known, _)| *known == key) {
        return Some(*inside);
    }
    match object {
        O::Responses if !key.starts_with("x-") => Some(One(O::Response)),
        // From `additionalOperations`, whose methods move beside the others.
        O::PathItem if is_other_method(key) => Some(One(O::Operation)),
        _ => None,
    }
}

/// Whether a key of a path item is the name of a method, in the spelling of `additionalOperations`.
pub(crate) fn is_other_method(key: &str) -> bool {
    !key.is_empty()
        && key
            .bytes()
            .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || b"-_".contains(&it))
}

/// The keywords of an object, without the statuses of responses.
pub(crate) fn keywords(object: Object) -> Keywords {
    match object {
        O::Document => &[
            ("openapi", Data),
            ("$self", Data),
            ("info", One(O::Info)),
            ("jsonSchemaDialect", Data),
            ("servers", List(O::Server)),
            ("paths", Map(O::PathItem)),
            ("webhooks", Map(O::PathItem)),
            ("components", One(O::Components)),
            ("security", Data),
            ("tags", List(O::Tag)),
            ("externalDocs", One(O::Named)),
        ],
        O::Info => &[
            ("title", Data),
            ("summary", Data),
            ("description", Data),
            ("termsOfService", Data),
            ("contact", One(O::Named)),
            ("license", One(O::Named)),
            ("version", Data),
        ],
        // Contact, license and external documentation.
        O::Named => &[
            ("name", Data),
            ("url", Data),
            ("email", Data),
            ("identifier", Data),
            ("description", Data),
            ("externalDocs", One(O::Named)),
        ],
        O::Tag => &[
            ("name", Data),
            ("summary", Data),
            ("description", Data),
            ("externalDocs", One(O::Named)),
            ("parent", Data),
            ("kind", Data),
        ],
        O::Server => &[
            ("url", Data),
            ("name", Data),
            ("description", Data),
            ("variables", Map(O::Variable)),
        ],
        O::Variable => &[("enum", Data), ("default", Data), ("description", Data)],
        O::Components => &[
            ("schemas", Map(O::Schema)),
            ("responses", Map(O::Response)),
            ("parameters", Map(O::Parameter)),
            ("examples", Map(O::Example)),
            ("requestBodies", Map(O::Body)),
            ("headers", Map(O::Parameter)),
            ("securitySchemes", Map(O::Security)),
            ("links", Map(O::Link)),
            ("callbacks", Inside::Maps(O::PathItem)),
            ("pathItems", Map(O::PathItem)),
            ("mediaTypes", Map(O::Media)),
        ],
        O::PathItem => &[
            ("$ref", Data),
            ("summary", Data),
            ("description", Data),
            ("get", One(O::Operation)),
            ("put", One(O::Operation)),
            ("post", One(O::Operation)),
            ("delete", One(O::Operation)),
            ("options", One(O::Operation)),
            ("head", One(O::Operation)),
            ("patch", One(O::Operation)),
            ("trace", One(O::Operation)),
            ("query", One(O::Operation)),
            ("additionalOperations", Map(O::Operation)),
            ("servers", List(O::Server)),
            ("parameters", List(O::Parameter)),
        ],
        O::Operation => &[
            ("tags", Data),
            ("summary", Data),
            ("description", Data),
            ("externalDocs", One(O::Named)),
            ("operationId", Data),
            ("parameters", List(O::Parameter)),
            ("requestBody", One(O::Body)),
            ("responses", One(O::Responses)),
            ("callbacks", Inside::Maps(O::PathItem)),
            ("deprecated", Data),
            ("security", Data),
            ("servers", List(O::Server)),
        ],
        // Parameters and headers.
        O::Parameter => &[
            ("$ref", Data),
            ("name", Data),
            ("in", Data),
            ("summary", Data),
            ("description", Data),
            ("required", Data),
            ("deprecated", Data),
            ("allowEmptyValue", Data),
            ("style", Data),
            ("explode", Data),
            ("allowReserved", Data),
            ("schema", One(O::Schema)),
            ("example", Data),
            ("examples", Map(O::Example)),
            ("content", Map(O::Media)),
        ],
        O::Body => &[
            ("$ref", Data),
            ("summary", Data),
            ("description", Data),
            ("content", Map(O::Media)),
            ("required", Data),
        ],
        O::Media => &[
            ("$ref", Data),
            ("schema", One(O::Schema)),
            ("itemSchema", One(O::Schema)),
            ("example", Data),
            ("examples", Map(O::Example)),
            ("encoding", Map(O::Encoding)),
            ("prefixEncoding", List(O::Encoding)),
            ("itemEncoding", One(O::Encoding)),
        ],
        O::Example => &[
            ("$ref", Data),
            ("summary", Data),
            ("description", Data),
            ("value", Data),
            ("dataValue", Data),
            ("serializedValue", Data),
            ("externalValue", Data),
        ],
        O::Encoding => &[
            ("contentType", Data),
            ("headers", Map(O::Parameter)),
            ("encoding", Map(O::Encoding)),
            ("prefixEncoding", List(O::Encoding)),
            ("itemEncoding", One(O::Encoding)),
            ("style", Data),
            ("explode", Data),
            ("allowReserved", Data),
        ],
        // Besides the statuses.
        O::Responses => &[("default", One(O::Response))],
        O::Response => &[
            ("$ref", Data),
            ("summary", Data),
            ("description", Data),
            ("headers", Map(O::Parameter)),
            ("content", Map(O::Media)),
            ("links", Map(O::Link)),
        ],
        O::Link => &[
            ("$ref", Data),
            ("summary", Data),
            ("operationRef", Data),
            ("operationId", Data),
            ("parameters", Data),
            ("requestBody", Data),
            ("description", Data),
            ("server", One(O::Server)),
        ],
        O::Schema => SCHEMA,
        O::Discriminator => &[
            ("propertyName", Data),
            ("mapping", Data),
            ("defaultMapping", Data),
        ],
        O::Xml => &[
            ("name", Data),
            ("namespace", Data),
            ("prefix", Data),
            ("attribute", Data),
            ("wrapped", Data),
            ("nodeType", Data),
        ],
        O::Security => &[
            ("$ref", Data),
            ("type", Data),
            ("summary", Data),
            ("description", Data),
            ("name", Data),
            ("in", Data),
            ("scheme", Data),
            ("bearerFormat", Data),
            ("flows", One(O::Flows)),
            ("openIdConnectUrl", Data),
            ("oauth2MetadataUrl", Data),
            ("deprecated", Data),
        ],
        O::Flows => &[
            ("implicit", One(O::Flow)),
            ("password", One(O::Flow)),
            ("clientCredentials", One(O::Flow)),
            ("authorizationCode", One(O::Flow)),
            ("deviceAuthorization", One(O::Flow)),
        ],
        O::Flow => &[
            ("authorizationUrl", Data),
            ("tokenUrl", Data),
            ("deviceAuthorizationUrl", Data),
            ("refreshUrl", Data),
            ("scopes", Data),
        ],
    }
}

const SCHEMA: Keywords = &[
    ("$schema", Data),
    ("$id", Data),
    ("$anchor", Data),
    ("$dynamicAnchor", Data),
    ("$ref", Data),
    ("$dynamicRef", Data),
    ("$vocabulary", Data),
    ("$comment", Data),
    ("$defs", Map(O::Schema)),
    ("allOf", List(O::Schema)),
    ("anyOf", List(O::Schema)),
    ("oneOf", List(O::Schema)),
    ("not", One(O::Schema)),
    ("if", One(O::Schema)),
    ("then", One(O::Schema)),
    ("else", One(O::Schema)),
    ("dependentSchemas", Map(O::Schema)),
    ("prefixItems", List(O::Schema)),
    ("items", One(O::Schema)),
    ("contains", One(O::Schema)),
    ("properties", Map(O::Schema)),
    ("patternProperties", Map(O::Schema)),
    ("additionalProperties", One(O::Schema)),
    ("propertyNames", One(O::Schema)),
    ("unevaluatedItems", One(O::Schema)),
    ("unevaluatedProperties", One(O::Schema)),
    ("type", Data),
    ("enum", Data),
    ("const", Data),
    ("multipleOf", Data),
    ("maximum", Data),
    ("exclusiveMaximum", Data),
    ("minimum", Data),
    ("exclusiveMinimum", Data),
    ("maxLength", Data),
    ("minLength", Data),
    ("pattern", Data),
    ("maxItems", Data),
    ("minItems", Data),
    ("uniqueItems", Data),
    ("maxContains", Data),
    ("minContains", Data),
    ("maxProperties", Data),
    ("minProperties", Data),
    ("required", Data),
    ("dependentRequired", Data),
    ("title", Data),
    ("description", Data),
    ("default", Data),
    ("deprecated", Data),
    ("readOnly", Data),
    ("writeOnly", Data),
    ("example", Data),
    ("examples", Data),
    ("format", Data),
    ("contentEncoding", Data),
    ("contentMediaType", Data),
    ("contentSchema", One(O::Schema)),
    ("discriminator", One(O::Discriminator)),
    ("xml", One(O::Xml)),
    ("externalDocs", One(O::Named)),
    // Of older drafts, and of OpenAPI 3.0.
    ("definitions", Map(O::Schema)),
    ("dependencies", Data),
    ("additionalItems", One(O::Schema)),
    ("id", Data),
    ("nullable", Data),
    ("summary", Data),
];
