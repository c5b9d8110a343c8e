//! Profiles: settings in a file that only its owner can read.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};

use crate::failure::Failure;
use crate::key::private;
use crate::output::{self, Format};
use crate::redact;

pub const NAME: &str = "config";

/// The profile that is used where none is named.
pub const DEFAULT_PROFILE: &str = "default";

/// What a profile may have.
const SETTINGS: [&str; 6] = ["base-url", "key", "key-file", "timeout", "cacert", "output"];

/// One profile.
pub type Profile = BTreeMap<String, String>;

pub fn command() -> Command {
    let setting = || {
        Arg::new("setting")
            .required(true)
            .value_name("SETTING")
            .value_parser(PossibleValuesParser::new(SETTINGS))
    };
    Command::new(NAME)
        .about("Manage settings that apply to every run, in profiles")
        .after_help(
            "The file is neo/config.toml in the settings folder (XDG_CONFIG_HOME, ~/.config, or APPDATA), or the file that\n\
             NEO_CONFIG names. It has a table for each profile; `default` applies if no profile is named. Environment variables\n\
             take precedence over it, unless --profile is given; flags take precedence over both. Keys are never printed.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("set")
                .about("Set a setting of the profile")
                .arg(setting())
                .arg(Arg::new("value").value_name("VALUE").help(
                    "The value; if omitted, it is read from standard input, which keeps a key out of the shell history",
                )),
        )
        .subcommand(Command::new("get").about("Print a setting of the profile").arg(setting()))
        .subcommand(Command::new("unset").about("Remove a setting of the profile").arg(setting()))
        .subcommand(Command::new("list").about("Print all profiles"))
}

pub fn run(words: &[String], matches: &ArgMatches) -> Result<(), Failure> {
    let file = file()?;
    let mut all = read(&file)?;
    let named = profile_name(matches);
    let name = named.as_deref().unwrap_or(DEFAULT_PROFILE).to_owned();
    let setting = || {
        matches
            .get_one::<String>("setting")
            .cloned()
            .unwrap_or_default()
    };
    match words.get(1).map(String::as_str) {
        Some("set") => {
            let value = match matches.get_one::<String>("value") {
                Some(value) => value.clone(),
                None => std::io::read_to_string(std::io::stdin())
                    .map_err(|error| Failure::Io(format!("cannot read standard input: {error}")))?,
            };
            let value = value.trim();
            check(&setting(), value)?;
            let profile = all.entry(name).or_default();
            profile.insert(setting(), value.to_owned());
            write(&file, &all)
        }
        Some("unset") => {
            let removed = all.get_mut(&name).and_then(|it| it.remove(&setting()));
            if removed.is_none() {
                return Err(unset(&name, &setting()));
            }
            write(&file, &all)
        }
        Some("get") => {
            let value = all.get(&name).and_then(|it| it.get(&setting()));
            let value = value.ok_or_else(|| unset(&name, &setting()))?;
            output::write(format!("{}\n", shown(&setting(), value)).as_bytes())
        }
        _ => {
            for (name, profile) in &all {
                output::write(format!("[{}]\n", output::sanitize(name)).as_bytes())?;
                for (setting, value) in profile {
                    let line = format!("{setting} = {}\n", shown(setting, value));
                    output::write(line.as_bytes())?;
                }
            }
            Ok(())
        }
    }
}

fn unset(profile: &str, setting: &str) -> Failure {
    Failure::Usage(format!("the profile {profile} has no {setting}"))
}

/// Never a key.
fn shown(setting: &str, value: &str) -> String {
    match setting {
        "key" => "[redacted]".to_owned(),
        _ => redact::all(&output::sanitize(value)),
    }
}

/// Refuses a value that is already known to be unusable.
fn check(setting: &str, value: &str) -> Result<(), Failure> {
    let wrong = |expected: &str| Err(Failure::Usage(format!("{setting}: expected {expected}")));
    match setting {
        _ if value.is_empty() => wrong("a value"),
        "timeout" if crate::settings::seconds(value).is_err() => wrong("a number of seconds"),
        "output" if Format::named(value).is_none() => wrong(&Format::NAMES.join(", ")),
        "key" => crate::key::check(value).map_err(|fault| Failure::Key(format!("key: {fault}"))),
        _ => Ok(()),
    }
}

/// The profile that a run names.
pub fn profile_name(matches: &ArgMatches) -> Option<String> {
    let flag = matches.get_one::<String>("profile").cloned();
    flag.or_else(|| {
        std::env::var("NEO_PROFILE")
            .ok()
            .filter(|it| !it.is_empty())
    })
}

/// The profile of this run; empty where there is no file and none was named.
pub fn profile(matches: &ArgMatches) -> Result<Profile, Failure> {
    let named = profile_name(matches);
    let file = match file() {
        Ok(file) => file,
        Err(_) if named.is_none() => return Ok(Profile::new()),
        Err(error) => return Err(error),
    };
    let mut all = read(&file)?;
    match (named, all.remove(DEFAULT_PROFILE)) {
        (None, default) => Ok(default.unwrap_or_default()),
        (Some(name), default) if name == DEFAULT_PROFILE => Ok(default.unwrap_or_default()),
        (Some(name), _) => all.remove(&name).ok_or_else(|| {
            Failure::Usage(format!(
                "there is no profile {name}: `neo config set --profile {name} …` creates it"
            ))
        }),
    }
}

fn file() -> Result<PathBuf, Failure> {
    let variable = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty());
    if let Some(file) = variable("NEO_CONFIG") {
        return Ok(file.into());
    }
    let folder = match cfg!(windows) {
        true => variable("APPDATA").map(PathBuf::from),
        false => variable("XDG_CONFIG_HOME")
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
            .or_else(|| Some(PathBuf::from(variable("HOME")?).join(".config"))),
    };
    let folder = folder.ok_or_else(|| {
        Failure::Io("no settings folder was found: set NEO_CONFIG to a file".to_owned())
    })?;
    Ok(folder.join("neo").join("config.toml"))
}

fn read(file: &Path) -> Result<BTreeMap<String, Profile>, Failure> {
    let shown = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(Failure::Io(format!("cannot read {shown}: {error}"))),
    };
    private("settings file", file)?;
    // Its errors show the line, which may have a key in it.
    toml::from_str(&text).map_err(|error| {
        Failure::Usage(format!(
            "{shown} is not a valid settings file: {}",
            error.message()
        ))
    })
}

/// All at once, and readable for its owner alone from the first byte on.
fn write(file: &Path, all: &BTreeMap<String, Profile>) -> Result<(), Failure> {
    let failed =
        |error: std::io::Error| Failure::Io(format!("cannot write {}: {error}", file.display()));
    let text = toml::to_string(all).map_err(|error| failed(std::io::Error::other(error)))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let beside = folder.join(format!("config.toml.{}", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&beside)
        .and_then(|mut it| it.write_all(text.as_bytes()))
        .and_then(|()| std::fs::rename(&beside, file));
    if written.is_err() {
        std::fs::remove_file(&beside).ok();
    }
    written.map_err(failed)
}
