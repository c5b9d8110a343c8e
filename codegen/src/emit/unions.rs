//! Unions that are decoded by what a member says, and not by trying each branch.

use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Fields, Item, ItemEnum, Path, parse_quote, punctuated::Punctuated};

use super::extend;
use crate::{Error, document::Document, passes::unions::UNION};

pub(super) fn bend(
    types: &mut Vec<Item>,
    document: &Document,
    runtime: &Path,
) -> Result<(), Error> {
    let mut added = Vec::new();
    for item in types.iter_mut() {
        let Item::Enum(it) = item else { continue };
        let union = document
            .schemas
            .get(&it.ident.to_string())
            .and_then(|schema| schema.get(UNION));
        let Some((property, tags)) = union.and_then(read) else {
            continue;
        };
        let newtype =
            |fields: &Fields| matches!(fields, Fields::Unnamed(it) if it.unnamed.len() == 1);
        if it.variants.len() != tags.len() || !it.variants.iter().all(|it| newtype(&it.fields)) {
            continue;
        }
        without_deserialize(it);
        let name = &it.ident;
        let branches = it.variants.iter().zip(tags).map(|(variant, tags)| {
            let variant = format_ident!("{}", variant.ident);
            quote!(#runtime::Branch::new(&[#(#tags),*], |text| ::serde_json::from_str(text).map(#name::#variant)))
        });
        added.push(quote! {
            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    #runtime::read_union(deserializer, #property, &[#(#branches),*])
                }
            }
        });
    }
    extend(types, quote!(#(#added)*))
}

fn read(union: &Value) -> Option<(&str, Vec<Vec<&str>>)> {
    let tags = union.get("tags")?.as_array()?.iter();
    let tags = tags.map(|it| Some(it.as_array()?.iter().filter_map(Value::as_str).collect()));
    Some((
        union.get("property")?.as_str()?,
        tags.collect::<Option<_>>()?,
    ))
}

fn without_deserialize(it: &mut ItemEnum) {
    for attribute in it
        .attrs
        .iter_mut()
        .filter(|it| it.path().is_ident("derive"))
    {
        let Ok(derives) =
            attribute.parse_args_with(Punctuated::<Path, syn::Token![,]>::parse_terminated)
        else {
            continue;
        };
        let kept = derives.into_iter().filter(|it| {
            it.segments
                .last()
                .is_none_or(|it| it.ident != "Deserialize")
        });
        *attribute = parse_quote!(#[derive(#(#kept),*)]);
    }
}
