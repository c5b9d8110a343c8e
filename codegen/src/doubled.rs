//! Names that typify gives to two types, as it may to the branches of unions within unions. Such code does not compile.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};

/// The first name that two types of the module `types` have.
pub(crate) fn find(tokens: &TokenStream) -> Option<String> {
    let types = named(tokens, "mod").find_map(|(name, after)| match after {
        Some(TokenTree::Group(body)) if name == "types" => Some(body.stream()),
        _ => None,
    })?;
    let mut seen = BTreeSet::new();
    ["struct", "enum", "type"]
        .into_iter()
        .flat_map(|keyword| named(&types, keyword).map(|(name, _)| name))
        .find(|name| !seen.insert(name.clone()))
}

/// What stands behind a keyword: the name, and the token after it.
fn named<'k>(
    tokens: &TokenStream,
    keyword: &'k str,
) -> impl Iterator<Item = (String, Option<TokenTree>)> + use<'k> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut place = 0;
    std::iter::from_fn(move || {
        while let Some(token) = tokens.get(place) {
            place += 1;
            if let (TokenTree::Ident(word), Some(TokenTree::Ident(name))) =
                (token, tokens.get(place))
                && word == keyword
            {
                return Some((name.to_string(), tokens.get(place + 1).cloned()));
            }
        }
        None
    })
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
