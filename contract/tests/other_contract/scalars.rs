//! Numbers and strings, especially unusual ones.

use serde_json::{Number, Value, json};

use super::values::{TextLocation, Values};

impl Values<'_> {
    pub fn integer(&mut self, schema: &Value) -> Value {
        let bound = |key: &str| schema[key].as_i64().map(i128::from);
        let (mut least, mut most) = match schema["format"].as_str() {
            Some("int32") => (i32::MIN.into(), i32::MAX.into()),
            Some("uint64") => (0, u64::MAX.into()),
            _ => (i64::MIN.into(), i128::from(i64::MAX)),
        };
        least = bound("minimum").unwrap_or(least);
        most = bound("maximum").unwrap_or(most);
        least = bound("exclusiveMinimum").map_or(least, |it| it + 1);
        most = bound("exclusiveMaximum").map_or(most, |it| it - 1);
        let edges = [0, 1, -1, 42, (1 << 53) + 1, i32::MAX.into(), least, most];
        let fit: Vec<i128> = edges
            .into_iter()
            .filter(|it| (least..=most).contains(it))
            .collect();
        let number = Number::from_i128(*self.rng.pick(&fit)).expect("at most 64 bits");
        Value::Number(number)
    }

    pub fn number(&mut self, schema: &Value) -> Value {
        let edges = [
            json!(0),
            json!(1),
            json!(1.0),
            json!(-0.5),
            json!(0.1),
            json!(1e-7),
            json!(5e-324),
            json!(f64::MAX),
            json!((1_u64 << 53) + 1),
            json!(i64::MIN),
            json!(u64::MAX),
        ];
        let fits = |it: &&Value| {
            let it = it.as_f64().unwrap();
            schema["minimum"].as_f64().is_none_or(|least| it >= least)
                && schema["maximum"].as_f64().is_none_or(|most| it <= most)
        };
        let fit: Vec<&Value> = edges.iter().filter(fits).collect();
        (*self.rng.pick(&fit)).clone()
    }

    pub fn text(&mut self, schema: &Value) -> String {
        let digits = self.rng.next();
        match schema["format"].as_str() {
            Some("date-time") => {
                let zone = *self.rng.pick(&["Z", "+02:00", "-11:30"]);
                let part = *self
                    .rng
                    .pick(&["", ".5", ".123456", ".000001", ".123456789"]);
                return format!(
                    "2026-02-{:02}T23:59:{:02}{part}{zone}",
                    1 + digits % 28,
                    digits % 60
                );
            }
            Some("date") => return format!("20{:02}-02-{:02}", digits % 100, 1 + digits % 28),
            Some("uuid") => {
                return format!("{digits:08x}", digits = digits as u32)
                    + "-0000-4000-8000-0123456789ab";
            }
            Some("email") => return format!("a.{digits}@example.com"),
            Some("uri") => return format!("https://example.com/{digits}?a=b#c"),
            _ => {}
        }
        match schema["pattern"].as_str() {
            Some("^[0-9]+$") => return digits.to_string(),
            Some(other) => panic!("no text is known for the pattern {other}"),
            None => {}
        }
        if schema["contentEncoding"] == "base64" {
            return "aGVsbG8=".to_owned();
        }
        let texts: &[&str] = match self.location {
            TextLocation::Json => &[
                "",
                "plain",
                "null",
                "0",
                "true",
                "-1.5",
                " a, b ",
                "ünï €\u{1f600}",
                "\"quoted\" \\ 'and'",
                "line\nbreak\ttab\u{1}",
                "a=b&c=d+e%2F/?#[]",
            ],
            TextLocation::Path => &[
                "plain",
                "a b",
                "a/b",
                "50%",
                "ünï €",
                "?a#b",
                "a+b;c=d,e",
                "%2F",
                "null",
            ],
            TextLocation::Header => &["plain", "a b", "1,2;3=\"4\"", "null", "0"],
        };
        (*self.rng.pick(texts)).to_owned()
    }
}
