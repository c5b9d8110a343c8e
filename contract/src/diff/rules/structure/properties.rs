//! Properties of objects: there or not, required or not, read-only or write-only.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    NEW_REQUIRED_REQUEST_PROPERTY {
        id: "new-required-request-property", mirror: "request-property-removed",
        area: Area::Property, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A required request property was added. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
    NEW_REQUIRED_REQUEST_PROPERTY_WITH_DEFAULT {
        id: "new-required-request-property-with-default", mirror: "request-property-removed",
        area: Area::Property, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A required request property with a default was added. Calls without it fail if the service does not apply the default.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string","default":"a"}},"required":["tag"]}"# },
    }
    NEW_OPTIONAL_REQUEST_PROPERTY {
        id: "new-optional-request-property", mirror: "request-property-removed",
        area: Area::Property, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "An optional request property was added.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    RUST_NEW_READ_ONLY_REQUEST_PROPERTY {
        id: "rust-new-read-only-request-property", mirror: "rust-read-only-request-property-removed",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A read-only property was added. Requests do not contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"# },
    }
    RUST_READ_ONLY_REQUEST_PROPERTY_REMOVED {
        id: "rust-read-only-request-property-removed", mirror: "rust-new-read-only-request-property",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A read-only property was removed. Requests did not contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"#, head: r#"{}"# },
    }
    NEW_REQUIRED_REQUEST_HEADER_PROPERTY {
        id: "new-required-request-header-property", mirror: "request-property-removed",
        area: Area::Property, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A required property was added to an object in a request header. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"X-F","in":"header","schema":{"type":"object","properties":{"a":{"type":"string"}}}}]}"#, head: r#"{"parameters":[{"name":"X-F","in":"header","schema":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["b"]}}]}"# },
    }
    REQUEST_PROPERTY_REMOVED {
        id: "request-property-removed", mirror: "new-optional-request-property",
        area: Area::Property, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A request property was removed. Services ignore it, or refuse the call.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{}"# },
    }
    REQUEST_PROPERTY_BECAME_REQUIRED {
        id: "request-property-became-required", mirror: "request-property-became-optional",
        area: Area::Property, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A request property is now required. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
    REQUEST_PROPERTY_BECAME_REQUIRED_WITH_DEFAULT {
        id: "request-property-became-required-with-default", mirror: "request-property-became-optional",
        area: Area::Property, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A request property with a default is now required.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","default":"a"}}}"#, head: r#"{"properties":{"tag":{"type":"string","default":"a"}},"required":["tag"]}"# },
    }
    RUST_REQUEST_READ_ONLY_PROPERTY_BECAME_REQUIRED {
        id: "rust-request-read-only-property-became-required", mirror: "rust-request-read-only-property-became-optional",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A read-only property is now required. Requests do not contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"#, head: r#"{"properties":{"tag":{"type":"string","readOnly":true}},"required":["tag"]}"# },
    }
    RUST_REQUEST_READ_ONLY_PROPERTY_BECAME_OPTIONAL {
        id: "rust-request-read-only-property-became-optional", mirror: "rust-request-read-only-property-became-required",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A read-only property is no longer required. Requests do not contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","readOnly":true}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"# },
    }
    REQUEST_PROPERTY_BECAME_OPTIONAL {
        id: "request-property-became-optional", mirror: "request-property-became-required",
        area: Area::Property, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A request property is no longer required.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    REQUEST_HEADER_PROPERTY_BECAME_REQUIRED {
        id: "request-header-property-became-required", mirror: "request-property-became-optional",
        area: Area::Property, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A property of an object in a request header is now required. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"X-F","in":"header","schema":{"type":"object","properties":{"a":{"type":"string"}}}}]}"#, head: r#"{"parameters":[{"name":"X-F","in":"header","schema":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}]}"# },
    }
    RESPONSE_REQUIRED_PROPERTY_ADDED {
        id: "response-required-property-added", mirror: "response-required-property-removed",
        area: Area::Property, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A required response property was added.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
    RESPONSE_OPTIONAL_PROPERTY_ADDED {
        id: "response-optional-property-added", mirror: "response-optional-property-removed",
        area: Area::Property, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "An optional response property was added.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    RESPONSE_REQUIRED_PROPERTY_REMOVED {
        id: "response-required-property-removed", mirror: "response-required-property-added",
        area: Area::Property, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A required response property was removed. Decoding fails.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"#, head: r#"{}"# },
    }
    RESPONSE_OPTIONAL_PROPERTY_REMOVED {
        id: "response-optional-property-removed", mirror: "response-optional-property-added",
        area: Area::Property, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "An optional response property was removed. Shipped clients no longer receive it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{}"# },
    }
    RESPONSE_REQUIRED_WRITE_ONLY_PROPERTY_ADDED {
        id: "response-required-write-only-property-added", mirror: "response-required-write-only-property-removed",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A required write-only property was added. Responses do not contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"# },
    }
    RESPONSE_REQUIRED_WRITE_ONLY_PROPERTY_REMOVED {
        id: "response-required-write-only-property-removed", mirror: "response-required-write-only-property-added",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A required write-only property was removed. Responses did not contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"#, head: r#"{}"# },
    }
    RESPONSE_OPTIONAL_WRITE_ONLY_PROPERTY_ADDED {
        id: "response-optional-write-only-property-added", mirror: "response-optional-write-only-property-removed",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A write-only property was added. Responses do not contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"# },
    }
    RESPONSE_OPTIONAL_WRITE_ONLY_PROPERTY_REMOVED {
        id: "response-optional-write-only-property-removed", mirror: "response-optional-write-only-property-added",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A write-only property was removed. Responses did not contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"#, head: r#"{}"# },
    }
    RESPONSE_PROPERTY_BECAME_OPTIONAL {
        id: "response-property-became-optional", mirror: "response-property-became-required",
        area: Area::Property, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A response property is no longer required. Decoding a response without it fails.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    RESPONSE_PROPERTY_BECAME_REQUIRED {
        id: "response-property-became-required", mirror: "response-property-became-optional",
        area: Area::Property, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A response property is now required.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
    RESPONSE_WRITE_ONLY_PROPERTY_BECAME_OPTIONAL {
        id: "response-write-only-property-became-optional", mirror: "response-write-only-property-became-required",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A write-only property is no longer required. Responses do not contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"# },
    }
    RESPONSE_WRITE_ONLY_PROPERTY_BECAME_REQUIRED {
        id: "response-write-only-property-became-required", mirror: "response-write-only-property-became-optional",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A write-only property is now required. Responses do not contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"# },
    }
    RUST_REQUIRED_WITHOUT_PROPERTY_ADDED {
        id: "rust-required-without-property-added", mirror: "rust-required-without-property-removed",
        area: Area::Property, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "A property that the schema does not describe is now required.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{}"#, head: r#"{"required":["tag"]}"# },
    }
    RUST_REQUIRED_WITHOUT_PROPERTY_REMOVED {
        id: "rust-required-without-property-removed", mirror: "rust-required-without-property-added",
        area: Area::Property, direction: Direction::Neither, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "A property that the schema does not describe is no longer required.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"required":["tag"]}"#, head: r#"{}"# },
    }
    REQUEST_OPTIONAL_PROPERTY_BECAME_READ_ONLY {
        id: "request-optional-property-became-read-only", mirror: "request-optional-property-became-not-read-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "An optional request property is now read-only: requests no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"# },
    }
    REQUEST_OPTIONAL_PROPERTY_BECAME_NOT_READ_ONLY {
        id: "request-optional-property-became-not-read-only", mirror: "request-optional-property-became-read-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An optional request property is no longer read-only.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    REQUEST_REQUIRED_PROPERTY_BECAME_READ_ONLY {
        id: "request-required-property-became-read-only", mirror: "request-required-property-became-not-read-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "A required request property is now read-only: requests no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string","readOnly":true}},"required":["tag"]}"# },
    }
    REQUEST_REQUIRED_PROPERTY_BECAME_NOT_READ_ONLY {
        id: "request-required-property-became-not-read-only", mirror: "request-required-property-became-read-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "A required request property is no longer read-only.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","readOnly":true}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
    REQUEST_OPTIONAL_PROPERTY_BECAME_WRITE_ONLY {
        id: "request-optional-property-became-write-only", mirror: "request-optional-property-became-not-write-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An optional request property is now write-only: responses no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"# },
    }
    REQUEST_OPTIONAL_PROPERTY_BECAME_NOT_WRITE_ONLY {
        id: "request-optional-property-became-not-write-only", mirror: "request-optional-property-became-write-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An optional request property is no longer write-only.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    REQUEST_REQUIRED_PROPERTY_BECAME_WRITE_ONLY {
        id: "request-required-property-became-write-only", mirror: "request-required-property-became-not-write-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A required request property is now write-only: responses no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"# },
    }
    REQUEST_REQUIRED_PROPERTY_BECAME_NOT_WRITE_ONLY {
        id: "request-required-property-became-not-write-only", mirror: "request-required-property-became-write-only",
        area: Area::Property, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A required request property is no longer write-only.",
        example: Example::Document { at: "/paths/~1pets/post/requestBody/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
    RESPONSE_OPTIONAL_PROPERTY_BECAME_READ_ONLY {
        id: "response-optional-property-became-read-only", mirror: "response-optional-property-became-not-read-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An optional response property is now read-only: requests no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"# },
    }
    RESPONSE_OPTIONAL_PROPERTY_BECAME_NOT_READ_ONLY {
        id: "response-optional-property-became-not-read-only", mirror: "response-optional-property-became-read-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An optional response property is no longer read-only.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","readOnly":true}}}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    RESPONSE_REQUIRED_PROPERTY_BECAME_READ_ONLY {
        id: "response-required-property-became-read-only", mirror: "response-required-property-became-not-read-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A required response property is now read-only: requests no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string","readOnly":true}},"required":["tag"]}"# },
    }
    RESPONSE_REQUIRED_PROPERTY_BECAME_NOT_READ_ONLY {
        id: "response-required-property-became-not-read-only", mirror: "response-required-property-became-read-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A required response property is no longer read-only.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","readOnly":true}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
    RESPONSE_OPTIONAL_PROPERTY_BECAME_WRITE_ONLY {
        id: "response-optional-property-became-write-only", mirror: "response-optional-property-became-not-write-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "An optional response property is now write-only: responses no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}}}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"# },
    }
    RESPONSE_OPTIONAL_PROPERTY_BECAME_NOT_WRITE_ONLY {
        id: "response-optional-property-became-not-write-only", mirror: "response-optional-property-became-write-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An optional response property is no longer write-only.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}}}"#, head: r#"{"properties":{"tag":{"type":"string"}}}"# },
    }
    RESPONSE_REQUIRED_PROPERTY_BECAME_WRITE_ONLY {
        id: "response-required-property-became-write-only", mirror: "response-required-property-became-not-write-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::None, kind: Kind::Plain,
        means: "A required response property is now write-only: responses no longer contain it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"# },
    }
    RESPONSE_REQUIRED_PROPERTY_BECAME_NOT_WRITE_ONLY {
        id: "response-required-property-became-not-write-only", mirror: "response-required-property-became-write-only",
        area: Area::Property, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A required response property is no longer write-only.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: r#"{"properties":{"tag":{"type":"string","writeOnly":true}},"required":["tag"]}"#, head: r#"{"properties":{"tag":{"type":"string"}},"required":["tag"]}"# },
    }
}
