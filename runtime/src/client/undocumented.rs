//! Requests of paths that the contract does not have.

use http::Method;
use percent_encoding::percent_decode_str;

use crate::service::Operation;

const fn of(method: &'static str, idempotent: bool) -> Operation {
    Operation {
        id: "request",
        contract_id: "",
        method,
        path: "",
        summary: "",
        security: &[],
        idempotent,
        paginated: false,
        accept: "",
    }
}

/// One for each method that can be sent.
static UNDOCUMENTED: [Operation; 7] = [
    of("GET", true),
    of("HEAD", true),
    of("OPTIONS", true),
    of("PUT", true),
    of("DELETE", true),
    of("POST", false),
    of("PATCH", false),
];

/// Replaces a method that cannot be sent.
pub(super) static NONE: Operation = of("", false);

/// What a request with this method is, where the contract does not say.
pub(super) fn operation(method: &Method) -> Option<&'static Operation> {
    UNDOCUMENTED.iter().find(|it| it.method == method.as_str())
}

/// Why a path cannot be sent as it is.
pub(super) fn refused(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        return Some("the path must begin with `/`: it is appended to the base URL");
    }
    if path.contains(['?', '#']) {
        return Some(
            "the path must not have a query or a fragment: pass query parameters separately",
        );
    }
    if path.contains(|char: char| char == '\\' || char.is_whitespace() || char.is_control()) {
        return Some("the path must not have white space, control characters or backslashes in it");
    }
    let steps = path.get(1..).unwrap_or_default();
    let last = steps.rsplit_once('/').map_or("", |(before, _)| before);
    if last.split('/').any(str::is_empty) && !last.is_empty() || steps.starts_with('/') {
        return Some("the path must not have empty steps");
    }
    let is_dots = |step: &str| {
        let decoded = percent_decode_str(step).decode_utf8_lossy();
        // A server may decode before it looks at the steps.
        decoded.split(['/', '\\']).any(|it| it == "." || it == "..")
    };
    if steps.split('/').any(is_dots) {
        return Some("the path must not have `.` or `..` as a step");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_where_it_says_or_nowhere() {
        for path in ["/", "/a", "/a/", "/a/b.c/..d", "/a/%2E%2Ex", "/é", "/a:b@c"] {
            assert_eq!(refused(path), None, "{path}");
        }
        for path in [
            "",
            "a",
            "https://x.example/a",
            "//x.example",
            "/a//b",
            "//",
            "/..",
            "/a/../b",
            "/a/.",
            "/%2e%2e/b",
            "/a/.%2E",
            "/a/..%2fb",
            "/a/%2e%5Cb",
            "/a\\b",
            "/a b",
            "/a\n",
            "/a?b",
            "/a#b",
        ] {
            assert!(refused(path).is_some(), "{path}");
        }
    }
}
