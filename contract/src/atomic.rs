//! Atomic writes: a reader sees the old text or the new one, never half of it; of several files, all change or none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes each text to its file. Every text is on disk beside its file before the first file is replaced. If a
/// replacement fails, those already made are undone.
pub(crate) fn write<T: AsRef<[u8]>>(texts: &[(PathBuf, T)]) -> io::Result<()> {
    let mut batch = Batch::default();
    for (path, text) in texts {
        batch.stage(path, text.as_ref())?;
    }
    batch.commit()
}

#[derive(Default)]
struct Batch {
    staged: Vec<Staged>,
}

struct Staged {
    temporary: PathBuf,
    target: PathBuf,
    /// The previous content, once it is replaced.
    before: Option<Option<Vec<u8>>>,
}

impl Staged {
    fn replace(&mut self) -> io::Result<()> {
        let before = match fs::read(&self.target) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        fs::rename(&self.temporary, &self.target)?;
        self.before = Some(before);
        Ok(())
    }
}

impl Batch {
    fn stage(&mut self, path: &Path, text: &[u8]) -> io::Result<()> {
        let target = link_target(path)?;
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        self.staged.push(Staged {
            temporary: temporary.clone(),
            target: target.clone(),
            before: None,
        });
        let mut file = fs::File::create(&temporary)?;
        if let Ok(present) = fs::metadata(&target) {
            file.set_permissions(present.permissions())?;
        }
        file.write_all(text)?;
        file.sync_all()
    }

    fn commit(mut self) -> io::Result<()> {
        let replaced = self.staged.iter_mut().try_for_each(Staged::replace);
        replaced.or_else(|error| self.roll_back(error))
    }

    /// Restores the replaced files as far as possible, and returns `error`.
    fn roll_back(&mut self, error: io::Error) -> io::Result<()> {
        for staged in &mut self.staged {
            match staged.before.take() {
                Some(Some(bytes)) => fs::write(&staged.target, bytes)?,
                Some(None) => fs::remove_file(&staged.target)?,
                None => {}
            }
        }
        Err(error)
    }
}

/// A link stays a link: its target is replaced or created.
fn link_target(path: &Path) -> io::Result<PathBuf> {
    const LINKS: usize = 40;
    let mut target = path.to_path_buf();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&target) else {
            return Ok(target);
        };
        // A relative link starts at its own folder.
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(io::Error::other(format!(
        "{} leads through more than {LINKS} links",
        path.display()
    )))
}

impl Drop for Batch {
    fn drop(&mut self) {
        for staged in &self.staged {
            // Best effort: a renamed file no longer exists here.
            let _ = fs::remove_file(&staged.temporary);
        }
    }
}
