//! How a request is written and its answer read, where progenitor's way is not the contract's.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Expr, ExprAwait, ExprCall, ExprMethodCall, File, ImplItem, ImplItemFn, Item, LitStr, Path,
    parse_quote, visit_mut::VisitMut,
};

use super::{
    begin::operation_id,
    by_status::by_status,
    module,
    rewrite::{Rewrite, Then, Walk},
    rewrite_format_arguments,
};
use crate::{
    call::{AnswerKind, Body, BodyKind, Call, Parameter, Place, Style},
    document::Document,
};

pub(super) fn bend(file: &mut File, document: &Document, runtime: &Path) {
    for item in module(&mut file.items, "builder").into_iter().flatten() {
        let Item::Impl(block) = item else { continue };
        let id = block.items.iter().find_map(|item| match item {
            ImplItem::Fn(function) => operation_id(function),
            _ => None,
        });
        let Some(call) = id.and_then(|id| document.calls.get(&id)) else {
            continue;
        };
        for item in &mut block.items {
            if let ImplItem::Fn(function) = item {
                one(function, call, runtime);
            }
        }
    }
}

fn one(function: &mut ImplItemFn, call: &Call, runtime: &Path) {
    match function.sig.ident.to_string().as_str() {
        "send" => Walk(&mut Send { call, runtime }).visit_block_mut(&mut function.block),
        "new" if call.body.as_ref().is_some_and(|body| body.optional) => {
            Walk(&mut NoBody).visit_block_mut(&mut function.block);
        }
        _ => {}
    }
}

/// `body: Err(..)` to `body: Ok(None)` in what a builder begins with.
struct NoBody;

impl Rewrite for NoBody {
    fn field_value(&mut self, field: &mut syn::FieldValue) -> Then {
        if matches!(&field.member, syn::Member::Named(name) if name == "body") {
            field.expr = parse_quote!(Ok(None));
        }
        Then::Past
    }
}

struct Send<'a> {
    call: &'a Call,
    runtime: &'a Path,
}

impl Send<'_> {
    fn parameter(&self, name: &str, places: &[Place]) -> Option<&Parameter> {
        self.call
            .parameters
            .iter()
            .find(|it| it.name == name && places.contains(&it.place))
    }
}

impl Rewrite for Send<'_> {
    /// After what is inside: a replacement holds calls like the ones that it replaces.
    fn after_expr(&mut self, expr: &mut Expr) {
        let replaced = match expr {
            Expr::MethodCall(it) => self.header(it).or_else(|| self.body(it)),
            Expr::Call(it) => self.path_argument(it).or_else(|| self.query(it)),
            Expr::Await(it) => self.answer(it),
            _ => None,
        };
        if let Some(replaced) = replaced {
            *expr = replaced;
        }
    }

    fn macro_call(&mut self, mac: &mut syn::Macro) {
        rewrite_format_arguments(mac, self);
    }

    fn lit_str(&mut self, literal: &mut LitStr) {
        let value = literal.value();
        let media_type = match (value.as_str(), &self.call.body, &self.call.answer) {
            ("application/json", _, Some(answer)) => &answer.accept,
            (
                "text/plain",
                Some(Body {
                    kind: BodyKind::Text,
                    media_type,
                    ..
                }),
                _,
            )
            | (
                "application/octet-stream",
                Some(Body {
                    kind: BodyKind::Binary,
                    media_type,
                    ..
                }),
                _,
            ) => media_type,
            _ => return,
        };
        if *media_type != value && !media_type.is_empty() {
            *literal = LitStr::new(media_type, literal.span());
        }
    }
}

/// `Error::InvalidRequest`, as progenitor's own refusals are.
fn refused(fallible: TokenStream) -> Expr {
    parse_quote!(#fallible.map_err(Error::InvalidRequest)?)
}

impl Send<'_> {
    /// `header_map.append("x", x.to_string().try_into()?)`
    fn header(&self, it: &mut ExprMethodCall) -> Option<Expr> {
        if it.method != "append" || text(&it.receiver) != "header_map" {
            return None;
        }
        let name = string(it.args.first()?)?;
        let parameter = self.parameter(&name, &[Place::Header, Place::Cookie])?;
        let wire = &parameter.wire;
        if parameter.plain {
            let lowered = wire.to_ascii_lowercase();
            *it.args.first_mut()? = parse_quote!(#lowered);
            return None;
        }
        let value = argument(it.args.last()?)?;
        let runtime = self.runtime;
        Some(refused(match parameter.place {
            Place::Cookie => quote!(#runtime::request::cookie(&mut header_map, #wire, &#value)),
            _ => {
                let style = style(parameter.style, runtime);
                quote!(#runtime::request::header(&mut header_map, #wire, #style, &#value))
            }
        }))
    }

    /// `encode_path(&x.to_string())`
    fn path_argument(&self, it: &ExprCall) -> Option<Expr> {
        if text(&it.func) != "encode_path" {
            return None;
        }
        let value = argument(it.args.first()?)?;
        let parameter = self.parameter(&text(&value), &[Place::Path])?;
        if parameter.plain {
            return None;
        }
        let (runtime, wire, style) = (
            self.runtime,
            &parameter.wire,
            style(parameter.style, self.runtime),
        );
        Some(refused(
            quote!(#runtime::path_argument(#wire, #style, &#value)),
        ))
    }

    /// `progenitor_client::QueryParam::new("x", &x)`
    fn query(&self, it: &ExprCall) -> Option<Expr> {
        if !text(&it.func).ends_with("QueryParam::new") {
            return None;
        }
        let parameter = self.parameter(&string(it.args.first()?)?, &[Place::Query])?;
        let (wire, value) = (&parameter.wire, it.args.last()?);
        if parameter.plain {
            let function = &it.func;
            return (parameter.name != *wire).then(|| parse_quote!(#function(#wire, #value)));
        }
        let (runtime, style) = (self.runtime, style(parameter.style, self.runtime));
        let pairs = refused(quote!(#runtime::request::query(#wire, #style, #value)));
        Some(pairs)
    }

    /// `.json(&body)`
    fn body(&self, it: &ExprMethodCall) -> Option<Expr> {
        let body = self.call.body.as_ref()?;
        if it.method != "json" {
            return None;
        }
        let (runtime, request, media_type) = (self.runtime, &it.receiver, &body.media_type);
        let written = match (body.kind, body.optional) {
            (BodyKind::Json, false) if media_type == "application/json" => return None,
            (BodyKind::Json, false) => {
                quote!(#runtime::request::json(#request, #media_type, &body))
            }
            (BodyKind::Json, true) => {
                quote!(#runtime::request::json_if(#request, #media_type, &body))
            }
            (BodyKind::Form, false) => quote!(#runtime::request::form(#request, &body)),
            (BodyKind::Form, true) => quote!(#runtime::request::form_if(#request, &body)),
            (BodyKind::Multipart, _) => {
                return Some(
                    parse_quote!(#runtime::request::multipart(#request, #media_type, body)),
                );
            }
            (BodyKind::Text | BodyKind::Binary, _) => return None,
        };
        Some(refused(written))
    }

    /// `ResponseValue::from_response(response).await`
    fn answer(&self, it: &ExprAwait) -> Option<Expr> {
        let Expr::Call(read) = &*it.base else {
            return None;
        };
        if text(&read.func) != "ResponseValue::from_response" {
            return None;
        }
        let (runtime, response) = (self.runtime, read.args.first()?);
        match &self.call.answer.as_ref()?.kind {
            AnswerKind::Json => {
                Some(parse_quote!(#runtime::answer::json(&client.inner, #response).await))
            }
            AnswerKind::Text => {
                Some(parse_quote!(#runtime::answer::text(&client.inner, #response).await))
            }
            AnswerKind::Events(_) => Some(parse_quote!(Ok(#runtime::answer::events(#response)))),
            AnswerKind::ByStatus(name, cases) => Some(by_status(name, cases, response, runtime)),
        }
    }
}

fn style(style: Style, runtime: &Path) -> TokenStream {
    let style = match style {
        Style::Simple { explode } => quote!(Simple { explode: #explode }),
        Style::Form => quote!(Form),
        Style::Joined(by) => quote!(Joined(#by)),
        Style::DeepObject => quote!(DeepObject),
        Style::Json => quote!(Json),
    };
    quote!(#runtime::request::Style::#style)
}

/// `x` in `&x.to_string()` and `x.to_string().try_into()?`.
fn argument(expr: &Expr) -> Option<Expr> {
    match expr {
        Expr::Reference(it) => argument(&it.expr),
        Expr::Try(it) => argument(&it.expr),
        Expr::MethodCall(it) if it.method == "to_string" => Some((*it.receiver).clone()),
        Expr::MethodCall(it) => argument(&it.receiver),
        _ => None,
    }
}

fn string(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(it),
            ..
        }) => Some(it.value()),
        _ => None,
    }
}

fn text(node: &impl ToTokens) -> String {
    node.to_token_stream().to_string().replace(' ', "")
}
