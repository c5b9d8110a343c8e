//! Unions: which branch a value is.

use std::cell::Cell;

use serde::de::Deserializer;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::json::JsonValue;
use super::raw::{members, raw_text, refused, write_text};

/// Unions inside of each other, as deep as serde_json lets other values be.
const DEEPEST: usize = 64;

/// How many branches are tried for one value with all that is in it. A hostile value could ask for any number.
const MOST_TRIES: usize = 20_000;

/// One branch of a union, for generated code.
pub struct Branch<T> {
    kinds: u8,
    tags: &'static [Tag],
    required: &'static [&'static str],
    read: fn(&str) -> Result<T, serde_json::Error>,
}

/// A constant that names a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

impl<T> Branch<T> {
    /// A branch whose values are of `kinds` (bits: null, boolean, integer, other number, string, array, object), are named
    /// by `tags`, and have the `required` members; and how its JSON is read.
    pub const fn new(
        kinds: u8,
        tags: &'static [Tag],
        required: &'static [&'static str],
        read: fn(&str) -> Result<T, serde_json::Error>,
    ) -> Self {
        Self {
            kinds,
            tags,
            required,
            read,
        }
    }
}

/// A union, for generated code.
pub struct Union<T: 'static> {
    /// The member that names the branch.
    pub tag: Option<&'static str>,
    /// The branches, those that take nearly anything last.
    pub branches: &'static [Branch<T>],
    /// The branch for a tag that none lists.
    pub fallback: Option<usize>,
    /// The value that is of no branch.
    pub unknown: fn(JsonValue) -> T,
}

/// Decodes a union.
///
/// The tag decides, else the type of the value and its members. Of several branches that fit the first is taken that loses
/// nothing of the value and reads no constant that it does not list; where none does, the one that keeps more than each
/// other. A value that is of no branch stays JSON.
///
/// # Errors
/// When the value is of one branch, and does not decode as it.
pub fn read_union<'de, T: Serialize + 'static, D: Deserializer<'de>>(
    deserializer: D,
    union: &Union<T>,
) -> Result<T, D::Error> {
    let text = raw_text(deserializer)?;
    let _inside = Inside::enter().ok_or_else(|| refused("recursion limit exceeded", &text))?;
    match read(&text, union) {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => Err(refused(error, &text)),
        None => {
            count_unknown();
            Ok((union.unknown)(JsonValue::of_text(&text)))
        }
    }
}

/// Encodes a branch whose type does not have the tag.
///
/// # Errors
/// When the branch does not encode.
pub fn write_tagged<T: Serialize + ?Sized, S: Serializer>(
    serializer: S,
    tag: &str,
    value: Tag,
    branch: &T,
) -> Result<S::Ok, S::Error> {
    let text = serde_json::to_string(branch).map_err(serde::ser::Error::custom)?;
    let known = members(&text);
    let has = known
        .as_ref()
        .is_none_or(|members| members.iter().any(|(name, _)| name == tag));
    if has {
        return write_text(&text, serializer);
    }
    let value = match value {
        Tag::Text(text) => Value::from(text),
        Tag::Integer(number) => Value::from(number),
        Tag::Boolean(value) => Value::from(value),
    };
    let comma = if known.is_some_and(|it| it.is_empty()) {
        ""
    } else {
        ","
    };
    let rest = text.trim_start().strip_prefix('{').unwrap_or_default();
    let tagged = format!("{{{}:{value}{comma}{rest}", Value::from(tag));
    write_text(&tagged, serializer)
}

/// Reads a constant that is a branch by itself.
///
/// # Errors
/// When the value is another.
pub fn read_constant<T>(text: &str, constant: &str, branch: T) -> Result<T, serde_json::Error> {
    let value: String = serde_json::from_str(text)?;
    if value == constant {
        return Ok(branch);
    }
    Err(serde::de::Error::custom(format_args!(
        "expected {constant:?}"
    )))
}

/// The branch of a value, if it has one.
fn read<T: Serialize>(text: &str, union: &Union<T>) -> Option<Result<T, serde_json::Error>> {
    let kind = kind(text)?;
    let of_kind = union.branches.iter().filter(|it| it.kinds & kind != 0);
    let members = if kind == OBJECT { members(text) } else { None };
    let tagged = union.tag.and_then(|tag| {
        let members = members.as_ref()?;
        let (_, value) = members.iter().rev().find(|(name, _)| name == tag)?;
        scalar(value)
    });
    let named: Vec<&Branch<T>> = match &tagged {
        None => of_kind.collect(),
        Some(tag) => {
            let listed: Vec<&Branch<T>> = of_kind
                .clone()
                .filter(|it| it.tags.iter().any(|it| it.is(tag)))
                .collect();
            match (listed.is_empty(), union.fallback) {
                (false, _) => listed,
                (true, Some(index)) => union.branches.get(index).into_iter().collect(),
                (true, None) => of_kind.filter(|it| it.tags.is_empty()).collect(),
            }
        }
    };
    match named.as_slice() {
        [] => None,
        [only] => Some((only.read)(text)),
        several => {
            let has = |name: &str| {
                let members = members.as_ref();
                members.is_none_or(|it| it.iter().any(|(member, _)| member == name))
            };
            let fitting: Vec<&Branch<T>> = several
                .iter()
                .copied()
                .filter(|it| it.required.iter().all(|name| has(name)))
                .collect();
            best(text, &fitting).map(Ok)
        }
    }
}

/// Of several branches the one that keeps all of the value.
fn best<T: Serialize>(text: &str, branches: &[&Branch<T>]) -> Option<T> {
    let original: Value = serde_json::from_str(text).ok()?;
    let mut read = Vec::new();
    let before = UNKNOWN.get();
    for branch in branches {
        if TRIES.get() > MOST_TRIES {
            break;
        }
        TRIES.set(TRIES.get() + 1);
        UNKNOWN.set(before);
        let Ok(value) = (branch.read)(text) else {
            continue;
        };
        let unknown = UNKNOWN.get() - before;
        let kept = serde_json::to_value(&value).map_or(0, |back| kept(&original, &back));
        if unknown == 0 && kept == size(&original) {
            UNKNOWN.set(before);
            return Some(value);
        }
        read.push((unknown, kept, value));
    }
    // Only branches with the fewest unlisted constants; if these have any, several branches are ambiguous.
    let fewest = read.iter().map(|(unknown, _, _)| *unknown).min();
    UNKNOWN.set(before);
    let fewest = fewest?;
    read.retain(|(unknown, _, _)| *unknown == fewest);
    if fewest > 0 && read.len() > 1 {
        return None;
    }
    let most = read.iter().map(|(_, kept, _)| *kept).max()?;
    UNKNOWN.set(before + fewest);
    read.into_iter()
        .find(|(_, kept, _)| *kept == most)
        .filter(|_| most > 1 || size(&original) <= 1)
        .map(|(_, _, value)| value)
}

/// How much of a value is in another: each scalar, list and object counts once.
fn kept(original: &Value, back: &Value) -> usize {
    match (original, back) {
        (Value::Object(original), Value::Object(back)) => {
            let members = original.iter();
            1 + members
                .map(|(name, value)| back.get(name).map_or(0, |it| kept(value, it)))
                .sum::<usize>()
        }
        (Value::Array(original), Value::Array(back)) => {
            let elements = original.iter().zip(back);
            1 + elements
                .map(|(value, back)| kept(value, back))
                .sum::<usize>()
        }
        (Value::Number(one), Value::Number(other)) => {
            usize::from(one == other || one.as_f64() == other.as_f64())
        }
        (original, back) => usize::from(original == back),
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}

const OBJECT: u8 = 64;

/// The bit of a value's type.
fn kind(text: &str) -> Option<u8> {
    Some(match text.as_bytes().first()? {
        b'n' => 1,
        b't' | b'f' => 2,
        b'"' => 16,
        b'[' => 32,
        b'{' => OBJECT,
        _ => match serde_json::from_str::<serde_json::Number>(text) {
            Ok(number) if number.is_i64() || number.is_u64() => 4,
            Ok(number) if number.as_f64().is_some_and(|it| it.fract() == 0.0) => 4 | 8,
            _ => 8,
        },
    })
}

fn scalar(text: &str) -> Option<Value> {
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    match serde_json::from_str(raw.get()).ok()? {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        scalar => Some(scalar),
    }
}

impl Tag {
    #[expect(clippy::cast_precision_loss, reason = "tags are small")]
    fn is(self, value: &Value) -> bool {
        match self {
            Self::Text(text) => value.as_str() == Some(text),
            Self::Integer(number) => {
                value.as_i64() == Some(number) || value.as_f64() == Some(number as f64)
            }
            Self::Boolean(tag) => value.as_bool() == Some(tag),
        }
    }
}

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static TRIES: Cell<usize> = const { Cell::new(0) };
    /// How many values were read that the contract does not list.
    static UNKNOWN: Cell<usize> = const { Cell::new(0) };
}

/// Counts a value that the contract does not list: a branch that reads one may be the wrong one.
pub(crate) fn count_unknown() {
    UNKNOWN.with(|count| count.set(count.get().wrapping_add(1)));
}

/// Each union starts a new read, so serde_json's own limit does not apply.
struct Inside;

impl Inside {
    fn enter() -> Option<Self> {
        let now = DEPTH.get();
        if now == 0 {
            TRIES.set(0);
            UNKNOWN.set(0);
        }
        DEPTH.set(now + 1);
        let inside = Self;
        (now < DEEPEST).then_some(inside)
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Short {
        text: String,
    }

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Long {
        text: String,
        bold: bool,
    }

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Group {
        kind: String,
        parts: Vec<Part>,
    }

    #[derive(Debug, PartialEq)]
    enum Part {
        Short(Short),
        Long(Long),
        Group(Group),
        Number(i64),
        Unknown(JsonValue),
    }

    impl<'de> Deserialize<'de> for Part {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            const UNION: Union<Part> = Union {
                tag: Some("kind"),
                branches: &[
                    Branch::new(OBJECT, &[Tag::Text("s")], &["text"], |text| {
                        serde_json::from_str(text).map(Part::Short)
                    }),
                    Branch::new(
                        OBJECT,
                        &[Tag::Text("l"), Tag::Integer(2)],
                        &["text", "bold"],
                        |text| serde_json::from_str(text).map(Part::Long),
                    ),
                    Branch::new(OBJECT, &[Tag::Text("g")], &["parts"], |text| {
                        serde_json::from_str(text).map(Part::Group)
                    }),
                    Branch::new(4, &[], &[], |text| {
                        serde_json::from_str(text).map(Part::Number)
                    }),
                ],
                fallback: None,
                unknown: Part::Unknown,
            };
            read_union(deserializer, &UNION)
        }
    }

    impl Serialize for Part {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Short(value) => write_tagged(serializer, "kind", Tag::Text("s"), value),
                Self::Long(value) => write_tagged(serializer, "kind", Tag::Integer(2), value),
                Self::Group(value) => value.serialize(serializer),
                Self::Number(value) => value.serialize(serializer),
                Self::Unknown(value) => value.serialize(serializer),
            }
        }
    }

    #[test]
    fn the_tag_decides_and_is_written() {
        let read = |text: &str| serde_json::from_str::<Part>(text);
        let long = r#"{"kind":2,"text":"a","bold":true}"#;
        let value = read(long).unwrap();
        assert!(matches!(value, Part::Long(_)));
        assert_eq!(serde_json::to_string(&value).unwrap(), long);
        let short = read(&long.replace('2', "\"s\"")).unwrap();
        assert!(matches!(short, Part::Short(_)));
        let error = read(r#"{"kind":"l","text":"a"}"#).unwrap_err().to_string();
        assert!(error.contains("missing field `bold`"), "{error}");
    }

    #[test]
    fn what_is_of_no_branch_stays_json() {
        for text in [
            r#"{"kind":"new","text":"a","bold":true}"#,
            r#""text""#,
            "[1]",
            "1.5",
            "true",
            r#"{"other":1}"#,
        ] {
            let value: Part = serde_json::from_str(text).unwrap();
            assert!(matches!(value, Part::Unknown(_)), "{value:?}");
            assert_eq!(serde_json::to_string(&value).unwrap(), text);
        }
    }

    #[test]
    fn without_a_tag_the_branch_that_loses_nothing() {
        let read = |text: &str| serde_json::from_str::<Part>(text).unwrap();
        assert!(matches!(read(r#"{"text":"a","bold":true}"#), Part::Long(_)));
        assert!(matches!(read(r#"{"text":"a"}"#), Part::Short(_)));
        // A member that the service has added is not a reason to know less.
        assert!(matches!(
            read(r#"{"text":"a","bold":true,"new":1}"#),
            Part::Long(_)
        ));
        assert!(matches!(read("7"), Part::Number(7)));
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| {
            let open = r#"{"kind":"g","parts":["#.repeat(depth);
            serde_json::from_str::<Part>(&(open + &"]}".repeat(depth)))
        };
        assert!(nested(DEEPEST).is_ok());
        assert!(nested(DEEPEST + 1).is_err());
        assert!(nested(100_000).is_err());
        assert!(nested(DEEPEST).is_ok());
    }
}
