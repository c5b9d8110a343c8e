//! The types of the client, each a complete item written from the model.

mod builders;
mod enums;
mod forms;
mod progenitor;
mod structs;
mod tuples;
mod unions;
mod values;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{ItemStruct, Path};

use super::{Output, OutputScope, docs};
use crate::{
    Error,
    model::{
        Paths, Types,
        definition::{Body, Definition},
    },
};

/// Writes the module `types`.
pub(super) fn write(types: &Types, runtime: &Path, out: &mut Output<'_>) -> Result<(), Error> {
    let paths = Paths {
        runtime,
        types: TokenStream::new(),
    };
    let scope = out.scope;
    let mut written = progenitor::structs(types, scope, &paths)?;
    let about = quote!(#[doc = " The types of parameters, bodies and responses."]);
    let first = quote! {
        #[allow(unused_imports)]
        use super::{runtime, types};
    };
    out.module(about, "types", first, |out| {
        for (name, definition) in in_scope(types, scope) {
            let written = written.remove(name.as_str());
            out.item(item(name, definition, types, written, &paths))?;
        }
        builders::write(types, runtime, out)
    })
}

fn in_scope<'a>(
    types: &'a Types,
    scope: OutputScope<'_>,
) -> impl Iterator<Item = (&'a String, &'a Definition)> {
    let definitions = types.definitions.iter();
    definitions.filter(move |(name, _)| scope.has(name))
}

fn item(
    name: &str,
    it: &Definition,
    types: &Types,
    written: Option<ItemStruct>,
    paths: &Paths<'_>,
) -> TokenStream {
    let about = docs::attribute(&about(name, it));
    match &it.body {
        Body::Struct(body) => {
            let item = match written {
                Some(item) => quote!(#item),
                None => structs::item(name, body, &about, paths),
            };
            let builder = it.in_requests.then(|| structs::builder(name));
            quote!(#item #builder)
        }
        Body::Enum(body) => enums::tokens(name, body, &about, paths),
        Body::Values(body) => values::tokens(name, body, &about, paths.runtime),
        Body::Union(body) => unions::tokens(name, body, &about, it.in_requests, types, paths),
        Body::Tuple(body) => tuples::tokens(name, body, &about, paths),
        Body::Form(body) => forms::tokens(name, body, &about, paths),
        Body::Newtype(ty) => structs::newtype(name, ty, &about, paths),
        Body::Alias(ty) => {
            let (name, ty) = (format_ident!("{name}"), ty.tokens(paths));
            quote!(#about pub type #name = #ty;)
        }
    }
}

/// The documentation of an item: how to create one first, then its description, then whether it is deprecated.
fn about(name: &str, it: &Definition) -> String {
    let how = match &it.body {
        Body::Struct(_) | Body::Form(_) if it.in_requests => {
            Some(format!("Create one with [`{name}::builder`]."))
        }
        Body::Union(_) if it.in_requests => {
            Some("Create one `from` one of its variants.".to_owned())
        }
        _ => None,
    };
    let text = match (how, &it.doc) {
        (Some(how), Some(doc)) => format!("{how}\n\n{doc}"),
        (Some(how), None) => how,
        (None, Some(doc)) => doc.clone(),
        (None, None) => format!("`{}` in the contract.", crate::pointer::last(&it.at)),
    };
    // The attribute would cause a warning for each use inside the crate.
    match it.deprecated {
        true => format!("{text}\n\nDeprecated."),
        false => text,
    }
}

fn deprecated(it: bool) -> TokenStream {
    match it {
        true => quote!(#[deprecated]),
        false => TokenStream::new(),
    }
}
