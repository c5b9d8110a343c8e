//! `docs/rules.md`: every rule, what it means for a client, and an example.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Area, Direction, Effect, Example, Kind, Rule, Surface, Wire, changes, structure};

/// The page, made of the rules.
pub fn page() -> String {
    let mut out = String::from(
        "# Rules\n\n\
         What `neo-contract diff` can find, and what each finding means for a client. This page is generated from \
         `contract/src/diff/rules`; `NEO_WRITE_RULES=1 cargo test -p neo-contract --test rules` writes it.\n\n\
         Ids are oasdiff's where the rule is the same; ids that begin with `rust-` are rules of this tool. *Wire* is what \
         happens to a client that is already shipped, *surface* what regenerating does to code that calls it: the value \
         here is what the rule expects, and the generated interfaces decide where there are any. *Level* is oasdiff's, or \
         what fits beside its levels.\n",
    );
    let mut areas: BTreeMap<Area, Vec<&Rule>> = BTreeMap::new();
    for rule in structure::all() {
        areas.entry(rule.area).or_default().push(rule);
    }
    for (area, rules) in areas {
        let _ = writeln!(out, "\n## {}", title(area));
        for rule in rules {
            single(rule, &mut out);
        }
    }
    out.push_str("\n## Schemas\n\nOne change has a rule for each position of the schema.\n");
    for row in changes::rows() {
        let name = title_of(&format!("{:?}", row.change));
        let _ = writeln!(out, "\n### {name}\n\n{} {}", row.means, effect(row.effect));
        if let Some((base, head)) = row.example {
            let _ = writeln!(out, "\n```json\n{base}\n{head}\n```");
        }
        out.push_str("\n| rule | wire | surface | level |\n|---|---|---|---|\n");
        for (id, level, wire, surface) in row.rules {
            let _ = writeln!(
                out,
                "| <a id=\"{id}\"></a>`{id}` | {wire:?} | {surface:?} | {level:?} |"
            );
        }
    }
    out
}

fn single(rule: &Rule, out: &mut String) {
    let id = rule.id;
    let _ = writeln!(
        out,
        "\n### <a id=\"{id}\"></a>`{id}`\n\n{} {}",
        rule.means,
        effect(rule.effect)
    );
    let _ = writeln!(
        out,
        "\nDirection: {}. Wire: {}. Surface: {}. Level: {:?}. The opposite change: [`{}`](#{}).",
        match rule.direction {
            Direction::Request => "request",
            Direction::Response => "response",
            Direction::Neither => "neither",
        },
        match rule.wire {
            Wire::Safe => "safe, shipped clients keep working",
            Wire::Risky => "risky, some calls of shipped clients may fail or mean something else",
            Wire::Breaking => "breaking, calls of shipped clients fail",
        },
        match (rule.kind, rule.surface) {
            (Kind::Informational, _) => "none, the change is informational",
            (Kind::AddsRequiredInput, _) => "major, callers must send something more",
            (_, Surface::None) => "none",
            (_, Surface::Minor) => "minor, something is added",
            (_, Surface::Major) => "major, something is removed or changed",
        },
        rule.level,
        rule.mirror,
        rule.mirror,
    );
    if let Example::Document { at, base, head } = rule.example {
        let target = if at.is_empty() { "the contract" } else { at };
        let _ = writeln!(
            out,
            "\nExample, merged into `{target}`:\n\n```json\n{base}\n{head}\n```"
        );
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Narrows => "Fewer values are allowed.",
        Effect::Widens => "More values are allowed.",
        Effect::Incomparable => "Some values are newly allowed, others no longer.",
        Effect::None => "The same values are allowed.",
    }
}

fn title(area: Area) -> &'static str {
    match area {
        Area::Operation => "Operations",
        Area::Parameter => "Parameters",
        Area::Body => "Bodies",
        Area::Property => "Properties",
        Area::Header => "Headers",
        Area::Status => "Statuses",
        Area::Security => "Security",
        Area::Webhook => "Webhooks and callbacks",
        Area::Component => "Components",
        Area::Document => "The document",
        Area::Documentation => "Documentation",
    }
}

/// `MaxLengthSet` as `Max length set`.
fn title_of(name: &str) -> String {
    let mut title = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !title.is_empty() {
            title.push(' ');
            title.extend(character.to_lowercase());
        } else {
            title.push(character);
        }
    }
    title
}
