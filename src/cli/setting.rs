//! What every command stands on: the configuration, the agent's name, the store, and the clock.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::failure::Failure;
use crate::config::{Config, Places};
use crate::domain::action::Actor;
use crate::domain::text::{Layout, clean};
use crate::exchange::Terms;
use crate::runtime::{now, pack, private};
use crate::store::{Address, Store};

/// What was said on the command line about where and who.
pub(super) struct Setting {
    pub(super) store: Option<String>,
    pub(super) config: Option<PathBuf>,
    pub(super) agent: Option<String>,
}

/// Whether a command leaves something in the store that somebody will look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// It only asks.
    Asks,
    /// It writes.
    Writes,
}

impl Setting {
    /// The configuration.
    pub(super) fn config(&self) -> anyhow::Result<Config> {
        Ok(Config::open(self.config.as_deref(), Places::of_account().as_ref(), &pack::all()?)?)
    }

    /// The file of macros: it lies beside the configuration.
    pub(super) fn macros(&self) -> Option<PathBuf> {
        let account = || Places::of_account().map(|places| places.config_file());
        self.config.clone().or_else(account).map(|file| file.with_file_name("macros.toml"))
    }

    /// The name of the agent who acts.
    pub(super) fn agent(&self, config: &Config) -> String {
        let login = || ["USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
        let named = self.agent.clone().or_else(|| config.agent.clone()).or_else(login);
        let named = named.map(|name| clean(&name, Layout::Line)).filter(|name| !name.is_empty());
        named.unwrap_or_else(|| "agent".to_owned())
    }

    /// Who acts, and when.
    pub(super) fn actor(&self, config: &Config) -> Actor {
        Actor { agent: self.agent(config), contact: None, at: now() }
    }

    /// The store that somebody named: on the command line, in the environment or in the configuration.
    pub(super) fn named_store(&self, config: &Config) -> Option<String> {
        let environment = std::env::var("FRONTLINE_STORE").ok().filter(|url| !url.is_empty());
        self.store.clone().or(environment).or_else(|| config.store.clone())
    }

    /// Where the store is: the command line, the environment, the configuration, or the account's data directory.
    pub(super) fn address(&self, config: &Config) -> anyhow::Result<Address> {
        if let Some(url) = self.named_store(config) {
            return Ok(Address::read(&url)?.with_password_command(config.store_password_command.as_deref()));
        }
        let places = Places::of_account().ok_or_else(|| {
            Failure::impossible("no_home", "this account has no home directory; say with --store where the data is")
        })?;
        let file = places.data.join("frontline.db");
        let path =
            file.to_str().with_context(|| format!("{} is no UTF-8; name a store with --store", file.display()))?;
        Ok(Address::read(path)?)
    }

    /// The store. One that is gone with the program is refused to a command whose work would be gone with it.
    pub(super) fn open(&self, config: &Config, work: Work) -> anyhow::Result<Store> {
        let address = self.address(config)?;
        if work == Work::Writes && address.is_fleeting() {
            let message = "what this does would be lost with a store in memory; name a file with --store";
            return Err(Failure::impossible("fleeting_store", message).into());
        }
        if let (None, Some(folder)) = (self.named_store(config), address.file().and_then(Path::parent)) {
            private::folder(folder).with_context(|| format!("{} cannot be kept private", folder.display()))?;
        }
        Ok(Store::open(&address, config.house())?)
    }

    /// The store as it is, if it is there.
    pub(super) fn find(&self, config: &Config) -> anyhow::Result<Store> {
        Ok(Store::find(&self.address(config)?, config.house())?)
    }
}

/// How files of this house are read and written.
pub(super) fn terms(config: &Config) -> Terms {
    Terms { currency: config.currency, region: config.region, zone: config.zone() }
}
