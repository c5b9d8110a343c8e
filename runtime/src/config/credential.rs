//! What proves to a service who is calling.

use std::fmt;

use http::HeaderValue;

use crate::error::CredentialErrorKind;
use crate::service::{ParameterLocation, SecurityKind, SecurityScheme};

/// A token, a key, or a user with a password. Never shown: not by `Debug`, not in errors, not in traces.
#[derive(Clone)]
pub struct Credential {
    kind: Kind,
    /// The one security scheme that it is for; any scheme of its kind where none is named.
    scheme: Option<&'static str>,
    /// What may not be shown, the longest first.
    secrets: Vec<Box<[u8]>>,
}

#[derive(Clone)]
enum Kind {
    Bearer(HeaderValue),
    Basic(HeaderValue),
    ApiKey(HeaderValue),
}

/// Shorter parts of a credential may occur in other text by chance.
const SHORTEST_PART: usize = 8;

impl Credential {
    /// A bearer token (RFC 6750), without `Bearer` before it.
    ///
    /// ```
    /// use neo_api_runtime::Credential;
    ///
    /// assert!(Credential::bearer("0123456789").is_ok());
    /// assert!(Credential::bearer("Bearer 0123456789").is_err());
    /// ```
    ///
    /// # Errors
    /// If the text was copied wrongly: it is empty, begins with `Bearer`, or contains quotation marks or white space.
    /// The error does not repeat the text.
    pub fn bearer(token: &str) -> Result<Self, CredentialErrorKind> {
        check_pasted(token)?;
        let header = header(&format!("Bearer {token}"))?;
        Ok(Self::new(Kind::Bearer(header), token))
    }

    /// A user and a password (RFC 7617).
    ///
    /// # Errors
    /// If the user contains a colon, which the format does not allow, or either contains control characters.
    pub fn basic(user: &str, password: &str) -> Result<Self, CredentialErrorKind> {
        use base64::Engine as _;
        if user.contains(':') || [user, password].concat().contains(char::is_control) {
            return Err(CredentialErrorKind::Whitespace);
        }
        let encoded =
            base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
        let header = header(&format!("Basic {encoded}"))?;
        Ok(Self::new(Kind::Basic(header), &encoded).hiding(password))
    }

    /// An API key, sent in the header, query parameter or cookie that the security scheme names.
    ///
    /// # Errors
    /// As [`bearer`](Self::bearer).
    pub fn api_key(key: &str) -> Result<Self, CredentialErrorKind> {
        check_pasted(key)?;
        Ok(Self::new(Kind::ApiKey(header(key)?), key))
    }

    fn new(kind: Kind, secret: &str) -> Self {
        Self {
            kind,
            scheme: None,
            secrets: vec![secret.as_bytes().into()],
        }
    }

    /// Uses the credential only for the security scheme of this name in the contract.
    #[must_use]
    pub fn for_scheme(mut self, name: &'static str) -> Self {
        self.scheme = Some(name);
        self
    }

    /// Also hides a part of the credential where the service repeats that part alone. Parts shorter than eight bytes
    /// are not hidden: they may occur in other text by chance.
    #[must_use]
    pub fn hiding(mut self, part: &str) -> Self {
        if part.len() >= SHORTEST_PART {
            // The longest first: it may contain the others.
            let place = self
                .secrets
                .partition_point(|secret| secret.len() >= part.len());
            self.secrets.insert(place, part.as_bytes().into());
        }
        self
    }

    /// Whether it can be given to a security scheme.
    pub(crate) fn fits(&self, scheme: &SecurityScheme) -> bool {
        self.scheme.is_none_or(|name| name == scheme.name)
            && matches!(
                (&self.kind, scheme.kind),
                (Kind::Bearer(_), SecurityKind::Bearer)
                    | (Kind::Basic(_), SecurityKind::Basic)
                    | (Kind::ApiKey(_), SecurityKind::ApiKey { .. })
            )
    }

    /// Whether it is for one scheme alone, which goes before one for any.
    pub(crate) fn is_for_one_scheme(&self) -> bool {
        self.scheme.is_some()
    }

    /// The value of a header, a query parameter or a cookie.
    pub(crate) fn value(&self) -> &HeaderValue {
        match &self.kind {
            Kind::Bearer(value) | Kind::Basic(value) | Kind::ApiKey(value) => value,
        }
    }

    pub(super) fn secrets(&self) -> impl Iterator<Item = &[u8]> {
        self.secrets.iter().map(AsRef::as_ref)
    }

    fn kind(&self) -> &'static str {
        match self.kind {
            Kind::Bearer(_) => "bearer",
            Kind::Basic(_) => "basic",
            Kind::ApiKey(_) => "api_key",
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credential")
            .field("kind", &self.kind())
            .field("scheme", &self.scheme)
            .finish_non_exhaustive()
    }
}

/// Where a scheme's credential goes, by the header's name where it is one.
pub(crate) fn location(scheme: &SecurityScheme) -> (ParameterLocation, &'static str) {
    match scheme.kind {
        SecurityKind::ApiKey { location, name } => (location, name),
        _ => (ParameterLocation::Header, "authorization"),
    }
}

fn header(text: &str) -> Result<HeaderValue, CredentialErrorKind> {
    let mut header = HeaderValue::try_from(text).map_err(|_| CredentialErrorKind::Whitespace)?;
    // Keeps it out of Debug, and of HTTP/2's header compression tables.
    header.set_sensitive(true);
    Ok(header)
}

/// The mistakes of copying and pasting.
fn check_pasted(text: &str) -> Result<(), CredentialErrorKind> {
    let bearer = text
        .get(..6)
        .is_some_and(|start| start.eq_ignore_ascii_case("bearer"));
    if text.is_empty() {
        Err(CredentialErrorKind::Empty)
    } else if bearer {
        Err(CredentialErrorKind::Bearer)
    } else if text.contains(['"', '\'', '`', '“', '”', '‘', '’']) {
        Err(CredentialErrorKind::Quotes)
    } else if text
        .chars()
        .any(|char| char.is_whitespace() || char.is_control())
    {
        Err(CredentialErrorKind::Whitespace)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copying_mistakes_are_refused_without_repeating_the_text() {
        for (text, fault) in [
            ("", CredentialErrorKind::Empty),
            (" 0123456789ab", CredentialErrorKind::Whitespace),
            ("0123456789ab\n", CredentialErrorKind::Whitespace),
            ("0123456789\u{a0}ab", CredentialErrorKind::Whitespace),
            ("\"0123456789ab\"", CredentialErrorKind::Quotes),
            ("'0123456789ab'", CredentialErrorKind::Quotes),
            ("Bearer 0123456789ab", CredentialErrorKind::Bearer),
            ("bearer: 0123456789ab", CredentialErrorKind::Bearer),
        ] {
            for read in [Credential::bearer, Credential::api_key] {
                let error = read(text).unwrap_err();
                assert_eq!(error, fault, "{text:?}");
                assert!(!error.to_string().contains("0123456789ab"), "{error}");
            }
        }
    }

    #[test]
    fn basic_is_written_as_rfc_7617_says() {
        let basic = Credential::basic("Aladdin", "open sesame").unwrap();
        assert_eq!(basic.value(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(Credential::basic("a:b", "c").is_err());
        assert!(!format!("{basic:?}").contains("sesame"));
    }

    #[test]
    fn a_credential_fits_its_kind_and_its_scheme() {
        let scheme = |name, kind| SecurityScheme { name, kind };
        let bearer = scheme("a", SecurityKind::Bearer);
        let other = scheme("b", SecurityKind::Bearer);
        let basic = scheme("c", SecurityKind::Basic);
        let token = Credential::bearer("0123456789").unwrap();
        assert!(token.fits(&bearer) && token.fits(&other) && !token.fits(&basic));
        let token = token.for_scheme("a");
        assert!(token.fits(&bearer) && !token.fits(&other));
    }
}
