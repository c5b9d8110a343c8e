//! What the contract says about an operation, besides its types.

/// One operation of the contract. The generated table has one row for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The name of the method that calls it: `agents_list`.
    pub id: &'static str,
    /// The `operationId` as spelled in the contract; empty if it has none.
    pub contract_id: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The path template, from the base URL on, with `{name}` for each path parameter.
    pub path: &'static str,
    /// The contract's summary; empty where it has none.
    pub summary: &'static str,
    /// Alternatives; one is enough. Each names the security schemes that it requires together. Without any, or with
    /// an empty one, the operation can be called without a credential.
    pub security: &'static [&'static [&'static str]],
    /// Whether the method is idempotent (RFC 9110, section 9.2.2): a failed request may then be sent again.
    pub idempotent: bool,
    /// Whether it is a list with a cursor.
    pub paginated: bool,
    /// The media types of its responses, for `Accept`; empty where it has no body.
    pub accept: &'static str,
}

impl Operation {
    /// Whether the contract documents it. A request to any other path belongs to no operation; see
    /// [`Client::request`](crate::Client::request).
    #[must_use]
    pub fn is_documented(&self) -> bool {
        !self.path.is_empty()
    }

    /// Whether it cannot be called without a credential.
    #[must_use]
    pub fn needs_credential(&self) -> bool {
        !self.security.is_empty() && !self.security.iter().any(|schemes| schemes.is_empty())
    }

    /// An operation without security that responds with JSON.
    #[cfg(test)]
    pub(crate) const fn of_test(
        id: &'static str,
        method: &'static str,
        path: &'static str,
    ) -> Self {
        Self {
            id,
            contract_id: id,
            method,
            path,
            summary: "",
            security: &[],
            idempotent: !matches!(method.as_bytes(), b"POST" | b"PATCH"),
            paginated: false,
            accept: "application/json",
        }
    }
}
