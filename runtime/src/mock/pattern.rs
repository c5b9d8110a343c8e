//! A text that fits a `pattern`.
//!
//! Contracts use a small part of ECMA-262's regular expressions: literals, classes, groups, alternatives and quantifiers.
//! For what goes beyond, such as a look ahead, there is no sample.

use std::iter::Peekable;
use std::str::Chars;

/// Longer texts are not tried.
const LONGEST: usize = 10_000;

/// A text that matches the pattern, of at least `least` characters if there is one.
pub(super) fn sample(pattern: &str, least: usize) -> Option<String> {
    let mut shortest = None;
    let mut more = 0;
    while more <= LONGEST {
        let mut chars = pattern.chars().peekable();
        let text = Sampler { more }.alternatives(&mut chars)?;
        if chars.next().is_some() {
            return None;
        }
        let length = text.chars().count();
        if length >= least.max(1) {
            return Some(text);
        }
        shortest.get_or_insert(text);
        more = more.max(least.min(LONGEST).saturating_sub(length) / 8) + 1;
    }
    shortest
}

struct Sampler {
    /// How often what may be repeated is, beyond what it must.
    more: usize,
}

impl Sampler {
    /// The first of `a|b|c`, up to the end or a closing parenthesis.
    fn alternatives(&self, chars: &mut Peekable<Chars<'_>>) -> Option<String> {
        let first = self.sequence(chars)?;
        while chars.next_if_eq(&'|').is_some() {
            self.sequence(chars)?;
        }
        Some(first)
    }

    fn sequence(&self, chars: &mut Peekable<Chars<'_>>) -> Option<String> {
        let mut text = String::new();
        while let Some(next) = chars.next_if(|next| !matches!(next, '|' | ')')) {
            let one = match next {
                '^' | '$' => continue,
                '(' => self.group(chars)?,
                '[' => class(chars)?.to_string(),
                '\\' => escape(chars.next()?)?.to_string(),
                '.' => "a".to_owned(),
                '*' | '+' | '?' | '{' | '}' | ']' => return None,
                literal => literal.to_string(),
            };
            let (least, most) = quantifier(chars)?;
            let count = least.saturating_add(self.more).min(most).min(LONGEST);
            text.push_str(&one.repeat(count));
            if text.len() > 4 * LONGEST {
                return None;
            }
        }
        Some(text)
    }

    fn group(&self, chars: &mut Peekable<Chars<'_>>) -> Option<String> {
        if chars.next_if_eq(&'?').is_some() {
            match chars.next()? {
                ':' => {}
                // A name; `<=` and `<!` look behind.
                '<' if chars.peek().is_some_and(|next| next.is_alphabetic()) => {
                    chars.find(|next| *next == '>')?;
                }
                _ => return None,
            }
        }
        let text = self.alternatives(chars)?;
        chars.next_if_eq(&')')?;
        Some(text)
    }
}

/// Least and most times.
fn quantifier(chars: &mut Peekable<Chars<'_>>) -> Option<(usize, usize)> {
    let bounds = match chars.peek() {
        Some('*') => (0, usize::MAX),
        Some('+') => (1, usize::MAX),
        Some('?') => (0, 1),
        Some('{') => {
            chars.next();
            let mut inside = String::new();
            while let Some(next) = chars.next_if(|next| *next != '}') {
                inside.push(next);
            }
            match inside.split_once(',') {
                None => (inside.parse().ok()?, inside.parse().ok()?),
                Some((least, "")) => (least.parse().ok()?, usize::MAX),
                Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
            }
        }
        _ => return Some((1, 1)),
    };
    chars.next()?;
    // As few as possible is still as many as fit.
    chars.next_if_eq(&'?');
    Some(bounds)
}

/// A character that `\x` stands for.
fn escape(letter: char) -> Option<char> {
    match letter {
        'd' => Some('1'),
        'w' | 'D' | 'S' => Some('a'),
        'W' => Some('-'),
        's' => Some(' '),
        't' => Some('\t'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        other if other.is_alphanumeric() => None,
        other => Some(other),
    }
}

/// A character of `[..]`, whose bracket is read.
fn class(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    let negated = chars.next_if_eq(&'^').is_some();
    let mut ranges: Vec<(char, char)> = Vec::new();
    loop {
        let first = match chars.next()? {
            ']' => break,
            '\\' => match chars.next()? {
                'd' => ('0', '9'),
                'w' => {
                    ranges.extend([('A', 'Z'), ('0', '9'), ('_', '_')]);
                    ('a', 'z')
                }
                's' => (' ', ' '),
                letter => escape(letter)
                    .filter(|_| !letter.is_ascii_uppercase())
                    .map(|it| (it, it))?,
            },
            literal => (literal, literal),
        };
        let mut ahead = chars.clone();
        let is_range = first.0 == first.1
            && ahead.next() == Some('-')
            && ahead.peek().is_some_and(|next| *next != ']');
        if !is_range {
            ranges.push(first);
            continue;
        }
        chars.next();
        let last = match chars.next()? {
            '\\' => escape(chars.next()?)?,
            literal => literal,
        };
        ranges.push((first.0, last));
    }
    let fits = |one: &char| {
        let among = ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(one));
        among != negated
    };
    // Letters and digits are nicer to read than what some ranges begin with.
    "a1A-_ .~!"
        .chars()
        .find(fits)
        .or_else(|| ranges.first().map(|(first, _)| *first).filter(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contracts_ask_for_is_given() {
        for (pattern, least, text) in [
            ("^[0-9]+$", 0, Some("1")),
            ("^[0-9]+$", 4, Some("1111")),
            (r"^\d{4}-\d{2}$", 0, Some("1111-11")),
            ("^[A-Z]{2}$", 0, Some("AA")),
            (r"^\+[1-9]\d{1,14}$", 0, Some("+11")),
            ("^(?:neo|psa)_[a-z0-9_-]{3,}$", 0, Some("neo_aaa")),
            ("^(?<kind>a|b)?$", 0, Some("a")),
            ("^[^/?#]+$", 0, Some("a")),
            ("^[a-z]*$", 3, Some("aaa")),
            ("^x{2}$", 9, Some("xx")),
            (r"^[\w.]+@[\w.]+\.com$", 0, Some("a@a.com")),
            ("^[!-/]$", 0, Some("-")),
            ("^[\u{e4}]$", 0, Some("\u{e4}")),
            ("", 0, Some("")),
            ("^(?=a)", 0, None),
            ("(a", 0, None),
            ("[a", 0, None),
            ("a)", 0, None),
            (r"\p{L}", 0, None),
            ("a{x}", 0, None),
            ("a**", 0, None),
            ("a{99999}{99999}", 0, None),
        ] {
            assert_eq!(sample(pattern, least).as_deref(), text, "{pattern}");
        }
        assert_eq!(sample("^a+$", 500).map(|it| it.len() >= 500), Some(true));
    }

    proptest::proptest! {
        #[test]
        fn no_pattern_panics(pattern in r"[\[\](){}|\\^$*+?.,a-z0-9<:=!-]{0,20}", least in 0..50_usize) {
            let _ = sample(&pattern, least);
        }
    }
}
