//! Unions: which branch a value is.

mod choice;

use serde::de::Deserializer;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

pub(crate) use self::choice::count_unknown;
use self::choice::{Inside, best};
use super::json::JsonValue;
use super::raw::{members, raw_text, refused, write_text};

/// One branch of a union, for generated code.
pub struct Branch<T> {
    form: Form,
    read: fn(&str) -> Result<T, serde_json::Error>,
}

/// What a value of a branch looks like.
#[derive(Clone, Copy)]
struct Form {
    kinds: u8,
    tags: &'static [Tag],
    required: &'static [&'static str],
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
        let form = Form {
            kinds,
            tags,
            required,
        };
        Self { form, read }
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

/// The value as one of the branches, if it is of one.
fn read<T: Serialize>(text: &str, union: &Union<T>) -> Option<Result<T, serde_json::Error>> {
    let form = |index: usize| union.branches.get(index).map(|branch| branch.form);
    match candidates(text, union.tag, &form, union.fallback) {
        Candidates::One(index) => Some((union.branches.get(index)?.read)(text)),
        Candidates::Several(several) => {
            let mut values = Vec::new();
            let best = best(text, &several, &mut |index| {
                let value = (union.branches.get(index)?.read)(text).ok()?;
                let back = serde_json::to_value(&value);
                values.push((index, value));
                Some(back)
            })?;
            let mut values = values.into_iter();
            let (_, value) = values.find(|(index, _)| *index == best)?;
            Some(Ok(value))
        }
    }
}

/// Indexes of the branches that a value may be of.
enum Candidates {
    /// It can only be of this one; if it does not decode as it, that is an error.
    One(usize),
    /// It is of the one that keeps most of it. May be empty.
    Several(Vec<usize>),
}

/// The branches that fit a value by its type, its tag and its members. Not generic, so it is compiled once.
fn candidates(
    text: &str,
    tag: Option<&str>,
    form: &dyn Fn(usize) -> Option<Form>,
    fallback: Option<usize>,
) -> Candidates {
    let Some(kind) = kind(text) else {
        return Candidates::Several(Vec::new());
    };
    let members = if kind == OBJECT { members(text) } else { None };
    let tag = tag.and_then(|tag| {
        let members = members.as_ref()?;
        let (_, value) = members.iter().rev().find(|(name, _)| name == tag)?;
        scalar(value)
    });
    let of_kind = |fits: &dyn Fn(&Form) -> bool| {
        let mut chosen = Vec::new();
        for (index, form) in (0..).map_while(|index| Some((index, form(index)?))) {
            if form.kinds & kind != 0 && fits(&form) {
                chosen.push(index);
            }
        }
        chosen
    };
    let mut named = match &tag {
        None => of_kind(&|_| true),
        Some(tag) => {
            let listed = of_kind(&|form| form.tags.iter().any(|it| it.is(tag)));
            match (listed.is_empty(), fallback) {
                (false, _) => listed,
                (true, Some(index)) => vec![index],
                (true, None) => of_kind(&|form| form.tags.is_empty()),
            }
        }
    };
    if let [only] = named.as_slice() {
        return Candidates::One(*only);
    }
    let has = |name: &str| {
        let members = members.as_ref();
        members.is_none_or(|it| it.iter().any(|(member, _)| member == name))
    };
    named.retain(|index| {
        form(*index).is_some_and(|form| form.required.iter().all(|name| has(name)))
    });
    Candidates::Several(named)
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

#[cfg(test)]
mod tests;
