//! The type of one merged schema: an enum, a union, or a type for its JSON type.

use std::rc::Rc;

use serde_json::Value;

use super::{
    about::About,
    enums::Constants,
    flat::Flat,
    kinds::Kinds,
    reader::{Made, Reader},
    schema::Additional,
    type_ref::{TypeRef, Width},
};

impl Reader<'_> {
    /// The type of a merged schema, and whether it allows null.
    pub(super) fn make(&mut self, flat: Flat) -> (Made, bool) {
        if let Some((target, nullable)) = self.reference_or_null(&flat) {
            return (Made::Use(self.component(&target)), nullable);
        }
        let (flat, nullable) = self.without_trivial_unions(flat);
        if let Some(values) = &flat.values
            && values.iter().all(Value::is_null)
        {
            return (Made::Use(TypeRef::Any), false);
        }
        let made = match self.constants(&flat) {
            Some(made) => made,
            None if !flat.unions.is_empty() => self.union(&flat),
            None => self.by_kind(flat),
        };
        (made, nullable)
    }

    /// An enum, or the scalar type of several scalar schemas.
    fn constants(&mut self, flat: &Flat) -> Option<Made> {
        if flat.values.is_none() && flat.unions.is_empty() {
            return None;
        }
        let mut constants = Constants::of(flat, &self.schemas)?;
        let kinds = flat.kinds.or(Kinds::NULL);
        let (fitting, odd) = std::mem::take(&mut constants.values)
            .into_iter()
            .partition(|(value, _)| kinds.has(Kinds::of_value(value)));
        constants.values = fitting;
        self.odd_constants(&flat.at, odd);
        if constants.values.is_empty() {
            // Several formats of one type are that type.
            let open = constants.open?;
            return match open {
                Kinds::STRING => Some(Made::Use(TypeRef::Text)),
                Kinds::NUMBER => Some(Made::Use(TypeRef::Number)),
                Kinds::INTEGER => Some(Made::Use(TypeRef::Integer(Width::I64))),
                Kinds::BOOLEAN => Some(Made::Use(TypeRef::Boolean)),
                _ => None,
            };
        }
        if !constants.is_enum() {
            return None;
        }
        let booleans = constants.values.iter().filter(|(it, _)| it.is_boolean());
        let all_booleans = constants.kind() == Some(Kinds::BOOLEAN)
            && (booleans.count() == 2 || constants.open.is_some());
        if all_booleans {
            return Some(Made::Use(TypeRef::Boolean));
        }
        let mut notes = Vec::new();
        let body = constants.body(&mut |what| notes.push(what));
        for what in notes {
            self.note("enums", &flat.at, what);
        }
        Some(Made::Define(body))
    }

    /// Notes the constants that the `type` beside them forbids.
    fn odd_constants(&mut self, at: &str, odd: Vec<(Value, About)>) {
        for (value, _) in odd {
            let what = format!("the `type` forbids {value}; it is not a variant");
            self.lost("enums", at, what);
        }
    }

    /// A schema without unions and constants.
    pub(super) fn by_kind(&mut self, flat: Flat) -> Made {
        let kinds = flat.kinds.without(Kinds::NULL);
        if kinds.is_none() {
            match flat.kinds.has(Kinds::NULL) {
                true => self.note(
                    "types",
                    &flat.at,
                    "only null is valid; any JSON is accepted",
                ),
                false => self.lost("types", &flat.at, "no value is valid; any JSON is accepted"),
            }
            return Made::Use(TypeRef::Any);
        }
        let has_shape = flat.has_members() || !flat.items.is_empty() || flat.prefix.is_some();
        let open = Kinds::STRING
            .or(Kinds::NUMBER)
            .or(Kinds::BOOLEAN)
            .or(Kinds::OBJECT);
        if kinds.has(open) && !has_shape {
            return Made::Use(TypeRef::Any);
        }
        let mut each = kinds.each();
        match (each.next(), each.next()) {
            (Some(kind), None) => self.of_kind(kind, flat),
            _ => self.of_kinds(&flat, kinds),
        }
    }

    fn of_kind(&mut self, kind: Kinds, flat: Flat) -> Made {
        Made::Use(match kind {
            Kinds::BOOLEAN => TypeRef::Boolean,
            Kinds::INTEGER => self.integer(&flat),
            Kinds::NUMBER => TypeRef::Number,
            Kinds::STRING => self.text(&flat),
            Kinds::ARRAY => return self.list(&flat),
            _ => return self.object(flat),
        })
    }

    fn integer(&mut self, flat: &Flat) -> TypeRef {
        match Width::of(flat.format.as_deref(), flat.bounds) {
            Some(width) => TypeRef::Integer(width),
            None => {
                self.lost(
                    "numbers",
                    &flat.at,
                    "integers wider than 64 bits; kept as a number",
                );
                TypeRef::Number
            }
        }
    }

    fn text(&mut self, flat: &Flat) -> TypeRef {
        let format = flat.format.as_deref().unwrap_or_default();
        let ty = match format {
            "uuid" => TypeRef::Uuid,
            // No registry defines these formats: any text is kept.
            "uuid1" | "uuid4" | "uuid7" => TypeRef::Runtime("UuidText"),
            "date" => TypeRef::Date,
            "date-time" => TypeRef::Timestamp,
            _ => return TypeRef::Text,
        };
        if flat.limited {
            let what =
                format!("`pattern` or `maxLength` beside the format `{format}`; kept as a string");
            self.note("formats", &flat.at, what);
            return TypeRef::Text;
        }
        ty
    }

    fn list(&mut self, flat: &Flat) -> Made {
        if flat.prefix.is_some() {
            return self.tuple(flat);
        }
        let item = flat.item(&self.schemas);
        let item = item.map_or(TypeRef::Any, |it| self.use_of(&it));
        Made::Use(TypeRef::List(Box::new(item)))
    }

    fn object(&mut self, flat: Flat) -> Made {
        if flat.properties.is_empty() && flat.conditional.is_empty() {
            return Made::Use(match &flat.additional {
                Additional::Of(values) => {
                    let values = Rc::clone(values);
                    TypeRef::Map(Box::new(self.use_of(&values)))
                }
                _ => TypeRef::Object,
            });
        }
        Made::Structure(Box::new(flat))
    }
}
