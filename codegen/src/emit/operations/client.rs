//! The methods that create the builders, on a hand-written or generated client.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::{builder, docs};
use crate::{
    Error, Options,
    emit::OutputScope,
    model::{
        Paths,
        operations::{Api, Operation},
    },
};

pub(super) fn tokens(
    api: &Api,
    scope: OutputScope<'_>,
    options: &Options,
    paths: &Paths<'_>,
) -> Result<TokenStream, Error> {
    let runtime = paths.runtime;
    let (own, client, blocking) = match &options.conventions.client {
        Some(path) => {
            let client: Path = syn::parse_str(path).map_err(|source| Error::Syntax { source })?;
            let blocking = blocking(&client);
            (TokenStream::new(), quote!(#client), quote!(#blocking))
        }
        None => (
            super::own_client::tokens(api, runtime),
            quote!(Client),
            quote!(blocking::Client),
        ),
    };
    let methods: Vec<TokenStream> = super::in_scope(api, scope)
        .map(|it| method(it, paths, &TokenStream::new()))
        .collect();
    let of_blocking = quote!(<#runtime::blocking::Client>);
    let blocking_methods = super::in_scope(api, scope).map(|it| method(it, paths, &of_blocking));
    if methods.is_empty() {
        return Ok(own);
    }
    Ok(quote! {
        #own

        impl #client {
            #(#methods)*
        }

        #[cfg(feature = "blocking")]
        impl #blocking {
            #(#blocking_methods)*
        }
    })
}

/// `crate::Neo` → `crate::blocking::Neo`
fn blocking(client: &Path) -> TokenStream {
    let leading = &client.leading_colon;
    let before = client.segments.len().saturating_sub(1);
    let outer = client.segments.iter().take(before);
    let last = client.segments.last();
    quote!(#leading #(#outer::)* blocking::#last)
}

fn method(operation: &Operation, paths: &Paths<'_>, generics: &TokenStream) -> TokenStream {
    let (name, builder) = (
        format_ident!("{}", operation.id),
        format_ident!("{}", operation.builder),
    );
    let arguments = builder::arguments(operation, paths);
    let body = operation.body.as_ref().filter(|it| it.required);
    let given = operation
        .arguments()
        .map(|it| &it.name)
        .chain(body.map(|it| &it.name))
        .map(|name| format_ident!("{name}"));
    let documented = operation.arguments().filter_map(|it| {
        let doc = it.doc.as_ref()?;
        Some(format!("* `{}`: {}", it.name, doc.replace('\n', "\n  ")))
    });
    let mut text = format!("`{} {}`", operation.method, operation.path);
    if !operation.summary.trim().is_empty() {
        text += &format!(": {}", operation.summary.trim());
    }
    text += &format!(" See [`operations::{}`].", operation.builder);
    let documented: Vec<String> = documented.collect();
    if !documented.is_empty() {
        text += &format!("\n\n{}", documented.join("\n"));
    }
    let doc = docs::attribute(&text);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #doc
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> operations::#builder #generics {
            operations::#builder::new(self.client(), #(#given),*)
        }
    }
}
