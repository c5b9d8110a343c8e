//! How a request travels: hooks between the generated client and reqwest.

use progenitor_client::ClientHooks;

use crate::generated::Client;

/// What one call carries through the generated client.
#[derive(Clone, Debug)]
pub struct Context;

impl ClientHooks<Context> for Client {}
