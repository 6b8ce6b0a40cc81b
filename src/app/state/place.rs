//! Where the agent is on the desk: in which pane, in which text, and what of the desk shows.

use serde::{Deserialize, Serialize};

/// The four panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) enum Pane {
    Queue,
    Customer,
    Answers,
    Log,
}

/// Whether one pane is shown alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) enum Zoom {
    All,
    Alone,
}

/// Whether the desk may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Sight {
    Shown,
    /// Until the next key.
    Hidden,
}

/// Which text has the cursor, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) enum Typing {
    Nothing,
    Search,
    Note,
    WrapUp,
    Form,
    Answer,
}

impl Pane {
    pub(in crate::app) const ALL: [Self; 4] = [Self::Queue, Self::Customer, Self::Answers, Self::Log];

    /// The number that goes to it, from 1.
    pub(in crate::app) fn number(self) -> u8 {
        match self {
            Self::Queue => 1,
            Self::Customer => 2,
            Self::Answers => 3,
            Self::Log => 4,
        }
    }
}
