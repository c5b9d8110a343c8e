//! `neo man`: a manual page for each command, as files.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::failure::Failure;
use crate::output;

pub const NAME: &str = "man";

pub fn command() -> Command {
    Command::new(NAME)
        .about("Write a manual page for each command into a folder")
        .arg(
            Arg::new("folder")
                .required(true)
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf)),
        )
}

/// `neo.1`, `neo-phone.1`, `neo-phone-numbers.1` and so on.
pub fn run(mut tree: Command, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else {
        return Ok(());
    };
    let failed = |error: std::io::Error| {
        Failure::Io(format!("cannot write into {}: {error}", folder.display()))
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    tree.build();
    let count = write(&tree, "neo", folder).map_err(failed)?;
    output::print_stderr(&format!("{count} manual pages in {}", folder.display()));
    Ok(())
}

fn write(command: &Command, name: &str, folder: &Path) -> std::io::Result<usize> {
    let mut page = Vec::new();
    let titled = command
        .clone()
        .name(name.to_owned())
        .disable_help_subcommand(true);
    clap_mangen::Man::new(titled).render(&mut page)?;
    std::fs::write(folder.join(format!("{name}.1")), page)?;
    let mut count = 1;
    for below in command.get_subcommands() {
        if below.get_name() != "help" {
            count += write(below, &format!("{name}-{}", below.get_name()), folder)?;
        }
    }
    Ok(count)
}
