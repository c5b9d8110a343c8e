//! Unions whose branches say which they are.

use std::cell::Cell;

use serde::de::Deserializer;

use super::raw::{members, raw_text, refused};

/// Unions inside of each other, as deep as serde_json lets other values be.
const DEEPEST: usize = 64;

/// One branch of a union, for generated code.
pub struct Branch<T> {
    tags: &'static [&'static str],
    read: fn(&str) -> Result<T, serde_json::Error>,
}

impl<T> Branch<T> {
    /// The branch that `tags` name, and how its JSON is read.
    pub const fn new(
        tags: &'static [&'static str],
        read: fn(&str) -> Result<T, serde_json::Error>,
    ) -> Self {
        Self { tags, read }
    }
}

/// Decodes the branch that the member `tag` names. Where it names none, the first that fits.
///
/// # Errors
/// When the branch does not fit, or no branch does.
pub fn read_union<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    tag: &str,
    branches: &[Branch<T>],
) -> Result<T, D::Error> {
    let text = raw_text(deserializer)?;
    let _inside = Inside::enter().ok_or_else(|| refused("recursion limit exceeded", &text))?;
    let named = members(&text).and_then(|members| {
        let (_, value) = members.into_iter().rev().find(|(name, _)| name == tag)?;
        serde_json::from_str::<String>(value).ok()
    });
    let branch = named.and_then(|named| {
        branches
            .iter()
            .find(|branch| branch.tags.contains(&named.as_str()))
    });
    match branch {
        Some(branch) => (branch.read)(&text).map_err(|error| refused(error, &text)),
        None => branches
            .iter()
            .find_map(|branch| (branch.read)(&text).ok())
            .ok_or_else(|| refused("data did not match any branch of the union", &text)),
    }
}

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Each union begins to read anew, so that serde_json's own limit does not hold.
struct Inside;

impl Inside {
    fn enter() -> Option<Self> {
        DEPTH.with(|depth| {
            let now = depth.get();
            depth.set(now + 1);
            let inside = Self;
            (now < DEEPEST).then_some(inside)
        })
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        DEPTH.with(|depth| depth.set(depth.get().saturating_sub(1)));
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Short {
        text: String,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Long {
        text: String,
        bold: bool,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Group {
        parts: Vec<Part>,
    }

    #[derive(Debug, PartialEq)]
    enum Part {
        Short(Short),
        Long(Long),
        Group(Group),
    }

    impl<'de> Deserialize<'de> for Part {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            read_union(
                deserializer,
                "kind",
                &[
                    Branch::new(&["s"], |text| serde_json::from_str(text).map(Part::Short)),
                    Branch::new(&["l", "ll"], |text| {
                        serde_json::from_str(text).map(Part::Long)
                    }),
                    Branch::new(&["g"], |text| serde_json::from_str(text).map(Part::Group)),
                ],
            )
        }
    }

    #[test]
    fn the_member_decides_and_not_what_fits_first() {
        let read = |text: &str| serde_json::from_str::<Part>(text);
        let long = r#"{"text":"a","bold":true,"kind":"ll"}"#;
        assert!(matches!(read(long), Ok(Part::Long(_))));
        assert!(matches!(read(&long.replace("ll", "s")), Ok(Part::Short(_))));
        let error = read(r#"{"kind":"l","text":"a"}"#).unwrap_err().to_string();
        assert!(error.contains("missing field `bold`"), "{error}");
        // Nothing that is known: the first that fits.
        assert!(matches!(
            read(&long.replace("ll", "new")),
            Ok(Part::Short(_))
        ));
        assert!(matches!(read(r#"{"text":"a"}"#), Ok(Part::Short(_))));
        assert!(read("[]").is_err());
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| {
            let open = r#"{"kind":"g","parts":["#.repeat(depth);
            serde_json::from_str::<Part>(&(open + &"]}".repeat(depth)))
        };
        assert!(nested(DEEPEST).is_ok());
        assert!(nested(DEEPEST + 1).is_err());
        assert!(nested(100_000).is_err());
        assert!(nested(DEEPEST).is_ok());
    }
}
