//! What progenitor does not generate, and what of it is bent into shape.

mod answers;
mod begin;
mod builders;
mod by_status;
mod calls;
mod client;
mod docs;
mod methods;
mod operations;
mod part;
mod path_arguments;
mod payload;
mod rewrite;
mod shadows;
mod types;
mod version_header;

pub(crate) use part::Part;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, File, Item, ItemMod, Macro, Token, punctuated::Punctuated, visit_mut::VisitMut};

use crate::{Error, Options, document::Document, model::Types};

/// The generated file.
pub(crate) fn file(
    tokens: TokenStream,
    document: &mut Document,
    types: &Types,
    options: &Options,
    part: Part,
) -> Result<File, Error> {
    let mut file: File =
        syn::parse2(part.of_file(tokens)).map_err(|source| Error::Syntax { source })?;
    let runtime: syn::Path =
        syn::parse_str(&options.runtime).map_err(|source| Error::Syntax { source })?;

    client::bend(&mut file)?;
    methods::bend(&mut file);
    version_header::bend(&mut file);
    begin::bend(&mut file, &runtime);
    calls::bend(&mut file, document, &runtime);
    path_arguments::bend(&mut file, &runtime);
    let mut bodies = payload::response_types(&file);
    if let Some(items) = module(&mut file.items, "types") {
        items.clear();
        items.push(syn::parse_quote!(
            #[allow(unused_imports)]
            use super::types;
        ));
        extend(items, part.of_items(types::tokens(types, &runtime)))?;
        let made = answers::bend(items, document, &runtime)?;
        bodies.retain(|name| !made.contains(name));
        let payloads = payload::tokens(items, &bodies, &runtime);
        extend(items, part.of_items(payloads))?;
    }
    if let Some(builders) = module(&mut file.items, "builder") {
        let tokens = builders::tokens(builders, &document.operations, &runtime);
        extend(builders, tokens)?;
    }
    shadows::operations(&mut file);
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

/// The arguments of a macro such as `format!`, which are tokens alone to a visitor.
fn in_arguments(it: &mut Macro, mut visit: impl FnMut(&mut Expr)) {
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    if let Ok(mut arguments) = it.parse_body_with(parser) {
        arguments.iter_mut().for_each(&mut visit);
        it.tokens = arguments.into_token_stream();
    }
}

fn items(tokens: TokenStream) -> Result<Vec<Item>, Error> {
    let file: File = syn::parse2(tokens).map_err(|source| Error::Syntax { source })?;
    Ok(file.items)
}

/// Rewrites the arguments of a `format!`: a request's path is written in one.
fn rewrite_format_arguments(mac: &mut Macro, rewrite: &mut dyn rewrite::Rewrite) {
    if mac.path.is_ident("format") {
        in_arguments(mac, |argument| {
            rewrite::Walk(rewrite).visit_expr_mut(argument);
        });
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
