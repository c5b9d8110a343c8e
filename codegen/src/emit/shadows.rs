//! Types of the document under the name of something that generated code uses: `Error`, `Option`, `Default`, `Ok`.
//!
//! The type keeps its name. What it hides is written with its whole path in the module where it does.

use std::collections::BTreeSet;

use syn::{File, Item, ItemImpl, Macro, Path, UseTree, parse_quote, visit_mut::VisitMut};

use super::{
    in_arguments, module,
    rewrite::{Rewrite, Then, Walk},
};

/// What the operations' builders import, and whether it is a trait.
const IMPORTED: [(&str, bool); 7] = [
    ("ByteStream", false),
    ("ClientHooks", true),
    ("ClientInfo", true),
    ("Error", false),
    ("OperationInfo", false),
    ("RequestBuilderExt", true),
    ("ResponseValue", false),
];

/// The operations' builders, whose own names only `impl` blocks use.
pub(super) fn operations(file: &mut File) {
    let Some(items) = module(&mut file.items, "builder") else {
        return;
    };
    let hidden = names(items);
    let mut imports: Vec<Item> = Vec::new();
    for (name, is_trait) in IMPORTED.iter().filter(|(name, _)| hidden.contains(*name)) {
        for item in items.iter_mut() {
            if let Item::Use(it) = item {
                without(&mut it.tree, name);
            }
        }
        if *is_trait {
            let name = quote::format_ident!("{name}");
            imports.push(parse_quote!(
                use super::#name as _;
            ));
        }
    }
    for item in items.iter_mut() {
        Walk(&mut Operations { hidden: &hidden }).visit_item_mut(item);
    }
    // After the `use` lines that are there.
    let at = items
        .iter()
        .take_while(|item| matches!(item, Item::Use(_)))
        .count();
    items.splice(at..at, imports);
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

/// Takes a name out of a `use` with a list.
fn without(tree: &mut UseTree, name: &str) {
    match tree {
        UseTree::Path(it) => without(&mut it.tree, name),
        UseTree::Group(it) => {
            it.items = std::mem::take(&mut it.items)
                .into_iter()
                .filter(|item| !matches!(item, UseTree::Name(it) if it.ident == name))
                .collect();
        }
        _ => {}
    }
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
        _ if IMPORTED.iter().any(|(it, _)| *it == name) => {
            let name = quote::format_ident!("{name}");
            parse_quote!(super::#name)
        }
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

struct Operations<'a> {
    hidden: &'a BTreeSet<String>,
}

impl Rewrite for Operations<'_> {
    fn item_impl(&mut self, block: &mut ItemImpl) -> Then {
        for item in &mut block.items {
            Walk(self).visit_impl_item_mut(item);
        }
        Then::Past
    }

    fn path(&mut self, path: &mut Path) -> Then {
        // A builder is a struct with named fields: it hides types, and no function such as `Ok`.
        if !is_value(path) {
            spell_out(path, self.hidden);
        }
        Then::Inside
    }

    fn macro_call(&mut self, it: &mut Macro) {
        if self.hidden.iter().any(|name| meaning(name).is_some()) {
            in_arguments(it, |argument| Walk(self).visit_expr_mut(argument));
        }
    }
}
