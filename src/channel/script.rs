//! A channel that plays a file: contacts of every kind arrive at the times that stand in it. The demo, the practice and
//! the tests are played this way.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Arrival, Command, Event};
use crate::domain::channel::Channel;
use crate::domain::text::{Layout, clean, prose};

/// Why a script cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A line is no step of a script.
    #[error("line {line} of the script is none: {cause}; see the demo's script for what a line may hold")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        #[source]
        cause: serde_json::Error,
    },
}

/// A script on its way. Times are microseconds since it began.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    steps: Vec<Step>,
    answered: BTreeMap<String, i64>,
    over: Vec<String>,
}

/// One line of a script.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Step {
    at: f64,
    #[serde(flatten)]
    fact: Fact,
    contact: String,
    #[serde(default)]
    after_answer: bool,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Fact {
    Arrived {
        channel: Channel,
        #[serde(default)]
        from: String,
        #[serde(default)]
        name: String,
        #[serde(default)]
        queue: String,
        #[serde(default)]
        priority: Option<u8>,
        #[serde(default)]
        subject: String,
        #[serde(default)]
        body: String,
    },
    Said {
        text: String,
    },
    Ended {},
    Abandoned {},
}

impl Script {
    /// Reads a script, a JSON object a line.
    ///
    /// # Errors
    /// The first line that is no step.
    pub fn read(text: &str) -> Result<Self, Error> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let steps = lines
            .map(|(number, line)| serde_json::from_str(line).map_err(|cause| Error::Line { line: number + 1, cause }));
        Ok(Self { steps: steps.collect::<Result<_, _>>()?, answered: BTreeMap::new(), over: Vec::new() })
    }

    /// Tells the script what the desk did, `now` after it began: words that answer an agent wait for the agent.
    pub fn heed(&mut self, command: &Command, now: i64) {
        match command {
            Command::Answered { call } => {
                self.answered.entry(call.clone()).or_insert(now);
            }
            Command::End { call } => self.over.push(call.clone()),
            Command::Say { .. } => {}
        }
    }

    /// Takes out what is due by `now`, in the order of its times.
    pub fn due(&mut self, now: i64) -> Vec<Event> {
        let (mut due, rest): (Vec<_>, Vec<_>) = self
            .steps
            .drain(..)
            .map(|step| (self.answered.get(&step.contact).copied(), step))
            .partition(|(answered, step)| due_at(*answered, step).is_some_and(|at| at <= now));
        self.steps = rest.into_iter().map(|(_, step)| step).collect();
        due.sort_by_key(|(answered, step)| due_at(*answered, step));
        due.into_iter().filter_map(|(answered, step)| self.told(answered, step)).collect()
    }

    /// When the next step is due, as far as that is known yet; `None` when everything left waits for the agent.
    #[must_use]
    pub fn next_due(&self) -> Option<i64> {
        self.steps.iter().filter_map(|step| due_at(self.answered.get(&step.contact).copied(), step)).min()
    }

    fn told(&self, answered: Option<i64>, step: Step) -> Option<Event> {
        let call = step.contact;
        match step.fact {
            _ if self.over.contains(&call) => None,
            Fact::Abandoned {} if answered.is_some() => None,
            Fact::Ended {} | Fact::Abandoned {} => Some(Event::Ended { call }),
            Fact::Said { text } => Some(Event::Said { call, text: prose(&text, Layout::Block).into() }),
            Fact::Arrived { channel, from, name, queue, priority, subject, body } => Some(Event::Arrived(Arrival {
                call,
                channel,
                from: clean(&from, Layout::Line),
                name: prose(&name, Layout::Line),
                queue: clean(&queue, Layout::Line),
                priority,
                subject: prose(&subject, Layout::Line),
                body: prose(&body, Layout::Block),
            })),
        }
    }
}

/// When a step is due in microseconds; `None` while it waits for its contact to be answered.
fn due_at(answered: Option<i64>, step: &Step) -> Option<i64> {
    let start = if step.after_answer { answered? } else { 0 };
    let micros = std::time::Duration::try_from_secs_f64(step.at).ok()?.as_micros();
    Some(start.saturating_add(i64::try_from(micros).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000;

    fn script() -> Script {
        Script::read(concat!(
            r#"{"at": 4, "event": "arrived", "contact": "d1", "channel": "phone", "from": "+49301234567", "queue": "orders"}"#,
            "\n",
            r#"{"at": 2, "event": "said", "contact": "d1", "text": "Hello", "after_answer": true}"#,
            "\n",
            r#"{"at": 60, "event": "abandoned", "contact": "d1"}"#,
        ))
        .unwrap()
    }

    #[test]
    fn what_answers_the_agent_waits_for_the_agent() {
        let mut script = script();
        assert!(script.due(3 * SECOND).is_empty());
        assert!(matches!(script.due(4 * SECOND).as_slice(), [Event::Arrived(arrival)] if arrival.call == "d1"));
        assert!(script.due(30 * SECOND).is_empty());
        script.heed(&Command::Answered { call: "d1".into() }, 31 * SECOND);
        assert_eq!(script.next_due(), Some(33 * SECOND));
        assert_eq!(script.due(33 * SECOND), [Event::Said { call: "d1".into(), text: "Hello".into() }]);
        assert!(script.due(100 * SECOND).is_empty(), "a caller who was answered does not give up");
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let error = Script::read("{}\n").unwrap_err();
        assert!(error.to_string().starts_with("line 1 of the script is none"), "{error}");
    }
}
