//! Takes a credential out of what a service sends back: some repeat it in their refusals.

use super::Credential;

const REDACTED: &str = "[redacted]";

impl Credential {
    /// The text without the credential, where it is in it.
    #[cfg(test)]
    fn redact(&self, text: &str) -> Option<String> {
        let clean = self.redact_bytes(text.as_bytes())?;
        Some(String::from_utf8_lossy(&clean).into_owned())
    }

    /// The bytes without the credential, where it is in them: whole, or the part of it that is secret.
    pub(crate) fn redact_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut clean = None;
        for secret in self.secrets() {
            let bytes = clean.as_deref().unwrap_or(bytes);
            if let Some(found) = without(bytes, secret) {
                clean = Some(found);
            }
        }
        clean
    }
}

fn without(bytes: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, secret) {
        let (before, found) = rest.split_at(at);
        clean.extend_from_slice(before);
        clean.extend_from_slice(REDACTED.as_bytes());
        rest = found.get(secret.len()..).unwrap_or_default();
    }
    if rest.len() == bytes.len() {
        return None;
    }
    clean.extend_from_slice(rest);
    Some(clean)
}

fn find(bytes: &[u8], secret: &[u8]) -> Option<usize> {
    // `windows` refuses to look for nothing.
    if secret.is_empty() {
        return None;
    }
    bytes
        .windows(secret.len())
        .position(|window| window == secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_and_its_secret_part_are_taken_out() {
        let key = Credential::bearer("neo_sk_test_Abc_def-ghi").unwrap();
        let key = key.hiding("Abc_def-ghi");
        for (text, clean) in [
            ("neo_sk_test_Abc_def-ghi", Some("[redacted]")),
            ("a neo_sk_test_Abc_def-ghi, b", Some("a [redacted], b")),
            (
                "neo_sk_test_Abc_def-ghineo_sk_test_Abc_def-ghi",
                Some("[redacted][redacted]"),
            ),
            ("it ends in Abc_def-ghi.", Some("it ends in [redacted].")),
            ("neo_sk_test_another", None),
            ("", None),
        ] {
            assert_eq!(key.redact(text).as_deref(), clean, "{text}");
        }
        let short = Credential::bearer("neo_sk_test_a").unwrap().hiding("a");
        assert_eq!(short.redact("a banana"), None);
        assert_eq!(short.redact("neo_sk_test_a").as_deref(), Some("[redacted]"));
    }

    #[test]
    fn a_token_and_its_telling_segments_are_taken_out() {
        let token = Credential::bearer("eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl").unwrap();
        let token = token.hiding("eyJzdWIiOi").hiding("c2lnbmF0dXJl");
        for (text, clean) in [
            ("<eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl>", "<[redacted]>"),
            ("eyJzdWIiOi and c2lnbmF0dXJl", "[redacted] and [redacted]"),
        ] {
            assert_eq!(token.redact(text).as_deref(), Some(clean), "{text}");
        }
        assert_eq!(token.redact("eyJhbGciOi"), None);
    }
}
