//! Parameters.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    RUST_PATH_PARAMETER_RENAMED {
        id: "rust-path-parameter-renamed", mirror: "rust-path-parameter-renamed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A parameter of the path has another name. The path stays; generated arguments are renamed.",
        example: Example::Document { at: "/paths", base: r#"{"/pets/{id}":{"get":{"operationId":"pets_get","parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"204":{"description":"ok"}}}}}"#, head: r#"{"/pets/{petId}":{"get":{"operationId":"pets_get","parameters":[{"name":"petId","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"204":{"description":"ok"}}}}}"# },
    }
    NEW_REQUEST_PATH_PARAMETER {
        id: "new-request-path-parameter", mirror: "rust-request-path-parameter-removed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "The path has one more parameter. Calls fail without it.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}]}"# },
    }
    RUST_REQUEST_PATH_PARAMETER_REMOVED {
        id: "rust-request-path-parameter-removed", mirror: "new-request-path-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "The path has one parameter less.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}]}"#, head: r#"{}"# },
    }
    NEW_REQUIRED_REQUEST_PARAMETER {
        id: "new-required-request-parameter", mirror: "request-parameter-removed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A parameter is new and required. Calls fail without it.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"required":true}]}"# },
    }
    NEW_OPTIONAL_REQUEST_PARAMETER {
        id: "new-optional-request-parameter", mirror: "request-parameter-removed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A parameter is new and optional.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"# },
    }
    REQUEST_PARAMETER_REMOVED {
        id: "request-parameter-removed", mirror: "new-optional-request-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A parameter is gone. Services ignore it, or refuse the call.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"#, head: r#"{}"# },
    }
    REQUEST_PARAMETER_REMOVED_WITH_DEPRECATION {
        id: "request-parameter-removed-with-deprecation", mirror: "new-optional-request-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A deprecated parameter is gone.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"#, head: r#"{}"# },
    }
    REQUEST_PARAMETER_REMOVED_BEFORE_SUNSET {
        id: "request-parameter-removed-before-sunset", mirror: "new-optional-request-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Error, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A deprecated parameter is gone before its sunset day.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true,"x-sunset":"2999-01-01"}]}"#, head: r#"{}"# },
    }
    REQUEST_PARAMETER_BECAME_REQUIRED {
        id: "request-parameter-became-required", mirror: "request-parameter-became-optional",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A parameter is required now. Calls fail without it.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"required":true}]}"# },
    }
    REQUEST_PARAMETER_BECAME_OPTIONAL {
        id: "request-parameter-became-optional", mirror: "request-parameter-became-required",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A parameter is no longer required.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"required":true}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"# },
    }
    RUST_REQUEST_PARAMETER_SERIALIZATION_CHANGED {
        id: "rust-request-parameter-serialization-changed", mirror: "rust-request-parameter-serialization-changed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::None, kind: Kind::Plain,
        means: "A parameter is written in another style. What shipped clients send is read as another value.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"style":"pipeDelimited"}]}"# },
    }
    REQUEST_PARAMETER_DEPRECATED {
        id: "request-parameter-deprecated", mirror: "request-parameter-reactivated",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A parameter is deprecated.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"# },
    }
    REQUEST_PARAMETER_REACTIVATED {
        id: "request-parameter-reactivated", mirror: "request-parameter-deprecated",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A parameter is no longer deprecated.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"# },
    }
    REQUEST_PARAMETER_SUNSET_DELETED {
        id: "request-parameter-sunset-deleted", mirror: "rust-request-parameter-sunset-set",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A parameter no longer has a sunset day.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true,"x-sunset":"2999-01-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"# },
    }
    RUST_REQUEST_PARAMETER_SUNSET_SET {
        id: "rust-request-parameter-sunset-set", mirror: "request-parameter-sunset-deleted",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A parameter has a sunset day.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true,"x-sunset":"2999-01-01"}]}"# },
    }
    REQUEST_PARAMETER_SUNSET_DATE_CHANGED_TOO_SMALL {
        id: "request-parameter-sunset-date-changed-too-small", mirror: "rust-request-parameter-sunset-moved-later",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset day of a parameter is earlier than before.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-01-01"}]}"# },
    }
    RUST_REQUEST_PARAMETER_SUNSET_MOVED_LATER {
        id: "rust-request-parameter-sunset-moved-later", mirror: "request-parameter-sunset-date-changed-too-small",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset day of a parameter is later than before.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-01-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"# },
    }
    REQUEST_PARAMETER_SUNSET_PARSE {
        id: "request-parameter-sunset-parse", mirror: "rust-request-parameter-sunset-readable",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset of a parameter is not a day.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"soon"}]}"# },
    }
    RUST_REQUEST_PARAMETER_SUNSET_READABLE {
        id: "rust-request-parameter-sunset-readable", mirror: "request-parameter-sunset-parse",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset of a parameter is a day, and was not.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"soon"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"# },
    }
}
