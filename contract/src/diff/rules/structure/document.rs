//! The document, its components, webhooks, and what is written for readers.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    RUST_DOCUMENTATION_CHANGED {
        id: "rust-documentation-changed", mirror: "rust-documentation-changed",
        area: Area::Documentation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Informational,
        means: "What is written for readers changed.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"description":"Lists pets."}"# },
    }
    RUST_EXTENSION_CHANGED {
        id: "rust-extension-changed", mirror: "rust-extension-changed",
        area: Area::Documentation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Informational,
        means: "An extension changed. No client of this kind reads it.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"x-team":"pets"}"# },
    }
    RUST_INFO_CHANGED {
        id: "rust-info-changed", mirror: "rust-info-changed",
        area: Area::Documentation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Informational,
        means: "What the contract says of itself changed.",
        example: Example::Document { at: "/info", base: r#"{}"#, head: r#"{"version":"2"}"# },
    }
    RUST_SERVERS_CHANGED {
        id: "rust-servers-changed", mirror: "rust-servers-changed",
        area: Area::Document, direction: Direction::Neither, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The addresses of the service changed. Clients that use the first by default call another place.",
        example: Example::Document { at: "", base: r#"{"servers":[{"url":"https://a.example"}]}"#, head: r#"{"servers":[{"url":"https://b.example"}]}"# },
    }
    RUST_CALLBACK_CHANGED {
        id: "rust-callback-changed", mirror: "rust-callback-changed",
        area: Area::Webhook, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "A callback came, went, or is called at another place.",
        example: Example::Document { at: "/paths/~1pets/post", base: r#"{}"#, head: r#"{"callbacks":{"done":{"{$request.body#/url}":{"post":{"responses":{"204":{"description":"ok"}}}}}}}"# },
    }
    RUST_LINK_CHANGED {
        id: "rust-link-changed", mirror: "rust-link-changed",
        area: Area::Document, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A link between operations changed. No client of this kind follows it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{}"#, head: r#"{"links":{"next":{"operationId":"pets_list"}}}"# },
    }
    WEBHOOK_ADDED {
        id: "webhook-added", mirror: "webhook-removed",
        area: Area::Webhook, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A webhook is new. Nothing is sent that was not asked for.",
        example: Example::Document { at: "", base: r#"{}"#, head: r#"{"webhooks":{"petAdopted":{"post":{"responses":{"204":{"description":"ok"}}}}}}"# },
    }
    WEBHOOK_REMOVED {
        id: "webhook-removed", mirror: "webhook-added",
        area: Area::Webhook, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A webhook is gone. Its events no longer come.",
        example: Example::Document { at: "", base: r#"{"webhooks":{"petAdopted":{"post":{"responses":{"204":{"description":"ok"}}}}}}"#, head: r#"{}"# },
    }
    API_SCHEMA_REMOVED {
        id: "api-schema-removed", mirror: "rust-api-schema-added",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A schema is gone by its name. Generated types go or are renamed.",
        example: Example::Document { at: "/components", base: r#"{"schemas":{"Pet":{"type":"object"}}}"#, head: r#"{}"# },
    }
    RUST_API_SCHEMA_ADDED {
        id: "rust-api-schema-added", mirror: "api-schema-removed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A schema is new by its name.",
        example: Example::Document { at: "/components", base: r#"{}"#, head: r#"{"schemas":{"Pet":{"type":"object"}}}"# },
    }
    RUST_COMPONENT_ADDED {
        id: "rust-component-added", mirror: "rust-component-removed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A component is new that no operation uses.",
        example: Example::Document { at: "/components", base: r#"{}"#, head: r#"{"headers":{"Limit":{"schema":{"type":"integer"}}}}"# },
    }
    RUST_COMPONENT_REMOVED {
        id: "rust-component-removed", mirror: "rust-component-added",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A component is gone that no operation used.",
        example: Example::Document { at: "/components", base: r#"{"headers":{"Limit":{"schema":{"type":"integer"}}}}"#, head: r#"{}"# },
    }
    RUST_PATH_ITEM_CHANGED {
        id: "rust-path-item-changed", mirror: "rust-path-item-changed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A path item changed that no path uses.",
        example: Example::Document { at: "/components", base: r#"{"pathItems":{"Pets":{"get":{"responses":{"204":{"description":"ok"}}}}}}"#, head: r#"{"pathItems":{"Pets":{"get":{"responses":{"205":{"description":"ok"}}}}}}"# },
    }
    RUST_SURFACE_CHANGED {
        id: "rust-surface-changed", mirror: "rust-surface-changed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "The generated interface changes, and no other finding says why. A build may fail.",
        example: Example::None,
    }
    RUST_SCHEMA_NOT_COMPARED {
        id: "rust-schema-not-compared", mirror: "rust-schema-not-compared",
        area: Area::Component, direction: Direction::Neither, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Minor, kind: Kind::Plain,
        means: "A place names another schema than before, and the documents have too many such places in each other to compare them all. Read the change.",
        example: Example::None,
    }
    UNCLASSIFIED {
        id: "schema-changed-unclassified", mirror: "schema-changed-unclassified",
        area: Area::Document, direction: Direction::Neither, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Minor, kind: Kind::Plain,
        means: "Something changed that no other rule knows. Read the change.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: "{}", head: r#"{"unheardOf":1}"# },
    }
}
