//! What proves to Neo who is calling.

use std::fmt;

use http::HeaderValue;

use crate::error::CredentialFault;

/// An API key or an access token. Never shown: not by `Debug`, not in errors, not in traces.
#[derive(Clone)]
pub struct Credential {
    kind: Kind,
    header: HeaderValue,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    ApiKey,
    AccessToken,
}

impl Credential {
    /// An API key of a service account: `neo_sk_<env>_<secret>`.
    ///
    /// ```
    /// assert!(neo_api::Credential::api_key("neo_sk_test_0123456789").is_ok());
    /// assert!(neo_api::Credential::api_key("Bearer neo_sk_test_0123456789").is_err());
    /// ```
    ///
    /// # Errors
    /// When the text does not have that form. The error does not repeat the text.
    pub fn api_key(key: &str) -> Result<Self, CredentialFault> {
        check_pasted(key)?;
        let parts = key
            .strip_prefix("neo_sk_")
            .and_then(|rest| rest.split_once('_'));
        match parts {
            Some((env, secret))
                if all(env, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
                    && all(secret, is_base64url) =>
            {
                Self::new(Kind::ApiKey, key)
            }
            _ => Err(CredentialFault::ApiKeyForm),
        }
    }

    /// A Microsoft Entra ID access token of a dashboard user: a JWT, without `Bearer` before it.
    ///
    /// # Errors
    /// When the text is no JWT. The error does not repeat the text.
    pub fn access_token(token: &str) -> Result<Self, CredentialFault> {
        check_pasted(token)?;
        let segments: Vec<&str> = token.split('.').collect();
        if segments.len() == 3
            && token.starts_with("eyJ")
            && segments.iter().all(|segment| all(segment, is_base64url))
        {
            Self::new(Kind::AccessToken, token)
        } else {
            Err(CredentialFault::AccessTokenForm)
        }
    }

    fn new(kind: Kind, secret: &str) -> Result<Self, CredentialFault> {
        let mut header = HeaderValue::try_from(format!("Bearer {secret}"))
            .map_err(|_| CredentialFault::Whitespace)?;
        // Keeps it out of Debug, and of HTTP/2's header compression tables.
        header.set_sensitive(true);
        Ok(Self { kind, header })
    }

    /// The `Authorization` header.
    pub(crate) fn header(&self) -> HeaderValue {
        self.header.clone()
    }

    /// The text itself.
    pub(super) fn secret(&self) -> &[u8] {
        let header = self.header.as_bytes();
        header.strip_prefix(b"Bearer ").unwrap_or(header)
    }

    pub(super) fn is_api_key(&self) -> bool {
        matches!(self.kind, Kind::ApiKey)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credential")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The mistakes of copying and pasting.
fn check_pasted(text: &str) -> Result<(), CredentialFault> {
    let bearer = text
        .get(..6)
        .is_some_and(|start| start.eq_ignore_ascii_case("bearer"));
    if text.is_empty() {
        Err(CredentialFault::Empty)
    } else if bearer {
        Err(CredentialFault::Bearer)
    } else if text.contains(['"', '\'', '`', '“', '”', '‘', '’']) {
        Err(CredentialFault::Quotes)
    } else if text
        .chars()
        .any(|char| char.is_whitespace() || char.is_control())
    {
        Err(CredentialFault::Whitespace)
    } else {
        Ok(())
    }
}

fn all(text: &str, allowed: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(allowed)
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_keys_of_the_documented_form() {
        for key in [
            "neo_sk_prod_AbCdEfGhIjKlMnOpQrStUvWx",
            "neo_sk_test_a_b-c",
            "neo_sk_eu-1_0",
        ] {
            assert!(Credential::api_key(key).is_ok(), "{key}");
        }
    }

    #[test]
    fn refuses_other_keys_without_repeating_them() {
        for (key, fault) in [
            ("", CredentialFault::Empty),
            ("neo_sk_prod_", CredentialFault::ApiKeyForm),
            ("neo_sk__abc", CredentialFault::ApiKeyForm),
            ("neo_sk_prod", CredentialFault::ApiKeyForm),
            ("neo_pk_prod_abc", CredentialFault::ApiKeyForm),
            ("NEO_SK_prod_abc", CredentialFault::ApiKeyForm),
            ("sk-abcdefgh", CredentialFault::ApiKeyForm),
            ("neo_sk_<env>_<secret>", CredentialFault::ApiKeyForm),
            ("neo_sk_prod_abc****", CredentialFault::ApiKeyForm),
            ("neo_sk_prod_schlüssel", CredentialFault::ApiKeyForm),
            (" neo_sk_prod_abc", CredentialFault::Whitespace),
            ("neo_sk_prod_abc\n", CredentialFault::Whitespace),
            ("neo_sk_prod_a\u{a0}bc", CredentialFault::Whitespace),
            ("\"neo_sk_prod_abc\"", CredentialFault::Quotes),
            ("'neo_sk_prod_abc'", CredentialFault::Quotes),
            ("Bearer neo_sk_prod_abc", CredentialFault::Bearer),
            ("bearer: x", CredentialFault::Bearer),
            ("eyJh.eyJz.c2ln", CredentialFault::ApiKeyForm),
        ] {
            let error = Credential::api_key(key).unwrap_err();
            assert_eq!(error, fault, "{key:?}");
            if key.len() > 12 && !key.contains("<env>") {
                assert!(!error.to_string().contains(key), "{error}");
            }
        }
    }

    #[test]
    fn tells_a_jwt_from_anything_else() {
        assert!(Credential::access_token("eyJhbGciOi.eyJzdWIi.c2ln-_").is_ok());
        for token in [
            "neo_sk_prod_abc",
            "eyJh.eyJz",
            "eyJh..c2ln",
            "abc.eyJz.c2ln",
            "eyJh.eyJz.c2ln.x",
            "eyJh.ey+z.c2ln",
        ] {
            assert_eq!(
                Credential::access_token(token).unwrap_err(),
                CredentialFault::AccessTokenForm,
                "{token}"
            );
        }
    }
}
