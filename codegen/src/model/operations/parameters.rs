//! Parameters: their locations, encodings and names.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Body, Parameter};
use crate::{
    Error,
    document::Document,
    model::Types,
    names,
    passes::parameters::{DOC, JSON},
    pointer::join,
};

const PASS: &str = "parameters";

/// `in`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// The encoding of a value that is not a simple string (OpenAPI 3.1, section 4.8.12.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `style: simple`, and `form` in cookies: a list with commas, an object as `key,value`, or exploded as
    /// `key=value`.
    Simple { explode: bool },
    /// `style: label`: `.a,b`, or exploded `.a.b`.
    Label { explode: bool },
    /// `style: matrix`: `;name=a,b`, or exploded `;name=a;name=b`.
    Matrix { explode: bool },
    /// `style: form` with `explode: true`: `name=a&name=b`, `key=value`.
    Form,
    /// A list with commas, spaces or bars in one value.
    Joined(char),
    /// `style: deepObject`: `name[key]=value`.
    DeepObject,
    /// `content: {application/json: ...}`: JSON text.
    Json,
}

/// The parameters: path parameters in the order of the path, then the others in the contract's order.
pub(super) fn read(
    document: &mut Document,
    types: &Types,
    operation: &Value,
    path: &str,
    pointer: &str,
) -> Result<Vec<Parameter>, Error> {
    let at = join(pointer, "parameters");
    let mut read = Vec::new();
    let list = operation.get("parameters").and_then(Value::as_array);
    for (index, parameter) in list.into_iter().flatten().enumerate() {
        let pointer = join(&at, &index.to_string());
        let text = |key: &str| parameter.get(key).and_then(Value::as_str);
        let location = match text("in") {
            Some("path") => Location::Path,
            Some("query") => Location::Query,
            Some("header") => Location::Header,
            _ => Location::Cookie,
        };
        let style = match parameter.get(JSON) {
            Some(Value::Bool(true)) => Style::Json,
            _ => style(document, parameter, location, &pointer)?,
        };
        let wire = text("name").unwrap_or_default().to_owned();
        let ty = types.at(&join(&pointer, "schema"));
        let (ty, nullable) = ty.not_null();
        let ty = ty.clone();
        let declared = location == Location::Path || parameter["required"] == true;
        // A request expresses null only by omitting the parameter.
        let required = declared && (location == Location::Path || !nullable);
        if declared && !required {
            let what = "may be null: omitted from the request if it is not set";
            document.note(PASS, &pointer, what);
        }
        read.push(Parameter {
            name: names::snake(&wire),
            doc: text(DOC).map(str::to_owned),
            deprecated: parameter.get("deprecated") == Some(&Value::Bool(true)),
            wire,
            location,
            style,
            required,
            ty,
        });
    }
    let position_in_path = |it: &Parameter| match it.location {
        Location::Path => path.find(&format!("{{{}}}", it.wire)).unwrap_or(0),
        _ => usize::MAX,
    };
    read.sort_by_key(position_in_path);
    Ok(read)
}

/// The encoding of a parameter, or of a member of a form.
pub(super) fn style(
    document: &Document,
    parameter: &Value,
    location: Location,
    pointer: &str,
) -> Result<Style, Error> {
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let written = parameter.get("style").and_then(Value::as_str);
    Ok(match (location, written) {
        (Location::Path | Location::Header, None | Some("simple")) => Style::Simple {
            explode: explode.unwrap_or(false),
        },
        (Location::Path, Some("label")) => Style::Label {
            explode: explode.unwrap_or(false),
        },
        (Location::Path, Some("matrix")) => Style::Matrix {
            explode: explode.unwrap_or(false),
        },
        (Location::Cookie, None | Some("form")) => Style::Simple { explode: false },
        (Location::Query, None | Some("form")) => match explode {
            Some(false) => Style::Joined(','),
            _ => Style::Form,
        },
        (Location::Query, Some("spaceDelimited")) if explode != Some(true) => Style::Joined(' '),
        (Location::Query, Some("pipeDelimited")) if explode != Some(true) => Style::Joined('|'),
        (Location::Query, Some("spaceDelimited" | "pipeDelimited")) => Style::Form,
        (Location::Query, Some("deepObject")) => Style::DeepObject,
        (_, Some(other)) => {
            return Err(document.invalid(
                &join(pointer, "style"),
                format!("the style `{other}` is not supported in this location"),
            ));
        }
    })
}

/// Gives arguments and setters unique names. Arguments are positional, so only a setter's name affects callers: it is
/// the parameter's, unless a method of the builder or a parameter of another location has it.
pub(super) fn name_setters(
    document: &mut Document,
    parameters: &mut [Parameter],
    body: Option<&Body>,
    has_pages: bool,
    pointer: &str,
) {
    let mut arguments: BTreeSet<String> = ["client", "self_"].map(str::to_owned).into();
    let mut setters: BTreeSet<String> = ["new", "send", "send_stream", "with"]
        .map(str::to_owned)
        .into();
    if has_pages {
        setters.extend(["items", "pages"].map(str::to_owned));
    }
    match body {
        Some(body) if body.required => arguments.insert(body.name.clone()),
        Some(body) => setters.insert(body.name.clone()),
        None => false,
    };
    // Names that need no other spelling go first: a later parameter does not rename them.
    let mut order: Vec<usize> = (0..parameters.len()).collect();
    order.sort_by_key(|index| {
        parameters
            .get(*index)
            .map(|it| (it.location, it.name != it.wire, it.wire.clone()))
    });
    for index in order {
        let Some(parameter) = parameters.get_mut(index) else {
            continue;
        };
        if parameter.required {
            parameter.name = names::unique(&parameter.name, &mut arguments);
            continue;
        }
        let preferred = parameter.name.clone();
        let of_location = match parameter.location {
            Location::Path => format!("{preferred}_path"),
            Location::Query => format!("{preferred}_query"),
            Location::Header => format!("{preferred}_header"),
            Location::Cookie => format!("{preferred}_cookie"),
        };
        let free = |name: &String, setters: &BTreeSet<String>| {
            !setters.contains(name) && !setters.contains(&format!("maybe_{name}"))
        };
        let name = [preferred.clone(), of_location.clone()]
            .into_iter()
            .find(|name| free(name, &setters))
            .unwrap_or_else(|| names::unique(&of_location, &mut setters));
        setters.extend([name.clone(), format!("maybe_{name}")]);
        if name != preferred {
            let what = format!(
                "the name `{preferred}` is taken; the setter of `{}` is `{name}`",
                parameter.wire
            );
            document.note(PASS, &join(pointer, "parameters"), what);
        }
        parameter.name = name;
    }
}
