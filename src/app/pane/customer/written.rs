//! The text of several lines that is being written in a form over the file.

use super::{deed, editing};
use crate::app::state::State;
use crate::ui::editor::{Editor, Layout};

/// The text of several lines that has the cursor.
pub(in crate::app) fn text(state: &State) -> Option<&Editor> {
    let form = match deed::shown(state) {
        Some(deed) => Some(&deed.form),
        None => editing::shown(state).map(|form| &form.form),
    };
    form?.text().filter(|text| text.layout() == Layout::Block)
}

/// The same, to be written.
pub(in crate::app) fn text_mut(state: &mut State) -> Option<&mut Editor> {
    let form = if deed::shown(state).is_some() {
        deed::shown_mut(state).map(|deed| &mut deed.form)
    } else {
        editing::shown_mut(state).map(|form| &mut form.form)
    };
    form?.text_mut().filter(|text| text.layout() == Layout::Block)
}
