//! The credentials that Neo takes, both as bearer tokens.

use neo_api_runtime::{Credential, CredentialErrorKind};

const API_KEY: &str = "an API key, neo_sk_<env>_<secret>, with letters, digits, '-' and '_' only";
const ACCESS_TOKEN: &str = "an access token, a JWT: three base64url segments with dots between, the first beginning with eyJ";

/// An API key of a service account: `neo_sk_<env>_<secret>`.
///
/// ```
/// assert!(neo_api::api_key("neo_sk_test_0123456789").is_ok());
/// assert!(neo_api::api_key("Bearer neo_sk_test_0123456789").is_err());
/// ```
///
/// # Errors
/// When the text does not have that form. The error does not repeat the text.
pub fn api_key(key: &str) -> Result<Credential, CredentialErrorKind> {
    let credential = Credential::bearer(key)?;
    let parts = key
        .strip_prefix("neo_sk_")
        .and_then(|rest| rest.split_once('_'));
    match parts {
        Some((env, secret))
            if all(env, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && all(secret, is_base64url) =>
        {
            Ok(credential.hiding(secret))
        }
        _ => Err(CredentialErrorKind::Form(API_KEY)),
    }
}

/// A Microsoft Entra ID access token of a dashboard user: a JWT, without `Bearer` before it.
///
/// # Errors
/// When the text is not a JWT. The error does not repeat the text.
pub fn access_token(token: &str) -> Result<Credential, CredentialErrorKind> {
    let credential = Credential::bearer(token)?;
    let segments: Vec<&str> = token.split('.').collect();
    match segments.as_slice() {
        [first, payload, signature]
            if first.starts_with("eyJ")
                && segments.iter().all(|segment| all(segment, is_base64url)) =>
        {
            // The first segment is not secret.
            Ok(credential.hiding(payload).hiding(signature))
        }
        _ => Err(CredentialErrorKind::Form(ACCESS_TOKEN)),
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
            assert!(api_key(key).is_ok(), "{key}");
        }
    }

    #[test]
    fn refuses_other_keys_without_repeating_them() {
        for key in [
            "neo_sk_prod_",
            "neo_sk__abc",
            "neo_sk_prod",
            "neo_pk_prod_abc",
            "NEO_SK_prod_abc",
            "sk-abcdefgh",
            "neo_sk_<env>_<secret>",
            "neo_sk_prod_abc****",
            "neo_sk_prod_schlüssel",
            "eyJh.eyJz.c2ln",
        ] {
            let error = api_key(key).unwrap_err();
            assert_eq!(error, CredentialErrorKind::Form(API_KEY), "{key:?}");
            if key.len() > 12 && !key.contains("<env>") {
                assert!(!error.to_string().contains(key), "{error}");
            }
        }
        assert_eq!(api_key("").unwrap_err(), CredentialErrorKind::Empty);
    }

    #[test]
    fn tells_a_jwt_from_anything_else() {
        assert!(access_token("eyJhbGciOi.eyJzdWIi.c2ln-_").is_ok());
        for token in [
            "neo_sk_prod_abc",
            "eyJh.eyJz",
            "eyJh..c2ln",
            "abc.eyJz.c2ln",
            "eyJh.eyJz.c2ln.x",
            "eyJh.ey+z.c2ln",
        ] {
            let error = access_token(token).unwrap_err();
            assert_eq!(error, CredentialErrorKind::Form(ACCESS_TOKEN), "{token}");
        }
    }
}
