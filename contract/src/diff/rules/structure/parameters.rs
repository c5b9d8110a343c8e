//! Parameters.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    RUST_PATH_PARAMETER_RENAMED {
        id: "rust-path-parameter-renamed", mirror: "rust-path-parameter-renamed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A path parameter was renamed. The path stays the same; generated arguments are renamed.",
        example: Example::Document { at: "/paths", base: r#"{"/pets/{id}":{"get":{"operationId":"pets_get","parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"204":{"description":"ok"}}}}}"#, head: r#"{"/pets/{petId}":{"get":{"operationId":"pets_get","parameters":[{"name":"petId","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"204":{"description":"ok"}}}}}"# },
    }
    NEW_REQUEST_PATH_PARAMETER {
        id: "new-request-path-parameter", mirror: "rust-request-path-parameter-removed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A path parameter was added. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}]}"# },
    }
    RUST_REQUEST_PATH_PARAMETER_REMOVED {
        id: "rust-request-path-parameter-removed", mirror: "new-request-path-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A path parameter was removed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}]}"#, head: r#"{}"# },
    }
    NEW_REQUIRED_REQUEST_PARAMETER {
        id: "new-required-request-parameter", mirror: "request-parameter-removed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A required parameter was added. Calls without it fail.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"required":true}]}"# },
    }
    NEW_OPTIONAL_REQUEST_PARAMETER {
        id: "new-optional-request-parameter", mirror: "request-parameter-removed",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "An optional parameter was added.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"# },
    }
    REQUEST_PARAMETER_REMOVED {
        id: "request-parameter-removed", mirror: "new-optional-request-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A parameter was removed. Services ignore it, or refuse the call.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"#, head: r#"{}"# },
    }
    REQUEST_PARAMETER_REMOVED_WITH_DEPRECATION {
        id: "request-parameter-removed-with-deprecation", mirror: "new-optional-request-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A deprecated parameter was removed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"#, head: r#"{}"# },
    }
    REQUEST_PARAMETER_REMOVED_BEFORE_SUNSET {
        id: "request-parameter-removed-before-sunset", mirror: "new-optional-request-parameter",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Error, wire: Wire::Risky, surface: Surface::Major, kind: Kind::Plain,
        means: "A deprecated parameter was removed before its sunset date.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true,"x-sunset":"2999-01-01"}]}"#, head: r#"{}"# },
    }
    REQUEST_PARAMETER_BECAME_REQUIRED {
        id: "request-parameter-became-required", mirror: "request-parameter-became-optional",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::AddsRequiredInput,
        means: "A parameter is now required. Calls without it fail.",
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
        means: "The style of a parameter changed. The service reads a different value from what shipped clients send.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"}}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"style":"pipeDelimited"}]}"# },
    }
    REQUEST_PARAMETER_DEPRECATED {
        id: "request-parameter-deprecated", mirror: "request-parameter-reactivated",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A parameter is now deprecated.",
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
        means: "The sunset date of a parameter was removed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true,"x-sunset":"2999-01-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"# },
    }
    RUST_REQUEST_PARAMETER_SUNSET_SET {
        id: "rust-request-parameter-sunset-set", mirror: "request-parameter-sunset-deleted",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A sunset date was set for a parameter.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"deprecated":true,"x-sunset":"2999-01-01"}]}"# },
    }
    REQUEST_PARAMETER_SUNSET_DATE_CHANGED_TOO_SMALL {
        id: "request-parameter-sunset-date-changed-too-small", mirror: "rust-request-parameter-sunset-moved-later",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset date of a parameter was moved earlier.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-01-01"}]}"# },
    }
    RUST_REQUEST_PARAMETER_SUNSET_MOVED_LATER {
        id: "rust-request-parameter-sunset-moved-later", mirror: "request-parameter-sunset-date-changed-too-small",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset date of a parameter was moved later.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-01-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"# },
    }
    REQUEST_PARAMETER_SUNSET_PARSE {
        id: "request-parameter-sunset-parse", mirror: "rust-request-parameter-sunset-readable",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset of a parameter is not a date.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"soon"}]}"# },
    }
    RUST_REQUEST_PARAMETER_SUNSET_READABLE {
        id: "rust-request-parameter-sunset-readable", mirror: "request-parameter-sunset-parse",
        area: Area::Parameter, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset of a parameter is now a date, and was invalid before.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"soon"}]}"#, head: r#"{"parameters":[{"name":"q","in":"query","schema":{"type":"string"},"x-sunset":"2999-02-01"}]}"# },
    }
}
