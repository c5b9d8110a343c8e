//! `neo mock`: the contract's mock as a service, for programs in any language.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use neo_api::mock::{KEY, Mock};

use crate::failure::Failure;
use crate::output;

pub const NAME: &str = "mock";

pub fn command() -> Command {
    Command::new(NAME)
        .about("Serve a mock of the API on this machine until Ctrl-C, for tests of programs in any language")
        .after_help(format!(
            "It prints its base URL, and a line for each request: method, path, status.\n\
             A request that does not fit the contract is refused with 400 and the reason. Any key is accepted; {KEY} has the right form."
        ))
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .value_parser(value_parser!(u16))
                .default_value("8080")
                .help("The port; 0 for a free one"),
        )
        .arg(
            Arg::new("host")
                .long("host")
                .value_name("HOST")
                .default_value("127.0.0.1")
                .help("The address to listen on"),
        )
        .arg(
            Arg::new("stateful")
                .long("stateful")
                .action(ArgAction::SetTrue)
                .help("Keep created resources, to list, read, update and delete them"),
        )
        .arg(
            Arg::new("no-check")
                .long("no-check")
                .action(ArgAction::SetTrue)
                .help("Accept requests that do not fit the contract"),
        )
}

/// Serves until the process is ended.
pub fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let host = matches.get_one::<String>("host").map_or("", String::as_str);
    let port = matches.get_one::<u16>("port").copied().unwrap_or_default();
    let mock = Mock::start_at((host, port))
        .map_err(|error| Failure::Io(format!("cannot listen on {host}, port {port}: {error}")))?;
    if matches.get_flag("stateful") {
        mock.stateful();
    }
    mock.check_requests(!matches.get_flag("no-check"));
    // Without the query, which has signatures in it.
    mock.log(|request, status| {
        let status = status.map_or_else(|| "-".to_owned(), |it| it.to_string());
        let path = output::sanitize(request.path());
        let method = output::sanitize(request.method());
        output::print_stderr(&format!("{method} {path} {status}"));
    });
    output::write(format!("{}\n", mock.url()).as_bytes())?;
    std::io::stdout().flush()?;
    loop {
        std::thread::park();
    }
}
