//! What is typed into a line that becomes part of a record, a promise or a word for the next agent, is kept as it is
//! typed, like every other text.

use super::{Kind, Over};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::store::Draft;
use crate::ui::editor::{Editor, Layout};

impl Kind {
    /// The name under which the line is kept; `None` for what is only searched.
    const fn field(self) -> Option<&'static str> {
        match self {
            Self::PassOn => Some("pass on"),
            Self::Promise => Some("promise"),
            Self::Palette
            | Self::Help
            | Self::Customers
            | Self::BelongsTo
            | Self::Presence
            | Self::UndoList
            | Self::Notices
            | Self::Leave => None,
        }
    }
}

/// The line as it was left.
pub(super) fn restored(state: &State, kind: Kind) -> Editor {
    let record = state.sheet().map(crate::app::sheet::Sheet::record).unwrap_or_default();
    let kept = state.drafts.iter().find(|draft| draft.record == record && Some(draft.field.as_str()) == kind.field());
    kept.map_or_else(Editor::line, |draft| Editor::restored(&draft.text, draft.caret, Layout::Line))
}

/// Keeps the line as it is now.
pub(super) fn keep(state: &mut State, over: &Over) -> Option<Effect> {
    let (text, caret) = (over.input.text().to_owned(), over.input.cursor());
    keep_as(state, over.kind, text, caret)
}

/// The line has done its work.
pub(super) fn drop(state: &mut State, kind: Kind) -> Option<Effect> {
    keep_as(state, kind, String::new(), 0)
}

fn keep_as(state: &mut State, kind: Kind, text: String, caret: usize) -> Option<Effect> {
    let draft = Draft { record: state.sheet()?.record(), field: kind.field()?.to_owned(), text, caret };
    state.drafts.retain(|known| known.record != draft.record || known.field != draft.field);
    if !draft.text.is_empty() {
        state.drafts.push(draft.clone());
    }
    Some(state.keep(draft))
}
