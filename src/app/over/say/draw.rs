//! Draws the line, where it stops and what would fit there, and what it would do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Over, State, fits, spoken};
use crate::app::preview;
use crate::domain::spoken::Spoken;
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List};
use crate::ui::theme::{Focus, Role};
use crate::ui::{field, pen, popup, text};

/// How many rows show what would fit.
pub(super) const FITS: u16 = 5;

/// How many rows it takes on a low screen, and on a high one.
const HEIGHT: (u16, u16) = (14, 20);

/// From so many rows on a screen is a high one.
const FROM: u16 = 34;

/// Draws it; where the cursor belongs.
pub(in crate::app::over) fn draw(state: &State, over: &Over, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let height = if screen.height >= FROM { HEIGHT.1 } else { HEIGHT.0 }.min(screen.height.saturating_sub(1));
    let area = Rect { y: screen.bottom().saturating_sub(height + 1), height, ..screen };
    let name = state.sheet().map(crate::app::sheet::Sheet::name).unwrap_or_default();
    let inside = pen::inside(popup::frame(buffer, area, &format!("Say what is to be done for {name}"), theme));
    let column = pen::put(buffer, inside, 0, 0, "; ", theme.strong(Role::Text));
    let line = Rect { x: inside.x + column, width: inside.width.saturating_sub(column), height: 1, ..inside };
    if over.input.is_empty() {
        let example = "return 104233 pegs -> gift card; promise call tue 9";
        pen::put(buffer, line, 0, 0, &text::cut(example, usize::from(line.width)), theme.style(Role::Muted));
    }
    let cursor = field::line(buffer, line, &over.input, Focus::Here, theme.style(Role::Text)).0;
    let said = spoken(state, over);
    let (role, words) = told(over, &said);
    pen::put(buffer, inside, 0, 1, &text::cut(&words, usize::from(inside.width)), theme.style(role));
    let taken =
        draw_fits(state, over, Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside }, buffer);
    let below = Rect { y: inside.y + 2 + taken, height: inside.height.saturating_sub(2 + taken), ..inside };
    preview::draw(state, &over.preview.lines(state), below, buffer);
    cursor
}

/// Where it stops and why, or that Enter does it.
fn told(over: &Over, said: &Spoken) -> (Role, String) {
    if let Some(refused) = &over.refused {
        return (Role::Warn, format!("{} {refused}", sign::LATE));
    }
    match &said.stop {
        Some(stop) if stop.at.is_empty() => (Role::Muted, crate::app::update::capital(&stop.why.words)),
        Some(stop) => (Role::Warn, format!("{} {}", sign::LATE, stop.why.words)),
        None if said.actions.is_empty() => {
            (Role::Muted, "A verb first, then what it is about; several with ; between them".to_owned())
        }
        None => match (over.preview.refusal(), over.preview.shown()) {
            (Some(_), _) => (Role::Warn, format!("{} Not possible so", sign::LATE)),
            (None, Some(shown)) if shown.len() > 1 => (Role::Muted, format!("Enter does all {}, or none", shown.len())),
            (None, Some(_)) => (Role::Muted, "Enter does it".to_owned()),
            (None, None) => (Role::Muted, String::new()),
        },
    }
}

/// Draws what would fit, the marked one first in line for Tab; how many rows that took.
fn draw_fits(state: &State, over: &Over, area: Rect, buffer: &mut Buffer) -> u16 {
    let fits = fits(state, over);
    let rows = u16::try_from(fits.len()).unwrap_or(u16::MAX).min(FITS).min(area.height);
    let columns = [Column::new("", Width::Whole(12)), Column::new("", Width::Rest(10))];
    let list = List { columns: &columns, len: fits.len(), focus: Some(Focus::Here), after: "more", before: "above" };
    list.draw(buffer, Rect { height: rows, ..area }, &over.list, state.setup.theme, |index| {
        let fit = fits.get(index).cloned().unwrap_or_default();
        vec![Cell::text(fit.text), Cell::of(Role::Muted, fit.words)]
    });
    rows
}
