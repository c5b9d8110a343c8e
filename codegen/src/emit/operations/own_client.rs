//! A generated client, used if none is hand-written.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use super::docs;
use crate::model::operations::{self, Api, SecurityKind, Setter};

/// The clients and their credentials. The crate has a static `SERVICE`.
pub(super) fn tokens(api: &Api, runtime: &Path) -> TokenStream {
    let doc = docs::attribute(&format!(
        "A client of {}. Cheap to clone: all clones share connections and the rate limit.",
        api.title
    ));
    let blocking_doc = docs::attribute(&format!(
        "A client of {} whose calls block. Cheap to clone: all clones share connections and the rate limit.",
        api.title
    ));
    let client = client(
        &doc,
        &quote!(#runtime::Client),
        &quote!(#runtime::UntypedRequest),
        &quote!(client),
        runtime,
    );
    let blocking = client_of(&blocking_doc, runtime);
    let credentials = credentials(api, runtime);
    quote! {
        #client
        #blocking
        #credentials
    }
}

fn client_of(doc: &TokenStream, runtime: &Path) -> TokenStream {
    let inner = quote!(#runtime::blocking::Client);
    let request = quote!(#runtime::UntypedRequest<#inner>);
    let client = client(
        doc,
        &inner,
        &request,
        &quote!(#inner::new(client)?),
        runtime,
    );
    quote! {
        /// The client for programs without async.
        #[cfg(feature = "blocking")]
        pub mod blocking {
            use super::runtime;

            #client
        }
    }
}

fn client(
    doc: &TokenStream,
    inner: &TokenStream,
    request: &TokenStream,
    made: &TokenStream,
    runtime: &Path,
) -> TokenStream {
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Client {
            client: #inner,
        }

        impl Client {
            /// Sets up a client.
            pub fn builder() -> #runtime::ClientBuilder<Self> {
                #runtime::ClientBuilder::new()
            }
            /// The same client with other settings for some calls. It shares connections with this one.
            #[must_use]
            pub fn with(&self, options: #runtime::CallOptions) -> Self {
                Self { client: self.client.with(options) }
            }
            /// A request of a path that the contract does not have, with this client's credentials, retries, limits and errors.
            pub fn request(&self, method: #runtime::http::Method, path: impl ::std::convert::Into<::std::string::String>) -> #request {
                self.client.request(method, path)
            }
            /// Ends this client and all its clones without cutting off calls in flight.
            pub fn shutdown_handle(&self) -> #runtime::ShutdownHandle {
                self.client.shutdown_handle()
            }
            /// The untyped client: its rate limit, its base URL, and calls known only at run time.
            pub fn client(&self) -> &#inner {
                &self.client
            }
        }

        impl #runtime::ServiceClient for Client {
            fn service() -> &'static #runtime::Service {
                &crate::SERVICE
            }
            fn from_client(client: #runtime::Client) -> ::std::result::Result<Self, #runtime::Error> {
                ::std::result::Result::Ok(Self { client: #made })
            }
        }
    }
}

/// A setter for each security scheme that a client supports.
fn credentials(api: &Api, runtime: &Path) -> TokenStream {
    let setters: Vec<Method> = operations::setters(&api.schemes)
        .filter_map(|setter| Method::of(&setter, runtime))
        .collect();
    if setters.is_empty() {
        return TokenStream::new();
    }
    let declared = setters
        .iter()
        .map(|Method { doc, signature, .. }| quote!(#doc #signature;));
    let defined = setters.iter().map(
        |Method {
             signature, body, ..
         }| quote!(#signature { #body }),
    );
    quote! {
        /// Setters for credentials, one for each security scheme of the contract.
        pub trait Credentials: ::std::marker::Sized {
            #(#declared)*
        }

        impl<C: #runtime::ServiceClient> Credentials for #runtime::ClientBuilder<C> {
            #(#defined)*
        }
    }
}

/// A method, as it is declared and defined.
struct Method {
    doc: TokenStream,
    signature: TokenStream,
    body: TokenStream,
}

impl Method {
    fn of(setter: &Setter<'_>, runtime: &Path) -> Option<Self> {
        let scheme = setter.scheme;
        let (what, credential) = match &scheme.kind {
            SecurityKind::Bearer => ("A bearer token".to_owned(), quote!(bearer)),
            SecurityKind::Basic => ("A user and a password".to_owned(), quote!(basic)),
            SecurityKind::ApiKey { location, name } => {
                let location = format!("{location:?}").to_lowercase();
                let what = format!("A key, sent as `{name}` ({location})");
                (what, quote!(api_key))
            }
            SecurityKind::Other(_) => return None,
        };
        let name = format_ident!("{}", setter.method);
        let arguments = setter.arguments.iter().map(|it| format_ident!("{it}"));
        let arguments: Vec<Ident> = arguments.collect();
        let mut text = format!("{what}, for the security scheme `{}`.", scheme.name);
        if let Some(description) = &scheme.description {
            text += &format!("\n\n{}", description.trim());
        }
        let scheme = &scheme.name;
        Some(Self {
            doc: docs::attribute(&text),
            signature: quote!(fn #name(self, #(#arguments: &str),*) -> Self),
            body: quote!(self.read(#runtime::Credential::#credential(#(#arguments),*).map(|it| it.for_scheme(#scheme)))),
        })
    }
}
