//! What progenitor does not generate, and what of it is bent into shape.

mod answers;
mod begin;
mod builders;
mod calls;
mod client;
mod docs;
mod fields;
mod json_enum;
mod open_enum;
mod operations;
mod path_arguments;
mod payload;
mod unions;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item, ItemMod};

use crate::{
    Error, Options,
    document::{Document, Replacement},
};

/// The whole generated file.
pub(crate) fn file(
    tokens: TokenStream,
    document: &Document,
    options: &Options,
) -> Result<File, Error> {
    let mut file: File = syn::parse2(tokens).map_err(|source| Error::Syntax { source })?;
    let runtime: syn::Path =
        syn::parse_str(&options.runtime).map_err(|source| Error::Syntax { source })?;

    client::bend(&mut file)?;
    begin::bend(&mut file, &runtime);
    calls::bend(&mut file, document, &runtime);
    path_arguments::bend(&mut file, &runtime);
    let mut bodies = payload::response_types(&file);
    if let Some(types) = module(&mut file.items, "types") {
        fields::bend(types, document, &runtime)?;
        unions::bend(types, document, &runtime)?;
        let made = answers::bend(types, document, &runtime)?;
        bodies.retain(|name| !made.contains(name));
        let mut items = vec![quote! {
            #[allow(unused_imports)]
            use super::types;
        }];
        for (component, replacement) in &document.replacements {
            items.push(match replacement {
                Replacement::Runtime(_) | Replacement::Alias(_) => TokenStream::new(),
                Replacement::OpenEnum(it) => open_enum::tokens(component, it, &runtime),
                Replacement::JsonEnum(it) => json_enum::tokens(component, it, &runtime),
            });
        }
        items.push(payload::tokens(types, &bodies, &runtime));
        extend(types, quote!(#(#items)*))?;
    }
    if let Some(builders) = module(&mut file.items, "builder") {
        let tokens = builders::tokens(builders, &document.operations, &runtime);
        extend(builders, tokens)?;
    }
    file.items
        .extend(items(operations::tokens(document, &runtime))?);
    docs::bend(&mut file);
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

/// Lets a visitor see the arguments of a `format!`, which to syn are tokens only: a request's path is written in one.
fn visit_format_arguments(mac: &mut syn::Macro, visitor: &mut impl syn::visit_mut::VisitMut) {
    if !mac.path.is_ident("format") {
        return;
    }
    let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
    if let Ok(mut arguments) = mac.parse_body_with(parser) {
        for argument in &mut arguments {
            visitor.visit_expr_mut(argument);
        }
        mac.tokens = quote!(#arguments);
    }
}

fn extend(module: &mut Vec<Item>, tokens: TokenStream) -> Result<(), Error> {
    module.extend(items(tokens)?);
    Ok(())
}

/// A doc attribute, where there is something to say.
fn doc(text: Option<&str>) -> TokenStream {
    text.map(|text| quote!(#[doc = #text])).unwrap_or_default()
}
