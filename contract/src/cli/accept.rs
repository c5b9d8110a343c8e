//! `accept`.

use std::path::Path;

use super::Exit;
use super::output::{fail_with, print};
use crate::{allow, lock, sanitize};

pub(super) fn run(
    folder: &Path,
    fingerprint: String,
    reason: String,
    expires: Option<String>,
    what: Option<String>,
) -> Exit {
    let expires = expires
        .unwrap_or_else(|| (chrono::Utc::now().date_naive() + chrono::Days::new(90)).to_string());
    let entry = allow::Entry {
        fingerprint,
        reason,
        expires,
        what,
    };
    if let Some(wrong) = wrong(&entry, folder) {
        return fail_with(&wrong, Exit::Usage);
    }
    let path = folder.join(allow::ALLOWLIST);
    match allow::accept(&path, &entry) {
        Ok(()) => {
            let text = format!(
                "accepted {} until {} in {}",
                entry.fingerprint,
                entry.expires,
                path.display()
            );
            print(&format!("{}\n", sanitize::line(&text)), Exit::Clean)
        }
        Err(error) => fail_with(&error.to_string(), Exit::Allowlist),
    }
}

/// Why an entry is invalid or useless.
fn wrong(entry: &allow::Entry, folder: &Path) -> Option<String> {
    let is_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if entry.fingerprint.len() != 16 || !entry.fingerprint.bytes().all(is_hex) {
        return Some(
            "the fingerprint must be 16 lower-case hex digits, as printed by `diff`".to_owned(),
        );
    }
    if entry.reason.trim().is_empty() {
        return Some("the reason must not be empty".to_owned());
    }
    let expires = &entry.expires;
    match chrono::NaiveDate::parse_from_str(expires, "%Y-%m-%d") {
        Err(_) => return Some(format!("{expires:?} is not a date (YYYY-MM-DD)")),
        Ok(day) if day.to_string() < lock::today() => {
            return Some(format!(
                "{day} is in the past; give today's date or a later one"
            ));
        }
        Ok(_) => {}
    }
    (!folder.is_dir()).then(|| {
        format!(
            "the folder {} does not exist; set --dir to the folder of the vendored contract",
            folder.display()
        )
    })
}
