//! The repository's own vendor folder holds together: lock, generated code and surface match the contract.

use std::path::Path;

use neo_contract::check;

#[test]
fn checked_in_files_are_what_the_contract_generates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi");
    let stale = check::check(&folder, false).unwrap_or_else(|error| panic!("{error}"));
    let report: String = stale.iter().map(|one| format!("{one}\n")).collect();
    assert!(
        stale.is_empty(),
        "\n{report}\nTo accept what the contract says now: {}\n",
        check::FIX_COMMAND
    );
}
