//! What a key means: first to what lies over the screen, then by the table of keys, then to the text being typed.

use crossterm::event::{KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};

use crate::app::effect::Effect;
use crate::app::keymap::{Chord, Order, Place};
use crate::app::over::{self, Over};
use crate::app::pane::{answers, customer, log, queue, wrap_up};
use crate::app::sheet::{Subject, Writing};
use crate::app::state::{Notice, Pane, Sight, State, Typing, Zoom};
use crate::app::view;
use crate::domain::action::Action;
use crate::domain::contact::{ContactState, Step};
use crate::domain::journal::Receipt;
use crate::store::{Draft, Request};
use crate::ui::rule::Tone;

impl State {
    pub(super) fn pressed(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        self.heed_notice();
        self.pressed_at = Some(self.now);
        if std::mem::replace(&mut self.sight, Sight::Shown) == Sight::Hidden {
            return Vec::new();
        }
        if self.setup.keymap.order(Chord::of(key), &[Place::Call]) == Some(Order::Hide) {
            return self.obey(Order::Hide);
        }
        if self.over.is_some() {
            return over::pressed(self, key);
        }
        if let Some(effects) = wrap_up::key(self, key) {
            return effects;
        }
        let mut effects = answers::expand::pressed(self, key).unwrap_or_else(|| {
            match self.setup.keymap.order(Chord::of(key), &self.places()) {
                Some(order) => self.obey(order),
                None => self.typed(key),
            }
        });
        effects.extend(answers::expand::look(self));
        effects
    }

    /// What was said before the last act is read by now; what failed stays a little longer.
    fn heed_notice(&mut self) {
        let read = |tone: Tone| if tone == Tone::Failed { 6 } else { 2 };
        let old = |notice: &Notice| self.now.seconds_since(notice.at) >= read(notice.tone);
        if self.ring.is_none() && self.notice.as_ref().is_some_and(old) {
            self.notice = None;
        }
    }

    /// A key that means nothing to the desk goes into the text that has the cursor.
    fn typed(&mut self, key: KeyEvent) -> Vec<Effect> {
        match self.typing {
            Typing::Nothing => Vec::new(),
            Typing::Search => answers::typed(self, key),
            Typing::Note => log::typed(self, key),
            Typing::WrapUp => wrap_up::typed(self, key),
            Typing::Form => customer::typed(self, key),
            Typing::Answer => answers::typed_in_form(self, key),
        }
    }

    pub(super) fn pasted(&mut self, text: &str) -> Vec<Effect> {
        if self.sight == Sight::Hidden {
            return Vec::new();
        }
        if self.over.is_some() {
            return over::pasted(self, text);
        }
        match self.typing {
            Typing::Nothing => Vec::new(),
            Typing::Search => answers::pasted(self, text),
            Typing::Note => log::pasted(self, text),
            Typing::WrapUp => wrap_up::pasted(self, text),
            Typing::Form => customer::pasted(self, text),
            Typing::Answer => answers::pasted_in_form(self, text),
        }
    }

    /// A click goes to the pane under it; the wheel moves the list.
    #[expect(clippy::wildcard_enum_match_arm, reason = "a desk needs no more of a mouse")]
    pub(super) fn pointed(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        if self.over.is_some() || self.sight == Sight::Hidden {
            return Vec::new();
        }
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                if let Some(pane) = view::pane_at(self, mouse.column, mouse.row) {
                    self.leave_text();
                    self.pane = pane;
                }
                Vec::new()
            }
            MouseEventKind::ScrollDown => self.obey_pane(Order::Down),
            MouseEventKind::ScrollUp => self.obey_pane(Order::Up),
            _ => Vec::new(),
        }
    }

    /// Does what a key, a name in the palette or a hint tells.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what is no order to the desk is one to the pane that has the focus"
    )]
    pub(in crate::app) fn obey(&mut self, order: Order) -> Vec<Effect> {
        if order != Order::End {
            self.asked_to_end = None;
        }
        if let Some(not_now) = self.why_not(order) {
            self.say(Tone::Quiet, not_now.to_string());
            return Vec::new();
        }
        match order {
            Order::Answer => self.answer(),
            Order::Hold => self.hold(),
            Order::PassOn => over::open(self, Over::pass_on()),
            Order::NextContact => self.next_contact(),
            Order::PutBack => self.put_back(),
            Order::WrapUp => wrap_up::open(self),
            Order::End => self.end(),
            Order::Presence | Order::NextState => over::open(self, Over::presence()),
            Order::Pane(number) => self.go_to(number),
            Order::NextPane => self.go_to(self.pane.number() % 4 + 1),
            Order::PreviousPane => self.go_to((self.pane.number() + 2) % 4 + 1),
            Order::Zoom => {
                self.zoom = if self.zoom == Zoom::All { Zoom::Alone } else { Zoom::All };
                Vec::new()
            }
            Order::Hide => {
                self.sight = Sight::Hidden;
                Vec::new()
            }
            Order::SearchAnswers => answers::begin(self),
            order if answers::keeps(order) => answers::obey(self, order),
            Order::SearchCustomers => over::open(self, Over::customers()),
            Order::BelongsTo => over::open(self, Over::belongs_to()),
            Order::Note => log::write(self, Writing::Note),
            Order::Reply => log::write(self, Writing::Reply),
            Order::Undo => self.undo_last(),
            Order::Approvals => over::open(self, Over::approvals()),
            Order::UndoList => over::open(self, Over::undo_list()),
            Order::Learned | Order::Missing => over::open(self, Over::learned(order)),
            Order::Say => over::open(self, Over::say()),
            Order::Contents => over::open(self, Over::orders()),
            Order::Macros => over::open(self, Over::macros()),
            Order::Verb(verb) => customer::deed::begin(self, verb),
            Order::Palette => over::open(self, Over::palette()),
            Order::Help => over::open(self, Over::help()),
            Order::Notices => over::open(self, Over::notices()),
            Order::NewCustomer => customer::begin_new(self),
            Order::TakeSample => customer::first::take_sample(self),
            Order::Import => customer::first::begin_import(self),
            Order::FirstSteps => customer::first::bring_back(self),
            Order::Promise => over::open(self, Over::promise()),
            Order::Suggest => self.suggest(),
            Order::IgnoreMark => {
                self.ignore_mark(self.meant_here());
                Vec::new()
            }
            Order::LearnWord => self.learn_mark(self.meant_here()),
            Order::Redraw => vec![Effect::Redraw],
            Order::Suspend => vec![Effect::Suspend],
            Order::Leave => over::leave(self),
            _ => self.obey_pane(order),
        }
    }

    fn obey_pane(&mut self, order: Order) -> Vec<Effect> {
        match (self.typing, self.pane) {
            (Typing::Answer, _) => answers::obey_in_form(self, order),
            (Typing::Search, _) | (Typing::Nothing, Pane::Answers) => answers::obey(self, order),
            (Typing::Note, _) | (Typing::Nothing, Pane::Log) => log::obey(self, order),
            (Typing::WrapUp, _) => wrap_up::obey(self, order),
            (Typing::Nothing, Pane::Customer) if wrap_up::is_open(self) => wrap_up::obey(self, order),
            (Typing::Form, _) | (Typing::Nothing, Pane::Customer) => customer::obey(self, order),
            (Typing::Nothing, Pane::Queue) => queue::obey(self, order),
        }
    }

    fn answer(&mut self) -> Vec<Effect> {
        let ringing = self.ring.map(|ring| ring.contact);
        let waiting = || self.desk.waiting.iter().map(|waiting| &waiting.contact);
        // Somebody on the line comes before a text, however urgent that is.
        let live = waiting().find(|contact| contact.channel.is_live());
        let first = live.or(waiting().next()).map(|contact| contact.id);
        ringing.or(first).map(|id| self.take(id)).unwrap_or_default()
    }

    fn hold(&mut self) -> Vec<Effect> {
        let Some((id, state)) = self.at_hand().map(|own| (own.id, own.state)) else { return Vec::new() };
        vec![self.step(id, if state == ContactState::Held { Step::Resume } else { Step::Hold })]
    }

    /// Puts the contact back into the queue, to ring on another desk than this one.
    fn put_back(&mut self) -> Vec<Effect> {
        let Some(id) = self.at_hand().map(|own| own.id) else { return Vec::new() };
        self.declined.push(id);
        vec![self.step(id, Step::PutBack)]
    }

    fn next_contact(&mut self) -> Vec<Effect> {
        if self.own_contact().is_none() {
            self.pane = Pane::Customer;
            return self.show_at_hand();
        }
        let own: Vec<_> = self.desk.own.iter().map(|own| Subject::Contact(own.contact.id)).collect();
        let at = self.shown.and_then(|shown| own.iter().position(|subject| *subject == shown));
        let next = at.map_or(0, |at| (at + 1) % own.len().max(1));
        let Some(subject) = own.get(next).copied() else { return Vec::new() };
        self.pane = Pane::Customer;
        self.show(subject)
    }

    /// Ends the conversation when asked twice; declines a call that rings.
    fn end(&mut self) -> Vec<Effect> {
        if let Some(ring) = self.ring {
            return self.decline(ring);
        }
        let Some(id) = self.at_hand().map(|own| own.id) else { return Vec::new() };
        if self.asked_to_end.is_some_and(|at| self.now.seconds_since(at) < 5) {
            self.asked_to_end = None;
            // Who ends it is done with what was being typed, and goes on to the wrap-up.
            self.leave_text();
            return vec![self.step(id, Step::End)];
        }
        self.asked_to_end = Some(self.now);
        let key = self.setup.keymap.key_of(Order::End);
        self.say(Tone::Live, format!("{key} again to end the contact"));
        Vec::new()
    }

    fn go_to(&mut self, number: u8) -> Vec<Effect> {
        self.leave_text();
        if let Some(pane) = Pane::ALL.into_iter().find(|pane| pane.number() == number) {
            self.pane = pane;
        }
        if self.pane == Pane::Answers { answers::begin(self) } else { Vec::new() }
    }

    /// Takes the cursor out of the text it is in; the text stays.
    pub(in crate::app) fn leave_text(&mut self) {
        self.typing = Typing::Nothing;
        wrap_up::text_left(self);
    }

    fn undo_last(&mut self) -> Vec<Effect> {
        let together: Vec<_> = self.done_last().into_iter().cloned().collect();
        if together.is_empty() {
            self.say(Tone::Quiet, "Nothing of yours is left to take back");
            return Vec::new();
        }
        vec![self.take_back(&together)]
    }

    /// What was done last in one go, as a contact is closed with a promise; the latest first.
    pub(in crate::app) fn done_last(&self) -> Vec<&Receipt> {
        let counts = |receipt: &&Receipt| !receipt.changes.is_empty() && !matches!(receipt.action, Action::Undo { .. });
        let Some(last) = self.done.iter().find(counts) else { return Vec::new() };
        let together = |done: &&Receipt| done.at == last.at && done.contact == last.contact;
        self.done.iter().filter(counts).filter(together).collect()
    }

    /// The effect of taking back what was done in one go. A wrap-up that comes back by that is kept with it.
    pub(in crate::app) fn take_back(&mut self, receipts: &[Receipt]) -> Effect {
        let sheets = receipts.iter().filter_map(|receipt| wrap_up::as_sent(self, receipt));
        let drafts = sheets.flat_map(|sheet| sheet.drafts()).collect();
        self.perform_and_keep(receipts.iter().map(|done| Action::Undo { receipt: done.id }).collect(), drafts)
    }

    /// The effect of actions done by this agent now, in the contact at hand.
    pub(in crate::app) fn perform(&mut self, actions: Vec<Action>) -> Effect {
        self.perform_and_keep(actions, Vec::new())
    }

    /// The same, with drafts as they are to be kept from then on.
    pub(in crate::app) fn perform_and_keep(&mut self, actions: Vec<Action>, drafts: Vec<Draft>) -> Effect {
        let actor = self.actor();
        let key = self.once();
        Effect::Store(Request::Perform { actions, actor, key, drafts })
    }
}
