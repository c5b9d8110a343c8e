//! Lists with a type for each position.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::unions::read;
use crate::model::{Paths, definition::Tuple};

pub(super) fn tokens(
    name: &str,
    it: &Tuple,
    about: &TokenStream,
    paths: &Paths<'_>,
) -> TokenStream {
    let ident = format_ident!("{name}");
    let runtime = paths.runtime;
    let elements = it.elements.iter().enumerate().map(|(index, ty)| {
        let ty = ty.tokens(paths);
        match index < it.least {
            true => quote!(pub #ty),
            false => quote!(pub ::std::option::Option<#ty>),
        }
    });
    let rest_type = it.rest.iter().map(|ty| {
        let ty = ty.tokens(paths);
        quote! {
            /// Further elements.
            pub ::std::vec::Vec<#ty>
        }
    });
    let reads = it.elements.iter().enumerate().map(|(index, ty)| {
        let read = read(ty, paths);
        match index < it.least {
            true => quote!(elements.next(#read)?),
            false => quote!(elements.maybe(#read)?),
        }
    });
    let read_rest = it.rest.iter().map(|ty| {
        let read = read(ty, paths);
        quote!(elements.rest(#read)?)
    });
    let writes = it.elements.iter().enumerate().map(|(index, _)| {
        let field = Literal::usize_unsuffixed(index);
        match index < it.least {
            true => quote!(tuple.element(&self.#field)?;),
            false => quote! {
                if let ::std::option::Option::Some(element) = &self.#field {
                    tuple.element(element)?;
                }
            },
        }
    });
    let write_rest = it.rest.iter().map(|_| {
        let field = Literal::usize_unsuffixed(it.elements.len());
        quote! {
            for element in &self.#field {
                tuple.element(element)?;
            }
        }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        pub struct #ident(#(#elements,)* #(#rest_type,)*);

        impl ::serde::Serialize for #ident {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                #runtime::write_tuple(serializer, |tuple| {
                    #(#writes)*
                    #(#write_rest)*
                    ::std::result::Result::Ok(())
                })
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #ident {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let mut elements = #runtime::Elements::read(deserializer)?;
                ::std::result::Result::Ok(Self(#(#reads,)* #(#read_rest,)*))
            }
        }
    }
}
