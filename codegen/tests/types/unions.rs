use super::{generated::types, through};

#[test]
fn the_mapped_tag_decides() {
    let webhook = r#"{"type":"webhook","url":"u","config":{"retries":3}}"#;
    assert!(matches!(
        through::<types::Destination>(webhook),
        types::Destination::Webhook(_)
    ));
    let later = r#"{"type":"pigeon","url":"u","to":"x"}"#;
    assert!(matches!(
        through::<types::Destination>(later),
        types::Destination::Unknown(_)
    ));
    // A tag whose branch does not decode is an error with the reason.
    let error = serde_json::from_str::<types::Destination>(r#"{"type":"email"}"#).unwrap_err();
    assert!(error.to_string().contains("missing field `to`"), "{error}");
}

#[test]
fn a_tag_that_the_branches_do_not_have_is_kept() {
    let circle = through::<types::Untagged>(r#"{"shape":"circle","size":1}"#);
    assert!(matches!(circle, types::Untagged::Circle(_)));
    let round = through::<types::Untagged>(r#"{"shape":"round","size":1}"#);
    assert!(matches!(round, types::Untagged::Round(_)));
    let square = through::<types::Untagged>(r#"{"shape":"square"}"#);
    assert!(matches!(square, types::Untagged::Square(_)));
}

#[test]
fn a_base_is_the_union_of_what_extends_it() {
    let b = through::<types::Base>(r#"{"$kind":"kindB","name":"n","b":7}"#);
    assert!(matches!(b, types::Base::KindB(_)));
    // An unlisted subtype: the common members, and the rest.
    let later = through::<types::Base>(r#"{"$kind":"kindC","name":"n","c":[1]}"#);
    let types::Base::Other(other) = later else {
        panic!("{later:?}");
    };
    assert_eq!(other.name.as_deref(), Some("n"));
    assert_eq!(other.extra["c"].as_str(), "[1]");
}

#[test]
fn constants_of_any_type_discriminate_branches() {
    let new = through::<types::Numbered>(r#"{"version":2,"new":"x"}"#);
    assert!(format!("{new:?}").starts_with("Value2("), "{new:?}");
    let later = through::<types::Numbered>(r#"{"version":3,"new":"x"}"#);
    assert!(matches!(later, types::Numbered::Unknown(_)));
}

#[test]
fn nested_constants_discriminate_branches() {
    let dog = r#"{"data":{"is":"dog","x":"y"}}"#;
    assert!(matches!(
        through::<types::Nested>(dog),
        types::Nested::Dogs(_)
    ));
    let later = r#"{"data":{"is":"cow","x":"y"}}"#;
    assert!(matches!(
        through::<types::Nested>(later),
        types::Nested::Unknown(_)
    ));
}

#[test]
fn units_and_objects_are_variants_of_one_union() {
    assert_eq!(
        through::<types::External>("\"plain\""),
        types::External::Plain
    );
    assert_eq!(
        through::<types::External>("\"other\""),
        types::External::Other
    );
    assert!(matches!(
        through::<types::External>(r#"{"point":{"x":1}}"#),
        types::External::Point(_)
    ));
    assert!(matches!(
        through::<types::External>(r#"{"size":4}"#),
        types::External::Size(_)
    ));
    assert!(matches!(
        through::<types::External>("\"later\""),
        types::External::Unknown(_)
    ));
}

#[test]
fn json_types_discriminate_branches() {
    assert!(matches!(
        through::<types::Mixed>("\"1\""),
        types::Mixed::Text(_)
    ));
    assert!(matches!(
        through::<types::Mixed>("1.5"),
        types::Mixed::Number(_)
    ));
    assert!(matches!(
        through::<types::Mixed>("true"),
        types::Mixed::Boolean(true)
    ));
    let deep = r#"[1,"a",null,{"b":[{"c":null}],"d":2}]"#;
    assert!(matches!(
        through::<types::Recursive>(deep),
        types::Recursive::List(_)
    ));
}
