//! The form over a scripted answer: for one that is known, and for a new one. What may stand in a field is the rule's affair;
//! the form asks it and saves only what differs.

mod draw;
mod fields;

use crossterm::event::KeyEvent;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub(super) use self::draw::{cells, draw, is_beside};
use crate::app::contest::{Contest, Fields, writer};
use crate::app::setup::Setup;
use crate::app::update::capital;
use crate::domain::action::answer::{AnswerAction, merged};
use crate::domain::action::approval::ApprovalAction;
use crate::domain::action::limit::NEEDS_APPROVAL;
use crate::domain::action::{Action, Actor, Facts, Refusal};
use crate::domain::answer::{Answer, Past};
use crate::domain::journal::{Edit, Receipt};
use crate::domain::record::{RecordKind, Recorded};
use crate::domain::timestamp::Timestamp;
use crate::store::Draft;
use crate::ui::form::{Form, Item, Left, Pressed};

/// The record under which a new answer is kept.
pub(super) const NEW: &str = "new answer";

/// The name under which a record's form is kept.
const FIELD: &str = "answer";

/// The item that says why a change should be approved.
const REASON: &str = "reason";

/// What shows: the form, the answer as the customer would read it, or both versions of what was changed elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Showing {
    Form,
    Preview,
    Both,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Filling,
    Saving,
}

/// An answer, as far as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct AnswerForm {
    /// The answer as it was when the form began; `None` for a new one.
    pub(super) base: Option<Box<Answer>>,
    pub(super) form: Form,
    pub(super) showing: Showing,
    pub(super) stage: Stage,
    /// What was written elsewhere meanwhile.
    pub(super) contest: Contest,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    base: Option<Box<Answer>>,
    showing: Showing,
    contest: Contest,
    fields: Left,
}

fn layout() -> Fields<Answer> {
    Fields { names: fields::NAMES.to_vec(), text: fields::text, item: fields::item }
}

/// The record under which the form of an answer is kept.
pub(super) fn record_of(answer: &Answer) -> String {
    format!("answer {}", answer.id)
}

impl AnswerForm {
    /// The form of an answer.
    pub(super) fn of(answer: &Answer, setup: &Setup) -> Self {
        Self::begun(Some(Box::new(answer.clone())), setup)
    }

    /// The form of a new answer with this title.
    pub(super) fn new(title: &str, setup: &Setup) -> Self {
        let mut form = Self::begun(None, setup);
        form.put("title", title);
        form
    }

    fn begun(base: Option<Box<Answer>>, setup: &Setup) -> Self {
        let mut items = fields::items(base.as_deref().unwrap_or(&Answer::default()));
        let policy = &setup.house.policy;
        let was_agreed_on = base.as_ref().is_some_and(|base| policy.answers.approval && !base.is_draft(policy));
        if was_agreed_on && !policy.may_approve(&setup.agent) {
            items.push(Item::line(REASON, "Why", "").needed().group());
        }
        let form = Form::new(items);
        Self { base, form, showing: Showing::Form, stage: Stage::Filling, contest: Contest::default() }
    }

    /// The record under which it is kept.
    pub(super) fn record(&self) -> String {
        self.base.as_ref().map_or_else(|| NEW.to_owned(), |base| record_of(base))
    }

    /// Writes a text into a field.
    fn put(&mut self, name: &str, text: &str) {
        let known = fields::NAMES.into_iter().find(|known| *known == name);
        if let Some((name, item)) = known.and_then(|name| Some((name, self.form.item_mut(name)?))) {
            *item = fields::item(name, text);
        }
    }

    /// Fills the fields from another version of the answer.
    pub(super) fn fill(&mut self, other: &Answer) {
        for name in fields::NAMES {
            self.put(name, &fields::text(other, name));
        }
    }

    /// Obeys a key.
    pub(super) fn press(&mut self, key: KeyEvent, cells: u16) -> Pressed {
        let Self { base, form, .. } = self;
        form.press(key, cells, &|name, text| refused(base.as_deref(), name, text))
    }

    /// The answer as it would be with what is written so far; without what is refused.
    pub(super) fn written(&self) -> Answer {
        let base = self.base.as_deref().cloned().unwrap_or_default();
        let mut answer = Answer { title: self.form.value("title"), ..base };
        for (name, value) in self.patch() {
            answer = merged(&answer, &Map::from_iter([(name, value)])).unwrap_or(answer);
        }
        answer
    }

    /// The action that saves it; `None` when nothing differs.
    ///
    /// # Errors
    /// In words, when a field is refused; the field says why too.
    pub(super) fn finish(&mut self, setup: &Setup, at: Timestamp) -> Result<Option<Action>, String> {
        let settled = self.contest.settle(&mut self.form, &layout());
        self.showing = if settled.is_ok() { Showing::Form } else { Showing::Both };
        settled?;
        let patch = self.patch();
        if patch.is_empty() {
            return Ok(None);
        }
        let Self { base, form, .. } = self;
        let check = |name: &'static str, text: &str| refused(base.as_deref(), name, text);
        form.finish(&check).map_err(|label| format!("{label} cannot be saved so; see below it"))?;
        let action = self.action(patch);
        match self.edits(&action, setup, at) {
            Ok(_) => Ok(Some(action)),
            Err(refusal) if refusal.code == NEEDS_APPROVAL => {
                let (request, reason) = (Box::new(action), self.form.value(REASON));
                Ok(Some(Action::Approval(ApprovalAction::RequestApproval { request, reason })))
            }
            Err(refusal) => {
                let field = if refusal.code == "bad_days" { "valid_until" } else { "title" };
                self.refuse(field, &refusal.message);
                Err(capital(&refusal.message))
            }
        }
    }

    /// Says below a field why it cannot be saved so, and goes there.
    pub(super) fn refuse(&mut self, field: &'static str, why: &str) {
        if let Some(item) = self.form.item_mut(field) {
            item.error = Some(why.to_owned());
        }
        self.form.go_to(field);
    }

    /// What the action would do, as its rule decides it.
    fn edits(&self, action: &Action, setup: &Setup, at: Timestamp) -> Result<Vec<Edit>, Refusal> {
        let records = self.base.as_deref().cloned().map(Recorded::recorded).into_iter().collect();
        let facts = Facts { records, ..Facts::default() };
        action.rule(&facts, &setup.house, &Actor { agent: setup.agent.clone(), contact: None, at })
    }

    fn action(&self, mut details: Map<String, Value>) -> Action {
        Action::Answer(if let Some(base) = &self.base {
            let (answer, version) = (base.reference.clone(), Some(base.version));
            AnswerAction::ChangeAnswer { answer, version, details }
        } else {
            details.remove("title");
            let (title, reference) = (self.form.value("title"), String::new());
            AnswerAction::WriteAnswer { title, reference, details }
        })
    }

    /// The details that differ from what they were.
    fn patch(&self) -> Map<String, Value> {
        let nothing = Answer::default();
        let before = self.base.as_deref().unwrap_or(&nothing);
        let changed = |item: &&Item| item.name != REASON && item.value() != fields::text(before, item.name).trim();
        let changed = self.form.items().iter().filter(changed);
        changed.map(|item| (item.name.to_owned(), fields::value(item.name, &item.value()))).collect()
    }

    /// Whether nothing is written that is not in the answer already.
    pub(super) fn is_untouched(&self) -> bool {
        self.patch().is_empty()
    }

    /// The answer was changed elsewhere while the form lay open: what was not touched here follows, of what was both
    /// versions are kept. Says so in words.
    pub(super) fn rebase(&mut self, now: &Answer, history: &[Past]) -> Option<String> {
        let base = self.base.take_if(|base| base.id == now.id)?;
        self.base = Some(Box::new(now.clone()));
        if base.version == now.version {
            return None;
        }
        let receipts: Vec<Receipt> = history.iter().filter_map(|past| past.receipt.clone()).collect();
        let writer = writer(&receipts, RecordKind::Answer, now.id.0, now.version);
        let words = self.contest.rebase(&mut self.form, &layout(), (&*base, now), writer);
        if self.showing == Showing::Both && self.contest.fields.is_empty() {
            self.showing = Showing::Form;
        }
        words
    }

    /// A form of a record as the store is to keep it.
    pub(super) fn draft(record: &str, form: Option<&Self>) -> Draft {
        let Some(form) = form else { return Draft::none(record, FIELD) };
        let (base, showing, contest, fields) =
            (form.base.clone(), form.showing, form.contest.clone(), form.form.left());
        Draft::of(record, FIELD, &Kept { base, showing, contest, fields })
    }

    /// The form of a draft; `None` when the draft is of something else.
    pub(super) fn restored(draft: &Draft, setup: &Setup) -> Option<Self> {
        let kept: Kept = serde_json::from_str(&draft.text).ok().filter(|_| draft.field == FIELD)?;
        let mut form = Self::begun(kept.base, setup);
        (form.showing, form.contest) = (kept.showing, kept.contest);
        form.form.take_up(&kept.fields);
        Some(form)
    }
}

/// Why this text cannot stand in this field. Whether the days agree shows only when all is filled in.
fn refused(base: Option<&Answer>, name: &'static str, text: &str) -> Option<String> {
    if name == REASON {
        return None;
    }
    let base = base.cloned().unwrap_or_else(|| Answer { title: "?".to_owned(), ..Answer::default() });
    let refusal = merged(&base, &Map::from_iter([(name.to_owned(), fields::value(name, text))])).err()?;
    (refusal.code != "bad_days").then_some(refusal.message)
}
