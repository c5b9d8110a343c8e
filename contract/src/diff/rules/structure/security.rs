//! Credentials.

use crate::diff::rules::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

rules! {
    API_SECURITY_ADDED {
        id: "api-security-added", mirror: "api-security-removed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::None, kind: Kind::Plain,
        means: "An operation accepts one more credential, or now requires one. Calls without it fail if no other credential is accepted.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{}"#, head: r#"{"security":[{"a":[]}]}"# },
    }
    API_SECURITY_REMOVED {
        id: "api-security-removed", mirror: "api-security-added",
        area: Area::Security, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "An operation no longer accepts a credential, or no longer requires any.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"security":[{"a":[]},{"b":[]}]}"#, head: r#"{"security":[{"a":[]}]}"# },
    }
    API_GLOBAL_SECURITY_ADDED {
        id: "api-global-security-added", mirror: "api-global-security-removed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The contract's default security accepts one more credential, or now requires one. Each affected operation has its own finding.",
        example: Example::Document { at: "", base: r#"{}"#, head: r#"{"security":[{"a":[]}]}"# },
    }
    API_GLOBAL_SECURITY_REMOVED {
        id: "api-global-security-removed", mirror: "api-global-security-added",
        area: Area::Security, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The contract's default security no longer accepts a credential, or no longer requires any.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}]}"#, head: r#"{}"# },
    }
    API_SECURITY_SCOPE_ADDED {
        id: "api-security-scope-added", mirror: "api-security-scope-removed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::None, kind: Kind::Plain,
        means: "An operation requires one more scope. Tokens without it are refused.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"security":[{"a":[]}]}"#, head: r#"{"security":[{"a":["admin"]}]}"# },
    }
    API_SECURITY_SCOPE_REMOVED {
        id: "api-security-scope-removed", mirror: "api-security-scope-added",
        area: Area::Security, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An operation no longer requires a scope.",
        example: Example::Document { at: "/paths/~1pets/get", base: r#"{"security":[{"a":["admin"]}]}"#, head: r#"{"security":[{"a":[]}]}"# },
    }
    API_GLOBAL_SECURITY_SCOPE_ADDED {
        id: "api-global-security-scope-added", mirror: "api-global-security-scope-removed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The contract's default security requires one more scope.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}]}"#, head: r#"{"security":[{"a":["admin"]}]}"# },
    }
    API_GLOBAL_SECURITY_SCOPE_REMOVED {
        id: "api-global-security-scope-removed", mirror: "api-global-security-scope-added",
        area: Area::Security, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The contract's default security no longer requires a scope.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":["admin"]}]}"#, head: r#"{"security":[{"a":[]}]}"# },
    }
    RUST_SECURITY_RENAMED {
        id: "rust-security-renamed", mirror: "rust-security-renamed",
        area: Area::Security, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A security scheme was renamed; its definition did not change.",
        example: Example::Document { at: "", base: r#"{"components":{"securitySchemes":{"a":{"type":"http","scheme":"bearer"}}},"security":[{"a":[]}]}"#, head: r#"{"components":{"securitySchemes":{"c":{"type":"http","scheme":"bearer"}}},"security":[{"c":[]}]}"# },
    }
    API_SECURITY_COMPONENT_ADDED {
        id: "api-security-component-added", mirror: "api-security-component-removed",
        area: Area::Security, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A security scheme was added.",
        example: Example::Document { at: "/components", base: r#"{}"#, head: r#"{"securitySchemes":{"a":{"type":"http","scheme":"bearer"},"b":{"type":"apiKey","in":"header","name":"X-B"}}}"# },
    }
    API_SECURITY_COMPONENT_REMOVED {
        id: "api-security-component-removed", mirror: "api-security-component-added",
        area: Area::Security, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "A security scheme was removed.",
        example: Example::Document { at: "/components", base: r#"{"securitySchemes":{"a":{"type":"http","scheme":"bearer"},"b":{"type":"apiKey","in":"header","name":"X-B"}}}"#, head: r#"{}"# },
    }
    API_SECURITY_COMPONENT_TYPE_CHANGED {
        id: "api-security-component-type-changed", mirror: "api-security-component-type-changed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::None, kind: Kind::Plain,
        means: "The type of a security scheme that an operation uses changed. The old credential is refused.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"http","scheme":"bearer"}}}}"#, head: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"apiKey","in":"header","name":"X-B"}}}}"# },
    }
    API_SECURITY_COMPONENT_OAUTH_URL_CHANGED {
        id: "api-security-component-oauth-url-changed", mirror: "api-security-component-oauth-url-changed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The OAuth authorization or refresh URL changed.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"X"}}}}}}}"#, head: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://b.example","tokenUrl":"https://t.example","scopes":{"x":"X"}}}}}}}"# },
    }
    API_SECURITY_COMPONENT_OAUTH_TOKEN_URL_CHANGED {
        id: "api-security-component-oauth-token-url-changed", mirror: "api-security-component-oauth-token-url-changed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "The OAuth token URL changed.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"X"}}}}}}}"#, head: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://u.example","scopes":{"x":"X"}}}}}}}"# },
    }
    API_SECURITY_COMPONENT_OAUTH_SCOPE_ADDED {
        id: "api-security-component-oauth-scope-added", mirror: "api-security-component-oauth-scope-removed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Widens,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "An OAuth scope was added.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"X"}}}}}}}"#, head: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"X","y":"Y"}}}}}}}"# },
    }
    API_SECURITY_COMPONENT_OAUTH_SCOPE_REMOVED {
        id: "api-security-component-oauth-scope-removed", mirror: "api-security-component-oauth-scope-added",
        area: Area::Security, direction: Direction::Request, effect: Effect::Narrows,
        level: Level::Info, wire: Wire::Risky, surface: Surface::None, kind: Kind::Plain,
        means: "An OAuth scope was removed. Token requests that name it are refused.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"X","y":"Y"}}}}}}}"#, head: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"X"}}}}}}}"# },
    }
    API_SECURITY_COMPONENT_OAUTH_SCOPE_CHANGED {
        id: "api-security-component-oauth-scope-changed", mirror: "api-security-component-oauth-scope-changed",
        area: Area::Security, direction: Direction::Request, effect: Effect::None,
        level: Level::Info, wire: Wire::Safe, surface: Surface::None, kind: Kind::Plain,
        means: "The description of an OAuth scope changed.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"X"}}}}}}}"#, head: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a.example","tokenUrl":"https://t.example","scopes":{"x":"Z"}}}}}}}"# },
    }
    RUST_SECURITY_COMPONENT_CHANGED {
        id: "rust-security-component-changed", mirror: "rust-security-component-changed",
        area: Area::Security, direction: Direction::Request, effect: Effect::Incomparable,
        level: Level::Info, wire: Wire::Breaking, surface: Surface::None, kind: Kind::Plain,
        means: "The credential of a security scheme that an operation uses is sent differently. The old form is refused.",
        example: Example::Document { at: "", base: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"http","scheme":"bearer"}}}}"#, head: r#"{"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"http","scheme":"basic"}}}}"# },
    }
}
