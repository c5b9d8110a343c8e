//! The key: from the environment, or from a file that only its owner can read.

use std::path::Path;

use crate::failure::Failure;

/// The environment variable that holds the key.
pub const VARIABLE: &str = "NEO_API_KEY";

/// The key for a call of `operation`, from the file where one is named.
pub fn read(operation: &str, file: Option<&Path>) -> Result<String, Failure> {
    let Some(file) = file else {
        return match std::env::var(VARIABLE) {
            Ok(key) if !key.is_empty() => Ok(key),
            Ok(_) | Err(std::env::VarError::NotPresent) => Err(Failure::Key(format!(
                "{operation} needs a key: set {VARIABLE}, or name a file with --key-file"
            ))),
            Err(std::env::VarError::NotUnicode(_)) => Err(Failure::Key(format!(
                "{VARIABLE} holds bytes that are not UTF-8"
            ))),
        };
    };
    let shown = file.display();
    private(file)?;
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::Key(format!("cannot read the key file {shown}: {error}")))?;
    match text.trim() {
        "" => Err(Failure::Key(format!("the key file {shown} is empty"))),
        key => Ok(key.to_owned()),
    }
}

/// Refuses a file that others than its owner can read or write.
#[cfg(unix)]
fn private(file: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let shown = file.display();
    let data = std::fs::metadata(file)
        .map_err(|error| Failure::Key(format!("cannot read the key file {shown}: {error}")))?;
    match data.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => Err(Failure::Key(format!(
            "others can read the key file {shown}: run `chmod 600 {shown}`"
        ))),
    }
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), Failure> {
    Ok(())
}
