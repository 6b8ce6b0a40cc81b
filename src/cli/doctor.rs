//! `frontline doctor`: what is wrong with this installation, and what to do about each.

use clap::Args;
use serde::Serialize;
use serde_json::json;

use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::setting::Setting;
use super::table::Table;
use crate::app::Keymap;
use crate::config::{Config, ConfigError, Places};
use crate::runtime::log;
use crate::store::{self, Store};

#[derive(Args)]
pub(super) struct Doctor {
    /// Mend what can be mended without losing anything
    #[arg(long)]
    repair: bool,
}

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    /// Good to know; nothing is wrong.
    Info,
    /// Work is possible, but likely not as it was meant.
    Warning,
    /// Work is not possible, or data is at risk.
    Error,
}

impl Level {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is to be told.
#[derive(Serialize)]
struct Finding {
    level: Level,
    what: String,
    #[serde(rename = "do")]
    remedy: String,
}

impl Finding {
    /// Something that is wrong.
    fn new(what: String, remedy: &str) -> Self {
        Self { level: Level::Error, what, remedy: remedy.to_owned() }
    }
}

impl Doctor {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let mut findings = Vec::new();
        let config = match setting.config() {
            Ok(config) => config,
            Err(error) => {
                findings.extend(of_config(&error));
                Config::default()
            }
        };
        if let Err(wrong) = Keymap::with(&config.keys) {
            findings.extend(wrong.iter().map(|wrong| parted(&format!("the configuration's keys, {wrong}"))));
        }
        let place = match setting.find(&config) {
            Ok(mut store) => {
                let found = self.examined(&mut store);
                findings.extend(found.unwrap_or_else(|error| vec![of_failure(&error.into())]));
                store.place()
            }
            Err(error) => {
                let level = of_store(&error, setting.named_store(&config).as_deref());
                findings.push(Finding { level, ..of_failure(&error) });
                String::new()
            }
        };
        tell(&findings, &place, output)?;
        let well = findings.iter().all(|finding| finding.level == Level::Info);
        Ok(if well { Status::Done } else { Status::Refused })
    }

    fn examined(&self, store: &mut Store) -> Result<Vec<Finding>, crate::store::Error> {
        if self.repair {
            store.rest()?;
        }
        let remedy = "copy the file away, then restore the last backup";
        let wrong = store.check()?.into_iter();
        Ok(wrong.map(|what| Finding::new(what, remedy)).collect())
    }
}

fn tell(findings: &[Finding], place: &str, output: &mut Output) -> anyhow::Result<()> {
    if output.form == Form::Json {
        return output.document(&json!({"findings": findings}));
    }
    if findings.is_empty() {
        output.text(&format!("all is well; the data is in {place}"))?;
        return Places::of_account().map_or(Ok(()), |places| {
            output.text(&format!("settings: {}", places.config_file().display()))?;
            output.text(&format!("log: {}", log::place(&places.state).display()))
        });
    }
    let mut table = Table::new(&["LEVEL", "WHAT AND WHAT TO DO"]);
    for finding in findings {
        table.row([finding.level.name().to_owned(), format!("{}; {}", finding.what, finding.remedy)]);
    }
    output.table(&table)
}

/// How grave it is that a store cannot be looked at. One that nobody named is made when it is needed.
fn of_store(error: &anyhow::Error, named: Option<&str>) -> Level {
    match error.downcast_ref::<store::Error>() {
        Some(store::Error::Missing { .. }) if named.is_some() => Level::Warning,
        Some(store::Error::Missing { .. } | store::Error::Older { .. }) => Level::Info,
        _ => Level::Error,
    }
}

fn of_config(error: &anyhow::Error) -> Vec<Finding> {
    if let Some(ConfigError::Wrong(wrong)) = error.downcast_ref::<ConfigError>() {
        return wrong.iter().map(|finding| parted(&finding.to_string())).collect();
    }
    vec![of_failure(error)]
}

fn of_failure(error: &anyhow::Error) -> Finding {
    parted(&Failure::of(error).message)
}

/// Messages say what is wrong, then what to do.
fn parted(message: &str) -> Finding {
    let (what, remedy) = message.split_once("; ").unwrap_or((message, "mend it and run `frontline doctor` again"));
    Finding::new(what.to_owned(), remedy)
}
