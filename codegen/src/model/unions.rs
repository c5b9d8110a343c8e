//! Unions: their branches, the names of those, and how values are discriminated.
//!
//! Decisions use merged schemas, before enums are opened: a branch knows the tags it lists.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{
    definition::{Body, Payload, Union, Variant},
    enums::Constants,
    flat::Flat,
    kinds::Kinds,
    reader::{Made, Reader},
    schema::{Additional, Schema, UnionOf},
    tags::{self, Tags},
    type_ref::TypeRef,
};
use crate::{document::component, names, pointer::join};

/// A union with more branches, after its parts are multiplied, is raw JSON.
const MOST_BRANCHES: usize = 200;
/// A base with more subtypes is raw JSON at its use.
const MOST_SUBTYPES: usize = 1_000;
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
                .any(|it| it.says_nothing() && it.kinds == Kinds::ALL);
            null &= !asked || any || branches.iter().any(nullable);
            let by_itself = branches.iter().any(|it| self.is_null(it));
            let checks = some
                .iter()
                .filter_map(|index| branches.get(*index))
                .all(Flat::says_nothing);
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
                            "validated only by the service: which members go together",
                        );
                    }
                }
                [only] if rounds < 64 => {
                    if let Some(mut branch) = branches.get(*only).cloned() {
                        let inner = branch.unions.drain(..);
                        open.extend(inner.map(|it| (it, asked && !by_itself)));
                        branch.kinds = branch.kinds.or(Kinds::NULL);
                        let about = flat.about.clone();
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

    /// A schema with one or more unions of several branches.
    pub(super) fn union(&mut self, flat: &Flat) -> Made {
        let Some(branches) = self.branches(flat) else {
            let what = format!("a union of more than {MOST_BRANCHES} branches: any JSON");
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
                "no member identifies the branch of a value: the one that loses nothing is used",
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

    /// Names for the branches: the tag, the component, the title, or a name for their values.
    fn labels(&self, branches: &[Branch], tags: &Option<Tags>) -> Vec<String> {
        let tag = |index: usize| {
            let tags = tags.as_ref()?.tags.get(index)?;
            match tags.as_slice() {
                [only] => Some(names::pascal(&text_of(only))),
                _ => None,
            }
        };
        branches
            .iter()
            .enumerate()
            .map(|(index, branch)| {
                tag(index)
                    .or_else(|| branch.component.as_deref().map(names::pascal))
                    .or_else(|| self.title(branch))
                    .unwrap_or_else(|| self.described(branch, branches))
            })
            .collect()
    }

    fn title(&self, branch: &Branch) -> Option<String> {
        let title = branch.schema.about.title.as_deref()?;
        let short =
            title.split_whitespace().count() <= 6 && title.chars().any(char::is_alphanumeric);
        short.then(|| names::pascal(title))
    }

    /// A name from the branch's content: its unique member, or its type.
    fn described(&self, branch: &Branch, all: &[Branch]) -> String {
        let flat = &branch.flat;
        let kinds = flat.effective_kinds(&self.schemas).without(Kinds::NULL);
        if kinds == Kinds::OBJECT {
            let others = || all.iter().filter(|it| it.schema.at != branch.schema.at);
            let own = flat
                .required
                .iter()
                .chain(flat.properties.keys())
                .find(|name| others().all(|it| !it.flat.properties.contains_key(*name)));
            let objects = others()
                .filter(|it| it.flat.kinds.meets(Kinds::OBJECT))
                .count();
            return match own.filter(|_| objects > 0) {
                Some(name) => names::pascal(name),
                None => "Object".to_owned(),
            };
        }
        let lists = all
            .iter()
            .filter(|it| it.flat.kinds == Kinds::ARRAY)
            .count();
        match kinds {
            Kinds::STRING => "Text".to_owned(),
            Kinds::INTEGER => "Integer".to_owned(),
            Kinds::NUMBER => "Number".to_owned(),
            Kinds::BOOLEAN => "Boolean".to_owned(),
            Kinds::ARRAY if lists > 1 => {
                let item = flat.item(&self.schemas);
                let component = item.as_ref().and_then(|it| self.only_reference(it));
                match (component, item) {
                    (Some((name, _)), _) => format!("{}List", names::pascal(&name)),
                    (None, Some(item)) => {
                        let flat = self.flat(&item);
                        let item = Branch {
                            schema: item,
                            flat,
                            component: None,
                        };
                        format!("{}List", self.described(&item, &[]))
                    }
                    (None, None) => "List".to_owned(),
                }
            }
            Kinds::ARRAY => "List".to_owned(),
            _ => "Value".to_owned(),
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
                    base.properties.clear();
                    base.required.clear();
                    base.additional = Additional::NoteUnexpressed;
                    base.conditional.clear();
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

    /// A component with a discriminator and no union, and the components that extend it: a union at its use.
    pub(super) fn base_of_subtypes(&mut self, name: &str, subtypes: &[String]) -> Made {
        let Some(schema) = self.schemas.get(name).cloned() else {
            return Made::Use(TypeRef::Any);
        };
        if subtypes.len() > MOST_SUBTYPES {
            let what = format!("more than {MOST_SUBTYPES} schemas extend it; kept as JSON text");
            self.document.lost("composition", &schema.at, what);
            return Made::Use(TypeRef::Any);
        }
        let own = self.flat(&schema);
        let mut branches: Vec<Branch> = subtypes
            .iter()
            .filter_map(|it| {
                let at = format!("{}/subtypes/{it}", schema.at);
                let reference = Rc::new(Schema {
                    at: at.into(),
                    reference: Some(it.clone()),
                    ..Schema::default()
                });
                Some(Branch {
                    flat: Flat::of(self.schemas.get(it)?, &self.schemas),
                    schema: reference,
                    component: Some(it.clone()),
                })
            })
            .collect();
        // The base keeps the members of a subtype that the contract does not list.
        let mut base = Schema::clone(&own.base());
        base.at = format!("{}/base", component(name)).into();
        if matches!(
            base.additional,
            Additional::NoteUnexpressed | Additional::Closed
        ) {
            base.additional = Additional::Any;
        }
        base.about = schema.about.clone();
        let base = Rc::new(base);
        self.hint(&base.at, format!("{name}Other"));
        branches.push(Branch {
            flat: self.flat(&base),
            schema: base,
            component: None,
        });
        let index = branches.len() - 1;
        self.union_of(
            &schema.at,
            branches,
            schema.discriminator.clone(),
            Some(index),
        )
    }
}

fn text_of(tag: &serde_json::Value) -> String {
    match tag {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => format!("value {number}"),
        other => other.to_string(),
    }
}

fn unique_names(variants: &mut [Variant]) {
    let mut taken = BTreeSet::from(["Unknown".to_owned()]);
    for variant in variants {
        variant.name = names::unique(&variant.name, &mut taken);
    }
}
