//! Documents made to explode: each is refused or generated with notes, in proportion to its length, and never ends the
//! program.

#[path = "support/explosions.rs"]
mod documents;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use neo_api_codegen::{Error, Generated, NoteKind, Options, generate};

/// Against loops without end alone: the slowest takes seconds on a busy machine.
const GUARD: Duration = Duration::from_secs(300);

/// Bytes of code for a byte of the document, and for any.
const MOST_CODE: usize = 80;
const SOME_CODE: usize = 200_000;

/// What becomes of a document.
#[derive(Debug)]
enum Outcome {
    /// It is generated as a whole.
    Whole,
    /// It is generated, and a note says this.
    Noted(&'static str),
    Refused(&'static str),
}
use Outcome::{Noted, Refused, Whole};

fn expected(name: &str) -> Outcome {
    match name {
        "a product of unions" | "a wide union" => {
            Noted("a union of more than 200 branches: any JSON")
        }
        "branches of products" | "a wide union of constants" => {
            Noted("it is made of more than 5000 schemas")
        }
        "a chain of aliases"
        | "a chain of nullable aliases"
        | "a chain of unions"
        | "a chain of extensions"
        | "aliases fanned out"
        | "parts fanned out"
        | "parts of parts" => Noted("when its references are followed; any JSON is taken"),
        "a recursive allOf" | "a oneOf of itself" => Noted("leads back to itself"),
        "a wide enum" => Noted("an enum of 6000 values; any value of its type is taken"),
        "an enum of one name" => Noted("the variant name `A` is taken"),
        "a list of itself, merged" => Noted("a list or map of itself"),
        "a base of many" => Noted("more than 1000 schemas extend it; kept as JSON text"),
        "1,000 levels of lists" => Refused("recursion limit exceeded"),
        _ => Whole,
    }
}

fn generated(text: String, stack: usize) -> Result<Generated, Error> {
    let (sender, receiver) = mpsc::channel();
    let run = move || sender.send(generate(&text, &Options::default()));
    let thread = thread::Builder::new().stack_size(stack).spawn(run);
    thread.expect("a thread");
    receiver.recv_timeout(GUARD).expect("it ends, and in time")
}

#[test]
fn what_is_made_to_explode_is_refused_or_noted() {
    for (name, text) in documents::all(400) {
        println!("{name}");
        let length = text.len();
        // As much as the threads of a program have.
        let found = generated(text, 2 << 20);
        let expected = expected(name);
        match (&expected, &found) {
            (Refused(why), Err(error)) => {
                let chain = format!("{error:?}");
                assert!(chain.contains(why), "{name}: {chain}");
            }
            (Noted(why), Ok(found)) => {
                let noted = found.notes.iter().any(|it| it.what.contains(why));
                assert!(noted, "{name}: nothing says that {why}");
            }
            (Whole, Ok(found)) => {
                let lost = found.notes.iter().find(|it| it.kind == NoteKind::Lost);
                assert!(lost.is_none(), "{name}: {lost:?}");
            }
            (_, Ok(_)) => panic!("{name}: it was generated, and {expected:?} was expected"),
            (_, Err(error)) => panic!("{name}: {error}"),
        }
        if let Ok(found) = found {
            let most = length * MOST_CODE + SOME_CODE;
            let code = found.code.len();
            assert!(
                code <= most,
                "{name}: {code} bytes of code, {length} of contract"
            );
        }
    }
}
