//! The public interface of the generated code, one line for each item.

use std::collections::BTreeSet;

use crate::model::operations::{Api, Operation};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Fields, File, ImplItem, Item, Signature, Visibility};

/// Collects the interface of a file: a line for each public item.
pub(crate) fn collect(file: &File, lines: &mut BTreeSet<String>) {
    items(&file.items, "", lines);
}

/// The sorted lines of the items and of the operations.
pub(crate) fn of(mut lines: BTreeSet<String>, api: &Api) -> String {
    lines.extend(api.operations.iter().map(operation));
    lines.into_iter().map(|line| line + "\n").collect()
}

fn items(items: &[Item], module: &str, lines: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Mod(it) if public(&it.vis) => {
                if let Some((_, inside)) = &it.content {
                    self::items(inside, &format!("{module}{}::", it.ident), lines);
                }
            }
            Item::Struct(it) if public(&it.vis) => {
                let name = format!("{module}{}", it.ident);
                lines.insert(format!(
                    "struct {name}{}{}",
                    text(&it.generics),
                    derives(&it.attrs)
                ));
                fields(&it.fields, &name, lines);
            }
            Item::Enum(it) if public(&it.vis) => {
                let name = format!("{module}{}", it.ident);
                lines.insert(format!(
                    "enum {name}{}{}",
                    text(&it.generics),
                    derives(&it.attrs)
                ));
                for variant in &it.variants {
                    lines.insert(format!(
                        "variant {name}::{}{}",
                        variant.ident,
                        text(&undocumented(&variant.fields))
                    ));
                }
            }
            Item::Impl(it) => {
                let of = owner(module, &text(&it.self_ty));
                match &it.trait_ {
                    Some((path, _)) => {
                        lines.insert(format!("impl {} for {of}", text(path)));
                        associated(&it.items, &of, lines);
                    }
                    None => functions(&it.items, &of, lines),
                }
            }
            Item::Const(it) if public(&it.vis) => {
                lines.insert(format!("const {module}{}: {}", it.ident, text(&it.ty)));
            }
            Item::Type(it) if public(&it.vis) => {
                lines.insert(format!("type {module}{} = {}", it.ident, text(&it.ty)));
            }
            Item::Use(it) if public(&it.vis) => {
                lines.insert(format!("use {module}{}", text(&it.tree)));
            }
            Item::Macro(it) => match crate::emit::written(&it.mac) {
                Some(inside) => self::items(&inside, module, lines),
                None => {
                    lines.insert(format!("macro {module}{}", text(&it.mac.path)));
                }
            },
            _ => {}
        }
    }
}

/// The path of the type of an implementation: one in a module may be for a type of the module around it.
fn owner(module: &str, of: &str) -> String {
    match of.strip_prefix("super::") {
        Some(of) => {
            let around = module.trim_end_matches("::").rsplit_once("::");
            owner(
                &around.map_or_else(String::new, |(it, _)| format!("{it}::")),
                of,
            )
        }
        None => format!("{module}{of}"),
    }
}

fn fields(fields: &Fields, name: &str, lines: &mut BTreeSet<String>) {
    for (index, field) in fields
        .iter()
        .enumerate()
        .filter(|(_, field)| public(&field.vis))
    {
        let field_name = field
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), ToString::to_string);
        lines.insert(format!("field {name}.{field_name}: {}", text(&field.ty)));
    }
}

/// Fields without their attributes: documentation is not part of the interface.
fn undocumented(fields: &Fields) -> TokenStream {
    let each = fields.iter().map(|field| {
        let (visibility, name, ty) = (&field.vis, &field.ident, &field.ty);
        let name = name.as_ref().map(|name| quote!(#name:));
        quote!(#visibility #name #ty)
    });
    match fields {
        Fields::Named(_) => quote!({ #(#each,)* }),
        Fields::Unnamed(_) => quote!((#(#each),*)),
        Fields::Unit => TokenStream::new(),
    }
}

fn functions(items: &[ImplItem], of: &str, lines: &mut BTreeSet<String>) {
    for item in items {
        match item {
            ImplItem::Fn(it) if public(&it.vis) => {
                lines.insert(signature(of, &it.sig));
            }
            ImplItem::Const(it) if public(&it.vis) => {
                lines.insert(format!("const {of}::{}: {}", it.ident, text(&it.ty)));
            }
            _ => {}
        }
    }
}

fn associated(items: &[ImplItem], of: &str, lines: &mut BTreeSet<String>) {
    for item in items {
        if let ImplItem::Type(it) = item {
            lines.insert(format!("associated {of}::{} = {}", it.ident, text(&it.ty)));
        }
    }
}

/// A row of the operation table: it decides how a call behaves.
fn operation(operation: &Operation) -> String {
    let Operation {
        id,
        method,
        path,
        contract_id,
        ..
    } = operation;
    format!(
        "operation {id}: {method} {path} ({contract_id}) credential={} repeatable={} paginated={}",
        operation.needs_credential(),
        operation.is_idempotent(),
        operation.item.is_some(),
    )
}

/// `fn Client::name(…) -> …`
fn signature(of: &str, signature: &Signature) -> String {
    let line = text(signature);
    format!(
        "fn {of}::{}",
        line.trim_start_matches("fn ").trim_end_matches([' ', ','])
    )
}

fn derives(attributes: &[syn::Attribute]) -> String {
    let mut traits: Vec<String> = Vec::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        let parsed = attribute.parse_args_with(
            syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated,
        );
        traits.extend(
            parsed
                .iter()
                .flatten()
                .filter_map(|path| path.segments.last().map(|it| it.ident.to_string())),
        );
    }
    traits.sort();
    let exhaustive = if attributes
        .iter()
        .any(|it| it.path().is_ident("non_exhaustive"))
    {
        " #[non_exhaustive]"
    } else {
        ""
    };
    format!("{exhaustive} derive({})", traits.join(", "))
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens as one line with conventional spacing, and std's types by their short names.
fn text(tokens: &impl ToTokens) -> String {
    let mut line = String::new();
    write(tokens.to_token_stream(), &mut line);
    // Most types are words of the document.
    if line.contains("::std::") {
        line = line.replace("impl::std::", "impl ::std::");
        for prefix in [
            "::std::boxed::",
            "::std::convert::",
            "::std::iter::",
            "::std::option::",
            "::std::string::",
            "::std::vec::",
            "::std::result::",
            "::std::collections::",
        ] {
            line = line.replace(prefix, "");
        }
        line = line.replace("::std::", "std::");
    }
    if line.contains(')') {
        line = line.replace(",)", ")").replace(", )", ")");
    }
    line
}

fn write(tokens: TokenStream, line: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                line.push_str(open);
                write(group.stream(), line);
                while line.ends_with(' ') {
                    line.pop();
                }
                line.push_str(close);
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                ',' => line.push_str(", "),
                '=' | '+' => {
                    line.push(' ');
                    line.push(punct.as_char());
                    line.push(' ');
                }
                // `: ` after a name, but `::` in a path.
                ':' if punct.spacing() == Spacing::Joint || line.ends_with(':') => line.push(':'),
                ':' => line.push_str(": "),
                // `->` has spaces around it; `>` has none.
                '-' if punct.spacing() == Spacing::Joint => line.push_str(" -"),
                '>' if line.ends_with(" -") => line.push_str("> "),
                other => line.push(other),
            },
            TokenTree::Ident(ident) => word(&ident.to_string(), line),
            TokenTree::Literal(literal) => word(&literal.to_string(), line),
        }
    }
}

/// A word, separated from a word before it.
fn word(word: &str, line: &mut String) {
    if line.ends_with(|before: char| {
        before.is_alphanumeric() || before == '_' || before == ')' || before == '>'
    }) {
        line.push(' ');
    }
    line.push_str(word);
}
