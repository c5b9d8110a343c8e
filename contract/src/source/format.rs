//! Detects JSON, YAML and docs pages: by content type, else by name, else by text.

/// The format of a published contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON text.
    Json,
    /// YAML 1.2.
    Yaml,
    /// A docs page with the contract in a fenced block.
    Page,
}

pub(super) enum Judgement {
    Is(Format),
    Html,
    Unknown,
}

pub(super) fn judge(name: &str, content_type: Option<&str>, text: &str) -> Judgement {
    let mut start = text.trim_start_matches('\u{feff}').trim_start();
    // Both kinds of page may start with a comment.
    while let Some((_, after)) = start
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
    {
        start = after.trim_start();
    }
    if start.starts_with("<!") || start.to_ascii_lowercase().starts_with("<html") {
        return Judgement::Html;
    }
    if let Some(format) = content_type
        .and_then(by_content_type)
        .or_else(|| by_extension(name))
    {
        return Judgement::Is(format);
    }
    match by_text(start) {
        Some(format) => Judgement::Is(format),
        None => Judgement::Unknown,
    }
}

/// Only specific types: servers send `text/plain` and `application/octet-stream` for anything.
fn by_content_type(content_type: &str) -> Option<Format> {
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let subtype = essence.split('/').nth(1).unwrap_or_default();
    match subtype {
        "json" => Some(Format::Json),
        "yaml" | "x-yaml" => Some(Format::Yaml),
        "markdown" | "x-markdown" => Some(Format::Page),
        other if other.ends_with("+json") => Some(Format::Json),
        other if other.ends_with("+yaml") => Some(Format::Yaml),
        _ => None,
    }
}

fn by_extension(name: &str) -> Option<Format> {
    let (_, extension) = name.rsplit('/').next()?.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "json" => Some(Format::Json),
        "yaml" | "yml" => Some(Format::Yaml),
        "md" | "mdx" | "markdown" | "txt" => Some(Format::Page),
        _ => None,
    }
}

fn by_text(start: &str) -> Option<Format> {
    if start.starts_with('{') {
        return Some(Format::Json);
    }
    for line in start.lines() {
        if line.starts_with("openapi:") || line.starts_with("swagger:") {
            return Some(Format::Yaml);
        }
        let line = line.trim_start();
        if line.starts_with("```") || line.starts_with("~~~") {
            return Some(Format::Page);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, content_type: Option<&str>, text: &str) -> Option<Format> {
        match judge(name, content_type, text) {
            Judgement::Is(format) => Some(format),
            _ => None,
        }
    }

    #[test]
    fn the_content_type_takes_precedence_over_name_and_text() {
        let json = Some("application/vnd.oai.openapi+json;version=3.1");
        assert_eq!(format("spec.yaml", json, "{}"), Some(Format::Json));
        assert_eq!(
            format("spec", Some("text/x-yaml"), "{}"),
            Some(Format::Yaml)
        );
    }

    #[test]
    fn a_generic_content_type_defers_to_the_name_and_then_the_text() {
        assert_eq!(format("a.yml", Some("text/plain"), "x"), Some(Format::Yaml));
        assert_eq!(
            format("a", Some("text/plain"), "\n{\"openapi\":1}"),
            Some(Format::Json)
        );
        assert_eq!(format("a", None, "# c\nopenapi: 3.1.0"), Some(Format::Yaml));
        assert_eq!(
            format("a", None, "# Title\n\n````yaml x"),
            Some(Format::Page)
        );
        assert_eq!(format("a", None, "hello"), None);
    }

    #[test]
    fn a_web_page_is_never_a_contract() {
        let html = judge("openapi.json", Some("application/json"), "<!doctype html>");
        assert!(matches!(html, Judgement::Html));
    }
}
