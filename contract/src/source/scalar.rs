//! YAML scalars: which of them are numbers, and their JSON spelling.

use saphyr_parser::{ScalarStyle, Span, Tag};

use super::tree::Tree;
use super::yaml::{YamlError, error};

/// The value of a scalar.
pub(super) fn scalar(
    text: &str,
    style: ScalarStyle,
    tag: Option<&Tag>,
    span: &Span,
) -> Result<Tree, YamlError> {
    let Some(tag) = tag else {
        return match style {
            ScalarStyle::Plain => Ok(plain(text)),
            _ => Ok(Tree::Text(text.to_owned())),
        };
    };
    // A lone `!` and `!!str` both declare a string.
    if (tag.handle.is_empty() && tag.suffix == "!")
        || (tag.is_yaml_core_schema() && tag.suffix == "str")
    {
        return Ok(Tree::Text(text.to_owned()));
    }
    let value = plain(text);
    let fits = tag.is_yaml_core_schema()
        && match (tag.suffix.as_str(), &value) {
            ("null", Tree::Null) | ("bool", Tree::Bool(_)) | ("float", Tree::Number(_)) => true,
            ("int", Tree::Number(spelling)) => !spelling.contains(['.', 'e', 'E']),
            _ => false,
        };
    if fits {
        Ok(value)
    } else {
        Err(error(
            span,
            format!("the tag {tag} cannot be represented in JSON for {text:?}"),
        ))
    }
}

/// Resolves an unquoted scalar by the core schema, with exceptions. `+44` is text: JSON has no plus sign, and in a
/// contract it is a calling code without quotes, not the number 44. Numbers that JSON cannot spell are text. So is
/// `010`: it is 8 in YAML 1.1, 10 in YAML 1.2, and an identifier to its author.
fn plain(text: &str) -> Tree {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Tree::Null,
        "true" | "True" | "TRUE" => Tree::Bool(true),
        "false" | "False" | "FALSE" => Tree::Bool(false),
        _ => match number(text) {
            Some(spelling) if spelling.parse::<f64>().is_ok_and(f64::is_finite) => {
                Tree::Number(spelling)
            }
            _ => Tree::Text(text.to_owned()),
        },
    }
}

/// The number as JSON spells it.
fn number(text: &str) -> Option<String> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
                return None;
            }
            let value = u128::from_str_radix(digits, radix).ok()?;
            return Some(value.to_string());
        }
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole)
        || !fraction.is_none_or(digits)
        || (whole.is_empty() && fraction.is_none_or(str::is_empty))
    {
        return None;
    }
    let exponent_fits = |exponent: &str| {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !unsigned.is_empty() && digits(unsigned)
    };
    if !exponent.is_none_or(exponent_fits) {
        return None;
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let mut spelling = format!("{sign}{}", if whole.is_empty() { "0" } else { whole });
    if let Some(fraction) = fraction {
        spelling.push('.');
        spelling.push_str(if fraction.is_empty() { "0" } else { fraction });
    }
    if let Some(exponent) = exponent {
        spelling.push('e');
        spelling.push_str(exponent);
    }
    Some(spelling)
}
