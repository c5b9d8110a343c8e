//! Takes a credential out of what a service sends back: some repeat it in their refusals.

use memchr::memmem;

use super::Credential;

const REDACTED: &[u8] = b"[redacted]";

impl Credential {
    /// The text without the credential, where it is in it.
    #[cfg(test)]
    fn redact(&self, text: &str) -> Option<String> {
        let clean = self.redact_bytes(text.as_bytes())?;
        Some(String::from_utf8_lossy(&clean).into_owned())
    }

    /// The bytes without the credential, where it is in them: whole, or the part of it that is secret, also with
    /// characters that JSON has escaped.
    pub(crate) fn redact_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        // Most header values are shorter than any secret.
        if self.secrets().all(|secret| secret.len() > bytes.len()) {
            return None;
        }
        let escaped =
            memchr::memchr(b'\\', bytes).is_some() && memmem::find(bytes, b"\\u00").is_some();
        let mut clean = None;
        for secret in self.secrets() {
            let bytes = clean.as_deref().unwrap_or(bytes);
            let found = match escaped {
                true => without(
                    bytes,
                    Escaped {
                        secret,
                        bytes,
                        at: 0,
                    },
                ),
                // One search is cheaper than a searcher, and nearly always enough.
                false => memmem::find(bytes, secret).and_then(|_| {
                    let found = memmem::find_iter(bytes, secret);
                    without(bytes, found.map(|at| (at, at + secret.len())))
                }),
            };
            if let Some(found) = found {
                clean = Some(found);
            }
        }
        clean
    }
}

/// Takes the ranges out; None where there are none.
fn without(bytes: &[u8], ranges: impl Iterator<Item = (usize, usize)> + Clone) -> Option<Vec<u8>> {
    // Of the right size at once: a large body has no room for a second copy on the way.
    let length = ranges.clone().fold(bytes.len(), |length, (begin, end)| {
        (length + REDACTED.len()).saturating_sub(end - begin)
    });
    let mut ranges = ranges.peekable();
    ranges.peek()?;
    let mut clean = Vec::with_capacity(length);
    let mut rest = 0;
    for (begin, end) in ranges {
        clean.extend_from_slice(bytes.get(rest..begin).unwrap_or_default());
        clean.extend_from_slice(REDACTED);
        rest = end;
    }
    clean.extend_from_slice(bytes.get(rest..).unwrap_or_default());
    Some(clean)
}

/// Where a secret is, whichever of its characters are escaped.
#[derive(Clone)]
struct Escaped<'a> {
    secret: &'a [u8],
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Escaped<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let first = *self.secret.first()?;
        loop {
            let rest = self.bytes.get(self.at..)?;
            let begin = self.at + memchr::memchr2(first, b'\\', rest)?;
            let here = self.bytes.get(begin..)?;
            if let Some(length) = spelled(here, self.secret) {
                self.at = begin + length;
                return Some((begin, self.at));
            }
            self.at = begin + 1;
        }
    }
}

/// How many bytes spell `secret` at the beginning of `bytes`.
fn spelled(bytes: &[u8], secret: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    for byte in secret {
        let (first, length) = character(rest)?;
        if first != *byte {
            return None;
        }
        rest = rest.get(length..)?;
    }
    Some(bytes.len() - rest.len())
}

/// The first character and how many bytes spell it: itself, or `\u006e`. JSON within JSON has more backslashes.
fn character(bytes: &[u8]) -> Option<(u8, usize)> {
    /// JSON within JSON within JSON has seven of them.
    const BACKSLASHES: usize = 16;
    let first = *bytes.first()?;
    if first != b'\\' {
        return Some((first, 1));
    }
    let near = bytes.iter().take(BACKSLASHES);
    let slashes = near.take_while(|byte| **byte == b'\\').count();
    let hex = bytes.get(slashes..slashes + 5)?.strip_prefix(b"u00")?;
    let byte = u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()?;
    Some((byte, slashes + 5))
}

/// What may be printed of a text that should be a name, and may be a key or a whole header line instead.
pub(crate) fn printable_name(name: &str) -> &str {
    const LONGEST: usize = 64;
    let lower = name.to_ascii_lowercase();
    let secret = ["neo_sk_", "eyj", "bearer"]
        .iter()
        .any(|part| lower.contains(part));
    match secret || name.len() > LONGEST {
        true => "[redacted]",
        false => name,
    }
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
    fn escapes_hide_nothing() {
        let key = Credential::api_key("neo_sk_test_Abc_def-ghi")
            .unwrap()
            .hiding("Abc_def-ghi");
        let escaped = |text: &str, every: usize, slash: &str| -> String {
            let chars = text.chars().enumerate();
            chars
                .map(|(at, char)| match at % every {
                    0 => format!("{slash}u{:04x}", u32::from(char)),
                    _ => char.to_string(),
                })
                .collect()
        };
        for every in [1, 2, 3, 7] {
            for slash in ["\\", "\\\\", "\\\\\\\\"] {
                let whole = escaped("neo_sk_test_Abc_def-ghi", every, slash);
                let part = escaped("Abc_def-ghi", every, slash)
                    .to_uppercase()
                    .replace("\\U", "\\u");
                let text = format!("{{\"a\":\"\\u00e9{whole}\",\"b\":\"{whole}{whole}\"}}");
                let clean = key.redact(&text).unwrap();
                assert_eq!(
                    clean,
                    "{\"a\":\"\\u00e9[redacted]\",\"b\":\"[redacted][redacted]\"}"
                );
                // Upper-case hex digits; the letters themselves stay as they are where each is escaped.
                if every == 1 {
                    assert_eq!(key.redact(&part).as_deref(), Some("[redacted]"), "{part}");
                }
            }
        }
        assert_eq!(key.redact("\\u006eeo_sk_test_other \\u00"), None);
        assert_eq!(key.redact("\\u006"), None);
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
