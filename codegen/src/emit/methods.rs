//! Methods of HTTP that `reqwest::Client` has no method for.

use quote::{ToTokens, quote};
use syn::{Expr, File, parse_quote, visit_mut::VisitMut};

use super::{
    module,
    rewrite::{Rewrite, Then, Walk},
};

/// `client.client.options(url)` to `client.client.request(Method::OPTIONS, url)`.
pub(super) fn bend(file: &mut File) {
    for item in module(&mut file.items, "builder").into_iter().flatten() {
        Walk(&mut Methods).visit_item_mut(item);
    }
}

struct Methods;

impl Rewrite for Methods {
    fn expr(&mut self, expr: &mut Expr) -> Then {
        let Expr::MethodCall(call) = expr else {
            return Then::Inside;
        };
        let method = match call.method.to_string().as_str() {
            "options" => Some(quote!(OPTIONS)),
            "trace" => Some(quote!(TRACE)),
            _ => None,
        };
        let receiver = call.receiver.to_token_stream().to_string();
        if let Some(method) = method.filter(|_| receiver.replace(' ', "") == "client.client") {
            call.method = parse_quote!(request);
            call.args
                .insert(0, parse_quote!(::reqwest::Method::#method));
        }
        Then::Inside
    }
}
