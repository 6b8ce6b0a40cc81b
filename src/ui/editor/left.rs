//! A text as it was left, to be written down and taken up again. The history of its changes is not among it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Editor, Layout};

#[derive(Serialize, Deserialize)]
pub(super) struct Left {
    text: String,
    cursor: usize,
    layout: Layout,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    selected: Option<Range<usize>>,
}

impl From<Editor> for Left {
    fn from(editor: Editor) -> Self {
        let selected = editor.selected();
        Self { cursor: editor.cursor, layout: editor.layout, text: editor.text, selected }
    }
}

impl From<Left> for Editor {
    fn from(left: Left) -> Self {
        let mut editor = Self::restored(&left.text, left.cursor, left.layout);
        if let Some(selected) = left.selected {
            editor.select(selected);
        }
        editor
    }
}
