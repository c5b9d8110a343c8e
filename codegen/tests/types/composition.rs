use super::{generated::types, through};

#[test]
fn a_union_in_a_composition_keeps_both() {
    let b = through::<types::CommonShape>(r#"{"type":"b","b":"x","id":"1"}"#);
    let types::CommonShape::B(b) = b else {
        panic!("{b:?}");
    };
    assert_eq!((b.id.as_str(), b.b.as_deref()), ("1", Some("x")));
    let phone = through::<types::Contact>(r#"{"id":"1","phone":"2"}"#);
    assert!(matches!(phone, types::Contact::Phone(_)));
}

#[test]
fn an_empty_member_changes_nothing() {
    let common: types::Common = through::<types::Nothing>(r#"{"id":"1"}"#);
    assert_eq!(common.id, "1");
}

#[test]
fn a_property_has_the_constraints_of_every_member() {
    let precise = through::<types::Precise>(r#"{"data":{"q":"x","more":1}}"#);
    let data = precise.data.expect("it is there");
    assert_eq!(data.q.as_deref(), Some("x"));
    assert_eq!(data.extra.len(), 1);
}

#[test]
fn references_by_name_lead_to_their_schemas() {
    let tree = through::<types::Tree>(r#"{"name":"a","children":[{"name":"b"}]}"#);
    assert_eq!(tree.children.expect("it is there")[0].name, "b");
    assert_eq!(
        through::<types::Wrap>(r#"{"inner":{"v":"x"}}"#).inner.v,
        "x"
    );
}

#[test]
fn null_is_read_where_it_is_declared() {
    let beside = through::<types::Beside>(r#"{"winner":null,"loser":null,"map":null}"#);
    assert_eq!(beside.map, Some(None));
    let beside = through::<types::Beside>(r#"{"winner":{"id":"1"},"loser":null,"map":{"a":1}}"#);
    assert_eq!(beside.winner.expect("it is there").id, "1");
}
