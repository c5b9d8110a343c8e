//! Unions that need no type: of one branch, of one branch and null, or of branches without constraints.

use std::rc::Rc;

use super::{
    flat::Flat,
    kinds::Kinds,
    reader::Reader,
    schema::{Schema, UnionOf},
};

impl Reader<'_> {
    /// The component in a union of one branch and null, and whether null is allowed.
    pub(super) fn reference_or_null(&self, flat: &Flat) -> Option<(String, bool)> {
        let [union] = flat.unions.as_slice() else {
            return None;
        };
        let null = |it: &&Rc<Schema>| self.is_null(&self.flat(it));
        let mut some = union.branches.iter().filter(|it| !null(it));
        let (Some(only), None) = (some.next(), some.next()) else {
            return None;
        };
        let (target, nullable) = self.only_reference(only)?;
        let whole = self.flat(self.schemas.get(&target)?);
        let mut rest = flat.clone();
        rest.unions.clear();
        let allowed = flat.kinds.has(Kinds::NULL);
        rest.kinds = rest.kinds.or(Kinds::NULL);
        rest.is_implied_by(&whole, &self.schemas).then(|| {
            let null = nullable || union.branches.iter().any(|it| null(&it));
            (target, null && allowed)
        })
    }

    /// Resolves unions that have one branch, or branches without constraints. Returns whether null is allowed.
    pub(super) fn without_trivial_unions(&mut self, mut flat: Flat) -> (Flat, bool) {
        let mut null = flat.kinds.has(Kinds::NULL);
        let mut left = Vec::new();
        // Each union, and whether it affects null: it does not inside a union with a null branch of its own.
        let mut open: Vec<(Rc<UnionOf>, bool)> =
            flat.unions.iter().map(|it| (Rc::clone(it), true)).collect();
        flat.unions.clear();
        let had_unions = !open.is_empty();
        let mut rounds = 0;
        while let Some((union, asked)) = open.pop() {
            rounds += 1;
            let branches: Vec<Flat> = union.branches.iter().map(|it| self.flat(it)).collect();
            let some: Vec<usize> = (0..branches.len())
                .filter(|index| branches.get(*index).is_some_and(|it| !self.is_null(it)))
                .collect();
            let nullable = |it: &Flat| {
                self.is_null(it) || {
                    let kinds = it.effective_kinds(&self.schemas);
                    kinds.has(Kinds::NULL) && (kinds != Kinds::ALL || !it.unions.is_empty())
                }
            };
            let any = branches
                .iter()
                .any(|it| it.is_unconstrained() && it.kinds == Kinds::ALL);
            null &= !asked || any || branches.iter().any(nullable);
            let by_itself = branches.iter().any(|it| self.is_null(it));
            let checks = some
                .iter()
                .filter_map(|index| branches.get(*index))
                .all(Flat::is_unconstrained);
            match some.as_slice() {
                _ if checks && !branches.is_empty() => {
                    let objects = some
                        .iter()
                        .filter_map(|index| branches.get(*index))
                        .all(|it| it.kinds == Kinds::OBJECT);
                    if objects && !some.is_empty() {
                        flat.kinds = flat.kinds.and(Kinds::OBJECT.or(Kinds::NULL));
                    } else if some.is_empty() {
                        flat.kinds = flat.kinds.and(Kinds::NULL);
                    }
                    if flat.has_members() {
                        self.note(
                            "unions",
                            &union.at,
                            "validated only by the service: which properties occur together",
                        );
                    }
                }
                [only] if rounds < 64 => {
                    if let Some(mut branch) = branches.get(*only).cloned() {
                        let inner = branch.unions.drain(..);
                        open.extend(inner.map(|it| (it, asked && !by_itself)));
                        branch.kinds = branch.kinds.or(Kinds::NULL);
                        let about = Rc::clone(&flat.about);
                        flat = flat.and(branch);
                        flat.about = about.or(&flat.about);
                    }
                }
                _ => left.push(Rc::clone(&union)),
            }
        }
        left.reverse();
        flat.unions = left;
        if had_unions && flat.unions.is_empty() && flat.kinds == Kinds::ALL {
            flat = self.inferred(flat);
        }
        let any = flat.kinds == Kinds::ALL && flat.unions.is_empty() && flat.only_kinds();
        (flat, null && !any)
    }

    /// Gives a schema that its unions left without a type the one that its keywords imply.
    fn inferred(&self, flat: Flat) -> Flat {
        let base = flat.base();
        let mut inferred = Schema::clone(&base);
        inferred.kinds = None;
        Flat {
            about: flat.about,
            discriminator: flat.discriminator,
            ..self.flat(&inferred)
        }
    }
}
