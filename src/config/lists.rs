//! The lists that a business gives its agents, as they stand in a configuration and in a pack: outcomes, reasons, tags,
//! alerts. A list that is silent is `None`, so that another may stand in for it.

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::reader::Table;
use crate::domain::channel::Channel;
use crate::domain::disposition::{Disposition, FollowUp, NotReadyReason, Resolved};
use crate::domain::salutation::Salutation;
use crate::domain::text::{Layout, clean, prose};

/// The longest that a reason not to be ready may usually last, in minutes: a day.
const LONGEST_MINUTES: u32 = 24 * 60;

/// A warning that agents pin to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The short name in lists.
    pub name: String,
    /// What it says on the customer's file.
    pub text: String,
}

/// The outcomes `[[dispositions]]`, each with a key of its own.
pub(super) fn dispositions(file: &Table<'_>) -> Option<Vec<Disposition>> {
    let mut taken = BTreeSet::new();
    file.tables("dispositions", |table| {
        let key = table.needed("key", table.parsed("key", "one letter or figure, such as \"1\"", one_key));
        let name = name(table);
        let resolved = table.typed("resolved", "true, false or \"ask\"", resolved).unwrap_or_default();
        let follow_up = table.truth("follow_up").map_or(FollowUp::default(), follow_up);
        if key.is_some_and(|key| !taken.insert(key)) {
            table.wrong("key", "`key` is taken by another disposition; give each its own".to_owned());
        }
        Some(Disposition { key: key?, name: name?, resolved, follow_up })
    })
}

fn one_key(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let key = letters.next().filter(|key| key.is_alphanumeric())?;
    letters.next().is_none().then_some(key)
}

fn resolved(value: &DeValue<'_>) -> Option<Resolved> {
    match value.as_bool() {
        Some(true) => Some(Resolved::Yes),
        Some(false) => Some(Resolved::No),
        None => (value.as_str() == Some("ask")).then_some(Resolved::Asked),
    }
}

const fn follow_up(asked: bool) -> FollowUp {
    if asked { FollowUp::Asked } else { FollowUp::Optional }
}

/// The reasons `[[not_ready]]`, each with a name of its own.
pub(super) fn not_ready(file: &Table<'_>) -> Option<Vec<NotReadyReason>> {
    let mut taken = BTreeSet::new();
    file.tables("not_ready", |table| {
        let name = unique_name(table, &mut taken);
        let minutes = table.number("minutes", 1..=LONGEST_MINUTES);
        Some(NotReadyReason { name: name?, minutes })
    })
}

/// The warnings `[[alerts]]`, each with a name of its own.
pub(super) fn alerts(file: &Table<'_>) -> Option<Vec<Alert>> {
    let mut taken = BTreeSet::new();
    file.tables("alerts", |table| {
        let name = unique_name(table, &mut taken);
        let text = table.needed("text", table.text("text"));
        Some(Alert { name: name?, text: text? })
    })
}

/// The greetings and closings `[[salutations]]`.
pub(super) fn salutations(file: &Table<'_>) -> Option<Vec<Salutation>> {
    let block = |table: &Table<'_>, key| {
        let text = table.typed(key, "a text, also of several lines", |value| value.as_str().map(str::to_owned));
        prose(&text.unwrap_or_default(), Layout::Block)
    };
    file.tables("salutations", |table| {
        let salutation = Salutation {
            queue: table.text("queue").unwrap_or_default(),
            channels: table.choices("channels", &Channel::ALL, Channel::name).unwrap_or_default(),
            language: table.text("language").unwrap_or_default(),
            greeting: block(table, "greeting"),
            closing: block(table, "closing"),
        };
        if salutation.greeting.is_empty() && salutation.closing.is_empty() {
            table.wrong("greeting", "give a `greeting`, a `closing` or both".to_owned());
            return None;
        }
        Some(salutation)
    })
}

/// The `tags` that agents choose from.
pub(super) fn tags(file: &Table<'_>) -> Option<Vec<String>> {
    file.texts("tags")
}

/// A name that has to be there.
fn name(table: &Table<'_>) -> Option<String> {
    let not_empty = |text: &str| Some(clean(text, Layout::Line)).filter(|name| !name.is_empty());
    table.needed("name", table.parsed("name", "a text that is not empty", not_empty))
}

/// A name that no other entry of the list has.
pub(super) fn unique_name(table: &Table<'_>, taken: &mut BTreeSet<String>) -> Option<String> {
    let name = name(table)?;
    if !taken.insert(name.clone()) {
        table.wrong("name", format!("the name `{name}` is taken; give each its own"));
    }
    Some(name)
}
