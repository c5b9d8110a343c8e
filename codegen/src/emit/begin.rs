//! Tells the client's context which operation it is before arguments are looked at.
//!
//! progenitor names the operation to its hooks, which a refused argument never reaches: the error would not say which
//! call it was.

use syn::{
    Expr, File, ImplItem, ImplItemFn, Item, Lit, Member, Path, parse_quote, visit_mut::VisitMut,
};

use super::{
    module,
    rewrite::{Rewrite, Then, Walk},
};

pub(super) fn bend(file: &mut File, runtime: &Path) {
    for item in module(&mut file.items, "builder").into_iter().flatten() {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            if let ImplItem::Fn(function) = item
                && let Some(id) = operation_id(function)
            {
                // The first statement takes the builder apart; the next ones refuse arguments.
                let at = function.block.stmts.len().min(1);
                function.block.stmts.insert(
                    at,
                    parse_quote!(#runtime::CallContext::begins(&client.inner, #id);),
                );
            }
        }
    }
}

/// The operation that a `send` sends.
pub(super) fn operation_id(function: &ImplItemFn) -> Option<String> {
    let mut operation = OperationId::default();
    Walk(&mut operation).visit_block_mut(&mut function.block.clone());
    operation.0.map(|id| id.value())
}

/// The literal in `OperationInfo { operation_id: ".." }`.
#[derive(Default)]
struct OperationId(Option<syn::LitStr>);

impl Rewrite for OperationId {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        let Expr::Struct(it) = expr else {
            return Then::Inside;
        };
        for field in &it.fields {
            if let (Member::Named(name), Expr::Lit(value)) = (&field.member, &field.expr)
                && name == "operation_id"
                && let Lit::Str(id) = &value.lit
            {
                self.0 = Some(id.clone());
            }
        }
        Then::Inside
    }
}
