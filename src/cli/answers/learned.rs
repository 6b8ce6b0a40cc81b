//! `frontline answers learned` and `frontline answers missing`.

use serde_json::{Value, json};

use super::super::output::{Form, Output, Status};
use super::super::setting::{Setting, Work};
use super::super::table::Table;
use crate::domain::learning::{Learning, Lesson, Missing};
use crate::domain::timestamp::Timestamp;

/// What was learned, the most frequent first.
pub(super) fn learned(setting: &Setting, output: &mut Output, limit: usize) -> anyhow::Result<Status> {
    let lessons = asked(setting)?.lessons.into_iter().take(limit);
    if output.form == Form::Json {
        let told = lessons.map(|lesson| {
            let Lesson { answer, title, query, times, agents, last, pinned, phrase } = lesson;
            let last = last.map(Timestamp::rfc3339);
            json!({"words": query, "answer": answer, "title": title, "times": times, "agents": agents, "last": last,
                   "pinned": pinned, "phrase": phrase})
        });
        output.document(&json!({"learned": told.collect::<Vec<Value>>()}))?;
        return Ok(Status::Done);
    }
    let mut table = Table::new(&["WORDS", "ANSWER", "TITLE", "TIMES", "AGENTS", "LAST", "PINNED"]);
    for lesson in lessons {
        let [times, agents] = [lesson.times.to_string(), lesson.agents.to_string()];
        let last = lesson.last.map(Timestamp::rfc3339).unwrap_or_default();
        let pinned = if lesson.pinned { "pinned" } else { "" };
        table.row([lesson.query, lesson.answer, lesson.title, times, agents, last, pinned.to_owned()]);
    }
    output.table(&table)?;
    Ok(Status::Done)
}

/// What is missing, the most frequent first.
pub(super) fn missing(setting: &Setting, output: &mut Output, limit: usize) -> anyhow::Result<Status> {
    let missing = asked(setting)?.missing.into_iter().take(limit);
    if output.form == Form::Json {
        let told = missing.map(|missing| {
            let Missing { query, queue, times, agents, why, last } = missing;
            json!({"words": query, "queue": queue, "times": times, "agents": agents, "why": why.name(), "last": last.rfc3339()})
        });
        output.document(&json!({"missing": told.collect::<Vec<Value>>()}))?;
        return Ok(Status::Done);
    }
    let mut table = Table::new(&["WORDS", "QUEUE", "TIMES", "AGENTS", "WHY", "LAST"]);
    for missing in missing {
        let [times, agents] = [missing.times.to_string(), missing.agents.to_string()];
        let (why, last) = (missing.why.name().to_owned(), missing.last.rfc3339());
        table.row([missing.query, missing.queue, times, agents, why, last]);
    }
    output.table(&table)?;
    Ok(Status::Done)
}

fn asked(setting: &Setting) -> anyhow::Result<Learning> {
    let config = setting.config()?;
    Ok(setting.open(&config, Work::Asks)?.learning()?)
}
