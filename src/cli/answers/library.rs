//! `frontline answers list`, `show`, `history` and `restore`: the answers as the team keeps them, how each stands, what came of
//! it, and what became of it.

use serde_json::{Value, json};

use crate::cli::act;
use crate::cli::document::Teller;
use crate::cli::output::{Form, Output, Status};
use crate::cli::setting::{Setting, Work, terms};
use crate::cli::table::{Table, right};
use crate::config::Config;
use crate::domain::action::answer::AnswerAction;
use crate::domain::action::{House, Refusal};
use crate::domain::answer::{Answer, Past, Reader, Standing, Use};
use crate::domain::portable::Portable;
use crate::domain::timestamp::Date;
use crate::exchange;
use crate::runtime::now;
use crate::store::{Error, Mode, Store};
use crate::ui::format::percent;

#[derive(clap::Args)]
pub(in crate::cli) struct List {
    /// Only those with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only those that should have been looked at again by now
    #[arg(long)]
    stale: bool,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Show {
    /// The answer
    #[arg(value_name = "REF")]
    reference: String,
}

#[derive(clap::Args)]
pub(in crate::cli) struct Restore {
    /// The answer
    #[arg(value_name = "REF")]
    reference: String,
    /// The version, as `frontline answers history` lists it
    version: i64,
    /// Only show what would change
    #[arg(long)]
    preview: bool,
}

/// Who asks, in which house: what they find hangs on it.
pub(in crate::cli) struct Asking {
    pub(super) config: Config,
    pub(super) reader: Reader,
    house: House,
    day: Date,
}

impl Asking {
    pub(super) fn of(setting: &Setting) -> anyhow::Result<Self> {
        let config = setting.config()?;
        let (house, reader) = (config.house(), Reader { agent: setting.agent(&config), at: now() });
        let day = house.zone.civil(reader.at).date;
        Ok(Self { config, reader, house, day })
    }

    fn sees(&self, answer: &Answer) -> bool {
        self.house.shows(answer, &self.reader)
    }

    fn standing(&self, answer: &Answer) -> Standing {
        answer.standing(&self.house.policy, self.day)
    }

    /// How the answer stands, in a word or two; nothing where it is as it should be.
    fn marks(&self, answer: &Answer) -> String {
        let standing = Some(self.standing(answer)).filter(|standing| *standing != Standing::Current);
        let stale = answer.is_stale(self.day).then_some("stale");
        standing.map(Standing::name).into_iter().chain(stale).collect::<Vec<_>>().join(", ")
    }

    fn known(&self, store: &mut Store, reference: &str) -> anyhow::Result<Answer> {
        let found = store.answer_of(reference)?.filter(|answer| self.sees(answer));
        Ok(found.ok_or_else(|| Error::from(Refusal::unknown("answer", reference)))?)
    }

    /// The answer as files write it, with how it stands and what came of it.
    fn document(&self, answer: &Answer, used: Use) -> Value {
        let mut told = exchange::document(&Portable::Answer(Box::new(answer.clone())), &terms(&self.config));
        if let Value::Object(fields) = &mut told {
            fields.insert("version".to_owned(), json!(answer.version));
            fields.insert("standing".to_owned(), json!(self.standing(answer)));
            fields.insert("stale".to_owned(), json!(answer.is_stale(self.day)));
            fields.insert("uses".to_owned(), json!(used));
        }
        told
    }
}

/// What came of the contacts in which an answer was taken, in words.
fn outcome(used: Use) -> String {
    match (u64::try_from(used.resolved), u64::try_from(used.contacts)) {
        (Ok(resolved), Ok(contacts)) if contacts > 0 => {
            format!("{resolved} of {contacts}, {}", percent(resolved, contacts))
        }
        _ => String::new(),
    }
}

impl List {
    pub(super) fn run(&self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let asking = Asking::of(setting)?;
        let mut store = setting.open(&asking.config, Work::Asks)?;
        let mut found = store.library()?;
        found.retain(|(answer, _)| {
            let tagged = self.tag.as_ref().is_none_or(|tag| answer.tags.contains(tag));
            tagged && (!self.stale || answer.is_stale(asking.day)) && asking.sees(answer)
        });
        if output.form == Form::Json {
            let told: Vec<Value> = found.iter().map(|(answer, used)| asking.document(answer, *used)).collect();
            output.document(&json!({"answers": told}))?;
            return Ok(Status::Done);
        }
        let mut table = Table::new(&["REF", "TAKEN", "RESOLVED", "STANDS", "TITLE"]);
        let taken = right(found.iter().map(|(_, used)| used.taken.to_string()).collect());
        for ((answer, used), taken) in found.iter().zip(taken) {
            table.row([answer.reference.clone(), taken, outcome(*used), asking.marks(answer), answer.title.clone()]);
        }
        output.table(&table)?;
        Ok(Status::Done)
    }
}

impl Show {
    pub(super) fn run(&self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let asking = Asking::of(setting)?;
        let mut store = setting.open(&asking.config, Work::Asks)?;
        let answer = asking.known(&mut store, &self.reference)?;
        let used = store.answer_uses(&[answer.id])?.first().map(|(_, used)| *used).unwrap_or_default();
        if output.form == Form::Json {
            output.document(&asking.document(&answer, used))?;
            return Ok(Status::Done);
        }
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let resolved = outcome(used);
        let resolved = if resolved.is_empty() { resolved } else { format!("; resolved {resolved}") };
        let about = [
            ("title", answer.title.clone()),
            ("stands", asking.marks(&answer)),
            ("key", answer.key.clone()),
            ("queue", answer.queue.clone()),
            ("language", answer.language.clone()),
            ("tags", answer.tags.join(", ")),
            ("phrases", answer.phrases.join("; ")),
            ("valid from", day(answer.valid_from)),
            ("valid until", day(answer.valid_until)),
            ("review", day(answer.review_on)),
            ("author", answer.author.clone()),
            ("approved by", answer.approved_by.clone()),
            ("taken", format!("{} times{resolved}", used.taken)),
        ];
        let mut table = Table::new(&["", ""]);
        for (name, value) in about.into_iter().filter(|(_, value)| !value.is_empty()) {
            table.row([name.to_owned(), value]);
        }
        output.table(&table)?;
        output.text(&format!("\n{}", answer.body))?;
        if !answer.spoken.is_empty() {
            output.text(&format!("\nSpoken:\n{}", answer.spoken))?;
        }
        Ok(Status::Done)
    }

    /// What became of the answer.
    pub(super) fn history(&self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let asking = Asking::of(setting)?;
        let mut store = setting.open(&asking.config, Work::Asks)?;
        let answer = asking.known(&mut store, &self.reference)?;
        let versions = store.answer_history(answer.id)?;
        if output.form == Form::Json {
            let told: Vec<Value> = versions.iter().map(version).collect();
            output.document(&json!({"ref": answer.reference, "versions": told}))?;
            return Ok(Status::Done);
        }
        let mut table = Table::new(&["VERSION", "AT", "BY", "WHAT"]);
        for past in &versions {
            let (at, by) = match &past.receipt {
                Some(receipt) => (receipt.at.rfc3339(), receipt.agent.clone()),
                None => (String::new(), "a file".to_owned()),
            };
            table.row([past.version.to_string(), at, by, past.words()]);
        }
        output.table(&table)?;
        Ok(Status::Done)
    }
}

fn version(past: &Past) -> Value {
    let receipt = past.receipt.as_ref();
    json!({
        "version": past.version,
        "receipt": receipt.map(|receipt| receipt.id),
        "at": receipt.map(|receipt| receipt.at),
        "agent": receipt.map(|receipt| &receipt.agent),
        "what": past.words(),
        "undone_by": receipt.and_then(|receipt| receipt.undone_by),
        "changes": past.fields.iter().filter(|field| field.field != "id").collect::<Vec<_>>(),
        "known": past.answer.is_some(),
    })
}

impl Restore {
    pub(super) fn run(&self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let asking = Asking::of(setting)?;
        let mut store = setting.open(&asking.config, Work::Writes)?;
        let answer = asking.known(&mut store, &self.reference)?;
        let versions = store.answer_history(answer.id)?;
        let past = versions.into_iter().find(|past| past.version == self.version).and_then(|past| past.answer);
        let refused = |code: &str, message: String| Err(Error::from(Refusal::new(code, message)));
        let mode = if self.preview { Mode::Preview } else { Mode::Commit };
        let outcome = match past.as_ref().map(|past| AnswerAction::restoring(&answer, past)) {
            None => refused(
                "unknown_version",
                format!("version {} of {} is not known; see `frontline answers history`", self.version, self.reference),
            ),
            Some(None) => refused("nothing_to_change", format!("{} is just so already", self.reference)),
            Some(Some(action)) => store.perform(&action, &setting.actor(&asking.config), None, mode),
        };
        act::answer(outcome, mode, &mut Teller::new(&mut store, terms(&asking.config)), output)
    }
}
