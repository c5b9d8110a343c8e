//! Plain structs, written by progenitor.
//!
//! A struct is plain if each member has a value of one type and can at most be absent. progenitor gets a document of
//! only those structs, in which each member refers to a name that is then replaced by its type from the model. Nothing
//! is left for it to merge or guess. Its output is taken as whole items. `structs.rs` writes every other struct.

use std::collections::BTreeMap;

use openapiv3::{
    Components, ObjectType, OpenAPI, ReferenceOr, Schema, SchemaData, SchemaKind, Type,
};
use progenitor_impl::{GenerationSettings, Generator, TypePatch};
use syn::{Item, ItemStruct};

use crate::{
    Error,
    emit::{OutputScope, docs},
    model::{
        Paths, TypeRef, Types,
        definition::{Body, Field, Struct},
    },
    names,
};

/// The plain structs by name.
pub(super) fn structs<'a>(
    types: &'a Types,
    scope: OutputScope<'_>,
    paths: &Paths<'_>,
) -> Result<BTreeMap<&'a str, ItemStruct>, Error> {
    let mut request = Request::default();
    for (name, it) in super::in_scope(types, scope) {
        let Body::Struct(body) = &it.body else {
            continue;
        };
        if is_supported(body) {
            let about = super::about(name, it);
            if docs::has_no_code_block(&about) {
                request.add(name, body, about, paths);
            }
        }
    }
    request.structs()
}

/// Whether progenitor's output for the struct matches the model.
fn is_supported(it: &Struct) -> bool {
    // progenitor derives `Default` if nothing is required. A member that the contract requires later would then break
    // callers.
    it.extra.is_none()
        && it.fields.iter().any(|field| field.required)
        && it.fields.iter().all(has_default_encoding)
}

fn has_default_encoding(it: &Field) -> bool {
    // A deprecation, a null, or integers written as `3.0` need an attribute besides the member's name.
    let bare = !it.deprecated && !it.nullable && !it.ty.has_integers();
    // Any value includes null.
    let one_none = it.required || it.ty != TypeRef::Any;
    let doctest_free = it.doc.as_deref().is_none_or(docs::has_no_code_block);
    bare && one_none && doctest_free && keeps_name(it)
}

/// Whether progenitor gives the field the same name.
fn keeps_name(it: &Field) -> bool {
    it.wire.starts_with(|c: char| c.is_ascii_alphabetic())
        && it
            .wire
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || c == b'_')
        && it.ident == names::snake(&it.wire)
}

/// The input for progenitor.
#[derive(Default)]
struct Request<'a> {
    settings: GenerationSettings,
    components: Components,
    /// The structs, in the order of their components.
    names: Vec<&'a str>,
    /// The references of members, by type.
    members: BTreeMap<String, String>,
}

impl<'a> Request<'a> {
    fn add(&mut self, name: &'a str, body: &Struct, about: String, paths: &Paths<'_>) {
        let mut object = ObjectType::default();
        for field in &body.fields {
            let reference = self.member(&field.ty, paths);
            let member = match &field.doc {
                None => reference,
                // OpenAPI 3.0 ignores a description beside a reference.
                Some(doc) => ReferenceOr::Item(Box::new(Schema {
                    schema_data: described(docs::lines(doc)),
                    schema_kind: SchemaKind::AllOf {
                        all_of: vec![reference.unbox()],
                    },
                })),
            };
            object.properties.insert(field.wire.clone(), member);
            if field.required {
                object.required.push(field.wire.clone());
            }
        }
        // Neutral names: progenitor changes the case of some.
        let component = format!("S{}", self.names.len());
        let mut patch = TypePatch::default();
        patch
            .with_rename(name)
            .with_derive("PartialEq")
            .with_attr("#[non_exhaustive]");
        self.settings.with_patch(&component, &patch);
        let schema = Schema {
            schema_data: described(docs::lines(&about)),
            schema_kind: SchemaKind::Type(Type::Object(object)),
        };
        self.components
            .schemas
            .insert(component, ReferenceOr::Item(schema));
        self.names.push(name);
    }

    /// A reference that is later replaced by the type.
    fn member(&mut self, ty: &TypeRef, paths: &Paths<'_>) -> ReferenceOr<Box<Schema>> {
        let text = ty.tokens(paths).to_string();
        let next = format!("T{}", self.members.len());
        let name = self.members.entry(text).or_insert_with_key(|text| {
            self.settings
                .with_replacement(&next, text, std::iter::empty());
            let any = SchemaKind::Any(openapiv3::AnySchema::default());
            let schema = Schema {
                schema_data: SchemaData::default(),
                schema_kind: any,
            };
            self.components
                .schemas
                .insert(next.clone(), ReferenceOr::Item(schema));
            next
        });
        ReferenceOr::ref_(&format!("#/components/schemas/{name}"))
    }

    /// The structs as progenitor writes them.
    fn structs(self) -> Result<BTreeMap<&'a str, ItemStruct>, Error> {
        let document = OpenAPI {
            openapi: "3.0.3".to_owned(),
            components: Some(self.components),
            ..OpenAPI::default()
        };
        let written = Generator::new(&self.settings).generate_tokens(&document);
        let written = written.map_err(|source| Error::Progenitor { source })?;
        let file: syn::File = syn::parse2(written).map_err(|source| Error::Syntax { source })?;
        let mut items: BTreeMap<String, ItemStruct> = BTreeMap::new();
        for item in file.items {
            let Item::Mod(module) = item else { continue };
            for item in module.content.into_iter().flat_map(|(_, items)| items) {
                if let Item::Struct(it) = item {
                    items.insert(it.ident.to_string(), it);
                }
            }
        }
        self.names
            .into_iter()
            .map(|name| match items.remove(name) {
                Some(item) => Ok((name, item)),
                None => Err(Error::Missing {
                    item: name.to_owned(),
                }),
            })
            .collect()
    }
}

fn described(text: String) -> SchemaData {
    SchemaData {
        description: Some(text),
        ..SchemaData::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_struct_that_progenitor_leaves_out_is_an_error() {
        let mut request = Request::default();
        let runtime = syn::parse_quote!(runtime);
        let paths = Paths {
            runtime: &runtime,
            types: proc_macro2::TokenStream::new(),
        };
        request.add(
            "Numbered",
            &Struct::default(),
            "A struct.".to_owned(),
            &paths,
        );
        request.names.push("Lettered");
        let missing = match request.structs() {
            Err(Error::Missing { item }) => item,
            _ => String::new(),
        };
        assert_eq!(missing, "Lettered");
    }
}
