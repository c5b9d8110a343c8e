//! Contract pairs with verdicts from another tool's tests. They are not part of this repository: `NEO_DRIFT_PAIRS` is
//! their folder, and without it the test is skipped.
//!
//! `NEO_WRITE_PAIRS=1` updates `PAIRS.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use neo_contract::diff::{self, Diff, Level, Surface, Wire};
use serde_json::Value;

struct Pair {
    name: String,
    breaking: bool,
    tier: Option<String>,
    expected: Vec<String>,
    diff: Diff,
}

impl Pair {
    fn agrees(&self) -> bool {
        let breaking = self
            .diff
            .findings
            .iter()
            .any(|finding| finding.level >= Level::Warning);
        breaking == self.breaking
    }

    fn at_least_risky(&self) -> bool {
        // The middle of either scale: risky on the wire, or visible to callers.
        let felt = |finding: &diff::Finding| {
            finding.wire >= Wire::Risky || finding.surface >= Surface::Minor
        };
        self.diff.findings.iter().any(felt)
    }
}

fn pairs() -> Option<Vec<Pair>> {
    let Some(folder) = std::env::var_os("NEO_DRIFT_PAIRS").map(PathBuf::from) else {
        eprintln!("skipped: NEO_DRIFT_PAIRS is not set to a folder of contract pairs");
        return None;
    };
    let mut names: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    Some(
        names
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| read(path))
            .collect(),
    )
}

fn read(folder: &Path) -> Pair {
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let expected: Value = serde_json::from_str(&text("expected.json")).unwrap();
    let ids = expected["ids"].as_array().unwrap();
    Pair {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        breaking: expected["label"] == "breaking",
        tier: expected["tier"].as_str().map(str::to_owned),
        expected: ids
            .iter()
            .map(|id| id["id"].as_str().unwrap().to_owned())
            .collect(),
        diff: diff::diff(&text("base.json"), &text("revision.json")).unwrap(),
    }
}

#[test]
fn verdicts_agree_with_the_labels() {
    let Some(pairs) = pairs() else { return };
    let disagreements: Vec<&Pair> = pairs.iter().filter(|pair| !pair.agrees()).collect();
    let agreed = pairs.len() - disagreements.len();
    let share = agreed as f64 * 100.0 / pairs.len() as f64;
    println!("{agreed} of {} labels agree ({share:.1} %)", pairs.len());
    let page = page(&pairs, &disagreements, share);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("PAIRS.md");
    if std::env::var_os("NEO_WRITE_PAIRS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let silent: Vec<&str> = pairs
        .iter()
        .filter(|pair| pair.breaking && pair.diff.findings.is_empty())
        .map(|pair| pair.name.as_str())
        .collect();
    assert!(
        silent.is_empty(),
        "labelled breaking, but nothing found: {silent:#?}"
    );

    let unfelt: Vec<&str> = pairs
        .iter()
        .filter(|pair| {
            pair.breaking
                && pair.tier.as_deref() == Some("T1")
                && !pair.at_least_risky()
                && !RECEIVED.contains(&pair.name.as_str())
        })
        .map(|pair| pair.name.as_str())
        .collect();
    assert!(
        unfelt.is_empty(),
        "labelled breaking for a client, but neither verdict agrees: {unfelt:#?}"
    );

    assert!(share >= 95.0, "{page}");
    let missing: Vec<&str> = disagreements
        .iter()
        .filter(|pair| reason(&pair.name).is_none())
        .map(|pair| pair.name.as_str())
        .collect();
    assert!(
        missing.is_empty(),
        "disagreements without a reason: {missing:#?}\n{page}"
    );
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        page,
        "NEO_WRITE_PAIRS=1 updates it"
    );
}

/// Requests of webhooks, which clients receive: additions break nothing. oasdiff treats them as if clients sent them.
const RECEIVED: &[&str] = &["request-body-became-required__3"];

/// The reasons for different verdicts, by pair.
const REASONS: &[(&str, &str)] = &[
    (
        "new-optional-request-parameter",
        "The pair also moves required query parameters of the path away; oasdiff's rule looks at operations only. The finding tells callers who send them.",
    ),
    (
        "no-change-reported__31",
        "A default in a parameter's object changed: a call that leaves it out means something else. oasdiff calls the same change an error where the parameter is a scalar.",
    ),
    (
        "request-body-any-of-removed__2",
        "The branch has another name and the same content: the same bodies are accepted. The surface reports the renamed type.",
    ),
    (
        "request-body-enum-value-removed",
        "The enum is gone and the type stays: every value that was accepted still is.",
    ),
    (
        "request-parameter-list-of-types-narrowed",
        "A parameter is sent as text, and the remaining string accepts every text. The surface reports the changed argument type.",
    ),
    (
        "request-parameter-max-items-decreased",
        "The limit applies to nested lists, which a form-style parameter cannot have. Reported as informational.",
    ),
    (
        "request-parameter-property-list-of-types-narrowed",
        "As for the parameter itself: a string accepts every text.",
    ),
    (
        "request-parameter-property-type-changed",
        "Number to string in a parameter: the text that was sent is still accepted.",
    ),
    (
        "request-parameter-type-changed__10",
        "Text to list: one text is a list of one in every style. oasdiff judges both ways in its tests, by explode.",
    ),
    (
        "request-parameter-type-changed__7",
        "Text to list: one text is a list of one in every style. oasdiff judges both ways in its tests, by explode.",
    ),
    (
        "request-parameter-type-changed__9",
        "Text to list: one text is a list of one in every style. oasdiff judges both ways in its tests, by explode.",
    ),
    (
        "request-property-enum-value-removed__3",
        "The enum is gone and a type is added: every value that was accepted still is.",
    ),
    (
        "request-property-pattern-added__2",
        "The property is read-only: no request carries it.",
    ),
    (
        "request-property-pattern-added__3",
        "The property is read-only: no request carries it.",
    ),
    (
        "request-property-pattern-changed__2",
        "The property is read-only: no request carries it.",
    ),
    (
        "response-header-type-changed",
        "Headers are text: a client that reads any text also reads a narrower type.",
    ),
];

fn reason(name: &str) -> Option<&'static str> {
    REASONS
        .iter()
        .find(|(pair, _)| name == *pair)
        .map(|(_, reason)| *reason)
}

fn page(pairs: &[Pair], disagreements: &[&Pair], share: f64) -> String {
    let mut page = format!(
        "# Where we judge otherwise\n\nOf {} contract pairs from oasdiff's tests, the oasdiff profile agrees with {} labels ({share:.1} %).\n\
         `NEO_DRIFT_PAIRS=… NEO_WRITE_PAIRS=1 cargo test -p neo-contract --test pairs` writes this page.\n\n\
         | pair | label | we find | why |\n|---|---|---|---|\n",
        pairs.len(),
        pairs.len() - disagreements.len(),
    );
    for pair in disagreements {
        let mut found: BTreeMap<&str, Level> = BTreeMap::new();
        for finding in &pair.diff.findings {
            found.insert(&finding.rule, finding.level);
        }
        let found: Vec<String> = found
            .iter()
            .map(|(rule, level)| format!("{rule} ({level:?})"))
            .collect();
        let label = if pair.breaking {
            "breaking"
        } else {
            "non-breaking"
        };
        let _ = writeln!(
            page,
            "| {} | {label}: {} | {} | {} |",
            pair.name,
            if pair.expected.is_empty() {
                "nothing".to_owned()
            } else {
                pair.expected.join(", ")
            },
            if found.is_empty() {
                "nothing".to_owned()
            } else {
                found.join(", ")
            },
            reason(&pair.name).unwrap_or("?"),
        );
    }
    page
}
