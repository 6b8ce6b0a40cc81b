//! What of a file shows while nobody has seen yet that the customer is who they say, and what is to be asked.

use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::file::CustomerFile;
use crate::domain::masked::masked;
use crate::domain::policy::Hidden;

/// Whether whoever is on the line is still to show who they are.
fn is_open(sheet: &Sheet) -> bool {
    sheet.contact.as_ref().is_some_and(|contact| contact.state.is_on_desk() && contact.identity.is_none())
}

/// A detail as it may show: numbers and mail addresses masked, the others not at all.
pub(super) fn shown(state: &State, sheet: &Sheet, hidden: Hidden, text: String) -> String {
    if text.is_empty() || !is_open(sheet) || !state.setup.house.policy.identity.hides.contains(&hidden) {
        return text;
    }
    match hidden {
        Hidden::Phones | Hidden::Emails => masked(&text),
        Hidden::Address | Hidden::PaymentMethods | Hidden::Note => "hidden until the identity is checked".to_owned(),
    }
}

/// Whether something of the file that shows is hidden.
pub(super) fn hides(state: &State) -> bool {
    !state.setup.house.policy.identity.hides.is_empty() && state.sheet().is_some_and(is_open)
}

/// What is to be asked before something can be done.
pub(super) fn warning(state: &State, sheet: &Sheet, file: &CustomerFile) -> Option<String> {
    let policy = &state.setup.house.policy.identity;
    let own = sheet.contact.as_ref().is_some_and(|contact| contact.customer == Some(file.customer.id));
    if policy.verbs.is_empty() || !own || !is_open(sheet) {
        return None;
    }
    let details = match policy.details.max(1) {
        1 => "1 detail".to_owned(),
        more => format!("{more} details"),
    };
    Some(format!("Identity not checked: ask for {details} of the file before anything is changed."))
}
