//! `accept`.

use std::path::Path;

use super::Exit;
use super::say::{out, refuse};
use crate::{allow, plain};

pub(super) fn accepted(
    folder: &Path,
    fingerprint: String,
    reason: String,
    expires: Option<String>,
) -> Exit {
    let well_formed =
        fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !well_formed || reason.trim().is_empty() {
        return refuse(
            "a fingerprint is 16 hex digits as `diff` prints them, and a reason says something",
            Exit::Usage,
        );
    }
    let expires = expires
        .unwrap_or_else(|| (chrono::Utc::now().date_naive() + chrono::Days::new(90)).to_string());
    if chrono::NaiveDate::parse_from_str(&expires, "%Y-%m-%d").is_err() {
        return refuse(&format!("{expires:?} is no day (YYYY-MM-DD)"), Exit::Usage);
    }
    let path = folder.join(allow::ALLOWLIST);
    let entry = allow::Entry {
        fingerprint,
        reason,
        expires,
        what: None,
    };
    match allow::accept(&path, &entry) {
        Ok(()) => {
            let text = format!(
                "accepted {} until {} in {}",
                entry.fingerprint,
                entry.expires,
                path.display()
            );
            out(&format!("{}\n", plain::line(&text)), Exit::Clean)
        }
        Err(error) => refuse(&error.to_string(), Exit::Allowlist),
    }
}
