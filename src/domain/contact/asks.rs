//! What a customer asks in writing, as far as scripted answers can be found for it.

use super::{Contact, Party};
use crate::domain::text::sentences;

/// How many letters of a message are read.
const READ: usize = 4_000;

/// From so many words on a sentence of a mail or a letter says something: greetings, names and regards are shorter.
const TELLING: usize = 4;

impl Contact {
    /// What the customer asks in their latest message, a sentence a line and what counts most last: first what they tell,
    /// then their questions, then the subject. What they quote and how they sign is left out.
    #[must_use]
    pub fn asks(&self) -> String {
        let said = self.said_last();
        let is_first = said.is_empty();
        let (message, subject) = if is_first { (self.body.clone(), self.subject.as_str()) } else { (said, "") };
        let own: Vec<&str> = message
            .lines()
            .take_while(|line| !matches!(line.trim_end(), "--" | "__"))
            .filter(|line| !line.trim_start().starts_with('>'))
            .collect();
        let own: String = own.join("\n").chars().take(READ).collect();
        let written = sentences(&own).into_iter().filter_map(|range| own.get(range)).map(str::trim);
        let (questions, told): (Vec<&str>, Vec<&str>) = written
            .filter(|text| text.contains(char::is_alphanumeric))
            .partition(|text| text.ends_with(['?', '？', '؟']));
        // In a conversation people are brief.
        let is_telling = |text: &&str| !is_first || text.split_whitespace().count() >= TELLING;
        let telling: Vec<&str> = told.iter().copied().filter(is_telling).collect();
        let told = if telling.is_empty() { told } else { telling };
        let all = told.into_iter().chain(questions).chain([subject.trim()]).filter(|text| !text.is_empty());
        all.collect::<Vec<_>>().join("\n")
    }

    /// What the customer said last, whatever was said to it since; nothing where they have only written what came first.
    fn said_last(&self) -> String {
        let said = self.transcript.iter().rev().filter(|line| line.who != Party::Desk);
        let theirs = said.skip_while(|line| line.who != Party::Customer).take_while(|line| line.who == Party::Customer);
        let mut lines: Vec<&str> = theirs.map(|line| line.text.as_str()).collect();
        lines.reverse();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::channel::Channel;
    use crate::domain::contact::{Contact, Line, Party};
    use crate::domain::id::ContactId;
    use crate::domain::timestamp::Timestamp;

    fn mail(subject: &str, body: &str) -> Contact {
        let contact = Contact::arriving(ContactId(1), Channel::Email, "service", Timestamp::default());
        Contact { subject: subject.to_owned(), body: body.to_owned(), ..contact }
    }

    #[test]
    fn of_a_mail_its_questions_and_its_subject_come_last_and_courtesies_not_at_all() {
        let body = "Hello Anna,\n\nwhen do I get it? It was sent a week ago. Thanks!\n\nKind regards\nKatrin Vogel\n--\nVogel AG?\n> What is it?";
        assert_eq!(mail("Tent pole", body).asks(), "It was sent a week ago.\nwhen do I get it?\nTent pole");
        assert_eq!(mail("", "> Is it?\nNo refund").asks(), "No refund");
        assert_eq!(mail("", "取消订单。可以吗？").asks(), "取消订单。\n可以吗？");
        assert_eq!(mail("", " \n?!").asks(), "");
    }

    #[test]
    fn of_a_conversation_what_the_customer_said_last_counts_until_they_say_more() {
        let mut chat = mail("", "");
        let mut said = |who, text: &str| {
            chat.transcript.push(Line { at: Timestamp::default(), who, text: text.to_owned() });
            chat.asks()
        };
        assert_eq!(said(Party::Customer, "hi"), "hi");
        assert_eq!(said(Party::Desk, "on hold"), "hi");
        assert_eq!(said(Party::Customer, "my pole broke"), "hi\nmy pole broke");
        assert_eq!(said(Party::Agent, "Which one?"), "hi\nmy pole broke");
        assert_eq!(said(Party::Customer, "the long one"), "the long one");
    }

    #[test]
    fn of_an_endless_message_the_beginning_is_read() {
        assert!(mail("", &"my pole broke again ".repeat(10_000)).asks().len() <= 4_000);
    }
}
