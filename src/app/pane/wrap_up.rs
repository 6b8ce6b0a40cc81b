//! The wrap-up, shown in the place of the customer's file: what came of the contact, by one key, what was done in it, and
//! what is promised.

use crossterm::event::KeyEvent;

use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::sheet::Subject;
use crate::app::state::State;
use crate::domain::journal::Receipt;
use crate::store::Draft;

/// The wrap-up of one contact, as far as it is filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct WrapUpForm;

impl WrapUpForm {
    /// The form as it was kept; `None` when the draft is of something else.
    pub(in crate::app) fn restored(_draft: &Draft) -> Option<Self> {
        None
    }
}

/// Opens the wrap-up of the contact at hand, before its end too.
pub(in crate::app) fn open(_state: &mut State) -> Vec<Effect> {
    Vec::new()
}

/// The conversation of a contact is over; its wrap-up opens if the contact is shown.
pub(in crate::app) fn begin(_state: &mut State, _subject: Subject) {}

/// The contact is in the log.
pub(in crate::app) fn closed(_state: &mut State, _receipt: &Receipt) -> Vec<Effect> {
    Vec::new()
}

/// A key while the wrap-up shows and no text of it has the cursor: an outcome.
pub(in crate::app) fn key(_state: &mut State, _key: KeyEvent) -> Vec<Effect> {
    Vec::new()
}

pub(in crate::app) fn obey(_state: &mut State, _order: Order) -> Vec<Effect> {
    Vec::new()
}

/// A key for the text of the wrap-up that has the cursor.
pub(in crate::app) fn typed(_state: &mut State, _key: KeyEvent) -> Vec<Effect> {
    Vec::new()
}

/// A text pasted into it.
pub(in crate::app) fn pasted(_state: &mut State, _text: &str) -> Vec<Effect> {
    Vec::new()
}
