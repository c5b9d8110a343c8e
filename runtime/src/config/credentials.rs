//! All credentials of a client.

use std::fmt;

use super::Credential;
use crate::service::SecurityScheme;

/// The credentials of a client, which nothing that is printed may contain.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Vec<Credential>);

impl Credentials {
    /// Adds one; of two for the same schemes the later one counts.
    pub fn add(&mut self, credential: Credential) {
        self.0.insert(0, credential);
        self.0.sort_by_key(|it| !it.is_for_one_scheme());
    }

    /// The credential for a security scheme.
    pub fn of(&self, scheme: &SecurityScheme) -> Option<&Credential> {
        self.0.iter().find(|credential| credential.fits(scheme))
    }

    /// The text without any credential, where one is in it.
    pub fn redact(&self, text: &str) -> Option<String> {
        let clean = self.redact_bytes(text.as_bytes())?;
        Some(String::from_utf8_lossy(&clean).into_owned())
    }

    /// The bytes without any credential, where one is in them.
    pub fn redact_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut clean = None;
        for credential in &self.0 {
            let bytes = clean.as_deref().unwrap_or(bytes);
            if let Some(found) = credential.redact_bytes(bytes) {
                clean = Some(found);
            }
        }
        clean
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.0).finish()
    }
}
