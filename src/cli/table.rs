//! A tidy table for a person: columns as wide as what stands in them, the last one as far as it goes.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest that a column but the last becomes, in columns of the terminal.
const WIDEST: usize = 40;

/// Rows under their headings.
pub(super) struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(headings: &[&'static str]) -> Self {
        Self { headings: headings.to_vec(), rows: Vec::new() }
    }

    /// Adds a row. A cell is one line: what would break it is a blank.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| cell.replace(['\n', '\t'], " ")).collect());
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, its lines cut to `width`. Nothing to show is said in a word.
    pub(super) fn draw(&self, width: Option<usize>) -> String {
        if self.rows.is_empty() {
            return "nothing found\n".to_owned();
        }
        let widths: Vec<usize> = (0..self.headings.len()).map(|column| self.width(column)).collect();
        let headings: Vec<String> = self.headings.iter().map(|heading| (*heading).to_owned()).collect();
        let mut text = String::new();
        let headings = Some(&headings).filter(|headings| headings.iter().any(|heading| !heading.is_empty()));
        for cells in headings.into_iter().chain(&self.rows) {
            let mut line = String::new();
            for (number, (cell, wide)) in cells.iter().zip(&widths).enumerate() {
                if number + 1 == widths.len() {
                    line += cell;
                } else {
                    let cell = cut(cell, WIDEST);
                    line += &cell;
                    line.extend(std::iter::repeat_n(' ', wide.saturating_sub(cell.width()) + 2));
                }
            }
            text += cut(line.trim_end(), width.unwrap_or(usize::MAX)).as_str();
            text.push('\n');
        }
        text
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
        let heading = self.headings.get(column).map_or(0, |heading| heading.width());
        cells.max().unwrap_or(0).max(heading).min(WIDEST)
    }
}

/// Cells of one column, set at its right end.
pub(super) fn right(cells: Vec<String>) -> Vec<String> {
    let widest = cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
    cells.into_iter().map(|cell| format!("{}{cell}", " ".repeat(widest - cell.width()))).collect()
}

/// The text within so many columns, with a sign where it was cut.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let fits = |c: &char| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= left;
        left = left.saturating_sub(wide);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_letters_are_wide() {
        let mut table = Table::new(&["REF", "NAME", "NOTE"]);
        table.row(["C-1".into(), "李明".into(), "a\nb".into()]);
        table.row(["C-20".into(), "Mei".into(), String::new()]);
        assert_eq!(table.draw(None), "REF   NAME  NOTE\nC-1   李明  a b\nC-20  Mei\n");
        assert_eq!(table.draw(Some(8)), "REF   N…\nC-1   …\nC-20  M…\n");
    }
}
