//! The signatures of operations in the listing of the public interface.

pub struct Surface<'a> {
    lines: Vec<&'a str>,
}

/// A name without variations of spelling: case, underscores, and the number of a duplicate.
fn normalized(name: &str) -> String {
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
        let name = name.or_else(|| names.find(|it| normalized(it) == normalized(schema)));
        // A type in no such list is a runtime type, or does not exist.
        name.unwrap_or_else(|| panic!("no type for {schema}"))
            .to_owned()
    }

    /// The builder that a method of the client returns, and the method's arguments with their types.
    pub fn method(&self, method: &str) -> (String, Vec<(String, String)>) {
        let found = self.after(&format!("fn crate::Neo::{method}(&self"));
        let line = found
            .first()
            .unwrap_or_else(|| panic!("no method {method}"));
        let (arguments, builder) = line.split_once(") -> operations::").unwrap();
        let arguments = arguments.trim_start_matches(", ");
        (builder.to_owned(), pieces(arguments).map(named).collect())
    }

    /// The methods that set optional values, with their types.
    pub fn setters(&self, builder: &str) -> Vec<(String, String)> {
        let lines = self.after(&format!("fn {builder}::"));
        let setter = |line: &&str| {
            let (name, rest) = line.split_once("(mut self, value: ")?;
            let taken = rest.strip_suffix(") -> Self")?;
            Some((name.to_owned(), concrete(taken)))
        };
        lines.iter().filter_map(setter).collect()
    }

    /// The form with these parts.
    pub fn form(&self, parts: &[&String]) -> String {
        let forms = self.after("impl TryFrom<");
        let mut forms = forms.iter().filter_map(|it| {
            let (form, of) = it.split_once("> for ")?;
            of.ends_with("Multipart").then_some(form)
        });
        let fits = |form: &&str| {
            let setters = self.setters(&format!("types::builder::{form}"));
            parts.iter().all(|it| find(&setters, it).is_some())
        };
        let form = forms.find(fits);
        form.unwrap_or_else(|| panic!("no form of {parts:?}"))
            .to_owned()
    }

    /// An expression for the JSON of `data`.
    pub fn encode(&self, builder: &str) -> String {
        let send = self.after(&format!(
            "fn operations::{builder}::send(self) -> runtime::Sending<"
        ));
        let of = send.first().and_then(|it| pieces(it).next());
        let of = of.unwrap_or_else(|| panic!("no send of {builder}"));
        if of == "runtime::ByteStream" {
            return "bytes(data).await?".to_owned();
        }
        if of.starts_with("runtime::EventStream<") {
            return "events(data).await?".to_owned();
        }
        let of = format!("operations::{of}");
        if self.after(&format!("enum {of} ")).is_empty() {
            return "to_json(data)?".to_owned();
        }
        let arm = |it: &&str| match it.split_once('(') {
            None => format!("{of}::{it} => Value::Null,"),
            Some((name, "runtime::Bytes)")) => format!("{of}::{name}(it) => json!(it.to_vec()),"),
            Some((name, _)) => format!("{of}::{name}(it) => to_json(it)?,"),
        };
        let variants = self.after(&format!("variant {of}::"));
        let arms: String = variants.iter().map(arm).collect();
        format!("match data {{ {arms} _ => return Err(\"an unknown variant\".to_owned()) }}")
    }
}

/// The setter for a name of the contract.
pub fn find<'a>(named: &'a [(String, String)], name: &str) -> Option<&'a (String, String)> {
    let digits = |it: &str| normalized(it.trim_end_matches(|it: char| it.is_ascii_digit()));
    let exact = named
        .iter()
        .find(|(it, _)| normalized(it) == normalized(name));
    exact.or_else(|| named.iter().find(|(it, _)| digits(it) == normalized(name)))
}

/// Splits at commas, up to the closing bracket.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut open = 0;
        let end = rest.find(|it| {
            open += i32::from("<([".contains(it)) - i32::from(">)]".contains(it));
            open < 0 || (open == 0 && it == ',')
        });
        let piece = &rest[..end.unwrap_or(rest.len())];
        rest = match end {
            Some(end) if rest[end..].starts_with(',') => &rest[end + 1..],
            _ => "",
        };
        (!piece.is_empty()).then(|| piece.trim())
    })
}

fn named(argument: &str) -> (String, String) {
    let (name, taken) = argument.split_once(": ").expect(argument);
    (name.to_owned(), concrete(taken))
}

/// A type that converts to everything that a caller may pass.
fn concrete(taken: &str) -> String {
    let taken = taken.trim_start_matches("impl ");
    if let Some(of) = taken.strip_prefix("TryInto<") {
        let of = pieces(of).next().unwrap_or_default();
        return of
            .replace("super::", "types::")
            .replace("crate::", "neo_api::");
    }
    if let Some(items) = taken.strip_prefix("IntoIterator<Item: ") {
        return format!("Vec<{}>", concrete(items));
    }
    let entries = taken.strip_prefix("IntoIterator<Item = (").expect(taken);
    let values = pieces(entries).nth(1).expect(taken);
    format!("BTreeMap<String, {}>", concrete(values))
}
