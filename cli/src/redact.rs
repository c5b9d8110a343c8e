//! Keeps keys out of what is printed.

use std::borrow::Cow;
use std::sync::OnceLock;

const REDACTED: &str = "[redacted]";
/// Shorter parts of a key may occur in other text by chance.
const SHORTEST: usize = 8;

/// The key of this run: whole, and what of it is secret.
static OWN: OnceLock<Vec<String>> = OnceLock::new();

/// From now on nothing prints this key.
pub fn keep(key: &str) {
    OWN.get_or_init(|| parts(key));
}

/// The whole key first, then its parts: the last of `neo_sk_<env>_<secret>`, and those of a JWT but the first, which says
/// nothing.
fn parts(key: &str) -> Vec<String> {
    let (separator, count, public) = match key.starts_with("eyJ") {
        true => ('.', 3, 1),
        false => ('_', 4, 3),
    };
    let parts = key.splitn(count, separator).skip(public);
    [key]
        .into_iter()
        .chain(parts.filter(|it| it.len() >= SHORTEST))
        .map(str::to_owned)
        .collect()
}

/// Removes the key of this run from what the service sent. Other keys are data: the user who creates one wants to see it.
pub fn own(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut clean = Cow::Borrowed(bytes);
    for secret in OWN.get().into_iter().flatten() {
        if let Some(without) = without(&clean, |rest| spelled(rest, secret)) {
            clean = Cow::Owned(without);
        }
    }
    clean
}

/// Removes everything that looks like a key from a message or a shown request: some keys are where no key belongs.
pub fn all(text: &str) -> String {
    let bytes = own(text.as_bytes());
    let clean = without(&bytes, api_key).map_or(bytes, Cow::Owned);
    let clean = without(&clean, token).map_or(clean, Cow::Owned);
    String::from_utf8_lossy(&clean).into_owned()
}

/// Replaces what `found` finds at the start of any rest of `bytes`, by its length. None where it finds nothing.
fn without(bytes: &[u8], found: impl Fn(&[u8]) -> Option<usize>) -> Option<Vec<u8>> {
    let mut clean = Vec::new();
    let mut rest = bytes;
    let mut any = false;
    while let Some((first, behind)) = rest.split_first() {
        match found(rest).and_then(|length| rest.get(length..)) {
            Some(behind) if behind.len() < rest.len() => {
                clean.extend_from_slice(REDACTED.as_bytes());
                any = true;
                rest = behind;
            }
            _ => {
                clean.push(*first);
                rest = behind;
            }
        }
    }
    any.then_some(clean)
}

/// The length of `secret` at the start of `bytes`, each character of it as it is, as JSON or as a URL may escape it.
fn spelled(bytes: &[u8], secret: &str) -> Option<usize> {
    let mut rest = bytes;
    for byte in secret.bytes() {
        let escaped = |start: &str, rest: &[u8]| {
            let (begin, digits) = (rest.get(..start.len())?, rest.get(start.len()..)?);
            let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
            let same = u8::from_str_radix(digits, 16) == Ok(byte);
            (same && begin.eq_ignore_ascii_case(start.as_bytes())).then_some(start.len() + 2)
        };
        let length = match rest.first()? {
            it if *it == byte => 1,
            b'\\' => escaped("\\u00", rest)?,
            b'%' => escaped("%", rest)?,
            _ => return None,
        };
        rest = rest.get(length..)?;
    }
    Some(bytes.len() - rest.len())
}

/// The length of a `neo_sk_<env>_<secret>` at the start of `bytes`.
fn api_key(bytes: &[u8]) -> Option<usize> {
    const START: &[u8] = b"neo_sk_";
    let env = run(bytes.strip_prefix(START)?, |it| {
        it.is_ascii_alphanumeric() || it == b'-'
    });
    let secret = bytes.get(START.len() + env..)?.strip_prefix(b"_")?;
    let secret = run(secret, is_base64url);
    (env > 0 && secret > 0).then_some(START.len() + env + 1 + secret)
}

/// The length of a JWT at the start of `bytes`.
fn token(bytes: &[u8]) -> Option<usize> {
    if !bytes.starts_with(b"eyJ") {
        return None;
    }
    let mut length = run(bytes, is_base64url);
    for _ in 0..2 {
        let part = run(bytes.get(length..)?.strip_prefix(b".")?, is_base64url);
        if part == 0 {
            return None;
        }
        length += 1 + part;
    }
    Some(length)
}

fn run(bytes: &[u8], allowed: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| allowed(**byte)).count()
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_however_it_is_escaped() {
        let secret = "a_b-c.Z";
        for text in [
            "a_b-c.Z",
            r"a\u005fb-c.Z",
            r"\u0061\u005Fb-c\u002e\u005a",
            "a%5Fb%2dc.Z",
        ] {
            assert_eq!(spelled(text.as_bytes(), secret), Some(text.len()), "{text}");
        }
        for text in ["a_b-c.z", r"a\u015fb-c.Z", r"a\u005", "a%5", "", "a_b"] {
            assert_eq!(spelled(text.as_bytes(), secret), None, "{text}");
        }
    }

    #[test]
    fn the_parts_that_are_secret_are_kept_apart() {
        assert_eq!(
            parts("neo_sk_test_Abc_def-ghi"),
            ["neo_sk_test_Abc_def-ghi", "Abc_def-ghi"]
        );
        assert_eq!(parts("neo_sk_test_a"), ["neo_sk_test_a"]);
        assert_eq!(
            parts("eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl"),
            [
                "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl",
                "eyJzdWIiOi",
                "c2lnbmF0dXJl"
            ]
        );
    }

    #[test]
    fn messages_show_nothing_that_looks_like_a_key() {
        for (text, clean) in [
            (
                "no file neo_sk_eu-1_Ab_c-9: gone",
                "no file [redacted]: gone",
            ),
            ("neo_sk_a_bneo_sk_a_b", "[redacted]"),
            ("'eyJh.eyJz.c2ln'", "'[redacted]'"),
            (
                "a key is neo_sk_<env>_<secret>",
                "a key is neo_sk_<env>_<secret>",
            ),
            (
                "neo_sk_ neo_sk__x eyJh.eyJz é",
                "neo_sk_ neo_sk__x eyJh.eyJz é",
            ),
        ] {
            assert_eq!(all(text), clean);
        }
    }
}
