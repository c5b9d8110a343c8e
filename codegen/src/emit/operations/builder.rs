//! The builder of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{docs, response};
use crate::{
    model::{
        Paths,
        operations::{Body, Location, Operation, Parameter, Style},
    },
    passes::request_bodies::BodyKind,
};

pub(super) fn tokens(index: usize, operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let name = format_ident!("{}", operation.builder);
    let index = Literal::usize_unsuffixed(index);
    let documentation = docs::attribute(&documentation(operation));
    let new = new(&index, operation, paths);
    let optional = operation.parameters.iter().filter(|it| !it.required);
    let setters = optional.map(|it| setter(it, paths));
    let body = operation.body.as_ref().filter(|it| !it.required);
    let body = body.map(|it| body_setter(it, paths));
    let sends = sends(operation, paths);
    let received = response::body(operation, paths);
    let list = operation.item.as_ref().map(|item| {
        let item = item.tokens(paths);
        let (_, meta) = response::parts(operation, paths);
        quote! {
            impl #runtime::ListRequest for #name {
                type Item = #item;
                type Meta = #meta;
                fn pages(self) -> #runtime::Pages<#item, #meta> {
                    self.pages()
                }
            }
        }
    });
    quote! {
        #documentation
        #[must_use = "nothing is sent until `send` is called"]
        #[derive(Clone, Debug)]
        pub struct #name<C = #runtime::Client> {
            request: #runtime::RequestBuilder<C>,
        }

        impl<C: ::std::clone::Clone> #name<C> {
            #new
            #(#setters)*
            #body
            /// Settings for this call.
            pub fn with(mut self, options: #runtime::CallOptions) -> Self {
                self.request.options(options);
                self
            }
        }

        #sends

        impl<C> #runtime::OperationRequest for #name<C> {
            type Body = #received;
            const OPERATION: &'static #runtime::Operation = &super::OPERATIONS[#index];
        }
        #list
    }
}

/// The documentation of an operation.
fn documentation(operation: &Operation) -> String {
    let mut text = format!("`{} {}`", operation.method, operation.path);
    let summary = operation.summary.trim();
    if !summary.is_empty() {
        text += &format!(": {summary}");
        if !summary.ends_with(['.', '!', '?']) {
            text.push('.');
        }
    }
    let description = operation.description.trim();
    if !description.is_empty() && description != summary {
        text += &format!("\n\n{description}");
    }
    if operation.deprecated {
        text += "\n\nDeprecated by the contract.";
    }
    let body = operation.body.as_ref().filter(|it| it.required);
    let arguments: Vec<&str> = operation
        .arguments()
        .map(|it| it.name.as_str())
        .chain(body.map(|it| it.name.as_str()))
        .collect();
    let last = if operation.item.is_some() {
        "items()"
    } else {
        "send().await?"
    };
    text += &format!(
        "\n\n```ignore\nclient.{}({}).{last}\n```",
        operation.id,
        arguments.join(", ")
    );
    text
}

/// `new`, with the arguments that every call has.
fn new(index: &Literal, operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let arguments = arguments(operation, paths);
    let parameters = operation
        .arguments()
        .map(|it| set_parameter(&quote!(request), &it.name, it, paths));
    let body = operation.body.as_ref().filter(|it| it.required);
    let set: Vec<TokenStream> = parameters
        .chain(body.map(|it| set_body(&quote!(request), it, paths)))
        .collect();
    let mutable = (!set.is_empty()).then(|| quote!(mut));
    quote! {
        pub(super) fn new(client: &C, #(#arguments),*) -> Self {
            let #mutable request = #runtime::RequestBuilder::new(client, &super::OPERATIONS[#index]);
            #(#set)*
            Self { request }
        }
    }
}

/// The arguments of the method: parameters that are required, then a required body.
pub(super) fn arguments(operation: &Operation, paths: &Paths<'_>) -> Vec<TokenStream> {
    let body = operation.body.as_ref().filter(|it| it.required);
    operation
        .arguments()
        .map(|it| (&it.name, &it.ty))
        .chain(body.map(|it| (&it.name, &it.ty)))
        .map(|(name, ty)| {
            let (name, bound) = (format_ident!("{name}"), ty.bound(paths));
            quote!(#name: #bound)
        })
        .collect()
}

fn setter(parameter: &Parameter, paths: &Paths<'_>) -> TokenStream {
    let set = set_parameter(&quote!(self.request), "value", parameter, paths);
    let about = About {
        name: &parameter.name,
        bound: parameter.ty.bound(paths),
        doc: parameter.doc.clone().unwrap_or_else(|| {
            let location = match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            };
            format!("The {location} parameter `{}`.", parameter.wire)
        }),
        deprecated: parameter.deprecated,
    };
    about.setters(&set)
}

fn body_setter(body: &Body, paths: &Paths<'_>) -> TokenStream {
    let set = set_body(
        &quote!(self.request),
        &Body {
            name: "value".into(),
            ..body.clone()
        },
        paths,
    );
    let about = About {
        name: &body.name,
        bound: body.ty.bound(paths),
        doc: body
            .doc
            .clone()
            .unwrap_or_else(|| "The body of the request.".to_owned()),
        deprecated: false,
    };
    about.setters(&set)
}

struct About<'a> {
    name: &'a str,
    bound: TokenStream,
    doc: String,
    deprecated: bool,
}

impl About<'_> {
    fn setters(&self, set: &TokenStream) -> TokenStream {
        let (name, bound) = (format_ident!("{}", self.name), &self.bound);
        let maybe = format_ident!("maybe_{}", self.name);
        let doc = docs::attribute(&self.doc);
        let maybe_doc = format!("Calls [`{name}`](Self::{name}) if there is a value.");
        let deprecated = self.deprecated.then(|| quote!(#[deprecated]));
        let allowed = self.deprecated.then(|| quote!(#[allow(deprecated)]));
        quote! {
            #doc
            #deprecated
            pub fn #name(mut self, value: #bound) -> Self {
                #set
                self
            }
            #[doc = #maybe_doc]
            #deprecated
            #allowed
            pub fn #maybe(self, value: ::std::option::Option<#bound>) -> Self {
                match value {
                    ::std::option::Option::Some(value) => self.#name(value),
                    ::std::option::Option::None => self,
                }
            }
        }
    }
}

fn set_parameter(
    request: &TokenStream,
    argument: &str,
    parameter: &Parameter,
    paths: &Paths<'_>,
) -> TokenStream {
    let argument = format_ident!("{argument}");
    let value = parameter.ty.convert(paths, &quote!(#argument));
    let method = format_ident!(
        "{}",
        match parameter.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        }
    );
    let (wire, style) = (&parameter.wire, style(parameter.style, paths));
    quote!(#request.#method(#wire, #style, #value);)
}

fn set_body(request: &TokenStream, body: &Body, paths: &Paths<'_>) -> TokenStream {
    let argument = format_ident!("{}", body.name);
    let value = body.ty.convert(paths, &quote!(#argument));
    let media_type = &body.media_type;
    let method = match body.kind {
        BodyKind::Form => {
            let styles = body.styles.iter().map(|(name, it)| {
                let style = style(*it, paths);
                quote!((#name, #style))
            });
            return quote!(#request.form(&[#(#styles),*], #value););
        }
        BodyKind::Json => quote!(json),
        BodyKind::Multipart => quote!(multipart),
        BodyKind::Text => quote!(text),
        BodyKind::Binary => quote!(bytes),
    };
    quote!(#request.#method(#media_type, #value);)
}

fn style(style: Style, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let style = match style {
        Style::Simple { explode: false } => quote!(SIMPLE),
        Style::Simple { explode: true } => quote!(SIMPLE_EXPLODED),
        Style::Label { explode: false } => quote!(LABEL),
        Style::Label { explode: true } => quote!(LABEL_EXPLODED),
        Style::Matrix { explode: false } => quote!(MATRIX),
        Style::Matrix { explode: true } => quote!(MATRIX_EXPLODED),
        Style::Form => quote!(Form),
        Style::Joined(by) => quote!(Joined(#by)),
        Style::DeepObject => quote!(DeepObject),
        Style::Json => quote!(Json),
    };
    quote!(#runtime::Style::#style)
}

/// `send` and its variants, for either client.
fn sends(operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    let runtime = paths.runtime;
    let name = format_ident!("{}", operation.builder);
    let (data, meta) = response::parts(operation, paths);
    let body = quote!(<Self as #runtime::OperationRequest>::Body);
    let lists = |module: TokenStream| {
        operation.item.as_ref().map(|item| {
            let item = item.tokens(paths);
            quote! {
                /// Page by page.
                pub fn pages(self) -> #module::Pages<#item, #meta> {
                    #module::Pages::new::<#body>(self.request)
                }
                /// Item by item, through all pages.
                pub fn items(self) -> #module::Items<#item, #meta> {
                    self.pages().items()
                }
            }
        })
    };
    let stream = |output: &dyn Fn(&TokenStream) -> TokenStream, send: TokenStream| {
        operation.stream.as_ref().map(|ty| {
            let ty = ty.tokens(paths);
            let output = output(&ty);
            quote! {
                /// Sends the request and asks for an event stream.
                pub fn send_stream(mut self) -> #output {
                    self.request.accept("text/event-stream");
                    self.request.#send::<#runtime::body::Events<#ty>>()
                }
            }
        })
    };
    let output = quote!(#runtime::Sending<#data, #meta>);
    let (blocking_data, blocking_send) = match response::blocking_stream(operation, paths) {
        Some(stream) => (stream, quote!(send_streaming)),
        None => (data, quote!(send)),
    };
    let blocking_output = quote!(#runtime::blocking::Sent<#blocking_data, #meta>);
    let stream_output =
        |ty: &TokenStream| quote!(#runtime::Sending<#runtime::EventStream<#ty>, ()>);
    let blocking_stream_output = |ty: &TokenStream| quote!(#runtime::blocking::Sent<#runtime::blocking::EventStream<#ty>, ()>);
    let blocking_stream = stream(&blocking_stream_output, quote!(send_streaming));
    let stream = stream(&stream_output, quote!(send));
    let (lists, blocking_lists) = (lists(quote!(#runtime)), lists(quote!(#runtime::blocking)));
    quote! {
        impl #name {
            /// Sends the request.
            pub fn send(self) -> #output {
                self.request.send::<#body>()
            }
            #stream
            #lists
        }

        #[cfg(feature = "blocking")]
        impl #name<#runtime::blocking::Client> {
            /// Sends the request and waits for the response.
            pub fn send(self) -> #blocking_output {
                self.request.#blocking_send::<#body>()
            }
            #blocking_stream
            #blocking_lists
        }
    }
}
