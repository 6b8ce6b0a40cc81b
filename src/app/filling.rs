//! Filling answers from what is open on the desk, and looking later whether what was filled in is still so.

use std::ops::Range;

use super::pane::customer;
use super::sheet::{Sheet, Writing};
use super::state::State;
use crate::domain::answer::Answer;
use crate::domain::contact::Party;
use crate::domain::fill::{self, Basis, Context, Filled, Said};
use crate::domain::ledger::Ledger;
use crate::domain::record::RecordKind;
use crate::domain::salutation::Salutation;

/// A piece of a text that should not go out as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What is wrong with it, in words.
    pub(super) words: String,
}

impl State {
    /// What a text in this language is filled from: the marked order or account before the one at hand.
    fn context<'a>(&'a self, language: &'a str, said: &'a Said) -> Context<'a> {
        let (file, contact) = (self.file(), self.contact());
        let marked = customer::marked(self);
        let named = |kind| marked.as_ref().filter(|(of, _)| *of == kind).map(|(_, reference)| reference.as_str());
        let (order, account) = (named(RecordKind::Order), named(RecordKind::Account));
        let orders = file.map(|file| file.orders.as_slice()).unwrap_or_default();
        let accounts = file.map(|file| file.accounts.as_slice()).unwrap_or_default();
        let marked_order = orders.iter().find(|known| Some(known.reference.as_str()) == order);
        Context {
            file,
            order: marked_order.or_else(|| fill::order_at_hand(orders)),
            account: accounts.iter().find(|ledger: &&Ledger| Some(ledger.account.reference.as_str()) == account),
            contact,
            queue: contact.map(|contact| self.setup.queue_title(&contact.queue)).unwrap_or_default(),
            agent: &self.setup.agent,
            shop: &self.setup.shop,
            currency: self.setup.house.currency,
            zone: self.setup.house.zone,
            language,
            house_language: &self.setup.house.language,
            now: self.now,
            said,
        }
    }

    /// The body of an answer, filled from the file, the contact and the agent at hand, with what was said to what it asks.
    pub(in crate::app) fn filled(&self, answer: &Answer, said: &Said) -> Filled {
        fill::fill(self.form_of(answer), &self.context(&answer.language, said))
    }

    /// A template in this language, filled, with nothing said to what it asks.
    pub(in crate::app) fn filled_text(&self, template: &str, language: &str) -> Filled {
        fill::fill(template, &self.context(language, &Said::new()))
    }

    /// The answer as it is said to who speaks, or as it is written.
    fn form_of<'a>(&self, answer: &'a Answer) -> &'a str {
        let speaks = self.contact().is_some_and(|contact| !contact.channel.is_written());
        if speaks && !answer.spoken.is_empty() { &answer.spoken } else { &answer.body }
    }

    /// What a text that was filled in just now came from.
    pub(in crate::app) fn basis(&self, answer: &Answer, said: &Said, text: &str) -> Basis {
        let context = self.context(&answer.language, said);
        let order = context.order;
        Basis {
            title: answer.title.clone(),
            body: self.form_of(answer).to_owned(),
            language: answer.language.clone(),
            customer: context.file.map(|file| file.customer.id),
            order: order.map(|order| order.reference.clone()).unwrap_or_default(),
            account: context.account.map(|ledger| ledger.account.reference.clone()).unwrap_or_default(),
            said: said.clone(),
            at: self.now,
            text: text.to_owned(),
            order_was_open: order.is_some_and(|order| order.status.is_open()),
        }
    }

    /// How the reply that is to be written begins and ends; nothing where it is no reply, or the house has no word for it.
    fn salutation(&self) -> Option<(String, String)> {
        let contact = self.own_contact()?;
        let customer = self.file().map(|file| file.customer.details.language.as_str());
        let language = customer.filter(|language| !language.is_empty()).unwrap_or(&self.setup.house.language);
        let chosen = Salutation::choose(&self.setup.salutations, &contact.queue, contact.channel, language)?;
        // In a conversation one is greeted once.
        let is_greeted = contact.channel.is_live() && contact.transcript.iter().any(|line| line.who == Party::Agent);
        let written = |template: &str| self.filled_text(template, &chosen.language).text;
        (!is_greeted).then(|| (written(&chosen.greeting), written(&chosen.closing)))
    }

    /// Begins the reply with the greeting and ends it with the closing, where nothing is written yet. The cursor stands
    /// between them.
    pub(in crate::app) fn begin_reply(&mut self) {
        let Some((greeting, closing)) = self.salutation() else { return };
        let replies = |sheet: &&mut Sheet| sheet.writing() == Writing::Reply && sheet.reply.is_empty();
        let Some(reply) = self.sheet_mut().filter(replies).map(|sheet| &mut sheet.reply) else { return };
        let head = if greeting.is_empty() { String::new() } else { format!("{greeting}\n\n") };
        let end = if closing.is_empty() { String::new() } else { format!("\n\n{closing}") };
        reply.replace(&format!("{head}{end}"));
        reply.select(head.len()..head.len());
    }

    /// Whether nothing stands in the reply but how it begins and ends.
    pub(in crate::app) fn is_reply_empty(&self) -> bool {
        let Some(reply) = self.sheet().map(|sheet| sheet.reply.text().trim()) else { return true };
        let untouched = || self.salutation().is_some_and(|(head, end)| reply == format!("{head}\n\n\n\n{end}").trim());
        reply.is_empty() || untouched()
    }

    /// That the order at hand is closed, in words, where a text names it.
    pub(in crate::app) fn closed_order_in(&self, text: &str) -> Option<String> {
        let said = Said::new();
        let order = self.context("", &said).order.filter(|order| !order.status.is_open())?;
        text.contains(&order.reference).then(|| format!("order {} is {}", order.reference, order.status.name()))
    }

    /// The first piece of a text of the sheet that shows which should not go out: a gap, or what is not so any more.
    pub(in crate::app) fn fault_in(&self, writing: Writing) -> Option<Fault> {
        let sheet = self.sheet()?;
        let text = sheet.text(writing).text();
        let gap = fill::gaps::first(text).and_then(|range| {
            let words = format!("{} is not filled in", text.get(range.clone())?);
            Some(Fault { range, words })
        });
        let bases: Vec<Basis> = sheet.bases.iter().chain(&self.copied).cloned().collect();
        let said = Said::new();
        let stale = fill::stale(text, &bases, &self.context("", &said));
        let stale = stale.map(|stale| Fault { range: stale.range, words: stale.words });
        gap.into_iter().chain(stale).min_by_key(|fault| fault.range.start)
    }

    /// Whether a text may go where it is to go. Of the first fault in it the agent is told, and the cursor stands there;
    /// as it was told of it may go all the same.
    pub(in crate::app) fn may_go(&mut self, writing: Writing) -> Result<(), String> {
        let Some(fault) = self.fault_in(writing) else { return Ok(()) };
        let Some(sheet) = self.sheet_mut() else { return Ok(()) };
        let told = (writing, sheet.text(writing).text().to_owned());
        if sheet.told.as_ref() == Some(&told) {
            return Ok(());
        }
        sheet.told = Some(told);
        sheet.text_mut(writing).select(fault.range);
        Err(fault.words)
    }
}
