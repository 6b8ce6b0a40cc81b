//! `frontline queue`: contacts that wait, and putting one there.

use clap::Subcommand;
use serde_json::{Value, json};

use super::customers;
use super::document::Teller;
use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::records;
use super::setting::{Setting, Work, terms};
use super::table::Table;
use crate::config::Config;
use crate::domain::channel::Channel;
use crate::domain::contact::Contact;
use crate::domain::email::EmailAddress;
use crate::domain::id::ContactId;
use crate::domain::phone::{Phone, Region};
use crate::domain::queue::QueueSettings;
use crate::domain::text::{Layout, clean, fold, prose};
use crate::runtime::now;

#[derive(Subcommand)]
pub(super) enum Queue {
    /// Put a contact into the queue
    Add {
        /// The way it came
        #[arg(long, value_parser = records::channel())]
        channel: Channel,
        /// The number it came from on phone, text and fax, the mail address on email, any name elsewhere
        #[arg(long, value_name = "ADDR", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
        from: String,
        /// The queue, by its name or title [default: the first of the configuration]
        #[arg(long)]
        queue: Option<String>,
        /// What it is about
        #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
        subject: String,
        /// The text of it, as the desk shows it: what a mail or letter says
        #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
        body: String,
        /// The customer it is from, where that is known
        #[arg(long, value_name = "REF")]
        customer: Option<String>,
    },
    /// List the contacts that wait, the most urgent first
    List,
}

impl Queue {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        match self {
            Self::List => list(setting, &config, output)?,
            Self::Add { channel, from, queue, subject, body, customer } => {
                let queue = queue_named(&config, queue)?;
                let from = sender(channel, &from, config.region)?;
                let mut store = setting.open(&config, Work::Writes)?;
                let mut contact = Contact::arriving(ContactId(0), channel, &queue, now());
                contact.from = from;
                contact.subject = prose(&subject, Layout::Line);
                contact.body = prose(&body, Layout::Block);
                if let Some(reference) = customer {
                    contact.customer = Some(customers::known(&mut store, &reference)?.id);
                }
                let arrived = store.arrive(&contact)?;
                let mut teller = Teller::new(&mut store, terms(&config));
                match output.form {
                    Form::Json => output.document(&json!({"contact": teller.contact(&arrived)?}))?,
                    Form::Words => {
                        let who = teller.who(&arrived)?;
                        output.text(&format!("{} waits in {queue}: {who}", arrived.reference))?;
                    }
                }
            }
        }
        Ok(Status::Done)
    }
}

/// The queue that was named, or the first there is.
fn queue_named(config: &Config, named: Option<String>) -> Result<String, Failure> {
    let Some(named) = named else {
        return Ok(config.queues.first().map(|queue| queue.name.clone()).unwrap_or_default());
    };
    let is_meant =
        |queue: &&QueueSettings| [&queue.name, &queue.title].iter().any(|name| fold(name) == fold(named.trim()));
    config.queues.iter().find(is_meant).map(|queue| queue.name.clone()).ok_or_else(|| {
        let known: Vec<&str> = config.queues.iter().map(|queue| queue.name.as_str()).collect();
        let message = format!("there is no queue `{named}`; choose one of {}", known.join(", "));
        Failure::impossible("unknown_queue", message)
    })
}

/// Where a contact came from, as its channel has it; nothing where the sender is withheld.
fn sender(channel: Channel, written: &str, region: Region) -> Result<String, Failure> {
    let from = clean(written, Layout::Line);
    let wrong = |message: String| Err(Failure::impossible("bad_sender", message));
    if from.is_empty() {
        return Ok(from);
    }
    if channel.is_by_number() && Phone::read(&from, region).is_none() {
        return wrong(format!("`{from}` is no telephone number; write it with its country, like +49 30 1234567"));
    }
    if channel == Channel::Email && EmailAddress::read(&from).is_none() {
        return wrong(format!("`{from}` is no mail address; it needs a name, one @ and a domain"));
    }
    Ok(from)
}

fn list(setting: &Setting, config: &Config, output: &mut Output) -> anyhow::Result<()> {
    let mut store = setting.open(config, Work::Asks)?;
    let at = now();
    let waiting = store.desk("", at, at)?.waiting;
    let mut teller = Teller::new(&mut store, terms(config));
    let mut documents = Vec::with_capacity(waiting.len());
    let mut table = Table::new(&["REF", "CHANNEL", "QUEUE", "PRIORITY", "WAITS", "WHO", "SUBJECT"]);
    for entry in &waiting {
        let contact = &entry.contact;
        let waits = contact.times_at(at).wait_seconds;
        let mut document = teller.contact(contact)?;
        if let Value::Object(fields) = &mut document {
            fields.insert("wait_seconds".to_owned(), Value::from(waits));
            fields.insert("recent".to_owned(), Value::from(entry.recent));
        }
        documents.push(document);
        table.row([
            contact.reference.clone(),
            contact.channel.name().to_owned(),
            contact.queue.clone(),
            contact.priority.to_string(),
            format!("{}:{:02}", waits / 60, waits % 60),
            teller.who(contact)?,
            contact.subject.clone(),
        ]);
    }
    match output.form {
        Form::Json => output.document(&json!({"contacts": documents})),
        Form::Words => output.table(&table),
    }
}
