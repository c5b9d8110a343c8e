//! Exploding documents: each is refused or generated with notes, in time and memory proportional to its length, and
//! never ends the program.

#[path = "support/explosions.rs"]
mod documents;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use neo_api_codegen::{Error, Generated, NoteKind, Options, generate};

/// Guards only against infinite loops: the slowest case takes seconds on a busy machine.
const GUARD: Duration = Duration::from_secs(300);

/// The maximum bytes of code per byte of the document.
const MOST_CODE: usize = 80;
const SOME_CODE: usize = 200_000;

/// The result for a document.
#[derive(Debug)]
enum Outcome {
    /// It is generated completely.
    Whole,
    /// It is generated, with this note.
    Noted(&'static str),
    Refused(&'static str),
}
use Outcome::{Noted, Refused, Whole};

fn expected(name: &str) -> Outcome {
    match name {
        "a product of unions" | "a wide union" => {
            Noted("a union of more than 200 branches; any JSON")
        }
        "branches of products" | "a wide union of constants" => {
            Noted("it expands to more than 5000 schemas")
        }
        "a chain of aliases"
        | "a chain of nullable aliases"
        | "a chain of unions"
        | "a chain of extensions"
        | "aliases fanned out"
        | "parts fanned out"
        | "parts of parts" => Noted("or to a chain of more than 150; any JSON is accepted"),
        "a recursive allOf" | "a oneOf of itself" => Noted("is part of a cycle"),
        "a wide enum" => Noted("an enum of 6000 values; any value of its type is accepted"),
        "an enum of one name" => Noted("the variant name `A` is taken"),
        "members of other members" => Noted("merges too many schemas"),
        "a list of itself, merged" => Noted("a list or map that contains itself"),
        "a base of many" => Noted("more than 1000 schemas extend it; kept as JSON text"),
        "1,000 levels of lists" => Refused("recursion limit exceeded"),
        _ => Whole,
    }
}

fn generated(text: String, stack: usize) -> Result<Generated, Error> {
    let (sender, receiver) = mpsc::channel();
    let run = move || {
        // Fails only after the receiver gave up.
        let _ = sender.send(generate(&text, &Options::default()));
    };
    let thread = thread::Builder::new().stack_size(stack).spawn(run);
    thread.expect("a thread");
    receiver.recv_timeout(GUARD).expect("it ends, and in time")
}

#[test]
fn exploding_documents_are_refused_or_noted() {
    let mut all = documents::all(400);
    let named = all.iter().find(|(name, _)| *name == "members of members");
    let retargeted = named.map(|(_, text)| text.replacen("schemas/A7\"", "schemas/A3\"", 3));
    all.push(("members of other members", retargeted.unwrap()));
    for (name, text) in all {
        println!("{name}");
        let length = text.len();
        // The default stack size of a thread.
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
