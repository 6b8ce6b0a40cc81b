//! The whole desk, on a store in memory: whatever is typed, pasted and heard, and however the clock jumps.

mod script;

use std::sync::LazyLock;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use frontline::app::{Message, Occasion, Setup};
use frontline::channel::{Arrival, Event};
use frontline::config::{Config, Pack};
use frontline::domain::channel::Channel;
use frontline::domain::portable::Portable;
use frontline::domain::text::fold;
use frontline::domain::timestamp::{Timestamp, Zone};
use frontline::runtime::rehearsal::Rehearsal;
use frontline::store::{Address, Draft, Store};
use frontline::ui::theme::choose::{Facts, Wish, choose};
use serde_json::json;

use script::Doing;

/// Who works at the desk.
const AGENT: &str = "Jonas Weber";

/// Shortly before the night that has an hour twice ends its first one, in Berlin.
const BEGUN: &str = "2026-10-25T00:42:10Z";

static SETUP: LazyLock<Setup> = LazyLock::new(|| {
    let pack = Pack::parse(include_str!("../../assets/packs/retail/pack.toml"), "pack.toml").unwrap();
    let config = Config { time_zone: Zone::named("Europe/Berlin"), ..Config::default() }.with_pack(&pack);
    let theme = choose(Wish::Dark, &Facts { colorterm: Some("truecolor"), ..Facts::default() });
    Setup::of(&config, AGENT, "memory", theme, Occasion::Work).unwrap()
});

/// Nothing stops the desk, nothing it draws leaves its cell or is obeyed by a terminal, what was typed into the note is in
/// the store, and a desk that is killed comes back with every text.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut desk = Desk::opened();
    for doing in script::read(&text) {
        desk.does(&doing);
        desk.shows();
        desk.has_the_note();
    }
    desk.comes_back();
}

struct Desk {
    rehearsal: Rehearsal,
    calls: u32,
    /// The letters that were typed while the note had the cursor for certain.
    noted: Option<String>,
}

impl Desk {
    /// A desk on which an agent has taken a call and writes the note.
    fn opened() -> Self {
        let mut store = Store::open(&Address::read(":memory:").unwrap(), SETUP.house.clone()).unwrap();
        store.import(records()).unwrap();
        let now = Timestamp::parse(BEGUN).unwrap();
        let rehearsal = Rehearsal::open(SETUP.clone(), store, now, (100, 30)).unwrap();
        let mut desk = Self { rehearsal, calls: 0, noted: None };
        desk.rehearsal.press("F9 Enter");
        desk.arrives(Channel::Phone, "Katrin Vogel");
        desk.rehearsal.press("F2 n");
        desk.noted = Some(String::new());
        desk
    }

    fn does(&mut self, doing: &Doing<'_>) {
        // What is no letter may take the cursor out of the note; what comes from outside and time that passes may not.
        match doing {
            Doing::Letter(letter) => self.noted.iter_mut().for_each(|noted| noted.push(*letter)),
            Doing::Key(_) | Doing::Click(..) | Doing::Hang | Doing::Kill => self.noted = None,
            Doing::Paste(_)
            | Doing::Ring(_)
            | Doing::Mail(_)
            | Doing::Say(_)
            | Doing::Wait(_)
            | Doing::Clock(_)
            | Doing::Size(..) => {}
        }
        match *doing {
            Doing::Letter(letter) => self.rehearsal.types(letter.encode_utf8(&mut [0; 4])),
            Doing::Key(key) => self.rehearsal.press(key),
            Doing::Paste(text) => self.rehearsal.hear(Message::Pasted(text.into())),
            Doing::Ring(name) => self.arrives(Channel::Phone, name),
            Doing::Mail(text) => self.arrives(Channel::Email, text),
            Doing::Say(text) => self.reports(Event::Said { call: self.call(), text: text.into() }),
            Doing::Hang => self.reports(Event::Ended { call: self.call() }),
            Doing::Wait(seconds) => self.rehearsal.wait(seconds),
            Doing::Clock(seconds) => self.rehearsal.jump(seconds),
            Doing::Size(columns, rows) => self.rehearsal.hear(Message::Resized(columns, rows)),
            Doing::Click(column, row) => {
                let kind = MouseEventKind::Down(MouseButton::Left);
                self.rehearsal.hear(Message::Pointed(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
            }
            Doing::Kill => self.rehearsal.restart(),
        };
    }

    fn call(&self) -> String {
        format!("t{}", self.calls)
    }

    fn arrives(&mut self, channel: Channel, text: &str) -> &mut Rehearsal {
        self.calls += 1;
        let from = if channel == Channel::Phone { "+49 30 23125 417" } else { text };
        self.reports(Event::Arrived(Arrival {
            call: self.call(),
            channel,
            from: from.to_owned(),
            name: text.to_owned(),
            queue: "returns".to_owned(),
            priority: None,
            subject: text.to_owned(),
            body: text.to_owned(),
        }))
    }

    fn reports(&mut self, event: Event) -> &mut Rehearsal {
        self.rehearsal.hear(Message::Channel(event))
    }

    /// Draws the desk: every cell holds what a terminal shows in it.
    fn shows(&mut self) {
        let size = self.rehearsal.state.size;
        let buffer = self.rehearsal.draw();
        assert_eq!((buffer.area.width, buffer.area.height), size);
        for cell in buffer.content() {
            assert!(!cell.symbol().chars().any(char::is_control), "{:?} is drawn", cell.symbol());
        }
    }

    /// The letters that were typed into the note stand in it, in their order, with whatever was pasted between them.
    fn has_the_note(&mut self) {
        let Some(noted) = &self.noted else { return };
        let letters = |text: &str| fold(text).chars().filter(char::is_ascii_alphabetic).collect::<String>();
        let typed = letters(noted);
        if typed.is_empty() {
            return;
        }
        let drafts = self.rehearsal.store.drafts(AGENT).unwrap();
        let note = drafts.iter().find(|draft| draft.field == "note").map(|draft| letters(&draft.text));
        let note = note.unwrap_or_default();
        let mut rest = note.chars();
        assert!(typed.chars().all(|letter| rest.any(|kept| kept == letter)), "{noted:?} became {note:?}");
    }

    /// A desk that is killed comes back with every text that was being written, and with no time below nothing.
    fn comes_back(&mut self) {
        let before = self.texts();
        self.rehearsal.restart();
        self.shows();
        assert_eq!(self.texts(), before, "after it was killed");
        let now = self.rehearsal.state.now;
        let told =
            self.rehearsal.store.desk(AGENT, now, SETUP.house.zone.midnight(SETUP.house.zone.civil(now).date)).unwrap();
        assert!(told.day.handle_seconds >= 0, "{:?}", told.day);
        for waiting in told.waiting.iter().chain(&told.own) {
            let times = waiting.contact.times_at(now);
            assert!(times.wait_seconds >= 0 && times.handled() >= 0, "{times:?}");
        }
    }

    /// Every text that is being written, without what the desk remembers of itself and of where the agent was.
    fn texts(&mut self) -> Vec<Draft> {
        let mut drafts = self.rehearsal.store.drafts(AGENT).unwrap();
        drafts.retain(|draft| draft.record != "desk" && draft.field != "place");
        drafts
    }
}

/// A customer with an order, an answer with a gap.
fn records() -> Vec<Portable> {
    let customer = json!({"id": 0, "version": 0, "ref": "C-20417", "given_name": "Katrin", "family_name": "Vogel",
        "emails": ["katrin.vogel@post.example"], "phones": ["+493023125417"], "time_zone": "Europe/Berlin",
        "address": {"line1": "Torstr. 140", "postal_code": "10119", "city": "Berlin", "country": "Germany"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"}]});
    let order = json!({"id": 0, "version": 0, "ref": "104310", "customer": 0, "status": "processed",
        "placed_at": "2026-10-21T08:00:00Z",
        "lines": [{"sku": "LGT-1", "product": "P-4", "name": "Stove lighter", "price": 1250, "quantity": 1}],
        "payments": [{"kind": "payment", "amount": 1250, "method": "visa-4471"}]});
    let answer = json!({"id": 0, "version": 0, "ref": "where-is-my-order", "title": "Where is my order",
        "body": "{{ customer.given_name }}, order {{ order.ref }} is {{ order.status }}: {{ order.tracking }}.",
        "tags": ["delivery"], "phrases": ["where is my parcel"], "queue": "returns", "language": "en"});
    vec![
        Portable::Customer(Box::new(serde_json::from_value(customer).unwrap())),
        Portable::Order { order: Box::new(serde_json::from_value(order).unwrap()), customer: "C-20417".to_owned() },
        Portable::Answer(Box::new(serde_json::from_value(answer).unwrap())),
    ]
}
