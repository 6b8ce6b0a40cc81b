//! Lets the sections of the help flow through the columns of as many pages as they need. An entry is never parted from
//! its reason, nor a head from its first entry.

use std::ops::Range;

use super::{Entry, WORDS};
use crate::ui::text;
use crate::ui::theme::Role;

/// One line of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    Blank,
    Head(String),
    Key { entry: usize, key: String, words: String, role: Role },
    More(String, Role),
    Sign(String, String),
}

/// What shows at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    columns: Vec<Vec<Line>>,
}

impl Page {
    pub(super) fn columns(&self) -> impl Iterator<Item = &Vec<Line>> {
        self.columns.iter()
    }

    /// The entries on it.
    pub(super) fn entries(&self) -> Option<Range<usize>> {
        let mut entries = self.columns.iter().flatten().filter_map(|line| match line {
            Line::Key { entry, .. } => Some(*entry),
            Line::Blank | Line::Head(_) | Line::More(..) | Line::Sign(..) => None,
        });
        let first = entries.next()?;
        Some(first..entries.last().unwrap_or(first) + 1)
    }
}

/// Lays out sections and signs in pages of so many columns, each so many cells wide and at most so many lines high. What
/// fits on one page is spread over all of its columns.
pub(super) fn pages(
    sections: &[(String, Vec<Entry<'_>>)],
    signs: &[(&[&str], &str)],
    columns: usize,
    width: usize,
    height: usize,
) -> Vec<Page> {
    let laid = |height| laid(sections, signs, columns, width, height);
    let lines: usize = laid(height).iter().flat_map(Page::columns).map(Vec::len).sum();
    let even = lines.div_ceil(columns.max(1)).min(height);
    (even..height).map(laid).find(|pages| pages.len() <= 1).unwrap_or_else(|| laid(height))
}

fn laid(
    sections: &[(String, Vec<Entry<'_>>)],
    signs: &[(&[&str], &str)],
    columns: usize,
    width: usize,
    height: usize,
) -> Vec<Page> {
    let room = width.saturating_sub(2 + usize::from(WORDS));
    let mut flow = Flow { columns: Vec::new(), height: height.max(1) };
    let mut count = 0;
    for (title, entries) in sections {
        for (place, entry) in entries.iter().enumerate() {
            flow.put(title, place, block(entry, count, room));
            count += 1;
        }
    }
    for (place, (signs, words)) in signs.iter().enumerate() {
        let mut lines = text::paragraph(words, room).into_iter();
        let mut block = vec![Line::Sign(signs.join("  "), lines.next().unwrap_or_default())];
        block.extend(lines.map(|line| Line::More(line, Role::Muted)));
        flow.put("Signs", place, block);
    }
    flow.columns.chunks(columns.max(1)).map(|columns| Page { columns: columns.to_vec() }).collect()
}

/// An entry in lines: its key and words, and why it is not possible now.
fn block(entry: &Entry<'_>, number: usize, room: usize) -> Vec<Line> {
    let role = if entry.reason.is_some() { Role::Muted } else { Role::Text };
    let mut words = text::paragraph(entry.binding.words, room).into_iter();
    let first = words.next().unwrap_or_default();
    let mut lines = vec![Line::Key { entry: number, key: entry.key.clone(), words: first, role }];
    lines.extend(words.map(|line| Line::More(line, role)));
    let reason = entry.reason.iter().flat_map(|reason| text::paragraph(reason, room));
    lines.extend(reason.map(|line| Line::More(line, Role::Muted)));
    lines
}

/// The columns filled so far.
struct Flow {
    columns: Vec<Vec<Line>>,
    height: usize,
}

impl Flow {
    /// Puts a block of a section into the column at hand, or at the head of the next one.
    fn put(&mut self, title: &str, place: usize, block: Vec<Line>) {
        let used = self.columns.last().map_or(self.height, Vec::len);
        let lead = if place > 0 { 0 } else { 1 + usize::from(used > 0) };
        if used + lead + block.len() > self.height {
            let short = title.split(':').next().unwrap_or(title);
            let head = if place > 0 { format!("{short}, continued") } else { title.to_owned() };
            self.columns.push(vec![Line::Head(head)]);
        } else if place == 0
            && let Some(column) = self.columns.last_mut()
        {
            column.extend([Line::Blank, Line::Head(title.to_owned())]);
        }
        if let Some(column) = self.columns.last_mut() {
            column.extend(block);
        }
    }
}
