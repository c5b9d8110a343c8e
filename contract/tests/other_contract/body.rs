//! Validates the body of a request.

use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::check::{Check, header};
use super::contract::resolved;
use super::parts;
use super::server::Seen;

impl Check<'_> {
    /// The content of the body; `None` if it is absent and not required.
    pub fn body(&self, seen: &Seen) -> Result<Option<Value>, String> {
        let media = header(seen, "content-type")?;
        let Some(declared) = &self.operation.body else {
            return match (media, seen.body.is_empty()) {
                (None, true) => Ok(None),
                _ => Err("a body, where none is declared".to_owned()),
            };
        };
        let Some(media) = media else {
            return match declared["required"] == true || !seen.body.is_empty() {
                true => Err("the body has no content type".to_owned()),
                false => Ok(None),
            };
        };
        let essence = media.split(';').next().unwrap_or_default().trim();
        let schema = declared["content"]
            .get(essence)
            .map(|it| &it["schema"])
            .ok_or_else(|| format!("{essence} is not declared"))?;
        let form = resolved(&self.contract.root, schema);
        let utf8 = || String::from_utf8(seen.body.clone()).map_err(|error| error.to_string());
        let value = match essence {
            "application/x-www-form-urlencoded" => {
                let mut members = Map::new();
                for (key, text) in form_urlencoded::parse(&seen.body).into_owned() {
                    let property = form["properties"]
                        .get(&key)
                        .ok_or_else(|| format!("{key} is undeclared"))?;
                    if property["type"] == "array" {
                        let list = members.entry(key).or_insert(json!([]));
                        list.as_array_mut()
                            .unwrap()
                            .push(self.scalar(&property["items"], text)?);
                    } else if members
                        .insert(key.clone(), self.scalar(property, text)?)
                        .is_some()
                    {
                        return Err(format!("{key} occurs twice"));
                    }
                }
                members.into()
            }
            "multipart/form-data" => parts::read(&media, &seen.body)?,
            "application/octet-stream" => return Ok(Some(json!(seen.body))),
            "text/plain" => utf8()?.into(),
            _ => serde_json::from_str(&utf8()?).map_err(|error| error.to_string())?,
        };
        self.valid("body", schema, &value)?;
        Ok(Some(value))
    }
}
