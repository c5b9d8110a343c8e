//! Patterns and encodings of texts.

use super::Change::*;
use super::ChangeRow;
use crate::diff::rules::Effect::{Incomparable, Narrows, Widens};
use crate::diff::rules::Kind::*;
use crate::diff::rules::Level::*;
use crate::diff::rules::Surface::{Major, None as Same};
use crate::diff::rules::Wire::*;

#[rustfmt::skip]
pub(super) const ROWS: &[ChangeRow] = &[
    ChangeRow {
        change: PatternAdded,
        mirror: PatternRemoved,
        effect: Narrows,
        kind: Plain,
        means: "Strings must now match a pattern.",
        example: Some((r#"{"type":"string"}"#, r#"{"type":"string","pattern":"^a"}"#)),
        rules: [
            ("rust-request-body-pattern-added", Info, Risky, Same),
            ("request-property-pattern-added", Error, Risky, Same),
            ("request-parameter-pattern-added", Error, Risky, Same),
            ("rust-request-parameter-property-pattern-added", Info, Risky, Same),
            ("rust-response-body-pattern-added", Info, Safe, Same),
            ("response-property-pattern-added", Info, Safe, Same),
            ("rust-response-header-pattern-added", Info, Safe, Same),
        ],
    },
    ChangeRow {
        change: PatternRemoved,
        mirror: PatternAdded,
        effect: Widens,
        kind: Plain,
        means: "Strings no longer have to match a pattern.",
        example: Some((r#"{"type":"string","pattern":"^a"}"#, r#"{"type":"string"}"#)),
        rules: [
            ("rust-request-body-pattern-removed", Info, Safe, Same),
            ("request-property-pattern-removed", Info, Safe, Same),
            ("request-parameter-pattern-removed", Info, Safe, Same),
            ("rust-request-parameter-property-pattern-removed", Info, Safe, Same),
            ("rust-response-body-pattern-removed", Info, Safe, Same),
            ("response-property-pattern-removed", Info, Safe, Same),
            ("rust-response-header-pattern-removed", Info, Safe, Same),
        ],
    },
    ChangeRow {
        change: PatternChanged,
        mirror: PatternChanged,
        effect: Incomparable,
        kind: Plain,
        means: "Strings must now match a different pattern.",
        example: Some((r#"{"type":"string","pattern":"^a"}"#, r#"{"type":"string","pattern":"^b"}"#)),
        rules: [
            ("rust-request-body-pattern-changed", Info, Risky, Same),
            ("request-property-pattern-changed", Warning, Risky, Same),
            ("request-parameter-pattern-changed", Warning, Risky, Same),
            ("rust-request-parameter-property-pattern-changed", Info, Risky, Same),
            ("rust-response-body-pattern-changed", Info, Safe, Same),
            ("response-property-pattern-changed", Info, Safe, Same),
            ("rust-response-header-pattern-changed", Info, Safe, Same),
        ],
    },
    ChangeRow {
        change: PatternGeneralized,
        mirror: PatternSpecialized,
        effect: Widens,
        kind: Plain,
        means: "The pattern now matches every string.",
        example: Some((r#"{"type":"string","pattern":"^a"}"#, r#"{"type":"string","pattern":".*"}"#)),
        rules: [
            ("rust-request-body-pattern-generalized", Info, Safe, Same),
            ("request-property-pattern-generalized", Info, Safe, Same),
            ("request-parameter-pattern-generalized", Info, Safe, Same),
            ("rust-request-parameter-property-pattern-generalized", Info, Safe, Same),
            ("rust-response-body-pattern-generalized", Info, Safe, Same),
            ("rust-response-property-pattern-generalized", Info, Safe, Same),
            ("rust-response-header-pattern-generalized", Info, Safe, Same),
        ],
    },
    ChangeRow {
        change: PatternSpecialized,
        mirror: PatternGeneralized,
        effect: Narrows,
        kind: Plain,
        means: "The pattern no longer matches every string.",
        example: Some((r#"{"type":"string","pattern":".*"}"#, r#"{"type":"string","pattern":"^a"}"#)),
        rules: [
            ("rust-request-body-pattern-specialized", Info, Risky, Same),
            ("rust-request-property-pattern-specialized", Info, Risky, Same),
            ("rust-request-parameter-pattern-specialized", Info, Risky, Same),
            ("rust-request-parameter-property-pattern-specialized", Info, Risky, Same),
            ("rust-response-body-pattern-specialized", Info, Safe, Same),
            ("rust-response-property-pattern-specialized", Info, Safe, Same),
            ("rust-response-header-pattern-specialized", Info, Safe, Same),
        ],
    },
    ChangeRow {
        change: ContentEncodingChanged,
        mirror: ContentEncodingChanged,
        effect: Incomparable,
        kind: Plain,
        means: "The content encoding of strings changed.",
        example: Some((r#"{"type":"string"}"#, r#"{"type":"string","contentEncoding":"base64"}"#)),
        rules: [
            ("request-body-content-encoding-changed", Error, Breaking, Major),
            ("request-property-content-encoding-changed", Error, Breaking, Major),
            ("rust-request-parameter-content-encoding-changed", Error, Breaking, Major),
            ("rust-request-parameter-property-content-encoding-changed", Error, Breaking, Major),
            ("response-body-content-encoding-changed", Error, Breaking, Major),
            ("response-property-content-encoding-changed", Error, Breaking, Major),
            ("rust-response-header-content-encoding-changed", Error, Safe, Major),
        ],
    },
    ChangeRow {
        change: ContentMediaTypeChanged,
        mirror: ContentMediaTypeChanged,
        effect: Incomparable,
        kind: Plain,
        means: "The content media type of strings changed.",
        example: Some((r#"{"type":"string"}"#, r#"{"type":"string","contentMediaType":"image/png"}"#)),
        rules: [
            ("request-body-content-media-type-changed", Error, Breaking, Major),
            ("request-property-content-media-type-changed", Error, Breaking, Major),
            ("rust-request-parameter-content-media-type-changed", Error, Breaking, Major),
            ("rust-request-parameter-property-content-media-type-changed", Error, Breaking, Major),
            ("response-body-content-media-type-changed", Error, Breaking, Major),
            ("response-property-content-media-type-changed", Error, Breaking, Major),
            ("rust-response-header-content-media-type-changed", Error, Safe, Major),
        ],
    },
];
