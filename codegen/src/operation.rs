//! What the generated operation table says.

/// One operation of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The name of its Rust method.
    pub id: String,
    /// Its operationId in the document, or the one made where there is none.
    pub contract_id: String,
    /// Its HTTP method, in upper case.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// Whether its `security` asks for a credential.
    pub credential: bool,
    /// Whether its method is idempotent.
    pub repeatable: bool,
    /// Whether it takes a `cursor` and answers with `meta.pagination`.
    pub paginated: bool,
}
