//! What the listing of the public interface says about how an operation is called.

use std::collections::BTreeMap;

pub struct Surface<'a> {
    lines: Vec<&'a str>,
}

/// A name without what its spelling may add: case, underscores, and the number of a name that was taken.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl<'a> Surface<'a> {
    pub fn of(text: &'a str) -> Self {
        Self {
            lines: text.lines().collect(),
        }
    }

    fn after(&self, start: &str) -> Vec<&'a str> {
        self.lines
            .iter()
            .filter_map(|it| it.strip_prefix(start))
            .collect()
    }

    /// The type of a component schema.
    pub fn type_of(&self, schema: &str) -> String {
        let names = ["struct", "enum", "type"].map(|it| self.after(&format!("{it} types::")));
        let mut names = names
            .concat()
            .into_iter()
            .filter_map(|it| it.split([' ', '<']).next());
        let name = names.clone().find(|it| it == &schema);
        let name = name.or_else(|| names.find(|it| plain(it) == plain(schema)));
        // What is in no such list is a form of the runtime's, or is not there.
        name.unwrap_or_else(|| panic!("no type for {schema}"))
            .to_owned()
    }

    /// The builder that a method of the client returns.
    pub fn builder(&self, method: &str) -> String {
        let found = self.after(&format!("fn Client::{method}(&self) -> builder::"));
        found
            .first()
            .unwrap_or_else(|| panic!("no method {method}"))
            .to_string()
    }

    /// The method that sets a parameter.
    pub fn setter(&self, builder: &str, parameter: &str) -> String {
        let setters = self.setters(builder);
        let found = setters
            .keys()
            .find(|it| plain(it) == plain(parameter))
            .or_else(|| {
                let digits = |it: &str| plain(it.trim_end_matches(|it: char| it.is_ascii_digit()));
                setters.keys().find(|it| digits(it) == plain(parameter))
            });
        found
            .unwrap_or_else(|| panic!("no {parameter} in {setters:?}"))
            .clone()
    }

    /// The type that a setter takes.
    pub fn argument(&self, builder: &str, setter: &str) -> String {
        self.setters(builder)[setter].clone()
    }

    fn setters(&self, builder: &str) -> BTreeMap<String, String> {
        let lines = self.after(&format!("fn builder::{builder}::"));
        let setter = |line: &&str| {
            let (name, rest) = line.split_once('<')?;
            let of = rest.split_once("TryInto<")?.1;
            let mut open = 1;
            let end = of.find(|it| {
                open += i32::from(it == '<') - i32::from(it == '>');
                open == 0
            })?;
            Some((name.to_owned(), outside(&of[..end])))
        };
        lines.iter().filter_map(setter).collect()
    }

    /// An expression of what `data` is as JSON.
    pub fn encode(&self, builder: &str) -> String {
        let send = self.after(&format!(
            "async fn builder::{builder}::send(self) -> Result<ResponseValue<"
        ));
        let of = send.first().and_then(|it| it.strip_suffix(">, Error<()>>"));
        let of = of.unwrap_or_else(|| panic!("no send of {builder}"));
        let is = |start: String| !self.after(&start).is_empty();
        if of == "ByteStream" {
            return "bytes(data).await?".to_owned();
        }
        if self
            .lines
            .iter()
            .any(|it| it.starts_with(&format!("type {of} = ")) && it.contains("EventStream<"))
        {
            return "events(data).await?".to_owned();
        }
        let variants = self.after(&format!("variant {of}::"));
        if variants.iter().any(|it| it.starts_with("Status")) && is(format!("enum {of} ")) {
            let arm = |it: &&str| match it.split_once('(') {
                None => format!("{of}::{it} => Value::Null,"),
                Some((name, "Bytes)" | "crate::runtime::answer::Bytes)")) => {
                    format!("{of}::{name}(it) => json!(it.to_vec()),")
                }
                Some((name, _)) => format!("{of}::{name}(it) => to_json(it)?,"),
            };
            let arms: String = variants.iter().map(arm).collect();
            return format!(
                "match data {{ {arms} _ => return Err(\"an unknown variant\".to_owned()) }}"
            );
        }
        "to_json(data)?".to_owned()
    }
}

/// A type as a program outside of the crate names it.
fn outside(name: &str) -> String {
    name.replace("crate::", "neo_api::")
}
