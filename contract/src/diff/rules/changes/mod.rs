//! Rules on schemas: a row for each change, with the rule of each position where a schema can stand.

mod annotations;
mod counts;
mod keywords;
mod numbers;
mod texts;
mod types;
mod unions;
mod values;

use super::{Area, Direction, Effect, Example, Kind, Level, Rule, Surface, Wire};

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

/// A change of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Change {
    BecameNullable,
    BecameNotNullable,
    TypeChanged,
    TypeCompatible,
    TypeGeneralized,
    TypeSpecialized,
    ListOfTypesWidened,
    ListOfTypesNarrowed,
    BecameEnum,
    NoLongerEnum,
    EnumValueAdded,
    EnumValueRemoved,
    EnumTupleChanged,
    ConstAdded,
    ConstRemoved,
    ConstChanged,
    MaxIncreased,
    MaxDecreased,
    MaxSet,
    MaxUnset,
    ExclusiveMaxIncreased,
    ExclusiveMaxDecreased,
    ExclusiveMaxSet,
    ExclusiveMaxUnset,
    MaxLengthIncreased,
    MaxLengthDecreased,
    MaxLengthSet,
    MaxLengthUnset,
    MaxItemsIncreased,
    MaxItemsDecreased,
    MaxItemsSet,
    MaxItemsUnset,
    MaxPropertiesIncreased,
    MaxPropertiesDecreased,
    MaxPropertiesSet,
    MaxPropertiesUnset,
    MaxContainsIncreased,
    MaxContainsDecreased,
    MaxContainsSet,
    MaxContainsUnset,
    MinIncreased,
    MinDecreased,
    MinSet,
    MinUnset,
    ExclusiveMinIncreased,
    ExclusiveMinDecreased,
    ExclusiveMinSet,
    ExclusiveMinUnset,
    MinLengthIncreased,
    MinLengthDecreased,
    MinLengthSet,
    MinLengthUnset,
    MinItemsIncreased,
    MinItemsDecreased,
    MinItemsSet,
    MinItemsUnset,
    MinPropertiesIncreased,
    MinPropertiesDecreased,
    MinPropertiesSet,
    MinPropertiesUnset,
    MinContainsIncreased,
    MinContainsDecreased,
    MinContainsSet,
    MinContainsUnset,
    PatternAdded,
    PatternRemoved,
    PatternChanged,
    MultipleOfAdded,
    MultipleOfRemoved,
    MultipleOfChanged,
    PatternGeneralized,
    PatternSpecialized,
    UniqueItemsAdded,
    UniqueItemsRemoved,
    ContainsAdded,
    ContainsRemoved,
    DependentRequiredAdded,
    DependentRequiredRemoved,
    DependentSchemaAdded,
    DependentSchemaRemoved,
    IfAdded,
    IfRemoved,
    ThenAdded,
    ThenRemoved,
    ElseAdded,
    ElseRemoved,
    PatternPropertyAdded,
    PatternPropertyRemoved,
    PropertyNamesAdded,
    PropertyNamesRemoved,
    UnevaluatedItemsAdded,
    UnevaluatedItemsRemoved,
    UnevaluatedPropertiesAdded,
    UnevaluatedPropertiesRemoved,
    ContentSchemaAdded,
    ContentSchemaRemoved,
    NotAdded,
    NotRemoved,
    DependentRequiredChanged,
    PrefixItemsAdded,
    PrefixItemsRemoved,
    ContentEncodingChanged,
    ContentMediaTypeChanged,
    AdditionalPropertiesClosed,
    AdditionalPropertiesOpened,
    AdditionalPropertiesTyped,
    AdditionalPropertiesUntyped,
    ItemsAdded,
    ItemsRemoved,
    OneOfAdded,
    OneOfRemoved,
    AnyOfAdded,
    AnyOfRemoved,
    AllOfAdded,
    AllOfRemoved,
    AllOfAddedAnnotationOnly,
    AllOfRemovedAnnotationOnly,
    UnionKindChanged,
    WrappedInOneOf,
    UnwrappedFromOneOf,
    DiscriminatorAdded,
    DiscriminatorRemoved,
    DiscriminatorPropertyNameChanged,
    DiscriminatorMappingAdded,
    DiscriminatorMappingDeleted,
    DiscriminatorMappingChanged,
    DefaultValueAdded,
    DefaultValueRemoved,
    DefaultValueChanged,
    Deprecated,
    Reactivated,
    SunsetChanged,
    StabilityDecreased,
    StabilityIncreased,
    XExtensibleEnumValueAdded,
    XExtensibleEnumValueRemoved,
    DocumentationChanged,
    ExtensionChanged,
    UnionBranchRenamed,
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

#[cfg(test)]
pub(crate) const CHANGES: &[Change] = &[
    Change::BecameNullable,
    Change::BecameNotNullable,
    Change::TypeChanged,
    Change::TypeCompatible,
    Change::TypeGeneralized,
    Change::TypeSpecialized,
    Change::ListOfTypesWidened,
    Change::ListOfTypesNarrowed,
    Change::BecameEnum,
    Change::NoLongerEnum,
    Change::EnumValueAdded,
    Change::EnumValueRemoved,
    Change::EnumTupleChanged,
    Change::ConstAdded,
    Change::ConstRemoved,
    Change::ConstChanged,
    Change::MaxIncreased,
    Change::MaxDecreased,
    Change::MaxSet,
    Change::MaxUnset,
    Change::ExclusiveMaxIncreased,
    Change::ExclusiveMaxDecreased,
    Change::ExclusiveMaxSet,
    Change::ExclusiveMaxUnset,
    Change::MaxLengthIncreased,
    Change::MaxLengthDecreased,
    Change::MaxLengthSet,
    Change::MaxLengthUnset,
    Change::MaxItemsIncreased,
    Change::MaxItemsDecreased,
    Change::MaxItemsSet,
    Change::MaxItemsUnset,
    Change::MaxPropertiesIncreased,
    Change::MaxPropertiesDecreased,
    Change::MaxPropertiesSet,
    Change::MaxPropertiesUnset,
    Change::MaxContainsIncreased,
    Change::MaxContainsDecreased,
    Change::MaxContainsSet,
    Change::MaxContainsUnset,
    Change::MinIncreased,
    Change::MinDecreased,
    Change::MinSet,
    Change::MinUnset,
    Change::ExclusiveMinIncreased,
    Change::ExclusiveMinDecreased,
    Change::ExclusiveMinSet,
    Change::ExclusiveMinUnset,
    Change::MinLengthIncreased,
    Change::MinLengthDecreased,
    Change::MinLengthSet,
    Change::MinLengthUnset,
    Change::MinItemsIncreased,
    Change::MinItemsDecreased,
    Change::MinItemsSet,
    Change::MinItemsUnset,
    Change::MinPropertiesIncreased,
    Change::MinPropertiesDecreased,
    Change::MinPropertiesSet,
    Change::MinPropertiesUnset,
    Change::MinContainsIncreased,
    Change::MinContainsDecreased,
    Change::MinContainsSet,
    Change::MinContainsUnset,
    Change::PatternAdded,
    Change::PatternRemoved,
    Change::PatternChanged,
    Change::MultipleOfAdded,
    Change::MultipleOfRemoved,
    Change::MultipleOfChanged,
    Change::PatternGeneralized,
    Change::PatternSpecialized,
    Change::UniqueItemsAdded,
    Change::UniqueItemsRemoved,
    Change::ContainsAdded,
    Change::ContainsRemoved,
    Change::DependentRequiredAdded,
    Change::DependentRequiredRemoved,
    Change::DependentSchemaAdded,
    Change::DependentSchemaRemoved,
    Change::IfAdded,
    Change::IfRemoved,
    Change::ThenAdded,
    Change::ThenRemoved,
    Change::ElseAdded,
    Change::ElseRemoved,
    Change::PatternPropertyAdded,
    Change::PatternPropertyRemoved,
    Change::PropertyNamesAdded,
    Change::PropertyNamesRemoved,
    Change::UnevaluatedItemsAdded,
    Change::UnevaluatedItemsRemoved,
    Change::UnevaluatedPropertiesAdded,
    Change::UnevaluatedPropertiesRemoved,
    Change::ContentSchemaAdded,
    Change::ContentSchemaRemoved,
    Change::NotAdded,
    Change::NotRemoved,
    Change::DependentRequiredChanged,
    Change::PrefixItemsAdded,
    Change::PrefixItemsRemoved,
    Change::ContentEncodingChanged,
    Change::ContentMediaTypeChanged,
    Change::AdditionalPropertiesClosed,
    Change::AdditionalPropertiesOpened,
    Change::AdditionalPropertiesTyped,
    Change::AdditionalPropertiesUntyped,
    Change::ItemsAdded,
    Change::ItemsRemoved,
    Change::OneOfAdded,
    Change::OneOfRemoved,
    Change::AnyOfAdded,
    Change::AnyOfRemoved,
    Change::AllOfAdded,
    Change::AllOfRemoved,
    Change::AllOfAddedAnnotationOnly,
    Change::AllOfRemovedAnnotationOnly,
    Change::UnionKindChanged,
    Change::WrappedInOneOf,
    Change::UnwrappedFromOneOf,
    Change::DiscriminatorAdded,
    Change::DiscriminatorRemoved,
    Change::DiscriminatorPropertyNameChanged,
    Change::DiscriminatorMappingAdded,
    Change::DiscriminatorMappingDeleted,
    Change::DiscriminatorMappingChanged,
    Change::DefaultValueAdded,
    Change::DefaultValueRemoved,
    Change::DefaultValueChanged,
    Change::Deprecated,
    Change::Reactivated,
    Change::SunsetChanged,
    Change::StabilityDecreased,
    Change::StabilityIncreased,
    Change::XExtensibleEnumValueAdded,
    Change::XExtensibleEnumValueRemoved,
    Change::DocumentationChanged,
    Change::ExtensionChanged,
    Change::UnionBranchRenamed,
];
