use super::{Options, generate, generated::types, through};

#[test]
fn each_constant_is_a_variant_and_any_other_value_comes_back() {
    assert_eq!(through::<types::Colour>("\"red\""), types::Colour::Red);
    assert_eq!(
        through::<types::Colour>("\"dark blue\""),
        types::Colour::DarkBlue
    );
    assert_eq!(through::<types::Colour>("\"+1\""), types::Colour::Plus1);
    assert_eq!(through::<types::Colour>("\"-1\""), types::Colour::Minus1);
    let later = through::<types::Colour>("\"mauve\"");
    assert!(matches!(later, types::Colour::Unknown(_)));
    assert!(!later.is_known());
    assert_eq!(types::Colour::KNOWN.len(), 5);
    assert!(types::Colour::KNOWN.iter().all(types::Colour::is_known));
}

#[test]
fn integers_have_the_names_of_their_titles() {
    assert_eq!(through::<types::Urgency>("1"), types::Urgency::Low);
    assert_eq!(through::<types::Urgency>("3"), types::Urgency::High);
    let spelled: types::Urgency = serde_json::from_str("3.0").expect("it is an integer");
    assert_eq!(spelled, types::Urgency::High);
    assert_eq!(types::Urgency::High.as_i64(), 3);
    let later = through::<types::Urgency>("9");
    assert!(matches!(later, types::Urgency::Unknown(_)));
    assert!(serde_json::from_str::<types::Urgency>("\"1\"").is_err());
}

#[test]
fn booleans_are_constants_too() {
    assert_eq!(through::<types::Flag>("true"), types::Flag::True);
    assert!(!through::<types::Flag>("false").is_known());
}

#[test]
fn any_text_beside_constants_is_a_value_like_them() {
    assert_eq!(through::<types::Model>("\"big-1\""), types::Model::Big1);
    let other = through::<types::Model>("\"mine\"");
    assert!(matches!(other, types::Model::Other(_)));
    assert_eq!(other.as_str(), "mine");
}

#[test]
fn names_of_rust_are_names_of_values() {
    assert_eq!(through::<types::Option>("\"None\""), types::Option::None);
    assert_eq!(
        through::<types::Option>("\"Unknown\""),
        types::Option::Unknown2
    );
    let text = r#"{"text":"a","option":"Some"}"#;
    assert_eq!(
        through::<types::String>(text).option,
        Some(types::Option::Some)
    );
}

/// The lines of `surface.txt` for every enum: the runtime's macro expands to them, and the generator lists them without
/// expanding it.
#[test]
fn enums_match_the_listing_of_the_interface() {
    use std::convert::Infallible;
    use std::fmt::Display;
    use std::str::FromStr;

    fn text<E>()
    where
        E: neo_api_runtime::OpenEnum + Display + serde::Serialize + serde::de::DeserializeOwned,
        E: for<'t> From<&'t str> + From<String> + FromStr<Err = Infallible>,
    {
    }
    fn scalar<E, T>()
    where
        E: Display + serde::Serialize + serde::de::DeserializeOwned + From<T>,
    {
    }
    text::<types::Colour>();
    text::<types::Model>();
    scalar::<types::Flag, bool>();
    scalar::<types::NumberedValue1Version, i64>();
    let _: &'static [types::Colour] = types::Colour::KNOWN;
    let _: fn(&types::Colour) -> &str = types::Colour::as_str;
    let _: fn(&types::Flag) -> bool = types::Flag::as_bool;
    let _: fn(&types::NumberedValue1Version) -> i64 = types::NumberedValue1Version::as_i64;
    let _: fn(&types::NumberedValue1Version) -> bool = types::NumberedValue1Version::is_known;
    let document = include_str!("../fixtures/types.json");
    let surface = generate(document, &Options::default()).unwrap().surface;
    for line in [
        "const types::Colour::KNOWN: &'static[Self]",
        "fn types::Colour::as_str(&self) -> &str",
        "fn types::Flag::as_bool(&self) -> bool",
        "fn types::NumberedValue1Version::as_i64(&self) -> i64",
        "fn types::NumberedValue1Version::is_known(&self) -> bool",
        "impl From<&str> for types::Colour",
        "impl From<String> for types::Model",
        "impl From<bool> for types::Flag",
        "associated types::Colour::Err = Infallible",
        "impl runtime::OpenEnum for types::Colour",
    ] {
        assert!(surface.lines().any(|it| it == line), "{line}");
    }
}
