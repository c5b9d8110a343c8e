//! How much of the file is wanted.
//!
//! The public interface is all that `surface` reads. The bodies of the functions of the types are two thirds of what there
//! is to parse, and no line of the interface depends on them.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    /// Function bodies in the module `types` are empty.
    Interface,
}

impl Part {
    /// Of tokens that are items of the module `types`.
    pub(super) fn of_items(self, tokens: TokenStream) -> TokenStream {
        if self == Part::Whole {
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
                    in_function |= matches!(&token, TokenTree::Ident(ident) if ident == "fn");
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
