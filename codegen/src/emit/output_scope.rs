//! Which part of the file to write.
//!
//! `surface` reads only the public interface. Function bodies are two thirds of the tokens to parse, and no line of the
//! interface depends on them.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputScope {
    Full,
    /// Function bodies are empty.
    Interface,
}

impl OutputScope {
    /// The part of the items that is in scope.
    pub(super) fn of_items(self, tokens: TokenStream) -> TokenStream {
        if self == OutputScope::Full {
            return tokens;
        }
        let mut in_function = false;
        tokens
            .into_iter()
            .map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inside = if std::mem::take(&mut in_function) {
                        TokenStream::new()
                    } else {
                        self.of_items(group.stream())
                    };
                    TokenTree::Group(braces(inside, &group))
                }
                token => {
                    match &token {
                        TokenTree::Ident(ident) if ident == "fn" => in_function = true,
                        // A declaration without a body.
                        TokenTree::Punct(it) if it.as_char() == ';' => in_function = false,
                        _ => {}
                    }
                    token
                }
            })
            .collect()
    }
}

fn braces(inside: TokenStream, group: &Group) -> Group {
    let mut braces = Group::new(Delimiter::Brace, inside);
    braces.set_span(group.span());
    braces
}
