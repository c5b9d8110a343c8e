//! The repository's vendor folder is consistent: lock, generated code and surface match the contract.

use std::path::Path;

use neo_contract::check;

#[test]
fn checked_in_files_are_what_the_contract_generates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi");
    let stale = check::check(&folder, false).unwrap_or_else(|error| panic!("{error}"));
    let report: String = stale.iter().map(|one| format!("{one}\n")).collect();
    assert!(
        stale.is_empty(),
        "\n{report}\nTo accept the current contract, run: {}\n",
        check::FIX_COMMAND
    );
}
