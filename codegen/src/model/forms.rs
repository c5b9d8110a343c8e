//! Typed multipart forms.
//!
//! A part is a file if its schema is bytes, text if it is a scalar, and JSON otherwise. A list is one part for each
//! element, unless `encoding` gives the whole list a media type.

use std::rc::Rc;

use serde_json::Value;

use super::{
    definition::{Body, Field, Form, Part, PartKind},
    flat::Flat,
    kinds::Kinds,
    reader::Reader,
    schema::Schema,
    type_ref::TypeRef,
};
use crate::{media_type, pointer::join};

impl Reader<'_> {
    /// Reads the schema of a multipart form, at the pointer of an operation. Without named parts it has no type.
    pub(super) fn form(&mut self, schema: &Rc<Schema>, encoding: Option<&Value>) {
        let component = self.only_reference(schema).map(|(name, _)| name);
        let flat = self.flat(schema);
        let (flat, _) = self.without_trivial_unions(flat);
        if flat.properties.is_empty() || !flat.unions.is_empty() {
            let what = "no named parts: callers add each part";
            self.note("forms", &schema.at, what);
            return;
        }
        let mut structure = self.structure(&flat);
        let mut parts = Vec::new();
        for field in &mut structure.fields {
            let Some(property) = flat.property(&field.wire, &self.schemas) else {
                continue;
            };
            let described = encoding.and_then(|it| it.get(&field.wire));
            parts.push(self.part(field, &property, described));
        }
        let form = Form {
            fields: structure.fields,
            parts,
        };
        match component {
            Some(name) => self.forms.push((name, form)),
            None => {
                let name = self.name_of(&schema.at);
                self.define_as(&name, schema, Body::Form(form));
            }
        }
    }

    fn part(&mut self, field: &mut Field, schema: &Rc<Schema>, encoding: Option<&Value>) -> Part {
        let content_type = encoding
            .and_then(|it| it.get("contentType"))
            .and_then(Value::as_str)
            // With several media types, or a range, the caller chooses.
            .filter(|it| media_type::is_one(it) && !it.contains(','))
            .map(str::to_owned);
        let flat = self.flat(schema);
        let item = flat.item(&self.schemas).map(|it| self.flat(&it));
        let is_list = flat.kinds.without(Kinds::NULL) == Kinds::ARRAY && flat.prefix.is_none();
        let whole = content_type.as_deref().is_some_and(media_type::is_json);
        let kind = if flat.is_bytes() {
            field.ty = TypeRef::Runtime("FilePart");
            PartKind::File
        } else if is_list && item.as_ref().is_some_and(Flat::is_bytes) {
            field.ty = TypeRef::List(Box::new(TypeRef::Runtime("FilePart")));
            PartKind::Files
        } else if is_list && !whole {
            PartKind::Values
        } else {
            PartKind::Value
        };
        // A part is present or absent; it cannot be null.
        field.nullable = false;
        Part {
            wire: field.wire.clone(),
            ident: field.ident.clone(),
            kind,
            content_type,
        }
    }

    /// Defines the forms of components, beside the component's own type: a form's parts are not JSON, and a name does
    /// not change when an operation takes the same schema as JSON. Operations that send the same parts share a form.
    pub(super) fn define_forms(&mut self) {
        let mut defined: Vec<(String, Vec<Part>)> = Vec::new();
        for (name, form) in std::mem::take(&mut self.forms) {
            let same = |it: &(String, Vec<Part>)| it.0 == name && it.1 == form.parts;
            if defined.iter().any(same) {
                continue;
            }
            defined.push((name.clone(), form.parts.clone()));
            if let Some(schema) = self.schemas.get(&name).cloned() {
                self.define_as(&format!("{name}Form"), &schema, Body::Form(form));
            }
        }
    }
}

/// The `encoding` beside the schema at a pointer.
pub(super) fn encoding(root: &Value, pointer: &str) -> Option<Value> {
    let media_type = pointer.strip_suffix("/schema")?;
    root.pointer(&join(media_type, "encoding")).cloned()
}
