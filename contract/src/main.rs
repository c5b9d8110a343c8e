//! `neo-contract`: vendors the contract and classifies the changes of a new revision.
#![forbid(unsafe_code)]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    neo_contract::cli::main()
}
