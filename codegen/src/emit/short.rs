//! Short names for items of std's prelude.
//!
//! Emitters name items of std by their full path, because a type of the document may be called `Option`. If none is,
//! the short name means the same and is easier to read.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, Spacing, Span, TokenStream, TokenTree};

/// The prelude of edition 2024, by full path without the leading `::std`.
const PRELUDE: [(&[&str], &str); 21] = [
    (&["option", "Option", "Some"], "Some"),
    (&["option", "Option", "None"], "None"),
    (&["result", "Result", "Ok"], "Ok"),
    (&["result", "Result", "Err"], "Err"),
    (&["option", "Option"], "Option"),
    (&["result", "Result"], "Result"),
    (&["string", "String"], "String"),
    (&["string", "ToString"], "ToString"),
    (&["vec", "Vec"], "Vec"),
    (&["boxed", "Box"], "Box"),
    (&["convert", "AsRef"], "AsRef"),
    (&["convert", "From"], "From"),
    (&["convert", "Into"], "Into"),
    (&["convert", "TryFrom"], "TryFrom"),
    (&["convert", "TryInto"], "TryInto"),
    (&["iter", "IntoIterator"], "IntoIterator"),
    (&["iter", "Iterator"], "Iterator"),
    (&["clone", "Clone"], "Clone"),
    (&["default", "Default"], "Default"),
    (&["marker", "Send"], "Send"),
    (&["marker", "Sized"], "Sized"),
];

/// Replaces full paths by prelude names, except those that an item of the file has.
pub(super) fn names(tokens: TokenStream, items: &BTreeSet<&str>) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut short = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if let Some((name, length)) = prelude(rest, items) {
            short.push(TokenTree::Ident(Ident::new(name, Span::call_site())));
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        short.push(match first {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), names(group.stream(), items));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other.clone(),
        });
        rest = after;
    }
    short.into_iter().collect()
}

/// The short name for the path at the front, and the number of tokens in that path.
fn prelude(tokens: &[TokenTree], items: &BTreeSet<&str>) -> Option<(&'static str, usize)> {
    let mut length = 0;
    let mut segments = Vec::new();
    // Stops after `::std::option::Option::Some`.
    while segments.len() < 4 {
        let is_colon = |at: usize, spacing: Spacing| {
            matches!(tokens.get(at), Some(TokenTree::Punct(it))
                if it.as_char() == ':' && (spacing == Spacing::Alone || it.spacing() == spacing))
        };
        if !is_colon(length, Spacing::Joint) || !is_colon(length + 1, Spacing::Alone) {
            break;
        }
        let Some(TokenTree::Ident(segment)) = tokens.get(length + 2) else {
            break;
        };
        segments.push(segment.to_string());
        length += 3;
        if segments.first().is_some_and(|it| it != "std") {
            return None;
        }
    }
    let path = segments.get(1..)?;
    PRELUDE.iter().find_map(|(whole, name)| {
        let fits = path.len() >= whole.len() && path.iter().zip(*whole).all(|(a, b)| a == b);
        (fits && !items.contains(name)).then_some((*name, (whole.len() + 1) * 3))
    })
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn unhidden_names_are_short() {
        let tokens = quote! {
            fn a(b: ::std::option::Option<::std::vec::Vec<::std::collections::BTreeMap<u8, u8>>>) -> ::runtime::Option {
                match b { ::std::option::Option::Some(it) => it.std::option(), ::std::option::Option::None => ::std::default::Default::default() }
            }
        };
        let short = |items: &[&str]| {
            names(tokens.clone(), &items.iter().copied().collect())
                .to_string()
                .replace(' ', "")
        };
        assert_eq!(
            short(&[]),
            "fna(b:Option<Vec<::std::collections::BTreeMap<u8,u8>>>)->::runtime::Option\
             {matchb{Some(it)=>it.std::option(),None=>Default::default()}}"
        );
        assert_eq!(
            short(&["Option", "None"]),
            "fna(b:::std::option::Option<Vec<::std::collections::BTreeMap<u8,u8>>>)->::runtime::Option\
             {matchb{Some(it)=>it.std::option(),::std::option::Option::None=>Default::default()}}"
        );
    }
}
