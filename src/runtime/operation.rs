//! What the contract says of an operation, besides its types.

/// One operation of the contract. The generated table has one row for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name of the method that calls it: the operationId in snake case, without the document's common prefix.
    pub id: &'static str,
    /// The operationId as the contract spells it.
    pub contract_id: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The path template, from the server's root, with `{name}` for each path parameter.
    pub path: &'static str,
    /// Whether the operation's `security` asks for a credential.
    pub credential: bool,
    /// Whether the method is idempotent (RFC 9110, section 9.2.2), so that a failed request may be sent again.
    pub repeatable: bool,
    /// Whether it takes a `cursor` parameter and answers with `meta.pagination`.
    pub paginated: bool,
}

impl Operation {
    #[doc(hidden)]
    pub const fn new(
        id: &'static str,
        contract_id: &'static str,
        method: &'static str,
        path: &'static str,
        credential: bool,
        repeatable: bool,
        paginated: bool,
    ) -> Self {
        Self {
            id,
            contract_id,
            method,
            path,
            credential,
            repeatable,
            paginated,
        }
    }
}
