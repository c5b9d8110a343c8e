//! Builders of the types in requests.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use super::deprecated;
use crate::{
    Error,
    emit::{Output, doc},
    model::{
        Paths, TypeRef, Types,
        definition::{Body, Field, Struct},
    },
    names,
};

/// Writes the module `builder`.
pub(super) fn write(types: &Types, runtime: &Path, out: &mut Output<'_>) -> Result<(), Error> {
    let paths = Paths {
        runtime,
        types: quote!(super::),
    };
    let about = quote! {
        #[doc = " Builders of the types in requests."]
        #[allow(deprecated)]
    };
    let first = quote! {
        #[allow(unused_imports)]
        use super::runtime;
    };
    let scope = out.scope;
    out.module(about, "builder", first, |out| {
        for (name, it) in super::in_scope(types, scope) {
            match &it.body {
                Body::Struct(body) if it.in_requests => out.item(builder(name, body, &paths))?,
                Body::Form(form) => {
                    let body = Struct {
                        fields: form.fields.clone(),
                        extra: None,
                    };
                    out.item(builder(name, &body, &paths))?;
                }
                _ => {}
            }
        }
        Ok(())
    })
}

/// A member that callers set.
struct Member<'a> {
    field: &'a Field,
    storage: Ident,
    setter: Ident,
    maybe: Ident,
    null: Ident,
}

fn builder(name: &str, it: &Struct, paths: &Paths<'_>) -> TokenStream {
    let ident = format_ident!("{name}");
    let runtime = paths.runtime;
    let members = members(it);
    let mut taken: BTreeSet<String> = it.fields.iter().map(|it| it.ident.clone()).collect();
    taken.extend(it.extra.iter().map(|it| it.ident.clone()));
    let failed = format_ident!("{}", names::unique("failed", &mut taken));
    let storage_fields = members.iter().map(|member| {
        let (storage, ty) = (&member.storage, member.field.ty.tokens(paths));
        match member.field.nullable {
            true => quote!(#storage: ::std::option::Option<::std::option::Option<#ty>>),
            false => quote!(#storage: ::std::option::Option<#ty>),
        }
    });
    let extra_storage = it.extra.iter().map(|it| {
        let (ident, ty) = (format_ident!("{}", it.ident), it.ty.tokens(paths));
        quote!(#ident: ::std::option::Option<::std::collections::BTreeMap<::std::string::String, #ty>>)
    });
    let setters = members.iter().map(|member| setter(member, &failed, paths));
    let extra_setter = it.extra.iter().map(|it| {
        let setter = format_ident!("{}", it.ident);
        let ty = TypeRef::Map(Box::new(it.ty.clone()));
        let (bound, convert) = (ty.bound(paths), ty.convert(paths, &quote!(members)));
        let member = &it.ident;
        quote! {
            /// Members that the contract does not name.
            pub fn #setter(mut self, members: #bound) -> Self {
                #runtime::set(&mut self.#setter, &mut self.#failed, #member, #convert);
                self
            }
        }
    });
    let values = it.fields.iter().map(|field| {
        let ident = format_ident!("{}", field.ident);
        let value = value(name, field, &members, paths);
        quote!(#ident: #value)
    });
    let extra_value = it.extra.iter().map(|it| {
        let ident = format_ident!("{}", it.ident);
        quote!(#ident: self.#ident.unwrap_or_default())
    });
    let text = format!("Builds a [`{name}`](super::{name}).");
    quote! {
        #[doc = #text]
        #[must_use = "a builder does nothing until `build` is called"]
        #[derive(Clone, Debug, Default)]
        pub struct #ident {
            #failed: ::std::option::Option<#runtime::BuildError>,
            #(#storage_fields,)*
            #(#extra_storage,)*
        }

        impl #ident {
            #(#setters)*
            #(#extra_setter)*

            /// The value.
            ///
            /// # Errors
            /// When a required member is missing, or a value does not convert.
            pub fn build(self) -> ::std::result::Result<super::#ident, #runtime::BuildError> {
                if let ::std::option::Option::Some(error) = self.#failed {
                    return ::std::result::Result::Err(error.within(#name));
                }
                ::std::result::Result::Ok(super::#ident {
                    #(#values,)*
                    #(#extra_value,)*
                })
            }
        }

        impl ::std::convert::TryFrom<#ident> for super::#ident {
            type Error = #runtime::BuildError;

            fn try_from(builder: #ident) -> ::std::result::Result<Self, #runtime::BuildError> {
                builder.build()
            }
        }
    }
}

fn members(it: &Struct) -> Vec<Member<'_>> {
    let mut taken: BTreeSet<String> = BTreeSet::from(["build".to_owned()]);
    taken.extend(it.extra.iter().map(|it| it.ident.clone()));
    let settable: Vec<&Field> = it
        .fields
        .iter()
        .filter(|it| it.constant.is_none() && !it.read_only)
        .collect();
    let setters: Vec<String> = settable
        .iter()
        .map(|it| names::unique(&it.ident, &mut taken))
        .collect();
    settable
        .into_iter()
        .zip(setters)
        .map(|(field, setter)| {
            // The word `type_` of `type` needs no underscore inside a longer name.
            let word = setter.trim_end_matches('_');
            let maybe = names::unique(&format!("maybe_{word}"), &mut taken);
            let null = names::unique(&format!("{word}_null"), &mut taken);
            Member {
                field,
                storage: format_ident!("{}", field.ident),
                setter: format_ident!("{setter}"),
                maybe: format_ident!("{maybe}"),
                null: format_ident!("{null}"),
            }
        })
        .collect()
}

fn setter(member: &Member<'_>, failed: &Ident, paths: &Paths<'_>) -> TokenStream {
    let Member {
        field,
        storage,
        setter,
        maybe,
        null,
    } = member;
    let runtime = paths.runtime;
    let wire = &field.wire;
    let (bound, mut convert) = (
        field.ty.bound(paths),
        field.ty.convert(paths, &quote!(value)),
    );
    if field.nullable {
        convert = quote!(#convert.map(::std::option::Option::Some));
    }
    let text = match (&field.doc, field.asked) {
        (Some(text), true) => Some(format!("{text}\n\nRequired.")),
        (None, true) => Some("Required.".to_owned()),
        (text, false) => text.clone(),
    };
    let (doc, deprecated) = (doc(text.as_deref()), deprecated(field.deprecated));
    let maybe_text =
        format!("Calls [`{setter}`](Self::{setter}) if there is a value; `None` changes nothing.");
    let null = field.nullable.then(|| {
        let text = format!("Sets `{wire}` to null.");
        quote! {
            #[doc = #text]
            #deprecated
            pub fn #null(mut self) -> Self {
                self.#storage = ::std::option::Option::Some(::std::option::Option::None);
                self
            }
        }
    });
    quote! {
        #doc
        #deprecated
        pub fn #setter(mut self, value: #bound) -> Self {
            #runtime::set(&mut self.#storage, &mut self.#failed, #wire, #convert);
            self
        }

        #[doc = #maybe_text]
        #deprecated
        pub fn #maybe(self, value: ::std::option::Option<#bound>) -> Self {
            match value {
                ::std::option::Option::Some(value) => self.#setter(value),
                ::std::option::Option::None => self,
            }
        }

        #null
    }
}

/// The value of a field when it is built.
fn value(owner: &str, field: &Field, members: &[Member<'_>], paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    if let Some(constant) = &field.constant {
        let (of, variant) = (
            format_ident!("{}", constant.of),
            format_ident!("{}", constant.variant),
        );
        return quote!(super::#of::#variant);
    }
    let member = members.iter().find(|it| it.field.wire == field.wire);
    let Some(Member { storage, .. }) = member else {
        return quote!(::std::option::Option::None);
    };
    let wire = &field.wire;
    match (field.asked, field.required) {
        (true, true) => quote!(#runtime::required(self.#storage, #owner, #wire)?),
        (true, false) => {
            quote!(::std::option::Option::Some(#runtime::required(self.#storage, #owner, #wire)?))
        }
        _ => quote!(self.#storage),
    }
}
