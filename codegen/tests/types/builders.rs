use neo_api_runtime::BuildError;

use super::generated::types;

fn order() -> types::builder::NewOrder {
    types::NewOrder::builder()
        .number(7)
        .name("first")
        .note("n".to_owned())
        .secret("s")
        .lines([types::Line::builder().sku("a").count(1)])
        .placed_at("2026-02-03T04:05:06Z")
        .destination(types::Email::builder().to("a@example.com"))
}

#[test]
fn setters_convert_their_arguments() -> Result<(), BuildError> {
    let text = String::from("second");
    let line = types::Line::builder().sku("b").count(2).build()?;
    let order = order()
        .name(text)
        .tags(["x", "y"])
        .tags(vec![String::from("z")])
        .labels([("k", "v")])
        .lines(vec![line.clone()])
        .first_line(line)
        .urgency(types::Urgency::High)
        .destination(types::Webhook::builder().url("u").build()?)
        .build()?;
    let json = serde_json::to_value(&order).expect("it encodes");
    // The constant is filled in, and members that only the service sets are not required.
    assert_eq!(json["kind"], "order");
    assert_eq!(json["destination"]["type"], "webhook");
    assert_eq!(json["tags"], serde_json::json!(["z"]));
    assert_eq!(json.get("id"), None);
    assert_eq!(json["secret"], "s");
    Ok(())
}

#[test]
fn an_option_is_passed_on_and_never_null() -> Result<(), BuildError> {
    let order = order()
        .maybe_memo(None::<&str>)
        .maybe_urgency(Some(types::Urgency::Low))
        .maybe_tags(None::<Vec<String>>)
        .build()?;
    let json = serde_json::to_value(&order).expect("it encodes");
    assert_eq!((json.get("memo"), json.get("tags")), (None, None));
    assert_eq!(json["urgency"], 1);
    Ok(())
}

#[test]
fn null_has_its_own_setter() -> Result<(), BuildError> {
    let order = order().note_null().memo_null().build()?;
    let json = serde_json::to_value(&order).expect("it encodes");
    assert!(json["note"].is_null() && json["memo"].is_null());
    assert_eq!(order.memo, Some(None));
    Ok(())
}

#[test]
fn missing_and_unconvertible_members_are_named() {
    let error = types::Line::builder().count(1).build().unwrap_err();
    assert_eq!(error.to_string(), "Line: `sku` is required");
    let error = order().placed_at("yesterday").build().unwrap_err();
    assert_eq!(error.member(), "placed_at");
    let error = order()
        .lines([types::Line::builder().sku("a")])
        .build()
        .unwrap_err();
    assert_eq!(error.to_string(), "NewOrder: `lines[0].count` is required");
    let error = order()
        .lines([types::Line::builder().sku("a").count(3_000_000_000_i64)])
        .build()
        .unwrap_err();
    assert_eq!(error.member(), "lines[0].count");
    // Calling a setter again replaces the value.
    assert!(
        order()
            .placed_at("yesterday")
            .placed_at("2026-02-03T04:05:06Z")
            .build()
            .is_ok()
    );
}

#[test]
fn a_union_is_made_from_a_branch_and_from_its_builder() -> Result<(), BuildError> {
    let email = types::Email::builder().to("a").build()?;
    let from_branch = types::Destination::from(email);
    let from_builder = types::Destination::try_from(types::Email::builder().to("a"))?;
    assert_eq!(from_branch, from_builder);
    Ok(())
}

#[test]
fn a_body_of_optional_members_may_be_empty() -> Result<(), BuildError> {
    let settings: types::Settings = types::Settings::builder().try_into()?;
    assert_eq!(serde_json::to_string(&settings).expect("it encodes"), "{}");
    let settings = types::Settings::builder().locale_null().build()?;
    assert_eq!(
        serde_json::to_string(&settings).expect("it encodes"),
        r#"{"locale":null}"#
    );
    Ok(())
}

#[test]
fn a_union_with_a_list_is_made_from_arrays_and_from_builders() -> Result<(), BuildError> {
    let line = |sku: &str| types::Line::builder().sku(sku).count(1);
    let built = types::Gifts::from(vec![line("a").build()?, line("b").build()?]);
    let from_array = order().gifts([line("a"), line("b")]).build()?;
    let from_values = order()
        .gifts([line("a").build()?, line("b").build()?])
        .build()?;
    let from_vec = order().gifts(vec![line("a"), line("b")]).build()?;
    for order in [from_array, from_values, from_vec] {
        assert_eq!(order.gifts.as_ref(), Some(&built));
    }
    let none = types::Gifts::try_from([] as [types::Line; 0])?;
    assert_eq!(serde_json::to_string(&none).expect("it encodes"), "[]");
    let error = order()
        .gifts([line("a"), types::Line::builder().sku("b")])
        .build()
        .unwrap_err();
    assert_eq!(error.member(), "gifts[1].count");
    Ok(())
}
