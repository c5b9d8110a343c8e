//! Which branch of one union is which branch of the other: by reference, by discriminator, by content, then by similarity.
//! Never by index, and the same both ways round.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hash::Hash;
use std::rc::Rc;

use super::keys::{DEPTH, Key, Keys};
use super::keyword::is_documentation;
use super::schema::branch_name;
use super::{Document, Node, Schema, canonical};

/// Branches less alike than this are different branches.
const ALIKE: f64 = 0.5;
/// As many pairs of branches are looked at for how alike they are. Of unions with more, every branch that has no name, tag
/// or content in common with one of the other side goes or comes.
const MOST_SCORED: usize = 100_000;

#[derive(Clone)]
pub(crate) struct Matching {
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) base_only: Vec<usize>,
    pub(crate) head_only: Vec<usize>,
}

/// One side of a comparison of branches.
pub(crate) struct Side<'a, 'v> {
    pub(crate) document: Document<'v>,
    pub(crate) branches: &'a [Node<'v>],
    /// The discriminator's `reference → tag`.
    pub(crate) tags: BTreeMap<&'v str, &'v str>,
}

struct Branch<'v> {
    tag: Option<String>,
    key: Key,
    /// With what only tells people something.
    documentation: String,
    schema: Schema<'v>,
}

type Branches<'v> = BTreeMap<usize, Branch<'v>>;

impl<'v> Side<'_, 'v> {
    fn branch(&self, keys: &Keys, index: usize) -> Option<(usize, Branch<'v>)> {
        let at = self.branches.get(index)?;
        let schema = Schema::read(self.document, at);
        let mapped = at
            .text("$ref")
            .and_then(|reference| self.tags.get(reference));
        let branch = Branch {
            tag: mapped
                .map(|tag| (*tag).to_owned())
                .or_else(|| constant_property(self.document, &schema)),
            key: keys.of(self.document, at, DEPTH),
            documentation: documentation(&schema),
            schema,
        };
        Some((index, branch))
    }

    fn branches(&self, keys: &Keys, free: &BTreeSet<usize>) -> Branches<'v> {
        let free = free.iter();
        free.filter_map(|index| self.branch(keys, *index)).collect()
    }

    fn addresses(&self) -> Vec<usize> {
        self.branches.iter().map(Node::address).collect()
    }

    /// Texts of one document that have one address are one text.
    fn tag_addresses(&self) -> Vec<usize> {
        let texts = self.tags.iter().flat_map(|(name, tag)| [*name, *tag]);
        texts.map(|text| text.as_ptr() as usize).collect()
    }
}

/// The branches of either side that have no counterpart yet, and those that do.
struct Pairing {
    free_base: BTreeSet<usize>,
    free_head: BTreeSet<usize>,
    pairs: Vec<(usize, usize)>,
}

impl Pairing {
    fn pair(&mut self, base: usize, head: usize) {
        self.free_base.remove(&base);
        self.free_head.remove(&head);
        self.pairs.push((base, head));
    }

    /// Pairs the first of each side, then the second, and so on, of those with one label.
    fn by<L: Hash + Eq>(
        &mut self,
        base: impl Fn(usize) -> Option<L>,
        head: impl Fn(usize) -> Option<L>,
    ) {
        let mut labels: HashMap<L, VecDeque<usize>> = HashMap::new();
        for index in &self.free_head {
            if let Some(label) = head(*index) {
                labels.entry(label).or_default().push_back(*index);
            }
        }
        for index in self.free_base.clone() {
            let alike = base(index).and_then(|label| labels.get_mut(&label)?.pop_front());
            if let Some(other) = alike {
                self.pair(index, other);
            }
        }
    }

    fn finish(self) -> Matching {
        Matching {
            pairs: self.pairs,
            base_only: self.free_base.into_iter().collect(),
            head_only: self.free_head.into_iter().collect(),
        }
    }
}

pub(crate) fn pair(keys: &Keys, base: &Side<'_, '_>, head: &Side<'_, '_>) -> Rc<Matching> {
    let mut pairing = Pairing {
        free_base: (0..base.branches.len()).collect(),
        free_head: (0..head.branches.len()).collect(),
        pairs: Vec::new(),
    };
    // Names first and alone: they settle nearly all, and contents cost.
    pairing.by(
        |index| base.branches.get(index).and_then(branch_name),
        |index| head.branches.get(index).and_then(branch_name),
    );
    if pairing.free_base.is_empty() || pairing.free_head.is_empty() {
        return Rc::new(pairing.finish());
    }
    let asked = [
        base.addresses(),
        head.addresses(),
        base.tag_addresses(),
        head.tag_addresses(),
    ];
    if let Some(known) = keys.matchings.borrow().get(&asked) {
        return Rc::clone(known);
    }
    by_content(keys, base, head, &mut pairing);
    let matching = Rc::new(pairing.finish());
    keys.matchings
        .borrow_mut()
        .insert(asked, Rc::clone(&matching));
    matching
}

fn by_content(keys: &Keys, base: &Side<'_, '_>, head: &Side<'_, '_>, pairing: &mut Pairing) {
    let bases = base.branches(keys, &pairing.free_base);
    let heads = head.branches(keys, &pairing.free_head);
    pairing.by(
        |index| bases.get(&index).map(|it| (it.key, &it.documentation)),
        |index| heads.get(&index).map(|it| (it.key, &it.documentation)),
    );
    pairing.by(
        |index| bases.get(&index).map(|it| it.key),
        |index| heads.get(&index).map(|it| it.key),
    );
    let (base_tags, head_tags) = (tags(&bases), tags(&heads));
    // A tag that several branches have distinguishes nothing.
    let distinguishing = |branch: Option<&Branch<'_>>| -> Option<String> {
        let tag = branch?.tag.clone()?;
        let once = |tags: &HashMap<String, usize>| tags.get(&tag) == Some(&1);
        (once(&base_tags) && once(&head_tags)).then_some(tag)
    };
    pairing.by(
        |index| distinguishing(bases.get(&index)),
        |index| distinguishing(heads.get(&index)),
    );
    if pairing
        .free_base
        .len()
        .saturating_mul(pairing.free_head.len())
        > MOST_SCORED
    {
        return;
    }
    let features =
        |branches: &Branches<'_>, free: &BTreeSet<usize>| -> Vec<(usize, Key, Features)> {
            let free = free.iter();
            free.filter_map(|index| {
                let branch = branches.get(index)?;
                Some((*index, branch.key, Features::of(&branch.schema)))
            })
            .collect()
        };
    let lefts = features(&bases, &pairing.free_base);
    let rights = features(&heads, &pairing.free_head);
    let mut scored = Vec::new();
    for (b, base_key, left) in &lefts {
        for (h, head_key, right) in &rights {
            let score = left.similarity(right);
            if score >= ALIKE {
                // Content settles ties: neither order nor direction matters.
                let keys = [*base_key.min(head_key), *base_key.max(head_key)];
                scored.push((score, keys, *b, *h));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, _, b, h) in scored {
        if pairing.free_base.contains(&b) && pairing.free_head.contains(&h) {
            pairing.pair(b, h);
        }
    }
}

/// How many branches have each tag.
fn tags(branches: &Branches<'_>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for tag in branches.values().filter_map(|branch| branch.tag.clone()) {
        *counts.entry(tag).or_default() += 1;
    }
    counts
}

fn documentation(schema: &Schema<'_>) -> String {
    let annotations = schema
        .keywords
        .iter()
        .filter(|(keyword, _)| is_documentation(keyword));
    annotations
        .map(|(keyword, at)| format!("{keyword}={}\n", canonical::text(at.value)))
        .collect()
}

/// `kind=circle`, when a property has one possible value.
fn constant_property<'v>(document: Document<'v>, schema: &Schema<'v>) -> Option<String> {
    schema.properties.iter().find_map(|(name, at)| {
        let inner = Schema::read(document, at);
        match inner.values.as_deref() {
            Some([only]) => Some(format!("{name}={only}")),
            _ => None,
        }
    })
}

/// What makes two schemas alike.
struct Features {
    /// The types that distinguish schemas: every integer is a number.
    kinds: BTreeSet<String>,
    values: Option<BTreeSet<String>>,
    properties: BTreeSet<String>,
    keywords: BTreeSet<(String, String)>,
}

impl Features {
    fn of(schema: &Schema<'_>) -> Features {
        let mut kinds: BTreeSet<String> = schema.types.iter().map(|it| (*it).to_owned()).collect();
        if kinds.contains("number") {
            kinds.remove("integer");
        }
        let texts = |values: &Vec<&serde_json::Value>| {
            values.iter().map(|value| canonical::text(value)).collect()
        };
        let properties = schema.properties.keys();
        let keywords = schema.keywords.iter();
        Features {
            kinds,
            values: schema.values.as_ref().map(texts),
            properties: properties.map(|name| (*name).to_owned()).collect(),
            keywords: keywords
                .map(|(keyword, at)| ((*keyword).to_owned(), canonical::text(at.value)))
                .collect(),
        }
    }

    /// From 0 (nothing alike) to 1.
    fn similarity(&self, other: &Features) -> f64 {
        if self.kinds != other.kinds && !(self.kinds.is_empty() || other.kinds.is_empty()) {
            return 0.0;
        }
        if let (Some(left), Some(right)) = (&self.values, &other.values) {
            return share(left, right);
        }
        if !(self.properties.is_empty() && other.properties.is_empty()) {
            return share(&self.properties, &other.properties);
        }
        0.5 + 0.5 * share(&self.keywords, &other.keywords)
    }
}

/// How many of all are in both.
fn share<T: Ord>(left: &BTreeSet<T>, right: &BTreeSet<T>) -> f64 {
    let common = left.intersection(right).count();
    match left.len() + right.len() - common {
        0 => 1.0,
        all => common as f64 / all as f64,
    }
}
