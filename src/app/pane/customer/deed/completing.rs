//! The box of completions under the active field: arrows move in it, Enter takes what is marked, Esc closes it alone.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Effect, State, filling, shown, shown_mut};
use crate::ui::editor::{Editor, Layout};
use crate::ui::form::{Input, Need};
use crate::ui::list::Step;
use crate::ui::popup::MOST_ROWS;

/// What a key does to the box; `None` where there is none, or the key is not for it.
pub(super) fn pressed(state: &mut State, key: KeyEvent) -> Option<Vec<Effect>> {
    let deed = shown(state)?;
    let fits = deed.fits(state);
    let mut list = deed.completing.filter(|_| !fits.is_empty())?;
    if let Some(step) = Step::of_arrow(key.code) {
        list.step(step, fits.len(), MOST_ROWS);
        shown_mut(state)?.completing = Some(list);
        return Some(Vec::new());
    }
    let typed_nothing = deed.active().is_some_and(|(_, text)| text.is_empty());
    let wanted = deed.form.active().is_some_and(|item| item.need == Need::Needed) || list.marked > 0;
    // Who goes on from a field that may stay empty has taken nothing.
    let takes = key.code == KeyCode::Enter && (wanted || !typed_nothing) || key.code == KeyCode::Tab && !typed_nothing;
    let fit = fits.get(list.marked).filter(|_| takes)?.text.clone();
    let (field, text) = deed.active()?;
    let (before, _) = filling::parted(field, &text);
    let before = before.trim_end();
    let whole = match before {
        "" => fit,
        before if before.ends_with(|c: char| c.is_ascii_digit()) => format!("{before} x {fit}"),
        before => format!("{before} {fit}"),
    };
    let deed = shown_mut(state)?;
    deed.completing = None;
    let name = deed.form.active()?.name;
    let item = deed.form.item_mut(name)?;
    item.error = None;
    if let Input::Text(editor) = &mut item.input {
        *editor = Editor::of(&whole, Layout::Line);
    }
    Some(super::look(state))
}

/// Closes the box; whether one was open.
pub(super) fn close(state: &mut State) -> bool {
    let open = shown(state).is_some_and(|deed| deed.completing.is_some() && !deed.fits(state).is_empty());
    if let Some(deed) = shown_mut(state) {
        deed.completing = None;
    }
    open
}
