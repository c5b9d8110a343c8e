//! Why a connection failed.

use std::error::Error;
use std::fmt;
use std::io;

/// The longest text of one error that is kept, in characters.
const LONGEST: usize = 300;
/// Further errors are left out.
const DEEPEST: usize = 16;

/// Why a connection failed, in the words of the HTTP client: one text for each error of its chain.
///
/// The errors themselves are not kept. Some hold what the server sent (the debug data of HTTP/2's GOAWAY), and print
/// it; here it is short, without control characters, and without the credential.
#[derive(Clone, PartialEq, Eq)]
pub struct Cause {
    text: String,
    io: Option<io::ErrorKind>,
    source: Option<Box<Cause>>,
}

impl Cause {
    /// The texts of `error` and its sources, each as `redact` leaves it; None where it finds nothing to take out.
    pub fn new(error: &(dyn Error + 'static), redact: &dyn Fn(&str) -> Option<String>) -> Self {
        Self::at(error, redact, 0)
    }

    fn at(
        error: &(dyn Error + 'static),
        redact: &dyn Fn(&str) -> Option<String>,
        depth: usize,
    ) -> Self {
        let text = error.to_string();
        let text = redact(&text).unwrap_or(text);
        let source = error.source().filter(|_| depth < DEEPEST);
        Self {
            text: printable(&text),
            io: error.downcast_ref::<io::Error>().map(io::Error::kind),
            source: source.map(|source| Box::new(Self::at(source, redact, depth + 1))),
        }
    }

    /// What the operating system said, where it said anything.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        let inner = self.source.as_ref().and_then(|source| source.io_kind());
        inner.or(self.io)
    }

    /// The text of the last error in the chain.
    pub(crate) fn last(&self) -> &str {
        self.texts().last().unwrap_or_default()
    }

    /// Whether an error of the chain has this text in it, in any case.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.texts()
            .any(|it| it.to_ascii_lowercase().contains(text))
    }

    /// The texts of the chain, the outermost first.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let causes = std::iter::successors(Some(self), |cause: &&Self| cause.source.as_deref());
        causes.map(|cause| cause.text.as_str())
    }
}

/// One line of printable characters, of a length that a log takes.
fn printable(text: &str) -> String {
    let mut line = String::new();
    for (at, char) in text.chars().enumerate() {
        if at == LONGEST {
            line.push('…');
            break;
        }
        match char.is_control() {
            true => line.extend(char.escape_default()),
            false => line.push(char),
        }
    }
    line
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Cause")?;
        formatter.debug_list().entries(self.texts()).finish()
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Outer(io::Error);

    impl fmt::Display for Outer {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("outer\nwith a SECRET")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn each_text_of_the_chain_is_kept_clean_and_short() {
        let long = format!("SECRET{}", "x".repeat(1000));
        let error = Outer(io::Error::new(io::ErrorKind::ConnectionReset, long));
        let redact = |text: &str| text.contains("SECRET").then(|| text.replace("SECRET", "-"));
        let cause = Cause::new(&error, &redact);
        assert_eq!(cause.to_string(), "outer\\nwith a -");
        assert_eq!(cause.io_kind(), Some(io::ErrorKind::ConnectionReset));
        let source = cause.source().unwrap();
        assert!(source.to_string().starts_with("-xxx"));
        assert_eq!(source.to_string().chars().count(), LONGEST + 1);
        let printed = format!("{cause:?}");
        assert!(
            !printed.contains("SECRET") && printed.len() < 400,
            "{printed}"
        );
    }
}
