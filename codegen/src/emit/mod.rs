//! What is written: all of the operations, and of the types what progenitor's way is not the contract's.

mod collisions;
mod docs;
mod fields;
mod json_enum;
mod open_enum;
mod operations;
mod part;
mod rewrite;
mod shadows;
mod unions;

pub(crate) use part::Part;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item, ItemMod};

use crate::{
    Error, Options,
    document::{Document, Replacement},
    model::operations::Api,
};

/// The generated file.
pub(crate) fn file(
    tokens: TokenStream,
    document: &mut Document,
    api: &Api,
    options: &Options,
    part: Part,
) -> Result<File, Error> {
    let mut file: File =
        syn::parse2(part.of_file(tokens)).map_err(|source| Error::Syntax { source })?;
    let runtime: syn::Path =
        syn::parse_str(&options.runtime).map_err(|source| Error::Syntax { source })?;
    file.items
        .retain(|item| matches!(item, Item::Mod(it) if it.ident == "types"));
    let Some(types) = module(&mut file.items, "types") else {
        return Err(Error::Generator {
            pointer: None,
            reason: "it gave no module `types`".into(),
        });
    };
    collisions::bend(types, document);
    fields::bend(types, document, &runtime)?;
    unions::bend(types, document, &runtime)?;
    let mut items = vec![quote! {
        #[allow(unused_imports)]
        use super::types;
    }];
    for (component, replacement) in &document.replacements {
        items.push(match replacement {
            Replacement::Runtime(_) => TokenStream::new(),
            Replacement::OpenEnum(it) => open_enum::tokens(component, it, &runtime),
            Replacement::JsonEnum(it) => json_enum::tokens(component, it, &runtime),
        });
    }
    extend(types, part.of_items(quote!(#(#items)*)))?;
    shadows::types(types);
    docs::bend(&mut file);
    file.items.extend(self::items(operations::tokens(api, options)?)?);
    file.attrs.clear();
    Ok(file)
}

/// The items of a module of the file, by its name.
fn module<'a>(items: &'a mut [Item], name: &str) -> Option<&'a mut Vec<Item>> {
    items.iter_mut().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == name => Some(items),
        _ => None,
    })
}

fn items(tokens: TokenStream) -> Result<Vec<Item>, Error> {
    let file: File = syn::parse2(tokens).map_err(|source| Error::Syntax { source })?;
    Ok(file.items)
}

fn extend(module: &mut Vec<Item>, tokens: TokenStream) -> Result<(), Error> {
    module.extend(items(tokens)?);
    Ok(())
}

/// A doc attribute, where there is something to say.
fn doc(text: Option<&str>) -> TokenStream {
    text.map(|text| quote!(#[doc = #text])).unwrap_or_default()
}
