//! The client while it is written, one item at a time.
//!
//! A file of ten thousand operations takes gigabytes as tokens and as a syntax tree. Here each item is parsed and
//! printed inside its modules, and dropped before the next.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Ident, Item};

use super::{OutputScope, short};
use crate::{Error, surface};

/// The code and its interface, as far as they are written.
pub(crate) struct Output<'a> {
    pub(super) scope: OutputScope<'a>,
    /// Names of items. They hide names of the prelude.
    names: BTreeSet<&'a str>,
    /// The open modules, outermost first.
    modules: Vec<Ident>,
    code: String,
    interface: BTreeSet<String>,
}

impl<'a> Output<'a> {
    pub(super) fn new(scope: OutputScope<'a>, names: BTreeSet<&'a str>) -> Self {
        Self {
            scope,
            names,
            modules: Vec::new(),
            code: String::new(),
            interface: BTreeSet::new(),
        }
    }

    /// Writes items.
    pub(super) fn item(&mut self, tokens: TokenStream) -> Result<(), Error> {
        let text = self.printed(tokens)?;
        self.code.push_str(inside(&text, self.modules.len()));
        Ok(())
    }

    /// Writes a public module that starts with the items `first`.
    pub(super) fn module(
        &mut self,
        attributes: TokenStream,
        name: &str,
        first: TokenStream,
        rest: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let name = quote::format_ident!("{name}");
        let text = self.printed(quote! {
            #attributes
            pub mod #name { #first }
        })?;
        // The module's last line follows when all its items are written.
        let (open, close) = last_line(inside(&text, self.modules.len()));
        self.code.push_str(open);
        self.modules.push(name);
        rest(self)?;
        self.modules.pop();
        self.code.push_str(close);
        Ok(())
    }

    /// The items in the open modules, as text. Empty if only the interface is needed.
    fn printed(&mut self, tokens: TokenStream) -> Result<String, Error> {
        let tokens = short::names(self.scope.of_items(tokens), &self.names);
        let mut file: File = syn::parse2(tokens).map_err(|source| Error::Syntax { source })?;
        if file.items.is_empty() {
            return Ok(String::new());
        }
        for name in self.modules.iter().rev() {
            let mut module: syn::ItemMod = syn::parse_quote!(pub mod #name {});
            let items = std::mem::take(&mut file.items);
            module.content = module.content.map(|(brace, _)| (brace, items));
            file.items.push(Item::Mod(module));
        }
        surface::collect(&file, &mut self.interface);
        Ok(match self.scope {
            OutputScope::Full => prettyplease::unparse(&file),
            OutputScope::Interface | OutputScope::Items(_) => String::new(),
        })
    }

    /// The code and the lines of its interface.
    pub(crate) fn finish(self) -> (String, BTreeSet<String>) {
        (self.code, self.interface)
    }
}

/// The text without its first and last `depth` lines, which belong to the modules around it.
fn inside(text: &str, depth: usize) -> &str {
    (0..depth).fold(text, |text, _| {
        let (_, rest) = text.split_once('\n').unwrap_or_default();
        last_line(rest).0
    })
}

/// The text before its last line, and that line.
fn last_line(text: &str) -> (&str, &str) {
    let before = text.strip_suffix('\n').unwrap_or(text).rfind('\n');
    text.split_at(before.map_or(0, |it| it + 1))
}
