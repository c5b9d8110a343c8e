//! The page of rules matches the rules.

use std::fs;
use std::path::Path;

use neo_contract::diff::rules::page;

#[test]
fn the_page_of_rules_is_generated_from_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    let page = page::page();
    if std::env::var_os("NEO_WRITE_RULES").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/rules.md is stale; NEO_WRITE_RULES=1 cargo test -p neo-contract --test rules writes it"
    );
}
