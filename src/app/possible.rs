//! Whether an order can be obeyed as things stand, and why not. One question costs little; whoever asks about many asks one
//! [`Possible`], which loads what the rules are asked about once, and only when a rule is asked.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;

use super::keymap::Order;
use super::over;
use super::pane::{answers, customer};
use super::sheet::Writing;
use super::state::{State, Typing};
use crate::domain::action::{Facts, Verb};
use crate::domain::contact::ContactState;
use crate::domain::spoken;

/// What can be done at one moment.
pub(super) struct Possible<'s> {
    state: &'s State,
    facts: OnceCell<Facts>,
}

/// Why an order cannot be obeyed now; displayed, it is a line for the bottom rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotNow {
    /// What cannot be done; empty where that goes without saying.
    word: Cow<'static, str>,
    /// Why not.
    pub(super) reason: Cow<'static, str>,
}

impl fmt::Display for NotNow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.word.as_ref() {
            "" => write!(f, "not now: {}", self.reason),
            word => write!(f, "{word}: not now, {}", self.reason),
        }
    }
}

impl State {
    /// Why an order cannot be obeyed now.
    pub(super) fn why_not(&self, order: Order) -> Option<NotNow> {
        Possible::of(self).why_not(order)
    }
}

impl<'s> Possible<'s> {
    /// What can be done as things stand.
    pub(super) const fn of(state: &'s State) -> Self {
        Self { state, facts: OnceCell::new() }
    }

    /// Why an order cannot be obeyed.
    pub(super) fn why_not(&self, order: Order) -> Option<NotNow> {
        let (word, reason) = if let Order::Verb(verb) = order {
            (Cow::Owned(spoken::word(verb)), self.refusal(verb)?)
        } else if answers::keeps(order) {
            ("".into(), answers::why_not(self.state, order)?)
        } else if let Some(reason) = self.of_found(order) {
            ("".into(), reason.into())
        } else {
            let (word, reason) = self.of_desk(order)?;
            (word.into(), reason.into())
        };
        Some(NotNow { word, reason })
    }

    /// Why nothing can be done with what was found, or with what was learned.
    fn of_found(&self, order: Order) -> Option<String> {
        let taught = matches!(order, Order::Pin | Order::Forget | Order::Phrase);
        if taught { Some(over::why_not_taught(self.state)) } else { answers::why_hidden(self.state, order) }
    }

    /// Why a verb cannot be done to the marked record, or to the customer.
    fn refusal(&self, verb: &Verb) -> Option<Cow<'static, str>> {
        let state = self.state;
        if state.file().is_none() {
            return Some("no customer is open".into());
        }
        let Some(reference) = customer::deed::subject(state, verb) else {
            let kind = verb.subject().map(crate::domain::record::RecordKind::name).unwrap_or_default();
            return Some(format!("no {kind} is marked").into());
        };
        let facts = self.facts.get_or_init(|| customer::facts(state));
        verb.possible(&reference, facts, &state.setup.house, &state.actor()).err().map(|refusal| refusal.message.into())
    }

    /// Why the desk itself cannot obey: the word for what it cannot do, where it needs one, and the reason.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most orders can always be obeyed")]
    fn of_desk(&self, order: Order) -> Option<(&'static str, &'static str)> {
        let state = self.state;
        let own = state.at_hand();
        let no_contact = Some(("", "no contact of yours is open"));
        match order {
            Order::Answer if state.ring.is_none() && state.desk.waiting.is_empty() => Some(("answer", "nobody waits")),
            Order::Hold | Order::PassOn | Order::PutBack | Order::WrapUp | Order::Reply if own.is_none() => no_contact,
            Order::Hold | Order::PassOn | Order::PutBack | Order::End
                if own.is_some_and(|own| own.state == ContactState::Wrapping) =>
            {
                Some(("", "the contact has ended; wrap it up"))
            }
            Order::End if state.ring.is_none() && own.is_none() => no_contact,
            Order::Reply if own.is_some_and(|own| own.channel.is_live() && own.state == ContactState::Wrapping) => {
                Some(("reply", "the customer has left"))
            }
            Order::PassOn if state.setup.queues.len() < 2 => Some(("pass on", "there is no other queue")),
            Order::Reply if own.is_some_and(|own| !own.channel.is_written()) => {
                Some(("reply", "this customer is answered by voice"))
            }
            Order::Commit
                if state.typing == Typing::Note
                    && state.sheet().is_some_and(|sheet| sheet.writing() == Writing::Note) =>
            {
                Some(("send", "a note goes to nobody; a reply is sent"))
            }
            Order::Suggest | Order::IgnoreMark | Order::LearnWord => state.why_not_proof(order),
            Order::Look if answers::is_beside(state) => Some(("as read", "it stands beside the form")),
            Order::Note | Order::NextContact if state.desk.own.is_empty() => no_contact,
            Order::Promise if state.sheet().is_none() => Some(("promise", "no customer is open")),
            Order::BelongsTo if state.own_contact().is_none_or(|own| own.from.is_empty()) => {
                Some(("belongs to", "no contact with a number is open"))
            }
            Order::FirstSteps if state.customers > 0 => Some(("first steps", "there are customers already")),
            Order::FirstSteps if own.is_some() => Some(("first steps", "a contact of yours is open")),
            Order::TakeSample if state.customers > 0 => Some(("sample", "there are customers already")),
            Order::Say | Order::Contents if state.file().is_none() => Some(("", "no customer's file is open")),
            Order::Edit if customer::is_hidden(state) => Some(("edit", "the identity is not checked yet")),
            Order::Edit if state.file().is_none() => Some(("edit", "no customer is open")),
            _ => None,
        }
    }
}
