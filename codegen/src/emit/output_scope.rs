//! Which part of the file to write.
//!
//! An interface has no function bodies. They are two thirds of the tokens to parse, and no line depends on them.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputScope<'a> {
    Full,
    /// Function bodies are empty.
    Interface,
    /// As `Interface`, only the types and operations with these names.
    Items(&'a BTreeSet<&'a str>),
}

impl OutputScope<'_> {
    /// Whether to write a type or an operation, by the name of the type or builder.
    pub(super) fn has(self, name: &str) -> bool {
        match self {
            Self::Full | Self::Interface => true,
            Self::Items(names) => names.contains(name),
        }
    }

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
