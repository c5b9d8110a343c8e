//! Path arguments must not change which endpoint is called.

use crate::service::Operation;

/// Whether the path of a final URL is one of the template's: `prefix` and then, step by step, the
/// template's own text, with something instead of each `{parameter}`.
///
/// URLs are normalised when they are parsed: an argument `..` takes the step before it away, `.` takes
/// itself away, and an empty one leaves an empty step. Each leaves a path that does not fit. Neither does
/// one with a character that `encode_path_argument` never leaves: it was encoded by something else, and
/// what else that let through (a backslash, which is a slash by now) cannot be seen any more.
pub fn fits(path: &str, prefix: &str, template: &str) -> bool {
    let Some(rest) = path.strip_prefix(prefix) else {
        return false;
    };
    if !template.contains('{') {
        return rest == template;
    }
    let mut steps = rest.split('/');
    let mut expected = template.split('/');
    loop {
        match (steps.next(), expected.next()) {
            (None, None) => return true,
            (Some(step), Some(expected)) if step_fits(step, expected) => {}
            _ => return false,
        }
    }
}

/// Whether a path that fits `template` belongs to a more literal one, as `/runs/latest` does among
/// `/runs/{run}` and `/runs/latest`: a service tries that one first.
pub fn is_of_another(path: &str, prefix: &str, operation: &Operation, table: &[Operation]) -> bool {
    another(path, prefix, operation, table).is_some()
}

/// The operation with that more literal path.
pub fn another<'t>(
    path: &str,
    prefix: &str,
    operation: &Operation,
    table: &'t [Operation],
) -> Option<&'t Operation> {
    // Nothing is more literal than a path without parameters.
    let others = table.iter().filter(|_| operation.path.contains('{'));
    let mut others = others.filter(|other| other.method == operation.method);
    others
        .find(|other| fits(path, prefix, other.path) && is_more_literal(other.path, operation.path))
}

/// The name of the parameter where a more literal path has text.
pub fn replaced(other: &str, template: &'static str) -> Option<&'static str> {
    let mut steps = other.split('/').zip(template.split('/'));
    let (_, step) = steps.find(|(other, step)| step.contains('{') && !other.contains('{'))?;
    let (_, rest) = step.split_once('{')?;
    Some(rest.split_once('}')?.0)
}

fn is_more_literal(other: &str, template: &str) -> bool {
    other
        .split('/')
        .zip(template.split('/'))
        .map(|(other, step)| (other.contains('{'), step.contains('{')))
        .find(|(other, step)| other != step)
        .is_some_and(|(other, _)| !other)
}

fn step_fits(step: &str, template: &str) -> bool {
    let Some((before, rest)) = template.split_once('{') else {
        return step == template;
    };
    let Some((_, after)) = rest.split_once('}') else {
        return step == template;
    };
    // More than one parameter in a step: what lies between must be there, in order.
    let Some(argument) = step.strip_prefix(before) else {
        return false;
    };
    if after.contains('{') {
        let literal = after.split('{').next().unwrap_or_default();
        return argument
            .match_indices(literal)
            .filter(|(at, _)| *at > 0)
            .any(|(at, _)| {
                argument
                    .get(at..)
                    .is_some_and(|rest| step_fits(rest, after))
            });
    }
    argument
        .strip_suffix(after)
        .is_some_and(|argument| !argument.is_empty() && !is_dots(argument) && is_encoded(argument))
}

/// Whether it has only unreserved characters, escapes, and the separators of lists and objects.
fn is_encoded(argument: &str) -> bool {
    let mut bytes = argument.bytes();
    while let Some(byte) = bytes.next() {
        let fits = match byte {
            b'%' => [bytes.next(), bytes.next()]
                .iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            b'-' | b'.' | b'_' | b'~' | b',' | b'=' | b';' => true,
            _ => byte.is_ascii_alphanumeric(),
        };
        if !fits {
            return false;
        }
    }
    true
}

/// `.` and `..`, also percent-encoded, which URL parsers take for the same.
pub fn is_dots(argument: &str) -> bool {
    // Most arguments are longer, and need no copy.
    argument.len() <= "%2e%2e".len()
        && matches!(
            argument.to_ascii_lowercase().replace("%2e", ".").as_str(),
            "." | ".."
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_its_own_template_only() {
        let template = "/public-api/agents/{id}/runs/{run}";
        for path in [
            "/public-api/agents/1/runs/2",
            "/public-api/agents/a%2Fb/runs/...",
            "/public-api/agents/%252e/runs/x",
        ] {
            assert!(fits(path, "", template), "{path}");
        }
        for path in [
            "/public-api/agents/runs/2",
            "/public-api/agents//runs/2",
            "/public-api/agents/1/runs/",
            "/public-api/agents/1/runs",
            "/public-api/agents/1/runs/2/3",
            "/public-api/agents/1/other/2",
            "/public-api/agents/%2E%2e/runs/2",
            "/public-api/2",
            "/",
            "",
        ] {
            assert!(!fits(path, "", template), "{path}");
        }
        assert!(fits("/gw/public-api/x", "/gw", "/public-api/x"));
        assert!(!fits("/public-api/x", "/gw", "/public-api/x"));
    }

    #[test]
    fn what_another_encoder_leaves_does_not_fit() {
        let template = "/agents/{id}";
        for argument in [
            "a,b",
            "x=1",
            "a%5Cb",
            "a%2fb",
            "%C3%A9",
            "-._~",
            ".a.b",
            ";id=1;id=2",
        ] {
            assert!(
                fits(&format!("/agents/{argument}"), "", template),
                "{argument}"
            );
        }
        for argument in [
            "a|b", "a^b", "a[b", "a\\b", "a:b", "@", "%", "%5", "%zz", "é", "a b",
        ] {
            assert!(
                !fits(&format!("/agents/{argument}"), "", template),
                "{argument}"
            );
        }
    }

    #[test]
    fn parameters_within_a_step() {
        assert!(fits("/a/x.json", "", "/a/{id}.json"));
        assert!(!fits("/a/.json", "", "/a/{id}.json"));
        assert!(!fits("/a/x.xml", "", "/a/{id}.json"));
        assert!(fits("/a/1-2", "", "/a/{from}-{to}"));
        assert!(!fits("/a/-2", "", "/a/{from}-{to}"));
        assert!(!fits("/a/1-", "", "/a/{from}-{to}"));
        assert!(fits("/a:run", "", "/{id}:run"));
    }
}
