//! Descriptions of the document, as doc comments.
//!
//! rustdoc takes every code block for a Rust test, so that a description with one in it would be compiled and run by
//! `cargo test`. Whether a text has a code block takes a Markdown parser to say; what it takes to have one is plain: a
//! fence of three marks, or four columns of white space. Text with either is hidden from doctests and shown in the docs.

use proc_macro2::TokenStream;
use quote::quote;

/// The attribute with a text.
pub(super) fn attribute(text: &str) -> TokenStream {
    let plain = is_plain(text);
    let text = lines(text);
    if plain {
        quote!(#[doc = #text])
    } else {
        quote!(#[cfg_attr(not(doctest), doc = #text)])
    }
}

/// The text with the ends of lines that Rust allows in a doc comment: no bare carriage return, which ends a line in Markdown.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether it cannot have a code block.
pub(super) fn is_plain(text: &str) -> bool {
    !["```", "~~~", "    ", "\t"]
        .iter()
        .any(|mark| text.contains(mark))
}
