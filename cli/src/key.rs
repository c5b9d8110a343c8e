//! The key: from the environment, or from a file that only its owner can read.

use std::path::Path;

use neo_api::CredentialErrorKind;

use crate::failure::Failure;

/// The environment variable that holds the key.
pub const VARIABLE: &str = "NEO_API_KEY";

/// What to do where there is none.
pub fn missing(operation: &str) -> Failure {
    Failure::Key(format!(
        "{operation} needs a key: set {VARIABLE}, name a file with --key-file, or run `neo config set key`"
    ))
}

pub fn in_environment() -> Result<Option<String>, Failure> {
    match std::env::var(VARIABLE) {
        Ok(key) if !key.is_empty() => Ok(Some(key)),
        Ok(_) | Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::Key(format!("{VARIABLE} is not valid UTF-8")))
        }
    }
}

/// Whether a text has the form of a key, or of an access token.
pub fn check(key: &str) -> Result<(), CredentialErrorKind> {
    match is_access_token(key) {
        true => neo_api::access_token(key),
        false => neo_api::api_key(key),
    }
    .map(drop)
}

/// An Entra access token is a JWT, whose first part is JSON in base64.
pub fn is_access_token(key: &str) -> bool {
    key.starts_with("eyJ")
}

pub fn in_file(file: &Path) -> Result<String, Failure> {
    let shown = file.display();
    private("key file", file)?;
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::Key(format!("cannot read the key file {shown}: {error}")))?;
    match text.trim() {
        "" => Err(Failure::Key(format!("the key file {shown} is empty"))),
        key => Ok(key.to_owned()),
    }
}

/// Refuses a file that others than its owner can read or write.
#[cfg(unix)]
pub fn private(what: &str, file: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let shown = file.display();
    let data = std::fs::metadata(file)
        .map_err(|error| Failure::Key(format!("cannot read the {what} {shown}: {error}")))?;
    match data.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => Err(Failure::Key(format!(
            "others can read the {what} {shown}: run `chmod 600 {shown}`"
        ))),
    }
}

#[cfg(not(unix))]
pub fn private(_: &str, _: &Path) -> Result<(), Failure> {
    Ok(())
}
