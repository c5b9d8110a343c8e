//! Rules on schemas: a row for each change, with the rule of each position where a schema can stand.

mod annotations;
mod change;
mod counts;
mod keywords;
mod numbers;
mod texts;
mod types;
mod unions;
mod values;

use super::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};
#[cfg(test)]
pub(crate) use change::CHANGES;
pub(crate) use change::Change;

/// Where a schema stands. The order is that of the rules in a row.
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

pub(crate) const POSITIONS: [Position; 7] = [
    Position::RequestBody,
    Position::RequestProperty,
    Position::Parameter,
    Position::ParameterProperty,
    Position::ResponseBody,
    Position::ResponseProperty,
    Position::Header,
];

impl Position {
    pub(crate) fn is_response(self) -> bool {
        self.direction() == Direction::Response
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

    fn direction(self) -> Direction {
        match self {
            Position::ResponseBody | Position::ResponseProperty | Position::Header => {
                Direction::Response
            }
            _ => Direction::Request,
        }
    }

    fn area(self) -> Area {
        match self {
            Position::RequestBody | Position::ResponseBody => Area::Body,
            Position::RequestProperty | Position::ResponseProperty => Area::Property,
            Position::Parameter | Position::ParameterProperty => Area::Parameter,
            Position::Header => Area::Header,
        }
    }
}

/// Id, oasdiff's level (or what fits beside its levels), wire, expected surface.
type Cell = (&'static str, Level, Wire, Surface);

pub(crate) struct ChangeRow {
    pub(crate) change: Change,
    pub(crate) mirror: Change,
    pub(crate) effect: Effect,
    pub(crate) kind: Kind,
    pub(crate) means: &'static str,
    /// A schema before and after.
    pub(crate) example: Option<(&'static str, &'static str)>,
    pub(crate) rules: [Cell; 7],
}

const TABLES: [&[ChangeRow]; 8] = [
    annotations::ROWS,
    counts::ROWS,
    keywords::ROWS,
    numbers::ROWS,
    texts::ROWS,
    types::ROWS,
    unions::ROWS,
    values::ROWS,
];

pub(crate) fn rows() -> impl Iterator<Item = &'static ChangeRow> {
    TABLES.iter().flat_map(|table| table.iter())
}

fn id(row: &ChangeRow, index: usize) -> &'static str {
    row.rules.get(index).map_or("", |cell| cell.0)
}

/// The rule for a change at a position. A test holds that every change has a row.
pub(crate) fn rule(position: Position, change: Change) -> Rule {
    let found = rows().find(|row| row.change == change);
    found
        .and_then(|row| of(row, position))
        .unwrap_or_else(|| super::structure::UNCLASSIFIED.clone())
}

fn of(row: &ChangeRow, position: Position) -> Option<Rule> {
    let index = POSITIONS.iter().position(|other| *other == position)?;
    let (id, level, wire, surface) = *row.rules.get(index)?;
    let back = rows().find(|other| other.change == row.mirror)?;
    Some(Rule {
        id,
        mirror: self::id(back, index),
        direction: position.direction(),
        area: position.area(),
        effect: row.effect,
        level,
        wire,
        surface,
        kind: row.kind,
        means: row.means,
        example: row
            .example
            .map_or(Example::None, |(base, head)| Example::Schema {
                position,
                base,
                head,
            }),
    })
}

/// Every rule on schemas.
pub(crate) fn all() -> impl Iterator<Item = Rule> {
    rows().flat_map(|row| POSITIONS.iter().filter_map(|position| of(row, *position)))
}
