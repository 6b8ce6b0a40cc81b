//! What a fact changes, and what is to be done about it.

mod contacts;
mod elsewhere;
mod fault;
mod keys;
mod note;
mod presence;
mod replies;

pub(super) use self::replies::capital;

use super::effect::Effect;
use super::message::{Message, Signal};
use super::state::State;
use crate::channel::Event;
use crate::domain::contact::{Line, Party};
use crate::domain::timestamp::Timestamp;
use crate::store::Request;
use crate::ui::rule::Tone;

/// Takes in a fact that arrived at `at`, and says what is to be done.
pub fn update(state: &mut State, at: Timestamp, message: Message) -> Vec<Effect> {
    state.now = at;
    let mut effects = taken_in(state, message);
    effects.extend(state.tell_learned());
    effects.extend(state.keep_changes());
    effects.extend(state.proofread());
    if effects.iter().any(|effect| matches!(effect, Effect::Leave | Effect::Reopen)) {
        effects.extend(state.keep_last());
    }
    effects
}

fn taken_in(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Pressed(key) => state.pressed(key),
        Message::Pasted(text) => state.pasted(&text),
        Message::Pointed(mouse) => state.pointed(mouse),
        Message::Resized(columns, rows) => {
            state.size = (columns, rows);
            Vec::new()
        }
        Message::Ticked => state.ticked(),
        Message::Channel(event) => state.reported(event),
        Message::Store(reply) => state.answered(reply),
        Message::StoreFailed(fault) => {
            state.store_failed(fault);
            Vec::new()
        }
        Message::BackupFailed(why) => {
            state.say(Tone::Late, format!("▲ No backup was made today: {why}"));
            Vec::new()
        }
        Message::StoreMended => state.store_mended(),
        Message::ChangedElsewhere => {
            let mut effects = state.refresh();
            effects.push(state.ask_restore());
            effects
        }
        Message::Found(found) => {
            super::over::answers_found(state, &found);
            super::pane::answers::found(state, found);
            Vec::new()
        }
        Message::Proofread { manuscript, marks } => state.was_proofread(&manuscript, marks).into_iter().collect(),
        Message::Suggested { word, words } => {
            state.suggested(&word, words);
            Vec::new()
        }
        Message::Imported(result) => {
            super::pane::customer::first::read(state, result);
            let mut effects = state.refresh();
            effects.push(state.ask_restore());
            effects.push(state.search_again());
            effects
        }
        Message::MacroKept(result) => {
            match result {
                Ok(words) => state.say(Tone::Quiet, words),
                Err(words) => state.say(Tone::Failed, words),
            }
            Vec::new()
        }
        Message::Signalled(Signal::Close) => state.close(),
        Message::Signalled(Signal::Settled) => vec![Effect::Reopen],
        Message::Signalled(Signal::Woke) => vec![Effect::Redraw, state.ask_desk()],
        Message::GroundTold(ground) => {
            state.setup.theme.ground = ground;
            Vec::new()
        }
    }
}

impl State {
    fn reported(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Arrived(arrival) => self.arrived(&arrival),
            Event::Said { call, text } => {
                let Some(contact) = self.call(&call) else { return Vec::new() };
                let line = Line { at: self.now, who: Party::Customer, text: text.into() };
                let (agent, drafts) = (self.setup.agent.clone(), Vec::new());
                vec![Effect::Store(Request::Say { contact, line, agent, drafts })]
            }
            Event::Ended { call } => self.ended(&call),
        }
    }

    /// Asks what this agent was writing, and what the store holds at all.
    fn ask_restore(&self) -> Effect {
        Effect::Store(Request::Restore { agent: self.setup.agent.clone() })
    }

    /// Asks again for everything that shows what the store holds.
    fn refresh(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.ask_desk()];
        effects.extend(self.shown.map(Self::ask_for));
        effects.extend(super::pane::answers::ask_written(self));
        effects
    }
}
