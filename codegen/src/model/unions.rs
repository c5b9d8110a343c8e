//! Unions: their branches, and how values are discriminated.
//!
//! Decisions use merged schemas, before enums are opened: a branch knows the tags it lists.

use std::rc::Rc;

use super::{
    branch_names::{text_of, unique_names},
    definition::{Body, Payload, Union, Variant},
    enums::Constants,
    flat::Flat,
    kinds::Kinds,
    reader::{Made, Reader},
    schema::{Additional, Schema},
    tags,
    type_ref::TypeRef,
};
use crate::{names, pointer::join};

/// A union with more branches, after its parts are multiplied, is raw JSON.
const MOST_BRANCHES: usize = 200;
/// The maximum number of constants beside other branches that become variants of their own.
const MOST_UNITS: usize = 16;

/// One branch of a union.
#[derive(Clone)]
pub(super) struct Branch {
    pub(super) schema: Rc<Schema>,
    pub(super) flat: Flat,
    /// Its component, even if the keywords beside the union were merged into it.
    pub(super) component: Option<String>,
}

impl Reader<'_> {
    /// A schema with one or more unions of several branches.
    pub(super) fn union(&mut self, flat: &Flat) -> Made {
        let Some(branches) = self.branches(flat) else {
            let what =
                format!("a union of more than {MOST_BRANCHES} branches; any JSON is accepted");
            self.lost("composition", &flat.at, what);
            return Made::Use(TypeRef::Any);
        };
        let discriminator = match flat.unions.as_slice() {
            [only] => only
                .discriminator
                .clone()
                .or_else(|| flat.discriminator.clone()),
            _ => flat.discriminator.clone(),
        };
        self.union_of(&flat.at, branches, discriminator, None)
    }

    /// The branches of a schema's unions, merged with the keywords beside them; `None` if there are too many.
    fn branches(&mut self, flat: &Flat) -> Option<Vec<Branch>> {
        let mut product: Vec<Vec<Rc<Schema>>> = vec![Vec::new()];
        for union in &flat.unions {
            let some: Vec<&Rc<Schema>> = union
                .branches
                .iter()
                .filter(|it| !self.is_null(&self.flat(it)))
                .collect();
            if product.len().saturating_mul(some.len()) > MOST_BRANCHES {
                return None;
            }
            product = product
                .iter()
                .flat_map(|chosen| {
                    some.iter().map(move |branch| {
                        let mut chosen = chosen.clone();
                        chosen.push(Rc::clone(branch));
                        chosen
                    })
                })
                .collect();
        }
        let mut without = flat.clone();
        without.unions.clear();
        let only_kinds = without.only_kinds();
        let base = without.base();
        let mut branches = Vec::new();
        for (index, chosen) in product.into_iter().enumerate() {
            let components: Vec<String> = chosen
                .iter()
                .filter_map(|it| Some(self.only_reference(it)?.0))
                .collect();
            let component = match components.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            };
            let at: Rc<str> = join(&join(&flat.at, "oneOf"), &index.to_string()).into();
            let together = match chosen.as_slice() {
                [only] => Rc::clone(only),
                _ => Schema::all_of(Rc::clone(&at), chosen.clone()),
            };
            let mut merged = self.flat(&together);
            if merged
                .effective_kinds(&self.schemas)
                .and(flat.kinds)
                .is_none()
            {
                continue;
            }
            let as_it_is = only_kinds && (component.is_some() || flat.kinds.has(merged.kinds))
                || without.is_implied_by(&merged, &self.schemas);
            let schema = if as_it_is {
                together
            } else {
                let mut all = vec![Rc::clone(&base)];
                all.extend(chosen);
                let schema = Schema::all_of(at, all);
                merged = self.flat(&schema);
                schema
            };
            branches.push(Branch {
                schema,
                flat: merged,
                component,
            });
        }
        Some(branches)
    }

    /// The union of branches. `base` is the branch for unlisted tags.
    pub(super) fn union_of(
        &mut self,
        at: &Rc<str>,
        branches: Vec<Branch>,
        discriminator: Option<Rc<super::schema::Discriminator>>,
        base: Option<usize>,
    ) -> Made {
        let tags = tags::of(self, &branches, discriminator.as_deref());
        let name = self.name_of(at);
        let labels = self.labels(&branches, &tags);
        let mut variants: Vec<Variant> = Vec::new();
        let mut fallback = None;
        for (index, (branch, label)) in branches.iter().zip(labels).enumerate() {
            let tags_of = tags.as_ref().and_then(|it| it.tags.get(index));
            let writes = tags.as_ref().is_some_and(|it| it.writes.contains(&index));
            if let Some(units) = self.units(branch, &branches) {
                variants.extend(units);
                continue;
            }
            if branch.component.is_none() || self.only_reference(&branch.schema).is_none() {
                self.hint(&branch.schema.at, format!("{name}{label}"));
            }
            let ty = self.use_of(&branch.schema).not_null().0.clone();
            let mut variant = Variant {
                name: label,
                kinds: branch
                    .flat
                    .effective_kinds(&self.schemas)
                    .without(Kinds::NULL),
                required: self.required(&branch.flat),
                rank: self.rank(&ty, &branch.flat),
                doc: branch
                    .flat
                    .about
                    .description
                    .clone()
                    .filter(|_| !matches!(ty, TypeRef::Named(_))),
                payload: Payload::Of(ty),
                tags: tags_of.cloned().unwrap_or_default(),
                writes: None,
            };
            if base == Some(index) {
                // Subtypes that the contract does not list.
                variant.name = "Other".to_owned();
                fallback = Some(variants.len());
            }
            if writes {
                // The type does not have the tag: one variant for each tag, and the union writes it.
                let several = variant.tags.len() > 1;
                for tag in &variant.tags {
                    let name = match several {
                        true => names::pascal(&text_of(tag)),
                        false => variant.name.clone(),
                    };
                    variants.push(Variant {
                        name,
                        tags: vec![tag.clone()],
                        writes: Some(tag.clone()),
                        ..variant.clone()
                    });
                }
                continue;
            }
            variants.push(variant);
        }
        let mut variants = self.without_doubles(variants);
        if let [only] = variants.as_slice()
            && let Payload::Of(ty) = &only.payload
        {
            return Made::Use(ty.clone());
        }
        unique_names(&mut variants);
        if tags.is_none()
            && variants
                .iter()
                .filter(|it| it.kinds.has(Kinds::OBJECT))
                .count()
                > 1
        {
            self.note(
                "unions",
                at,
                "no property identifies the branch of a value; a branch that loses nothing is used",
            );
        }
        Made::Define(Body::Union(Union {
            tag: tags.map(|it| it.property),
            variants,
            fallback,
        }))
    }

    /// The constants of a branch beside branches of other types, as variants.
    fn units(&self, branch: &Branch, all: &[Branch]) -> Option<Vec<Variant>> {
        if branch.component.is_some() {
            return None;
        }
        let constants = Constants::of(&branch.flat, &self.schemas)?;
        let texts = all
            .iter()
            .filter(|it| it.flat.effective_kinds(&self.schemas).meets(Kinds::STRING));
        let few = constants.values.len() <= MOST_UNITS && !constants.values.is_empty();
        let closed = constants.kind() == Some(Kinds::STRING) && constants.open.is_none();
        let alone = texts.clone().all(|it| {
            Constants::of(&it.flat, &self.schemas).is_some_and(|it| it.open.is_none())
                && it.component.is_none()
        });
        if !(few && closed && alone) {
            return None;
        }
        let body = constants.body(&mut |_| {});
        let Body::Enum(it) = body else { return None };
        let variants = it.variants.into_iter().map(|it| Variant {
            name: it.name,
            payload: Payload::Unit(it.value),
            kinds: Kinds::STRING,
            tags: Vec::new(),
            writes: None,
            required: Vec::new(),
            rank: 0,
            doc: it.doc,
        });
        Some(variants.collect())
    }

    /// One variant for each type. Strings of any format are one type, and so are numbers.
    fn without_doubles(&mut self, variants: Vec<Variant>) -> Vec<Variant> {
        let of = |variant: &Variant| match &variant.payload {
            Payload::Of(ty) => Some(ty.clone()),
            Payload::Unit(_) => None,
        };
        let is_text = |ty: &TypeRef| {
            matches!(
                ty,
                TypeRef::Text
                    | TypeRef::Uuid
                    | TypeRef::Date
                    | TypeRef::Timestamp
                    | TypeRef::Runtime("UuidText")
            )
        };
        let is_number = |ty: &TypeRef| matches!(ty, TypeRef::Number | TypeRef::Integer(_));
        let types: Vec<TypeRef> = variants.iter().filter_map(of).collect();
        let texts = types.iter().filter(|it| is_text(it)).count();
        let numbers = types.iter().filter(|it| is_number(it)).count();
        let mut kept: Vec<Variant> = Vec::new();
        for mut variant in variants {
            match &mut variant.payload {
                Payload::Of(ty) if is_text(ty) && texts > 1 => *ty = TypeRef::Text,
                Payload::Of(ty) if is_number(ty) && numbers > 1 => {
                    *ty = TypeRef::Number;
                    variant.kinds = Kinds::NUMBER;
                }
                _ => {}
            }
            let same = |it: &Variant| match (&it.payload, &variant.payload) {
                (Payload::Of(one), Payload::Of(other)) => {
                    one == other && it.writes == variant.writes
                }
                (Payload::Unit(one), Payload::Unit(other)) => one == other,
                _ => false,
            };
            match kept.iter_mut().find(|it| same(it)) {
                Some(first) => {
                    for tag in variant.tags {
                        if !first.tags.contains(&tag) {
                            first.tags.push(tag);
                        }
                    }
                    if matches!(&first.payload, Payload::Of(ty) if is_text(ty) || is_number(ty)) {
                        first.name = if numbers > 1 && first.kinds.meets(Kinds::NUMBER) {
                            "Number"
                        } else {
                            "Text"
                        }
                        .to_owned();
                    }
                    first.kinds = first.kinds.or(variant.kinds);
                }
                None => kept.push(variant),
            }
        }
        kept
    }

    /// The members that every value of a branch has.
    fn required(&self, flat: &Flat) -> Vec<String> {
        if !flat.kinds.has(Kinds::OBJECT) {
            return Vec::new();
        }
        let always = |name: &&String| {
            flat.property(name, &self.schemas).is_none_or(|schema| {
                let about = self.flat(&schema).about;
                !about.write_only && !about.read_only
            })
        };
        flat.required.iter().filter(always).cloned().collect()
    }

    fn rank(&self, ty: &TypeRef, flat: &Flat) -> u8 {
        match ty {
            TypeRef::Any => 4,
            TypeRef::Object => 3,
            TypeRef::Map(_) => 2,
            // A constant takes precedence over a string.
            TypeRef::Text => 1,
            _ if !flat.unions.is_empty() => 1,
            _ if matches!(flat.additional, Additional::Any | Additional::Of(_)) => 1,
            _ => 0,
        }
    }

    /// A schema of several types: a union of them.
    pub(super) fn of_kinds(&mut self, flat: &Flat, kinds: Kinds) -> Made {
        let branches = kinds
            .each()
            .map(|kind| {
                let mut base = Schema::clone(&flat.base());
                base.kinds = Some(kind);
                if kind != Kinds::OBJECT {
                    base.properties = Rc::default();
                    base.required = Rc::default();
                    base.additional = Additional::Undeclared;
                    base.conditional = Rc::default();
                }
                if kind != Kinds::ARRAY {
                    base.items = None;
                    base.prefix = None;
                }
                if !kind.meets(Kinds::STRING.or(Kinds::NUMBER)) {
                    base.format = None;
                }
                // The document has no such union.
                base.at = join(&flat.at, &format!("type-{}", kind.bits())).into();
                let schema = Rc::new(base);
                Branch {
                    flat: self.flat(&schema),
                    schema,
                    component: None,
                }
            })
            .collect();
        self.union_of(&flat.at, branches, None, None)
    }
}
