//! The component schemas and cached merges of them.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Deref;
use std::rc::Rc;

use super::schema::Schema;

/// The maximum number of comparisons between schemas. After that, no schema counts as redundant.
const MOST_COMPARED: u32 = 10_000;

/// Schemas that are merged of what several members of an `allOf` say of one property.
const MOST_MERGED: usize = 2_000;

/// The component schemas, by name.
#[derive(Default)]
pub(crate) struct Schemas {
    named: BTreeMap<String, Rc<Schema>>,
    merged: RefCell<Merged>,
    compared: Cell<u32>,
    implied: RefCell<Implied>,
}

/// Whether one schema adds nothing to another, and the depth at which that was found, by name
/// or pointer.
type Implied = HashMap<(Rc<str>, Rc<str>), (bool, usize)>;

#[derive(Default)]
struct Merged {
    /// By their parts.
    known: HashMap<Vec<Rc<str>>, Rc<Schema>>,
    /// Their pointers.
    pointers: HashSet<Rc<str>>,
    /// The pointers beyond the limit.
    beyond: Vec<Rc<str>>,
}

impl From<BTreeMap<String, Rc<Schema>>> for Schemas {
    fn from(named: BTreeMap<String, Rc<Schema>>) -> Self {
        Self {
            named,
            ..Self::default()
        }
    }
}

impl Deref for Schemas {
    type Target = BTreeMap<String, Rc<Schema>>;

    fn deref(&self) -> &Self::Target {
        &self.named
    }
}

impl Schemas {
    /// The conjunction, at pointer `at`, of the parts of a member of the schema at `owner`.
    ///
    /// Inside a merged schema, the same parts give the same schema. Otherwise two recursive schemas would have no end.
    pub(super) fn merged(&self, owner: &Rc<str>, at: Rc<str>, parts: &[Rc<Schema>]) -> Rc<Schema> {
        let mut merged = self.merged.borrow_mut();
        let key: Vec<Rc<str>> = parts.iter().map(|it| key(it)).collect();
        if merged.pointers.contains(owner)
            && let Some(known) = merged.known.get(&key)
        {
            return Rc::clone(known);
        }
        if merged.known.len() >= MOST_MERGED {
            merged.beyond.push(Rc::clone(&at));
            return Rc::new(Schema {
                at,
                ..Schema::default()
            });
        }
        let schema = Schema::all_of(at, parts.to_vec());
        merged.pointers.insert(Rc::clone(&schema.at));
        merged
            .known
            .entry(key)
            .or_insert_with(|| Rc::clone(&schema));
        schema
    }

    /// The pointers of what was not merged, because there was too much: any JSON is taken there.
    pub(super) fn not_merged(&self) -> Vec<Rc<str>> {
        std::mem::take(&mut self.merged.borrow_mut().beyond)
    }

    pub(super) fn begin_comparison(&self) {
        self.compared.set(0);
    }

    /// Counts a comparison, and returns whether another is allowed.
    pub(super) fn compares(&self) -> bool {
        let compared = self.compared.get() + 1;
        self.compared.set(compared);
        compared < MOST_COMPARED
    }

    /// What `compare` says of two schemas, `depth` levels within those that are compared, or what it said before.
    pub(super) fn implied_once(
        &self,
        (mine, theirs): (&Schema, &Schema),
        depth: usize,
        compare: impl FnOnce() -> bool,
    ) -> bool {
        let key = (key(mine), key(theirs));
        if key.0 == key.1 {
            return true;
        }
        match self.implied.borrow().get(&key) {
            Some((true, _)) => return true,
            // With as many levels left, or fewer, it is not found either.
            Some((false, found)) if *found <= depth => return false,
            _ => {}
        }
        let implied = compare();
        if implied || self.compared.get() < MOST_COMPARED {
            self.implied.borrow_mut().insert(key, (implied, depth));
        }
        implied
    }
}

/// The component of a part, or its pointer.
fn key(part: &Schema) -> Rc<str> {
    match &part.reference {
        Some(name) if part.is_reference() && !part.nullable => name.as_str().into(),
        _ => Rc::clone(&part.at),
    }
}
