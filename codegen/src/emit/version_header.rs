//! progenitor sends the contract's version with every request, as a header that no contract declares. It goes.

use quote::ToTokens;
use syn::{Expr, File, ImplItem, Item, Stmt, visit_mut::VisitMut};

use super::{
    module,
    rewrite::{Rewrite, Then, Walk},
};

pub(super) fn bend(file: &mut File) {
    for item in module(&mut file.items, "builder").into_iter().flatten() {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            if let ImplItem::Fn(function) = item
                && function.sig.ident == "send"
            {
                without(&mut function.block);
            }
        }
    }
}

fn without(block: &mut syn::Block) {
    block.stmts.retain(|statement| !is_version(statement));
    let mut uses = Uses(0);
    Walk(&mut uses).visit_block_mut(block);
    // One to hand it on: there is nothing in it.
    if uses.0 == 1 {
        block.stmts.retain(|statement| !is_made(statement));
        Walk(&mut NotSet).visit_block_mut(block);
    }
}

/// `header_map.append(HeaderName::from_static("api-version"), ..);`
fn is_version(statement: &Stmt) -> bool {
    let Stmt::Expr(Expr::MethodCall(call), _) = statement else {
        return false;
    };
    call.method == "append"
        && is_header_map(&call.receiver)
        && call.args.first().is_some_and(|name| {
            let name = name.to_token_stream().to_string().replace(' ', "");
            name.ends_with("from_static(\"api-version\")")
        })
}

/// `let mut header_map = ..;`
fn is_made(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Local(it)
        if matches!(&it.pat, syn::Pat::Ident(name) if name.ident == "header_map"))
}

fn is_header_map(expr: &Expr) -> bool {
    matches!(expr, Expr::Path(it) if it.path.is_ident("header_map"))
}

/// Where `header_map` stands after it is made.
struct Uses(usize);

impl Rewrite for Uses {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        self.0 += usize::from(is_header_map(expr));
        Then::Inside
    }
}

/// Takes `.headers(header_map)` out.
struct NotSet;

impl Rewrite for NotSet {
    fn after_expr(&mut self, expr: &mut Expr) {
        if let Expr::MethodCall(call) = expr
            && let Expr::MethodCall(inner) = &*call.receiver
            && inner.method == "headers"
            && inner.args.first().is_some_and(is_header_map)
        {
            call.receiver = inner.receiver.clone();
        }
    }
}
