//! All credentials of a client.

use std::fmt;
use std::sync::Arc;

use super::{Credential, TokenProvider};
use crate::service::SecurityScheme;

/// The credentials of a client, which nothing that is printed may contain.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    fixed: Vec<Credential>,
    provider: Option<Arc<TokenProvider>>,
}

impl Credentials {
    /// Adds one; of two for the same schemes the later one counts.
    pub fn add(&mut self, credential: Credential) {
        let place = match credential.is_for_one_scheme() {
            true => 0,
            false => self.fixed.partition_point(Credential::is_for_one_scheme),
        };
        self.fixed.insert(place, credential);
    }

    /// Takes tokens from a provider.
    pub fn provide(&mut self, provider: TokenProvider) {
        self.provider = Some(Arc::new(provider));
    }

    /// What gives tokens, where something does.
    pub fn provider(&self) -> Option<&TokenProvider> {
        self.provider.as_deref()
    }

    /// The credential for a security scheme.
    pub fn of(&self, scheme: &SecurityScheme) -> Option<&Credential> {
        self.fixed.iter().find(|credential| credential.fits(scheme))
    }

    /// The text without any credential, where one is in it.
    pub fn redact(&self, text: &str) -> Option<String> {
        let clean = self.redact_bytes(text.as_bytes())?;
        Some(String::from_utf8_lossy(&clean).into_owned())
    }

    /// The bytes without any credential, where one is in them.
    pub fn redact_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut clean = None;
        let given = self.provider.as_ref().map(|provider| provider.known());
        let given = given.iter().flatten().map(Arc::as_ref);
        for credential in self.fixed.iter().chain(given) {
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
        let mut list = formatter.debug_list();
        list.entries(&self.fixed);
        if self.provider.is_some() {
            list.entry(&format_args!("TokenProvider"));
        }
        list.finish()
    }
}
