//! The name of the generated crate.

/// Keywords of Rust (the Reference, "Keywords"), in the spelling of an identifier.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];
/// The crates that come with Rust.
const OF_RUST: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];
/// The dependencies of the generated crate.
const OF_MANIFEST: [&str; 7] = [
    "chrono",
    "neo_api",
    "neo_api_runtime",
    "serde",
    "serde_json",
    "tokio",
    "uuid",
];

/// Why a name is not a valid crate name; `None` if it is.
pub(super) fn refused(name: &str) -> Option<&'static str> {
    let spelled = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if !spelled || !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Some("a name starts with a letter and has only letters, digits, `-` and `_`");
    }
    let identifier = name.replace('-', "_");
    let is_one = |names: &[&str]| names.contains(&identifier.as_str());
    if is_one(&KEYWORDS) || identifier == "Self" {
        Some("it is a Rust keyword")
    } else if is_one(&OF_RUST) {
        Some("a crate that ships with Rust has that name")
    } else if is_one(&OF_MANIFEST) {
        Some("a dependency of the generated crate has that name")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn names_that_cargo_or_rust_would_refuse() {
        for name in [
            "fn",
            "crate",
            "self",
            "Self",
            "super",
            "test",
            "std",
            "core",
            "alloc",
            "proc_macro",
            "proc-macro",
            "async",
            "gen",
            "neo-api",
            "neo_api",
            "serde_json",
            "1a",
            "-a",
            "a.b",
            "a b",
            "ä",
            "",
        ] {
            assert!(refused(name).is_some(), "{name}");
        }
        for name in ["pets", "neo-api-2", "a_b", "types", "client", "A"] {
            assert_eq!(refused(name), None, "{name}");
        }
    }
}
