//! What stands in one column of a row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::column::Width;
use crate::ui::theme::{Role, Theme};
use crate::ui::{meter, pen, text};

/// Words, with a sign before them if need be, or a meter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    content: Content,
    role: Role,
    weight: Modifier,
    sign: Option<(&'static str, Role)>,
    matched: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Words(String),
    /// Words that lose their middle when there is no room.
    Address(String),
    Meter {
        value: i64,
        limit: i64,
    },
}

impl Cell {
    /// Words of content.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        Self::of(Role::Text, words)
    }

    /// Words in this role.
    #[must_use]
    pub fn of(role: Role, words: impl Into<String>) -> Self {
        Self { content: Content::Words(words.into()), role, weight: Modifier::empty(), sign: None, matched: Vec::new() }
    }

    /// A mail address or a path: its middle goes when there is no room.
    #[must_use]
    pub fn address(words: impl Into<String>) -> Self {
        Self { content: Content::Address(words.into()), ..Self::text("") }
    }

    /// How much of a limit is used up, over the whole column.
    #[must_use]
    pub fn meter(value: i64, limit: i64) -> Self {
        Self { content: Content::Meter { value, limit }, ..Self::text("") }
    }

    /// The same with a sign and a blank before it.
    #[must_use]
    pub fn sign(self, sign: &'static str, role: Role) -> Self {
        Self { sign: Some((sign, role)), ..self }
    }

    /// The same in bold: what runs now, what is unread.
    #[must_use]
    pub fn strong(self) -> Self {
        Self { weight: Modifier::BOLD, ..self }
    }

    /// The same with the characters underlined that a search matched, counted from 0 and ascending.
    #[must_use]
    pub fn matched(self, characters: Vec<usize>) -> Self {
        Self { matched: characters, ..self }
    }

    /// How many cells it needs to be shown whole.
    pub(super) fn width(&self) -> u16 {
        let content = match &self.content {
            Content::Words(words) | Content::Address(words) => pen::cells(words),
            Content::Meter { .. } => 0,
        };
        content.saturating_add(self.sign_width())
    }

    fn sign_width(&self) -> u16 {
        self.sign.map_or(0, |(sign, _)| pen::cells(sign).saturating_add(1))
    }

    /// Draws it over the area, at its end where the column says so. Words written from right to left stand there too.
    pub(super) fn draw(&self, buffer: &mut Buffer, area: Rect, width: Width, theme: Theme) {
        let room = usize::from(area.width.saturating_sub(self.sign_width()));
        let kept = match &self.content {
            Content::Words(words) => text::cut(words, room),
            Content::Address(words) => text::cut_middle(words, room),
            Content::Meter { value, limit } => return meter::draw(buffer, area, *value, *limit, theme),
        };
        let taken = pen::cells(&kept).saturating_add(self.sign_width());
        let at_end = width.is_at_end() || text::is_right_to_left(&kept);
        let mut x = if at_end { area.width.saturating_sub(taken) } else { 0 };
        if let Some((sign, role)) = self.sign {
            x = pen::put_all(buffer, area, x, 0, [(sign, theme.style(role)), (" ", theme.style(role))]);
        }
        pen::put(buffer, area, x, 0, &kept, theme.style(self.role).add_modifier(self.weight));
        if !self.matched.is_empty() && matches!(self.content, Content::Words(_)) {
            pen::lay_over(buffer, area, x, &kept, &self.matched, theme.underlined());
        }
    }
}
