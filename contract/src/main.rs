//! `neo-contract`: vendors the contract and classifies the changes of a new revision.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    neo_contract::cli::main()
}
