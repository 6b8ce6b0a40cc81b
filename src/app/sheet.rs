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

use super::pane::answers::AnswersView;
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
    /// The reply being written to the customer.
    pub reply: Editor,
    /// Whether the store has the reply.
    pub reply_kept: Keeping,
    /// The reply that is on its way into the transcript, and from there to the customer.
    pub sending: Option<String>,
    /// Which of the two had the cursor last, once one had it.
    pub wrote: Option<Writing>,
    /// Where the agent is in the file.
    pub customer: CustomerView,
    /// Where the agent is in the answers.
    pub answers: AnswersView,
    /// Where the agent is in the log.
    pub log: LogView,
    /// The wrap-up, once it was begun.
    pub wrap_up: Option<WrapUpForm>,
    /// The answers taken for it, the latest last.
    pub read: Vec<String>,
}

/// The texts that are written for a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// The note, for the next agent.
    Note,
    /// The reply, for the customer.
    Reply,
}

impl Writing {
    pub(super) const ALL: [Self; 2] = [Self::Note, Self::Reply];

    /// The name under which the store keeps it.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Reply => "reply",
        }
    }
}

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
            reply: Editor::block(),
            reply_kept: Keeping::default(),
            sending: None,
            wrote: None,
            customer: CustomerView::default(),
            answers: AnswersView::default(),
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

    /// The text that is written: the one that had the cursor last, else the reply where the customer is answered in
    /// writing. Nothing more is replied to a customer who has left.
    #[must_use]
    pub(super) fn writing(&self) -> Writing {
        let answered_in_writing = self.contact.as_ref().is_some_and(|contact| contact.channel.is_written());
        match self.wrote {
            _ if self.customer_left() => Writing::Note,
            Some(writing) => writing,
            None if answered_in_writing => Writing::Reply,
            None => Writing::Note,
        }
    }

    /// Whether the customer waited on the other end and is gone by now.
    #[must_use]
    pub(super) fn customer_left(&self) -> bool {
        self.is_wrapping() && self.contact.as_ref().is_some_and(|contact| contact.channel.is_live())
    }

    /// The name by which the store keeps what is written here.
    #[must_use]
    pub(super) fn record(&self) -> String {
        match self.subject {
            Subject::Contact(id) => format!("contact {id}"),
            Subject::Customer(id) => format!("customer {id}"),
        }
    }

    /// One of its texts.
    #[must_use]
    pub(super) fn text(&self, writing: Writing) -> &Editor {
        match writing {
            Writing::Note => &self.note,
            Writing::Reply => &self.reply,
        }
    }

    /// One of its texts and whether the store has it, to be written.
    pub(super) fn text_mut(&mut self, writing: Writing) -> (&mut Editor, &mut Keeping) {
        match writing {
            Writing::Note => (&mut self.note, &mut self.note_kept),
            Writing::Reply => (&mut self.reply, &mut self.reply_kept),
        }
    }

    /// Whether the store has one of its texts.
    #[must_use]
    pub(super) fn kept(&self, writing: Writing) -> Keeping {
        match writing {
            Writing::Note => self.note_kept,
            Writing::Reply => self.reply_kept,
        }
    }

    /// One of its texts as the store is to keep it.
    #[must_use]
    pub(super) fn text_draft(&self, writing: Writing) -> Draft {
        let editor = self.text(writing);
        let (text, caret) = (editor.text().to_owned(), editor.cursor());
        Draft { record: self.record(), field: writing.field().to_owned(), text, caret }
    }

    /// Everything that is written here as the store is to keep it.
    #[must_use]
    pub(super) fn drafts(&self) -> Vec<Draft> {
        let form = self.wrap_up.as_ref().map(|form| form.draft(&self.record()));
        Writing::ALL
            .map(|writing| self.text_draft(writing))
            .into_iter()
            .chain(form)
            .filter(|draft| !draft.text.is_empty())
            .collect()
    }

    /// Puts a kept draft back where it was written.
    pub(super) fn restore(&mut self, draft: &Draft, at: Timestamp, setup: &Setup) {
        if let Some(writing) = Writing::ALL.into_iter().find(|writing| writing.field() == draft.field) {
            let (editor, kept) = self.text_mut(writing);
            *editor = Editor::restored(&draft.text, draft.caret, Layout::Block);
            *kept = Keeping::Kept(at);
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
