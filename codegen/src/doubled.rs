//! Names that typify gives to two types, as it may to the branches of unions within unions. Such code does not compile.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};

/// The first name that two types of the module `types` have.
pub(crate) fn find(tokens: &TokenStream) -> Option<String> {
    let types = module(tokens.clone())?;
    let mut seen = BTreeSet::new();
    let mut of_type = false;
    for token in types {
        let TokenTree::Ident(word) = token else {
            of_type = false;
            continue;
        };
        let word = word.to_string();
        if of_type && !seen.insert(word.clone()) {
            return Some(word);
        }
        of_type = matches!(word.as_str(), "struct" | "enum" | "type");
    }
    None
}

/// What is in the module `types`.
fn module(tokens: TokenStream) -> Option<TokenStream> {
    let mut last = [String::new(), String::new()];
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                last.rotate_left(1);
                last[1] = word.to_string();
            }
            TokenTree::Group(body) if last == ["mod", "types"] => return Some(body.stream()),
            _ => last = Default::default(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use quote::quote;

    #[test]
    fn a_struct_and_an_enum_of_one_name_are_found() {
        let once = quote!(
            pub mod types {
                pub struct A {
                    a: u8,
                }
                pub enum B {
                    A,
                }
                pub mod builder {
                    pub struct A;
                }
            }
        );
        assert_eq!(super::find(&once), None);
        let twice = quote!(
            pub struct A;
            pub mod types {
                pub struct A {
                    a: u8,
                }
                impl A {}
                pub enum A {
                    B,
                }
            }
        );
        assert_eq!(super::find(&twice).as_deref(), Some("A"));
    }
}
