//! How the desk looks and sounds, as the agent has set it. What these mean on the screen is for the screen to know.

use super::reader::Table;
use crate::domain::named::named;

named! {
    /// The colours of the desk.
    #[derive(Default)]
    Theme {
        /// Dark or light, as the terminal is.
        #[default]
        Auto = "auto",
        /// Light on dark.
        Dark = "dark",
        /// Dark on light.
        Light = "light",
        /// The highest contrast, dark or light as the terminal is.
        High = "high",
        /// No colour at all.
        None = "none",
    }
}

named! {
    /// The signs of the desk.
    #[derive(Default)]
    Glyphs {
        /// What the terminal can show.
        #[default]
        Auto = "auto",
        /// Rules and signs of one cell.
        Unicode = "unicode",
        /// Letters and marks that every terminal has.
        Ascii = "ascii",
    }
}

named! {
    /// The clock by which hours are told.
    #[derive(Default)]
    Clock {
        /// `14:30`.
        #[default]
        Hours24 = "24h",
        /// `2:30 pm`.
        Hours12 = "12h",
    }
}

named! {
    /// The order in which a date is told.
    #[derive(Default)]
    Dates {
        /// `3 Nov`.
        #[default]
        DayMonth = "day-month",
        /// `Nov 3`.
        MonthDay = "month-day",
        /// `2026-11-03`.
        Iso = "iso",
    }
}

/// Whether clocks move every second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// They do.
    #[default]
    Steady,
    /// They move every ten seconds.
    Reduced,
}

/// Whether the terminal rings its bell for a contact that rings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bell {
    /// It does, once.
    Rings,
    /// It does not.
    #[default]
    Silent,
}

/// How the desk looks and sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// Its colours.
    pub theme: Theme,
    /// Its signs.
    pub glyphs: Glyphs,
    /// Its moving.
    pub motion: Motion,
    /// Its bell.
    pub bell: Bell,
    /// How it tells hours.
    pub clock: Clock,
    /// How it tells dates.
    pub dates: Dates,
}

impl Appearance {
    /// What the file says over these.
    pub(super) fn over(self, file: &Table<'_>) -> Self {
        let motion = file.truth("motion").map(|moves| if moves { Motion::Steady } else { Motion::Reduced });
        let bell = file.truth("bell").map(|rings| if rings { Bell::Rings } else { Bell::Silent });
        Self {
            theme: file.choice("theme", Theme::ALL, Theme::name).unwrap_or(self.theme),
            glyphs: file.choice("glyphs", Glyphs::ALL, Glyphs::name).unwrap_or(self.glyphs),
            motion: motion.unwrap_or(self.motion),
            bell: bell.unwrap_or(self.bell),
            clock: file.choice("clock", Clock::ALL, Clock::name).unwrap_or(self.clock),
            dates: file.choice("dates", Dates::ALL, Dates::name).unwrap_or(self.dates),
        }
    }
}
