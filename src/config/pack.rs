//! A pack: what a trade gives a desk that has not said anything itself. A pack is one TOML document; its answers and
//! samples stand beside it and are not read here.

use std::collections::BTreeMap;

use super::lists::{self, Alert};
use super::reader::{self, Table};
use super::{ConfigError, accounts, currency, queues, region};
use crate::domain::disposition::{Disposition, NotReadyReason};
use crate::domain::money::Currency;
use crate::domain::phone::Region;
use crate::domain::queue::QueueSettings;
use crate::domain::timestamp::Timestamp;
use crate::domain::trade::Trade;

/// What a trade gives a desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// The name by which a configuration chooses it.
    pub name: String,
    /// What lists call it.
    pub title: String,
    /// The moment of which its sample tells; loading it moves every date so that this becomes now.
    pub as_of: Timestamp,
    /// The currency of its sample.
    pub currency: Currency,
    /// The region of its sample.
    pub region: Region,
    /// The name of its sample business.
    pub shop: Option<String>,
    /// Its queues.
    pub queues: Option<Vec<QueueSettings>>,
    /// Its outcomes.
    pub dispositions: Option<Vec<Disposition>>,
    /// Its reasons not to be ready.
    pub not_ready: Option<Vec<NotReadyReason>>,
    /// Its tags.
    pub tags: Option<Vec<String>>,
    /// Its warnings.
    pub alerts: Option<Vec<Alert>>,
    /// What it has agreed on for accounts.
    pub trade: Trade,
}

impl Pack {
    /// Reads a `pack.toml`; `file` is the name by which findings call it.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn parse(text: &str, file: &str) -> Result<Self, ConfigError> {
        reader::read(text, file, Self::of).map_err(ConfigError::Wrong)
    }

    fn of(file: &Table<'_>) -> Option<Self> {
        let name = file.needed("name", file.text("name"));
        let as_of = file.parsed("as_of", "a time such as \"2026-11-23T09:00:00Z\"", Timestamp::parse);
        let as_of = file.needed("as_of", as_of);
        let currency = file.needed("currency", currency(file));
        let region = file.needed("region", region(file));
        let trade = currency.map(|currency| accounts::trade(file, currency, Trade::default()));
        let pack = Self {
            trade: trade.unwrap_or_default(),
            title: file.text("title").or_else(|| name.clone()).unwrap_or_default(),
            shop: file.text_or("shop", None),
            queues: queues::queues(file, &BTreeMap::new()),
            dispositions: lists::dispositions(file),
            not_ready: lists::not_ready(file),
            tags: lists::tags(file),
            alerts: lists::alerts(file),
            name: name?,
            as_of: as_of?,
            currency: currency?,
            region: region?,
        };
        Some(pack)
    }
}
