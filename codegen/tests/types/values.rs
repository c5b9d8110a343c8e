use super::{generated::types, through};

#[test]
fn integers_are_as_wide_as_their_bounds() {
    let numbers = through::<types::Numbers>(
        r#"{"big":18446744073709551615,"small":-1,"any":9007199254740993}"#,
    );
    assert_eq!(numbers.big, u64::MAX);
    assert_eq!(
        (numbers.small, numbers.any),
        (-1_i32, 9_007_199_254_740_993_i64)
    );
}

#[test]
fn integers_may_be_spelled_as_numbers() {
    let text = r#"{"big":3.0,"small":1e3,"any":-2.0,"many":[1.0,2]}"#;
    let numbers: types::Numbers = serde_json::from_str(text).expect("it decodes");
    assert_eq!((numbers.big, numbers.small, numbers.any), (3, 1000, -2));
    assert_eq!(numbers.many, Some(vec![1, 2]));
    assert!(serde_json::from_str::<types::Numbers>(&text.replace("3.0", "3.5")).is_err());
}

#[test]
fn formats_keep_their_spelling() {
    let numbers = through::<types::Numbers>(
        r#"{"big":0,"small":0,"any":0,"decimal":"1.50","address":"2001:db8::1","id":"6f9619ff-8b86-4011-b42d-00cf4fc964ff"}"#,
    );
    assert_eq!(numbers.address.as_deref(), Some("2001:db8::1"));
    let version = |id: &neo_api_runtime::UuidText| id.uuid().map(|it| it.get_version_num());
    assert_eq!(numbers.id.as_ref().and_then(version), Some(4));
    // No registry defines `uuid4`, so any string decodes.
    let other = through::<types::Numbers>(r#"{"big":0,"small":0,"any":0,"id":"none yet"}"#);
    assert_eq!(other.id.as_ref().and_then(version), None);
}

#[test]
fn tuples_have_a_type_for_each_position() {
    let pair = through::<types::Pair>(r#"["a",1]"#);
    assert_eq!((pair.0.as_str(), pair.1), ("a", 1));
    assert!(serde_json::from_str::<types::Pair>(r#"["a"]"#).is_err());
    let row = through::<types::Row>(r#"["a"]"#);
    assert_eq!((row.1, row.2.len()), (None, 0));
    let row = through::<types::Row>(r#"["a",true,1,2]"#);
    assert_eq!(row.2, [1, 2]);
}
