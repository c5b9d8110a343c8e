//! The other files of a document: in its folder, on its origin, or in its folder at a git revision.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use neo_api_codegen::{Files, Unread};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use url::Url;

use super::{Error, Raw, SIZE_LIMIT, fetch, git};
use crate::lock::sha256;

/// The maximum number of files in a contract.
pub const FILE_LIMIT: usize = 1_000;

/// Where a document was read from, for finding its other files.
pub(super) enum Base {
    /// Its folder. Files outside are not read.
    Folder(PathBuf),
    /// Its URL. Files must have the same origin.
    Url(Url),
    /// A git revision, and the folder in it.
    Git { revision: String, folder: String },
    /// Standard input: no other files.
    StandardInput,
}

/// One document bundled from several files.
pub(super) struct Joined {
    /// The document as JSON; `None` if it is a single file.
    pub(super) json: Option<String>,
    /// The files besides the document, each with the SHA-256 of its bytes.
    pub(super) files: BTreeMap<String, String>,
    /// References that were not followed.
    pub(super) unread: Vec<Unread>,
}

/// Bundles the files that a document refers to.
pub(super) fn join(json: &str, name: &str, base: Base) -> Result<Joined, Error> {
    let mut neighbours = Neighbours {
        base,
        read: BTreeMap::new(),
        size: 0,
        exceeded: None,
    };
    let alone = |unread| Joined {
        json: None,
        files: BTreeMap::new(),
        unread,
    };
    // Most documents are one file, and need no bundling.
    let Some(document) = json
        .contains("\"$ref\"")
        .then(|| serde_json::from_str::<Value>(json).ok())
        .flatten()
    else {
        return Ok(alone(Vec::new()));
    };
    let address = neighbours.address_of_document(name);
    let bundled = neo_api_codegen::bundle(&document, &address, &mut neighbours);
    if let Some(what) = neighbours.exceeded {
        return Err(Error::Files {
            location: name.to_owned(),
            what,
        });
    }
    let Some(document) = bundled.document else {
        return Ok(alone(bundled.unread));
    };
    let mut json = serde_json::to_string_pretty(&document).unwrap_or_default();
    json.push('\n');
    Ok(Joined {
        json: Some(json),
        files: neighbours.read,
        unread: bundled.unread,
    })
}

struct Neighbours {
    base: Base,
    read: BTreeMap<String, String>,
    size: usize,
    /// The limit that was exceeded.
    exceeded: Option<String>,
}

impl Neighbours {
    /// The address that the document's own references start from.
    fn address_of_document(&self, name: &str) -> String {
        match &self.base {
            Base::Url(url) => without_query(url),
            _ => name.rsplit('/').next().unwrap_or(name).to_owned(),
        }
    }

    fn raw(&self, address: &str) -> Result<Raw, Error> {
        match &self.base {
            Base::Folder(folder) => {
                let path = folder.join(address);
                // A link may lead out of the folder.
                let real = path.canonicalize().map_err(|source| Error::File {
                    path: path.clone(),
                    source,
                })?;
                let root = folder.canonicalize().map_err(|source| Error::File {
                    path: folder.clone(),
                    source,
                })?;
                if !real.starts_with(&root) {
                    return Err(Error::Outside);
                }
                super::read_file(&real)
            }
            Base::Url(own) => Ok(fetch::fetch_from(address, own)?),
            Base::Git { revision, folder } => {
                let path = if folder.is_empty() {
                    address.to_owned()
                } else {
                    format!("{folder}/{address}")
                };
                Ok(git::show(revision, &path)?)
            }
            Base::StandardInput => Err(Error::Outside),
        }
    }
}

impl Files for Neighbours {
    fn address(&self, base: &str, reference: &str) -> Result<String, String> {
        if let Base::Url(own) = &self.base {
            let url = Url::parse(base)
                .and_then(|base| base.join(reference))
                .map_err(|error| format!("is not a URL: {error}"))?;
            if url.origin() != own.origin() {
                return Err(format!(
                    "points to a different origin than the document's, {}",
                    own.origin().ascii_serialization()
                ));
            }
            if !url.username().is_empty() || url.password().is_some() {
                return Err("contains a user name or password".to_owned());
            }
            return Ok(without_query(&url));
        }
        if matches!(self.base, Base::StandardInput) {
            return Err("points to another file, but standard input has no folder".to_owned());
        }
        if reference.contains("://") {
            return Err("points to a URL, but the document is a file".to_owned());
        }
        let path = percent_decode_str(reference).decode_utf8_lossy();
        inside(base, &path).ok_or_else(|| {
            "points outside the document's folder; files there are not read".to_owned()
        })
    }

    fn read(&mut self, address: &str) -> Result<Value, String> {
        if self.exceeded.is_some() {
            return Err("is beyond the limits".to_owned());
        }
        if self.read.len() >= FILE_LIMIT {
            self.exceeded = Some(format!("more than {FILE_LIMIT} files"));
            return Err("is beyond the limits".to_owned());
        }
        let raw = self
            .raw(address)
            .map_err(|error| format!("cannot be followed: {error}"))?;
        self.size = self.size.saturating_add(raw.bytes.len());
        if self.size > SIZE_LIMIT {
            let limit = SIZE_LIMIT / 1024 / 1024;
            self.exceeded = Some(format!("more than {limit} MiB"));
            return Err("is beyond the limits".to_owned());
        }
        let hash = sha256(&raw.bytes);
        let json = super::part(raw).map_err(|error| format!("cannot be followed: {error}"))?;
        let value = serde_json::from_str(&json)
            .map_err(|error| format!("points to a file that is not JSON: {error}"))?;
        self.read.insert(address.to_owned(), hash);
        Ok(value)
    }
}

/// The URL without its query, which can contain a signature.
fn without_query(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

/// A path relative to the document's folder, if it stays inside.
fn inside(base: &str, reference: &str) -> Option<String> {
    let reference = reference.replace('\\', "/");
    if reference.starts_with('/') || Path::new(&reference).is_absolute() {
        return None;
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part if part.contains(':') => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn nothing_outside_the_folder_has_an_address() {
        for (base, reference, expected) in [
            ("a.yaml", "b.yaml", Some("b.yaml")),
            ("a.yaml", "./s/b.yaml", Some("s/b.yaml")),
            ("s/b.yaml", "../a.yaml", Some("a.yaml")),
            ("s/b.yaml", "c.yaml", Some("s/c.yaml")),
            ("a.yaml", "../b.yaml", None),
            ("s/b.yaml", "../../b.yaml", None),
            ("a.yaml", "/etc/passwd", None),
            ("a.yaml", "C:/b.yaml", None),
            ("a.yaml", "..\\b.yaml", None),
        ] {
            assert_eq!(inside(base, reference).as_deref(), expected, "{reference}");
        }
    }
}
