//! Rules on schemas: one row a change, one column a place where a schema can stand.

use super::{Effect, Level, Rule, Surface, Wire};

/// Where a schema stands. The order is that of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Position {
    RequestBody,
    RequestProperty,
    Parameter,
    ParameterProperty,
    ResponseBody,
    ResponseProperty,
    Header,
}

use Effect::{Incomparable as C, Narrows as N, None as D, Widens as W};
use Kind::*;

pub(crate) const POSITIONS: [(Position, &str); 7] = [
    (Position::RequestBody, "request-body"),
    (Position::RequestProperty, "request-property"),
    (Position::Parameter, "request-parameter"),
    (Position::ParameterProperty, "request-parameter-property"),
    (Position::ResponseBody, "response-body"),
    (Position::ResponseProperty, "response-property"),
    (Position::Header, "response-header"),
];

impl Position {
    pub(crate) fn is_response(self) -> bool {
        matches!(
            self,
            Position::ResponseBody | Position::ResponseProperty | Position::Header
        )
    }

    /// Where a schema within this one stands.
    pub(crate) fn inside(self) -> Position {
        match self {
            Position::RequestBody => Position::RequestProperty,
            Position::Parameter => Position::ParameterProperty,
            Position::ResponseBody => Position::ResponseProperty,
            other => other,
        }
    }

    fn prefix(self) -> &'static str {
        POSITIONS
            .iter()
            .find(|(position, _)| *position == self)
            .map_or("", |(_, prefix)| prefix)
    }
}

/// How a client feels it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Types and null: decoding depends on them.
    Shape,
    /// Enum values: this client's enums are open.
    Values,
    /// Limits: this client does not check them.
    Bound,
    /// JSON Schema 2020-12 keywords, likewise.
    Keyword,
    Tuple,
    Union,
    /// Discriminators.
    Tag,
    Default,
    Lifecycle,
    Note,
}

pub(crate) struct Row {
    pub(crate) suffix: &'static str,
    pub(crate) mirror: &'static str,
    pub(crate) effect: Effect,
    pub(crate) kind: Kind,
    /// A letter a column: E, W, I where oasdiff has the rule at that level; lower case where it is ours.
    pub(crate) cells: &'static str,
}

const fn row(
    suffix: &'static str,
    mirror: &'static str,
    effect: Effect,
    kind: Kind,
    cells: &'static str,
) -> Row {
    Row {
        suffix,
        mirror,
        effect,
        kind,
        cells,
    }
}

/// The rule for a change at a place. A suffix that is not in the table is a mistake of this crate: it gives the net.
pub(crate) fn rule(position: Position, suffix: &str) -> Rule {
    let Some(row) = ROWS.iter().find(|row| row.suffix == suffix) else {
        return super::unclassified();
    };
    let column = POSITIONS
        .iter()
        .position(|(other, _)| *other == position)
        .unwrap_or_default();
    let letter = row.cells.as_bytes().get(column).copied().unwrap_or(b'w');
    let ours = if letter.is_ascii_lowercase() {
        "rust-"
    } else {
        ""
    };
    Rule {
        id: format!("{ours}{}-{suffix}", position.prefix()),
        level: match letter.to_ascii_uppercase() {
            b'E' => Level::Error,
            b'W' => Level::Warning,
            _ => Level::Info,
        },
        wire: wire(position, row),
        surface: surface(row),
        effect: row.effect,
        adds_required_input: false,
        informational: super::informs(suffix),
    }
}

fn wire(position: Position, row: &Row) -> Wire {
    let response = position.is_response();
    // Headers are strings to this client.
    if position == Position::Header {
        return Wire::Safe;
    }
    let hurts = match row.effect {
        D => false,
        C => true,
        N => !response,
        W => response,
    };
    match row.kind {
        Lifecycle | Note => Wire::Safe,
        Tag if row.effect == D => Wire::Risky,
        Default if response => Wire::Safe,
        Default => Wire::Risky,
        _ if !hurts => Wire::Safe,
        // Clients read the new value as unknown, and no longer find the old one.
        Values if response && row.effect == C => Wire::Risky,
        Values | Bound | Keyword if response => Wire::Safe,
        Bound | Keyword | Tuple => Wire::Risky,
        Shape | Values | Union | Tag => Wire::Breaking,
    }
}

fn surface(row: &Row) -> Surface {
    match row.kind {
        Shape | Union | Tag => Surface::Major,
        Values if row.effect == W => Surface::Minor,
        Values => Surface::Major,
        Tuple | Default => Surface::Minor,
        Bound | Keyword | Lifecycle | Note => Surface::None,
    }
}

pub(super) fn mirror(id: &str) -> Option<String> {
    let plain = id.strip_prefix("rust-").unwrap_or(id);
    POSITIONS
        .iter()
        // The longest prefix first: `request-parameter-property` before `request-parameter`.
        .rev()
        .find_map(|(position, prefix)| {
            let suffix = plain.strip_prefix(prefix)?.strip_prefix('-')?;
            let row = ROWS.iter().find(|row| row.suffix == suffix)?;
            Some(rule(*position, row.mirror).id)
        })
}

/// Every rule on schemas.
pub(crate) const ROWS: &[Row] = &[
    row(
        "became-nullable",
        "became-not-nullable",
        W,
        Shape,
        "IIIIEEE",
    ),
    row(
        "became-not-nullable",
        "became-nullable",
        N,
        Shape,
        "EEEEIII",
    ),
    row("type-changed", "type-changed", C, Shape, "EEEWEEE"),
    row("type-compatible", "type-compatible", D, Shape, "IIiiIII"),
    row("type-generalized", "type-specialized", W, Shape, "IIIIEEE"),
    row("type-specialized", "type-generalized", N, Shape, "eeeEIII"),
    row(
        "list-of-types-widened",
        "list-of-types-narrowed",
        W,
        Shape,
        "IIIIEEe",
    ),
    row(
        "list-of-types-narrowed",
        "list-of-types-widened",
        N,
        Shape,
        "EEEEIIi",
    ),
    row("became-enum", "no-longer-enum", N, Values, "EEEeiii"),
    row("no-longer-enum", "became-enum", W, Values, "iiiiiii"),
    row(
        "enum-value-added",
        "enum-value-removed",
        W,
        Values,
        "iIIIiWi",
    ),
    row(
        "enum-value-removed",
        "enum-value-added",
        N,
        Values,
        "EEEEiIi",
    ),
    row(
        "enum-tuple-changed",
        "enum-tuple-changed",
        C,
        Values,
        "eeeeeee",
    ),
    row("const-added", "const-removed", N, Values, "EEeeIIi"),
    row("const-removed", "const-added", W, Values, "IIiiEEi"),
    row("const-changed", "const-changed", C, Values, "EEeeEEe"),
    row("max-increased", "max-decreased", W, Bound, "IIIiEEi"),
    row("max-decreased", "max-increased", N, Bound, "EEEiiii"),
    row("max-set", "max-unset", N, Bound, "WWWiiii"),
    row("max-unset", "max-set", W, Bound, "iiiiiii"),
    row(
        "exclusive-max-increased",
        "exclusive-max-decreased",
        W,
        Bound,
        "IIIiEEi",
    ),
    row(
        "exclusive-max-decreased",
        "exclusive-max-increased",
        N,
        Bound,
        "EEEiiii",
    ),
    row(
        "exclusive-max-set",
        "exclusive-max-unset",
        N,
        Bound,
        "WWWiiii",
    ),
    row(
        "exclusive-max-unset",
        "exclusive-max-set",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "max-length-increased",
        "max-length-decreased",
        W,
        Bound,
        "IIIiEEi",
    ),
    row(
        "max-length-decreased",
        "max-length-increased",
        N,
        Bound,
        "EEEiiii",
    ),
    row("max-length-set", "max-length-unset", N, Bound, "WWWiiii"),
    row("max-length-unset", "max-length-set", W, Bound, "iiiiEEi"),
    row(
        "max-items-increased",
        "max-items-decreased",
        W,
        Bound,
        "iiIiiii",
    ),
    row(
        "max-items-decreased",
        "max-items-increased",
        N,
        Bound,
        "iiEiiii",
    ),
    row("max-items-set", "max-items-unset", N, Bound, "iiiiiii"),
    row("max-items-unset", "max-items-set", W, Bound, "iiiiiii"),
    row(
        "max-properties-increased",
        "max-properties-decreased",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "max-properties-decreased",
        "max-properties-increased",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "max-properties-set",
        "max-properties-unset",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "max-properties-unset",
        "max-properties-set",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "max-contains-increased",
        "max-contains-decreased",
        W,
        Bound,
        "IIiiEEi",
    ),
    row(
        "max-contains-decreased",
        "max-contains-increased",
        N,
        Bound,
        "EEiiIIi",
    ),
    row(
        "max-contains-set",
        "max-contains-unset",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "max-contains-unset",
        "max-contains-set",
        W,
        Bound,
        "iiiiiii",
    ),
    row("min-increased", "min-decreased", N, Bound, "EEEiiii"),
    row("min-decreased", "min-increased", W, Bound, "IIIiEEi"),
    row("min-set", "min-unset", N, Bound, "WWWiiii"),
    row("min-unset", "min-set", W, Bound, "iiiiiii"),
    row(
        "exclusive-min-increased",
        "exclusive-min-decreased",
        N,
        Bound,
        "EEEiiii",
    ),
    row(
        "exclusive-min-decreased",
        "exclusive-min-increased",
        W,
        Bound,
        "IIIiEEi",
    ),
    row(
        "exclusive-min-set",
        "exclusive-min-unset",
        N,
        Bound,
        "WWWiiii",
    ),
    row(
        "exclusive-min-unset",
        "exclusive-min-set",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "min-length-increased",
        "min-length-decreased",
        N,
        Bound,
        "EEEiiii",
    ),
    row(
        "min-length-decreased",
        "min-length-increased",
        W,
        Bound,
        "IIIiEEi",
    ),
    row("min-length-set", "min-length-unset", N, Bound, "iiiiiii"),
    row("min-length-unset", "min-length-set", W, Bound, "iiiiiii"),
    row(
        "min-items-increased",
        "min-items-decreased",
        N,
        Bound,
        "EEEiiii",
    ),
    row(
        "min-items-decreased",
        "min-items-increased",
        W,
        Bound,
        "iiIiEEi",
    ),
    row("min-items-set", "min-items-unset", N, Bound, "WWWiiii"),
    row("min-items-unset", "min-items-set", W, Bound, "iiiiEEi"),
    row(
        "min-properties-increased",
        "min-properties-decreased",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "min-properties-decreased",
        "min-properties-increased",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "min-properties-set",
        "min-properties-unset",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "min-properties-unset",
        "min-properties-set",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "min-contains-increased",
        "min-contains-decreased",
        N,
        Bound,
        "EEiiIIi",
    ),
    row(
        "min-contains-decreased",
        "min-contains-increased",
        W,
        Bound,
        "IIiiEEi",
    ),
    row(
        "min-contains-set",
        "min-contains-unset",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "min-contains-unset",
        "min-contains-set",
        W,
        Bound,
        "iiiiiii",
    ),
    row("pattern-added", "pattern-removed", N, Bound, "iEEiiIi"),
    row("pattern-removed", "pattern-added", W, Bound, "iIIiiIi"),
    row("pattern-changed", "pattern-changed", C, Bound, "iWWiiIi"),
    row(
        "multiple-of-added",
        "multiple-of-removed",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "multiple-of-removed",
        "multiple-of-added",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "multiple-of-changed",
        "multiple-of-changed",
        C,
        Bound,
        "iiiiiii",
    ),
    row(
        "pattern-generalized",
        "pattern-specialized",
        W,
        Bound,
        "iIIiiii",
    ),
    row(
        "pattern-specialized",
        "pattern-generalized",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "unique-items-added",
        "unique-items-removed",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "unique-items-removed",
        "unique-items-added",
        W,
        Bound,
        "iiiiiii",
    ),
    row("contains-added", "contains-removed", N, Keyword, "EEiiIIi"),
    row("contains-removed", "contains-added", W, Keyword, "IIiiEEi"),
    row(
        "dependent-required-added",
        "dependent-required-removed",
        N,
        Keyword,
        "EEiiIIi",
    ),
    row(
        "dependent-required-removed",
        "dependent-required-added",
        W,
        Keyword,
        "IIiiEEi",
    ),
    row(
        "dependent-schema-added",
        "dependent-schema-removed",
        N,
        Keyword,
        "EEiiIIi",
    ),
    row(
        "dependent-schema-removed",
        "dependent-schema-added",
        W,
        Keyword,
        "IIiiEEi",
    ),
    row("if-added", "if-removed", N, Keyword, "EEiiIIi"),
    row("if-removed", "if-added", W, Keyword, "IIiiEEi"),
    row("then-added", "then-removed", N, Keyword, "EEiiIIi"),
    row("then-removed", "then-added", W, Keyword, "IIiiEEi"),
    row("else-added", "else-removed", N, Keyword, "EEiiIIi"),
    row("else-removed", "else-added", W, Keyword, "IIiiEEi"),
    row(
        "pattern-property-added",
        "pattern-property-removed",
        N,
        Keyword,
        "EEiiIIi",
    ),
    row(
        "pattern-property-removed",
        "pattern-property-added",
        W,
        Keyword,
        "IIiiEEi",
    ),
    row(
        "property-names-added",
        "property-names-removed",
        N,
        Keyword,
        "EEiiIIi",
    ),
    row(
        "property-names-removed",
        "property-names-added",
        W,
        Keyword,
        "IIiiEEi",
    ),
    row(
        "unevaluated-items-added",
        "unevaluated-items-removed",
        N,
        Keyword,
        "EEiiIIi",
    ),
    row(
        "unevaluated-items-removed",
        "unevaluated-items-added",
        W,
        Keyword,
        "IIiiEEi",
    ),
    row(
        "unevaluated-properties-added",
        "unevaluated-properties-removed",
        N,
        Keyword,
        "EEiiIIi",
    ),
    row(
        "unevaluated-properties-removed",
        "unevaluated-properties-added",
        W,
        Keyword,
        "IIiiEEi",
    ),
    row(
        "content-schema-added",
        "content-schema-removed",
        N,
        Keyword,
        "EEiiIIi",
    ),
    row(
        "content-schema-removed",
        "content-schema-added",
        W,
        Keyword,
        "IIiiEEi",
    ),
    row("not-added", "not-removed", N, Keyword, "iiiiiii"),
    row("not-removed", "not-added", W, Keyword, "iiiiiii"),
    row(
        "dependent-required-changed",
        "dependent-required-changed",
        C,
        Keyword,
        "EEiiEEi",
    ),
    row(
        "prefix-items-added",
        "prefix-items-removed",
        N,
        Tuple,
        "IIiiEEi",
    ),
    row(
        "prefix-items-removed",
        "prefix-items-added",
        W,
        Tuple,
        "EEiiIIi",
    ),
    row(
        "content-encoding-changed",
        "content-encoding-changed",
        C,
        Shape,
        "EEeeEEe",
    ),
    row(
        "content-media-type-changed",
        "content-media-type-changed",
        C,
        Shape,
        "EEeeEEe",
    ),
    row(
        "additional-properties-closed",
        "additional-properties-opened",
        N,
        Bound,
        "iiiiiii",
    ),
    row(
        "additional-properties-opened",
        "additional-properties-closed",
        W,
        Bound,
        "iiiiiii",
    ),
    row(
        "additional-properties-typed",
        "additional-properties-untyped",
        N,
        Shape,
        "eeeeiii",
    ),
    row(
        "additional-properties-untyped",
        "additional-properties-typed",
        W,
        Shape,
        "iiiieee",
    ),
    row("items-added", "items-removed", N, Shape, "eeeeiii"),
    row("items-removed", "items-added", W, Shape, "iiiieee"),
    row("one-of-added", "one-of-removed", W, Union, "IIiiEEe"),
    row("one-of-removed", "one-of-added", N, Union, "EEeeIIi"),
    row("any-of-added", "any-of-removed", W, Union, "IIiiIIe"),
    row("any-of-removed", "any-of-added", N, Union, "EEeeIIi"),
    row("all-of-added", "all-of-removed", N, Union, "EEeeIIi"),
    row("all-of-removed", "all-of-added", W, Union, "WWiiIIe"),
    row(
        "all-of-added-annotation-only",
        "all-of-removed-annotation-only",
        D,
        Note,
        "IIiiIIi",
    ),
    row(
        "all-of-removed-annotation-only",
        "all-of-added-annotation-only",
        D,
        Note,
        "IIiiIIi",
    ),
    row(
        "union-kind-changed",
        "union-kind-changed",
        C,
        Keyword,
        "iiiiiii",
    ),
    row(
        "wrapped-in-one-of",
        "unwrapped-from-one-of",
        W,
        Union,
        "EeeeEee",
    ),
    row(
        "unwrapped-from-one-of",
        "wrapped-in-one-of",
        N,
        Union,
        "eeeeeee",
    ),
    row(
        "discriminator-added",
        "discriminator-removed",
        C,
        Tag,
        "IIiiIIi",
    ),
    row(
        "discriminator-removed",
        "discriminator-added",
        C,
        Tag,
        "IIiiIIi",
    ),
    row(
        "discriminator-property-name-changed",
        "discriminator-property-name-changed",
        C,
        Tag,
        "IIiiIIi",
    ),
    row(
        "discriminator-mapping-added",
        "discriminator-mapping-deleted",
        D,
        Tag,
        "IIiiIIi",
    ),
    row(
        "discriminator-mapping-deleted",
        "discriminator-mapping-added",
        D,
        Tag,
        "IIiiIIi",
    ),
    row(
        "discriminator-mapping-changed",
        "discriminator-mapping-changed",
        C,
        Tag,
        "IIiiIIi",
    ),
    row(
        "default-value-added",
        "default-value-removed",
        C,
        Default,
        "IIEiIIi",
    ),
    row(
        "default-value-removed",
        "default-value-added",
        C,
        Default,
        "IIEiIIi",
    ),
    row(
        "default-value-changed",
        "default-value-changed",
        C,
        Default,
        "IIEiIIi",
    ),
    row("deprecated", "reactivated", D, Lifecycle, "iIIiiIi"),
    row("reactivated", "deprecated", D, Lifecycle, "iIIiiIi"),
    row("sunset-changed", "sunset-changed", D, Lifecycle, "iiiiiii"),
    row(
        "stability-decreased",
        "stability-increased",
        D,
        Lifecycle,
        "iEiiiEi",
    ),
    row(
        "stability-increased",
        "stability-decreased",
        D,
        Lifecycle,
        "iIiiiIi",
    ),
    row(
        "x-extensible-enum-value-added",
        "x-extensible-enum-value-removed",
        W,
        Values,
        "iiiiiii",
    ),
    row(
        "x-extensible-enum-value-removed",
        "x-extensible-enum-value-added",
        N,
        Values,
        "eEEeiii",
    ),
    row(
        "documentation-changed",
        "documentation-changed",
        D,
        Note,
        "iiiiiii",
    ),
    row("extension-changed", "extension-changed", D, Note, "iiiiiii"),
    row(
        "union-branch-renamed",
        "union-branch-renamed",
        D,
        Union,
        "iiiiiii",
    ),
];
