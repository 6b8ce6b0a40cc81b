//! The pane while no file is open: what will stand there, and the keys that open one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keymap::{Binding, Order, Place};
use crate::app::state::{Loaded, State};
use crate::ui::theme::Role;
use crate::ui::{pen, text};

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let inside = pen::inside(area);
    pen::put(buffer, inside, 0, 1, "Nothing is open.", theme.style(Role::Text));
    let words = "The file of whoever rings, writes or comes to the counter opens here before you answer.";
    let mut y = 2;
    for line in text::paragraph(words, usize::from(inside.width)) {
        pen::put(buffer, inside, 0, y, &line, theme.style(Role::Text));
        y += 1;
    }
    let key = |order| state.setup.keymap.key_of(order);
    let mut verbs = vec![
        (key(Order::SearchCustomers), "search a customer by name, number, order or postcode".to_owned()),
        (key(Order::NewCustomer), "add a customer".to_owned()),
    ];
    if state.customers == 0 && state.loaded == Loaded::Desk {
        verbs.push((key(Order::FirstSteps), "first steps: look around in a sample, or read in a file".to_owned()));
    }
    draw_verbs(state, &verbs, inside, y + 1, buffer);
}

/// Keys with what they do, a line each.
pub(super) fn draw_verbs(state: &State, verbs: &[(String, String)], inside: Rect, y: u16, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    for (y, (key, words)) in (y..).zip(verbs) {
        pen::put(buffer, inside, 0, y, key, theme.strong(Role::Text));
        let words = text::cut(words, usize::from(inside.width.saturating_sub(9)));
        pen::put(buffer, inside, 9, y, &words, theme.style(Role::Muted));
    }
}

/// The key of an order where the first steps show.
pub(super) fn key_in(state: &State, order: Order) -> String {
    let has_order = |binding: &&Binding| binding.order == order && !binding.chords.is_empty();
    let here = state.setup.keymap.of(Place::FirstSteps).find(has_order);
    here.or_else(|| state.setup.keymap.of(Place::Everywhere).find(has_order))
        .and_then(|binding| binding.chords.first().map(ToString::to_string))
        .unwrap_or_default()
}
