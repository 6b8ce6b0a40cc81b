//! The ways by which a customer reaches us.

use serde::{Deserialize, Serialize};

/// The kind of way a contact came by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A telephone call.
    Phone,
    /// A mail.
    Email,
    /// A chat on the web site.
    Chat,
    /// A text message.
    Text,
    /// A message in a social network.
    Social,
    /// A letter on paper.
    Letter,
    /// A fax.
    Fax,
    /// A person at the counter.
    Counter,
}

impl Channel {
    /// Every channel, in the order in which lists show them.
    pub const ALL: [Self; 8] =
        [Self::Phone, Self::Chat, Self::Counter, Self::Text, Self::Social, Self::Email, Self::Letter, Self::Fax];

    /// The word for it in files, on the command line and in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Chat => "chat",
            Self::Text => "text",
            Self::Social => "social",
            Self::Letter => "letter",
            Self::Fax => "fax",
            Self::Counter => "counter",
        }
    }

    /// The short word for it on the screen, as in `call in` and `mail out`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Phone => "call",
            Self::Email => "mail",
            Self::Chat => "chat",
            Self::Text => "text",
            Self::Social => "social",
            Self::Letter => "letter",
            Self::Fax => "fax",
            Self::Counter => "visit",
        }
    }

    /// The channel of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// Whether its addresses are telephone numbers.
    #[must_use]
    pub const fn is_by_number(self) -> bool {
        matches!(self, Self::Phone | Self::Text | Self::Fax)
    }

    /// Whether somebody waits on the other end while nobody answers.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Phone | Self::Chat | Self::Counter)
    }

    /// Whether the customer is answered in writing, not by voice.
    #[must_use]
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::Phone | Self::Counter)
    }
}
