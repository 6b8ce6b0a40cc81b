//! What lies on the desk for one contact or one customer: the file, the note, and where the agent was in them. Each open
//! contact has its own, so that nothing typed for one can land in another.

use crate::app::setup::Setup;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::customer::Customer;
use crate::domain::file::CustomerFile;
use crate::domain::id::{ContactId, CustomerId};
use crate::domain::phone::Phone;
use crate::domain::timestamp::Timestamp;
use crate::store::Draft;
use crate::ui::editor::{Editor, Layout};

use super::pane::customer::CustomerView;
use super::pane::log::{Keeping, LogView};
use super::pane::wrap_up::WrapUpForm;

/// What a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A contact, with its customer where that is known.
    Contact(ContactId),
    /// A customer who was looked up.
    Customer(CustomerId),
}

/// Whose file it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Whose {
    /// The store was asked.
    Asked,
    /// This customer's.
    Known(Box<CustomerFile>),
    /// One of these, or nobody's yet.
    Unknown(Vec<Customer>),
}

/// What lies on the desk for one subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    /// What it is about.
    pub subject: Subject,
    /// The contact, where it is about one.
    pub contact: Option<Contact>,
    /// The customer's file.
    pub whose: Whose,
    /// When the store was first asked whose file it is.
    pub asked_at: Timestamp,
    /// The note being written.
    pub note: Editor,
    /// Whether the store has the note.
    pub note_kept: Keeping,
    /// Where the agent is in the file.
    pub customer: CustomerView,
    /// Where the agent is in the log.
    pub log: LogView,
    /// The wrap-up, once it was begun.
    pub wrap_up: Option<WrapUpForm>,
    /// The answers taken for it, the latest last.
    pub read: Vec<String>,
}

/// The name under which a contact's note is kept.
pub(super) const NOTE: &str = "note";

impl Sheet {
    /// A sheet with nothing on it yet.
    #[must_use]
    pub(super) fn new(subject: Subject, contact: Option<Contact>, asked_at: Timestamp) -> Self {
        Self {
            subject,
            contact,
            whose: Whose::Asked,
            asked_at,
            note: Editor::block(),
            note_kept: Keeping::default(),
            customer: CustomerView::default(),
            log: LogView::default(),
            wrap_up: None,
            read: Vec::new(),
        }
    }

    /// The customer's file, once it is known whose it is.
    #[must_use]
    pub(super) fn file(&self) -> Option<&CustomerFile> {
        match &self.whose {
            Whose::Known(file) => Some(file),
            Whose::Asked | Whose::Unknown(_) => None,
        }
    }

    /// The name to show: the customer's, else what came with the contact, else where it came from.
    #[must_use]
    pub(super) fn name(&self) -> String {
        match (self.file(), &self.contact) {
            (Some(file), _) => file.customer.name(),
            (None, Some(contact)) => caller_name(contact),
            (None, None) => String::new(),
        }
    }

    /// Whether a note can be written: the contact is on the agent's desk.
    #[must_use]
    pub(super) fn takes_note(&self) -> bool {
        self.contact.as_ref().is_some_and(|contact| contact.state.is_on_desk())
    }

    /// The name by which the store keeps what is written here.
    #[must_use]
    pub(super) fn record(&self) -> String {
        match self.subject {
            Subject::Contact(id) => format!("contact {id}"),
            Subject::Customer(id) => format!("customer {id}"),
        }
    }

    /// The note as the store is to keep it.
    #[must_use]
    pub(super) fn note_draft(&self) -> Draft {
        let (text, caret) = (self.note.text().to_owned(), self.note.cursor());
        Draft { record: self.record(), field: NOTE.to_owned(), text, caret }
    }

    /// Everything that is written here as the store is to keep it.
    #[must_use]
    pub(super) fn drafts(&self) -> Vec<Draft> {
        let form = self.wrap_up.as_ref().map(|form| form.draft(&self.record()));
        [self.note_draft()].into_iter().chain(form).filter(|draft| !draft.text.is_empty()).collect()
    }

    /// Puts a kept draft back where it was written.
    pub(super) fn restore(&mut self, draft: &Draft, at: Timestamp, setup: &Setup) {
        if draft.field == NOTE {
            self.note = Editor::restored(&draft.text, draft.caret, Layout::Block);
            self.note_kept = Keeping::Kept(at);
        } else if let Some(form) = WrapUpForm::restored(draft, setup) {
            self.wrap_up = Some(form);
        } else {
            self.customer.restore(draft);
        }
    }

    /// Whether the contact is being wrapped up.
    #[must_use]
    pub(super) fn is_wrapping(&self) -> bool {
        self.contact.as_ref().is_some_and(|contact| contact.state == ContactState::Wrapping)
    }
}

/// What to call a contact whose customer is not known.
#[must_use]
pub(super) fn caller_name(contact: &Contact) -> String {
    match (contact.name.as_str(), contact.from.as_str()) {
        ("", "") => "number withheld".to_owned(),
        ("", from) => Phone::from_e164(from).map_or_else(|| from.to_owned(), |phone| phone.international()),
        (name, _) => name.to_owned(),
    }
}
