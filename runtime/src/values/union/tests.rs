use serde::Deserialize;

use super::choice::DEEPEST;
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
