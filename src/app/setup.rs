//! What is settled before the desk opens and stays so until it closes: who works here, and what the house has agreed on.

use std::collections::BTreeMap;

use super::{Keymap, Misbound};
use crate::config::{Clock, Config, Dates};
use crate::domain::action::House;
use crate::domain::channel::Channel;
use crate::domain::charges::ChargeRules;
use crate::domain::contact::Contact;
use crate::domain::disposition::{Disposition, NotReadyReason, WrapUp};
use crate::domain::hours::Hours;
use crate::domain::money::Currency;
use crate::domain::phone::Region;
use crate::domain::policy::Policy;
use crate::domain::queue::{QueueSettings, Wait, waited};
use crate::domain::timestamp::{Timestamp, Zone};
use crate::domain::trade::Trade;
use crate::ui::format;
use crate::ui::theme::{Backdrop, Contrast, Depth, Theme};

/// Everything that is settled before the desk opens.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The agent.
    pub agent: String,
    /// The business, as customers hear it.
    pub shop: String,
    /// Where the store is, in words.
    pub store: String,
    /// Whether this desk is a demonstration, on a store that is thrown away.
    pub occasion: Occasion,
    /// The currency of every amount.
    pub currency: Currency,
    /// What agents may do by themselves.
    pub policy: Policy,
    /// What orders cost beside their goods.
    pub charges: ChargeRules,
    /// What is agreed on for accounts.
    pub trade: Trade,
    /// How a telephone number without a country is read.
    pub region: Region,
    /// The language of an answer that names none (ISO 639).
    pub language: String,
    /// The zone in which times are told.
    pub zone: Zone,
    /// The clock by which hours are told.
    pub clock: format::Hours,
    /// The order in which dates are told.
    pub dates: format::Dates,
    /// The lines in which contacts wait.
    pub queues: Vec<QueueSettings>,
    /// Business hours by their name.
    pub hours: BTreeMap<String, Hours>,
    /// What may come of a contact.
    pub dispositions: Vec<Disposition>,
    /// Why an agent may be away.
    pub not_ready: Vec<NotReadyReason>,
    /// The work after a contact.
    pub wrap_up: WrapUp,
    /// The tags that agents choose from.
    pub tags: Vec<String>,
    /// The keys.
    pub keymap: Keymap,
    /// The look.
    pub theme: Theme,
    /// Whether a ringing call rings the terminal's bell.
    pub bell: crate::config::Bell,
    /// How often clocks move.
    pub motion: crate::config::Motion,
}

/// What a desk was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Work.
    Work,
    /// A demonstration.
    Demo,
}

impl Setup {
    /// What a configuration settles for `agent` at a desk on `store`, drawn in this look.
    ///
    /// # Errors
    /// Every key of the configuration that cannot be.
    pub fn of(
        config: &Config,
        agent: &str,
        store: &str,
        theme: Theme,
        occasion: Occasion,
    ) -> Result<Self, Vec<Misbound>> {
        Ok(Self {
            agent: agent.to_owned(),
            shop: config.shop.clone().unwrap_or_else(|| "our shop".to_owned()),
            store: store.to_owned(),
            occasion,
            currency: config.currency,
            policy: config.policy.clone(),
            charges: config.charges.clone(),
            trade: config.trade.clone(),
            region: config.region,
            language: config.language.clone(),
            zone: config.zone(),
            clock: match config.appearance.clock {
                Clock::Hours24 => format::Hours::TwentyFour,
                Clock::Hours12 => format::Hours::Twelve,
            },
            dates: match config.appearance.dates {
                Dates::DayMonth => format::Dates::DayMonth,
                Dates::MonthDay => format::Dates::MonthDay,
                Dates::Iso => format::Dates::Iso,
            },
            queues: config.queues.clone(),
            hours: config.hours.clone(),
            dispositions: config.dispositions.clone(),
            not_ready: config.not_ready.clone(),
            wrap_up: config.wrap_up,
            tags: config.tags.clone(),
            keymap: Keymap::with(&config.keys)?,
            theme,
            bell: config.appearance.bell,
            motion: config.appearance.motion,
        })
    }

    /// What actions are measured against.
    #[must_use]
    pub fn house(&self) -> House {
        House {
            policy: self.policy.clone(),
            dispositions: self.dispositions.clone(),
            wrap_up: self.wrap_up.mode,
            charges: self.charges.clone(),
            trade: self.trade.clone(),
            zone: self.zone,
            ..House::plain(self.region, self.currency)
        }
    }

    /// Whether the terminal is to be asked if its ground is dark or light.
    #[must_use]
    pub fn asks_ground(&self) -> bool {
        let follows = self.theme.backdrop == Backdrop::Terminal || self.theme.contrast == Contrast::High;
        follows && self.theme.depth != Depth::None
    }

    /// What the screen calls a queue.
    #[must_use]
    pub fn queue_title<'a>(&'a self, name: &'a str) -> &'a str {
        self.queues.iter().find(|queue| queue.name == name).map_or(name, |queue| &queue.title)
    }

    /// How long a contact has waited beside the longest it shall.
    #[must_use]
    pub fn wait(&self, contact: &Contact, now: Timestamp) -> Wait {
        let queue = self.queues.iter().find(|queue| queue.name == contact.queue);
        let usual = QueueSettings::default();
        let limit = queue.unwrap_or(&usual).limit_of(contact.channel);
        let hours = queue.and_then(|queue| queue.hours.as_ref()).and_then(|name| self.hours.get(name));
        // Somebody on the line waits whatever the hour; a letter waits only while there is anybody to read it.
        let hours = if contact.channel.is_live() { None } else { hours };
        Wait { waited: waited(contact.arrived_at, now, hours, self.zone), limit }
    }

    /// The queue for a contact that came for none, or for one that nobody serves.
    #[must_use]
    pub fn queue_or_usual<'a>(&'a self, name: &'a str, channel: Channel) -> &'a str {
        let served = |queue: &&QueueSettings| queue.takes(channel);
        let known = self.queues.iter().any(|queue| queue.name == name);
        if known || !name.is_empty() {
            return name;
        }
        self.queues.iter().find(served).or(self.queues.first()).map_or("", |queue| &queue.name)
    }
}
