//! Says of each builder which operation it is, and of those of paginated operations how they are sent from a cursor on.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    GenericArgument, Ident, ImplItem, ImplItemFn, Item, Path, PathArguments, ReturnType, Type,
};

use super::begin::operation_id;
use crate::operation::Operation;

/// The implementations, to stand in the module `builder`.
pub(super) fn tokens(builders: &[Item], operations: &[Operation], runtime: &Path) -> TokenStream {
    let blocks = builders.iter().filter_map(|item| {
        let Item::Impl(block) = item else { return None };
        if block.trait_.is_some() {
            return None;
        }
        let Type::Path(name) = &*block.self_ty else {
            return None;
        };
        let functions = || {
            block.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) => Some(function),
                _ => None,
            })
        };
        let send = functions().find(|function| function.sig.ident == "send")?;
        let id = operation_id(send)?;
        let (builder, answer) = (name.path.get_ident()?, answer(send)?);
        let operation = quote! {
            impl #runtime::OperationBuilder for #builder {
                type Answer = #answer;
                const OPERATION_ID: &'static str = #id;
            }
        };
        let paginated = operations.iter().any(|it| it.id == id && it.paginated);
        let cursor = functions()
            .find(|it| paginated && it.sig.ident == "cursor" && takes_text(it))
            .map(|cursor| at_cursor(builder, &cursor.sig.ident, answer, runtime));
        Some(quote!(#operation #cursor))
    });
    quote!(#(#blocks)*)
}

fn at_cursor(builder: &Ident, cursor: &Ident, page: &Type, runtime: &Path) -> TokenStream {
    quote! {
        impl #runtime::Paginated for #builder {
            type Page = #page;

            fn at_cursor(self, cursor: ::std::string::String) -> Self {
                self.#cursor(cursor)
            }

            fn send_page(
                self,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<ResponseValue<#page>, Error<()>>,
            > + ::std::marker::Send {
                self.send()
            }
        }
    }
}

/// A `TryInto<String>`, or of an optional one.
fn takes_text(function: &ImplItemFn) -> bool {
    let bounds = function
        .sig
        .generics
        .where_clause
        .to_token_stream()
        .to_string();
    let bounds: String = bounds.split_whitespace().collect();
    [
        "TryInto<",
        "TryInto<Option<",
        "TryInto<::std::option::Option<",
    ]
    .iter()
    .any(|before| {
        ["String>", "::std::string::String>", "std::string::String>"]
            .iter()
            .any(|text| bounds.contains(&format!("{before}{text}")))
    })
}

/// `T` of `Result<ResponseValue<T>, Error<()>>`; None where the operation has errors of a type of their own.
fn answer(send: &ImplItemFn) -> Option<&Type> {
    let ReturnType::Type(_, output) = &send.sig.output else {
        return None;
    };
    let [value, error] = arguments(output)?.try_into().ok()?;
    let [none] = arguments(error)?.try_into().ok()?;
    if !matches!(none, Type::Tuple(it) if it.elems.is_empty()) {
        return None;
    }
    let [answer] = arguments(value)?.try_into().ok()?;
    Some(answer)
}

fn arguments(outer: &Type) -> Option<Vec<&Type>> {
    let Type::Path(path) = outer else { return None };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(it) => Some(
            it.args
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(inner) => Some(inner),
                    _ => None,
                })
                .collect(),
        ),
        _ => None,
    }
}
