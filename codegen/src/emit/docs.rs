//! Descriptions of the document, as doc comments.
//!
//! rustdoc treats every code block as a Rust test, and `cargo test` would compile and run it. Finding code blocks takes
//! a Markdown parser, but each one needs a fence of three marks or four columns of white space. Text with either is
//! hidden from doctests and shown in the docs.

use proc_macro2::TokenStream;
use quote::quote;

/// The doc attribute for a text.
pub(super) fn attribute(text: &str) -> TokenStream {
    let no_code_block = has_no_code_block(text);
    let text = lines(text);
    if no_code_block {
        quote!(#[doc = #text])
    } else {
        quote!(#[cfg_attr(not(doctest), doc = #text)])
    }
}

/// The text with line endings that Rust allows in a doc comment: no bare carriage return, which ends a line in
/// Markdown.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether the text cannot contain a code block.
pub(super) fn has_no_code_block(text: &str) -> bool {
    !["```", "~~~", "    ", "\t"]
        .iter()
        .any(|mark| text.contains(mark))
}
