//! Descriptions of the document, as doc comments.
//!
//! rustdoc takes every code block for a Rust test, so that a description with one in it would be compiled and run by
//! `cargo test`. Whether a text has a code block takes a Markdown parser to say; what it takes to have one is plain: a
//! fence of three marks, or four columns of white space. Text with either is hidden from doctests and shown in the docs.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Block, Expr, File, Lit, Meta, parse_quote, visit_mut::VisitMut};

use super::rewrite::{Rewrite, Then, Walk};

pub(super) fn bend(file: &mut File) {
    Walk(&mut Docs).visit_file_mut(file);
}

struct Docs;

impl Rewrite for Docs {
    fn attribute(&mut self, attribute: &mut Attribute) -> Then {
        if let Some(text) = doc(&attribute.meta) {
            attribute.meta = meta_of(&text);
        }
        Then::Past
    }

    /// Nothing inside a function is documented.
    fn block(&mut self, _: &mut Block) -> Then {
        Then::Past
    }
}

fn doc(meta: &Meta) -> Option<String> {
    let Meta::NameValue(pair) = meta else {
        return None;
    };
    let Expr::Lit(literal) = &pair.value else {
        return None;
    };
    match &literal.lit {
        Lit::Str(text) if pair.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// The attribute with a text.
pub(super) fn attribute(text: &str) -> TokenStream {
    let meta = meta_of(text);
    quote!(#[#meta])
}

fn meta_of(text: &str) -> Meta {
    // Rust allows no bare carriage return in a doc comment, and Markdown ends a line with one.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if may_have_code_block(&text) {
        parse_quote!(cfg_attr(not(doctest), doc = #text))
    } else {
        parse_quote!(doc = #text)
    }
}

/// Whether it has what no code block can do without.
fn may_have_code_block(text: &str) -> bool {
    text.contains("```") || text.contains("~~~") || text.contains("    ") || text.contains('\t')
}
