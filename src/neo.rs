//! The client.

use std::fmt;
use std::sync::Arc;

use crate::builder::NeoBuilder;
use crate::config::CallOptions;
use crate::error::{ConfigurationError, Error};
use crate::transport::{RateLimit, Shared};

/// A client of the Neo Public API.
///
/// Cheap to clone, and meant to be shared: all clones use the same connections and keep to
/// the service's rate limit together.
#[derive(Clone)]
pub struct Neo {
    pub(crate) shared: Arc<Shared>,
    pub(crate) options: Arc<CallOptions>,
}

impl Neo {
    /// A client from the environment: the API key from `NEO_API_KEY` and, where it is set, the base URL
    /// from `NEO_BASE_URL` (with or without `/public-api` at its end).
    ///
    /// # Errors
    /// When the key is missing, or when one of the two does not have the form that it must have.
    pub fn from_env() -> Result<Self, Error> {
        let read = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let text = |name: &'static str| {
            read(name)
                .map(|value| {
                    value
                        .into_string()
                        .map_err(|_| ConfigurationError::NotUnicode { name })
                })
                .transpose()
        };
        let name = "NEO_API_KEY";
        let key = text(name)?.ok_or(ConfigurationError::Variable { name })?;
        let mut builder = Self::builder().api_key(&key);
        if let Some(url) = text("NEO_BASE_URL")? {
            builder = builder.base_url(&url);
        }
        builder.build().map_err(|error| match error {
            Error::Configuration(fault) => {
                let name = match &*fault {
                    ConfigurationError::Credential(_) => name,
                    ConfigurationError::BaseUrl(_) => "NEO_BASE_URL",
                    _ => return Error::Configuration(fault),
                };
                ConfigurationError::InVariable { name, fault }.into()
            }
            error => error,
        })
    }

    /// Sets up a client.
    ///
    /// ```
    /// use std::time::Duration;
    /// use neo_api::Neo;
    ///
    /// let neo = Neo::builder()
    ///     .api_key("neo_sk_test_0123456789")
    ///     .base_url("https://api.neoagent.io")
    ///     .timeout(Duration::from_secs(30))
    ///     .build()?;
    /// # let _ = neo;
    /// # Ok::<(), neo_api::Error>(())
    /// ```
    pub fn builder() -> NeoBuilder {
        NeoBuilder::new()
    }

    /// The same client with other settings for some calls. It shares connections with this one.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            options: Arc::new(self.options.overlaid(&options)),
        }
    }

    /// The service's rate limit, as the last answer to any clone of this client had it. None before the
    /// first.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.shared.pacer.rate_limit()
    }

    /// The base URL in use, without `/public-api`.
    pub fn base_url(&self) -> &str {
        self.shared.base.text()
    }
}

impl fmt::Debug for Neo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Neo")
            .field("base_url", &self.base_url())
            .field("credential", &self.shared.credential)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
