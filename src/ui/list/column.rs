//! Where the columns of a list stand. A number, clock, id or amount is never cut: the text beside it gives way, and where
//! that is not enough a column goes, from the right.

use super::super::pen;
use super::Cell;

/// How a column takes its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// So many cells, cut where the text is longer.
    Text(u16),
    /// At least so many cells, as many as its longest text needs: ids, dates.
    Whole(u16),
    /// The same, set at the right: numbers, amounts, clocks.
    Number(u16),
    /// What the others leave, but not less than so many cells.
    Rest(u16),
}

impl Width {
    /// Whether its text stands at the right end of the column.
    #[must_use]
    pub const fn is_at_end(self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Text(_) | Self::Whole(_) | Self::Rest(_) => false,
        }
    }

    const fn least(self) -> u16 {
        match self {
            Self::Text(cells) | Self::Whole(cells) | Self::Number(cells) | Self::Rest(cells) => cells,
        }
    }
}

/// One column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its head; where all are empty, the list has no row of heads.
    pub head: &'a str,
    /// How it takes its room.
    pub width: Width,
    /// Blanks before it, unless it is the first.
    pub gap: u16,
}

impl<'a> Column<'a> {
    /// A column with the usual two blanks before it.
    #[must_use]
    pub const fn new(head: &'a str, width: Width) -> Self {
        Self { head, width, gap: 2 }
    }

    /// The same with so many blanks before it.
    #[must_use]
    pub const fn gap(self, gap: u16) -> Self {
        Self { gap, ..self }
    }
}

/// The cells that a column takes within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its first cell.
    pub x: u16,
    /// How many.
    pub width: u16,
}

/// The place of each column in a line of so many cells; `None` for those without room.
#[must_use]
pub fn places(columns: &[Column<'_>], rows: &[Vec<Cell>], cells: u16) -> Vec<Option<Place>> {
    let mut widths: Vec<Option<u16>> =
        columns.iter().enumerate().map(|(index, column)| Some(needed(column, index, rows))).collect();
    while taken(columns, &widths) > cells {
        let spare = |(index, column): &(usize, &Column<'_>)| {
            *index > 0 && !matches!(column.width, Width::Rest(_)) && widths.get(*index).is_some_and(Option::is_some)
        };
        let Some((last, _)) = columns.iter().enumerate().rev().find(spare) else { break };
        if let Some(width) = widths.get_mut(last) {
            *width = None;
        }
    }
    let mut left = cells.saturating_sub(taken(columns, &widths));
    let mut flexible = u16::try_from(columns.iter().filter(|column| matches!(column.width, Width::Rest(_))).count())
        .unwrap_or(u16::MAX);
    let mut x = 0;
    let mut first = true;
    let mut places = Vec::with_capacity(columns.len());
    for (column, width) in columns.iter().zip(widths) {
        let Some(mut width) = width else {
            places.push(None);
            continue;
        };
        if !first {
            x += column.gap;
        }
        first = false;
        if matches!(column.width, Width::Rest(_)) {
            let share = left / flexible.max(1);
            (left, flexible) = (left - share, flexible.saturating_sub(1));
            width += share;
        }
        width = width.min(cells.saturating_sub(x));
        places.push(Some(Place { x, width }));
        x = x.saturating_add(width);
    }
    places
}

fn needed(column: &Column<'_>, index: usize, rows: &[Vec<Cell>]) -> u16 {
    let longest = || rows.iter().filter_map(|row| row.get(index)).map(Cell::width).max().unwrap_or(0);
    match column.width {
        Width::Whole(_) | Width::Number(_) => column.width.least().max(longest()).max(pen::cells(column.head)),
        Width::Text(_) | Width::Rest(_) => column.width.least(),
    }
}

fn taken(columns: &[Column<'_>], widths: &[Option<u16>]) -> u16 {
    let shown = columns.iter().zip(widths).filter_map(|(column, width)| Some((column.gap, (*width)?)));
    shown.enumerate().fold(0, |sum, (place, (gap, width))| {
        sum.saturating_add(width).saturating_add(if place == 0 { 0 } else { gap })
    })
}
