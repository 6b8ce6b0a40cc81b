//! `frontline contacts`: the log.

use clap::Subcommand;
use serde_json::json;

use super::customers;
use super::document::Teller;
use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work, terms};
use super::table::Table;
use crate::domain::timestamp::{Date, Timestamp, Zone};
use crate::store::ContactFilter;

#[derive(Subcommand)]
pub(super) enum Contacts {
    /// List contacts, the latest first
    List {
        /// Only those of this customer
        #[arg(long, value_name = "REF")]
        customer: Option<String>,
        /// Only those that arrived then or later, as 2026-11-23 or 2026-11-23T10:42:00Z
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        /// How many to show
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
}

impl Contacts {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let Self::List { customer, since, limit } = self;
        let config = setting.config()?;
        let since = since.map(|text| moment(&text, config.zone())).transpose()?;
        let mut store = setting.open(&config, Work::Asks)?;
        let customer = customer.map(|reference| customers::known(&mut store, &reference)).transpose()?;
        let filter = ContactFilter { customer: customer.map(|customer| customer.id), since };
        let found = store.contacts(filter, i64::from(limit))?;
        let mut teller = Teller::new(&mut store, terms(&config));
        if output.form == Form::Json {
            let contacts: Vec<_> = found.iter().map(|contact| teller.contact(contact)).collect::<Result<_, _>>()?;
            output.document(&json!({"contacts": contacts}))?;
            return Ok(Status::Done);
        }
        let mut table = Table::new(&["REF", "ARRIVED", "CHANNEL", "STATE", "AGENT", "WHO", "OUTCOME", "SUBJECT"]);
        for contact in &found {
            table.row([
                contact.reference.clone(),
                contact.arrived_at.rfc3339(),
                contact.channel.name().to_owned(),
                contact.state.name().to_owned(),
                contact.agent.clone(),
                teller.who(contact)?,
                contact.disposition.clone(),
                contact.subject.clone(),
            ]);
        }
        output.table(&table)?;
        Ok(Status::Done)
    }
}

fn moment(text: &str, zone: Zone) -> Result<Timestamp, Failure> {
    let found = Timestamp::parse(text).or_else(|| Date::parse(text).map(|date| zone.midnight(date)));
    found.ok_or_else(|| {
        let message = format!("`{text}` is no time; write it like 2026-11-23 or 2026-11-23T10:42:00Z");
        Failure::impossible("bad_time", message)
    })
}
