//! The document, its components, webhooks, and what is written for readers.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    RUST_DOCUMENTATION_CHANGED {
        id: "rust-documentation-changed", mirror: "rust-documentation-changed",
        area: Area::Documentation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Informational,
        means: "Documentation changed, such as a description or an example.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"description":"Lists pets."}"# },
    }
    RUST_EXTENSION_CHANGED {
        id: "rust-extension-changed", mirror: "rust-extension-changed",
        area: Area::Documentation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Informational,
        means: "An extension changed. Generated clients do not read it.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"x-team":"pets"}"# },
    }
    RUST_INFO_CHANGED {
        id: "rust-info-changed", mirror: "rust-info-changed",
        area: Area::Documentation, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Informational,
        means: "The contract's `info` changed.",
        example: Example::Document { at: "/info", base: r#"{}"#, head: r#"{"version":"2"}"# },
    }
    RUST_SERVERS_CHANGED {
        id: "rust-servers-changed", mirror: "rust-servers-changed",
        area: Area::Document, direction: Direction::Neither, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The servers changed. Clients that call the first server by default may call a different address.",
        example: Example::Document { at: "", base: r#"{"servers":[{"url":"https://a.example"}]}"#, head: r#"{"servers":[{"url":"https://b.example"}]}"# },
    }
    RUST_CALLBACK_CHANGED {
        id: "rust-callback-changed", mirror: "rust-callback-changed",
        area: Area::Webhook, direction: Direction::Response, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "A callback was added or removed, or its URL changed.",
        example: Example::Document { at: "/paths/~1pets/post", base: r#"{}"#, head: r#"{"callbacks":{"done":{"{$request.body#/url}":{"post":{"responses":{"204":{"description":"ok"}}}}}}}"# },
    }
    RUST_LINK_CHANGED {
        id: "rust-link-changed", mirror: "rust-link-changed",
        area: Area::Document, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A link between operations changed. Generated clients do not follow it.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200", base: r#"{}"#, head: r#"{"links":{"next":{"operationId":"pets_list"}}}"# },
    }
    WEBHOOK_ADDED {
        id: "webhook-added", mirror: "webhook-removed",
        area: Area::Webhook, direction: Direction::Response, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A webhook was added. Only its subscribers receive it.",
        example: Example::Document { at: "", base: r#"{}"#, head: r#"{"webhooks":{"petAdopted":{"post":{"responses":{"204":{"description":"ok"}}}}}}"# },
    }
    WEBHOOK_REMOVED {
        id: "webhook-removed", mirror: "webhook-added",
        area: Area::Webhook, direction: Direction::Response, effect: Effect::Narrows,
        level: Level::Error, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A webhook was removed. Its events are no longer sent.",
        example: Example::Document { at: "", base: r#"{"webhooks":{"petAdopted":{"post":{"responses":{"204":{"description":"ok"}}}}}}"#, head: r#"{}"# },
    }
    API_SCHEMA_REMOVED {
        id: "api-schema-removed", mirror: "rust-api-schema-added",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Major, kind: Kind::Plain,
        means: "A named schema was removed. Generated types are removed or renamed.",
        example: Example::Document { at: "/components", base: r#"{"schemas":{"Pet":{"type":"object"}}}"#, head: r#"{}"# },
    }
    RUST_API_SCHEMA_ADDED {
        id: "rust-api-schema-added", mirror: "api-schema-removed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "A named schema was added.",
        example: Example::Document { at: "/components", base: r#"{}"#, head: r#"{"schemas":{"Pet":{"type":"object"}}}"# },
    }
    RUST_COMPONENT_ADDED {
        id: "rust-component-added", mirror: "rust-component-removed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A component that no operation uses was added.",
        example: Example::Document { at: "/components", base: r#"{}"#, head: r#"{"headers":{"Limit":{"schema":{"type":"integer"}}}}"# },
    }
    RUST_COMPONENT_REMOVED {
        id: "rust-component-removed", mirror: "rust-component-added",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A component that no operation used was removed.",
        example: Example::Document { at: "/components", base: r#"{"headers":{"Limit":{"schema":{"type":"integer"}}}}"#, head: r#"{}"# },
    }
    RUST_PATH_ITEM_CHANGED {
        id: "rust-path-item-changed", mirror: "rust-path-item-changed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A path item that no path uses changed.",
        example: Example::Document { at: "/components", base: r#"{"pathItems":{"Pets":{"get":{"responses":{"204":{"description":"ok"}}}}}}"#, head: r#"{"pathItems":{"Pets":{"get":{"responses":{"205":{"description":"ok"}}}}}}"# },
    }
    RUST_SURFACE_CHANGED {
        id: "rust-surface-changed", mirror: "rust-surface-changed",
        area: Area::Component, direction: Direction::Neither, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::Minor, kind: Kind::Plain,
        means: "The generated interface changes, and no other finding explains it. Builds of callers may fail.",
        example: Example::None,
    }
    RUST_SCHEMA_NOT_COMPARED {
        id: "rust-schema-not-compared", mirror: "rust-schema-not-compared",
        area: Area::Component, direction: Direction::Neither, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Minor, kind: Kind::Plain,
        means: "A reference names a different schema than before, and the documents nest too many such references to compare them all. Review the change.",
        example: Example::None,
    }
    UNCLASSIFIED {
        id: "schema-changed-unclassified", mirror: "schema-changed-unclassified",
        area: Area::Document, direction: Direction::Neither, effect: Effect::Incomparable,
        level: Level::Warning, wire: Wire::Risky, surface: Surface::Minor, kind: Kind::Plain,
        means: "Something changed that no other rule covers. Review the change.",
        example: Example::Document { at: "/paths/~1pets/get/responses/200/content/application~1json/schema", base: "{}", head: r#"{"unheardOf":1}"# },
    }
}
