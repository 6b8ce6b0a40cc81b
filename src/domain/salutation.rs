//! How a written reply begins and ends: by queue, by channel and by the customer's language.

use super::channel::Channel;
use super::language::{Fit, serves};

/// The greeting and the closing of written replies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salutation {
    /// The queue whose replies these are; empty for every queue.
    pub queue: String,
    /// The channels; every written one where none is named.
    pub channels: Vec<Channel>,
    /// The language they are in; empty for every customer.
    pub language: String,
    /// How a reply begins, a template as answers are.
    pub greeting: String,
    /// How it ends.
    pub closing: String,
}

impl Salutation {
    /// Whether it is for such replies.
    fn fits(&self, queue: &str, channel: Channel) -> bool {
        let queue_fits = self.queue.is_empty() || self.queue == queue;
        queue_fits && channel.is_written() && (self.channels.is_empty() || self.channels.contains(&channel))
    }

    /// The one for a reply: of those that fit, first one in the customer's language, then one for every customer, then
    /// whichever comes first.
    #[must_use]
    pub fn choose<'a>(all: &'a [Self], queue: &str, channel: Channel, language: &str) -> Option<&'a Self> {
        let fitting = || all.iter().filter(|salutation| salutation.fits(queue, channel));
        let own = || fitting().find(|one| serves(&one.language, language) != Fit::None);
        own().or_else(|| fitting().find(|one| one.language.is_empty())).or_else(|| fitting().next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customers_language_comes_first_among_those_of_the_queue_and_the_channel() {
        let one = |queue: &str, channels: &[Channel], language: &str, greeting: &str| Salutation {
            queue: queue.to_owned(),
            channels: channels.to_vec(),
            language: language.to_owned(),
            greeting: greeting.to_owned(),
            closing: String::new(),
        };
        let all = [
            one("returns", &[Channel::Email], "", "returns mail"),
            one("", &[Channel::Chat], "", "chat"),
            one("", &[], "de", "german"),
            one("", &[], "en", "english"),
        ];
        let chosen = |queue: &str, channel, language: &str| {
            Salutation::choose(&all, queue, channel, language).map(|one| one.greeting.as_str())
        };
        assert_eq!(chosen("returns", Channel::Email, "fr"), Some("returns mail"));
        assert_eq!(chosen("returns", Channel::Email, "de-AT"), Some("german"));
        assert_eq!(chosen("orders", Channel::Chat, ""), Some("chat"));
        assert_eq!(chosen("orders", Channel::Letter, "fr"), Some("german"));
        assert_eq!(chosen("returns", Channel::Phone, "de"), None);
    }
}
