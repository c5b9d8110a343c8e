//! Where generated code finds what it leans on.

/// Settings of [`generate`](crate::generate). The default is what `neo-api` itself uses.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Path of the runtime module (`Json`, `Payload`, `Operation` …). Default `crate::runtime`.
    pub runtime: String,
    /// Path of the type that each call carries to the hooks. Default `crate::transport::Context`.
    pub context: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runtime: "crate::runtime".into(),
            context: "crate::transport::Context".into(),
        }
    }
}
