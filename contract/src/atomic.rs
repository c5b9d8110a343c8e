//! Writing files so that a reader sees the old text or the new one, never half of it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Texts that are written together: all are on disk beside their targets before the first target is replaced.
pub(crate) struct Batch {
    staged: Vec<(PathBuf, PathBuf)>,
}

impl Batch {
    pub(crate) fn new() -> Self {
        Batch { staged: Vec::new() }
    }

    /// Writes `text` beside `target`, under a name of its own.
    pub(crate) fn stage(&mut self, target: &Path, text: &[u8]) -> io::Result<()> {
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        self.staged.push((temporary.clone(), target.to_path_buf()));
        let mut file = fs::File::create(&temporary)?;
        file.write_all(text)?;
        file.sync_all()
    }

    /// Puts every staged text in its place.
    pub(crate) fn commit(mut self) -> io::Result<()> {
        for (temporary, target) in &self.staged {
            fs::rename(temporary, target)?;
        }
        self.staged.clear();
        Ok(())
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        for (temporary, _) in &self.staged {
            // Best effort: what was already renamed is no longer there.
            let _ = fs::remove_file(temporary);
        }
    }
}
