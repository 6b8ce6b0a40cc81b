//! What agents are doing, as intervals, and what they did today.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store};
use crate::domain::agent::{AgentState, Day, Presence, SetBy};
use crate::domain::timestamp::Timestamp;

impl Store {
    /// Ends the agent's running interval and begins another. The same state for the same reason runs on.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_presence(&mut self, agent: &str, presence: &Presence) -> Result<(), Error> {
        self.driver.within(Purpose::Write, |driver| {
            let running = presence_of(driver, agent)?;
            if running.is_some_and(|running| running.state == presence.state && running.reason == presence.reason) {
                return Ok(());
            }
            let since = Param::Int(presence.since.micros());
            // A clock that was put back ends an interval where it began, never before.
            let sql = "UPDATE agent_states SET ended_at = CASE WHEN started_at > ?2 THEN started_at ELSE ?2 END \
                       WHERE agent = ?1 AND ended_at IS NULL";
            driver.execute(sql, &[agent.into(), since])?;
            let [id] = driver.fresh()?;
            driver.execute(
                "INSERT INTO agent_states (id, agent, state, reason, set_by, started_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                &[
                    Param::Int(id),
                    agent.into(),
                    presence.state.name().into(),
                    (&presence.reason).into(),
                    presence.set_by.name().into(),
                    since,
                ],
            )?;
            Ok(())
        })
    }
}

/// The agent's running interval, if there is one.
pub(super) fn presence_of(driver: &mut dyn Driver, agent: &str) -> Result<Option<Presence>, Error> {
    let sql = "SELECT state, reason, set_by, started_at FROM agent_states WHERE agent = ?1 AND ended_at IS NULL \
               ORDER BY started_at DESC, id DESC LIMIT 1";
    driver.first(sql, &[agent.into()], |row| {
        Ok(Presence {
            state: AgentState::named(row.text(0)?).unwrap_or(AgentState::NotReady),
            reason: row.text(1)?.to_owned(),
            since: Timestamp::from_micros(row.int(3)?),
            set_by: SetBy::named(row.text(2)?).unwrap_or(SetBy::System),
        })
    })
}

/// What the agent has done since midnight.
pub(super) fn day_of(driver: &mut dyn Driver, agent: &str, midnight: Timestamp) -> Result<Day, Error> {
    let sql = "SELECT count(*), CAST(coalesce(sum(handled_seconds), 0) AS BIGINT), \
               CAST(coalesce(sum(resolved), 0) AS BIGINT) FROM contacts WHERE agent = ?1 AND closed_at >= ?2";
    let day = driver.first(sql, &[agent.into(), Param::Int(midnight.micros())], |row| {
        Ok(Day { handled: row.int(0)?, handle_seconds: row.int(1)?, resolved: row.int(2)? })
    })?;
    Ok(day.unwrap_or_default())
}
