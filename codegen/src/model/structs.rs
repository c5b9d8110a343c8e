//! Objects with named members, and lists with a type for each position.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::Value;

use super::{
    about::About,
    definition::{Body, Constant, Extra, Field, Struct, Tuple},
    docs,
    flat::Flat,
    kinds::Kinds,
    reader::{Made, Reader},
    schema::{Additional, Schema},
    type_ref::TypeRef,
};
use crate::{names, pointer::join};

/// Tuples of more elements are lists of any values.
const WIDEST: usize = 12;

impl Reader<'_> {
    pub(super) fn structure(&mut self, flat: &Flat) -> Struct {
        let named = |name: &String| flat.properties.contains_key(name);
        // Required without a description, or described only by a condition: any value.
        let undescribed = flat.required.iter().chain(flat.conditional.iter());
        let undescribed: BTreeSet<String> = undescribed.filter(|it| !named(it)).cloned().collect();
        let mut fields = Vec::new();
        for wire in flat.properties.keys() {
            let Some(schema) = flat.property(wire, &self.schemas) else {
                continue;
            };
            let ty = self.use_of(&schema);
            let required = flat.required.contains(wire);
            fields.push(self.field(wire, ty, required, &schema));
        }
        for wire in undescribed {
            let required = flat.required.contains(&wire);
            let location = join(&join(&flat.at, "properties"), &wire);
            let (schema, ty) = match &flat.additional {
                Additional::Of(values) => {
                    let values = Rc::clone(values);
                    let ty = self.use_of(&values);
                    (values, ty)
                }
                _ => (Rc::new(Schema::default()), TypeRef::Any),
            };
            self.note(
                "types",
                &location,
                "required, but not in `properties`; any value is accepted",
            );
            fields.push(self.field(&wire, ty, required, &schema));
        }
        fields.sort_by(|one, other| one.wire.cmp(&other.wire));
        let extra = match &flat.additional {
            Additional::Undeclared | Additional::Closed => None,
            Additional::Any => Some(TypeRef::Any),
            Additional::Of(values) => Some(self.use_of(&Rc::clone(values))),
        };
        let taken = self.name_fields(&mut fields, &flat.at, extra.is_some());
        Struct {
            fields,
            extra: extra.map(|ty| Extra { ident: taken, ty }),
        }
    }

    fn field(&mut self, wire: &str, ty: TypeRef, required: bool, schema: &Schema) -> Field {
        let whole = self.flat(schema);
        let beside = beside(schema);
        // The type has its own documentation.
        let about = match ty.innermost() {
            TypeRef::Named(_) => About {
                read_only: whole.about.read_only,
                write_only: whole.about.write_only,
                ..About::clone(&beside)
            },
            _ => About {
                deprecated: beside.deprecated,
                ..About::clone(&whole.about)
            },
        };
        let constant = self.constant(&whole, &ty);
        let (inner, nullable) = ty.not_null();
        Field {
            wire: wire.to_owned(),
            ident: String::new(),
            ty: inner.clone(),
            required,
            nullable,
            asked: required && !about.read_only && constant.is_none(),
            read_only: about.read_only,
            write_only: about.write_only,
            constant: constant.filter(|_| required),
            doc: docs::of_member(&about),
            deprecated: about.deprecated,
        }
    }

    /// The variant of the only value that a member may have.
    fn constant(&self, flat: &Flat, ty: &TypeRef) -> Option<Constant> {
        let TypeRef::Named(name) = ty else {
            return None;
        };
        let [value] = flat.values.as_deref()? else {
            return None;
        };
        match &self.definitions.get(name)?.body {
            Body::Enum(it) | Body::Values(it) => {
                let variant = it.variants.iter().find(|it| it.value == *value)?;
                Some(Constant {
                    of: name.clone(),
                    variant: variant.name.clone(),
                })
            }
            _ => None,
        }
    }

    /// Names each field, and returns the name of the map for further members.
    fn name_fields(&mut self, fields: &mut [Field], at: &str, extra: bool) -> String {
        let mut taken = BTreeSet::new();
        let mut order: Vec<&mut Field> = fields.iter_mut().collect();
        // Of several fields with one name, the one that needs no other spelling keeps it: later members do not change
        // it.
        order.sort_by_key(|field| names::snake(&field.wire) != field.wire);
        let exact: BTreeSet<String> = order.iter().map(|it| it.wire.clone()).collect();
        let map = match extra {
            true => {
                let name = if exact.contains("extra") {
                    "additional_members"
                } else {
                    "extra"
                };
                names::unique(name, &mut taken)
            }
            false => String::new(),
        };
        let mut notes = Vec::new();
        for field in order {
            let preferred = names::snake(&field.wire);
            field.ident = names::unique(&preferred, &mut taken);
            if field.ident != preferred {
                notes.push((
                    join(&join(at, "properties"), &field.wire),
                    format!(
                        "the name `{preferred}` is taken; the field of `{}` is `{}`",
                        field.wire, field.ident
                    ),
                ));
            }
        }
        for (at, what) in notes {
            self.note("field_name_collisions", &at, what);
        }
        map
    }

    pub(super) fn tuple(&mut self, flat: &Flat) -> Made {
        let prefix = flat.prefix.clone().unwrap_or_default();
        if prefix.len() > WIDEST {
            let what =
                format!("a tuple of more than {WIDEST} elements; kept as a list of any values");
            self.lost("tuples", &flat.at, what);
            return Made::Use(TypeRef::List(Box::new(TypeRef::Any)));
        }
        let elements: Vec<TypeRef> = prefix.iter().map(|it| self.use_of(it)).collect();
        let width = u64::try_from(elements.len()).unwrap_or(u64::MAX);
        let closed = flat.closed || flat.max_items.is_some_and(|most| most <= width);
        let rest = match (closed, flat.item(&self.schemas)) {
            (true, _) => None,
            (false, Some(item)) => Some(self.use_of(&item)),
            (false, None) => Some(TypeRef::Any),
        };
        Made::Define(Body::Tuple(Tuple {
            least: usize::try_from(flat.min_items)
                .map_or(elements.len(), |it| it.min(elements.len())),
            elements,
            rest,
        }))
    }

    /// Whether a schema allows only null.
    pub(super) fn is_null(&self, flat: &Flat) -> bool {
        flat.kinds == Kinds::NULL
            || flat
                .values
                .as_ref()
                .is_some_and(|it| !it.is_empty() && it.iter().all(Value::is_null))
    }
}

/// The keywords beside the references of a schema, including those in its `allOf`.
fn beside(schema: &Schema) -> Rc<About> {
    schema
        .all
        .iter()
        .filter(|it| it.reference.is_none())
        .fold(Rc::clone(&schema.about), |about, part| {
            about.or(&beside(part))
        })
}
