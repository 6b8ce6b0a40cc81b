//! The lines of the screen: rules that carry the titles of panes, the columns between them, and the joints where they
//! meet. There are no boxes; the outer edge of the screen has no line.
//!
//! ```text
//! ── 1 Queue ─────────── 4 waiting ──┮━━ 2 Customer  Katrin Vogel ━━━━━ C-20417 ━━
//! ```

pub mod joint;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::joint::{Arms, Weight};
use super::glyphs::sign;
use super::theme::{Focus, Role, Theme};
use super::{pen, text};

/// What a rule is for; it decides weight and colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It heads a pane.
    Pane(Focus),
    /// It parts a pane: quiet.
    Sub,
    /// The bottom rule, which carries the newest notice.
    Notice(Tone),
}

/// How a notice sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// Done, or mere information.
    #[default]
    Quiet,
    /// Something is live now.
    Live,
    /// Late, over the limit.
    Late,
    /// Refused or failed; stays until read.
    Failed,
}

/// One rule. `title` stands at its beginning, `end` at its end; either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule<'a> {
    /// Its first cell.
    pub at: Position,
    /// How many cells it takes.
    pub width: u16,
    /// What it is for.
    pub kind: Kind,
    /// What it says at its beginning. What does not fit is cut.
    pub title: &'a str,
    /// What it says at its end. Dropped whole when it does not fit beside the title.
    pub end: &'a str,
}

/// All the lines of one screen. Collected first and painted at once, so that every joint knows its arms.
#[derive(Clone, Debug, Default)]
pub struct Lines<'a> {
    rules: Vec<Rule<'a>>,
    arms: BTreeMap<(u16, u16), Arms>,
}

impl<'a> Lines<'a> {
    /// No lines yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a rule.
    #[must_use]
    pub fn rule(mut self, rule: Rule<'a>) -> Self {
        let weight = rule.kind.weight();
        for x in rule.at.x..rule.at.x.saturating_add(rule.width) {
            let arms = self.arms.entry((rule.at.y, x)).or_default();
            (arms.left, arms.right) = (weight, weight);
        }
        self.rules.push(rule);
        self
    }

    /// Adds a column line at `x` through the rows from `top` to `bottom`, both included: it includes the rows of the
    /// rules it shall be joined to.
    #[must_use]
    pub fn column(mut self, x: u16, top: u16, bottom: u16) -> Self {
        for y in top..=bottom {
            let arms = self.arms.entry((y, x)).or_default();
            (arms.up, arms.down) = (Weight::Light, Weight::Light);
        }
        self
    }

    /// Draws them all.
    pub fn paint(self, buffer: &mut Buffer, theme: Theme) {
        for (&(y, x), &arms) in &self.arms {
            let joined = self.joined(y, x, arms);
            let focus = Focus::when(joined.is_heavy_rule());
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.set_symbol(joint::symbol(joined)).set_style(theme.rule(focus));
            }
        }
        for rule in &self.rules {
            rule.write(buffer, theme);
        }
    }

    /// The arms of a cell with those that its neighbours reach out to it. A column goes on only where it is met, so that
    /// it ends in the rule that closes it.
    fn joined(&self, y: u16, x: u16, own: Arms) -> Arms {
        let at = |y: Option<u16>, x: Option<u16>| {
            y.zip(x).and_then(|place| self.arms.get(&place)).copied().unwrap_or_default()
        };
        let mut arms = Arms { up: at(y.checked_sub(1), Some(x)).down, down: at(y.checked_add(1), Some(x)).up, ..own };
        if own.is_column() {
            arms.left = own.left.or(at(Some(y), x.checked_sub(1)).right);
            arms.right = own.right.or(at(Some(y), x.checked_add(1)).left);
        }
        if arms == Arms::default() { own } else { arms }
    }
}

impl Kind {
    const fn weight(self) -> Weight {
        match self {
            Self::Pane(Focus::Here) => Weight::Heavy,
            Self::Pane(Focus::Elsewhere) | Self::Sub | Self::Notice(_) => Weight::Light,
        }
    }
}

impl Rule<'_> {
    /// Writes title and end into the line: two cells of line, a blank, the words, a blank; at the end likewise.
    fn write(&self, buffer: &mut Buffer, theme: Theme) {
        let area = Rect::new(self.at.x, self.at.y, self.width, 1);
        let title = text::cut(self.title, usize::from(self.width.saturating_sub(6)));
        let mut after = 2;
        if !title.is_empty() {
            after = self.write_title(buffer, area, &title, theme);
        }
        let needed = pen::cells(self.end).saturating_add(4);
        let begin = self.width.saturating_sub(needed);
        if !self.end.is_empty() && begin > after {
            let style = match self.kind {
                Kind::Pane(Focus::Here) => theme.title(Focus::Here),
                Kind::Pane(Focus::Elsewhere) | Kind::Sub | Kind::Notice(_) => theme.style(Role::Muted),
            };
            pen::put_all(buffer, area, begin, 0, [(" ", style), (self.end, style), (" ", style)]);
        }
    }

    fn write_title(&self, buffer: &mut Buffer, area: Rect, title: &str, theme: Theme) -> u16 {
        let (sign, rest) = self.split_sign(title);
        let (sign_style, style) = match self.kind {
            Kind::Pane(focus) => (theme.title(focus), theme.title(focus)),
            Kind::Sub | Kind::Notice(Tone::Quiet) => (theme.style(Role::Muted), theme.style(Role::Muted)),
            Kind::Notice(Tone::Live) => (theme.style(Role::Accent), theme.style(Role::Muted)),
            Kind::Notice(Tone::Late) => (theme.style(Role::Warn), theme.style(Role::Warn)),
            Kind::Notice(Tone::Failed) => (theme.style(Role::Bad), theme.style(Role::Bad)),
        };
        pen::put_all(buffer, area, 2, 0, [(" ", style), (sign, sign_style), (rest, style), (" ", style)])
    }

    /// The sign at the beginning of a notice, and the words after it.
    fn split_sign<'t>(&self, title: &'t str) -> (&'t str, &'t str) {
        match self.kind {
            Kind::Notice(_) => title
                .find(' ')
                .and_then(|at| title.split_at_checked(at))
                .filter(|(sign, _)| text::width(sign) == 1)
                .unwrap_or(("", title)),
            Kind::Pane(_) | Kind::Sub => ("", title),
        }
    }
}

/// The titles of panes on one row, for screens with room for one pane:
/// `── 1 Queue 4 ──━━ 2 Customer ━━── 3 Answers ────`.
pub fn strip(buffer: &mut Buffer, area: Rect, titles: &[(&str, Focus)], theme: Theme) {
    let mut column = 0;
    for (title, focus) in titles {
        let line = match focus {
            Focus::Here => sign::HEAVY.repeat(2),
            Focus::Elsewhere => sign::LIGHT.repeat(2),
        };
        let (rule, words) = (theme.rule(*focus), theme.title(*focus));
        let pieces = [(line.as_str(), rule), (" ", words), (title, words), (" ", words), (line.as_str(), rule)];
        column = pen::put_all(buffer, area, column, 0, pieces);
    }
    let rest = sign::LIGHT.repeat(usize::from(area.width.saturating_sub(column)));
    pen::put(buffer, area, column, 0, &rest, theme.rule(Focus::Elsewhere));
}

#[cfg(test)]
mod tests;
