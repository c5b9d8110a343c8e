//! `neo-contract`: vendors the contract and judges what a new revision changes.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    neo_contract::cli::main()
}
