//! The parts of a country.

use crate::types::CountryCode;

/// The contract sends a country as a tuple. All of this works as well on a country that the contract does
/// not list yet, if it has the same form.
impl CountryCode {
    /// The ISO 3166 code, such as `GB`. Empty if the service sent a form that the contract does not document.
    ///
    /// ```
    /// use neo_api::types::CountryCode;
    ///
    /// let new: CountryCode = serde_json::from_str(r#"["DE", "+49", null, null]"#)?;
    /// assert_eq!((new.iso(), new.calling_code()), ("DE", "+49"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn iso(&self) -> &str {
        self.as_tuple().map_or("", |(iso, ..)| iso)
    }

    /// The calling code, such as `+44`. Empty if the service sent a form that the contract does not document.
    pub fn calling_code(&self) -> &str {
        self.as_tuple().map_or("", |(_, code, ..)| code)
    }

    /// The SID of the Twilio regulatory bundle, which begins with `BU`, where there is one.
    pub fn bundle_sid(&self) -> Option<&str> {
        self.as_tuple()?.2
    }

    /// The SID of the Twilio address, which begins with `AD`, where there is one.
    pub fn address_sid(&self) -> Option<&str> {
        self.as_tuple()?.3
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// The countries of the vendored contract.
    fn listed() -> Vec<Value> {
        let contract: Value = serde_json::from_str(crate::SERVICE.contract()).unwrap();
        let listed = &contract["components"]["schemas"]["CountryCode"]["enum"];
        let listed = listed.as_array().unwrap().clone();
        assert!(!listed.is_empty());
        listed
    }

    #[test]
    fn parts_of_known_and_unknown_countries() {
        for tuple in listed() {
            let country: CountryCode = serde_json::from_value(tuple.clone()).unwrap();
            let parts = json!([
                country.iso(),
                country.calling_code(),
                country.bundle_sid(),
                country.address_sid(),
            ]);
            assert_eq!(parts, tuple);
        }
        let new: CountryCode = serde_json::from_str(r#"["IE", "+353", "BUx", "ADy"]"#).unwrap();
        assert_eq!(new.iso(), "IE");
        assert_eq!(new.calling_code(), "+353");
        assert_eq!(new.bundle_sid(), Some("BUx"));
        assert_eq!(new.address_sid(), Some("ADy"));
        for odd in [r#"["US"]"#, "null", r#"{"iso":"US"}"#, r#""US""#] {
            let country: CountryCode = serde_json::from_str(odd).unwrap();
            assert_eq!((country.iso(), country.calling_code()), ("", ""), "{odd}");
            assert_eq!(country.bundle_sid().or(country.address_sid()), None);
        }
    }
}
