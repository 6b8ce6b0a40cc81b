//! What was done and said at this desk: the acts that can be taken back, and the notices.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::action::Action;
use crate::domain::text::fold;
use crate::ui::list::Cell;
use crate::ui::rule::Tone;
use crate::ui::text;
use crate::ui::theme::Role;

/// The cells beside the words of a notice: its time, and the blanks and lines around both.
const BESIDE: u16 = 16;

/// The acts of the last day that can be taken back, the latest first.
pub(super) fn undoable(state: &State, over: &Over) -> Vec<Row> {
    let acts = state.done.iter().filter(|receipt| {
        let undo = matches!(receipt.action, Action::Undo { .. });
        !undo && !receipt.changes.is_empty() && receipt.undone_by.is_none()
    });
    acts.filter(|receipt| holds(&receipt.words(), over))
        .map(|receipt| {
            let mut whose: Vec<&str> = receipt.changes.iter().map(|change| change.reference.as_str()).collect();
            whose.dedup();
            let cells = vec![
                Cell::of(Role::Muted, state.wall().time(receipt.at)),
                Cell::text(capital(&receipt.words())),
                Cell::of(Role::Muted, whose.join(", ")),
            ];
            Row { cells, choice: Choice::Undo(receipt.id) }
        })
        .collect()
}

/// What the desk said, the latest first.
pub(super) fn notices(state: &State, over: &Over) -> Vec<Row> {
    let said = state.notices.iter().filter(|notice| holds(&notice.words, over));
    let cells = usize::from(state.size.0.saturating_sub(BESIDE));
    said.flat_map(|notice| {
        let role = match notice.tone {
            Tone::Quiet | Tone::Live => Role::Text,
            Tone::Late => Role::Warn,
            Tone::Failed => Role::Bad,
        };
        let mut time = Some(state.wall().time(notice.at));
        let lines = text::paragraph(&notice.words, cells);
        lines.into_iter().map(move |line| {
            let cells =
                vec![Cell::of(Role::Muted, time.take().unwrap_or_default()), Cell::of(role, line), Cell::text("")];
            Row { cells, choice: Choice::Close }
        })
    })
    .collect()
}

fn holds(words: &str, over: &Over) -> bool {
    fold(words).contains(&fold(over.text()))
}
