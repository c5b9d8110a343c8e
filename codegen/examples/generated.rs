//! Prints what is generated from a document: `cargo run -p neo-api-codegen --example generated -- DOCUMENT [CONVENTIONS]`.

use std::error::Error;

use neo_api_codegen::{Conventions, Options, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let document = arguments.next().ok_or("expected a document")?;
    let mut options = Options::default();
    if let Some(conventions) = arguments.next() {
        options.conventions = Conventions::parse(&std::fs::read_to_string(conventions)?)?;
    }
    let generated = generate(&std::fs::read_to_string(document)?, &options)?;
    print!("{}", generated.code);
    for note in &generated.notes {
        eprintln!("{note}");
    }
    Ok(())
}
