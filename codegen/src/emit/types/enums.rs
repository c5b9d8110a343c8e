//! Open enums of strings, integers or booleans that the service may extend.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use serde_json::Value;

use crate::model::{
    Paths,
    definition::{Enum, EnumVariant},
};

pub(super) fn tokens(name: &str, it: &Enum, about: &TokenStream, paths: &Paths<'_>) -> TokenStream {
    let ident = format_ident!("{name}");
    let runtime = paths.runtime;
    let names: Vec<Ident> = it
        .variants
        .iter()
        .map(|it| format_ident!("{}", it.name))
        .collect();
    let variants = it.variants.iter().map(variant);
    let (rest, rest_doc) = match it.open {
        true => ("Other", "Any other value."),
        false => ("Unknown", "A value that the contract does not list."),
    };
    let rest = format_ident!("{rest}");
    let sentence = match it.open {
        true => "Any other value is `Other` and encodes unchanged.",
        false => {
            "An open enum: a value that the contract does not list is `Unknown` and encodes unchanged."
        }
    };
    let (kind, unknown) = match it.variants.first().map(|it| &it.value) {
        Some(Value::String(_)) => (Kind::Text, quote!(UnknownValue)),
        Some(Value::Bool(_)) => (Kind::Boolean, quote!(UnknownBoolean)),
        _ => (Kind::Integer, quote!(UnknownInteger)),
    };
    let values = it.variants.iter().map(|it| kind.literal(&it.value));
    let kind = format_ident!("{}", kind.word());
    quote! {
        #about
        #[doc = ""]
        #[doc = #sentence]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            #[doc = #rest_doc]
            #rest(#runtime::#unknown),
        }

        #runtime::open_enum! { #kind #ident { #(#names = #values),* } else #rest }
    }
}

fn variant(it: &EnumVariant) -> TokenStream {
    let name = format_ident!("{}", it.name);
    let value = match &it.value {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    };
    let text = match &it.doc {
        Some(doc) => format!("{value}: {doc}"),
        None => value,
    };
    let text = match it.deprecated {
        true => format!("{text}\n\nDeprecated."),
        false => text,
    };
    let doc = crate::emit::docs::attribute(&text);
    quote!(#doc #name,)
}

/// The type of the values, in the terms of the runtime's `open_enum!`.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Integer,
    Boolean,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
        }
    }

    fn literal(self, value: &Value) -> TokenStream {
        match self {
            Self::Text => value.as_str().unwrap_or_default().into_token_stream(),
            Self::Integer => {
                Literal::i64_unsuffixed(value.as_i64().unwrap_or_default()).into_token_stream()
            }
            Self::Boolean => value.as_bool().unwrap_or_default().into_token_stream(),
        }
    }
}
