//! What a caller adds to requests that the contract does not know of.

use std::collections::BTreeMap;
use std::fmt;

use http::HeaderValue;
use http::header::CONTENT_TYPE;
use neo_api_document::media_type;
use reqwest::Method;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::redact::printable_name;
use crate::error::RequestErrorKind;

/// Query parameters and members of a JSON body, besides those of the contract.
#[derive(Clone, Default)]
pub(crate) struct Extra {
    query: Vec<(String, String)>,
    members: Vec<(String, Box<RawValue>)>,
    /// The first member whose value is not JSON.
    refused: Option<String>,
}

impl Extra {
    pub fn query(&mut self, name: &str, value: &str) {
        self.query.push((name.to_owned(), value.to_owned()));
    }

    pub fn member(&mut self, name: &str, value: &impl Serialize) {
        match to_raw_value(value) {
            Ok(value) => {
                self.members.retain(|(other, _)| other != name);
                self.members.push((name.to_owned(), value));
            }
            Err(_) => {
                self.refused
                    .get_or_insert_with(|| printable_name(name).to_owned());
            }
        }
    }

    /// These, and those of `other` that win over them.
    pub fn overlaid(&self, other: &Self) -> Self {
        let query = self.query.iter();
        let query = query.filter(|(name, _)| !other.query.iter().any(|(it, _)| it == name));
        let members = self.members.iter();
        let members = members.filter(|(name, _)| !other.members.iter().any(|(it, _)| it == name));
        Self {
            query: query.chain(&other.query).cloned().collect(),
            members: members.chain(&other.members).cloned().collect(),
            refused: self.refused.clone().or_else(|| other.refused.clone()),
        }
    }

    /// Adds them to a request.
    pub fn apply(&self, request: &mut reqwest::Request) -> Result<(), RequestErrorKind> {
        if let Some(name) = &self.refused {
            return Err(refused(name, "its value cannot be represented in JSON"));
        }
        if !self.query.is_empty() {
            request
                .url_mut()
                .query_pairs_mut()
                .extend_pairs(&self.query);
        }
        let Some((name, _)) = self.members.first() else {
            return Ok(());
        };
        let name = printable_name(name);
        let mut body: BTreeMap<String, &RawValue> = BTreeMap::new();
        let given = request.body().map(|body| body.as_bytes());
        match given {
            None if matches!(*request.method(), Method::GET | Method::HEAD) => {
                return Err(refused(name, "the request has no body"));
            }
            None => {}
            Some(given) => {
                let content_type = request.headers().get(CONTENT_TYPE);
                let is_json = content_type
                    .and_then(|it| it.to_str().ok())
                    .is_some_and(media_type::is_json);
                let text = given
                    .filter(|_| is_json)
                    .and_then(|given| std::str::from_utf8(given).ok());
                body = text
                    .and_then(|text| serde_json::from_str(text).ok())
                    .ok_or_else(|| refused(name, "the body of the request is not a JSON object"))?;
            }
        }
        for (name, value) in &self.members {
            body.insert(name.clone(), value);
        }
        let body = serde_json::to_vec(&body)
            .map_err(|_| refused(name, "the body cannot be written as JSON"))?;
        *request.body_mut() = Some(body.into());
        request
            .headers_mut()
            .entry(CONTENT_TYPE)
            .or_insert(HeaderValue::from_static("application/json"));
        Ok(())
    }
}

fn refused(name: &str, why: &str) -> RequestErrorKind {
    RequestErrorKind::Arguments(format!("the body member `{name}` cannot be added: {why}"))
}

/// Names alone.
impl fmt::Debug for Extra {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.query.iter().map(|(name, _)| printable_name(name));
        let members = self.members.iter().map(|(name, _)| printable_name(name));
        formatter
            .debug_struct("Extra")
            .field("query", &query.collect::<Vec<_>>())
            .field("body", &members.collect::<Vec<_>>())
            .finish()
    }
}
