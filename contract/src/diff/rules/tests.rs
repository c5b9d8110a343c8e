//! Every rule has its mirror, and every id that is not ours is oasdiff's, at its level.

use std::collections::BTreeMap;

use super::changes::{CHANGES, rows};
use super::{Level, all};

#[test]
fn every_rule_has_an_id_of_its_own_and_a_mirror_that_is_a_rule() {
    let mut rules = BTreeMap::new();
    for rule in all() {
        let verdicts = (rule.mirror, rule.level, rule.wire, rule.surface);
        // What is deprecated may be the parameter or its schema.
        let known = rules.insert(rule.id, verdicts).unwrap_or(verdicts);
        assert_eq!(known, verdicts, "{}: two rules share an id", rule.id);
    }
    for (id, (mirror, ..)) in &rules {
        assert!(
            rules.contains_key(mirror),
            "{id}: its mirror {mirror} is not a rule"
        );
    }
}

#[test]
fn every_change_has_one_row_and_its_mirror_mirrors_it() {
    for change in CHANGES {
        assert_eq!(
            rows().filter(|row| row.change == *change).count(),
            1,
            "{change:?}"
        );
    }
    for row in rows() {
        let back = rows().find(|other| other.change == row.mirror);
        assert_eq!(back.map(|back| back.mirror), Some(row.change));
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
    for rule in all() {
        if let Some(plain) = rule.id.strip_prefix("rust-") {
            assert!(
                !theirs.contains_key(plain),
                "{}: oasdiff has that rule",
                rule.id
            );
            continue;
        }
        if rule.id == super::structure::UNCLASSIFIED.id {
            continue;
        }
        let ours = match rule.level {
            Level::Error => "ERR",
            Level::Warning => "WARN",
            Level::Info => "INFO",
        };
        assert_eq!(theirs.get(rule.id).copied(), Some(ours), "{}", rule.id);
    }
}
