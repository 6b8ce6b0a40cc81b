//! `frontline doctor`: what is wrong with this installation, and what to do about each.

use std::collections::BTreeSet;

use clap::Args;
use serde::Serialize;
use serde_json::json;

use super::desk::places_of_rescue;
use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::setting::Setting;
use super::table::Table;
use crate::app::Keymap;
use crate::config::{Config, ConfigError, Places};
use crate::domain::language;
use crate::runtime::rescue::{self, Owner};
use crate::runtime::{log, now};
use crate::spelling::{self, Dictionaries};
use crate::store::{self, Repaired, Saved, Store};

/// How many records are named that could not be read.
const NAMED: usize = 20;

#[derive(Args)]
pub(super) struct Doctor {
    /// Save what can be read of a damaged store into a new one; the damaged one is kept beside it
    #[arg(long)]
    repair: bool,
}

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    /// Something more could be had.
    Hint,
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
            Self::Hint => "hint",
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
    /// Good to know.
    fn note(what: String, remedy: String) -> Self {
        Self { level: Level::Info, what, remedy }
    }

    /// Something more could be had.
    fn hint(what: String, remedy: String) -> Self {
        Self { level: Level::Hint, what, remedy }
    }

    /// Something that is wrong.
    fn new(what: String, remedy: &str) -> Self {
        Self { level: Level::Error, what, remedy: remedy.to_owned() }
    }
}

impl Doctor {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config();
        let mut findings = config.as_ref().err().map(of_config).unwrap_or_default();
        // Of settings that cannot be read nobody knows what they want of texts, and where their dictionaries are.
        let is_settled = config.is_ok();
        let config = config.unwrap_or_default();
        if let Err(wrong) = Keymap::with(&config.keys) {
            findings.extend(wrong.iter().map(|wrong| parted(&format!("the configuration's keys, {wrong}"))));
        }
        if self.repair {
            findings.extend(repaired(setting, &config));
        }
        let mut languages = BTreeSet::from([config.language.clone()]);
        let place = match setting.find(&config) {
            Ok(mut store) => {
                // Who cannot read the answers is told so below.
                drop(store.each_answer(|answer, _| languages.extend([answer.language])));
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
        findings.extend(unsaved());
        if is_settled {
            languages.remove("");
            findings.extend(languages.iter().filter_map(|language| spelling(&config, language)));
        }
        tell(&findings, &place, output)?;
        let well = findings.iter().all(|finding| matches!(finding.level, Level::Hint | Level::Info));
        Ok(if well { Status::Done } else { Status::Refused })
    }

    fn examined(&self, store: &mut Store) -> Result<Vec<Finding>, store::Error> {
        if self.repair {
            store.rest()?;
        }
        // Whether it can be written to at all, before all of it is read.
        store.come_back()?;
        let remedy = "close every desk and run `frontline doctor --repair`, or restore the last backup";
        let wrong = store.check()?.into_iter();
        Ok(wrong.map(|what| Finding::new(what, remedy)).collect())
    }
}

/// What was saved of a damaged store, and what was not.
fn repaired(setting: &Setting, config: &Config) -> Vec<Finding> {
    // A server sees to its own files.
    let in_file = setting.address(config).ok().filter(|address| address.file().is_some());
    let Some(address) = in_file else { return Vec::new() };
    let done = store::repair(&address, now());
    let Repaired { place, kept, tables, stand_ins } = match done {
        Ok(Some(repaired)) => repaired,
        // What else is wrong with the place is found on opening it.
        Err(error @ store::Error::Refused(_)) => return vec![of_failure(&error.into())],
        Ok(None) | Err(_) => return Vec::new(),
    };
    let (rows, kept) = (tables.iter().map(|table| table.rows).sum::<u64>(), kept.display());
    let whole = format!("{place} was damaged, and {rows} rows of it are saved");
    let mut findings = vec![Finding::note(whole, format!("keep {kept} until nothing is missed"))];
    for Saved { table, lost, references, .. } in tables {
        let count = match (lost, references.len()) {
            (Some(0), 0) => continue,
            (Some(lost), named) => lost.max(u64::try_from(named).unwrap_or(0)).to_string(),
            (None, 0) => "an unknown number".to_owned(),
            (None, named) => format!("at least {named}"),
        };
        let shown = references.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = if references.len() > NAMED { ", …" } else { "" };
        let named = if shown.is_empty() { shown } else { format!(": {shown}{more}") };
        let what = format!("of {table} {count} could not be read{named}");
        findings.push(Finding::new(what, "look for them in the last backup, and enter them again"));
    }
    if stand_ins > 0 {
        let what = format!("{stand_ins} customers could not be read, to whom orders or contacts belong");
        findings.push(Finding::note(what, "each has a stand-in named `Lost in the damage`; fill it in".to_owned()));
    }
    findings
}

/// What desks could not save and left for the next one.
fn unsaved() -> Vec<Finding> {
    let waiting = places_of_rescue().iter().flat_map(|folder| rescue::waiting(folder)).collect::<Vec<_>>();
    let told = waiting.into_iter().map(|(file, Owner { store, agent })| {
        let what = format!("what {agent} wrote into {store} is not saved, but kept in {}", file.display());
        Finding::new(what, "open the desk on that store, which saves it by itself")
    });
    told.collect()
}

/// What keeps the spelling of a language from being looked at, where the house wants that.
fn spelling(config: &Config, language: &str) -> Option<Finding> {
    if config.writing.style.spelling.is_empty() {
        return None;
    }
    let dictionaries = Dictionaries::new(config.writing.dictionaries.as_deref(), config.region);
    if let Some(affixes) = dictionaries.find(language) {
        let error = spelling::open(&affixes).err()?;
        return Some(Finding { level: Level::Hint, ..parted(&error.to_string()) });
    }
    let name = language::name(language);
    let remedy = match spelling::package(language, config.region) {
        Some(package) => format!("`apt install {package}` brings one"),
        None => "put one of Hunspell into a folder and name that in `[writing]` as `dictionaries`".to_owned(),
    };
    let folders: Vec<_> = dictionaries.folders().iter().map(|folder| folder.display().to_string()).collect();
    let what = format!("spelling in {name} is not looked at: there is no dictionary in {}", folders.join(", "));
    Some(Finding::hint(what, remedy))
}

fn tell(findings: &[Finding], place: &str, output: &mut Output) -> anyhow::Result<()> {
    if output.form == Form::Json {
        return output.document(&json!({"findings": findings}));
    }
    if findings.iter().all(|finding| finding.level == Level::Hint) {
        output.text(&format!("all is well; the data is in {place}"))?;
        if let Some(places) = Places::of_account() {
            output.text(&format!("settings: {}", places.config_file().display()))?;
            output.text(&format!("log: {}", log::place(&places.state).display()))?;
            output.text(&format!("cache: {}", places.cache.display()))?;
        }
    }
    if findings.is_empty() {
        return Ok(());
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
