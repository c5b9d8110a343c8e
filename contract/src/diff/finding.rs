//! One difference and what follows from it.

use serde::Serialize;

use super::rules::{Level, Rule, Surface, Wire};
use crate::lock::sha256;

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
    /// Where within the operation, in words.
    pub place: String,
    /// What changed, in words.
    pub what: String,
    /// JSON pointer in the base, where it stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_pointer: Option<String>,
    /// JSON pointer in the head, where it stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_pointer: Option<String>,
    /// What tells this finding from others of the rule at the place.
    pub arguments: Vec<String>,
    /// Names this finding in the allowlist.
    pub fingerprint: String,
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

    /// Calls compile as before, and are refused until they give something more.
    pub(crate) fn demands_more(&self) -> bool {
        self.rule.starts_with("new-required-request")
            || self.rule == "new-request-path-parameter"
            || self.rule == "request-body-added-required"
            || (self.rule.starts_with("request-") && self.rule.ends_with("became-required"))
    }

    /// It only tells people something.
    pub fn is_note(&self) -> bool {
        ["documentation-changed", "extension-changed", "info-changed"]
            .iter()
            .any(|note| self.rule.ends_with(note))
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
pub(crate) struct Found {
    pub(crate) rule: Rule,
    pub(crate) base: Option<String>,
    pub(crate) head: Option<String>,
    pub(crate) arguments: Vec<String>,
    pub(crate) what: String,
    pub(crate) place: String,
}

impl Found {
    pub(crate) fn finish(self, subject: &Subject) -> Finding {
        let mut identity = vec![
            self.rule.id.clone(),
            subject.method.clone().unwrap_or_default(),
            subject.path.clone().unwrap_or_default(),
            self.head
                .clone()
                .or_else(|| self.base.clone())
                .unwrap_or_default(),
        ];
        identity.extend(self.arguments.iter().cloned());
        let fingerprint = sha256(identity.join("\n").as_bytes())
            .chars()
            .take(16)
            .collect();
        Finding {
            rule: self.rule.id,
            level: self.rule.level,
            wire: self.rule.wire,
            surface: self.rule.surface,
            method: subject.method.clone(),
            path: subject.path.clone(),
            operation: subject.operation.clone(),
            place: self.place,
            what: self.what,
            base_pointer: self.base,
            head_pointer: self.head,
            arguments: self.arguments,
            fingerprint,
        }
    }
}

/// Whose judgement counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Profile {
    /// What the change does to users of this client.
    #[default]
    Consumer,
    /// What oasdiff would say.
    Oasdiff,
}

/// How bad a finding is, by a profile.
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
    /// How bad it is by `profile`.
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
