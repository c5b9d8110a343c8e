//! Reads components and inline schemas into types: which schemas get a definition, and its name. `make` decides the
//! type of one schema.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use serde_json::Value;

use super::{
    definition::{Body, Definition, Form, Struct},
    docs,
    flat::Flat,
    forms,
    inline_names::{self, InlineNames},
    kinds::Kinds,
    schema::Schema,
    schemas::Schemas,
    subtypes,
    type_ref::TypeRef,
};
use crate::{
    document::{Document, component},
    names,
};

/// The result of reading a schema.
pub(super) enum Made {
    /// An existing type, or one of Rust's.
    Use(TypeRef),
    /// A type of its own.
    Define(Body),
    /// A struct. Its fields are read later, so long chains of types need no deep stack.
    Structure(Box<Flat>),
}

/// An outermost schema of an operation, and the constraints that the types do not express: pass, pointer and text.
pub(super) struct Outermost {
    pub(super) schema: Rc<Schema>,
    unexpressed: Vec<(&'static str, String, String)>,
}

impl Outermost {
    pub(super) fn read(value: &Value, pointer: &str) -> Self {
        let mut unexpressed = Vec::new();
        let mut note = |pass, at: &str, what| unexpressed.push((pass, at.to_owned(), what));
        Self {
            schema: Schema::read(value, pointer, &mut note),
            unexpressed,
        }
    }
}

/// The types read so far.
pub(super) struct Reader<'d> {
    pub(super) document: &'d mut Document,
    pub(super) schemas: Schemas,
    pub(super) definitions: BTreeMap<String, Definition>,
    /// Base component → the components that extend it by `allOf`, where it has a discriminator and no union.
    pub(super) subtypes: BTreeMap<String, Vec<String>>,
    /// The components that extend any of them.
    extending: BTreeSet<String>,
    inline_names: InlineNames,
    taken: BTreeSet<String>,
    /// The types of the schemas already read, by pointer.
    uses: HashMap<Rc<str>, TypeRef>,
    components: BTreeMap<String, Component>,
    /// The structs whose fields are still to be read.
    pending: VecDeque<(String, Flat)>,
    /// The components still to be read, because they were found too deep inside others.
    later: VecDeque<String>,
    /// The schemas being read, outermost first.
    open: Vec<Rc<str>>,
    /// The forms of components. They are named after everything else is read.
    pub(super) forms: Vec<(String, Form)>,
    /// Names better than the location's, by pointer.
    hints: HashMap<Rc<str>, String>,
}

/// Components deeper than this inside others become items of their own and are read later.
const DEEPEST_COMPONENT: usize = 30;
/// Schemas deeper than this inside others are any JSON.
const DEEPEST: usize = 150;

enum Component {
    Reading {
        recursive: bool,
    },
    /// It will be an item of its own.
    Later,
    Read(TypeRef),
}

impl<'d> Reader<'d> {
    pub(super) fn new(document: &'d mut Document) -> Self {
        let mut unexpressed = Vec::new();
        let mut note = |pass, at: &str, what| unexpressed.push((pass, at.to_owned(), what));
        let schemas: BTreeMap<String, Rc<Schema>> = document
            .schemas
            .iter()
            .map(|(name, value)| {
                let schema = Schema::read(value, &component(name), &mut note);
                (name.clone(), schema)
            })
            .collect();
        for (pass, at, what) in unexpressed {
            document.note(pass, &at, what);
        }
        let schemas = Schemas::from(schemas);
        let subtypes = subtypes::of(&schemas);
        Self {
            extending: subtypes.values().flatten().cloned().collect(),
            subtypes,
            inline_names: InlineNames::of(&document.root),
            taken: schemas.keys().cloned().collect(),
            schemas,
            document,
            definitions: BTreeMap::new(),
            uses: HashMap::new(),
            components: BTreeMap::new(),
            pending: VecDeque::new(),
            later: VecDeque::new(),
            open: Vec::new(),
            forms: Vec::new(),
            hints: HashMap::new(),
        }
    }

    pub(super) fn note(&mut self, pass: &'static str, at: &str, what: impl Into<String>) {
        self.document.note(pass, at, what);
    }

    /// Notes a part that the types omit: `--strict` then refuses the document.
    pub(super) fn lost(&mut self, pass: &'static str, at: &str, what: impl Into<String>) {
        self.document.lost(pass, at, what);
    }

    pub(super) fn flat(&self, schema: &Schema) -> Flat {
        Flat::of(schema, &self.schemas)
    }

    /// Reads every component.
    pub(super) fn components(&mut self) {
        let mut names: Vec<String> = self.schemas.keys().cloned().collect();
        // Unions first: they have better names for their branches than their locations.
        names.sort_by_key(|name| {
            self.schemas
                .get(name)
                .is_some_and(|it| it.unions.is_empty())
        });
        for name in names {
            self.component(&name);
            self.structures();
        }
    }

    /// Reads the fields of the structs found so far.
    fn structures(&mut self) {
        loop {
            if let Some((name, flat)) = self.pending.pop_front() {
                let body = self.structure(&flat);
                if let Some(definition) = self.definitions.get_mut(&name) {
                    definition.body = Body::Struct(body);
                }
            } else if let Some(name) = self.later.pop_front() {
                self.read_component(&name, true);
            } else {
                return;
            }
        }
    }

    /// The type of a component at its use.
    pub(super) fn component(&mut self, name: &str) -> TypeRef {
        match self.components.get_mut(name) {
            Some(Component::Read(ty)) => return ty.clone(),
            Some(Component::Reading { recursive }) => {
                *recursive = true;
                return self.within_itself(name);
            }
            Some(Component::Later) => return self.within_itself(name),
            None => {}
        }
        if self.open.len() > DEEPEST_COMPONENT && self.schemas.contains_key(name) {
            self.components.insert(name.to_owned(), Component::Later);
            self.later.push_back(name.to_owned());
            return self.within_itself(name);
        }
        self.read_component(name, false)
    }

    fn read_component(&mut self, name: &str, recursive: bool) -> TypeRef {
        let Some(schema) = self.schemas.get(name).cloned() else {
            return TypeRef::Any;
        };
        let reading = Component::Reading { recursive };
        self.components.insert(name.to_owned(), reading);
        self.open.push(Rc::clone(&schema.at));
        let subtypes = self.subtypes.get(name).cloned();
        let reference = match self.extends_a_base(name) {
            true => None,
            false => self.only_reference(&schema),
        };
        let (made, nullable) = match (subtypes, reference) {
            (Some(subtypes), _) => (self.base_of_subtypes(name, &subtypes), false),
            (None, Some((target, null))) => (Made::Use(self.component(&target)), null),
            (None, None) => self.make(self.flat(&schema)),
        };
        let state = self.components.get(name);
        let recursive = matches!(state, Some(Component::Reading { recursive: true }));
        let made = match made {
            Made::Use(ty) if recursive => Made::Define(Body::Newtype(ty)),
            made => made,
        };
        let ty = match made {
            Made::Use(ty) => {
                self.define(name, &schema, Body::Alias(ty.clone()));
                ty
            }
            made => {
                self.define_made(name, &schema, made);
                TypeRef::Named(name.to_owned())
            }
        };
        let ty = if nullable { ty.nullable() } else { ty };
        self.open.pop();
        let read = Component::Read(ty.clone());
        self.components.insert(name.to_owned(), read);
        ty
    }

    /// Whether it is one of the branches of its base.
    fn extends_a_base(&self, name: &str) -> bool {
        self.extending.contains(name)
    }

    /// The type of an outermost schema of an operation.
    pub(super) fn outermost(&mut self, outermost: Outermost) -> TypeRef {
        for (pass, at, what) in outermost.unexpressed {
            self.note(pass, &at, what);
        }
        let schema = &outermost.schema;
        let pointer = &*schema.at;
        if pointer.contains("/content/multipart~1") {
            let encoding = forms::encoding(&self.document.root, pointer);
            self.form(schema, encoding.as_ref());
            self.structures();
            return TypeRef::Runtime("Multipart");
        }
        let ty = self.use_of(schema);
        self.structures();
        ty
    }

    /// The type of a component inside itself, before it is known whether it has its own item. It will.
    fn within_itself(&self, name: &str) -> TypeRef {
        let ty = TypeRef::Named(name.to_owned());
        let schema = self.schemas.get(name);
        let null = schema.is_some_and(|it| {
            let flat = self.flat(it);
            let kinds = flat.effective_kinds(&self.schemas);
            kinds.has(Kinds::NULL) && (kinds != Kinds::ALL || !flat.unions.is_empty())
        });
        if null { ty.nullable() } else { ty }
    }

    fn define_made(&mut self, name: &str, schema: &Schema, made: Made) {
        match made {
            Made::Use(ty) => self.define(name, schema, Body::Alias(ty)),
            Made::Define(body) => self.define(name, schema, body),
            Made::Structure(flat) => {
                self.define(name, schema, Body::Struct(Struct::default()));
                self.pending.push_back((name.to_owned(), *flat));
            }
        }
    }

    fn define(&mut self, name: &str, schema: &Schema, body: Body) {
        let about = match body {
            Body::Alias(_) => Rc::clone(&schema.about),
            _ => self.flat(schema).about,
        };
        let definition = Definition {
            at: schema.at.to_string(),
            doc: docs::of_type(&about),
            deprecated: about.deprecated,
            in_requests: false,
            body,
        };
        self.definitions.insert(name.to_owned(), definition);
    }

    /// The type of a schema at its location.
    pub(super) fn use_of(&mut self, schema: &Rc<Schema>) -> TypeRef {
        if let Some(read) = self.uses.get(&schema.at) {
            return read.clone();
        }
        if self.open.len() > DEEPEST || self.open.contains(&schema.at) {
            let what =
                "a list or map that contains itself or is nested too deep; any JSON is accepted";
            self.document.lost("types", &schema.at, what);
            return TypeRef::Any;
        }
        self.open.push(Rc::clone(&schema.at));
        let ty = match self.only_reference(schema) {
            Some((target, null)) => {
                let ty = self.component(&target);
                if null { ty.nullable() } else { ty }
            }
            None => {
                let (made, nullable) = self.make(self.flat(schema));
                let ty = match made {
                    Made::Use(ty) => ty,
                    made => self.define_inline(schema, made),
                };
                if nullable { ty.nullable() } else { ty }
            }
        };
        self.open.pop();
        self.uses.insert(Rc::clone(&schema.at), ty.clone());
        ty
    }

    /// Defines the type of an inline schema.
    fn define_inline(&mut self, schema: &Schema, made: Made) -> TypeRef {
        let preferred = self.name_of(&schema.at);
        let name = names::unique(&preferred, &mut self.taken);
        if name != preferred {
            let what = format!("the Rust name `{preferred}` is taken; this type is `{name}`");
            self.note("inline_schemas", &schema.at, what);
        }
        self.define_made(&name, schema, made);
        TypeRef::Named(name)
    }

    /// An item with a name of its own.
    pub(super) fn define_as(&mut self, preferred: &str, schema: &Schema, body: Body) {
        let name = names::unique(&names::pascal(preferred), &mut self.taken);
        self.define(&name, schema, body);
    }

    /// Sets a better name for a type than its location's.
    pub(super) fn hint(&mut self, at: &Rc<str>, name: String) {
        self.hints.entry(Rc::clone(at)).or_insert(name);
    }

    /// The name of a location.
    pub(super) fn name_of(&self, at: &str) -> String {
        if let Some(hint) = self.hints.get(at) {
            return hint.clone();
        }
        if let Some(name) = at.strip_prefix("/components/schemas/")
            && !name.contains('/')
        {
            return crate::pointer::unescape(name);
        }
        if at.starts_with("/paths/")
            && at.ends_with("/schema")
            && let Some(name) = self.inline_names.name(at)
        {
            return name;
        }
        match inline_names::parent(at) {
            Some((parent, suffix)) => self.name_of(parent) + &suffix,
            None => "Value".to_owned(),
        }
    }

    /// The component that a schema refers to, if nothing beside the reference adds a constraint. Null may be added.
    pub(super) fn only_reference(&self, schema: &Schema) -> Option<(String, bool)> {
        let explicit_null = schema.nullable || schema.kinds.is_some_and(|it| it.has(Kinds::NULL));
        if schema.is_reference() {
            return Some((schema.reference.clone()?, schema.nullable));
        }
        let (target, null) = match &schema.reference {
            Some(name) => (name.clone(), explicit_null),
            None => {
                let found = schema.all.iter().find_map(|it| self.only_reference(it))?;
                (found.0, found.1 || explicit_null)
            }
        };
        let whole = Flat::of(self.schemas.get(&target)?, &self.schemas);
        let mut rest = schema.clone();
        rest.reference = None;
        let own = std::mem::take(&mut rest.all);
        let mut all = vec![Rc::new(rest)];
        all.extend(own.into_iter().filter(|it| {
            self.only_reference(it)
                .is_none_or(|(name, _)| name != target)
        }));
        all.iter()
            .all(|it| self.flat(it).is_implied_by(&whole, &self.schemas))
            .then_some((target, null))
    }
}
