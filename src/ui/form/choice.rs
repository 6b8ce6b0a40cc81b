//! One of several, `(•) refund   ( ) voucher`, or any of several, `[x] tent   [ ] pegs`.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Pressed;
use crate::ui::theme::{Focus, Role, Theme};
use crate::ui::{pen, text};

const GAP: u16 = 3;

/// How many may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// One.
    One,
    /// Any number.
    Any,
}

/// Whether something is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Chosen,
    Open,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    name: String,
    mark: Mark,
    /// Why it cannot be chosen now.
    refusal: Option<String>,
}

/// Things to choose from. The cursor stands on one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    choosing: Choosing,
    all: Vec<Choice>,
    cursor: usize,
}

impl Choices {
    /// Things of these names, none of them chosen.
    #[must_use]
    pub fn new<'a>(choosing: Choosing, names: impl IntoIterator<Item = &'a str>) -> Self {
        let open = |name: &str| Choice { name: name.to_owned(), mark: Mark::Open, refusal: None };
        Self { choosing, all: names.into_iter().map(open).collect(), cursor: 0 }
    }

    /// The same with this one chosen.
    #[must_use]
    pub fn chosen(mut self, name: &str) -> Self {
        self.choose(name);
        self
    }

    /// The same with this one refused for a reason, which is shown under the choices.
    #[must_use]
    pub fn refused(mut self, name: &str, reason: &str) -> Self {
        for choice in self.all.iter_mut().filter(|choice| choice.name == name) {
            choice.refusal = Some(reason.to_owned());
        }
        self
    }

    /// Chooses the one of this name, and sets the cursor on it.
    pub fn choose(&mut self, name: &str) {
        if let Some(at) = self.all.iter().position(|choice| choice.name == name) {
            self.cursor = at;
            self.take(Mark::Chosen);
        }
    }

    /// Chooses what [`Choices::value`] named, and nothing else, with the cursor on the first of it.
    pub(super) fn take_up(&mut self, value: &str) {
        let names = |name: &str| name == value || value.split(", ").any(|part| part == name);
        for choice in &mut self.all {
            choice.mark = if names(&choice.name) { Mark::Chosen } else { Mark::Open };
        }
        self.cursor = self.all.iter().position(|choice| choice.mark == Mark::Chosen).unwrap_or(0);
    }

    /// The place of the one that the cursor stands on.
    pub(super) const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The names of what is chosen, with a comma and a blank between them.
    #[must_use]
    pub fn value(&self) -> String {
        let chosen = self.all.iter().filter(|choice| choice.mark == Mark::Chosen);
        chosen.map(|choice| choice.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn press(&mut self, key: KeyEvent) -> Pressed {
        if key.code == KeyCode::Char(' ') {
            self.toggle()
        } else if key.code == KeyCode::Right {
            self.go(self.cursor + 1)
        } else if let (KeyCode::Left, Some(at)) = (key.code, self.cursor.checked_sub(1)) {
            self.go(at)
        } else {
            Pressed::Nothing
        }
    }

    pub(super) fn go(&mut self, at: usize) -> Pressed {
        if at >= self.all.len() {
            return Pressed::Nothing;
        }
        self.cursor = at;
        Pressed::Moved
    }

    fn toggle(&mut self) -> Pressed {
        let Some(choice) = self.all.get(self.cursor) else { return Pressed::Nothing };
        if let Some(reason) = &choice.refusal {
            return Pressed::Refused(format!("{}: {reason}", choice.name));
        }
        let mark = if choice.mark == Mark::Open { Mark::Chosen } else { Mark::Open };
        self.take(mark);
        Pressed::Changed
    }

    /// Marks the one under the cursor; where only one may be chosen, the others open.
    fn take(&mut self, mark: Mark) {
        let cursor = self.cursor;
        for (at, choice) in self.all.iter_mut().enumerate() {
            if at == cursor {
                choice.mark = mark;
            } else if self.choosing == Choosing::One {
                choice.mark = Mark::Open;
            }
        }
    }

    /// How many rows they take, with their refusals, in so many cells.
    #[must_use]
    pub fn height(&self, cells: u16) -> u16 {
        let rows = self.places(cells).last().map_or(1, |place| place.y + 1);
        let refusals = self.refusals(cells).len();
        rows.saturating_add(u16::try_from(refusals).unwrap_or(u16::MAX))
    }

    /// Draws them, and returns the cell of the cursor.
    pub(super) fn draw(&self, buffer: &mut Buffer, area: Rect, focus: Focus, theme: Theme) -> Option<Position> {
        let mut cursor = None;
        let places = self.places(area.width);
        for ((at, choice), place) in self.all.iter().enumerate().zip(&places) {
            let here = Focus::when(focus == Focus::Here && at == self.cursor);
            let role = if choice.refusal.is_some() { Role::Muted } else { Role::Text };
            let style = match here {
                Focus::Here => theme.field(Focus::Here),
                Focus::Elsewhere => theme.style(role),
            };
            pen::put_all(
                buffer,
                area,
                place.x,
                place.y,
                [(self.sign(choice), style), (" ", style), (&choice.name, style)],
            );
            if here == Focus::Here && place.y < area.height {
                cursor = Some(Position::new(area.x + place.x + 1, area.y + place.y));
            }
        }
        let rows = places.last().map_or(1, |place| place.y + 1);
        for (row, line) in (rows..).zip(self.refusals(area.width)) {
            pen::put(buffer, area, 0, row, &line, theme.style(Role::Muted));
        }
        cursor
    }

    const fn sign(&self, choice: &Choice) -> &'static str {
        match (self.choosing, choice.mark) {
            (Choosing::One, Mark::Chosen) => "(•)",
            (Choosing::One, Mark::Open) => "( )",
            (Choosing::Any, Mark::Chosen) => "[x]",
            (Choosing::Any, Mark::Open) => "[ ]",
        }
    }

    /// Where each stands: three blanks apart, in as many rows as are needed.
    fn places(&self, cells: u16) -> Vec<Position> {
        let (mut x, mut y) = (0_u16, 0_u16);
        let mut places = Vec::with_capacity(self.all.len());
        for choice in &self.all {
            let width = pen::cells(&choice.name).saturating_add(4);
            if x > 0 && x.saturating_add(width) > cells {
                (x, y) = (0, y.saturating_add(1));
            }
            places.push(Position::new(x, y));
            x = x.saturating_add(width).saturating_add(GAP);
        }
        places
    }

    fn refusals(&self, cells: u16) -> Vec<String> {
        let refused = self.all.iter().filter_map(|choice| Some((&choice.name, choice.refusal.as_ref()?)));
        refused.flat_map(|(name, reason)| text::paragraph(&format!("{name}: {reason}"), usize::from(cells))).collect()
    }
}
