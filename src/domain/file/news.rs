//! What happened since the customer was last in touch, so that the agent knows it before the customer says it.

use super::CustomerFile;
use crate::domain::action::Action;
use crate::domain::channel::Channel;
use crate::domain::contact::ContactState;
use crate::domain::id::ContactId;
use crate::domain::timestamp::Timestamp;

/// Whether something came or went since the customer was last in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is new.
    Came,
    /// It is gone, or went wrong.
    Went,
}

impl CustomerFile {
    /// What happened since the customer was last in touch, in a few words each.
    #[must_use]
    pub fn since_last_contact(&self, current: Option<ContactId>) -> Vec<(Sign, String)> {
        let Some(last) = self.last_contact(current) else { return Vec::new() };
        let since = last.ended_at.unwrap_or(last.arrived_at);
        let after = |at: Option<Timestamp>| at.is_some_and(|at| at > since);
        let mut news = Vec::new();
        for order in &self.orders {
            if after(order.delivered_at) {
                news.push((Sign::Came, format!("{} delivered", order.reference)));
            } else if after(order.placed_at) {
                news.push((Sign::Came, format!("order {}", order.reference)));
            }
        }
        for outage in &self.outages {
            if after(outage.ended_at) {
                news.push((Sign::Went, format!("outage {} over", outage.reference)));
            } else if after(Some(outage.started_at)) {
                news.push((Sign::Came, format!("outage {}", outage.reference)));
            }
        }
        news.extend(self.counted(current, since, ContactState::Waiting, "unanswered").map(|words| (Sign::Came, words)));
        news.extend(self.counted(current, since, ContactState::Abandoned, "given up").map(|words| (Sign::Went, words)));
        let done = self.receipts.iter().rev().filter(|receipt| {
            let elsewhere = receipt.contact.is_none_or(|contact| contact != last.id && Some(contact) != current);
            let told = matches!(
                receipt.action,
                Action::CloseContact { .. } | Action::IdentifyCustomer { .. } | Action::Undo { .. }
            );
            receipt.at > since && receipt.undone_by.is_none() && elsewhere && !told
        });
        news.extend(done.map(|receipt| (Sign::Came, receipt.words())));
        news
    }

    /// How many contacts by each channel are in a state since a moment, in words: `2 mails unanswered`.
    fn counted(
        &self,
        current: Option<ContactId>,
        since: Timestamp,
        state: ContactState,
        word: &str,
    ) -> impl Iterator<Item = String> {
        let counts = |channel: Channel| {
            let counted = self.contacts.iter().filter(|contact| {
                let is_it = contact.channel == channel && contact.state == state;
                is_it && Some(contact.id) != current && contact.arrived_at > since
            });
            (channel, counted.count())
        };
        let counted = Channel::ALL.map(counts).into_iter().filter(|(_, count)| *count > 0);
        counted.map(move |(channel, count)| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {}{plural} {word}", channel.word())
        })
    }
}
