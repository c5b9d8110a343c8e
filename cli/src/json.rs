//! JSON as text. A `serde_json::Value` would change numbers and the order of members, and refuses deep nesting and
//! half of a surrogate pair.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value, spelled as it was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// The value that `bytes` hold.
    pub fn read(bytes: &'a [u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice::<&RawValue>(bytes).map(|raw| Self(raw.get()))
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        self.0
    }

    /// Its text on one line: between two tokens a line break is white space, and strings have none.
    pub fn line(self) -> String {
        self.0.replace(['\n', '\r'], " ")
    }

    pub fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    pub fn is_null(self) -> bool {
        self.0 == "null"
    }

    /// `true` or `false`.
    pub fn bool(self) -> Option<bool> {
        self.0.parse().ok()
    }

    /// What a string says; where that is not Unicode, its spelling.
    pub fn string(self) -> Option<String> {
        let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
        Some(serde_json::from_str(self.0).unwrap_or_else(|_| inside.to_owned()))
    }

    /// The elements of an array.
    pub fn items(self) -> Option<Vec<Json<'a>>> {
        let items: Vec<&RawValue> = serde_json::from_str(self.0).ok()?;
        Some(items.into_iter().map(|raw| Self(raw.get())).collect())
    }

    /// The members of an object, in their order.
    pub fn members(self) -> Option<Vec<(String, Json<'a>)>> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(String, Json<'de>)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                    let name = Json(name.get()).string().unwrap_or_default();
                    members.push((name, Json(value.get())));
                }
                Ok(members)
            }
        }

        serde_json::Deserializer::from_str(self.0)
            .deserialize_map(Members)
            .ok()
    }

    /// The member of this name; the last one where there are several.
    pub fn member(self, name: &str) -> Option<Json<'a>> {
        let members = self.members()?;
        let found = members.into_iter().rfind(|(other, _)| other == name);
        found.map(|(_, value)| value)
    }

    /// What an envelope of `data` and `meta` is about; any other value is about itself.
    pub fn data(self) -> Json<'a> {
        match (self.member("data"), self.member("meta")) {
            (Some(data), Some(_)) => data,
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_value_of_rust_holds_is_kept_as_it_is_spelled() {
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        let text = format!(
            r#"{{"z":1.10,"\ud800":"\udc00","a":123456789012345678901234567890,"e":1E999,"deep":{deep}}}"#
        );
        let json = Json::read(text.as_bytes()).unwrap();
        assert_eq!(json.text(), text);
        let members = json.members().unwrap();
        let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["z", r"\ud800", "a", "e", "deep"]);
        assert_eq!(json.member("z").unwrap().text(), "1.10");
        assert_eq!(json.member("deep").unwrap().text(), deep);
        let half = json.member(r"\ud800").unwrap();
        assert_eq!(half.string().as_deref(), Some(r"\udc00"));
        assert_eq!(json.member("e").unwrap().text(), "1E999");
        assert_eq!(json.member("none"), None);
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in ["", "{", "[1,]", "01", "\"a", "[1] x", "\"\u{1}\"", "nul"] {
            assert!(Json::read(text.as_bytes()).is_err(), "{text}");
        }
        assert!(Json::read(b"\"\xff\"").is_err());
    }

    #[test]
    fn each_kind_of_value_is_recognized() {
        let read = |text: &'static str| Json::read(text.as_bytes()).unwrap();
        assert_eq!(read(" true ").bool(), Some(true));
        assert_eq!(read("\"true\"").bool(), None);
        assert!(read("null").is_null() && !read("\"null\"").is_null());
        assert_eq!(read(r#""a\n""#).string().as_deref(), Some("a\n"));
        assert_eq!(read("1").string(), None);
        assert_eq!(read("[1, [2]]").items().unwrap().len(), 2);
        assert_eq!(read("{}").items(), None);
        assert_eq!(read("[]").members(), None);
        assert_eq!(read(r#"{"a":1,"a":2}"#).member("a"), Some(Json("2")));
        assert_eq!(read(r#"{"data":1,"meta":{}}"#).data(), Json("1"));
        assert_eq!(read(r#"{"data":1}"#).data(), Json(r#"{"data":1}"#));
        assert_eq!(read("{\n\"a\":\r\n1}").line(), "{ \"a\":  1}");
    }
}
