//! `diff`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use neo_api_codegen::{Note, NoteKind, Read};

use super::Exit;
use super::arguments::DiffArguments;
use super::output::{fail, fail_with, print, print_error};
use crate::pair::both;
use crate::report::{Lines, Report};
use crate::{allow, conventions, diff, lock, sanitize, source, vendor};

pub(super) fn run(arguments: &DiffArguments, folder: &Path) -> Exit {
    let vendored = folder.join(vendor::CONTRACT).display().to_string();
    let head_name = arguments.head.as_deref().unwrap_or(&vendored);
    if let Some(clash) = clash(arguments, head_name, folder) {
        return fail_with(&clash, Exit::Usage);
    }
    let (base, head) = match both(arguments.base.as_str(), head_name, source::read) {
        (Ok(base), Ok(head)) => (base, head),
        (Err(error), _) => return fail(&format!("base: {error}")),
        (_, Err(error)) => return fail(&format!("head: {error}")),
    };
    // A query can carry a signature.
    let (base_name, head_name) = match (
        source::recorded(&arguments.base),
        source::recorded(head_name),
    ) {
        (Ok(base), Ok(head)) => (base, head),
        (Err(error), _) | (_, Err(error)) => return fail(&error.to_string()),
    };
    let (before, after) = match both(base.json.as_str(), &head.json, neo_api_codegen::read) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(error), _) => return fail(&unreadable(&base_name, &error)),
        (_, Err(error)) => return fail(&unreadable(&head_name, &error)),
    };
    for (name, this, other) in [(&base_name, &before, &after), (&head_name, &after, &before)] {
        for one in &this.left_out {
            print_error(&format!("{name}: not compared: {one}"));
        }
        // The cause of changes below; a reference that dangles in both causes none.
        let others: Vec<&Note> = dangling(other).collect();
        for one in dangling(this).filter(|it| !others.contains(it)) {
            print_error(&format!("{name}: {one}"));
        }
    }
    let options = match conventions::options(folder) {
        Ok(options) => options,
        Err(error) => return fail(&error.to_string()),
    };
    let mut diff = diff::diff_read(&before, after, &options);
    let mut allowed = 0;
    if !arguments.no_allowlist {
        let path = folder.join(allow::ALLOWLIST);
        let applied = allow::read(&path)
            .and_then(|entries| allow::apply(&path, &entries, &mut diff.findings, &lock::today()));
        match applied {
            Ok(count) => allowed = count,
            Err(error) => return fail_with(&error.to_string(), Exit::Allowlist),
        }
    }
    // Annotations use the lines of the original file.
    let head_file = Path::new(&head_name)
        .is_file()
        .then(|| std::fs::read_to_string(&head_name).ok())
        .flatten();
    let mut report = Report {
        diff: &diff,
        allowed,
        profile: arguments.profile,
        fail_on: arguments.fail_on.severity(),
        folder,
        base: &base_name,
        head: &head_name,
        head_lines: Lines::of_file(head_file.as_deref(), &head.json),
        colour: false,
    };
    let mut printed = String::new();
    for output in &arguments.formats {
        report.colour = output.file.is_none()
            && std::io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none();
        let text = report.render(output.format);
        match &output.file {
            None => printed.push_str(&text),
            Some(path) => {
                if let Err(error) = std::fs::write(path, text) {
                    return fail(&format!("cannot write {}: {error}", path.display()));
                }
            }
        }
    }
    let exit = if report.failing() > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    };
    print(&printed, exit)
}

fn unreadable(name: &str, error: &neo_api_codegen::Error) -> String {
    format!("{name}: {}", sanitize::line(&error.to_string()))
}

/// The references that do not resolve. Any JSON is accepted in their place.
fn dangling(read: &Read) -> impl Iterator<Item = &Note> {
    let notes = read.notes.iter();
    notes.filter(|it| it.kind == NoteKind::Lost && it.pass == "references")
}

/// Why a report must not be written: its file is another report, or not a report.
fn clash(arguments: &DiffArguments, head: &str, folder: &Path) -> Option<String> {
    let mut taken: Vec<PathBuf> = [arguments.base.as_str(), head]
        .into_iter()
        .map(|read| identity(Path::new(read)))
        .collect();
    for name in [vendor::CONTRACT, vendor::LOCK, allow::ALLOWLIST] {
        taken.push(identity(&folder.join(name)));
    }
    let read = taken.len();
    for file in arguments.formats.iter().filter_map(|it| it.file.as_ref()) {
        let path = identity(file);
        match taken.iter().position(|other| *other == path) {
            Some(index) if index < read => {
                return Some(format!(
                    "refusing to overwrite {}, which is an input, not a report",
                    file.display()
                ));
            }
            Some(_) => {
                return Some(format!(
                    "two reports would be written to {}",
                    file.display()
                ));
            }
            None => taken.push(path),
        }
    }
    None
}

/// A path that is the same for every spelling, even if the file does not exist yet.
fn identity(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new(".")).canonicalize();
    match (parent, path.file_name()) {
        (Ok(parent), Some(name)) => parent.join(name),
        _ => path.to_path_buf(),
    }
}
