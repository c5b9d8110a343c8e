//! Output to standard output and standard error.

use std::io::{self, Write as _};

use super::Exit;
use crate::sanitize;

/// Writes `text` to standard output, and returns `exit`. A reader that closes the pipe early is not a failure.
pub(super) fn out(text: &str, exit: Exit) -> Exit {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    wrote(written, exit)
}

/// The exit code after a write to standard output.
pub(super) fn wrote(written: io::Result<()>, exit: Exit) -> Exit {
    match written {
        Ok(()) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => exit,
        Err(error) => fail(&format!("cannot write to standard output: {error}")),
    }
}

/// Writes a message to standard error. A failure cannot be reported anywhere.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", sanitize::message(message));
}

/// Writes one line to standard error.
pub(super) fn complain_line(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", sanitize::line(line));
}

/// Writes lines to standard error.
pub(super) fn complain_lines(lines: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", sanitize::lines(lines));
}

/// Reports why the command failed.
pub(super) fn fail(message: &str) -> Exit {
    refuse(message, Exit::CannotLoad)
}

/// Reports why, and returns `exit`.
pub(super) fn refuse(message: &str, exit: Exit) -> Exit {
    complain(&format!("neo-contract: {message}"));
    exit
}
