//! What the documentation of a generated client says about its service.

use crate::model::operations::{Api, SecurityKind, setters};

/// The service that a client is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Service {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// Where requests go by default; `None` if the document has no absolute URL for it.
    pub base_url: Option<String>,
    /// The setters for credentials of a client that is not hand-written, one for each supported security scheme.
    pub credentials: Vec<CredentialSetter>,
}

/// A setter for the credential of one security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialSetter {
    /// The name of the security scheme.
    pub scheme: String,
    /// The name of the method.
    pub method: String,
    /// The names of its arguments, which are strings.
    pub arguments: &'static [&'static str],
    /// How it is sent, in words.
    pub sent: String,
}

impl Service {
    pub(crate) fn of(api: &Api) -> Self {
        let credentials = setters(&api.schemes).filter_map(|setter| {
            let sent = match &setter.scheme.kind {
                SecurityKind::Bearer => "a bearer token".to_owned(),
                SecurityKind::Basic => "a user and a password".to_owned(),
                SecurityKind::ApiKey { location, name } => {
                    let location = format!("{location:?}").to_lowercase();
                    format!("the {location} {name}")
                }
                SecurityKind::Other(_) => return None,
            };
            Some(CredentialSetter {
                scheme: setter.scheme.name.clone(),
                method: setter.method,
                arguments: setter.arguments,
                sent,
            })
        });
        Self {
            title: api.title.clone(),
            version: api.version.clone(),
            base_url: api.base_url.clone(),
            credentials: credentials.collect(),
        }
    }
}
