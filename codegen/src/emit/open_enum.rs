//! What the runtime's `open_enum!` expands to.

use proc_macro2::TokenTree;
use quote::quote;

/// The items that `open_enum!` expands to, without bodies, for the listing of the public interface. `None` for any
/// other macro.
pub(crate) fn written(it: &syn::Macro) -> Option<Vec<syn::Item>> {
    let last = it.path.segments.last()?;
    if last.ident != "open_enum" {
        return None;
    }
    let runtime = {
        let mut path = it.path.clone();
        path.segments.pop();
        path.segments.pop_punct();
        path
    };
    let mut tokens = it.tokens.clone().into_iter();
    let (Some(TokenTree::Ident(kind)), Some(TokenTree::Ident(name))) =
        (tokens.next(), tokens.next())
    else {
        return None;
    };
    let (getter, of) = match kind.to_string().as_str() {
        "text" => (quote!(as_str), quote!(&str)),
        "integer" => (quote!(as_i64), quote!(i64)),
        _ => (quote!(as_bool), quote!(bool)),
    };
    let text = (kind == "text").then(|| {
        quote! {
            impl #runtime::OpenEnum for #name {}
            impl ::std::convert::From<::std::string::String> for #name {}
            impl ::std::str::FromStr for #name {
                type Err = ::std::convert::Infallible;
            }
        }
    });
    let items = quote! {
        impl #name {
            pub const KNOWN: &'static [Self] = &[];
            pub fn is_known(&self) -> bool {}
            pub fn #getter(&self) -> #of {}
        }
        #text
        impl ::std::convert::From<#of> for #name {}
        impl ::std::fmt::Display for #name {}
        impl ::serde::Serialize for #name {}
        impl<'de> ::serde::Deserialize<'de> for #name {}
    };
    Some(syn::parse2::<syn::File>(items).ok()?.items)
}
