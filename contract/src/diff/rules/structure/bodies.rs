//! Bodies, statuses and headers.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    REQUEST_BODY_ADDED_OPTIONAL {
        id: "request-body-added-optional", mirror: "request-body-removed",
        area: Area::Body, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "An optional request body was added.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}}}"# },
    }
    REQUEST_BODY_ADDED_REQUIRED {
        id: "request-body-added-required", mirror: "request-body-removed",
        area: Area::Body, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A required request body was added. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object"}}}}}"# },
    }
    REQUEST_BODY_REMOVED {
        id: "request-body-removed", mirror: "request-body-added-required",
        area: Area::Body, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Error, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "The request body was removed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object"}}}}}"#, head: r#"{}"# },
    }
    REQUEST_BODY_BECAME_REQUIRED {
        id: "request-body-became-required", mirror: "request-body-became-optional",
        area: Area::Body, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "The request body is now required. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/post", base: r#"{}"#, head: r#"{"requestBody":{"required":true}}"# },
    }
    REQUEST_BODY_BECAME_OPTIONAL {
        id: "request-body-became-optional", mirror: "request-body-became-required",
        area: Area::Body, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "The request body is no longer required.",
        example: Example::Document { at: "/paths/~1pets/post", base: r#"{"requestBody":{"required":true}}"#, head: r#"{}"# },
    }
    REQUEST_BODY_MEDIA_TYPE_ADDED {
        id: "request-body-media-type-added", mirror: "request-body-media-type-removed",
        area: Area::Body, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A media type was added to the request body.",
        example: Example::Document { at: "/paths/~1pets/post", base: r#"{}"#, head: r#"{"requestBody":{"content":{"text/plain":{"schema":{"type":"string"}}}}}"# },
    }
    REQUEST_BODY_MEDIA_TYPE_REMOVED {
        id: "request-body-media-type-removed", mirror: "request-body-media-type-added",
        area: Area::Body, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A media type was removed from the request body. Calls that send it fail.",
        example: Example::Document { at: "/paths/~1pets/post", base: r#"{"requestBody":{"content":{"text/plain":{"schema":{"type":"string"}}}}}"#, head: r#"{}"# },
    }
    REQUEST_BODY_MEDIA_TYPE_SCHEMA_ADDED {
        id: "request-body-media-type-schema-added", mirror: "request-body-media-type-schema-removed",
        area: Area::Body, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A schema was added to the request body.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json", base: r#"{"schema":null}"#, head: r#"{}"# },
    }
    REQUEST_BODY_MEDIA_TYPE_SCHEMA_REMOVED {
        id: "request-body-media-type-schema-removed", mirror: "request-body-media-type-schema-added",
        area: Area::Body, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "The schema of the request body was removed.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json", base: r#"{}"#, head: r#"{"schema":null}"# },
    }
    RUST_REQUEST_BODY_ENCODING_CHANGED {
        id: "rust-request-body-encoding-changed", mirror: "rust-request-body-encoding-changed",
        area: Area::Body, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Error, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The encoding of the request body's parts changed.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json", base: r#"{}"#, head: r#"{"encoding":{"name":{"contentType":"text/plain"}}}"# },
    }
    RESPONSE_SUCCESS_STATUS_ADDED {
        id: "response-success-status-added", mirror: "response-success-status-removed",
        area: Area::Status, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A success status was added. Shipped clients do not expect it.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"responses":{"202":{"description":"ok"}}}"# },
    }
    RESPONSE_SUCCESS_STATUS_REMOVED {
        id: "response-success-status-removed", mirror: "response-success-status-added",
        area: Area::Status, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A success status was removed. Shipped clients still expect it.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"responses":{"202":{"description":"ok"}}}"#, head: r#"{}"# },
    }
    RUST_RESPONSE_SUCCESS_STATUS_CHANGED {
        id: "rust-response-success-status-changed", mirror: "rust-response-success-status-changed",
        area: Area::Status, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "The success status changed; the response did not. Shipped clients treat the new status as an error.",
        example: Example::Document { at: "/paths/~1pets/get/responses", base: r#"{"200":null,"201":{"description":"ok"}}"#, head: r#"{"200":null,"202":{"description":"ok"}}"# },
    }
    RESPONSE_NON_SUCCESS_STATUS_ADDED {
        id: "response-non-success-status-added", mirror: "response-non-success-status-removed",
        area: Area::Status, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An error status was added.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"responses":{"404":{"description":"no"}}}"# },
    }
    RESPONSE_NON_SUCCESS_STATUS_REMOVED {
        id: "response-non-success-status-removed", mirror: "response-non-success-status-added",
        area: Area::Status, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An error status was removed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"responses":{"404":{"description":"no"}}}"#, head: r#"{}"# },
    }
    RESPONSE_MEDIA_TYPE_ADDED {
        id: "response-media-type-added", mirror: "response-media-type-removed",
        area: Area::Body, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A media type was added to a response.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{}"#, head: r#"{"content":{"text/plain":{"schema":{"type":"string"}}}}"# },
    }
    RESPONSE_MEDIA_TYPE_REMOVED {
        id: "response-media-type-removed", mirror: "response-media-type-added",
        area: Area::Body, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A media type that shipped clients read was removed from a response.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"content":{"text/plain":{"schema":{"type":"string"}}}}"#, head: r#"{}"# },
    }
    RESPONSE_MEDIA_TYPE_NAME_CHANGED {
        id: "response-media-type-name-changed", mirror: "response-media-type-name-changed",
        area: Area::Body, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The JSON media type of a response changed. Clients that ask for the old one may be refused.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"content":{"application/json":null,"application/a+json":{"schema":{"type":"string"}}}}"#, head: r#"{"content":{"application/json":null,"application/b+json":{"schema":{"type":"string"}}}}"# },
    }
    RESPONSE_MEDIA_TYPE_NAME_GENERALIZED {
        id: "response-media-type-name-generalized", mirror: "response-media-type-name-specialized",
        area: Area::Body, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Error, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The media type of a response was widened.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"content":{"application/json":null,"application/a+json":{"schema":{"type":"string"}}}}"#, head: r#"{"content":{"application/json":null,"application/json":{"schema":{"type":"string"}}}}"# },
    }
    RESPONSE_MEDIA_TYPE_NAME_SPECIALIZED {
        id: "response-media-type-name-specialized", mirror: "response-media-type-name-generalized",
        area: Area::Body, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The media type of a response was narrowed. Clients that ask for the old one may be refused.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"content":{"application/json":null,"application/json":{"schema":{"type":"string"}}}}"#, head: r#"{"content":{"application/json":null,"application/a+json":{"schema":{"type":"string"}}}}"# },
    }
    RESPONSE_BODY_MEDIA_TYPE_SCHEMA_ADDED {
        id: "response-body-media-type-schema-added", mirror: "response-body-media-type-schema-removed",
        area: Area::Body, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A schema was added to a response body.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json", base: r#"{"schema":null}"#, head: r#"{}"# },
    }
    RESPONSE_BODY_MEDIA_TYPE_SCHEMA_REMOVED {
        id: "response-body-media-type-schema-removed", mirror: "response-body-media-type-schema-added",
        area: Area::Body, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "The schema of a response body was removed.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json", base: r#"{}"#, head: r#"{"schema":null}"# },
    }
    RUST_RESPONSE_BODY_ENCODING_CHANGED {
        id: "rust-response-body-encoding-changed", mirror: "rust-response-body-encoding-changed",
        area: Area::Body, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The encoding of a response body's parts changed.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json", base: r#"{}"#, head: r#"{"encoding":{"name":{"contentType":"text/plain"}}}"# },
    }
    RESPONSE_HEADER_ADDED {
        id: "response-header-added", mirror: "optional-response-header-removed",
        area: Area::Header, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A response header was added.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{}"#, head: r#"{"headers":{"X-Limit":{"schema":{"type":"string"}}}}"# },
    }
    OPTIONAL_RESPONSE_HEADER_REMOVED {
        id: "optional-response-header-removed", mirror: "response-header-added",
        area: Area::Header, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Warning, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An optional response header was removed.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"headers":{"X-Limit":{"schema":{"type":"string"}}}}"#, head: r#"{}"# },
    }
    REQUIRED_RESPONSE_HEADER_REMOVED {
        id: "required-response-header-removed", mirror: "response-header-added",
        area: Area::Header, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "A required response header was removed.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"headers":{"X-Limit":{"required":true,"schema":{"type":"string"}}}}"#, head: r#"{}"# },
    }
    RESPONSE_HEADER_BECAME_OPTIONAL {
        id: "response-header-became-optional", mirror: "rust-response-header-became-required",
        area: Area::Header, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A response header is no longer required.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"headers":{"X-Limit":{"required":true,"schema":{"type":"string"}}}}"#, head: r#"{"headers":{"X-Limit":{"schema":{"type":"string"}}}}"# },
    }
    RUST_RESPONSE_HEADER_BECAME_REQUIRED {
        id: "rust-response-header-became-required", mirror: "response-header-became-optional",
        area: Area::Header, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A response header is now required.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{"headers":{"X-Limit":{"schema":{"type":"string"}}}}"#, head: r#"{"headers":{"X-Limit":{"required":true,"schema":{"type":"string"}}}}"# },
    }
}
