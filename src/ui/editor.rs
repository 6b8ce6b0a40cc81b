//! A text being written, in one line or several: the note and every field are this one editor. It moves by grapheme
//! clusters, so that the cursor never stands within a letter; it keeps no card number; and it knows no key bindings but
//! [`keys`].

mod draw;
mod history;
pub mod keys;
mod left;
mod place;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

pub use self::draw::Shown;
use self::history::{Change, History};
use crate::domain::card::guard;
use crate::domain::masked::masked;
pub use crate::domain::text::Layout;
use crate::domain::text::clean;

/// The longest text of several lines, in characters.
pub const LONGEST_BLOCK: usize = 20_000;

/// The longest text of one line, in characters.
pub const LONGEST_LINE: usize = 200;

/// What is done to a text, or to the cursor in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Types a character.
    Insert(char),
    /// Puts in a text from elsewhere; it is cleaned first.
    Paste(String),
    /// Begins a new line, where there may be several.
    NewLine,
    /// Takes out what is between the cursor and a place.
    Delete(Place),
    /// Moves the cursor to a place.
    Go(Place),
    /// Takes back the last change.
    Undo,
    /// Makes it again.
    Redo,
}

/// A place in the text, as seen from the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One letter back.
    Before,
    /// One letter on.
    After,
    /// The beginning of this word, or of the one before.
    WordBefore,
    /// The end of this word, or of the next.
    WordAfter,
    /// The beginning of the line as it is shown.
    LineStart,
    /// The end of the line as it is shown.
    LineEnd,
    /// The same column one line up.
    Above,
    /// The same column one line down.
    Below,
    /// The beginning of the text.
    Start,
    /// Its end.
    End,
}

/// What an edit did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The text is another one: it is to be saved.
    Changed,
    /// Only the cursor moved.
    Moved,
    /// Nothing; the key may mean something to whoever holds the editor.
    Nothing,
}

/// A text with a cursor in it and a history behind it. Written down it is the text, its cursor and what is selected.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "left::Left", into = "left::Left")]
pub struct Editor {
    text: String,
    cursor: usize,
    layout: Layout,
    longest: usize,
    /// The column that moves up and down try to keep.
    column: Option<usize>,
    /// Where the selected text ends that begins at the cursor; the next thing typed takes its place.
    selected: Option<usize>,
    history: History,
}

impl fmt::Debug for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Editor({:?} at {})", masked(&self.text), self.cursor)
    }
}

impl Editor {
    /// An empty text of one line.
    #[must_use]
    pub fn line() -> Self {
        Self::restored("", 0, Layout::Line)
    }

    /// An empty text of several lines.
    #[must_use]
    pub fn block() -> Self {
        Self::restored("", 0, Layout::Block)
    }

    /// A text with the cursor at its end.
    #[must_use]
    pub fn of(text: &str, layout: Layout) -> Self {
        Self::restored(text, text.len(), layout)
    }

    /// A text as it was left, with its cursor so many bytes from its beginning. A cursor that no longer fits goes to
    /// the next place where it does; the history begins anew.
    #[must_use]
    pub fn restored(text: &str, cursor: usize, layout: Layout) -> Self {
        let longest = match layout {
            Layout::Line => LONGEST_LINE,
            Layout::Block => LONGEST_BLOCK,
        };
        let cursor = snap(text, cursor);
        Self {
            text: text.to_owned(),
            cursor,
            layout,
            longest,
            column: None,
            selected: None,
            history: History::default(),
        }
    }

    /// The same, taking no more than so many characters.
    #[must_use]
    pub fn at_most(self, longest: usize) -> Self {
        Self { longest, ..self }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor is, in bytes from the beginning; always between two letters.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether it is one line or several.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts the cursor before a part of the text, which the next thing typed replaces. Any other move lets it stand.
    pub fn select(&mut self, part: Range<usize>) {
        self.history.close();
        self.column = None;
        self.cursor = snap(&self.text, part.start);
        self.selected = Some(snap(&self.text, part.end)).filter(|end| *end > self.cursor);
    }

    /// The part of the text that the next thing typed replaces.
    #[must_use]
    pub fn selected(&self) -> Option<Range<usize>> {
        self.selected.map(|end| self.cursor..end)
    }

    /// Puts the cursor so many bytes from the beginning.
    pub fn stand(&mut self, at: usize) {
        self.select(at..at);
    }

    /// Puts a text in the place of a part of this one, as one change that can be taken back.
    pub fn exchange(&mut self, part: Range<usize>, text: &str) -> Done {
        self.history.close();
        self.selected = None;
        let done = self.change(part.start, part.end, &clean(text, self.layout));
        self.history.close();
        done
    }

    /// Puts another text in the place of this one, as one change that can be taken back.
    pub fn replace(&mut self, text: &str) -> Done {
        self.change(0, self.text.len(), text)
    }

    /// Does an edit. `cells` is the width in which the text is wrapped; it decides what a line is.
    pub fn apply(&mut self, edit: &Edit, cells: usize) -> Done {
        let selected = self.selected();
        self.selected = None;
        if let (Edit::Delete(_), Some(part)) = (edit, &selected) {
            return self.change(part.start, part.end, "");
        }
        // What takes the place of something is one change with it.
        let part = selected.unwrap_or(self.cursor..self.cursor);
        match edit {
            Edit::Insert('\n') | Edit::NewLine if self.layout == Layout::Line => Done::Nothing,
            Edit::Insert('\n') | Edit::NewLine => self.change(part.start, part.end, "\n"),
            Edit::Insert(letter) if letter.is_control() => Done::Nothing,
            Edit::Insert(letter) => self.change(part.start, part.end, letter.encode_utf8(&mut [0; 4])),
            Edit::Paste(text) => {
                self.history.close();
                let done = self.change(part.start, part.end, &clean(text, self.layout));
                self.history.close();
                done
            }
            Edit::Delete(place) => {
                let to = self.find(*place, cells);
                self.change(self.cursor.min(to), self.cursor.max(to), "")
            }
            Edit::Go(place) => self.go(*place, cells),
            Edit::Undo => {
                let cursor = self.history.undo(&mut self.text);
                self.changed(cursor)
            }
            Edit::Redo => {
                let cursor = self.history.redo(&mut self.text);
                self.changed(cursor)
            }
        }
    }

    /// Puts a text in the place of the bytes between two cursors, as much of it as the limit leaves room for.
    fn change(&mut self, from: usize, to: usize, text: &str) -> Done {
        let (Some(head), Some(removed), Some(tail)) =
            (self.text.get(..from), self.text.get(from..to), self.text.get(to..))
        else {
            return Done::Nothing;
        };
        let room = self.longest.saturating_sub(head.chars().count() + tail.chars().count());
        let inserted = first_letters(text, room);
        if removed == inserted {
            return Done::Nothing;
        }
        let joined = format!("{head}{inserted}{tail}");
        let change =
            Change { at: from, removed: removed.to_owned(), inserted: inserted.to_owned(), before: self.cursor };
        let cursor = from + inserted.len();
        match guard(&joined) {
            Cow::Borrowed(_) => {
                self.history.push(change);
                self.text = joined;
                self.changed(Some(cursor))
            }
            // Of a card number nothing remains, not even what could be taken back. Each digit is one letter still.
            Cow::Owned(guarded) => {
                let letters = joined.get(..cursor).map_or(0, |before| before.chars().count());
                let cursor = guarded.char_indices().nth(letters).map_or(guarded.len(), |(at, _)| at);
                self.history = History::default();
                self.text = guarded;
                self.changed(Some(cursor))
            }
        }
    }

    fn changed(&mut self, cursor: Option<usize>) -> Done {
        let Some(cursor) = cursor else { return Done::Nothing };
        self.cursor = snap(&self.text, cursor);
        self.column = None;
        Done::Changed
    }

    fn go(&mut self, place: Place, cells: usize) -> Done {
        let to = self.find(place, cells);
        let keeps_column = matches!(place, Place::Above | Place::Below);
        self.column = if keeps_column { self.column.or(Some(self.cell(cells).1)) } else { None };
        if to == self.cursor {
            return Done::Nothing;
        }
        self.history.close();
        self.cursor = to;
        Done::Moved
    }
}

/// The longest beginning of whole letters that has at most so many characters.
fn first_letters(text: &str, most: usize) -> &str {
    let mut count = 0;
    let kept = text.grapheme_indices(true).take_while(|(_, letter)| {
        count += letter.chars().count();
        count <= most
    });
    let end = kept.last().map_or(0, |(at, letter)| at + letter.len());
    text.get(..end).unwrap_or_default()
}

/// The first place between two letters at or after so many bytes.
fn snap(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        Ok(true) | Err(_) => at,
    }
}

#[cfg(test)]
mod tests;
