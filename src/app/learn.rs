//! What the lookup learns at this desk: every answer that was taken, what became of it within the contact, and what was
//! searched in vain.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::effect::{Along, Effect, Search, Seeker};
use super::message::{Found, FoundBy};
use super::sheet::{Sheet, Writing};
use super::state::State;
use crate::domain::id::AnswerId;
use crate::domain::learning::{Learning, Miss, Outcome, Pick, Why, same_words};
use crate::domain::masked::Words;
use crate::domain::order::Order;
use crate::domain::text::words;
use crate::domain::timestamp::Timestamp;
use crate::lookup::Medium;
use crate::store::Request;

/// Within how many seconds another search and another pick say that the one before was not what was meant.
const AT_ONCE: i64 = 30;

/// Of how many words of an answer one has to be left in the text, or it was taken out again.
const LEFT: usize = 4;

/// How many names of goods a search is told of, those ordered last.
const PRODUCTS: usize = 20;

/// How many letters of what an agent writes are read along, the last ones.
const READ_ALONG: usize = 600;

/// What is learned from searches, as far as the desk knows it.
#[derive(Debug, Default)]
pub(super) struct Learned {
    /// Everything, once somebody looks at it.
    pub(super) told: Option<Learning>,
    /// The searches in vain that the store is to be told of.
    pub(super) misses: Vec<Miss>,
}

/// An answer that was taken for a contact, as long as the desk can see what becomes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Taken {
    pick: Pick,
    /// Where it was put, if it was not copied.
    writing: Option<Writing>,
    /// What was put there.
    text: String,
    /// How long the text was in which it was looked for last.
    #[serde(skip)]
    length: usize,
    followed: bool,
}

/// A search for which nothing was taken yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sought {
    text: String,
    why: Why,
    at: Timestamp,
}

impl Sought {
    /// What is sought by now, once a search has found something or nothing. What is being deleted was meant as it was.
    pub(super) fn after(before: Option<Self>, found: &Found, at: Timestamp) -> Self {
        let text = found.text.trim();
        if let Some(before) = before.filter(|before| before.text.len() > text.len() && before.text.starts_with(text)) {
            return before;
        }
        let why = match (found.answers.is_empty(), found.good) {
            (true, _) => Why::Nothing,
            (false, false) => Why::NoneGood,
            (false, true) => Why::NotTaken,
        };
        Self { text: text.to_owned(), why, at }
    }

    /// It was given up.
    pub(super) fn given_up(&self, queue: &str, agent: &str) -> Option<Miss> {
        Miss::new(&self.text, queue, agent, self.why, self.at)
    }
}

/// What was searched on a sheet in vain, now that the sheet goes.
pub(super) fn left(sheet: &Sheet, agent: &str) -> Option<Miss> {
    let queue = sheet.contact.as_ref().map(|contact| contact.queue.as_str()).unwrap_or_default();
    sheet.answers.sought()?.given_up(queue, agent)
}

/// The reply was sent: what was put into it stays.
pub(super) fn sent(sheet: &mut Sheet) {
    sheet.taken.retain(|taken| taken.writing != Some(Writing::Reply));
}

impl State {
    /// Searches the answers for the contact at hand.
    pub(in crate::app) fn search_answers(&self, text: &str, seeker: Seeker) -> Effect {
        let file = self.file();
        let contact = self.contact();
        let details = file.map(|file| &file.customer.details);
        let orders = file.map(|file| file.orders.as_slice()).unwrap_or_default();
        let spoken = contact.is_some_and(|contact| !contact.channel.is_written());
        let taken = self.sheet().map(|sheet| sheet.taken.iter().map(|taken| taken.pick.answer).collect());
        let reads_along = seeker == Seeker::Pane && text.trim().is_empty();
        let search = Search {
            text: text.into(),
            along: if reads_along { self.read_along() } else { Vec::new() },
            taken: taken.unwrap_or_default(),
            queue: contact.map(|contact| contact.queue.clone()).unwrap_or_default(),
            guide: String::new(),
            language: details.map(|details| details.language.clone()).unwrap_or_default(),
            products: goods(orders),
            medium: if spoken { Medium::Spoken } else { Medium::Written },
            tier: details.map(|details| details.tier.clone()).unwrap_or_default(),
            reader: self.reader(),
        };
        Effect::Search { search: Box::new(search), seeker }
    }

    /// What is read along for the agent's own contact, what counts most first: the text that is being written, the other
    /// one, and what the customer wrote.
    pub(in crate::app) fn read_along(&self) -> Vec<(Along, Words)> {
        let (Some(sheet), Some(own)) = (self.sheet(), self.own_contact()) else { return Vec::new() };
        let mut writings = Writing::ALL;
        writings.sort_by_key(|writing| *writing != sheet.writing());
        let texts = writings.map(|writing| {
            let along = match writing {
                Writing::Note => Along::Note,
                Writing::Reply => Along::Reply,
            };
            (along, written_last(sheet, writing))
        });
        let message = own.channel.is_written().then(|| (Along::Message, own.asks()));
        let all = texts.into_iter().chain(message).filter(|(_, text)| !text.is_empty());
        all.map(|(along, text)| (along, text.into())).collect()
    }

    /// Lets the lookup learn that an answer was taken after `query` was typed, and put somewhere as `text`. What was taken
    /// just before by another search was not what was meant.
    pub(in crate::app) fn learn(
        &mut self,
        query: String,
        answer: AnswerId,
        put: Option<(Writing, &str)>,
    ) -> Vec<Effect> {
        let contact = self.own_contact().map(|own| own.id);
        let pick = Pick {
            query,
            answer,
            agent: self.setup.agent.clone(),
            queue: self.contact().map(|contact| contact.queue.clone()).unwrap_or_default(),
            guide: String::new(),
            tier: self.file().map(|file| file.customer.details.tier.clone()).unwrap_or_default(),
            at: self.now,
            outcome: Outcome::Stayed,
        };
        let mut effects = vec![Effect::Learn { pick: pick.clone(), contact }];
        let Some(sheet) = self.sheet_mut() else { return effects };
        let other = |before: &&mut Taken| {
            let at_once = pick.at.seconds_since(before.pick.at) <= AT_ONCE;
            let typed = !(pick.query.is_empty() || before.pick.query.is_empty());
            typed
                && at_once
                && before.pick.answer != pick.answer
                && same_words(&before.pick.query) != same_words(&pick.query)
        };
        if let Some(before) = sheet.taken.last_mut().filter(other) {
            before.followed = true;
            if before.pick.outcome == Outcome::Stayed {
                before.pick.outcome = Outcome::Followed;
                effects.insert(0, Effect::Learn { pick: before.pick.clone(), contact });
            }
        }
        let (writing, text) = put.map_or((None, ""), |(writing, text)| (Some(writing), text));
        sheet.taken.push(Taken { pick, writing, text: text.to_owned(), length: usize::MAX, followed: false });
        effects
    }

    /// Tells what became of the answers that were taken, and what was searched in vain.
    pub(in crate::app) fn tell_learned(&mut self) -> Vec<Effect> {
        let misses = std::mem::take(&mut self.learned.misses).into_iter();
        let mut effects: Vec<Effect> = misses.map(|miss| Effect::Store(Request::RecordMiss(miss))).collect();
        let Some(contact) = self.own_contact().map(|own| own.id) else { return effects };
        let Some(sheet) = self.sheet_mut() else { return effects };
        let mut taken = std::mem::take(&mut sheet.taken);
        for one in &mut taken {
            let Some(text) = one.writing.map(|writing| sheet.text(writing).text()) else { continue };
            if std::mem::replace(&mut one.length, text.len()) == text.len() {
                continue;
            }
            let outcome = one.outcome_in(text);
            // Without a word typed nothing was learned.
            if std::mem::replace(&mut one.pick.outcome, outcome) != outcome && !one.pick.query.is_empty() {
                effects.push(Effect::Learn { pick: one.pick.clone(), contact: Some(contact) });
            }
        }
        sheet.taken = taken;
        effects
    }
}

impl Taken {
    /// Which answer it is.
    pub(super) const fn answer(&self) -> AnswerId {
        self.pick.answer
    }

    /// What became of it, as far as the text tells in which it was put.
    fn outcome_in(&self, text: &str) -> Outcome {
        let put: BTreeSet<String> = words(&self.text).into_iter().collect();
        let stands: BTreeSet<String> = words(text).into_iter().collect();
        if LEFT * put.intersection(&stands).count() < put.len() {
            Outcome::Undone
        } else if self.followed {
            Outcome::Followed
        } else {
            Outcome::Stayed
        }
    }
}

/// The end of a text, without the answers that were put into it. Behind the cursor in a reply stands how it closes.
fn written_last(sheet: &Sheet, writing: Writing) -> String {
    let editor = sheet.text(writing);
    let mut text = match writing {
        Writing::Note => editor.text(),
        Writing::Reply => editor.text().get(..editor.cursor()).unwrap_or_default(),
    }
    .to_owned();
    for taken in sheet.taken.iter().filter(|taken| taken.writing == Some(writing)) {
        text = text.replace(taken.text.trim(), "\n");
    }
    let from = text.char_indices().rev().nth(READ_ALONG).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or_default().trim().to_owned()
}

/// The names of what was ordered, each once, the latest first.
fn goods(orders: &[Order]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in orders.iter().flat_map(|order| &order.lines) {
        if names.len() < PRODUCTS && !line.name.is_empty() && !names.contains(&line.name) {
            names.push(line.name.clone());
        }
    }
    names
}

/// Whether answers were found by what was typed, and none of them is likely meant.
pub(super) fn none_is_good(found: &Found) -> bool {
    found.by == FoundBy::Typed && !found.good && !found.answers.is_empty()
}
