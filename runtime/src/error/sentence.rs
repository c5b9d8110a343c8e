//! An error as `main` prints it: one sentence and its causes, on one line.

use std::error::Error;
use std::fmt::{self, Write as _};

/// Further causes are left out.
const DEEPEST: usize = 16;

/// What `Debug` of an error prints: `fn main() -> Result<(), Error>` ends with a sentence and not with a dump.
///
/// A cause whose text the line has already is left out. Control characters are escaped: the line stays one in a log.
pub(crate) fn debug(error: &dyn Error, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut line = error.to_string();
    let mut next = error.source();
    let mut lead = "; caused by: ";
    for _ in 0..DEEPEST {
        let Some(cause) = next else { break };
        let text = cause.to_string();
        if !text.is_empty() && !line.contains(&text) {
            line.push_str(lead);
            line.push_str(&text);
            lead = ": ";
        }
        next = cause.source();
    }
    for char in line.chars() {
        match char.is_control() {
            true => write!(formatter, "{}", char.escape_default())?,
            false => formatter.write_char(char)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    struct Chain(&'static [&'static str]);

    impl fmt::Display for Chain {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.0[0])
        }
    }

    impl fmt::Debug for Chain {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug(self, formatter)
        }
    }

    impl Error for Chain {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            const SECOND: Chain = Chain(&["no route", "no network\n"]);
            const THIRD: Chain = Chain(&["no network\n"]);
            match self.0 {
                [_, "no route", ..] => Some(&SECOND),
                [_, "no network\n", ..] => Some(&THIRD),
                _ => None,
            }
        }
    }

    #[test]
    fn causes_follow_once_and_on_the_same_line() {
        for (texts, line) in [
            (&["it failed"][..], "it failed"),
            (
                &["it failed", "no route"],
                "it failed; caused by: no route: no network\\n",
            ),
            (
                &["it failed (no route)", "no route"],
                "it failed (no route); caused by: no network\\n",
            ),
        ] {
            assert_eq!(format!("{:?}", Chain(texts)), line);
        }
    }
}
