//! The agent's state: chosen by the agent, or following the contacts on the desk; and what a second's tick moves on.

use crate::app::effect::Effect;
use crate::app::pane::{answers, wrap_up};
use crate::app::setup::Occasion;
use crate::app::state::{Loaded, State};
use crate::domain::agent::{AgentState, Presence, SetBy};
use crate::store::Request;
use crate::ui::rule::Tone;

/// For how many seconds mere information stays on the bottom rule.
const NOTICED: i64 = 8;

impl State {
    /// The agent's state from now on, set by the program.
    pub(super) fn set_presence(&mut self, state: AgentState, reason: String) -> Effect {
        self.presence_set_by(state, reason, SetBy::System)
    }

    fn presence_set_by(&mut self, state: AgentState, reason: String, set_by: SetBy) -> Effect {
        let presence = Presence { state, reason, since: self.now, set_by };
        self.desk.presence = Some(presence.clone());
        Effect::Store(Request::SetPresence { agent: self.setup.agent.clone(), presence })
    }

    /// The agent's own choice. With contacts on the desk it becomes what follows them.
    pub(in crate::app) fn choose_presence(&mut self, state: AgentState, reason: &str) -> Vec<Effect> {
        self.after = (state, reason.to_owned());
        if self.state_of_contacts().is_some() {
            let words = if reason.is_empty() { "ready".to_owned() } else { reason.to_lowercase() };
            self.say(Tone::Quiet, format!("After this contact: {words}"));
            return Vec::new();
        }
        self.declined.clear();
        let mut effects = vec![self.presence_set_by(state, reason.to_owned(), SetBy::Agent)];
        if state != AgentState::Ready {
            self.ring = None;
        }
        effects.extend(self.offer());
        effects
    }

    /// Lets the agent's state follow the contacts on the desk.
    pub(super) fn follow_contacts(&mut self) -> Vec<Effect> {
        let presence = self.presence();
        match self.state_of_contacts() {
            Some(wanted) if wanted != presence.state => {
                if !presence.state.follows_contacts() && presence.state != AgentState::NotResponding {
                    self.after = (presence.state, presence.reason);
                }
                vec![self.set_presence(wanted, String::new())]
            }
            None if presence.state.follows_contacts() => {
                let (state, reason) = self.after.clone();
                vec![self.set_presence(state, reason)]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// The state in which the desk opens, where the one it was left in does not run on.
    pub(super) fn begin_presence(&mut self) -> Vec<Effect> {
        let left = self.desk.presence.as_ref().is_none_or(|presence| presence.state == AgentState::LoggedOut);
        match self.setup.occasion {
            _ if !left => Vec::new(),
            Occasion::Demo => vec![self.set_presence(AgentState::Ready, String::new())],
            Occasion::Work => vec![self.set_presence(AgentState::NotReady, String::new())],
        }
    }

    /// Closes the desk. An agent who has a contact open stays with it: the desk takes it up again.
    pub(in crate::app) fn close(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.desk.own.is_empty() {
            effects.push(self.set_presence(AgentState::LoggedOut, String::new()));
        }
        effects.push(Effect::Leave);
        effects
    }

    /// A second began: clocks move by themselves, and what was waited for long enough ends.
    pub(super) fn ticked(&mut self) -> Vec<Effect> {
        let old = |tone: Tone, at| tone == Tone::Quiet && self.now.seconds_since(at) >= NOTICED;
        if self.notice.as_ref().is_some_and(|notice| old(notice.tone, notice.at)) {
            self.notice = None;
        }
        if self.loaded != Loaded::Desk {
            return Vec::new();
        }
        let mut effects = self.keep_again();
        wrap_up::time_is_up(self);
        effects.extend(self.follow_contacts());
        effects.extend(self.give_up_ringing());
        effects.extend(self.offer());
        effects.extend(answers::read_along(self));
        effects.extend(answers::ask_uses(self));
        effects
    }
}
