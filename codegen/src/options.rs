//! Settings of the generator.

use std::collections::BTreeMap;

use crate::Conventions;

/// Settings of [`generate`](crate::generate). The default writes a client of its own.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The path of the crate that generated code leans on. Default `::neo_api_runtime`.
    pub runtime: String,
    /// The path of the hand-written client that the methods are written on: `crate::Neo`, with `crate::blocking::Neo` for
    /// its blocking twin. Without one, a `Client` and its builder are generated. Default `None`.
    pub client: Option<String>,
    /// What the service promises for all its operations. Default: nothing.
    pub conventions: Conventions,
    /// The names that operations have already, by method and path template. See [`Options::keep_names`].
    pub(crate) names: BTreeMap<(String, String), String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runtime: "::neo_api_runtime".into(),
            client: None,
            conventions: Conventions::default(),
            names: BTreeMap::new(),
        }
    }
}

impl Options {
    /// Lets operations keep the names of an earlier [`surface`](crate::Generated::surface): of two that would have one
    /// name, the one that has it keeps it.
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
