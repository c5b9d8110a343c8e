//! Response bodies, and the envelope some of them are.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{File, GenericArgument, ImplItem, Item, Path, PathArguments, ReturnType, Type};

/// The types of `types` that some operation answers with: what `send` of each builder returns.
pub(super) fn response_types(file: &File) -> BTreeSet<String> {
    let builders = file.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => {
            module.content.as_ref().map(|(_, items)| items)
        }
        _ => None,
    });
    builders
        .into_iter()
        .flatten()
        .filter_map(|item| match item {
            Item::Impl(block) => Some(&block.items),
            _ => None,
        })
        .flatten()
        .filter_map(|item| match item {
            ImplItem::Fn(function) if function.sig.ident == "send" => match &function.sig.output {
                ReturnType::Type(_, output) => body(output),
                ReturnType::Default => None,
            },
            _ => None,
        })
        .collect()
}

/// `types::X` in `Result<ResponseValue<types::X>, _>`.
fn body(output: &Type) -> Option<String> {
    let mut inner = output;
    for _ in 0..2 {
        inner = first_argument(inner)?;
    }
    let Type::Path(path) = inner else { return None };
    match path.path.segments.iter().collect::<Vec<_>>().as_slice() {
        [types, name] if types.ident == "types" => Some(name.ident.to_string()),
        _ => None,
    }
}

fn first_argument(outer: &Type) -> Option<&Type> {
    let Type::Path(path) = outer else { return None };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(inner) => Some(inner),
                _ => None,
            })
        }
        _ => None,
    }
}

/// The implementations, to stand in the module `types`.
pub(super) fn tokens(types: &[Item], bodies: &BTreeSet<String>, runtime: &Path) -> TokenStream {
    let field = |name: &str, field: &str| {
        types.iter().find_map(|item| match item {
            Item::Struct(it) if it.ident == name => it
                .fields
                .iter()
                .find(|it| it.ident.as_ref().is_some_and(|ident| ident == field))
                .map(|it| it.ty.clone()),
            _ => None,
        })
    };
    let blocks = bodies.iter().map(|name| {
        let ident = format_ident!("{name}");
        let (data, meta, parts) = match (field(name, "data"), field(name, "meta")) {
            (Some(data), Some(meta)) => {
                (quote!(#data), quote!(#meta), quote!((self.data, self.meta)))
            }
            _ => (quote!(Self), quote!(()), quote!((self, ()))),
        };
        quote! {
            impl #runtime::Payload for #ident {
                type Data = #data;
                type Meta = #meta;

                fn into_parts(self) -> (Self::Data, Self::Meta) {
                    #parts
                }
            }
        }
    });
    quote!(#(#blocks)*)
}
