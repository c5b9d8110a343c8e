//! Rules on everything that is no schema: paths, operations, parameters, bodies, statuses, headers, properties, security.

use super::{Level, Rule, Surface, Wire};

use Level::{Error as E, Info as I, Warning as W};
use Surface::{Major, Minor, None as Same};
use Wire::{Breaking, Risky, Safe};

struct Place {
    id: &'static str,
    mirror: &'static str,
    level: Level,
    wire: Wire,
    surface: Surface,
}

const fn place(
    id: &'static str,
    mirror: &'static str,
    level: Level,
    wire: Wire,
    surface: Surface,
) -> Place {
    Place {
        id,
        mirror,
        level,
        wire,
        surface,
    }
}

pub(crate) fn rule(id: &str) -> Rule {
    match PLACES.iter().find(|place| place.id == id) {
        Some(place) => Rule {
            id: place.id.to_owned(),
            level: place.level,
            wire: place.wire,
            surface: place.surface,
            effect: if place.id.contains("new-required") || place.id.ends_with("became-required") {
                super::Effect::Narrows
            } else if place.id.ends_with("property-removed")
                || place.id.ends_with("became-optional")
            {
                super::Effect::Widens
            } else {
                super::Effect::Incomparable
            },
            adds_required_input: place.id.starts_with("new-required-request")
                || place.id == "new-request-path-parameter"
                || place.id == "request-body-added-required"
                || (place.id.starts_with("request-") && place.id.ends_with("became-required")),
            informational: super::informs(place.id),
        },
        None => super::unclassified(),
    }
}

pub(super) fn mirror(id: &str) -> Option<String> {
    PLACES
        .iter()
        .find(|place| place.id == id)
        .map(|place| place.mirror.to_owned())
}

#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = (&'static str, Level)> {
    PLACES.iter().map(|place| (place.id, place.level))
}

#[rustfmt::skip]
const PLACES: &[Place] = &[
    place("endpoint-added", "api-removed-without-deprecation", I, Safe, Minor),
    place("api-removed-without-deprecation", "endpoint-added", E, Breaking, Major),
    place("api-removed-with-deprecation", "endpoint-added", I, Breaking, Major),
    place("api-removed-before-sunset", "endpoint-added", E, Breaking, Major),
    place("api-path-removed-without-deprecation", "endpoint-added", E, Breaking, Major),
    place("api-path-removed-with-deprecation", "endpoint-added", I, Breaking, Major),
    place("api-path-removed-before-sunset", "endpoint-added", E, Breaking, Major),
    place("rust-api-unstable-removed", "endpoint-added", I, Breaking, Major),
    place("rust-path-parameter-renamed", "rust-path-parameter-renamed", I, Safe, Major),
    place("endpoint-deprecated", "endpoint-reactivated", I, Safe, Same),
    place("endpoint-reactivated", "endpoint-deprecated", I, Safe, Same),
    place("sunset-deleted", "rust-sunset-set", E, Safe, Same),
    place("rust-sunset-set", "sunset-deleted", I, Safe, Same),
    place("api-sunset-date-changed-too-small", "rust-sunset-moved-later", E, Risky, Same),
    place("rust-sunset-moved-later", "api-sunset-date-changed-too-small", I, Safe, Same),
    place("api-path-sunset-parse", "rust-sunset-readable", E, Safe, Same),
    place("rust-sunset-readable", "api-path-sunset-parse", I, Safe, Same),
    place("api-stability-decreased", "api-stability-increased", E, Safe, Same),
    place("api-stability-increased", "api-stability-decreased", I, Safe, Same),
    place("api-invalid-stability-level", "rust-api-valid-stability-level", E, Safe, Same),
    place("rust-api-valid-stability-level", "api-invalid-stability-level", I, Safe, Same),
    place("api-operation-id-removed", "api-operation-id-removed", I, Safe, Major),
    place("api-operation-id-added", "api-operation-id-removed", I, Safe, Major),
    place("api-tag-added", "api-tag-removed", I, Safe, Same),
    place("api-tag-removed", "api-tag-added", I, Safe, Same),
    place("rust-documentation-changed", "rust-documentation-changed", I, Safe, Same),
    place("rust-extension-changed", "rust-extension-changed", I, Safe, Same),
    place("rust-info-changed", "rust-info-changed", I, Safe, Same),
    place("rust-servers-changed", "rust-servers-changed", I, Risky, Same),
    place("rust-callback-changed", "rust-callback-changed", I, Risky, Same),
    place("rust-link-changed", "rust-link-changed", I, Safe, Same),
    place("webhook-added", "webhook-removed", I, Safe, Same),
    place("webhook-removed", "webhook-added", E, Safe, Same),
    place("api-schema-removed", "rust-api-schema-added", I, Safe, Major),
    place("rust-api-schema-added", "api-schema-removed", I, Safe, Minor),
    place("rust-component-added", "rust-component-removed", I, Safe, Same),
    place("rust-component-removed", "rust-component-added", I, Safe, Same),
    place("rust-path-item-changed", "rust-path-item-changed", I, Safe, Same),
    place("rust-surface-changed", "rust-surface-changed", I, Safe, Minor),

    place("new-request-path-parameter", "rust-request-path-parameter-removed", E, Breaking, Major),
    place("rust-request-path-parameter-removed", "new-request-path-parameter", W, Risky, Major),
    place("new-required-request-parameter", "request-parameter-removed", E, Breaking, Major),
    place("new-optional-request-parameter", "request-parameter-removed", I, Safe, Minor),
    place("request-parameter-removed", "new-optional-request-parameter", W, Risky, Major),
    place("request-parameter-removed-with-deprecation", "new-optional-request-parameter", I, Risky, Major),
    place("request-parameter-removed-before-sunset", "new-optional-request-parameter", E, Risky, Major),
    place("request-parameter-became-required", "request-parameter-became-optional", E, Breaking, Major),
    place("request-parameter-became-optional", "request-parameter-became-required", I, Safe, Minor),
    place("rust-request-parameter-serialization-changed", "rust-request-parameter-serialization-changed", E, Breaking, Same),
    place("request-parameter-deprecated", "request-parameter-reactivated", I, Safe, Same),
    place("request-parameter-reactivated", "request-parameter-deprecated", I, Safe, Same),
    place("request-parameter-sunset-deleted", "rust-request-parameter-sunset-set", E, Safe, Same),
    place("rust-request-parameter-sunset-set", "request-parameter-sunset-deleted", I, Safe, Same),
    place("request-parameter-sunset-date-changed-too-small", "rust-request-parameter-sunset-moved-later", E, Safe, Same),
    place("rust-request-parameter-sunset-moved-later", "request-parameter-sunset-date-changed-too-small", I, Safe, Same),
    place("request-parameter-sunset-parse", "rust-request-parameter-sunset-readable", E, Safe, Same),
    place("rust-request-parameter-sunset-readable", "request-parameter-sunset-parse", I, Safe, Same),

    place("request-body-added-optional", "request-body-removed", I, Safe, Major),
    place("request-body-added-required", "request-body-removed", E, Breaking, Major),
    place("request-body-removed", "request-body-added-required", E, Risky, Major),
    place("request-body-became-required", "request-body-became-optional", E, Breaking, Major),
    place("request-body-became-optional", "request-body-became-required", I, Safe, Minor),
    place("request-body-media-type-added", "request-body-media-type-removed", I, Safe, Minor),
    place("request-body-media-type-removed", "request-body-media-type-added", E, Breaking, Major),
    place("request-body-media-type-schema-added", "request-body-media-type-schema-removed", E, Risky, Major),
    place("request-body-media-type-schema-removed", "request-body-media-type-schema-added", I, Safe, Major),
    place("rust-request-body-encoding-changed", "rust-request-body-encoding-changed", E, Risky, Same),

    place("response-success-status-added", "response-success-status-removed", I, Risky, Major),
    place("response-success-status-removed", "response-success-status-added", E, Breaking, Major),
    place("rust-response-success-status-changed", "rust-response-success-status-changed", E, Breaking, Major),
    place("response-non-success-status-added", "response-non-success-status-removed", I, Safe, Same),
    place("response-non-success-status-removed", "response-non-success-status-added", I, Safe, Same),
    place("response-media-type-added", "response-media-type-removed", I, Safe, Same),
    place("response-media-type-removed", "response-media-type-added", E, Breaking, Major),
    place("response-media-type-name-changed", "response-media-type-name-changed", I, Risky, Same),
    place("response-media-type-name-generalized", "response-media-type-name-specialized", E, Risky, Same),
    place("response-media-type-name-specialized", "response-media-type-name-generalized", I, Risky, Same),
    place("response-body-media-type-schema-added", "response-body-media-type-schema-removed", I, Safe, Major),
    place("response-body-media-type-schema-removed", "response-body-media-type-schema-added", W, Risky, Major),
    place("rust-response-body-encoding-changed", "rust-response-body-encoding-changed", I, Safe, Same),

    place("response-header-added", "optional-response-header-removed", I, Safe, Same),
    place("optional-response-header-removed", "response-header-added", W, Safe, Same),
    place("required-response-header-removed", "response-header-added", E, Risky, Same),
    place("response-header-became-optional", "rust-response-header-became-required", E, Safe, Same),
    place("rust-response-header-became-required", "response-header-became-optional", I, Safe, Same),

    place("new-required-request-property", "request-property-removed", E, Breaking, Major),
    place("new-required-request-property-with-default", "request-property-removed", E, Breaking, Major),
    place("new-optional-request-property", "request-property-removed", I, Safe, Minor),
    place("rust-new-read-only-request-property", "rust-read-only-request-property-removed", I, Safe, Minor),
    place("rust-read-only-request-property-removed", "rust-new-read-only-request-property", I, Safe, Major),
    place("new-required-request-header-property", "request-property-removed", E, Breaking, Major),
    place("request-property-removed", "new-optional-request-property", W, Risky, Major),
    place("request-property-became-required", "request-property-became-optional", E, Breaking, Major),
    place("request-property-became-required-with-default", "request-property-became-optional", E, Risky, Major),
    place("rust-request-read-only-property-became-required", "rust-request-read-only-property-became-optional", I, Safe, Major),
    place("rust-request-read-only-property-became-optional", "rust-request-read-only-property-became-required", I, Safe, Major),
    place("request-property-became-optional", "request-property-became-required", I, Safe, Major),
    place("request-header-property-became-required", "request-property-became-optional", E, Breaking, Major),
    place("response-required-property-added", "response-required-property-removed", I, Safe, Minor),
    place("response-optional-property-added", "response-optional-property-removed", I, Safe, Minor),
    place("response-required-property-removed", "response-required-property-added", E, Breaking, Major),
    place("response-optional-property-removed", "response-optional-property-added", W, Risky, Major),
    place("response-required-write-only-property-added", "response-required-write-only-property-removed", I, Safe, Minor),
    place("response-required-write-only-property-removed", "response-required-write-only-property-added", I, Safe, Major),
    place("response-optional-write-only-property-added", "response-optional-write-only-property-removed", I, Safe, Minor),
    place("response-optional-write-only-property-removed", "response-optional-write-only-property-added", I, Safe, Major),
    place("response-property-became-optional", "response-property-became-required", E, Breaking, Major),
    place("response-property-became-required", "response-property-became-optional", I, Safe, Major),
    place("response-write-only-property-became-optional", "response-write-only-property-became-required", I, Safe, Major),
    place("response-write-only-property-became-required", "response-write-only-property-became-optional", I, Safe, Major),
    place("rust-required-without-property-added", "rust-required-without-property-removed", I, Risky, Same),
    place("rust-required-without-property-removed", "rust-required-without-property-added", I, Risky, Same),

    place("request-optional-property-became-read-only", "request-optional-property-became-not-read-only", I, Risky, Same),
    place("request-optional-property-became-not-read-only", "request-optional-property-became-read-only", I, Safe, Same),
    place("request-required-property-became-read-only", "request-required-property-became-not-read-only", I, Risky, Same),
    place("request-required-property-became-not-read-only", "request-required-property-became-read-only", I, Risky, Same),
    place("request-optional-property-became-write-only", "request-optional-property-became-not-write-only", I, Safe, Same),
    place("request-optional-property-became-not-write-only", "request-optional-property-became-write-only", I, Safe, Same),
    place("request-required-property-became-write-only", "request-required-property-became-not-write-only", I, Safe, Same),
    place("request-required-property-became-not-write-only", "request-required-property-became-write-only", I, Safe, Same),
    place("response-optional-property-became-read-only", "response-optional-property-became-not-read-only", I, Safe, Same),
    place("response-optional-property-became-not-read-only", "response-optional-property-became-read-only", I, Safe, Same),
    place("response-required-property-became-read-only", "response-required-property-became-not-read-only", I, Safe, Same),
    place("response-required-property-became-not-read-only", "response-required-property-became-read-only", I, Safe, Same),
    place("response-optional-property-became-write-only", "response-optional-property-became-not-write-only", I, Risky, Same),
    place("response-optional-property-became-not-write-only", "response-optional-property-became-write-only", I, Safe, Same),
    place("response-required-property-became-write-only", "response-required-property-became-not-write-only", I, Breaking, Same),
    place("response-required-property-became-not-write-only", "response-required-property-became-write-only", W, Safe, Same),

    place("api-security-added", "api-security-removed", I, Breaking, Same),
    place("api-security-removed", "api-security-added", I, Risky, Same),
    place("api-global-security-added", "api-global-security-removed", I, Breaking, Same),
    place("api-global-security-removed", "api-global-security-added", I, Risky, Same),
    place("api-security-scope-added", "api-security-scope-removed", I, Breaking, Same),
    place("api-security-scope-removed", "api-security-scope-added", I, Safe, Same),
    place("api-global-security-scope-added", "api-global-security-scope-removed", I, Breaking, Same),
    place("api-global-security-scope-removed", "api-global-security-scope-added", I, Safe, Same),
    place("rust-security-renamed", "rust-security-renamed", I, Safe, Same),
    place("api-security-component-added", "api-security-component-removed", I, Safe, Same),
    place("api-security-component-removed", "api-security-component-added", I, Safe, Same),
    place("api-security-component-type-changed", "api-security-component-type-changed", I, Breaking, Same),
    place("api-security-component-oauth-url-changed", "api-security-component-oauth-url-changed", I, Risky, Same),
    place("api-security-component-oauth-token-url-changed", "api-security-component-oauth-token-url-changed", I, Risky, Same),
    place("api-security-component-oauth-scope-added", "api-security-component-oauth-scope-removed", I, Safe, Same),
    place("api-security-component-oauth-scope-removed", "api-security-component-oauth-scope-added", I, Risky, Same),
    place("api-security-component-oauth-scope-changed", "api-security-component-oauth-scope-changed", I, Safe, Same),
    place("rust-security-component-changed", "rust-security-component-changed", I, Breaking, Same),
];
