//! Where in a text the places are that a cursor can go to.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Editor, Layout, Place, snap};
use crate::ui::text;

impl Editor {
    /// The row and the column in cells at which the cursor is shown, when the text is wrapped in so many cells.
    #[must_use]
    pub fn cell(&self, cells: usize) -> (usize, usize) {
        let rows = self.rows(cells);
        let row = row_at(&rows, self.cursor);
        let from = rows.get(row).map_or(0, |row| row.start);
        (row, text::width(self.text.get(from..self.cursor).unwrap_or_default()).min(cells))
    }

    /// The lines of the text as they are shown, as ranges of its bytes.
    pub(super) fn rows(&self, cells: usize) -> Vec<Range<usize>> {
        match self.layout {
            Layout::Line => std::iter::once(0..self.text.len()).collect(),
            Layout::Block => text::wrap(&self.text, cells),
        }
    }

    /// How many bytes from the beginning a place is.
    pub(super) fn find(&self, place: Place, cells: usize) -> usize {
        match place {
            Place::Before => self.before(self.cursor),
            Place::After => self.after(self.cursor),
            Place::WordBefore => snap(&self.text, self.word_before()),
            Place::WordAfter => snap(&self.text, self.word_after()),
            Place::LineStart | Place::LineEnd => self.line_edge(place, cells),
            Place::Above | Place::Below => self.beside(place, cells),
            Place::Start => 0,
            Place::End => self.text.len(),
        }
    }

    fn before(&self, at: usize) -> usize {
        let letter = self.head(at).graphemes(true).next_back();
        at - letter.map_or(0, str::len)
    }

    fn after(&self, at: usize) -> usize {
        at + self.text.get(at..).and_then(|tail| tail.graphemes(true).next()).map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let word = self.head(self.cursor).trim_end_matches(|c: char| !c.is_alphanumeric());
        word.trim_end_matches(is_of_word).len()
    }

    fn word_after(&self) -> usize {
        let tail = self.text.get(self.cursor..).unwrap_or_default();
        let word = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.text.len() - word.trim_start_matches(is_of_word).len()
    }

    fn line_edge(&self, place: Place, cells: usize) -> usize {
        let rows = self.rows(cells);
        let row = row_at(&rows, self.cursor);
        if place == Place::LineStart { rows.get(row).map_or(0, |row| row.start) } else { self.end_of(&rows, row) }
    }

    /// The place above or below in the same column; where there is no such line, the beginning or end of the text.
    fn beside(&self, place: Place, cells: usize) -> usize {
        let rows = self.rows(cells);
        let (row, column) = self.cell(cells);
        let target = if place == Place::Above { row.checked_sub(1) } else { Some(row + 1) };
        match target.and_then(|target| Some((target, rows.get(target)?))) {
            Some((target, range)) => {
                self.at_column(range, self.column.unwrap_or(column)).min(self.end_of(&rows, target))
            }
            None => self.cursor,
        }
    }

    fn at_column(&self, row: &Range<usize>, column: usize) -> usize {
        let mut used = 0;
        let before = text::clusters(self.text.get(row.clone()).unwrap_or_default()).take_while(|cluster| {
            used += cluster.width;
            used <= column
        });
        row.start + before.last().map_or(0, |cluster| cluster.at + cluster.bytes)
    }

    /// The last place that is shown on a row: where the next row goes on without a break, its end is the next one's
    /// beginning.
    fn end_of(&self, rows: &[Range<usize>], row: usize) -> usize {
        let Some(range) = rows.get(row) else { return self.text.len() };
        let goes_on = rows.get(row + 1).is_some_and(|next| next.start == range.end);
        if goes_on { self.before(range.end) } else { range.end }
    }

    fn head(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }
}

/// The row on which a byte is shown.
fn row_at(rows: &[Range<usize>], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

/// Whether a character is part of a word: letters, digits, and the marks that stand on them.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}
