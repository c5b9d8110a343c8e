//! What schemas are like, in a few bytes: the same for the same schema in any spelling, to a limited depth.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use sha2::{Digest, Sha256};

use super::keyword::{is_documentation, is_named_schemas, is_one_schema};
use super::similarity::Matching;
use super::{Document, Node, Schema, canonical};

/// How deep contents are looked at before they count as equal.
pub(crate) const DEPTH: usize = 5;

/// How deep the text of a branch goes that distinguishes it from others in a fingerprint.
const DIGEST_DEPTH: usize = 3;
/// The most bytes that are written for such a text; one that takes more is replaced by its key.
const DIGEST_BYTES: usize = 4 << 20;

pub(crate) type Key = [u8; 32];

/// Which branches were matched: the addresses of those of either side, and of their tags.
pub(super) type Asked = [Vec<usize>; 4];

/// Every schema is looked at once for each depth.
#[derive(Default)]
pub(crate) struct Keys {
    keys: RefCell<HashMap<(usize, usize), Key>>,
    digests: RefCell<HashMap<usize, Rc<str>>>,
    pub(super) matchings: RefCell<HashMap<Asked, Rc<Matching>>>,
}

impl Keys {
    pub(crate) fn of(&self, document: Document<'_>, at: &Node<'_>, depth: usize) -> Key {
        let entry = (at.address(), depth);
        if let Some(key) = self.keys.borrow().get(&entry) {
            return *key;
        }
        let key = self.of_schema(document, &Schema::read(document, at), depth);
        self.keys.borrow_mut().insert(entry, key);
        key
    }

    /// The same of a schema that was read already.
    pub(crate) fn of_schema(
        &self,
        document: Document<'_>,
        schema: &Schema<'_>,
        depth: usize,
    ) -> Key {
        let mut hash = Hash(Sha256::new());
        hash.list(schema.types.iter());
        if depth == 0 {
            return hash.0.finalize().into();
        }
        hash.text(&format!("{:?}", schema.null));
        let inner = |at: &Node<'_>| self.of(document, at, depth - 1);
        let values = schema.values.as_ref().map(|values| {
            let mut texts: Vec<String> =
                values.iter().map(|value| canonical::text(value)).collect();
            texts.sort_unstable();
            texts
        });
        hash.text(if values.is_some() { "values" } else { "any" });
        hash.list(values.into_iter().flatten());
        hash.number(schema.properties.len());
        for (name, at) in &schema.properties {
            hash.text(name);
            hash.0.update(inner(at));
        }
        hash.list(schema.required.iter());
        for branches in [&schema.one_of, &schema.any_of, &schema.all_of] {
            let mut keys: Vec<Key> = branches.iter().map(inner).collect();
            keys.sort_unstable();
            hash.list(keys);
        }
        for (keyword, at) in &schema.keywords {
            if is_documentation(keyword) {
                continue;
            }
            hash.text(keyword);
            if is_one_schema(keyword) && at.value.is_object() {
                hash.0.update(inner(at));
            } else if is_named_schemas(keyword) && at.value.is_object() {
                let named = at.entries();
                hash.number(named.len());
                for (name, at) in named {
                    hash.text(name);
                    hash.0.update(inner(&at));
                }
            } else if *keyword == "prefixItems" {
                hash.list(at.items().iter().map(inner));
            } else {
                hash.text(&canonical::text(at.value));
            }
        }
        hash.0.finalize().into()
    }

    /// What distinguishes a branch from others in a fingerprint.
    pub(crate) fn digest(&self, document: Document<'_>, at: &Node<'_>) -> Rc<str> {
        if let Some(digest) = self.digests.borrow().get(&at.address()) {
            return Rc::clone(digest);
        }
        let mut budget = DIGEST_BYTES;
        let text = text(document, at, DIGEST_DEPTH, &mut budget).unwrap_or_else(|| {
            let key = self.of(document, at, DIGEST_DEPTH);
            key.iter().map(|byte| format!("{byte:02x}")).collect()
        });
        let digest: Rc<str> = crate::lock::sha256(text.as_bytes()).into();
        self.digests
            .borrow_mut()
            .insert(at.address(), Rc::clone(&digest));
        digest
    }
}

struct Hash(Sha256);

impl Hash {
    fn number(&mut self, number: usize) {
        self.0.update((number as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.update(text);
    }

    fn list(&mut self, items: impl IntoIterator<Item = impl AsRef<[u8]>>) {
        let mut count = 0;
        for item in items {
            let bytes = item.as_ref();
            self.number(bytes.len());
            self.0.update(bytes);
            count += 1;
        }
        self.number(count);
    }
}

/// The schema in one text, or None where that exceeds the budget.
fn text(document: Document<'_>, at: &Node<'_>, depth: usize, budget: &mut usize) -> Option<String> {
    let schema = Schema::read(document, at);
    if depth == 0 {
        return fit(format!("{:?}…", schema.types), budget);
    }
    let mut inner = |at: &Node<'_>| text(document, at, depth - 1, budget);
    let mut properties = BTreeMap::new();
    for (name, at) in &schema.properties {
        properties.insert(name, inner(at)?);
    }
    let mut keywords = BTreeMap::new();
    for (keyword, at) in &schema.keywords {
        if is_documentation(keyword) {
            continue;
        }
        let text = if is_one_schema(keyword) && at.value.is_object() {
            inner(at)?
        } else if is_named_schemas(keyword) && at.value.is_object() {
            let mut named = BTreeMap::new();
            for (name, at) in at.entries() {
                named.insert(name, inner(&at)?);
            }
            format!("{named:?}")
        } else if *keyword == "prefixItems" {
            let items: Option<Vec<String>> = at.items().iter().map(&mut inner).collect();
            format!("{:?}", items?)
        } else {
            canonical::text(at.value)
        };
        keywords.insert(*keyword, text);
    }
    let mut set = |branches: &[Node<'_>]| -> Option<Vec<String>> {
        let texts: Option<Vec<String>> = branches.iter().map(&mut inner).collect();
        let mut texts = texts?;
        texts.sort();
        Some(texts)
    };
    let (one_of, any_of, all_of) = (
        set(&schema.one_of)?,
        set(&schema.any_of)?,
        set(&schema.all_of)?,
    );
    let values = schema.values.as_ref().map(|values| {
        let mut texts: Vec<String> = values.iter().map(|value| canonical::text(value)).collect();
        texts.sort();
        texts
    });
    let text = format!(
        "{:?}{:?}{values:?}{properties:?}{:?}{one_of:?}{any_of:?}{all_of:?}{keywords:?}",
        schema.null, schema.types, schema.required,
    );
    fit(text, budget)
}

fn fit(text: String, budget: &mut usize) -> Option<String> {
    *budget = budget.checked_sub(text.len())?;
    Some(text)
}
