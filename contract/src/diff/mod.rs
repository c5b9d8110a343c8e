//! `diff`: what a new revision of the contract does to shipped clients and to callers' code.

pub mod bump;
pub(crate) mod compare;
pub mod finding;
pub(crate) mod model;
pub mod rules;
pub mod surface;

use neo_api_codegen::{Options, Read};
use serde_json::Value;

use crate::pair::both;
pub use bump::Bump;
pub use finding::{Finding, Profile, Severity};
pub use rules::{Level, Surface, Wire};
pub use surface::SurfaceChange;

/// All differences of two contracts.
#[derive(Clone, Debug)]
pub struct Diff {
    /// Every difference, most severe first within an operation.
    pub findings: Vec<Finding>,
    /// The changes of the generated public interface, or why code cannot be generated from both contracts.
    pub surface: Result<SurfaceChange, String>,
    /// The required version bump.
    pub bump: Bump,
}

/// Compares two documents over the normalised model alone, without generating code.
pub fn findings(base: &Value, head: &Value) -> Vec<Finding> {
    compare::compare(
        model::Document { root: base },
        model::Document { root: head },
    )
}

/// Compares two JSON documents as the generator reads them, and what is generated from them without conventions.
///
/// # Errors
/// When one of them is not an OpenAPI document.
pub fn diff(base: &str, head: &str) -> Result<Diff, neo_api_codegen::Error> {
    diff_with(base, head, &Options::default())
}

/// As [`diff`], with clients generated with these options: those of the [vendor folder](crate::conventions::options).
///
/// # Errors
/// When one of them is not an OpenAPI document.
pub fn diff_with(
    base: &str,
    head: &str,
    options: &Options,
) -> Result<Diff, neo_api_codegen::Error> {
    let (base, head) = both(base, head, neo_api_codegen::read);
    Ok(diff_read(&base?, head?, options))
}

/// As [`diff_with`], of documents that have been [read](neo_api_codegen::read).
pub fn diff_read(base: &Read, mut head: Read, options: &Options) -> Diff {
    // The version of OpenAPI says how the contract is spelled, and nothing about the service.
    head.document["openapi"] = base.document["openapi"].clone();
    let documents = [&base.document, &head.document];
    let (surfaces, mut findings) = surface::change([base, &head], options, || {
        findings(&base.document, &head.document)
    });
    surface::attribute(&mut findings, &surfaces, documents);
    let surface = surfaces.change;
    findings.sort_by(|a, b| {
        let severity = |finding: &Finding| (finding.wire, finding.surface, finding.level);
        (a.path.is_none(), &a.path, &a.method)
            .cmp(&(b.path.is_none(), &b.path, &b.method))
            .then_with(|| severity(b).cmp(&severity(a)))
            .then_with(|| (&a.location, &a.rule).cmp(&(&b.location, &b.rule)))
    });
    let bump = bump::bump(&findings, &surface);
    Diff {
        findings,
        surface,
        bump,
    }
}
