//! Fields with the same Rust name: `fooBar` beside `foo_bar`, or `extra` beside the map of further members.
//!
//! typify writes both as they are. All that it writes about a struct has the fields in one order, so the name of each
//! follows from its place.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{
    Expr, Field, ImplItem, Item, ItemImpl, ItemStruct, Member, Type, parse_quote,
    visit_mut::VisitMut,
};

use super::{
    fields::wire_name,
    module,
    rewrite::{Rewrite, Then, Walk},
};
use crate::{
    document::{Document, component},
    names,
    pointer::join,
};

/// Gives each field a name of its own; the wire has the same as before.
pub(super) fn bend(types: &mut [Item], document: &mut Document) {
    let structs: Vec<(String, Vec<String>)> = types
        .iter_mut()
        .filter_map(|item| match item {
            Item::Struct(it) => Some((it.ident.to_string(), renamed(it, document)?)),
            _ => None,
        })
        .collect();
    for (name, fields) in &structs {
        for item in types.iter_mut() {
            about(item, name, fields);
        }
        for item in module(types, "builder").into_iter().flatten() {
            about(item, name, fields);
        }
    }
}

/// The names of all fields in their order, if they had to change.
fn renamed(it: &mut ItemStruct, document: &mut Document) -> Option<Vec<String>> {
    let before: Vec<String> = it
        .fields
        .iter()
        .map(|field| Some(field.ident.as_ref()?.to_string()))
        .collect::<Option<_>>()?;
    let mut taken: BTreeSet<String> = before.iter().cloned().collect();
    if taken.len() == before.len() {
        return None;
    }
    let owner = it.ident.to_string();
    let mut fields: Vec<(usize, &mut Field)> = it.fields.iter_mut().enumerate().collect();
    // The first of several with one name keeps it: the map, whose name no document chose, then what needs no other
    // spelling. Those to come do not change it.
    fields.sort_by_key(|(_, field)| {
        let exact = field
            .ident
            .as_ref()
            .is_some_and(|it| *it == wire_name(field));
        (!is_map(field), !exact)
    });
    let mut after = before.clone();
    let mut kept = BTreeSet::new();
    for (index, field) in fields {
        let name = before.get(index)?;
        if kept.insert(name.clone()) {
            continue;
        }
        let new = names::unique(name, &mut taken);
        let wire = wire_name(field);
        let ident = quote::format_ident!("{new}");
        if field.ident.as_ref().is_some_and(|it| *it == wire) {
            field.attrs.push(parse_quote!(#[serde(rename = #wire)]));
        }
        field.ident = Some(ident);
        let at = component(&owner);
        let property = join(&join(&at, "properties"), &wire);
        let declared = document
            .schemas
            .get(&owner)
            .is_some_and(|it| it["properties"].get(&wire).is_some());
        document.note(
            "collisions",
            if declared { &property } else { &at },
            format!("the name `{name}` is taken; the field of `{wire}` is `{new}`"),
        );
        if let Some(slot) = after.get_mut(index) {
            *slot = new;
        }
    }
    Some(after)
}

/// The map of the members that are not named.
fn is_map(field: &Field) -> bool {
    field.attrs.iter().any(|it| {
        it.path().is_ident("serde")
            && it
                .to_token_stream()
                .into_iter()
                .any(|token| token.to_string().contains("flatten"))
    })
}

/// Renames the fields in whatever an item says of the struct or of its builder.
fn about(item: &mut Item, name: &str, fields: &[String]) {
    match item {
        Item::Struct(it) if it.ident == name => {
            for (field, name) in it.fields.iter_mut().zip(fields) {
                field.ident = Some(quote::format_ident!("{name}"));
            }
        }
        Item::Impl(it) if is_of(&it.self_ty, name) => {
            if it.trait_.is_none() {
                setters(it, fields);
            }
            Walk(&mut Literals { fields }).visit_item_impl_mut(it);
        }
        _ => {}
    }
}

fn is_of(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(it) if it.path.segments.last().is_some_and(|it| it.ident == name))
}

/// A builder has a method for each field.
fn setters(block: &mut ItemImpl, fields: &[String]) {
    let methods = block.items.iter_mut().filter_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident != "builder" => Some(function),
        _ => None,
    });
    for (function, new) in methods.zip(fields) {
        let before = function.sig.ident.to_string();
        function.sig.ident = quote::format_ident!("{new}");
        Walk(&mut Access { before, new }).visit_block_mut(&mut function.block);
    }
}

/// `Self { a: .., a: .. }`
struct Literals<'a> {
    fields: &'a [String],
}

impl Rewrite for Literals<'_> {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        let Expr::Struct(it) = expr else {
            return Then::Inside;
        };
        if !it.path.is_ident("Self") || it.fields.len() != self.fields.len() {
            return Then::Past;
        }
        for (field, new) in it.fields.iter_mut().zip(self.fields) {
            if let Member::Named(name) = &field.member {
                let before = name.to_string();
                Walk(&mut Access { before, new }).visit_expr_mut(&mut field.expr);
                field.member = Member::Named(quote::format_ident!("{new}"));
            }
        }
        Then::Past
    }
}

/// `self.a` and `value.a`
struct Access<'a> {
    before: String,
    new: &'a str,
}

impl Rewrite for Access<'_> {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        let Expr::Field(it) = expr else {
            return Then::Inside;
        };
        let of_whole = matches!(&*it.base, Expr::Path(base) if base.path.get_ident().is_some_and(|it| it == "self" || it == "value"));
        if of_whole && matches!(&it.member, Member::Named(name) if *name == self.before) {
            it.member = Member::Named(quote::format_ident!("{}", self.new));
        }
        Then::Inside
    }
}
