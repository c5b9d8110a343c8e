//! Paths and operations.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    ENDPOINT_ADDED {
        id: "endpoint-added", mirror: "api-removed-without-deprecation",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "An operation was added. Existing operations do not change.",
        example: Example::Document { at: "/paths", base: r#"{}"#, head: r#"{"/owners":{"get":{"operationId":"owners_list","responses":{"204":{"description":"ok"}}}}}"# },
    }
    API_REMOVED_WITHOUT_DEPRECATION {
        id: "api-removed-without-deprecation", mirror: "endpoint-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "An operation was removed without being deprecated first. Calls fail.",
        example: Example::Document { at: "/paths/~1pets", base: r#"{}"#, head: r#"{"post":null}"# },
    }
    API_REMOVED_WITH_DEPRECATION {
        id: "api-removed-with-deprecation", mirror: "endpoint-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A deprecated operation was removed. Calls fail.",
        example: Example::Document { at: "/paths/~1pets", base: r#"{"post":{"deprecated":true}}"#, head: r#"{"post":null}"# },
    }
    API_REMOVED_BEFORE_SUNSET {
        id: "api-removed-before-sunset", mirror: "endpoint-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A deprecated operation was removed before its sunset date. Calls fail.",
        example: Example::Document { at: "/paths/~1pets", base: r#"{"post":{"deprecated":true,"x-sunset":"2999-01-01"}}"#, head: r#"{"post":null}"# },
    }
    API_PATH_REMOVED_WITHOUT_DEPRECATION {
        id: "api-path-removed-without-deprecation", mirror: "endpoint-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A path was removed without its operation being deprecated first. Calls fail.",
        example: Example::Document { at: "/paths", base: r#"{}"#, head: r#"{"/pets":null}"# },
    }
    API_PATH_REMOVED_WITH_DEPRECATION {
        id: "api-path-removed-with-deprecation", mirror: "endpoint-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A path was removed with its deprecated operation. Calls fail.",
        example: Example::Document { at: "/paths", base: r#"{"/pets":{"get":{"deprecated":true}}}"#, head: r#"{"/pets":null}"# },
    }
    API_PATH_REMOVED_BEFORE_SUNSET {
        id: "api-path-removed-before-sunset", mirror: "endpoint-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A path was removed before the sunset date of its deprecated operation. Calls fail.",
        example: Example::Document { at: "/paths", base: r#"{"/pets":{"get":{"deprecated":true,"x-sunset":"2999-01-01"}}}"#, head: r#"{"/pets":null}"# },
    }
    RUST_API_UNSTABLE_REMOVED {
        id: "rust-api-unstable-removed", mirror: "endpoint-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::Major, kind: Kind::Plain,
        means: "A draft or alpha operation was removed. Calls fail.",
        example: Example::Document { at: "/paths/~1pets", base: r#"{"post":{"x-stability-level":"alpha"}}"#, head: r#"{"post":null}"# },
    }
    ENDPOINT_DEPRECATED {
        id: "endpoint-deprecated", mirror: "endpoint-reactivated",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An operation is now deprecated. It keeps working.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"deprecated":true}"# },
    }
    ENDPOINT_REACTIVATED {
        id: "endpoint-reactivated", mirror: "endpoint-deprecated",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An operation is no longer deprecated.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"deprecated":true}"#, head: r#"{}"# },
    }
    SUNSET_DELETED {
        id: "sunset-deleted", mirror: "rust-sunset-set",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset date of an operation was removed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"deprecated":true,"x-sunset":"2999-01-01"}"#, head: r#"{"deprecated":true}"# },
    }
    RUST_SUNSET_SET {
        id: "rust-sunset-set", mirror: "sunset-deleted",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A sunset date was set for an operation.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"deprecated":true}"#, head: r#"{"deprecated":true,"x-sunset":"2999-01-01"}"# },
    }
    API_SUNSET_DATE_CHANGED_TOO_SMALL {
        id: "api-sunset-date-changed-too-small", mirror: "rust-sunset-moved-later",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Error, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset date of an operation was moved earlier.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"deprecated":true,"x-sunset":"2999-02-01"}"#, head: r#"{"deprecated":true,"x-sunset":"2999-01-01"}"# },
    }
    RUST_SUNSET_MOVED_LATER {
        id: "rust-sunset-moved-later", mirror: "api-sunset-date-changed-too-small",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset date of an operation was moved later.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"deprecated":true,"x-sunset":"2999-01-01"}"#, head: r#"{"deprecated":true,"x-sunset":"2999-02-01"}"# },
    }
    API_PATH_SUNSET_PARSE {
        id: "api-path-sunset-parse", mirror: "rust-sunset-readable",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset of an operation is not a date.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"deprecated":true,"x-sunset":"2999-01-01"}"#, head: r#"{"deprecated":true,"x-sunset":"soon"}"# },
    }
    RUST_SUNSET_READABLE {
        id: "rust-sunset-readable", mirror: "api-path-sunset-parse",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The sunset of an operation is now a date, and was invalid before.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"deprecated":true,"x-sunset":"soon"}"#, head: r#"{"deprecated":true,"x-sunset":"2999-01-01"}"# },
    }
    API_STABILITY_DECREASED {
        id: "api-stability-decreased", mirror: "api-stability-increased",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The stability level of an operation went down.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"x-stability-level":"stable"}"#, head: r#"{"x-stability-level":"beta"}"# },
    }
    API_STABILITY_INCREASED {
        id: "api-stability-increased", mirror: "api-stability-decreased",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The stability level of an operation went up.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"x-stability-level":"beta"}"#, head: r#"{"x-stability-level":"stable"}"# },
    }
    API_INVALID_STABILITY_LEVEL {
        id: "api-invalid-stability-level", mirror: "rust-api-valid-stability-level",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The stability level of an operation is unknown.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"x-stability-level":"beta"}"#, head: r#"{"x-stability-level":"solid"}"# },
    }
    RUST_API_VALID_STABILITY_LEVEL {
        id: "rust-api-valid-stability-level", mirror: "api-invalid-stability-level",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The stability level of an operation is now known, and was unknown before.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"x-stability-level":"solid"}"#, head: r#"{"x-stability-level":"beta"}"# },
    }
    API_OPERATION_ID_REMOVED {
        id: "api-operation-id-removed", mirror: "api-operation-id-removed",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "The operationId of an operation changed or was removed. The request stays the same; generated methods are renamed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"operationId":"list_pets"}"# },
    }
    API_OPERATION_ID_ADDED {
        id: "api-operation-id-added", mirror: "api-operation-id-removed",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "An operationId was added to an operation.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"operationId":null}"#, head: r#"{}"# },
    }
    API_TAG_ADDED {
        id: "api-tag-added", mirror: "api-tag-removed",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A tag was added to an operation.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"tags":["pets"]}"# },
    }
    API_TAG_REMOVED {
        id: "api-tag-removed", mirror: "api-tag-added",
        area: Area::Operation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A tag was removed from an operation.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"tags":["pets"]}"#, head: r#"{}"# },
    }
}
