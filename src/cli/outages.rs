//! `frontline outages`: the faults that many customers share.

use clap::Subcommand;
use serde_json::{Value, json};

use super::document::Teller;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work, terms};
use super::table::Table;
use crate::domain::timestamp::Timestamp;

#[derive(Subcommand)]
pub(super) enum Outages {
    /// List outages, those that run first, each with how many contacts are about it
    List {
        /// How many to show
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
}

impl Outages {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let Self::List { limit } = self;
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        let found = store.outages(i64::from(limit))?;
        if output.form == Form::Json {
            let teller = Teller::new(&mut store, terms(&config));
            let told: Vec<Value> = found
                .iter()
                .map(|(outage, contacts)| {
                    let mut told = teller.outage(outage);
                    if let Value::Object(fields) = &mut told {
                        fields.insert("contacts".to_owned(), json!(contacts));
                    }
                    told
                })
                .collect();
            output.document(&json!({"outages": told}))?;
            return Ok(Status::Done);
        }
        let mut table = Table::new(&["OUTAGE", "SINCE", "UNTIL", "CONTACTS", "WHERE", "WHAT"]);
        for (outage, contacts) in found {
            let until = match (outage.ended_at, outage.expected_until) {
                (Some(at), _) => format!("over {}", at.rfc3339()),
                (None, expected) => expected.map(Timestamp::rfc3339).unwrap_or_default(),
            };
            let place = [&outage.postal_codes, &outage.accounts].map(|all| all.join(" "));
            let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let (since, words) = (outage.started_at.rfc3339(), outage.words());
            table.row([outage.reference, since, until, contacts.to_string(), place, words]);
        }
        output.table(&table)?;
        Ok(Status::Done)
    }
}
