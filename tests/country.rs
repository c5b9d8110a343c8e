//! `CountryCode`, an enum whose values are tuples: what it costs and what it writes.

use neo_api::types::CountryCode;
use serde_json::Value;

/// The tuples that the vendored contract lists.
fn tuples() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/openapi.json");
    let text = std::fs::read_to_string(path).expect("the vendored contract");
    let contract: Value = serde_json::from_str(&text).expect("JSON");
    contract["components"]["schemas"]["CountryCode"]["enum"]
        .as_array()
        .expect("a list")
        .clone()
}

#[test]
fn every_tuple_of_the_contract_is_known_and_encodes_byte_for_byte() {
    assert_eq!(tuples().len(), 5);
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
    for text in [
        r#"["GB","+44","BUd29cd8d0f57893ad3311964d784dc9a1","AD231ece3809334da636dd351b9f2fdf60"]"#,
        r#"[ "GB", "+44", "BUd29cd8d0f57893ad3311964d784dc9a1", "AD231ece3809334da636dd351b9f2fdf60" ]"#,
        "[\n\t\"\\u0047B\",\r\n\"+44\",\"BUd29cd8d0f57893ad3311964d784dc9a1\",\"AD231ece3809334da636dd351b9f2fdf60\"]",
    ] {
        assert_eq!(
            serde_json::from_str::<CountryCode>(text).expect("it decodes"),
            CountryCode::Gb,
            "{text}"
        );
    }
}

#[test]
fn other_values_keep_their_text() {
    for text in [
        r#"["DE", "+49", null, null]"#,
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
        (r#"{"country":["DE","+49",null,null]}"#, "DE"),
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
