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
use crate::domain::id::ContactId;
use crate::domain::text::{Layout, clean};
use crate::runtime::now;

#[derive(Subcommand)]
pub(super) enum Queue {
    /// Put a contact into the queue
    Add {
        /// The way it came
        #[arg(long, value_parser = records::channel())]
        channel: Channel,
        /// The number or address it came from
        #[arg(long, value_name = "ADDR", default_value = "", allow_hyphen_values = true)]
        from: String,
        /// The queue [default: the first of the configuration]
        #[arg(long)]
        queue: Option<String>,
        /// What it is about
        #[arg(long, default_value = "", allow_hyphen_values = true)]
        subject: String,
        /// The text of a mail or letter
        #[arg(long, default_value = "", allow_hyphen_values = true)]
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
                let mut store = setting.open(&config, Work::Writes)?;
                let mut contact = Contact::arriving(ContactId(0), channel, &queue, now());
                contact.from = clean(&from, Layout::Line);
                contact.subject = clean(&subject, Layout::Line);
                contact.body = clean(&body, Layout::Block);
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
    let known: Vec<&str> = config.queues.iter().map(|queue| queue.name.as_str()).collect();
    match named {
        Some(name) if known.contains(&name.as_str()) => Ok(name),
        Some(name) => {
            let message = format!("there is no queue `{name}`; choose one of {}", known.join(", "));
            Err(Failure::impossible("unknown_queue", message))
        }
        None => Ok(known.first().map(|name| (*name).to_owned()).unwrap_or_default()),
    }
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
