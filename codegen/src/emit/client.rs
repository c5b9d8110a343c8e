//! progenitor's client and operation builders, made cheap to clone and free of lifetimes.
//!
//! An operation builder borrows its client, so that a future made from one inside a closure cannot leave it. Here each
//! owns a clone (a reference count or three), and `neo.call(|api| api.phone_numbers_get().send())` is a plain closure.

use syn::{
    Expr, File, GenericArgument, GenericParam, ImplItem, Item, PathArguments, ReturnType,
    Signature, Type, parse_quote, visit_mut::VisitMut,
};

use super::rewrite::{Rewrite, Then, Walk};
use crate::Error;

pub(super) fn bend(file: &mut File) -> Result<(), Error> {
    file.items
        .retain(|item| !matches!(item, Item::Mod(module) if module.ident == "prelude"));
    for item in &mut file.items {
        match item {
            Item::Struct(it) if it.ident == "Client" => {
                // Printing a reqwest client prints its default headers, and with them whatever is secret there.
                it.attrs
                    .retain(|attribute| !attribute.path().is_ident("derive"));
                it.attrs.push(parse_quote!(#[derive(Clone)]));
                for field in &mut it.fields {
                    if field.ident.as_ref().is_some_and(|ident| ident == "baseurl") {
                        field.ty = parse_quote!(::std::sync::Arc<str>);
                    }
                }
            }
            Item::Impl(block) if is_client(&block.self_ty) => {
                // `Client::new` builds a reqwest client of its own, with `unwrap`, past every setting.
                block
                    .items
                    .retain(|item| !matches!(item, ImplItem::Fn(it) if it.sig.ident == "new"));
                for item in &mut block.items {
                    if let ImplItem::Fn(function) = item {
                        client_method(function);
                    }
                }
            }
            Item::Mod(module) if module.ident == "builder" => {
                if let Some((_, items)) = &mut module.content {
                    items
                        .iter_mut()
                        .for_each(|item| Walk(&mut Owned).visit_item_mut(item));
                }
            }
            _ => {}
        }
    }
    file.items.push(parse_quote! {
        impl ::std::fmt::Debug for Client {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter
                    .debug_struct("Client")
                    .field("baseurl", &self.baseurl)
                    .finish_non_exhaustive()
            }
        }
    });
    Ok(())
}

fn is_client(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("Client"))
}

fn client_method(function: &mut syn::ImplItemFn) {
    match function.sig.ident.to_string().as_str() {
        "new_with_client" => Walk(&mut BaseUrl).visit_block_mut(&mut function.block),
        "baseurl" => function.block = parse_quote!({ &self.baseurl }),
        _ => {
            if builder_output(&mut function.sig) {
                Walk(&mut NewBuilder).visit_block_mut(&mut function.block);
            }
        }
    }
}

/// `-> builder::X<'_>` to `-> builder::X`; says whether it was one.
fn builder_output(signature: &mut Signature) -> bool {
    let ReturnType::Type(_, output) = &mut signature.output else {
        return false;
    };
    let Type::Path(path) = &mut **output else {
        return false;
    };
    let is_builder = path
        .path
        .segments
        .first()
        .is_some_and(|it| it.ident == "builder");
    if is_builder && let Some(last) = path.path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    is_builder
}

/// `builder::X::new(self)` to `builder::X::new(self.clone())`.
struct NewBuilder;

impl Rewrite for NewBuilder {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        if let Expr::Call(call) = expr {
            for argument in &mut call.args {
                if matches!(argument, Expr::Path(path) if path.path.is_ident("self")) {
                    *argument = parse_quote!(self.clone());
                }
            }
        }
        Then::Inside
    }
}

/// `baseurl.to_string()` to `baseurl.into()`.
struct BaseUrl;

impl Rewrite for BaseUrl {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        if let Expr::MethodCall(call) = expr
            && call.method == "to_string"
        {
            call.method = parse_quote!(into);
        }
        Then::Inside
    }
}

/// Takes the lifetime `'a` of the borrowed client out of the builders.
struct Owned;

impl Rewrite for Owned {
    fn generics(&mut self, generics: &mut syn::Generics) -> Then {
        generics.params = std::mem::take(&mut generics.params)
            .into_iter()
            .filter(|parameter| !matches!(parameter, GenericParam::Lifetime(it) if it.lifetime.ident == "a"))
            .collect();
        if generics.params.is_empty() {
            generics.lt_token = None;
            generics.gt_token = None;
        }
        Then::Inside
    }

    fn path_segment(&mut self, segment: &mut syn::PathSegment) -> Then {
        if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            arguments.args = std::mem::take(&mut arguments.args)
                .into_iter()
                .filter(|argument| !matches!(argument, GenericArgument::Lifetime(it) if it.ident == "a"))
                .collect();
            if arguments.args.is_empty() {
                segment.arguments = PathArguments::None;
            }
        }
        Then::Inside
    }

    fn type_(&mut self, ty: &mut Type) -> Then {
        if let Type::Reference(reference) = ty
            && reference
                .lifetime
                .as_ref()
                .is_some_and(|it| it.ident == "a")
        {
            *ty = (*reference.elem).clone();
        }
        Then::Inside
    }
}
