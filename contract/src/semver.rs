//! `semver`: whether the crate's version matches the changes of its interface and contract since a revision.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::check::SURFACE;
use crate::diff::bump::Part;
use crate::diff::surface::{self, SurfaceChange};
use crate::diff::{self, Bump, Surface};
use crate::vendor::CONTRACT;
use crate::{conventions, sanitize, source};

/// Why nothing could be compared.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The revision does not have a file.
    #[error(transparent)]
    Git(#[from] source::GitError),
    /// A contract cannot be read.
    #[error("a contract cannot be compared: {}", sanitize::line(&.0.to_string()))]
    Contract(neo_api_codegen::Error),
    /// The options of the vendor folder cannot be read.
    #[error(transparent)]
    Conventions(#[from] conventions::Error),
    /// A manifest has no version of three numbers.
    #[error("{0} has no line version = \"x.y.z\"")]
    Version(String),
}

/// A version of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u64, pub u64, pub u64);

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl Version {
    fn of(manifest: &str, location: &str) -> Result<Self, Error> {
        let version = manifest.lines().find_map(|line| {
            let value = line.strip_prefix("version = \"")?.strip_suffix('"')?;
            let mut numbers = value.split('.').map(|number| number.parse().ok());
            match (
                numbers.next(),
                numbers.next(),
                numbers.next(),
                numbers.next(),
            ) {
                (Some(Some(major)), Some(Some(minor)), Some(Some(patch)), None) => {
                    Some(Self(major, minor, patch))
                }
                _ => None,
            }
        });
        version.ok_or_else(|| Error::Version(location.to_owned()))
    }

    /// The lowest version that may follow this change (Semantic Versioning 2.0.0, and cargo's rules before 1.0).
    pub fn after(self, part: Part) -> Self {
        match (part, self) {
            (Part::None | Part::Patch, it) => it,
            (Part::Major, Self(0, minor, _)) => Self(0, minor + 1, 0),
            (Part::Minor, Self(0, minor, patch)) => Self(0, minor, patch + 1),
            (Part::Major, Self(major, ..)) => Self(major + 1, 0, 0),
            (Part::Minor, Self(major, minor, _)) => Self(major, minor + 1, 0),
        }
    }
}

/// The result of the comparison.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Removed and added lines of the checked-in interface.
    pub change: SurfaceChange,
    /// The part of the version that goes up, and why.
    pub bump: Bump,
    /// The version at the revision.
    pub before: Version,
    /// The version now.
    pub now: Version,
    /// The lowest sufficient version.
    pub least: Version,
}

impl Verdict {
    /// Whether the version is sufficient.
    pub fn is_sufficient(&self) -> bool {
        self.now >= self.least
    }
}

/// Compares the vendor folder (interface and contract) and the `Cargo.toml` beside it with those of a git revision.
///
/// # Errors
/// When a file cannot be read, or has no version.
pub fn semver(folder: &Path, revision: &str) -> Result<Verdict, Error> {
    let here =
        |path: PathBuf| fs::read_to_string(&path).map_err(|source| Error::Read { path, source });
    let there = |path: &Path| -> Result<String, Error> {
        let raw = source::git_file(revision, &path.to_string_lossy())?;
        Ok(String::from_utf8_lossy(&raw).into_owned())
    };
    let surface_path = folder.join(SURFACE);
    let manifest_path = folder.parent().unwrap_or(Path::new("")).join("Cargo.toml");
    let change = surface::between(&there(&surface_path)?, &here(surface_path)?);
    let before = Version::of(
        &there(&manifest_path)?,
        &format!("{revision}:{}", manifest_path.display()),
    )?;
    let now = Version::of(
        &here(manifest_path.clone())?,
        &manifest_path.display().to_string(),
    )?;
    let part = match change.verdict() {
        Surface::None => Part::None,
        Surface::Minor => Part::Minor,
        Surface::Major => Part::Major,
    };
    let lines = |count: usize| match count {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    };
    let mut bump = Bump {
        part,
        reason: match part {
            Part::None => "the public interface does not change".to_owned(),
            _ => format!(
                "the public interface loses or changes {} and gains {}",
                lines(change.removed.len()),
                lines(change.added.len())
            ),
        },
    };
    // The interface's lines do not show what callers must send.
    let contract = folder.join(CONTRACT);
    if let (Ok(base), Ok(head)) = (there(&contract), here(contract)) {
        let options = conventions::options(folder)?;
        let by_contract = diff::diff_with(&base, &head, &options).map_err(Error::Contract)?;
        let by_contract = by_contract.bump;
        if by_contract.part > bump.part {
            bump = by_contract;
        }
    }
    let part = bump.part;
    Ok(Verdict {
        change,
        bump,
        before,
        now,
        least: before.after(part),
    })
}
