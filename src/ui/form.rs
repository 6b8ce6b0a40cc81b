//! A form: fields and choices in the order in which they are read, one of them active. It knows how to fill itself, not
//! what for: what is wrong with a value is told to it, and whoever holds it saves it.

pub mod choice;
mod draw;
mod left;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use self::choice::{Choices, Choosing};
pub use self::draw::Shown;
pub use self::left::Left;
use super::editor::{Done, Edit, Editor, Layout, keys};
pub use super::field::Need;

/// What an item is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A text.
    Text(Editor),
    /// One or any of several.
    Choices(Choices),
}

/// One item of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// By which the program knows it.
    pub name: &'static str,
    /// By which people know it.
    pub label: String,
    /// Whether it must be filled.
    pub need: Need,
    /// What it is filled with.
    pub input: Input,
    /// How many rows a text of several lines takes.
    pub rows: u16,
    /// Blank rows before it: one where a group begins.
    pub gap: u16,
    /// What is wrong with it, and what to do.
    pub error: Option<String>,
}

/// What a key did to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// A value is another one: the draft is to be saved.
    Changed,
    /// The cursor moved, or another item is active.
    Moved,
    /// The choice cannot be taken now, and why.
    Refused(String),
    /// The key means nothing to a form.
    Nothing,
}

/// Says what is wrong with the item of this name and value, and what to do; `None` when nothing is.
pub type Check<'a> = &'a dyn Fn(&'static str, &str) -> Option<String>;

/// Items, one of them active.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Form {
    items: Vec<Item>,
    active: usize,
}

impl Item {
    /// An optional field of one line.
    #[must_use]
    pub fn line(name: &'static str, label: &str, text: &str) -> Self {
        Self::new(name, label, Input::Text(Editor::of(text, Layout::Line)))
    }

    /// An optional field of so many lines.
    #[must_use]
    pub fn block(name: &'static str, label: &str, text: &str, rows: u16) -> Self {
        Self { rows, ..Self::new(name, label, Input::Text(Editor::of(text, Layout::Block))) }
    }

    /// An optional choice.
    #[must_use]
    pub fn choices(name: &'static str, label: &str, choices: Choices) -> Self {
        Self::new(name, label, Input::Choices(choices))
    }

    /// The same, but it must be filled.
    #[must_use]
    pub fn needed(self) -> Self {
        Self { need: Need::Needed, ..self }
    }

    /// The same, but it begins a group: a blank row stands before it.
    #[must_use]
    pub fn group(self) -> Self {
        Self { gap: 1, ..self }
    }

    /// Its text, or the names of what is chosen.
    #[must_use]
    pub fn value(&self) -> String {
        match &self.input {
            Input::Text(editor) => editor.text().trim().to_owned(),
            Input::Choices(choices) => choices.value(),
        }
    }

    fn new(name: &'static str, label: &str, input: Input) -> Self {
        Self { name, label: label.to_owned(), need: Need::Optional, input, rows: 1, gap: 0, error: None }
    }

    fn is_missing(&self) -> bool {
        self.need == Need::Needed && self.value().is_empty()
    }
}

impl Form {
    /// A form of these items; the first is active.
    #[must_use]
    pub fn new(items: Vec<Item>) -> Self {
        Self { items, active: 0 }
    }

    /// Its items, in the order in which they are read.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The active item.
    #[must_use]
    pub fn active(&self) -> Option<&Item> {
        self.items.get(self.active)
    }

    /// The text of the active item, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&Editor> {
        match &self.active()?.input {
            Input::Text(editor) => Some(editor),
            Input::Choices(_) => None,
        }
    }

    /// The same, to be written.
    pub fn text_mut(&mut self) -> Option<&mut Editor> {
        match &mut self.items.get_mut(self.active)?.input {
            Input::Text(editor) => Some(editor),
            Input::Choices(_) => None,
        }
    }

    /// The value of the item of this name; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.item(name).map(Item::value).unwrap_or_default()
    }

    /// The item of this name.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }

    /// The item of this name, to be filled by the program.
    pub fn item_mut(&mut self, name: &str) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.name == name)
    }

    /// Takes out the item of this name, which need not be filled after all.
    pub fn drop_item(&mut self, name: &str) {
        self.items.retain(|item| item.name != name);
        self.active = self.active.min(self.items.len().saturating_sub(1));
    }

    /// Makes the item of this name the active one.
    pub fn go_to(&mut self, name: &str) {
        if let Some(at) = self.items.iter().position(|item| item.name == name) {
            self.active = at;
        }
    }

    /// What the title says at its end: `* needed   1 field left`; nothing when no item is needed.
    #[must_use]
    pub fn title_end(&self) -> String {
        let missing = self.items.iter().filter(|item| item.is_missing()).count();
        match missing {
            _ if self.items.iter().all(|item| item.need == Need::Optional) => String::new(),
            0 => "* needed".to_owned(),
            1 => "* needed   1 field left".to_owned(),
            _ => format!("* needed   {missing} fields left"),
        }
    }

    /// Obeys a key. `cells` is the width of the form; `check` is asked about an item when it is left.
    pub fn press(&mut self, key: KeyEvent, cells: u16, check: Check<'_>) -> Pressed {
        match (key.code, key.modifiers) {
            (KeyCode::Tab, KeyModifiers::NONE) => return self.leave(1, check),
            (KeyCode::BackTab, _) | (KeyCode::Tab, KeyModifiers::SHIFT) => return self.leave(-1, check),
            _ => {}
        }
        let room = usize::from(cells.saturating_sub(super::field::LABEL));
        let Some(item) = self.items.get_mut(self.active) else { return Pressed::Nothing };
        let pressed = match &mut item.input {
            Input::Text(editor) => match keys::edit(key).map(|edit| editor.apply(&edit, room)) {
                Some(Done::Changed) => Pressed::Changed,
                Some(Done::Moved) => Pressed::Moved,
                Some(Done::Nothing) | None => Pressed::Nothing,
            },
            Input::Choices(choices) => choices.press(key),
        };
        match (&pressed, key.code) {
            (Pressed::Changed, _) => item.error = None,
            (Pressed::Nothing, KeyCode::Enter | KeyCode::Down) => return self.leave(1, check),
            (Pressed::Nothing, KeyCode::Up) => return self.leave(-1, check),
            _ => {}
        }
        pressed
    }

    /// Puts a pasted text into the active field.
    pub fn paste(&mut self, text: &str) -> Pressed {
        let Some(item) = self.items.get_mut(self.active) else { return Pressed::Nothing };
        let Input::Text(editor) = &mut item.input else { return Pressed::Nothing };
        if editor.apply(&Edit::Paste(text.to_owned()), 0) != Done::Changed {
            return Pressed::Nothing;
        }
        item.error = None;
        Pressed::Changed
    }

    /// What is wrong with the active item, behind its label: `Reason: needed`.
    #[must_use]
    pub fn complaint(&self) -> Option<String> {
        let item = self.active()?;
        item.error.as_ref().map(|error| format!("{}: {error}", item.label))
    }

    /// Checks every item; when one is missing or wrong, says so under it and goes to the first of them.
    ///
    /// # Errors
    ///
    /// The label of the first item that is missing or wrong.
    pub fn finish(&mut self, check: Check<'_>) -> Result<(), String> {
        for item in &mut self.items {
            item.error = if item.is_missing() { Some("needed".to_owned()) } else { check(item.name, &item.value()) };
        }
        match self.items.iter().position(|item| item.error.is_some()) {
            Some(first) => {
                self.active = first;
                Err(self.active().map(|item| item.label.clone()).unwrap_or_default())
            }
            None => Ok(()),
        }
    }

    /// Goes to the item so many steps on, around the end, and checks the one that is left unless it is still empty.
    fn leave(&mut self, steps: isize, check: Check<'_>) -> Pressed {
        if let Some(item) = self.items.get_mut(self.active) {
            let value = item.value();
            item.error = if value.is_empty() { None } else { check(item.name, &value) };
        }
        let len = self.items.len();
        self.active = (self.active + len).saturating_add_signed(steps).checked_rem(len).unwrap_or(0);
        Pressed::Moved
    }
}

#[cfg(test)]
mod tests;
