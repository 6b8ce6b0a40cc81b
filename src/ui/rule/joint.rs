//! Which sign joins the lines that meet in one cell.

/// How heavy a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weight {
    /// There is none.
    #[default]
    None,
    /// A light line.
    Light,
    /// The heavy line of the focus.
    Heavy,
}

impl Weight {
    /// This one, or the other where there is none.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match self {
            Self::None => other,
            Self::Light | Self::Heavy => self,
        }
    }

    const fn is_line(self) -> bool {
        matches!(self, Self::Light | Self::Heavy)
    }
}

/// The lines that leave a cell. Those up and down are never heavy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Arms {
    /// To the left.
    pub left: Weight,
    /// To the right.
    pub right: Weight,
    /// Upwards.
    pub up: Weight,
    /// Downwards.
    pub down: Weight,
}

impl Arms {
    /// Whether a column line runs through the cell.
    #[must_use]
    pub const fn is_column(self) -> bool {
        self.up.is_line() || self.down.is_line()
    }

    /// Whether the cell is nothing but part of a heavy rule.
    #[must_use]
    pub const fn is_heavy_rule(self) -> bool {
        matches!((self.left, self.right), (Weight::Heavy, Weight::Heavy)) && !self.is_column()
    }
}

/// The sign with these arms.
#[must_use]
pub const fn symbol(arms: Arms) -> &'static str {
    match (arms.up.is_line(), arms.down.is_line()) {
        (false, false) => across(arms),
        (false, true) => below(arms),
        (true, false) => above(arms),
        (true, true) => through(arms),
    }
}

const fn across(arms: Arms) -> &'static str {
    match (arms.left, arms.right) {
        (Weight::None, Weight::None) => " ",
        (Weight::Heavy, Weight::Light) => "╾",
        (Weight::Light, Weight::Heavy) => "╼",
        (Weight::Heavy, _) | (_, Weight::Heavy) => "━",
        (Weight::Light, _) | (_, Weight::Light) => "─",
    }
}

const fn below(arms: Arms) -> &'static str {
    match (arms.left, arms.right) {
        (Weight::None, Weight::None) => "│",
        (Weight::None, Weight::Light) => "┌",
        (Weight::None, Weight::Heavy) => "┍",
        (Weight::Light, Weight::None) => "┐",
        (Weight::Heavy, Weight::None) => "┑",
        (Weight::Light, Weight::Light) => "┬",
        (Weight::Heavy, Weight::Light) => "┭",
        (Weight::Light, Weight::Heavy) => "┮",
        (Weight::Heavy, Weight::Heavy) => "┯",
    }
}

const fn above(arms: Arms) -> &'static str {
    match (arms.left, arms.right) {
        (Weight::None, Weight::None) => "│",
        (Weight::None, Weight::Light) => "└",
        (Weight::None, Weight::Heavy) => "┕",
        (Weight::Light, Weight::None) => "┘",
        (Weight::Heavy, Weight::None) => "┙",
        (Weight::Light, Weight::Light) => "┴",
        (Weight::Heavy, Weight::Light) => "┵",
        (Weight::Light, Weight::Heavy) => "┶",
        (Weight::Heavy, Weight::Heavy) => "┷",
    }
}

const fn through(arms: Arms) -> &'static str {
    match (arms.left, arms.right) {
        (Weight::None, Weight::None) => "│",
        (Weight::None, Weight::Light) => "├",
        (Weight::None, Weight::Heavy) => "┝",
        (Weight::Light, Weight::None) => "┤",
        (Weight::Heavy, Weight::None) => "┥",
        (Weight::Light, Weight::Light) => "┼",
        (Weight::Heavy, Weight::Light) => "┽",
        (Weight::Light, Weight::Heavy) => "┾",
        (Weight::Heavy, Weight::Heavy) => "┿",
    }
}
