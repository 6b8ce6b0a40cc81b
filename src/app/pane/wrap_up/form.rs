//! What is filled in: the outcome, whether the matter is settled, the promise, and what comes after.

use serde::{Deserialize, Serialize};

use crate::app::setup::Setup;
use crate::domain::action::Keeper;
use crate::domain::agent::AgentState;
use crate::domain::contact::Resolution;
use crate::domain::disposition::{Disposition, FollowUp, Resolved};
use crate::domain::timestamp::Timestamp;
use crate::store::Draft;
use crate::ui::editor::{Editor, Layout};
use crate::ui::form::{Check, Choices, Choosing, Form, Input, Item, Left, Need};

/// The name under which a wrap-up is kept.
const FIELD: &str = "wrap_up";

/// What the outcome is called where it is missing.
pub(super) const OUTCOME: &str = "Outcome";

/// The choice by which a promise is everybody's.
pub(super) const ANYONE: &str = "anyone";

const ME: &str = "me";
const READY: &str = "ready";
const NOT_READY: &str = "not ready";
const YES: &str = "yes";
const NO: &str = "no";

/// The wrap-up of one contact, as far as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct WrapUpForm {
    pub(super) showing: Showing,
    pub(super) progress: Progress,
    pub(super) outcome: String,
    /// Whether an outcome is needed.
    pub(super) need: Need,
    /// The seconds that the agent took on top of those of the house.
    pub(super) more: i64,
    pub(super) error: Option<String>,
    pub(super) fields: Form,
}

/// Whether it shows in the place of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Showing {
    /// It does.
    Open,
    /// The agent went back to the file.
    Aside,
    /// It will, as soon as the text being written is left.
    Due,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// It is being filled in.
    Filling,
    /// The store was asked to close the contact.
    Sent,
}

/// A wrap-up as the store keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    showing: Showing,
    more: i64,
    outcome: String,
    error: Option<String>,
    fields: Left,
}

impl WrapUpForm {
    /// An empty one, open, with what the agent chose to come next.
    pub(super) fn new(setup: &Setup, after: &(AgentState, String)) -> Self {
        let next = match (after.0, after.1.as_str()) {
            (AgentState::NotReady, "") => NOT_READY,
            (AgentState::NotReady, reason) => reason,
            _ => READY,
        };
        Self::with_next(setup, next)
    }

    fn with_next(setup: &Setup, next: &str) -> Self {
        let mut then: Vec<&str> = vec![READY];
        then.extend(setup.not_ready.iter().map(|reason| reason.name.as_str()));
        if !then.contains(&next) {
            then.insert(1, next);
        }
        let then = Choices::new(Choosing::One, then);
        let need = if setup.wrap_up.mode.needs_outcome() { Need::Needed } else { Need::Optional };
        let settled = Item::choices("settled", "Settled", Choices::new(Choosing::One, [YES, NO]));
        let fields = Form::new(vec![
            Item { need, ..settled },
            Item::line("when", "Follow-up", ""),
            Item::line("what", "What", ""),
            Item::choices("who", "Kept by", Choices::new(Choosing::One, [ME, ANYONE]).chosen(ME)),
            Item::choices("then", "Then", then.chosen(next)),
        ]);
        let (showing, progress) = (Showing::Open, Progress::Filling);
        Self { showing, progress, outcome: String::new(), need, more: 0, error: None, fields }
    }

    /// The form as it was kept; `None` when the draft is of something else.
    pub(in crate::app) fn restored(draft: &Draft, setup: &Setup) -> Option<Self> {
        let kept: Kept = serde_json::from_str(&draft.text).ok().filter(|_| draft.field == FIELD)?;
        let mut form =
            Self::with_next(setup, kept.fields.value("then").filter(|then| !then.is_empty()).unwrap_or(READY));
        if let Some(outcome) = setup.house.dispositions.iter().find(|known| known.name == kept.outcome) {
            form.choose(outcome);
        }
        (form.showing, form.more, form.error) = (kept.showing, kept.more, kept.error);
        form.fields.take_up(&kept.fields);
        Some(form)
    }

    /// The form as the store is to keep it.
    pub(in crate::app) fn draft(&self, record: &str) -> Draft {
        let (showing, more, outcome, error) = (self.showing, self.more, self.outcome.clone(), self.error.clone());
        Draft::of(record, FIELD, &Kept { showing, more, outcome, error, fields: self.fields.left() })
    }

    /// The draft of no wrap-up.
    pub(in crate::app) fn no_draft(record: &str) -> Draft {
        Draft::none(record, FIELD)
    }

    /// Takes an outcome, with what it says of the matter and of a promise.
    pub(super) fn choose(&mut self, outcome: &Disposition) {
        self.outcome.clone_from(&outcome.name);
        self.error = None;
        match outcome.resolved {
            Resolved::Yes => self.pick("settled", YES),
            Resolved::No => self.pick("settled", NO),
            Resolved::Asked => {
                if let Some(item) = self.fields.item_mut("settled") {
                    item.input = Input::Choices(Choices::new(Choosing::One, [YES, NO]));
                }
            }
        }
        if let Some(item) = self.fields.item_mut("when") {
            item.need = match outcome.follow_up {
                FollowUp::Asked => Need::Needed,
                FollowUp::Optional => Need::Optional,
            };
            item.error = None;
        }
    }

    /// Says whether the matter is settled.
    pub(super) fn settle(&mut self, resolved: Option<Resolution>) {
        if let Some(resolved) = resolved {
            self.pick("settled", if resolved == Resolution::Resolved { YES } else { NO });
        }
    }

    /// The seconds that the agent took on top of those of the house.
    pub(in crate::app) fn more(&self) -> i64 {
        self.more
    }

    /// Fills in a promise that was made before, in the customer's time.
    pub(super) fn promise(&mut self, due_at: Timestamp, what: &str, keeper: Keeper) {
        // Written so that it means the same moment in whatever zone it is read.
        self.write("when", &due_at.rfc3339());
        self.write("what", what);
        self.pick("who", if keeper == Keeper::Anyone { ANYONE } else { ME });
    }

    /// Whether the matter is settled, once that was said.
    pub(super) fn settled(&self) -> Option<Resolution> {
        match self.fields.value("settled").as_str() {
            YES => Some(Resolution::Resolved),
            NO => Some(Resolution::Unresolved),
            _ => None,
        }
    }

    /// What comes after this contact.
    pub(super) fn then(&self) -> (AgentState, String) {
        match self.fields.value("then").as_str() {
            READY | "" => (AgentState::Ready, String::new()),
            NOT_READY => (AgentState::NotReady, String::new()),
            reason => (AgentState::NotReady, reason.to_owned()),
        }
    }

    /// Whether letters go into a text of it.
    pub(super) fn writes_text(&self) -> bool {
        self.fields.active().is_some_and(|item| matches!(item.input, Input::Text(_)))
    }

    /// How many fields are still to be filled.
    pub(super) fn missing(&self) -> usize {
        let fields = self.fields.items().iter().filter(|item| item.need == Need::Needed && item.value().is_empty());
        fields.count() + usize::from(self.lacks_outcome())
    }

    /// Checks everything; what is missing or wrong says so in its place.
    pub(super) fn finish(&mut self, check: Check<'_>) -> Result<(), String> {
        if self.lacks_outcome() {
            self.error = Some("press the key of what came of it".to_owned());
            return Err(OUTCOME.to_owned());
        }
        self.fields.finish(check)
    }

    fn lacks_outcome(&self) -> bool {
        self.need == Need::Needed && self.outcome.is_empty()
    }

    fn pick(&mut self, name: &'static str, choice: &str) {
        if let Some(Item { input: Input::Choices(choices), error, .. }) = self.fields.item_mut(name) {
            choices.choose(choice);
            *error = None;
        }
    }

    fn write(&mut self, name: &'static str, text: &str) {
        if let Some(item) = self.fields.item_mut(name) {
            item.input = Input::Text(Editor::of(text, Layout::Line));
        }
    }
}
