//! What lies on the desk for one contact or one customer: the file, the note, and where the agent was in them. Each open
//! contact has its own, so that nothing typed for one can land in another.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::app::setup::Setup;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::customer::Customer;
use crate::domain::file::CustomerFile;
use crate::domain::fill::Basis;
use crate::domain::id::{ContactId, CustomerId};
use crate::domain::phone::Phone;
use crate::domain::timestamp::Timestamp;
use crate::store::Draft;
use crate::ui::editor::{Editor, Layout};

use super::learn::Taken;
use super::pane::answers::AnswersView;
use super::pane::customer::CustomerView;
use super::pane::log::LogView;
use super::pane::wrap_up::WrapUpForm;

/// What a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A contact, with its customer where that is known.
    Contact(ContactId),
    /// A customer who was looked up.
    Customer(CustomerId),
}

impl Subject {
    /// The name by which the store keeps what is written about it.
    #[must_use]
    pub(super) fn record(self) -> String {
        match self {
            Self::Contact(id) => format!("contact {id}"),
            Self::Customer(id) => format!("customer {id}"),
        }
    }

    /// What such a name is of.
    #[must_use]
    pub(super) fn of_record(record: &str) -> Option<Self> {
        let (kind, id) = record.split_once(' ')?;
        let id = id.parse().ok()?;
        match kind {
            "contact" => Some(Self::Contact(ContactId(id))),
            "customer" => Some(Self::Customer(CustomerId(id))),
            _ => None,
        }
    }
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

/// The line with a word for the agent to whom a contact is passed on.
pub(super) const PASS_ON: &str = "pass on";

/// The line with a promise.
pub(super) const PROMISE: &str = "promise";

/// The line that says what is to be done.
pub(super) const SAY: &str = "say";

/// The lines typed over the screen that become part of a record.
pub(super) const LINES: [&str; 3] = [PASS_ON, PROMISE, SAY];

/// The field under which the store keeps where the agent is on a sheet.
pub(super) const PLACE: &str = "place";

/// Where the agent is on a sheet, and what was read.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Place {
    wrote: Option<Writing>,
    selected: Option<Range<usize>>,
    customer: CustomerView,
    answers: AnswersView,
    log: LogView,
    read: Vec<String>,
    ignored: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bases: Vec<Basis>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    taken: Vec<Taken>,
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
    /// The reply being written to the customer.
    pub reply: Editor,
    /// The lines typed over the screen that become part of a record, each by its field.
    pub lines: BTreeMap<String, Editor>,
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
    /// Those of them of which the lookup is still to hear what became of them.
    pub taken: Vec<Taken>,
    /// What may stand in its texts although it would be marked.
    pub ignored: Vec<String>,
    /// What its texts were filled from, the latest last.
    pub bases: Vec<Basis>,
    /// The text of which the agent was told that something in it is missing or not so any more.
    pub told: Option<(Writing, String)>,
}

/// The texts that are written for a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
            reply: Editor::block(),
            lines: BTreeMap::new(),
            sending: None,
            wrote: None,
            customer: CustomerView::default(),
            answers: AnswersView::default(),
            log: LogView::default(),
            wrap_up: None,
            read: Vec::new(),
            taken: Vec::new(),
            ignored: Vec::new(),
            bases: Vec::new(),
            told: None,
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
        self.subject.record()
    }

    /// One of its texts.
    #[must_use]
    pub(super) fn text(&self, writing: Writing) -> &Editor {
        match writing {
            Writing::Note => &self.note,
            Writing::Reply => &self.reply,
        }
    }

    /// One of its texts, to be written.
    pub(super) fn text_mut(&mut self, writing: Writing) -> &mut Editor {
        match writing {
            Writing::Note => &mut self.note,
            Writing::Reply => &mut self.reply,
        }
    }

    /// Everything of it as the store is to keep it; empty where there is nothing to keep any more.
    #[must_use]
    pub(super) fn drafts(&self) -> Vec<Draft> {
        let record = self.record();
        let of_text = |field: &str, editor: Option<&Editor>| {
            let left =
                editor.map(|editor| (editor.text().to_owned(), editor.cursor())).filter(|(text, _)| !text.is_empty());
            let (text, caret) = left.unwrap_or_default();
            Draft { record: record.clone(), field: field.to_owned(), text, caret }
        };
        let place = Place {
            wrote: self.wrote,
            selected: self.text(self.writing()).selected(),
            customer: self.customer.without_form(),
            answers: self.answers.clone(),
            log: self.log.clone(),
            read: self.read.clone(),
            ignored: self.ignored.clone(),
            bases: self.bases.clone(),
            taken: self.taken.clone(),
        };
        let is_new = place == Place::default();
        let mut drafts = vec![
            self.customer.draft(&record),
            self.customer.deeds(&record),
            self.wrap_up.as_ref().map_or_else(|| WrapUpForm::no_draft(&record), |form| form.draft(&record)),
            if is_new { Draft::none(&record, PLACE) } else { Draft::of(&record, PLACE, &place) },
        ];
        drafts.extend(Writing::ALL.map(|writing| of_text(writing.field(), Some(self.text(writing)))));
        drafts.extend(LINES.map(|line| of_text(line, self.lines.get(line))));
        drafts
    }

    /// Puts everything back as it was kept.
    pub(super) fn take_up<'a>(&mut self, drafts: impl IntoIterator<Item = &'a Draft>, setup: &Setup) {
        let mut place = None;
        for draft in drafts {
            if let Some(writing) = Writing::ALL.into_iter().find(|writing| writing.field() == draft.field) {
                *self.text_mut(writing) = Editor::restored(&draft.text, draft.caret, Layout::Block);
            } else if LINES.contains(&draft.field.as_str()) {
                self.lines.insert(draft.field.clone(), Editor::restored(&draft.text, draft.caret, Layout::Line));
            } else if draft.field == PLACE {
                place = serde_json::from_str::<Place>(&draft.text).ok();
            } else if let Some(form) = WrapUpForm::restored(draft, setup) {
                self.wrap_up = Some(form);
            } else {
                self.customer.take_up_form(draft);
            }
        }
        let Some(place) = place else { return };
        self.customer.take_up(&place.customer);
        (self.wrote, self.answers, self.log) = (place.wrote, place.answers, place.log);
        (self.read, self.ignored, self.bases) = (place.read, place.ignored, place.bases);
        self.taken = place.taken;
        if let Some(selected) = place.selected {
            self.text_mut(self.writing()).select(selected);
        }
    }

    /// Whether something is written on it that is saved nowhere else.
    #[must_use]
    pub(super) fn is_written_on(&self) -> bool {
        self.drafts().iter().any(|draft| draft.field != PLACE && !draft.text.is_empty())
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
