//! The form over a customer's details: for one that is known, and for a new one. What may stand in a field is the rule's
//! affair; the form asks it and saves only what differs.

pub(super) mod draft;
mod elsewhere;
mod fields;
mod preview;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::app::contest;
pub(super) use crate::app::contest::{Contest, Verdict, title_end};
use crate::app::setup::Setup;
use crate::app::state::State;
use crate::domain::action::{Action, Actor, Facts, Refusal};
use crate::domain::customer::{Customer, Details};
use crate::domain::journal::Edit;
use crate::domain::record::Recorded;
use crate::domain::timestamp::Timestamp;
use crate::ui::form::{Form, Item, Pressed};
use crate::ui::pen;
use crate::ui::theme::{Focus, Role};

/// How wide the fields are; what will change stands beside them.
const FIELDS: u16 = 44;

/// A pane from this width on shows what will change beside the fields.
const BESIDE: u16 = 76;

/// Whether the form shows, both versions of what was changed elsewhere, or the file that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Showing {
    Form,
    Both,
    File,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Filling,
    Saving,
}

/// A customer's details, as far as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct CustomerForm {
    /// The customer as it was when the form began; `None` for a new one.
    pub(super) base: Option<Box<Customer>>,
    /// The contact that becomes the new customer's.
    pub(super) contact: String,
    pub(super) form: Form,
    pub(super) showing: Showing,
    pub(super) stage: Stage,
    /// What was written elsewhere meanwhile.
    pub(super) contest: Contest,
}

impl CustomerForm {
    /// The form of a customer.
    pub(super) fn of(customer: &Customer) -> Self {
        Self::begun(Some(Box::new(customer.clone())), String::new(), &customer.details)
    }

    /// The form of a new customer of whom so much is known, from this contact.
    pub(super) fn new(contact: &str, known: &Details) -> Self {
        Self::begun(None, contact.to_owned(), known)
    }

    fn begun(base: Option<Box<Customer>>, contact: String, details: &Details) -> Self {
        let form = Form::new(fields::items(details));
        Self { base, contact, form, showing: Showing::Form, stage: Stage::Filling, contest: Contest::default() }
    }

    /// Obeys a key.
    pub(super) fn press(&mut self, setup: &Setup, key: KeyEvent) -> Pressed {
        let Self { base, form, .. } = self;
        form.press(key, FIELDS, &|name, text| refused(setup, base.as_deref(), name, text))
    }

    /// The action that saves it; `None` when nothing differs.
    ///
    /// # Errors
    /// In words, when a field is refused; the field says why too.
    pub(super) fn finish(&mut self, setup: &Setup, at: Timestamp) -> Result<Option<Action>, String> {
        self.settle()?;
        let Self { base, form, .. } = self;
        let check = |name: &'static str, text: &str| refused(setup, base.as_deref(), name, text);
        form.finish(&check).map_err(|label| form.complaint().unwrap_or(label))?;
        if self.patch().is_empty() {
            return Ok(None);
        }
        if let Err(refusal) = self.edits(setup, at) {
            if let Some(item) = self.form.item_mut(fields::FIRST) {
                item.error = Some(refusal.message.clone());
            }
            self.form.go_to(fields::FIRST);
            return Err(super::capital(&refusal.message));
        }
        Ok(Some(self.action(&self.contact, self.patch())))
    }

    /// What the form would change, as the rule decides it.
    fn edits(&self, setup: &Setup, at: Timestamp) -> Result<Vec<Edit>, Refusal> {
        edits(setup, self.base.as_deref(), &self.action("", self.patch()), at)
    }

    fn action(&self, contact: &str, details: Map<String, Value>) -> Action {
        action(self.base.as_deref(), contact, details)
    }

    /// The details that differ from what they were.
    fn patch(&self) -> Map<String, Value> {
        let none = Details::default();
        let before = self.base.as_ref().map_or(&none, |customer| &customer.details);
        let changed = |item: &&Item| item.value() != fields::text(before, item.name).trim();
        let mut patch = Map::new();
        for item in self.form.items().iter().filter(changed) {
            fields::write(&mut patch, item.name, &item.value());
        }
        patch
    }

    /// Draws the fields, and beside them what will change.
    pub(super) fn draw(&self, state: &State, area: Rect, focus: Focus, buffer: &mut Buffer) -> Option<Position> {
        if self.showing == Showing::Both {
            contest::draw(state, &self.contest, (&self.form, "file"), area, buffer);
            return None;
        }
        let theme = state.setup.theme;
        let inside = pen::inside(area);
        let beside = area.width >= BESIDE;
        let fields = Rect { width: if beside { FIELDS } else { inside.width }, ..inside };
        let shown = self.form.draw(buffer, fields, focus, theme);
        if beside {
            let right = Rect { x: inside.x + FIELDS + 3, width: inside.width - FIELDS - 3, ..inside };
            let hidden = match (shown.above, shown.below) {
                (0, 0) => String::new(),
                (above, below) => format!("{above} fields above, {below} below"),
            };
            let height = right.height.saturating_sub(u16::from(!hidden.is_empty()));
            preview::draw(state, self, Rect { height, ..right }, buffer);
            pen::put_right(buffer, right, right.height.saturating_sub(1), &hidden, theme.style(Role::Muted));
        }
        shown.cursor
    }
}

fn action(base: Option<&Customer>, contact: &str, details: Map<String, Value>) -> Action {
    match base {
        Some(base) => {
            let (customer, version) = (base.reference.clone(), Some(base.version));
            Action::ChangeCustomer { customer, version, details }
        }
        None => Action::CreateCustomer { contact: contact.to_owned(), details },
    }
}

fn edits(setup: &Setup, base: Option<&Customer>, action: &Action, at: Timestamp) -> Result<Vec<Edit>, Refusal> {
    let facts = Facts { records: base.cloned().map(Recorded::recorded).into_iter().collect(), ..Facts::default() };
    let actor = Actor { agent: setup.agent.clone(), contact: None, at };
    action.rule(&facts, &setup.house, &actor)
}

/// Why the rule refuses this text in this field. Whether a name is missing shows only when all is filled in.
fn refused(setup: &Setup, base: Option<&Customer>, name: &'static str, text: &str) -> Option<String> {
    let none = Details::default();
    let before = base.map_or(&none, |customer| &customer.details);
    if text == fields::text(before, name).trim() {
        return None;
    }
    let mut details = Map::new();
    fields::write(&mut details, name, text);
    let refusal = edits(setup, base, &action(base, "", details), Timestamp::default()).err()?;
    (refusal.code != "name_needed").then_some(refusal.message)
}
