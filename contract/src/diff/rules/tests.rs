//! Every rule has its mirror, and every id that is not ours is oasdiff's, at its level.

use std::collections::BTreeMap;

use super::schema::{POSITIONS, ROWS, rule};
use super::{Level, mirror, places};

fn all() -> Vec<(String, Level)> {
    let schemas = POSITIONS.iter().flat_map(|(position, _)| {
        ROWS.iter().map(|row| {
            let rule = rule(*position, row.suffix);
            (rule.id, rule.level)
        })
    });
    let places = places::all().map(|(id, level)| (id.to_owned(), level));
    places.chain(schemas).collect()
}

#[test]
fn every_rule_has_a_mirror_that_is_a_rule() {
    let rules: BTreeMap<_, _> = all().into_iter().collect();
    for id in rules.keys() {
        let mirror = mirror(id).unwrap_or_else(|| panic!("{id} has no mirror"));
        assert!(
            rules.contains_key(&mirror),
            "{id}: its mirror {mirror} is no rule"
        );
    }
}

#[test]
fn every_schema_rule_stands_at_every_place_and_its_mirror_mirrors_it() {
    for row in ROWS {
        assert_eq!(row.cells.len(), POSITIONS.len(), "{}", row.suffix);
        let back = ROWS.iter().find(|other| other.suffix == row.mirror);
        assert_eq!(back.map(|back| back.mirror), Some(row.suffix));
    }
}

#[test]
fn ids_that_are_not_ours_are_oasdiffs_at_its_level() {
    let Some(path) = std::env::var_os("NEO_OASDIFF_RULES") else {
        eprintln!("skipped: NEO_OASDIFF_RULES names no table of oasdiff's rules");
        return;
    };
    let table = std::fs::read_to_string(path).unwrap();
    let theirs: BTreeMap<&str, &str> = table
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.next()?))
        })
        .collect();
    for (id, level) in all() {
        if let Some(plain) = id.strip_prefix("rust-") {
            assert!(!theirs.contains_key(plain), "{id}: oasdiff has that rule");
            continue;
        }
        let ours = match level {
            Level::Error => "ERR",
            Level::Warning => "WARN",
            Level::Info => "INFO",
        };
        assert_eq!(theirs.get(id.as_str()).copied(), Some(ours), "{id}");
    }
}
