//! Descriptions of the document, as doc comments.
//!
//! rustdoc takes every code block for a Rust test, so that a description with one in it would be compiled and run by
//! `cargo test`. Whether a text has a code block takes a Markdown parser to say; what it takes to have one is plain: a
//! fence of three marks, or four columns of white space. Text with either is hidden from doctests and shown in the docs.

use proc_macro2::TokenStream;
use quote::quote;

/// The attribute with a text.
pub(super) fn attribute(text: &str) -> TokenStream {
    // Rust allows no bare carriage return in a doc comment, and Markdown ends a line with one.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if may_have_code_block(&text) {
        quote!(#[cfg_attr(not(doctest), doc = #text)])
    } else {
        quote!(#[doc = #text])
    }
}

/// Whether it has what no code block can do without.
fn may_have_code_block(text: &str) -> bool {
    text.contains("```") || text.contains("~~~") || text.contains("    ") || text.contains('\t')
}
