//! Output to standard output and standard error.

use std::io::{self, Write as _};

use super::Exit;
use crate::sanitize;

/// Writes `text` to standard output, and returns `exit`. A reader that closes the pipe early is not a failure.
pub(super) fn print(text: &str, exit: Exit) -> Exit {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    exit_after_write(written, exit)
}

/// The exit code after a write to standard output.
pub(super) fn exit_after_write(written: io::Result<()>, exit: Exit) -> Exit {
    match written {
        Ok(()) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => exit,
        Err(error) => fail(&format!("cannot write to standard output: {error}")),
    }
}

/// Writes a message to standard error. A failure cannot be reported anywhere.
pub(super) fn print_error(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", sanitize::message(message));
}

/// Writes one line to standard error.
pub(super) fn print_error_line(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", sanitize::line(line));
}

/// Writes lines to standard error.
pub(super) fn print_error_lines(lines: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", sanitize::lines(lines));
}

/// Reports why the command failed.
pub(super) fn fail(message: &str) -> Exit {
    fail_with(message, Exit::CannotLoad)
}

/// Reports why, and returns `exit`.
pub(super) fn fail_with(message: &str, exit: Exit) -> Exit {
    print_error(&format!("neo-contract: {message}"));
    exit
}
