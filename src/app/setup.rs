//! What is settled before the desk opens and stays so until it closes: who works here, and what the house has agreed on.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Keymap, Misbound};
use crate::config::{Clock, Config, Dates};
use crate::domain::action::House;
use crate::domain::channel::Channel;
use crate::domain::contact::Contact;
use crate::domain::disposition::{NotReadyReason, WrapUp};
use crate::domain::hours::Hours;
use crate::domain::macros::Macro;
use crate::domain::proof::HouseStyle;
use crate::domain::queue::{QueueSettings, Wait, waited};
use crate::domain::salutation::Salutation;
use crate::domain::timestamp::Timestamp;
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
    /// What actions are measured against.
    pub house: House,
    /// The clock by which hours are told.
    pub clock: format::Hours,
    /// The order in which dates are told.
    pub dates: format::Dates,
    /// The lines in which contacts wait.
    pub queues: Vec<QueueSettings>,
    /// Business hours by their name.
    pub hours: BTreeMap<String, Hours>,
    /// Why an agent may be away.
    pub not_ready: Vec<NotReadyReason>,
    /// The work after a contact.
    pub wrap_up: WrapUp,
    /// The tags that agents choose from.
    pub tags: Vec<String>,
    /// How written replies begin and end.
    pub salutations: Vec<Salutation>,
    /// The macros.
    pub macros: Vec<Macro>,
    /// What texts are held to.
    pub style: HouseStyle,
    /// Where the dictionaries are; `None` for where the system keeps them.
    pub dictionaries: Option<PathBuf>,
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
            house: config.house(),
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
            not_ready: config.not_ready.clone(),
            wrap_up: config.wrap_up,
            tags: config.tags.clone(),
            salutations: config.salutations.clone(),
            macros: Vec::new(),
            style: config.writing.style.clone(),
            dictionaries: config.writing.dictionaries.clone(),
            keymap: Keymap::with(&config.keys)?,
            theme,
            bell: config.appearance.bell,
            motion: config.appearance.motion,
        })
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
        Wait { waited: waited(contact.arrived_at, now, hours, self.house.zone), limit }
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
