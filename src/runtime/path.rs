//! Path arguments.

/// A path argument as one step of a path: all but the characters that RFC 3986 leaves unreserved is
/// percent-encoded.
///
/// progenitor's own function leaves `\` as it is, which URLs with http take for `/`. What no encoding
/// helps against is the arguments `.` and `..` (URL parsers decode before they look): a request with such an
/// argument does not fit its operation's path template.
///
/// ```
/// use neo_api::runtime::encode_path;
///
/// assert_eq!(encode_path("a/b\\c d%é"), "a%2Fb%5Cc%20d%25%C3%A9");
/// assert_eq!(encode_path("x-1_2.3~4"), "x-1_2.3~4");
/// ```
pub fn encode_path(argument: &str) -> String {
    let mut encoded = String::with_capacity(argument.len());
    for byte in argument.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => {
                encoded.push('%');
                for nibble in [byte >> 4, byte & 15] {
                    let digit = char::from_digit(u32::from(nibble), 16).unwrap_or('0');
                    encoded.push(digit.to_ascii_uppercase());
                }
            }
        }
    }
    encoded
}
