//! What lies over the screen for a moment: the palette, the help, lists to choose from. All of them are one line to type
//! into and one list whose rows follow from what is typed. While one is open every key goes to it, but for those of the
//! call.

mod approvals;
mod choose;
mod customers;
mod draft;
mod draw;
mod help;
mod history;
mod keys;
mod learned;
mod macros;
mod orders;
mod palette;
mod pass_on;
mod past;
mod presence;
mod promise;
mod question;
mod row;
pub(in crate::app) mod say;
mod suggestions;
mod verbs;

pub(super) use self::approvals::answer as approval_words;
pub(super) use self::draw::{draw, hints};
pub(super) use self::keys::{pasted, pressed};
pub(super) use self::learned::why_not as why_not_taught;
use self::row::{Choice, Row};
use serde::{Deserialize, Serialize};

use super::effect::{Effect, Seeker};
use super::keymap::Order;
use super::message::Found;
use super::pane::customer;
use super::preview::Preview;
use super::setup::Occasion;
use super::state::State;
use crate::domain::action::{Action, Refusal};
use crate::domain::customer::Customer;
use crate::domain::journal::Receipt;
use crate::domain::learning::Learning;
use crate::domain::timestamp::DAY;
use crate::store::Request;
use crate::ui::editor::Editor;
use crate::ui::list::{Cell, ListState};

/// A list to choose from, with a line to type into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Over {
    kind: Kind,
    input: Editor,
    list: ListState,
    /// The customers whom the text describes, as far as it asks for any.
    #[serde(skip)]
    customers: Vec<Customer>,
    /// The answers that fit the text, as far as it asks for any.
    #[serde(skip)]
    found: Found,
    /// What would be done, where the text says it.
    #[serde(skip)]
    preview: Preview,
    /// Why the last choice was not taken.
    refused: Option<String>,
}

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    Palette,
    Help,
    Customers,
    BelongsTo,
    Presence,
    PassOn,
    Promise,
    Approvals,
    UndoList,
    Learned,
    Missing,
    Notices,
    Leave,
    Verbs,
    Orders,
    Say,
    Macros,
    NewMacro,
    Past,
    Suggestions,
    Question,
}

impl Kind {
    /// Whether there is a line to type into.
    const fn is_typed(self) -> bool {
        !matches!(self, Self::Leave | Self::Suggestions)
    }
}

impl Over {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            input: Editor::line(),
            list: ListState::default(),
            customers: Vec::new(),
            found: Found::default(),
            preview: Preview::default(),
            refused: None,
        }
    }

    pub(super) fn palette() -> Self {
        Self::of(Kind::Palette)
    }

    pub(super) fn help() -> Self {
        Self::of(Kind::Help)
    }

    pub(super) fn customers() -> Self {
        Self::of(Kind::Customers)
    }

    pub(super) fn belongs_to() -> Self {
        Self::of(Kind::BelongsTo)
    }

    pub(super) fn presence() -> Self {
        Self::of(Kind::Presence)
    }

    pub(super) fn pass_on() -> Self {
        Self::of(Kind::PassOn)
    }

    pub(super) fn promise() -> Self {
        Self::of(Kind::Promise)
    }

    pub(super) fn approvals() -> Self {
        Self::of(Kind::Approvals)
    }

    pub(super) fn undo_list() -> Self {
        Self::of(Kind::UndoList)
    }

    /// What was learned, or what is missing.
    pub(super) fn learned(order: Order) -> Self {
        Self::of(if order == Order::Missing { Kind::Missing } else { Kind::Learned })
    }

    pub(super) fn notices() -> Self {
        Self::of(Kind::Notices)
    }

    pub(super) fn verbs() -> Self {
        Self::of(Kind::Verbs)
    }

    pub(super) fn orders() -> Self {
        Self::of(Kind::Orders)
    }

    pub(super) fn say() -> Self {
        Self::of(Kind::Say)
    }

    pub(super) fn macros() -> Self {
        Self::of(Kind::Macros)
    }

    pub(super) fn past() -> Self {
        Self::of(Kind::Past)
    }

    pub(super) fn suggestions() -> Self {
        Self::of(Kind::Suggestions)
    }

    /// What an answer asks that is being taken.
    pub(super) fn question() -> Self {
        Self::of(Kind::Question)
    }

    /// What is typed, without the blanks around it.
    fn text(&self) -> &str {
        self.input.text().trim()
    }

    /// The rows to choose from as things stand.
    fn rows(&self, state: &State) -> Vec<Row> {
        match self.kind {
            Kind::Palette => palette::rows(state, self),
            Kind::Help => help::rows(state, self),
            Kind::Customers | Kind::BelongsTo => customers::rows(self),
            Kind::Presence => presence::rows(state, self),
            Kind::PassOn => pass_on::rows(state, self),
            Kind::Promise => promise::rows(state, self),
            Kind::Approvals => approvals::rows(state, self),
            Kind::UndoList => history::undoable(state, self),
            Kind::Learned => learned::rows(state, self),
            Kind::Missing => learned::missing_rows(state, self),
            Kind::Notices => history::notices(state, self),
            Kind::Verbs => verbs::rows(state, self),
            Kind::Orders => orders::rows(state, self),
            Kind::Say => Vec::new(),
            Kind::Macros => macros::rows(state, self),
            Kind::NewMacro => macros::naming(state, self),
            Kind::Past => past::rows(state, self),
            Kind::Suggestions => suggestions::rows(state),
            Kind::Question => question::rows(state, self),
            Kind::Leave => {
                let kept = match state.setup.occasion {
                    Occasion::Work => "Leave; everything is kept",
                    Occasion::Demo => "Leave; the demonstration's records go with it",
                };
                vec![
                    Row { cells: vec![Cell::text("Stay")], choice: Choice::Close },
                    Row { cells: vec![Cell::text(kept)], choice: Choice::Leave },
                ]
            }
        }
    }

    /// What has to be asked for what is typed now.
    fn ask(&self, state: &State) -> Vec<Effect> {
        let text = self.text().to_owned();
        let customers = || Effect::Store(Request::FindCustomers { text: text.as_str().into() });
        match self.kind {
            Kind::Customers | Kind::BelongsTo if !text.is_empty() => vec![customers()],
            Kind::Palette if text.chars().count() >= 2 => {
                vec![customers(), state.search_answers(&text, Seeker::Palette)]
            }
            Kind::Suggestions => state.ask_suggestions().into_iter().collect(),
            Kind::Palette
            | Kind::Help
            | Kind::Customers
            | Kind::BelongsTo
            | Kind::Presence
            | Kind::PassOn
            | Kind::Promise
            | Kind::Approvals
            | Kind::UndoList
            | Kind::Learned
            | Kind::Missing
            | Kind::Notices
            | Kind::Leave
            | Kind::Verbs
            | Kind::Orders
            | Kind::Say
            | Kind::Macros
            | Kind::NewMacro
            | Kind::Past
            | Kind::Question => Vec::new(),
        }
    }
}

/// Opens it.
pub(super) fn open(state: &mut State, mut over: Over) -> Vec<Effect> {
    over.input = draft::restored(state, over.kind);
    let kind = over.kind;
    if matches!(kind, Kind::Say | Kind::Suggestions) {
        return take_up(state, over);
    }
    state.over = Some(over);
    if matches!(kind, Kind::Learned | Kind::Missing) {
        // What is said from now on is about this.
        state.notice = None;
        return look_again(state);
    }
    if !matches!(kind, Kind::UndoList | Kind::Macros) {
        return Vec::new();
    }
    let since = state.now.plus_seconds(-DAY);
    vec![Effect::Store(Request::DoneBy { agent: state.setup.agent.clone(), since })]
}

/// Opens it as it was left.
pub(super) fn take_up(state: &mut State, mut over: Over) -> Vec<Effect> {
    // Of which answer it told is not kept.
    if over.kind == Kind::Past {
        return Vec::new();
    }
    let effects = if over.kind == Kind::Say { say::ask(state, &mut over) } else { over.ask(state) };
    state.over = Some(over);
    effects
}

/// Asks before the desk closes while a contact is open.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.desk.own.is_empty() { state.close() } else { open(state, Over::of(Kind::Leave)) }
}

/// The store found customers for a text; dropped when another is typed by now.
pub(super) fn customers_found(state: &mut State, text: &str, customers: Vec<Customer>) -> Vec<Effect> {
    if let Some(over) = state.over.as_mut().filter(|over| over.text() == text) {
        over.customers = customers;
        return Vec::new();
    }
    customer::deed::found_people(state, customers)
}

/// The store told what actions would change.
pub(super) fn previewed(state: &mut State, actions: &[Action], outcome: &Result<Vec<Receipt>, (usize, Refusal)>) {
    if let Some(over) = &mut state.over {
        over.preview.told(actions, outcome);
    }
}

/// More is known than before: the line that says what is to be done is read again.
pub(super) fn look(state: &mut State) -> Vec<Effect> {
    let Some(mut over) = state.over.take_if(|over| over.kind == Kind::Say) else { return Vec::new() };
    let effects = say::ask(state, &mut over);
    state.over = Some(over);
    effects
}

/// Asks for what was learned while that is looked at.
pub(super) fn look_again(state: &State) -> Vec<Effect> {
    let looks = state.over.as_ref().is_some_and(|over| matches!(over.kind, Kind::Learned | Kind::Missing));
    looks.then_some(Effect::Store(Request::Learning)).into_iter().collect()
}

/// The store told what was learned; the mark stays on a row.
pub(super) fn learning_told(state: &mut State, learning: Learning) -> Vec<Effect> {
    state.learned.told = Some(learning);
    let Some(mut over) = state.over.take() else { return Vec::new() };
    if matches!(over.kind, Kind::Learned | Kind::Missing) {
        over.list.clamp(over.rows(state).len());
    }
    state.over = Some(over);
    Vec::new()
}

/// The lookup found answers for a text; dropped when another is typed by now.
pub(super) fn answers_found(state: &mut State, found: &Found) {
    if let Some(over) = state.over.as_mut().filter(|over| over.kind == Kind::Palette && over.text() == found.text) {
        over.found.clone_from(found);
    }
}
