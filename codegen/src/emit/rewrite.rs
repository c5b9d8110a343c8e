//! One walk through generated code for whatever rewrites it.
//!
//! Each implementation of syn's `VisitMut` compiles the whole of its traversal again; twenty of them were a sixth of this
//! crate's code. There is one here, and it asks a [`Rewrite`] at the nodes that any of them looks at.

use syn::{
    Attribute, Block, Expr, FieldValue, Generics, ItemImpl, LitStr, Macro, Pat, Path, PathSegment,
    Type, UseGroup,
    visit_mut::{self, VisitMut},
};

/// Whether the walk goes on to what is inside a node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Inside,
    Past,
}

/// What is done at a node before the walk goes inside, and, for an expression, after it was there.
pub(super) trait Rewrite {
    fn attribute(&mut self, _: &mut Attribute) -> Then {
        Then::Inside
    }
    fn block(&mut self, _: &mut Block) -> Then {
        Then::Inside
    }
    fn expr(&mut self, _: &mut Expr) -> Then {
        Then::Inside
    }
    fn after_expr(&mut self, _: &mut Expr) {}
    fn field_value(&mut self, _: &mut FieldValue) -> Then {
        Then::Inside
    }
    fn generics(&mut self, _: &mut Generics) -> Then {
        Then::Inside
    }
    fn item_impl(&mut self, _: &mut ItemImpl) -> Then {
        Then::Inside
    }
    fn lit_str(&mut self, _: &mut LitStr) {}
    /// To syn the arguments of a macro are tokens: see [`super::in_arguments`].
    fn macro_call(&mut self, _: &mut Macro) {}
    fn pat(&mut self, _: &mut Pat) -> Then {
        Then::Inside
    }
    fn path(&mut self, _: &mut Path) -> Then {
        Then::Inside
    }
    fn path_segment(&mut self, _: &mut PathSegment) -> Then {
        Then::Inside
    }
    fn type_(&mut self, _: &mut Type) -> Then {
        Then::Inside
    }
    fn use_group(&mut self, _: &mut UseGroup) -> Then {
        Then::Inside
    }
}

/// The walk. Begin it with the method of [`VisitMut`] for the node at the top.
pub(super) struct Walk<'a>(pub(super) &'a mut dyn Rewrite);

impl VisitMut for Walk<'_> {
    fn visit_attribute_mut(&mut self, node: &mut Attribute) {
        if self.0.attribute(node) == Then::Inside {
            visit_mut::visit_attribute_mut(self, node);
        }
    }

    fn visit_block_mut(&mut self, node: &mut Block) {
        if self.0.block(node) == Then::Inside {
            visit_mut::visit_block_mut(self, node);
        }
    }

    fn visit_expr_mut(&mut self, node: &mut Expr) {
        if self.0.expr(node) == Then::Inside {
            visit_mut::visit_expr_mut(self, node);
            self.0.after_expr(node);
        }
    }

    fn visit_field_value_mut(&mut self, node: &mut FieldValue) {
        if self.0.field_value(node) == Then::Inside {
            visit_mut::visit_field_value_mut(self, node);
        }
    }

    fn visit_generics_mut(&mut self, node: &mut Generics) {
        if self.0.generics(node) == Then::Inside {
            visit_mut::visit_generics_mut(self, node);
        }
    }

    fn visit_item_impl_mut(&mut self, node: &mut ItemImpl) {
        if self.0.item_impl(node) == Then::Inside {
            visit_mut::visit_item_impl_mut(self, node);
        }
    }

    fn visit_lit_str_mut(&mut self, node: &mut LitStr) {
        self.0.lit_str(node);
    }

    fn visit_macro_mut(&mut self, node: &mut Macro) {
        self.0.macro_call(node);
    }

    fn visit_pat_mut(&mut self, node: &mut Pat) {
        if self.0.pat(node) == Then::Inside {
            visit_mut::visit_pat_mut(self, node);
        }
    }

    fn visit_path_mut(&mut self, node: &mut Path) {
        if self.0.path(node) == Then::Inside {
            visit_mut::visit_path_mut(self, node);
        }
    }

    fn visit_path_segment_mut(&mut self, node: &mut PathSegment) {
        if self.0.path_segment(node) == Then::Inside {
            visit_mut::visit_path_segment_mut(self, node);
        }
    }

    fn visit_type_mut(&mut self, node: &mut Type) {
        if self.0.type_(node) == Then::Inside {
            visit_mut::visit_type_mut(self, node);
        }
    }

    fn visit_use_group_mut(&mut self, node: &mut UseGroup) {
        if self.0.use_group(node) == Then::Inside {
            visit_mut::visit_use_group_mut(self, node);
        }
    }
}
