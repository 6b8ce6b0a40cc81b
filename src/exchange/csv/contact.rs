//! Contacts in rows, and the tickets of other systems as contacts.

use super::super::terms::Terms;
use super::super::written::contact::Contact;
use super::super::written::{Flag, Text, Whole};
use super::Sheet;
use super::cells::{Cells, Origin, custom_cell, records_cell};
use crate::domain::portable::Portable;

impl Sheet for Contact {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "customer",
        "channel",
        "direction",
        "queue",
        "agent",
        "from",
        "name",
        "subject",
        "body",
        "arrived_at",
        "answered_at",
        "ended_at",
        "wait_seconds",
        "talk_seconds",
        "hold_seconds",
        "after_contact_seconds",
        "disposition",
        "resolved",
        "note",
        "outage",
        "state",
        "since",
        "priority",
        "call",
        "transcript",
        "identity",
        "custom",
    ];

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        let mut contact = Self {
            reference: cells.text("ref"),
            customer: cells.text("customer"),
            channel: cells.text("channel"),
            direction: cells.text("direction"),
            queue: cells.text("queue"),
            agent: cells.text("agent"),
            from: cells.text("from"),
            name: cells.text("name"),
            subject: cells.text("subject"),
            body: cells.text("body"),
            arrived_at: cells.text("arrived_at"),
            answered_at: cells.text("answered_at"),
            ended_at: cells.text("ended_at"),
            wait_seconds: cells.whole("wait_seconds")?,
            talk_seconds: cells.whole("talk_seconds")?,
            hold_seconds: cells.whole("hold_seconds")?,
            after_contact_seconds: cells.whole("after_contact_seconds")?,
            disposition: cells.text("disposition"),
            resolved: cells.flag("resolved")?,
            note: cells.text("note"),
            outage: cells.text("outage"),
            state: cells.text("state"),
            since: cells.text("since"),
            priority: Whole(None),
            call: cells.text("call"),
            transcript: cells.records("transcript")?,
            identity: cells.records("identity")?.pop(),
            custom: cells.custom()?,
        };
        if cells.columns.origin() == Origin::Own {
            contact.priority = cells.whole("priority")?;
        } else {
            contact.taken_from_elsewhere(cells);
        }
        Ok(contact)
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        let (contact, customer) = self.admit(terms)?;
        Ok(Portable::Contact { contact: Box::new(contact), customer })
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let text = |text: &Text| text.0.clone();
        let whole = |whole: Whole| whole.0.map(|number| number.to_string()).unwrap_or_default();
        vec![vec![
            text(&self.reference),
            text(&self.customer),
            text(&self.channel),
            text(&self.direction),
            text(&self.queue),
            text(&self.agent),
            text(&self.from),
            text(&self.name),
            text(&self.subject),
            text(&self.body),
            text(&self.arrived_at),
            text(&self.answered_at),
            text(&self.ended_at),
            whole(self.wait_seconds),
            whole(self.talk_seconds),
            whole(self.hold_seconds),
            whole(self.after_contact_seconds),
            text(&self.disposition),
            self.resolved.0.map(|yes| yes.to_string()).unwrap_or_default(),
            text(&self.note),
            text(&self.outage),
            text(&self.state),
            text(&self.since),
            whole(self.priority),
            text(&self.call),
            records_cell(&self.transcript),
            records_cell(self.identity.as_slice()),
            custom_cell(&self.custom),
        ]]
    }
}

impl Contact {
    /// Says in our words what a ticket's status, source and priority say. A ticket that is new or open waits for
    /// somebody; one that waits for the customer is a contact that is over and not resolved.
    fn taken_from_elsewhere(&mut self, cells: &Cells<'_>) {
        let word = |name: &str| cells.text(name).as_str().trim().to_lowercase();
        let (state, resolved) = match word("ticket_status").as_str() {
            "" => (self.state.as_str(), self.resolved.0),
            "solved" | "resolved" | "closed" => ("closed", Some(true)),
            "new" | "open" => ("waiting", None),
            _ => ("closed", Some(false)),
        };
        (self.state, self.resolved) = (Text::from(state), Flag(resolved));
        self.priority = Whole(match word("priority").as_str() {
            "urgent" => Some(1),
            "high" => Some(2),
            "low" => Some(4),
            number => number.parse().ok(),
        });
        if self.channel.is_blank() {
            let channel = match word("ticket_source").as_str() {
                "phone" | "voice" | "phone call" | "phone call (inbound)" | "voicemail" => "phone",
                "chat" | "messaging" | "live chat" => "chat",
                "twitter" | "facebook" | "facebook post" | "facebook message" | "instagram" | "x" => "social",
                "sms" | "text" | "whatsapp" | "text message" => "text",
                _ => "email",
            };
            self.channel = Text::from(channel);
        }
    }
}
