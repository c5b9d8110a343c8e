//! Path arguments go through the runtime's encoder.
//!
//! progenitor's `encode_path` leaves characters that URL parsers give a meaning (a backslash becomes a slash), so that an
//! argument could name another resource.

use syn::{Expr, File, Item, Path, UseTree, parse_quote, visit_mut::VisitMut};

use super::{
    rewrite::{Rewrite, Then, Walk},
    rewrite_format_arguments,
};

pub(super) fn bend(file: &mut File, runtime: &Path) {
    // The types send nothing, and are most of the file.
    let items = file.items.iter_mut();
    for item in items.filter(|item| !matches!(item, Item::Mod(it) if it.ident == "types")) {
        Walk(&mut Encoder { runtime }).visit_item_mut(item);
    }
}

struct Encoder<'a> {
    runtime: &'a Path,
}

impl Rewrite for Encoder<'_> {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        if matches!(expr, Expr::Path(it) if it.path.is_ident("encode_path")) {
            let runtime = self.runtime;
            *expr = parse_quote!(#runtime::encode_path_argument);
        }
        Then::Inside
    }

    fn macro_call(&mut self, mac: &mut syn::Macro) {
        rewrite_format_arguments(mac, self);
    }

    fn use_group(&mut self, group: &mut syn::UseGroup) -> Then {
        group.items = std::mem::take(&mut group.items)
            .into_iter()
            .filter(|item| !matches!(item, UseTree::Name(it) if it.ident == "encode_path"))
            .collect();
        Then::Inside
    }
}
