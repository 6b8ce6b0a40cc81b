//! The desk on which the stories are told: rehearsed, with what an agent hears and sees.

use std::ops::{Deref, DerefMut};
use std::path::Path;

use frontline::app::{Message, Occasion, Setup};
use frontline::channel::{Arrival, Event};
use frontline::config::{Config, Pack, Writing};
use frontline::domain::channel::Channel;
use frontline::domain::disposition::WrapUp;
use frontline::domain::policy::Policy;
use frontline::domain::portable::Portable;
use frontline::domain::timestamp::{Timestamp, Zone};
use frontline::runtime::rehearsal::Rehearsal;
use frontline::runtime::rescue::{Owner, Rescue};
use frontline::store::{Address, Store};
use frontline::ui::theme::choose::{Facts, Wish, choose};
use unicode_width::UnicodeWidthStr;

use crate::again;

pub struct Stage {
    desk: Rehearsal,
    calls: u32,
}

impl Deref for Stage {
    type Target = Rehearsal;

    fn deref(&self) -> &Rehearsal {
        &self.desk
    }
}

impl DerefMut for Stage {
    fn deref_mut(&mut self) -> &mut Rehearsal {
        &mut self.desk
    }
}

impl Stage {
    /// A desk of Jonas Weber on Monday, 23 November 2026, at 10:42:10 in Berlin, with a few customers and answers.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::on(crate::sample::sample(), columns, rows)
    }

    /// The same on other records.
    pub fn on(records: Vec<Portable>, columns: u16, rows: u16) -> Self {
        Self::set(records, WrapUp::default(), columns, rows)
    }

    /// The same in a house with other rules for the work after a contact.
    pub fn with_wrap_up(wrap_up: WrapUp, columns: u16, rows: u16) -> Self {
        Self::set(crate::sample::sample(), wrap_up, columns, rows)
    }

    /// The same with a store and a state directory in `folder`, which may be there already.
    pub fn in_folder(folder: &Path, columns: u16, rows: u16) -> Self {
        let url = folder.join("desk.db").display().to_string();
        let mut stage = Self::open(&url, crate::sample::sample(), WrapUp::default(), columns, rows);
        let owner = Owner { store: url, agent: "Jonas Weber".to_owned() };
        stage.desk = stage.desk.with_rescue(Rescue::new(owner, vec![folder.join("state")]));
        stage
    }

    fn set(records: Vec<Portable>, wrap_up: WrapUp, columns: u16, rows: u16) -> Self {
        let url = again::store().unwrap_or_else(|| ":memory:".to_owned());
        Self::open(&url, records, wrap_up, columns, rows)
    }

    /// The same on other records, in a house that has agreed on so much.
    pub fn of_house(records: Vec<Portable>, policy: Policy, columns: u16, rows: u16) -> Self {
        let url = again::store().unwrap_or_else(|| ":memory:".to_owned());
        Self::configured(&url, records, &Config { policy, ..config() }, columns, rows)
    }

    /// The same in a house that wants its texts so.
    pub fn writing(records: Vec<Portable>, writing: Writing, columns: u16, rows: u16) -> Self {
        let url = again::store().unwrap_or_else(|| ":memory:".to_owned());
        Self::configured(&url, records, &Config { writing, ..config() }, columns, rows)
    }

    /// The same on other records, in a house that supplies electricity and gas.
    pub fn of_utility(records: Vec<Portable>, columns: u16, rows: u16) -> Self {
        let url = again::store().unwrap_or_else(|| ":memory:".to_owned());
        let pack = Pack::parse(include_str!("../../assets/packs/utility/pack.toml"), "pack.toml").unwrap();
        Self::configured(&url, records, &plain().with_pack(&pack), columns, rows)
    }

    /// The same on other records, in a house whose configuration says so much.
    pub fn of_config(records: Vec<Portable>, settings: &str, columns: u16, rows: u16) -> Self {
        let url = again::store().unwrap_or_else(|| ":memory:".to_owned());
        let salutations = Config::parse(settings, "config.toml", &[]).unwrap().salutations;
        Self::configured(&url, records, &Config { salutations, ..config() }, columns, rows)
    }

    fn open(url: &str, records: Vec<Portable>, wrap_up: WrapUp, columns: u16, rows: u16) -> Self {
        Self::configured(url, records, &Config { wrap_up, ..config() }, columns, rows)
    }

    fn configured(url: &str, records: Vec<Portable>, config: &Config, columns: u16, rows: u16) -> Self {
        let now = Timestamp::parse("2026-11-23T09:42:10Z").unwrap();
        let setup = setup(config);
        let mut store = Store::open(&Address::read(url).unwrap(), setup.house.clone()).unwrap();
        store.import(records).unwrap();
        let desk = Rehearsal::open(setup, store, now, (columns, rows)).unwrap();
        Self { desk, calls: 0 }
    }

    /// A call arrives from a number for a queue; returns what the channel calls it.
    pub fn rings(&mut self, from: &str, queue: &str) -> String {
        self.arrives(Channel::Phone, from, queue, "")
    }

    /// A contact arrives.
    pub fn arrives(&mut self, channel: Channel, from: &str, queue: &str, body: &str) -> String {
        self.calls += 1;
        let call = format!("t{}", self.calls);
        self.hear(Message::Channel(Event::Arrived(Arrival {
            call: call.clone(),
            channel,
            from: from.to_owned(),
            name: String::new(),
            queue: queue.to_owned(),
            priority: None,
            subject: String::new(),
            body: body.to_owned(),
        })));
        call
    }

    /// The note that the store keeps.
    pub fn note(&mut self) -> String {
        let drafts = self.store.drafts("Jonas Weber").unwrap();
        drafts.into_iter().find(|draft| draft.field == "note").map(|draft| draft.text).unwrap_or_default()
    }

    /// The screen, a line a row, without the blanks at the ends of lines.
    pub fn screen(&mut self) -> String {
        let buffer = self.desk.draw();
        let line = |y: u16| {
            let (mut line, mut covered) = (String::new(), 0);
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if covered == 0 {
                    line.push_str(symbol);
                }
                covered = symbol.width().max(covered).saturating_sub(1);
            }
            line.trim_end().to_owned()
        };
        (0..buffer.area.height).map(line).collect::<Vec<_>>().join("\n")
    }
}

fn config() -> Config {
    let pack = Pack::parse(include_str!("../../assets/packs/retail/pack.toml"), "pack.toml").unwrap();
    plain().with_pack(&pack)
}

fn plain() -> Config {
    Config { time_zone: Zone::named("Europe/Berlin"), ..Config::default() }
}

fn setup(config: &Config) -> Setup {
    let facts = Facts { colorterm: Some("truecolor"), ..Facts::default() };
    let theme = choose(Wish::Dark, &facts);
    Setup::of(config, "Jonas Weber", "memory", theme, Occasion::Work).unwrap()
}
