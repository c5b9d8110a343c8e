//! One difference and what follows from it.

use serde::Serialize;

use super::rules::{Kind, Level, Rule, Surface, Wire};
use crate::lock::sha256;
use neo_api_document::pointer;

/// One difference between two contracts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's id: oasdiff's, or one of ours beginning with `rust-`.
    pub rule: String,
    /// oasdiff's level.
    pub level: Level,
    /// What happens to a shipped client.
    pub wire: Wire,
    /// What regenerating does to callers.
    pub surface: Surface,
    /// `GET` and so on, where it concerns one operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `operationId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The location within the operation, in words.
    #[serde(rename = "place")]
    pub location: String,
    /// What changed, in words.
    pub what: String,
    /// JSON pointer in the base, if it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_pointer: Option<String>,
    /// JSON pointer in the head, if it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_pointer: Option<String>,
    /// The shared schema, where the change is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// What distinguishes this finding from others of the same rule and location.
    pub arguments: Vec<String>,
    /// Names this finding in the allowlist.
    pub fingerprint: String,
    /// It is informational only.
    #[serde(skip)]
    pub informational: bool,
    /// Calls compile as before, and are refused until they send something more.
    #[serde(skip)]
    pub(crate) adds_required_input: bool,
    /// The parameter that it is at.
    #[serde(skip)]
    pub(crate) parameter: Option<String>,
}

impl Finding {
    /// The pointer to show: the head's, else the base's.
    pub fn pointer(&self) -> &str {
        self.head_pointer
            .as_deref()
            .or(self.base_pointer.as_deref())
            .unwrap_or_default()
    }

    /// `GET /path`, or `the contract` where it concerns no single operation.
    pub fn subject(&self) -> String {
        match (&self.method, &self.path) {
            (Some(method), Some(path)) => format!("{method} {path}"),
            (None, Some(path)) => path.clone(),
            _ => "the contract".to_owned(),
        }
    }
}

/// The operation that is being compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subject {
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) operation: Option<String>,
    /// oasdiff leaves operations alone that say they are not stable yet.
    pub(crate) unstable: bool,
}

/// What a comparison knows when it finds something.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) rule: Rule,
    pub(crate) base: Option<String>,
    pub(crate) head: Option<String>,
    /// The pointer of the reference that changed, where the schemas themselves did not.
    pub(crate) site: Option<String>,
    pub(crate) parameter: Option<String>,
    pub(crate) arguments: Vec<String>,
    pub(crate) what: String,
    pub(crate) location: String,
}

/// The part of a pointer that names a component: `/components/schemas/Pet`.
pub(crate) fn component(pointer: &str) -> Option<&str> {
    let rest = pointer.strip_prefix("/components/")?;
    let end = rest.match_indices('/').map(|(at, _)| at).nth(1);
    let length = "/components/".len() + end.unwrap_or(rest.len());
    pointer.get(..length)
}

impl Found {
    pub(crate) fn finish(self, subject: &Subject) -> Finding {
        let pointer = self.head.as_deref().or(self.base.as_deref());
        let changed = self.site.as_deref().or(pointer).unwrap_or_default();
        // A change of a shared component is one change, whichever operations it reaches.
        let shared = component(changed).is_some() && subject.method.is_some();
        let word = |it: &Option<String>| it.clone().filter(|_| !shared).unwrap_or_default();
        let mut identity = vec![
            self.rule.id.to_owned(),
            word(&subject.method),
            word(&subject.path),
            pointer.unwrap_or_default().to_owned(),
        ];
        identity.extend(self.arguments.iter().cloned());
        if let Some(site) = &self.site {
            identity.push(site.clone());
        }
        if let (Some(base), Some(head)) = (&self.base, &self.head)
            && component(base) != component(head)
            && self.site.is_none()
            && subject.method.is_some()
        {
            identity.push(base.clone());
        }
        if shared {
            // What is harmless in one operation may break another.
            identity.push(format!("{:?} {:?}", self.rule.wire, self.rule.level));
        }
        let schema = component(changed)
            .and_then(|component| component.strip_prefix("/components/schemas/"))
            .map(pointer::unescape);
        let fingerprint = sha256(identity.join("\n").as_bytes())
            .chars()
            .take(16)
            .collect();
        Finding {
            rule: self.rule.id.to_owned(),
            level: self.rule.level,
            wire: self.rule.wire,
            surface: self.rule.surface,
            method: subject.method.clone(),
            path: subject.path.clone(),
            operation: subject.operation.clone(),
            location: self.location,
            what: self.what,
            base_pointer: self.base,
            head_pointer: self.head,
            schema,
            arguments: self.arguments,
            fingerprint,
            informational: self.rule.kind == Kind::Informational,
            adds_required_input: self.rule.kind == Kind::AddsRequiredInput,
            parameter: self.parameter,
        }
    }
}

/// The point of view that sets the severities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Profile {
    /// What the change does to users of this client.
    #[default]
    Consumer,
    /// The severities that oasdiff would report.
    Oasdiff,
}

/// The severity of a finding in a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Harmless.
    Safe,
    /// Look at it.
    Risky,
    /// Something fails.
    Breaking,
}

impl Severity {
    /// As it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Safe => "safe",
            Severity::Risky => "risky",
            Severity::Breaking => "breaking",
        }
    }
}

impl Finding {
    /// The severity in `profile`.
    pub fn severity(&self, profile: Profile) -> Severity {
        match (profile, self.level, self.wire, self.surface) {
            (Profile::Oasdiff, Level::Error, ..)
            | (Profile::Consumer, _, Wire::Breaking, _)
            | (Profile::Consumer, _, _, Surface::Major) => Severity::Breaking,
            (Profile::Oasdiff, Level::Warning, ..) | (Profile::Consumer, _, Wire::Risky, _) => {
                Severity::Risky
            }
            _ => Severity::Safe,
        }
    }
}
