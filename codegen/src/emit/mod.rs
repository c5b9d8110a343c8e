//! What progenitor does not generate, and what of it is bent into shape.

mod answers;
mod begin;
mod builders;
mod by_status;
mod calls;
mod client;
mod collisions;
mod docs;
mod fields;
mod json_enum;
mod methods;
mod open_enum;
mod operations;
mod part;
mod path_arguments;
mod payload;
mod rewrite;
mod shadows;
mod unions;
mod version_header;

pub(crate) use part::Part;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, File, Item, ItemMod, Macro, Token, punctuated::Punctuated, visit_mut::VisitMut};

use crate::{
    Error, Options,
    document::{Document, Replacement},
};

/// The generated file.
pub(crate) fn file(
    tokens: TokenStream,
    document: &mut Document,
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
    if let Some(types) = module(&mut file.items, "types") {
        collisions::bend(types, document);
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
        extend(types, part.of_items(quote!(#(#items)*)))?;
        shadows::types(types);
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
