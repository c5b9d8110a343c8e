//! The branch of a union that a body was probably written for.

use serde_json::Value;

use super::schema::{array, branches, has_type, listed};
use super::tree::Tree;
use super::walk::{Mismatch, Walker};
use neo_api_document::pointer::{depth as pointer_depth, join};

impl Walker<'_> {
    /// The mismatch from the branch that was intended: the one that the discriminator or a constant
    /// member names, else the one that fits the furthest. None when a branch fits.
    pub fn walk_union(
        &self,
        schema: &Value,
        tree: &Tree,
        pointer: &str,
        depth: usize,
    ) -> Option<Mismatch> {
        if let Some(branch) = self.discriminated(schema, tree) {
            return self.walk(branch, tree, pointer, "", depth + 1);
        }
        if let Some(unknown) = self.unknown_tag(schema, tree, pointer) {
            return self.report(unknown, "");
        }
        let candidates: Vec<&Value> = branches(schema)
            .filter(|branch| !self.contradicts(branch, tree, 0))
            .collect();
        if candidates.is_empty() {
            let unknown = self.names_no_branch(schema, tree, pointer)?;
            return self.report(unknown, "");
        }
        let mut best: Option<(bool, bool, Mismatch)> = None;
        for branch in candidates {
            let before = self.left_out();
            let found = self.walk(branch, tree, pointer, "", depth + 1)?;
            // The branch that an earlier report was about.
            let chosen = self.left_out() > before;
            // A value of the right type is out of bounds.
            let typed = self.is_strict() && has_type(self.resolve(branch), tree);
            let rank = |(chosen, typed, mismatch): &(bool, bool, Mismatch)| {
                let depth = pointer_depth(&mismatch.pointer);
                (*chosen, depth, *typed, !mismatch.missing)
            };
            let found = (chosen, typed, found);
            if best.as_ref().is_none_or(|best| rank(&found) > rank(best)) {
                best = Some(found);
            }
        }
        let (_, typed, best) = best?;
        if best.pointer == pointer && !typed {
            // No branch has even the right type.
            return Some(Mismatch {
                expected: format!("expected {}", self.describe(schema)),
                ..best
            });
        }
        Some(best)
    }

    fn discriminated<'s>(&self, schema: &'s Value, tree: &Tree) -> Option<&'s Value> {
        let discriminator = schema.get("discriminator")?;
        let name = discriminator.get("propertyName")?.as_str()?;
        let Some(Tree::String(tag)) = tree.member(name) else {
            return None;
        };
        let mapped = discriminator
            .get("mapping")
            .and_then(|mapping| mapping.get(tag)?.as_str());
        branches(schema).find(|branch| {
            let reference = branch.get("$ref").and_then(Value::as_str);
            match mapped {
                Some(mapped) => reference
                    .is_some_and(|reference| reference == mapped || last(reference) == mapped),
                // Without a mapping, the schema's own name is the tag.
                None => reference.is_some_and(|reference| last(reference) == tag),
            }
        })
    }

    /// The discriminator has a value that names no branch, which the generated types keep as unknown.
    fn unknown_tag(&self, schema: &Value, tree: &Tree, pointer: &str) -> Option<Mismatch> {
        let discriminator = schema.get("discriminator").filter(|_| self.is_strict())?;
        let name = discriminator.get("propertyName")?.as_str()?;
        let mapping = discriminator.get("mapping")?.as_object()?;
        let Some(Tree::String(_)) = tree.member(name) else {
            return None;
        };
        let known: Vec<String> = mapping.keys().map(|tag| format!("{tag:?}")).collect();
        Some(Mismatch {
            pointer: join(pointer, name),
            expected: format!("expected one of {}", known.join(", ")),
            missing: false,
        })
    }

    /// Whether a constant member of the branch has another value in the body.
    fn contradicts(&self, branch: &Value, tree: &Tree, depth: usize) -> bool {
        let branch = self.resolve(branch);
        let own = branch
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .any(|(name, schema)| {
                let constants: Vec<&Value> = listed(self.resolve(schema)).collect();
                match (constants.as_slice(), tree.member(name)) {
                    (
                        [constant @ (Value::String(_) | Value::Bool(_) | Value::Number(_))],
                        Some(value),
                    ) => !value.is(constant),
                    _ => false,
                }
            });
        let parts = array(branch, "allOf");
        own || depth < 8
            && parts
                .iter()
                .any(|part| self.contradicts(part, tree, depth + 1))
    }

    /// The member that names the branch has a value that names none.
    fn names_no_branch(&self, schema: &Value, tree: &Tree, pointer: &str) -> Option<Mismatch> {
        let tag = branches(schema).find_map(|branch| {
            let properties = self.resolve(branch).get("properties")?.as_object()?;
            properties.iter().find_map(|(name, schema)| {
                let constants: Vec<&Value> = listed(self.resolve(schema)).collect();
                let [constant] = constants.as_slice() else {
                    return None;
                };
                (!tree.member(name)?.is(constant)).then_some(name)
            })
        })?;
        let known: Vec<String> = branches(schema)
            .filter_map(|branch| {
                let properties = self.resolve(branch).get("properties")?;
                let constant = listed(self.resolve(properties.get(tag)?)).next()?;
                Some(constant.to_string())
            })
            .take(12)
            .collect();
        Some(Mismatch {
            pointer: join(pointer, tag),
            expected: format!("expected one of {}", known.join(", ")),
            missing: false,
        })
    }
}

fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
