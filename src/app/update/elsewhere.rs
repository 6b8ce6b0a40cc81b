//! What the same agent writes at another desk. A text has one form, whichever desk it is written at: what is kept from there
//! stands here before the next key is pressed, so that no desk writes over what it has not seen.

use crate::app::sheet::{LINES, PLACE, Subject, Writing};
use crate::app::state::State;
use crate::store::Draft;

impl State {
    /// Takes over what the store has of another desk, of all that it was asked for. Where an agent is stays a matter of
    /// each desk.
    pub(super) fn take_over(&mut self, drafts: &[Draft]) {
        for draft in self.kept.written_elsewhere(drafts) {
            let Some(subject) = Subject::of_record(&draft.record).filter(|_| draft.field != PLACE) else { continue };
            let is_lost = draft.text.is_empty() && !(is_text(&draft.field) && self.is_at_hand(subject));
            if let Some(sheet) = self.sheets.get_mut(&subject) {
                let mut taken = sheet.clone();
                taken.take_up([&draft], &self.setup);
                if is_lost || !taken.drafts().contains(&draft) {
                    continue;
                }
                *sheet = taken;
            }
            self.kept.is_kept_elsewhere(draft, self.now);
        }
    }

    /// Whether what is written about it is still being written: a contact that was closed elsewhere keeps here what is not
    /// in the log.
    fn is_at_hand(&self, subject: Subject) -> bool {
        match subject {
            Subject::Contact(id) => self.desk.own.iter().any(|own| own.contact.id == id),
            Subject::Customer(_) => true,
        }
    }
}

/// Whether a draft is a text by itself, which may be emptied elsewhere or sent.
fn is_text(field: &str) -> bool {
    LINES.contains(&field) || Writing::ALL.iter().any(|writing| writing.field() == field)
}
