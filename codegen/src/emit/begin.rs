//! Tells the client's context which operation it is before arguments are looked at.
//!
//! progenitor names the operation to its hooks, which a refused argument never reaches: the error would not say which
//! call it was.

use syn::{
    Expr, File, ImplItemFn, Lit, Member, Path, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::module;

pub(super) fn bend(file: &mut File, runtime: &Path) {
    for item in module(&mut file.items, "builder").into_iter().flatten() {
        Begin { runtime }.visit_item_mut(item);
    }
}

struct Begin<'a> {
    runtime: &'a Path,
}

impl VisitMut for Begin<'_> {
    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        let mut operation = OperationId::default();
        operation.visit_block_mut(&mut function.block);
        if let Some(id) = operation.0 {
            let runtime = self.runtime;
            // The first statement takes the builder apart; the next ones refuse arguments.
            let at = function.block.stmts.len().min(1);
            function.block.stmts.insert(
                at,
                parse_quote!(#runtime::CallContext::begins(&client.inner, #id);),
            );
        }
        visit_mut::visit_impl_item_fn_mut(self, function);
    }
}

/// The operation that a `send` sends.
pub(super) fn operation_id(function: &ImplItemFn) -> Option<String> {
    let mut operation = OperationId::default();
    operation.visit_block_mut(&mut function.block.clone());
    operation.0.map(|id| id.value())
}

/// The literal in `OperationInfo { operation_id: ".." }`.
#[derive(Default)]
struct OperationId(Option<syn::LitStr>);

impl VisitMut for OperationId {
    fn visit_expr_struct_mut(&mut self, it: &mut syn::ExprStruct) {
        for field in &it.fields {
            if let (Member::Named(name), Expr::Lit(value)) = (&field.member, &field.expr)
                && name == "operation_id"
                && let Lit::Str(id) = &value.lit
            {
                self.0 = Some(id.clone());
            }
        }
        visit_mut::visit_expr_struct_mut(self, it);
    }
}
