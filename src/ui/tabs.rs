//! The names of a pane's tabs on one line, and a line under them that is heavy under the active one: shape, not colour.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::glyphs::sign;
use super::pen;
use super::theme::{Focus, Role, Theme};

const GAP: u16 = 3;

/// One tab: its name, and how many things are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tab<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many things are in it; `None` where there is nothing to count.
    pub count: Option<usize>,
}

impl Tab<'_> {
    fn label(&self) -> String {
        self.count.map_or_else(|| self.name.to_owned(), |count| format!("{} {count}", self.name))
    }
}

/// Draws the tabs on the area's first two rows. Tabs that do not fit are counted at the end, as `More 2`; the active one
/// always shows, in place of the last that fits if need be.
pub fn draw(buffer: &mut Buffer, area: Rect, tabs: &[Tab<'_>], active: usize, theme: Theme) {
    let line = sign::LIGHT.repeat(usize::from(area.width));
    pen::put(buffer, area, 0, 1, &line, theme.rule(Focus::Elsewhere));
    let labels: Vec<String> = tabs.iter().map(Tab::label).collect();
    let (shown, more) = fitting(&labels, active, area.width);
    let mut column = 0;
    for index in shown {
        let Some(label) = labels.get(index) else { continue };
        let after = pen::put(buffer, area, column, 0, label, theme.style(Role::Text));
        if index == active {
            let heavy = sign::HEAVY.repeat(usize::from(after - column));
            pen::put(buffer, area, column, 1, &heavy, theme.rule(Focus::Here));
        }
        column = after + GAP;
    }
    if more > 0 {
        pen::put(buffer, area, column, 0, &format!("More {more}"), theme.style(Role::Text));
    }
}

/// Which tabs are shown, and how many are not.
fn fitting(labels: &[String], active: usize, width: u16) -> (Vec<usize>, usize) {
    let all: Vec<usize> = (0..labels.len()).collect();
    if taken(labels, &all) <= width {
        return (all, 0);
    }
    let room = width.saturating_sub(GAP + pen::cells("More 99"));
    let mut shown: Vec<usize> = Vec::new();
    for index in 0..labels.len() {
        shown.push(index);
        if taken(labels, &shown) > room {
            shown.pop();
            break;
        }
    }
    if active < labels.len() && !shown.contains(&active) {
        shown.push(active);
        while shown.len() > 1 && taken(labels, &shown) > room {
            shown.remove(shown.len() - 2);
        }
    }
    let more = labels.len() - shown.len();
    (shown, more)
}

fn taken(labels: &[String], shown: &[usize]) -> u16 {
    let widths = shown.iter().filter_map(|index| labels.get(*index)).map(|label| pen::cells(label).saturating_add(GAP));
    widths.fold(0, u16::saturating_add).saturating_sub(GAP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::stage;

    const TABS: [Tab<'_>; 7] = [
        Tab { name: "Overview", count: None },
        Tab { name: "Orders", count: Some(4) },
        Tab { name: "Cases", count: Some(2) },
        Tab { name: "Invoices", count: Some(5) },
        Tab { name: "Returns", count: Some(1) },
        Tab { name: "Promises", count: Some(1) },
        Tab { name: "Notes", count: Some(3) },
    ];

    fn shown(width: u16, active: usize) -> String {
        stage::text(&stage::show(width, 2, |buffer, area| draw(buffer, area, &TABS, active, stage::dark())))
    }

    #[test]
    fn the_active_tab_stands_on_a_heavy_line() {
        insta::assert_snapshot!(shown(84, 1), @"
        Overview   Orders 4   Cases 2   Invoices 5   Returns 1   Promises 1   Notes 3
        ───────────━━━━━━━━─────────────────────────────────────────────────────────────────
        ");
    }

    #[test]
    fn tabs_without_room_are_counted_but_the_active_one_shows() {
        insta::assert_snapshot!(shown(66, 0), @"
        Overview   Orders 4   Cases 2   Invoices 5   Returns 1   More 2
        ━━━━━━━━──────────────────────────────────────────────────────────
        ");
        insta::assert_snapshot!(shown(66, 6), @"
        Overview   Orders 4   Cases 2   Invoices 5   Notes 3   More 2
        ─────────────────────────────────────────────━━━━━━━──────────────
        ");
    }

    #[test]
    fn there_may_be_no_room_and_no_tab() {
        assert_eq!(shown(3, 0), "Ove\n━━━");
        stage::show(3, 2, |buffer, area| draw(buffer, area, &[], 4, stage::dark()));
    }
}
