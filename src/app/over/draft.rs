//! What is typed into a line that becomes part of a record, a promise or a word for the next agent, stays on the sheet that
//! it is about, like every other text.

use super::{Kind, Over};
use crate::app::sheet::{PASS_ON, PROMISE, SAY};
use crate::app::state::State;
use crate::ui::editor::Editor;

impl Kind {
    /// The field of a sheet in which the line stays; `None` for what is only searched.
    const fn field(self) -> Option<&'static str> {
        match self {
            Self::PassOn => Some(PASS_ON),
            Self::Promise => Some(PROMISE),
            Self::Say => Some(SAY),
            Self::Palette
            | Self::Help
            | Self::Customers
            | Self::BelongsTo
            | Self::Presence
            | Self::Approvals
            | Self::UndoList
            | Self::Learned
            | Self::Missing
            | Self::Notices
            | Self::Leave
            | Self::Verbs
            | Self::Orders
            | Self::Macros
            | Self::NewMacro
            | Self::Past
            | Self::Suggestions
            | Self::Question => None,
        }
    }
}

/// The line as it was left.
pub(super) fn restored(state: &State, kind: Kind) -> Editor {
    let line = kind.field().and_then(|field| state.sheet()?.lines.get(field));
    line.cloned().unwrap_or_else(Editor::line)
}

/// Keeps the line as it is now, until what it says is done.
pub(super) fn keep(state: &mut State, over: &Over) {
    if let (Some(field), Some(sheet)) = (over.kind.field(), state.sheet_mut()) {
        sheet.lines.insert(field.to_owned(), over.input.clone());
    }
}
