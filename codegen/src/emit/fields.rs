//! The fields of typify's structs.
//!
//! typify reads an optional list as an empty one and writes an empty one as absent, and it has one `None` for absent and
//! null. Both lose what was said, so those fields become `Option<Vec<_>>` and `Option<Option<_>>`. The structs become
//! `#[non_exhaustive]`, since the service may add to them.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{
    Attribute, Field, GenericArgument, ImplItem, Item, ItemImpl, ItemStruct, Path, PathArguments,
    Type, parse_quote, visit_mut::VisitMut,
};

use super::{
    module,
    rewrite::{Rewrite, Then, Walk},
};
use crate::{Error, document::Document, names};

pub(super) fn bend(types: &mut [Item], document: &Document, runtime: &Path) -> Result<(), Error> {
    let told_apart: BTreeSet<(String, String)> = document.absent_or_null.iter().cloned().collect();
    // Struct and field → the type it had and the type it has now, for its builder.
    let mut changed: BTreeMap<(String, String), (Type, Type)> = BTreeMap::new();
    for item in types.iter_mut() {
        match item {
            Item::Struct(it) => {
                it.attrs.push(parse_quote!(#[non_exhaustive]));
                let name = it.ident.to_string();
                for field in &mut it.fields {
                    let before = field.ty.clone();
                    let wire = wire_name(field);
                    optional_list(field);
                    optional_box(field);
                    if told_apart.contains(&(name.clone(), wire)) {
                        absent_or_null(field, runtime);
                    }
                    if text(&field.ty) != text(&before)
                        && let Some(ident) = &field.ident
                    {
                        changed.insert(
                            (name.clone(), ident.to_string()),
                            (before, field.ty.clone()),
                        );
                    }
                }
            }
            Item::Enum(it) => it.attrs.push(parse_quote!(#[non_exhaustive])),
            _ => {}
        }
    }
    if let Some(builders) = module(types, "builder") {
        for item in builders.iter_mut() {
            match item {
                Item::Struct(it) => builder_fields(it, &changed),
                Item::Impl(it) => builder_setters(it, &changed),
                _ => {}
            }
        }
        builders.insert(
            0,
            parse_quote!(
                #[allow(unused_imports)]
                use super::types;
            ),
        );
    }
    Ok(())
}

/// The name on the wire: what serde renames the field to, or its own.
pub(super) fn wire_name(field: &Field) -> String {
    let mut name = field
        .ident
        .as_ref()
        .map(|ident| ident.to_string().trim_start_matches("r#").to_owned())
        .unwrap_or_default();
    for attribute in field.attrs.iter().filter(|it| it.path().is_ident("serde")) {
        // Arguments that are no `key = "value"` end the search; `rename` comes first in what typify writes.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = meta.value()?.parse::<syn::LitStr>()?.value();
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Expr>()?;
            }
            Ok(())
        });
    }
    name
}

/// The `serde` attribute of a field, anew, with what of the old one still holds.
fn set_serde(field: &mut Field, arguments: &[proc_macro2::TokenStream]) {
    let wire = wire_name(field);
    let renamed = field
        .ident
        .as_ref()
        .is_some_and(|ident| *ident != wire)
        .then(|| quote::quote!(rename = #wire));
    field.attrs.retain(|it| !it.path().is_ident("serde"));
    let arguments = renamed.iter().chain(arguments);
    field.attrs.push(parse_quote!(#[serde(#(#arguments),*)]));
}

/// An optional list or map: absent and empty are two things.
fn optional_list(field: &mut Field) {
    let is_collection = |attribute: &Attribute| {
        let text = attribute.to_token_stream().to_string();
        attribute.path().is_ident("serde")
            && text.contains("skip_serializing_if")
            && text.contains("is_empty")
    };
    if !field.attrs.iter().any(is_collection) {
        return;
    }
    let inner = &field.ty;
    field.ty = parse_quote!(::std::option::Option<#inner>);
    set_serde(
        field,
        &[quote::quote!(
            skip_serializing_if = "::std::option::Option::is_none"
        )],
    );
}

/// An optional field of the struct's own type: `Box<Option<_>>`, which typify writes as null where it is absent.
fn optional_box(field: &mut Field) {
    let absent = |attribute: &Attribute| {
        let text = attribute.to_token_stream().to_string();
        attribute.path().is_ident("serde") && text.contains("default")
    };
    let inner = argument(&field.ty, "Box").and_then(|it| argument(it, "Option"));
    let Some(inner) = inner.filter(|_| field.attrs.iter().any(absent)) else {
        return;
    };
    field.ty = parse_quote!(::std::option::Option<::std::boxed::Box<#inner>>);
    set_serde(
        field,
        &[quote::quote!(
            skip_serializing_if = "::std::option::Option::is_none"
        )],
    );
}

/// `T` of `Name<T>`.
fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|it| it.ident == name)?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// An optional and nullable field: absent and null are two things.
fn absent_or_null(field: &mut Field, runtime: &Path) {
    let present = format!(
        "{}::present",
        runtime.to_token_stream().to_string().replace(' ', "")
    );
    if !is_json_value(&field.ty) {
        let inner = &field.ty;
        field.ty = parse_quote!(::std::option::Option<#inner>);
    }
    set_serde(
        field,
        &[
            quote::quote!(default),
            quote::quote!(deserialize_with = #present),
            quote::quote!(skip_serializing_if = "::std::option::Option::is_none"),
        ],
    );
}

/// Whether it is `Option<JsonValue>`, whose inside can be null itself.
fn is_json_value(ty: &Type) -> bool {
    matches!(argument(ty, "Option"), Some(Type::Path(inner))
        if inner.path.segments.last().is_some_and(|it| it.ident == "JsonValue"))
}

type Changed = BTreeMap<(String, String), (Type, Type)>;

fn builder_fields(builder: &mut ItemStruct, changed: &Changed) {
    let name = builder.ident.to_string();
    for field in &mut builder.fields {
        let Some(ident) = &field.ident else { continue };
        if let Some((before, after)) = changed.get(&(name.clone(), ident.to_string())) {
            Walk(&mut Replace {
                before: in_builder(before),
                after: in_builder(after),
            })
            .visit_type_mut(&mut field.ty);
        }
    }
}

fn builder_setters(block: &mut ItemImpl, changed: &Changed) {
    if block.trait_.is_some() {
        return;
    }
    let name = block.self_ty.to_token_stream().to_string();
    for item in &mut block.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        if let Some((before, after)) = changed.get(&(name.clone(), function.sig.ident.to_string()))
            && let Some(bounds) = &mut function.sig.generics.where_clause
        {
            Walk(&mut Replace {
                before: in_builder(before),
                after: in_builder(after),
            })
            .visit_where_clause_mut(bounds);
        }
    }
}

/// A type of the module `types` as its module `builder` writes it.
fn in_builder(ty: &Type) -> Type {
    struct Super;
    impl Rewrite for Super {
        fn path(&mut self, path: &mut Path) -> Then {
            if path.leading_colon.is_none()
                && path.segments.len() == 1
                && let Some(only) = path.segments.first()
                && only.ident == names::pascal(&only.ident.to_string())
            {
                let only = only.clone();
                *path = parse_quote!(super::#only);
            }
            Then::Inside
        }
    }
    let mut ty = ty.clone();
    Walk(&mut Super).visit_type_mut(&mut ty);
    ty
}

/// Replaces one type by another.
struct Replace {
    before: Type,
    after: Type,
}

impl Rewrite for Replace {
    fn type_(&mut self, ty: &mut Type) -> Then {
        if text(ty) != text(&self.before) {
            return Then::Inside;
        }
        *ty = self.after.clone();
        Then::Past
    }
}

fn text(ty: &Type) -> String {
    ty.to_token_stream().to_string()
}
