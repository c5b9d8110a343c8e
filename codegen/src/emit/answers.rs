//! The types of answers that are not JSON of one type: from the component that stood for one while progenitor worked.

use std::collections::BTreeSet;

use quote::{format_ident, quote};
use syn::{Item, Path, Type, parse_quote};

use super::{by_status::variant, extend, module};
use crate::{
    Error,
    call::{AnswerKind, CaseKind},
    document::Document,
};

/// Says which types it made: those need no more.
pub(super) fn bend(
    types: &mut Vec<Item>,
    document: &Document,
    runtime: &Path,
) -> Result<BTreeSet<String>, Error> {
    let mut replaced = BTreeSet::new();
    let mut items = Vec::new();
    for call in document.calls.values() {
        match call.answer.as_ref().map(|it| &it.kind) {
            Some(AnswerKind::Events(name)) => {
                let (ident, data) = (format_ident!("{name}"), field(types, name, "data"));
                let text = "The events of an answer, one after the other as they arrive.";
                items.push(quote!(#[doc = #text] pub type #ident = #runtime::EventStream<#data>;));
                replaced.insert(name.clone());
            }
            Some(AnswerKind::ByStatus(name, cases)) => {
                let ident = format_ident!("{name}");
                let variants = cases.iter().map(|case| {
                    let variant = variant(case);
                    let text = format!("Status {}.", case.status);
                    let data = match case.kind {
                        CaseKind::Json => {
                            let property = format!("status_{}", case.status.to_ascii_lowercase());
                            let data = field(types, name, &property);
                            quote!((#data))
                        }
                        CaseKind::Text => quote!((::std::string::String)),
                        CaseKind::Binary => quote!((#runtime::answer::Bytes)),
                        CaseKind::Empty => quote!(),
                    };
                    quote!(#[doc = #text] #variant #data)
                });
                items.push(quote! {
                    /// What the operation answers with, by status.
                    #[derive(Clone, Debug, PartialEq)]
                    #[non_exhaustive]
                    pub enum #ident { #(#variants,)* }

                    impl #runtime::Payload for #ident {
                        type Data = Self;
                        type Meta = ();

                        fn into_parts(self) -> (Self, ()) {
                            (self, ())
                        }
                    }
                });
                replaced.insert(name.clone());
            }
            _ => {}
        }
    }
    types.retain(|item| !belongs(item, &replaced));
    if let Some(builders) = module(types, "builder") {
        builders.retain(|item| !belongs(item, &replaced));
    }
    extend(types, quote!(#(#items)*))?;
    Ok(replaced)
}

/// The type of a field of the struct that typify made.
fn field(types: &[Item], name: &str, field: &str) -> Type {
    types
        .iter()
        .find_map(|item| match item {
            Item::Struct(it) if it.ident == name => it
                .fields
                .iter()
                .find(|it| it.ident.as_ref().is_some_and(|ident| ident == field))
                .map(|it| it.ty.clone()),
            _ => None,
        })
        .unwrap_or_else(|| parse_quote!(()))
}

/// Whether an item is one of the structs, or an implementation of or for one.
fn belongs(item: &Item, names: &BTreeSet<String>) -> bool {
    let is_one = |ty: &Type| match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|it| names.contains(&it.ident.to_string())),
        _ => false,
    };
    match item {
        Item::Struct(it) => names.contains(&it.ident.to_string()),
        Item::Impl(it) => is_one(&it.self_ty),
        _ => false,
    }
}
