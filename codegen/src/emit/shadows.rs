//! Types of the document under the name of something that generated code uses: `Error`, `Option`, `Default`, `Ok`.
//!
//! The type keeps its name. What it hides is written with its whole path in the module where it does.

use std::collections::BTreeSet;

use syn::{Expr, Item, ItemImpl, Pat, Path, Type, parse_quote, visit_mut::VisitMut};

use super::rewrite::{Rewrite, Then, Walk};

/// The types of the document and their builders.
pub(super) fn types(types: &mut [Item]) {
    let mut hidden = names(types);
    hidden.retain(|name| meaning(name).is_some());
    if hidden.is_empty() {
        return;
    }
    for item in types.iter_mut() {
        Walk(&mut Types { hidden: &hidden }).visit_item_mut(item);
    }
}

/// The names of the types that the items define.
fn names(items: &[Item]) -> BTreeSet<String> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(it) => Some(it.ident.to_string()),
            Item::Enum(it) => Some(it.ident.to_string()),
            Item::Type(it) => Some(it.ident.to_string()),
            _ => None,
        })
        .collect()
}

/// What a name means where no type of the document has it.
fn meaning(name: &str) -> Option<Path> {
    Some(match name {
        "Default" => parse_quote!(::std::default::Default),
        "From" => parse_quote!(::std::convert::From),
        "Into" => parse_quote!(::std::convert::Into),
        "TryFrom" => parse_quote!(::std::convert::TryFrom),
        "TryInto" => parse_quote!(::std::convert::TryInto),
        "Option" => parse_quote!(::std::option::Option),
        "Result" => parse_quote!(::std::result::Result),
        "String" => parse_quote!(::std::string::String),
        "Vec" => parse_quote!(::std::vec::Vec),
        "Ok" => parse_quote!(::std::result::Result::Ok),
        "Err" => parse_quote!(::std::result::Result::Err),
        "Some" => parse_quote!(::std::option::Option::Some),
        "None" => parse_quote!(::std::option::Option::None),
        _ => return None,
    })
}

/// Replaces the first name of a path by what it means, if that is hidden.
fn spell_out(path: &mut Path, hidden: &BTreeSet<String>) {
    let Some(first) = path.segments.first() else {
        return;
    };
    let name = first.ident.to_string();
    if path.leading_colon.is_some() || !hidden.contains(&name) {
        return;
    }
    let Some(mut whole) = meaning(&name) else {
        return;
    };
    if let Some(last) = whole.segments.last_mut() {
        last.arguments = first.arguments.clone();
    }
    whole.segments.extend(path.segments.iter().skip(1).cloned());
    *path = whole;
}

fn is_value(path: &Path) -> bool {
    path.segments.len() == 1
        && path.segments.first().is_some_and(|it| {
            ["Ok", "Err", "Some", "None"]
                .iter()
                .any(|name| it.ident == name)
        })
}

struct Types<'a> {
    hidden: &'a BTreeSet<String>,
}

impl Rewrite for Types<'_> {
    fn item_impl(&mut self, block: &mut ItemImpl) -> Then {
        // typify's one bare `String`: `impl TryFrom<String> for X`.
        let of_text = block.trait_.as_ref().is_some_and(|(path, _)| {
            path.segments.len() > 1
                && quote::ToTokens::to_token_stream(path)
                    .to_string()
                    .replace(' ', "")
                    .ends_with("TryFrom<String>")
        });
        if of_text && matches!(&*block.self_ty, Type::Path(it) if it.path.segments.len() == 1) {
            Walk(&mut Text {
                hidden: self.hidden,
            })
            .visit_item_impl_mut(block);
        }
        Then::Inside
    }

    fn expr(&mut self, expr: &mut Expr) -> Then {
        let Expr::Path(syn::ExprPath { path, .. }) = expr else {
            return Then::Inside;
        };
        let is_default = path.segments.len() == 2
            && path
                .segments
                .first()
                .is_some_and(|it| it.ident == "Default")
            && path.segments.last().is_some_and(|it| it.ident == "default");
        if is_value(path) || is_default {
            spell_out(path, self.hidden);
        }
        Then::Inside
    }

    fn pat(&mut self, pattern: &mut Pat) -> Then {
        match pattern {
            Pat::TupleStruct(it) if is_value(&it.path) => spell_out(&mut it.path, self.hidden),
            Pat::Ident(it) if it.ident == "None" && self.hidden.contains("None") => {
                *pattern = parse_quote!(::std::option::Option::None);
            }
            _ => {}
        }
        Then::Inside
    }
}

/// Bare `String` where it is no type of the document.
struct Text<'a> {
    hidden: &'a BTreeSet<String>,
}

impl Rewrite for Text<'_> {
    fn path(&mut self, path: &mut Path) -> Then {
        if path.is_ident("String") {
            spell_out(path, self.hidden);
        }
        Then::Inside
    }
}
