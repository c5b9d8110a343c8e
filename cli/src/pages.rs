//! `--all`: a list that comes page by page.

use std::collections::HashSet;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use neo_api::UntypedCall;
use neo_api::blocking::Neo;

use crate::failure::Failure;
use crate::json::Json;
use crate::output::{List, Printing, print_stderr, sanitize};
use crate::verbose;

/// Prints a list from the page at `cursor`, or the first one, to its end. What was read is printed, whatever comes after it.
pub fn all(
    neo: &Neo,
    first: &UntypedCall,
    cursor: Option<String>,
    printing: &Printing,
    verbose: bool,
) -> Result<(), Failure> {
    let progress = spinner();
    let mut list = List::new(printing);
    let mut followed: HashSet<String> = cursor.iter().cloned().collect();
    let mut at = cursor;
    let read = loop {
        let call = match &at {
            Some(cursor) => first.clone().with_query("cursor", cursor),
            None => first.clone(),
        };
        let response = neo.call_untyped(call);
        if verbose {
            progress.suspend(|| print_stderr(&verbose::response(&response)));
        }
        let next = response.map_err(Failure::from).and_then(|response| {
            let (items, next) = page(&response.data)?;
            progress.inc(items.len() as u64);
            progress.suspend(|| list.add(&items))?;
            Ok(next)
        });
        match next {
            Err(why) => break Err((why, at.map(|it| format!("continue with {}", flag(&it))))),
            Ok(Next::End) => break Ok(()),
            Ok(Next::At(cursor)) if followed.insert(cursor.clone()) => at = Some(cursor),
            Ok(Next::At(_)) => {
                let why = "the list does not end: its next_cursor was followed before";
                break Err((Failure::Io(why.to_owned()), Some(last(at.as_deref()))));
            }
            Ok(Next::Nowhere(why)) => {
                break Err((Failure::Io(why.to_owned()), Some(last(at.as_deref()))));
            }
        }
    };
    progress.finish_and_clear();
    let ended = list.end();
    match read {
        Ok(()) => ended,
        Err((Failure::ReaderGone, _)) => Err(Failure::ReaderGone),
        Err((why, None)) => Err(why),
        Err((why, Some(rest))) => Err(Failure::List {
            why: Box::new(why),
            printed: list.printed(),
            rest,
        }),
    }
}

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    End,
    At(String),
    /// There is more, and no way there.
    Nowhere(&'static str),
}

fn page(body: &[u8]) -> Result<(Vec<Json<'_>>, Next), Failure> {
    let broken = |what: &str| {
        Failure::Io(format!(
            "the service sent a page that is not a list: {what}"
        ))
    };
    let body = Json::read(body).map_err(|error| broken(&format!("it is not JSON ({error})")))?;
    let items = body.member("data").and_then(Json::items);
    let items = items.ok_or_else(|| broken("its `data` is not an array"))?;
    Ok((items, next(body)))
}

/// `has_more` decides where it is there, else the cursor; as the library has it.
fn next(body: Json<'_>) -> Next {
    let meta = body.member("meta");
    let Some(pagination) = given(meta.and_then(|meta| meta.member("pagination"))) else {
        return Next::End;
    };
    let has_more = given(pagination.member("has_more"));
    let cursor = given(pagination.member("next_cursor"));
    let text = cursor.map(|it| it.string().filter(|it| !it.is_empty()));
    match (has_more.map(Json::bool), text) {
        (Some(Some(false)), _) | (None, None) => Next::End,
        (Some(None), _) => {
            Next::Nowhere("the list is cut off: its has_more is neither true nor false")
        }
        (_, Some(Some(cursor))) => Next::At(cursor),
        (None, Some(None)) if cursor.is_some_and(|it| it.text() == "\"\"") => Next::End,
        (_, Some(None)) => Next::Nowhere("the list is cut off: its next_cursor is not a cursor"),
        (Some(Some(true)), None) => {
            Next::Nowhere("the list is cut off: has_more is true, but there is no next_cursor")
        }
    }
}

/// A null says as much as nothing.
fn given(json: Option<Json<'_>>) -> Option<Json<'_>> {
    json.filter(|it| !it.is_null())
}

/// Where a list was cut off.
fn last(cursor: Option<&str>) -> String {
    match cursor {
        Some(cursor) => format!("the last page was that of {}", flag(cursor)),
        None => "the last page was the first one".to_owned(),
    }
}

/// The argument that reads from a cursor, for a shell.
fn flag(cursor: &str) -> String {
    let needs_no_quotes = |it: char| it.is_ascii_alphanumeric() || "-_.,:/+=@%".contains(it);
    let cursor = sanitize(cursor);
    match cursor.chars().all(needs_no_quotes) {
        true => format!("--cursor={cursor}"),
        false => format!("--cursor='{}'", cursor.replace('\'', r"'\''")),
    }
}

fn spinner() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let progress = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} read in {elapsed}") {
        progress.set_style(style);
    }
    progress.enable_steady_tick(Duration::from_millis(120));
    progress
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(pagination: &str) -> Next {
        let body = format!(r#"{{"data":[],"meta":{{"pagination":{pagination}}}}}"#);
        next(Json::read(body.as_bytes()).unwrap())
    }

    #[test]
    fn a_list_ends_at_the_page_without_a_next_cursor() {
        for end in [
            "null",
            "{}",
            r#"{"has_more":false}"#,
            r#"{"has_more":false,"next_cursor":"a"}"#,
            r#"{"next_cursor":null}"#,
            r#"{"next_cursor":""}"#,
            r#"{"has_more":null,"next_cursor":null}"#,
        ] {
            assert_eq!(after(end), Next::End, "{end}");
        }
        assert_eq!(next(Json::read(b"{\"data\":[]}").unwrap()), Next::End);
        for more in [
            r#"{"has_more":true,"next_cursor":"a"}"#,
            r#"{"next_cursor":"a"}"#,
            r#"{"has_more":null,"next_cursor":"a"}"#,
        ] {
            assert_eq!(after(more), Next::At("a".to_owned()), "{more}");
        }
    }

    #[test]
    fn a_list_with_more_and_no_cursor_does_not_end_well() {
        for cut in [
            r#"{"has_more":true}"#,
            r#"{"has_more":true,"next_cursor":null}"#,
            r#"{"has_more":true,"next_cursor":""}"#,
            r#"{"has_more":true,"next_cursor":7}"#,
            r#"{"has_more":true,"next_cursor":{}}"#,
            r#"{"has_more":"true","next_cursor":"a"}"#,
            r#"{"next_cursor":7}"#,
        ] {
            assert!(matches!(after(cut), Next::Nowhere(_)), "{cut}");
        }
    }

    #[test]
    fn a_page_without_a_list_is_not_an_empty_one() {
        for body in [
            "",
            "<html>",
            "[]",
            "{}",
            r#"{"data":null}"#,
            r#"{"data":{}}"#,
        ] {
            assert!(page(body.as_bytes()).is_err(), "{body}");
        }
        assert!(page(br#"{"data":[]}"#).is_ok());
    }

    #[test]
    fn a_cursor_can_be_pasted_into_a_shell() {
        assert_eq!(flag("a-B_9=="), "--cursor=a-B_9==");
        assert_eq!(flag("-x"), "--cursor=-x");
        assert_eq!(flag("a b'$(c)"), r"--cursor='a b'\''$(c)'");
    }
}
