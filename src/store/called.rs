//! Answers by what they are called in a text, and those that an agent wants at hand.

use serde::{Deserialize, Serialize};

use super::driver::{Param, Purpose};
use super::{Error, Reply, Store};
use crate::domain::answer::{Answer, Favour, Reader};
use crate::domain::id::AnswerId;
use crate::domain::masked::Words;
use crate::domain::text::fold_reference;
use crate::domain::timestamp::Timestamp;

/// How many answers are listed by what they are called.
const CALLED: usize = 20;

/// How many answers an agent has at hand.
const FAVOURITES: i64 = 50;

/// What a desk asks of the answers that come without a search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AtHand {
    /// Those whose name begins so.
    Called {
        /// What was typed.
        typed: Words,
        /// Who typed it.
        reader: Reader,
    },
    /// Those that an agent wants at hand.
    Favourites {
        /// The agent.
        agent: String,
    },
    /// An agent wants one at hand, or no more.
    Favour {
        /// The agent.
        agent: String,
        /// The answer.
        answer: AnswerId,
        /// Which of the two.
        favour: Favour,
        /// When.
        at: Timestamp,
    },
}

impl AtHand {
    /// Whether it leaves something in the store.
    pub(super) const fn writes(&self) -> bool {
        matches!(self, Self::Favour { .. })
    }
}

impl Store {
    pub(super) fn at_hand(&mut self, asked: &AtHand) -> Result<Reply, Error> {
        Ok(match asked {
            AtHand::Called { typed, reader } => {
                Reply::Called { typed: typed.clone(), answers: self.answers_called(typed, reader, CALLED)? }
            }
            AtHand::Favourites { agent } => Reply::Favourites(self.favourites(agent)?),
            AtHand::Favour { agent, answer, favour, at } => {
                self.favour(agent, *answer, *favour, *at)?;
                Reply::Favourites(self.favourites(agent)?)
            }
        })
    }

    /// The answers whose reference or key begins with what was typed for them, of those that somebody finds; those that are
    /// called just so first, and keys before references.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_called(&mut self, typed: &str, reader: &Reader, wanted: usize) -> Result<Vec<Answer>, Error> {
        let typed = fold_reference(typed);
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT body FROM answers WHERE (key <> '' AND key >= ?1 AND key < ?2) \
                   OR (called >= ?1 AND called < ?2) \
                   ORDER BY CASE WHEN key = ?1 THEN 0 WHEN called = ?1 THEN 1 \
                   WHEN key >= ?1 AND key < ?2 THEN 2 ELSE 3 END, called, id LIMIT ?3";
        let after = format!("{typed}\u{10ffff}");
        self.first_seen(reader, wanted, |driver, limit| {
            let params = [Param::Text(&typed), Param::Text(&after), Param::Int(limit)];
            driver.all(sql, &params, |row| Ok(serde_json::from_str(row.text(0)?)?))
        })
    }

    /// The answers that an agent wants at hand, the one marked last first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn favourites(&mut self, agent: &str) -> Result<Vec<Answer>, Error> {
        let sql = "SELECT a.body FROM favourites AS f JOIN answers AS a ON a.id = f.answer WHERE f.agent = ?1 \
                   ORDER BY f.at DESC, f.answer LIMIT ?2";
        let params = [agent.into(), Param::Int(FAVOURITES)];
        self.driver.all(sql, &params, |row| Ok(serde_json::from_str(row.text(0)?)?))
    }

    /// Has an answer at hand for an agent from now on, or no more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn favour(&mut self, agent: &str, answer: AnswerId, favour: Favour, at: Timestamp) -> Result<(), Error> {
        self.driver.within(Purpose::Write, |driver| {
            let (agent, answer) = (Param::from(agent), Param::Int(answer.0));
            let done = match favour {
                Favour::Given => driver.execute(
                    "INSERT INTO favourites (agent, answer, at) SELECT ?1, id, ?3 FROM answers WHERE id = ?2 \
                     ON CONFLICT (agent, answer) DO NOTHING",
                    &[agent, answer, Param::Int(at.micros())],
                ),
                Favour::Withdrawn => {
                    driver.execute("DELETE FROM favourites WHERE agent = ?1 AND answer = ?2", &[agent, answer])
                }
            };
            done.map(|_| ())
        })
    }
}
