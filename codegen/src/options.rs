//! Settings of the generator.

use std::collections::BTreeMap;

use crate::Conventions;

/// Settings of [`generate`](crate::generate). The default writes a client of its own.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The path of the crate that generated code depends on. Default `::neo_api_runtime`.
    pub runtime: String,
    /// What the service guarantees for all its operations, and its hand-written client. Default: nothing.
    pub conventions: Conventions,
    /// The current names of operations, by method and path template. See [`Options::keep_names`].
    pub(crate) names: BTreeMap<(String, String), String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runtime: "::neo_api_runtime".into(),
            conventions: Conventions::default(),
            names: BTreeMap::new(),
        }
    }
}

impl Options {
    /// Keeps the names of operations in an earlier [`surface`](crate::Generated::surface): of two that want one name,
    /// the one that had it keeps it.
    pub fn keep_names(&mut self, surface: &str) {
        let lines = surface.lines().filter_map(|line| {
            let (id, rest) = line.strip_prefix("operation ")?.split_once(": ")?;
            let (method, rest) = rest.split_once(' ')?;
            let (path, _) = rest.split_once(" (")?;
            Some(((method.to_owned(), path.to_owned()), id.to_owned()))
        });
        self.names.extend(lines);
    }
}
