//! What a run is set to: by flags, by the environment, by a profile.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;
use neo_api::blocking::Neo;
use neo_api::error::ConfigurationError;
use neo_api::{DEFAULT_BASE_URL, Error};

use crate::config::{self, Profile};
use crate::failure::Failure;
use crate::output::{Format, Printing};
use crate::{key, redact};

/// Everything but the call itself.
#[derive(Debug)]
pub struct Settings {
    pub base_url: String,
    pub printing: Printing,
    pub dry_run: bool,
    pub verbose: bool,
    timeout: Option<Duration>,
    certificates: Option<PathBuf>,
    key_file: Option<PathBuf>,
    profile: Profile,
    /// Whether the profile outranks the environment.
    is_named: bool,
}

impl Settings {
    pub fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        let profile = config::profile(matches)?;
        let is_named = matches.get_one::<String>("profile").is_some();
        let flag = |name: &str| matches.get_one::<String>(name).cloned();
        let path = |name: &str| {
            let flag = matches.get_one::<PathBuf>(name).cloned();
            flag.or_else(|| profile.get(name).map(PathBuf::from))
        };
        let timeout = flag("timeout").or_else(|| profile.get("timeout").cloned());
        let timeout = timeout
            .map(|it| seconds(&it).map_err(Failure::Usage))
            .transpose()?;
        Ok(Self {
            base_url: base_url(flag("base-url"), &profile, is_named)?,
            printing: printing(matches, &profile)?,
            dry_run: matches.get_flag("dry-run"),
            verbose: matches.get_flag("verbose"),
            timeout,
            certificates: path("cacert"),
            key_file: matches.get_one::<PathBuf>("key-file").cloned(),
            profile,
            is_named,
        })
    }

    /// The key for a call of `operation`, which nothing prints from now on.
    pub fn key(&self, operation: &str) -> Result<String, Failure> {
        let in_file = |file: &Path| {
            let origin = format!("the key file {}", file.display());
            (origin, key::in_file(file))
        };
        let from_profile = || {
            let own = self.profile.get("key").cloned();
            let own = own.map(|key| ("the key of the profile".to_owned(), Ok(key)));
            own.or_else(|| Some(in_file(Path::new(self.profile.get("key-file")?))))
        };
        let from_environment = || {
            let found = key::in_environment().transpose();
            found.map(|key| (key::VARIABLE.to_owned(), key))
        };
        let found = match &self.key_file {
            Some(file) => Some(in_file(file)),
            None if self.is_named => from_profile().or_else(from_environment),
            None => from_environment().or_else(from_profile),
        };
        let (origin, key) = found.ok_or_else(|| key::missing(operation))?;
        let key = key?;
        match key::check(&key) {
            Ok(()) => Ok(key),
            Err(fault) => Err(Failure::Key(format!("{origin} is unusable: {fault}"))),
        }
    }

    /// The client; without a key for operations that need none.
    pub fn client(&self, key: Option<&str>) -> Result<Neo, Failure> {
        let mut builder = Neo::builder().base_url(&self.base_url);
        builder = match key {
            Some(key) if key::is_access_token(key) => builder.bearer_token(key),
            Some(key) => builder.api_key(key),
            None => builder,
        };
        if let Some(timeout) = self.timeout {
            builder = builder.timeout(timeout).attempt_timeout(timeout);
        }
        if let Some(file) = &self.certificates {
            let shown = file.display();
            let pem = std::fs::read(file)
                .map_err(|error| Failure::Io(format!("cannot read {shown}: {error}")))?;
            builder = builder.custom_ca(pem);
        }
        let neo = builder.build().map_err(unusable)?;
        // Only once it is known to be a key: any other word would be removed from every message.
        if let Some(key) = key {
            redact::keep(key);
        }
        Ok(neo)
    }
}

fn printing(matches: &ArgMatches, profile: &Profile) -> Result<Printing, Failure> {
    let named = matches
        .get_one::<String>("output")
        .or(profile.get("output"));
    let format = match (matches.get_flag("json"), matches.get_flag("lines"), named) {
        (true, ..) => Format::Json,
        (_, true, _) => Format::Lines,
        (.., Some(name)) => Format::named(name).ok_or_else(|| {
            Failure::Usage(format!(
                "unknown output {name}: expected one of {}",
                Format::NAMES.join(", ")
            ))
        })?,
        _ => Format::Table,
    };
    let columns = matches.get_many::<String>("columns");
    let printing = Printing::new(format, columns.map(|it| it.cloned().collect()))?;
    #[cfg(feature = "jq")]
    if let Some(code) = matches.get_one::<String>("jq") {
        return printing.filtered(code);
    }
    Ok(printing)
}

/// A time limit.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|it| *it > 0.0);
    let limit = seconds.and_then(|it| Duration::try_from_secs_f64(it).ok());
    limit.ok_or_else(|| "expected a number of seconds, such as 30 or 1.5".to_owned())
}

/// An address that the library does not call is a wrong argument.
fn unusable(error: Error) -> Failure {
    match &error {
        Error::Configuration(fault) if matches!(**fault, ConfigurationError::BaseUrl(_)) => {
            Failure::Usage(error.to_string())
        }
        Error::Configuration(fault) if matches!(**fault, ConfigurationError::CustomCa(_)) => {
            Failure::Usage(format!("--cacert: {error}"))
        }
        _ => error.into(),
    }
}

/// The service.
fn base_url(flag: Option<String>, profile: &Profile, is_named: bool) -> Result<String, Failure> {
    let own = profile.get("base-url").cloned();
    if let Some(url) = flag.or_else(|| own.clone().filter(|_| is_named)) {
        return Ok(url);
    }
    Ok(match std::env::var_os("NEO_BASE_URL") {
        Some(url) if !url.is_empty() => url
            .into_string()
            .map_err(|_| Failure::Usage("NEO_BASE_URL is not valid UTF-8".to_owned()))?,
        _ => own.unwrap_or_else(|| DEFAULT_BASE_URL.to_owned()),
    })
}
