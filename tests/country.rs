//! `CountryCode`, an enum of tuples: its cost and its encoding.

use neo_api::types::CountryCode;
use serde_json::Value;

/// The tuples that the vendored contract lists.
fn tuples() -> Vec<Value> {
    let contract: Value = serde_json::from_str(neo_api::SERVICE.contract()).expect("JSON");
    let tuples = contract["components"]["schemas"]["CountryCode"]["enum"]
        .as_array()
        .expect("a list")
        .clone();
    assert!(!tuples.is_empty());
    tuples
}

#[test]
fn every_tuple_of_the_contract_is_known_and_encodes_byte_for_byte() {
    for tuple in tuples() {
        let compact = tuple.to_string();
        let country: CountryCode = serde_json::from_str(&compact).expect("it decodes");
        assert!(!matches!(country, CountryCode::Unknown(_)), "{compact}");
        assert_eq!(
            serde_json::to_string(&country).expect("it encodes"),
            compact
        );
        assert_eq!(serde_json::to_value(&country).expect("it encodes"), tuple);
        let from_value: CountryCode =
            serde_json::from_value(tuple).expect("it decodes from a value");
        assert_eq!(from_value, country);
        let from_reader: CountryCode =
            serde_json::from_reader(compact.as_bytes()).expect("it decodes from a reader");
        assert_eq!(from_reader, country);
    }
}

#[test]
fn the_spelling_of_a_tuple_does_not_matter() {
    for tuple in tuples() {
        let compact = tuple.to_string();
        let country: CountryCode = serde_json::from_str(&compact).expect("it decodes");
        let first = tuple[0].as_str().and_then(|it| it.chars().next());
        let first = first.expect("a country has a code");
        let escaped = format!("\\u{:04x}", u32::from(first));
        for text in [
            serde_json::to_string_pretty(&tuple).expect("JSON"),
            compact.replace(',', " ,\r\n\t"),
            compact.replacen(first, &escaped, 1),
        ] {
            assert_ne!(text, compact);
            assert_eq!(
                serde_json::from_str::<CountryCode>(&text).expect("it decodes"),
                country,
                "{text}"
            );
        }
    }
}

#[test]
fn other_values_keep_their_text() {
    for text in [
        r#"["ZZ", "+999", null, null]"#,
        r#"["US"]"#,
        r#"["US", "+1", null, null, 1.10]"#,
        r#"["U S","+1",null,null]"#,
        r#""US""#,
        r#"{"iso": "US"}"#,
        "null",
    ] {
        let country: CountryCode = serde_json::from_str(text).expect("it decodes");
        assert!(matches!(country, CountryCode::Unknown(_)), "{text}");
        assert_eq!(serde_json::to_string(&country).expect("it encodes"), text);
    }
}

#[test]
fn survives_where_serde_buffers() {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Country { country: CountryCode },
    }
    for (text, iso) in [
        (
            r#"{"country":["NL","+31",null,"AD3e3f88b6d5277d90f9a5b3946c8f6b4c"]}"#,
            "NL",
        ),
        (r#"{"country":["ZZ","+999",null,null]}"#, "ZZ"),
    ] {
        let Either::Country { country } = serde_json::from_str(text).expect("it decodes");
        assert_eq!(country.iso(), iso);
    }
}

#[test]
fn known_countries_decode_and_encode_without_allocating() {
    for tuple in tuples() {
        for text in [
            tuple.to_string(),
            serde_json::to_string_pretty(&tuple).expect("JSON"),
        ] {
            let mut written = Vec::with_capacity(200);
            let counted = allocation_counter::measure(|| {
                let country: CountryCode = serde_json::from_str(&text).expect("it decodes");
                assert!(!country.iso().is_empty() && !country.calling_code().is_empty());
                serde_json::to_writer(&mut written, &country).expect("it encodes");
            });
            assert_eq!(counted.count_total, 0, "{text}");
        }
    }
}
