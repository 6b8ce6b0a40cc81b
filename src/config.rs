//! The configuration: the file, its defaults and its errors. It reads no environment and judges no keys: those are text
//! with the line they stand in.

mod accounts;
mod appearance;
mod authority;
mod backups;
mod charges;
mod finding;
mod lists;
pub mod macros;
mod pack;
mod place;
mod queues;
mod reader;
mod secret;
#[cfg(test)]
mod tests;
mod writing;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use self::appearance::{Appearance, Bell, Clock, Dates, Glyphs, Motion, Theme};
pub use self::backups::Backups;
pub use self::finding::Finding;
pub use self::lists::Alert;
pub use self::pack::Pack;
pub use self::place::Places;
pub use self::secret::Secret;
pub use self::writing::Writing;

use self::reader::Table;
use crate::domain::action::House;
use crate::domain::charges::ChargeRules;
use crate::domain::disposition::{Disposition, NotReadyReason, WrapUp, WrapUpMode};
use crate::domain::hours::Hours;
use crate::domain::money::Currency;
use crate::domain::phone::Region;
use crate::domain::policy::Policy;
use crate::domain::queue::{QueueSettings, ServiceLevelRule};
use crate::domain::salutation::Salutation;
use crate::domain::timestamp::Zone;
use crate::domain::trade::Trade;

/// Why there is no configuration to work with.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// A file that was named is not there.
    #[error("there is no file `{}`; name one that exists, or leave `--config` out", .0.display())]
    Missing(PathBuf),
    /// A file is there and cannot be read.
    #[error("cannot read `{}`; see that it is a text in UTF-8 and that you may read it", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// The file says what cannot be: everything that is wrong in it, a line each.
    #[error("{}", .0.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n"))]
    Wrong(Vec<Finding>),
}

/// A key that the file gives to a command. What the command and the keys are is for the key table to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyBinding {
    /// The name of the command.
    pub name: String,
    /// The keys as they were written; none to take its keys away.
    pub keys: Vec<String>,
    /// The line of the file, from 1.
    pub line: usize,
}

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The address of the store; `None` for the file in the data directory.
    pub store: Option<String>,
    /// The command that prints the password of a shared store.
    pub store_password_command: Option<String>,
    /// The backups that a desk makes by itself.
    pub backups: Backups,
    /// Who works here; `None` for the name of the account.
    pub agent: Option<String>,
    /// The name of the business, as customers hear it.
    pub shop: Option<String>,
    /// The pack on which these settings stand.
    pub pack: Option<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// How a phone number without a country is read.
    pub region: Region,
    /// The zone in which times are told; `None` for the machine's.
    pub time_zone: Option<Zone>,
    /// The language of answers, where none other is known (ISO 639).
    pub language: String,
    /// How the desk looks and sounds.
    pub appearance: Appearance,
    /// How the service level is reckoned.
    pub service_level: ServiceLevelRule,
    /// The work after a contact.
    pub wrap_up: WrapUp,
    /// The lines in which contacts wait; one at least.
    pub queues: Vec<QueueSettings>,
    /// Business hours by their name.
    pub hours: BTreeMap<String, Hours>,
    /// The outcomes of a contact; one at least.
    pub dispositions: Vec<Disposition>,
    /// Why an agent may be away; one at least.
    pub not_ready: Vec<NotReadyReason>,
    /// The tags that agents choose from.
    pub tags: Vec<String>,
    /// The warnings that agents pin to a customer.
    pub alerts: Vec<Alert>,
    /// How written replies begin and end.
    pub salutations: Vec<Salutation>,
    /// The keys that the file gives to commands, in its order.
    pub keys: Vec<KeyBinding>,
    /// What agents may do by themselves.
    pub policy: Policy,
    /// What orders cost beside their goods.
    pub charges: ChargeRules,
    /// What is agreed on for accounts.
    pub trade: Trade,
    /// How texts are proofread.
    pub writing: Writing,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            store: None,
            store_password_command: None,
            backups: Backups::default(),
            agent: None,
            shop: None,
            pack: None,
            currency: Currency::named("USD").unwrap_or(Currency::EUR),
            region: Region::US,
            time_zone: None,
            language: "en".to_owned(),
            appearance: Appearance::default(),
            service_level: ServiceLevelRule::default(),
            wrap_up: WrapUp::default(),
            queues: vec![QueueSettings::default()],
            hours: BTreeMap::new(),
            dispositions: Disposition::usual(),
            not_ready: NotReadyReason::usual(),
            tags: Vec::new(),
            alerts: Vec::new(),
            salutations: Vec::new(),
            keys: Vec::new(),
            policy: Policy::default(),
            charges: ChargeRules::default(),
            trade: Trade::default(),
            writing: Writing::default(),
        }
    }
}

impl Config {
    /// Reads the file that was named, or else the one in the account's directory, which may be missing.
    ///
    /// # Errors
    /// When a file that was named is missing, or when what is there cannot be read or is wrong.
    pub fn open(named: Option<&Path>, places: Option<&Places>, packs: &[Pack]) -> Result<Self, ConfigError> {
        match (named, places.map(Places::config_file)) {
            (Some(file), _) => Self::load(file, packs),
            (None, Some(file)) => match Self::load(&file, packs) {
                Err(ConfigError::Missing(_)) => Ok(Self::default()),
                read => read,
            },
            (None, None) => Ok(Self::default()),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is missing, cannot be read or is wrong.
    pub fn load(file: &Path, packs: &[Pack]) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|cause| {
            let file = file.to_owned();
            if cause.kind() == ErrorKind::NotFound {
                ConfigError::Missing(file)
            } else {
                ConfigError::Unreadable { file, cause }
            }
        })?;
        Self::parse(&text, &file.display().to_string(), packs)
    }

    /// Reads the text of a file: what it says stands over the pack that it chooses, and that over the defaults. `name` is
    /// what findings call the file.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn parse(text: &str, name: &str, packs: &[Pack]) -> Result<Self, ConfigError> {
        reader::read(text, name, |file| Some(Self::base(file, packs).over(file))).map_err(ConfigError::Wrong)
    }

    /// These settings with everything that the pack gives in their place.
    #[must_use]
    pub fn with_pack(self, pack: &Pack) -> Self {
        Self {
            pack: Some(pack.name.clone()),
            shop: pack.shop.clone().or(self.shop),
            currency: pack.currency,
            region: pack.region,
            queues: pack.queues.clone().unwrap_or(self.queues),
            dispositions: pack.dispositions.clone().unwrap_or(self.dispositions),
            not_ready: pack.not_ready.clone().unwrap_or(self.not_ready),
            tags: pack.tags.clone().unwrap_or(self.tags),
            alerts: pack.alerts.clone().unwrap_or(self.alerts),
            trade: pack.trade.clone(),
            ..self
        }
    }

    /// The zone in which times are told. It may ask the machine: ask once, at the start.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.time_zone.unwrap_or_else(place::machine_zone)
    }

    /// What it says of the house that actions are measured against. It asks for the zone, as [`Config::zone`] does.
    #[must_use]
    pub fn house(&self) -> House {
        House {
            policy: self.policy.clone(),
            dispositions: self.dispositions.clone(),
            wrap_up: self.wrap_up.mode,
            charges: self.charges.clone(),
            trade: self.trade.clone(),
            zone: self.zone(),
            language: self.language.clone(),
            ..House::plain(self.region, self.currency)
        }
    }

    /// The queue of this name.
    #[must_use]
    pub fn queue(&self, name: &str) -> Option<&QueueSettings> {
        self.queues.iter().find(|queue| queue.name == name)
    }

    /// The hours within which the clock of a queue runs; `None` where it always runs.
    #[must_use]
    pub fn hours_of(&self, queue: &QueueSettings) -> Option<&Hours> {
        queue.hours.as_ref().and_then(|name| self.hours.get(name))
    }

    /// What the file builds on: the pack it chooses, over the defaults.
    fn base(file: &Table<'_>, packs: &[Pack]) -> Self {
        let Some(name) = file.text_or("pack", None) else { return Self::default() };
        if let Some(pack) = packs.iter().find(|pack| pack.name == name) {
            return Self::default().with_pack(pack);
        }
        let known: Vec<&str> = packs.iter().map(|pack| pack.name.as_str()).collect();
        let those = if known.is_empty() { String::new() } else { format!("; those are {}", known.join(", ")) };
        file.wrong("pack", format!("there is no pack `{name}`{those}"));
        Self::default()
    }

    fn over(self, file: &Table<'_>) -> Self {
        let currency = currency(file).unwrap_or(self.currency);
        let hours = queues::hours(file);
        Self {
            store: store(file, self.store),
            store_password_command: file.text_or("store_password_command", self.store_password_command),
            backups: file.table("backups", |table| self.backups.clone().over(table)).unwrap_or(self.backups),
            agent: file.text_or("agent", self.agent),
            shop: file.text_or("shop", self.shop),
            currency,
            region: region(file).unwrap_or(self.region),
            time_zone: time_zone(file, self.time_zone),
            language: language(file).unwrap_or(self.language),
            appearance: self.appearance.over(file),
            service_level: file
                .choice("service_level", ServiceLevelRule::ALL, ServiceLevelRule::name)
                .unwrap_or(self.service_level),
            wrap_up: file.table("wrap_up", |table| wrap_up(table, self.wrap_up)).unwrap_or(self.wrap_up),
            queues: queues::queues(file, &hours).unwrap_or(self.queues),
            hours,
            dispositions: lists::dispositions(file).unwrap_or(self.dispositions),
            not_ready: lists::not_ready(file).unwrap_or(self.not_ready),
            tags: lists::tags(file).unwrap_or(self.tags),
            alerts: lists::alerts(file).unwrap_or(self.alerts),
            salutations: lists::salutations(file).unwrap_or(self.salutations),
            keys: file.table("keys", keys).unwrap_or(self.keys),
            policy: authority::policy(file, currency),
            charges: charges::charges(file, currency),
            trade: accounts::trade(file, currency, self.trade),
            writing: file.table("writing", |table| self.writing.clone().over(table)).unwrap_or(self.writing),
            pack: self.pack,
        }
    }
}

fn store(file: &Table<'_>, usual: Option<String>) -> Option<String> {
    let store = file.text_or("store", usual);
    if store.as_ref().is_some_and(|address| secret::holds_password(address)) {
        let message = "`store` holds a password, and a secret does not belong in a file; name a command \
                       that prints it by `store_password_command`";
        file.wrong("store", message.to_owned());
    }
    store
}

fn currency(file: &Table<'_>) -> Option<Currency> {
    file.parsed("currency", "a code of ISO 4217, such as \"EUR\"", Currency::named)
}

fn region(file: &Table<'_>) -> Option<Region> {
    file.parsed("region", "a code of ISO 3166, such as \"DE\"", Region::named)
}

fn time_zone(file: &Table<'_>, usual: Option<Zone>) -> Option<Zone> {
    let wanted = "an IANA zone, such as \"Europe/Berlin\", or \"\" for the machine's";
    let zone = |text: &str| if text.is_empty() { Some(None) } else { Zone::named(text).map(Some) };
    file.parsed("time_zone", wanted, zone).unwrap_or(usual)
}

fn language(file: &Table<'_>) -> Option<String> {
    file.parsed("language", "a code of ISO 639, such as \"en\" or \"pt-BR\"", |text| {
        let language = text.split('-').next().unwrap_or_default();
        let is_code = (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_lowercase());
        (is_code && text.len() <= 12 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            .then(|| text.to_owned())
    })
}

fn wrap_up(table: &Table<'_>, usual: WrapUp) -> WrapUp {
    WrapUp {
        mode: table.choice("mode", WrapUpMode::ALL, WrapUpMode::name).unwrap_or(usual.mode),
        seconds: table.number("seconds", 1..=WrapUp::LONGEST).unwrap_or(usual.seconds),
    }
}

fn keys(table: &Table<'_>) -> Vec<KeyBinding> {
    table.lines().into_iter().map(|(name, keys, line)| KeyBinding { name, keys, line }).collect()
}
