//! A desk without a terminal and without a clock: effects are carried out at once, on a store in memory.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use frontline::app::{Effect, Found, Message, Occasion, Setup, State, update, view};
use frontline::channel::{Arrival, Command, Event};
use frontline::config::{Config, Pack};
use frontline::domain::action::House;
use frontline::domain::channel::Channel;
use frontline::domain::phone::Region;
use frontline::domain::portable::Portable;
use frontline::domain::timestamp::{Timestamp, Zone};
use frontline::lookup::{Entry, Index, Query};
use frontline::store::{Address, Store};
use frontline::ui::theme::choose::{Facts, Wish, choose};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

pub struct Stage {
    pub state: State,
    pub store: Store,
    pub clipboard: Vec<String>,
    pub commands: Vec<Command>,
    pub left: bool,
    index: Index,
    now: Timestamp,
    calls: u32,
}

impl Stage {
    /// A desk of Jonas Weber on Monday, 23 November 2026, at 10:42:10 in Berlin, with a few customers and answers.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::on(sample(), columns, rows)
    }

    /// The same on other records.
    pub fn on(records: Vec<Portable>, columns: u16, rows: u16) -> Self {
        let now = Timestamp::parse("2026-11-23T09:42:10Z").unwrap();
        let pack = include_str!("../../assets/packs/retail/pack.toml");
        let config = Config { time_zone: Zone::named("Europe/Berlin"), ..Config::default() }
            .with_pack(&Pack::parse(pack, "pack.toml").unwrap());
        let region = Region::named("DE").unwrap();
        let house = House { region, dispositions: config.dispositions.clone() };
        let mut store = Store::open(&Address::read(":memory:").unwrap(), house).unwrap();
        store.import(records).unwrap();
        let mut index = Index::new();
        store
            .each_answer(|answer, uses| {
                index.put(&Entry {
                    id: answer.id,
                    title: &answer.title,
                    body: &answer.body,
                    tags: &answer.tags,
                    phrases: &answer.phrases,
                    queue: &answer.queue,
                    language: &answer.language,
                    uses,
                });
            })
            .unwrap();
        let (state, effects) = State::open(setup(&config), now, (columns, rows));
        let mut stage =
            Self { state, store, clipboard: Vec::new(), commands: Vec::new(), left: false, index, now, calls: 0 };
        stage.carry_out(effects);
        stage
    }

    /// The desk was killed and is started again on the same store.
    pub fn restart(&mut self) -> &mut Self {
        let (state, effects) = State::open(self.state.setup.clone(), self.now, self.state.size);
        self.state = state;
        self.carry_out(effects);
        self
    }

    /// Presses keys, written as the footer writes them, separated by blanks: `F2`, `^S`, `Enter`, `n`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.hear(Message::Pressed(event(key)));
        }
        self
    }

    /// Types a text, a key a letter.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.hear(Message::Pressed(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)));
        }
        self
    }

    /// Lets seconds pass, a tick each.
    pub fn wait(&mut self, seconds: u32) -> &mut Self {
        for _ in 0..seconds {
            self.now = self.now.plus_seconds(1);
            self.hear(Message::Ticked);
        }
        self
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

    /// A fact reaches the desk.
    pub fn hear(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.state, self.now, message);
        self.carry_out(effects);
        self
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Store(request) => {
                    let reply = self.store.answer(request);
                    self.hear(Message::Store(reply));
                }
                Effect::Search { text, queue } => {
                    let found = self.search(text, &queue);
                    self.hear(Message::Found(found));
                }
                Effect::Learn { pick, contact, queue } => {
                    self.store.record_pick(&pick, contact, &queue, self.now).unwrap();
                }
                Effect::Channel(command) => self.commands.push(command),
                Effect::Copy(text) => self.clipboard.push(text),
                Effect::Leave => self.left = true,
                Effect::Ring | Effect::Redraw | Effect::Suspend | Effect::TakeSample | Effect::Import { .. } => {}
            }
        }
    }

    fn search(&mut self, text: String, queue: &str) -> Found {
        let query = Query { text: &text, queue: Some(queue), limit: 20 };
        let ids: Vec<_> = self.index.search(&query).into_iter().map(|hit| hit.id).collect();
        let answers = if text.is_empty() {
            self.store.answers_taken_last(10).unwrap().into_iter().map(|(answer, _)| answer).collect()
        } else {
            self.store.answers(&ids).unwrap()
        };
        Found { answers, library: self.index.len(), text }
    }

    /// The note that the store keeps.
    pub fn note(&mut self) -> String {
        let drafts = self.store.drafts("Jonas Weber").unwrap();
        drafts.into_iter().find(|draft| draft.field == "note").map(|draft| draft.text).unwrap_or_default()
    }

    /// The screen, a line a row, without the blanks at the ends of lines.
    pub fn screen(&self) -> String {
        let (columns, rows) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view(&self.state, frame)).unwrap();
        let buffer = terminal.backend().buffer().clone();
        let line = |y: u16| {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..columns {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                }
                skip = unicode_width::UnicodeWidthStr::width(symbol).max(skip).saturating_sub(1);
            }
            line.trim_end().to_owned()
        };
        (0..rows).map(line).collect::<Vec<_>>().join("\n")
    }
}

fn setup(config: &Config) -> Setup {
    let facts = Facts { colorterm: Some("truecolor"), ..Facts::default() };
    let theme = choose(Wish::Dark, &facts);
    Setup::of(config, "Jonas Weber", "memory", theme, Occasion::Work).unwrap()
}

fn event(key: &str) -> KeyEvent {
    let control = key.strip_prefix('^').filter(|rest| !rest.is_empty());
    if let Some(letter) = control.and_then(|rest| rest.chars().next()) {
        return KeyEvent::new(KeyCode::Char(letter.to_ascii_lowercase()), KeyModifiers::CONTROL);
    }
    let code = match key {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Backspace" => KeyCode::Backspace,
        key => match key.strip_prefix('F').and_then(|number| number.parse().ok()) {
            Some(number) => KeyCode::F(number),
            None => KeyCode::Char(key.chars().next().unwrap()),
        },
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// A few records of a shop: the same people as in the pack's sample, kept small.
pub fn sample() -> Vec<Portable> {
    let customer = |json| Portable::Customer(serde_json::from_value(json).unwrap());
    let order = |customer: &str, json| Portable::Order {
        order: serde_json::from_value(json).unwrap(),
        customer: customer.to_owned(),
    };
    let contact = |customer: &str, json| Portable::Contact {
        contact: serde_json::from_value(json).unwrap(),
        customer: customer.to_owned(),
    };
    let answer = |json| Portable::Answer(serde_json::from_value(json).unwrap());
    vec![
        customer(
            serde_json::json!({"id": 0, "version": 0, "ref": "C-20417", "given_name": "Katrin", "family_name": "Vogel",
            "emails": ["katrin.vogel@post.example"], "phones": ["+493023125417"], "language": "de", "tier": "Gold",
            "time_zone": "Europe/Berlin", "tags": ["regular", "prefers-phone"],
            "address": {"line1": "Torstr. 140", "postal_code": "10119", "city": "Berlin", "country": "Germany"},
            "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"},
                                {"ref": "gift-1", "kind": "gift_card", "balance": 2500}]}),
        ),
        customer(
            serde_json::json!({"id": 0, "version": 0, "ref": "C-20271", "given_name": "Nils", "family_name": "Petersen",
            "phones": ["+494066969002"], "address": {"city": "Hamburg", "postal_code": "20095"}}),
        ),
        customer(
            serde_json::json!({"id": 0, "version": 0, "ref": "C-20272", "given_name": "Inga", "family_name": "Petersen",
            "phones": ["+494066969002"], "emails": ["inga@petersen.example"], "address": {"city": "Hamburg", "postal_code": "20095"}}),
        ),
        order(
            "C-20417",
            serde_json::json!({"id": 0, "version": 0, "ref": "104233", "customer": 0, "status": "delivered",
            "placed_at": "2026-11-12T19:03:00Z", "delivered_at": "2026-11-15T10:20:00Z",
            "lines": [{"sku": "FJ2-M", "product": "P-1", "name": "Fjell 2 tent", "price": 24900, "quantity": 1, "options": {"color": "moss"}},
                      {"sku": "GS-F2", "product": "P-2", "name": "Groundsheet for Fjell 2", "price": 3990, "quantity": 1},
                      {"sku": "PEG-12", "product": "P-3", "name": "Peg set, 12 pieces", "price": 1500, "quantity": 2}],
            "payments": [{"kind": "payment", "amount": 31890, "method": "visa-4471"}],
            "shipments": [{"tracking": ["00340434161094021501"], "skus": ["FJ2-M", "GS-F2", "PEG-12"]}]}),
        ),
        order(
            "C-20417",
            serde_json::json!({"id": 0, "version": 0, "ref": "104310", "customer": 0, "status": "processed",
            "placed_at": "2026-11-21T08:00:00Z",
            "lines": [{"sku": "LGT-1", "product": "P-4", "name": "Stove lighter", "price": 1250, "quantity": 1}],
            "payments": [{"kind": "payment", "amount": 1250, "method": "visa-4471"}]}),
        ),
        contact(
            "C-20417",
            serde_json::json!({"id": 0, "version": 0, "ref": "T-1", "channel": "phone", "direction": "in",
            "queue": "returns", "priority": 3, "from": "+493023125417", "state": "closed", "agent": "T. Okafor",
            "arrived_at": "2026-11-16T13:47:00Z", "answered_at": "2026-11-16T13:47:20Z", "ended_at": "2026-11-16T13:55:52Z",
            "since": "2026-11-16T13:56:30Z", "wait_seconds": 20, "talk_seconds": 512, "after_contact_seconds": 38,
            "disposition": "Not solved", "resolved": "unresolved", "note": "Pole of the Fjell 2 splintered at first set-up. Wants a refund."}),
        ),
        contact(
            "C-20417",
            serde_json::json!({"id": 0, "version": 0, "ref": "T-2", "channel": "phone", "direction": "out",
            "queue": "returns", "priority": 3, "state": "closed", "agent": "M. Haas",
            "arrived_at": "2026-11-20T15:02:00Z", "answered_at": "2026-11-20T15:02:05Z", "ended_at": "2026-11-20T15:05:10Z",
            "since": "2026-11-20T15:05:40Z", "talk_seconds": 190, "disposition": "Call back agreed", "resolved": "unresolved",
            "note": "Promised credit by Friday 20 Nov. No callback set."}),
        ),
        answer(
            serde_json::json!({"id": 0, "version": 0, "ref": "refund-how-long", "title": "Card refund: how many days",
            "body": "Thank you for waiting, {{ customer.given_name }}. We book the refund within one day of the parcel's scan. Your bank shows it 3 to 5 working days later.",
            "tags": ["refund"], "phrases": ["how long does a refund take", "when do i get my money", "refund visa"], "queue": "returns", "language": "en"}),
        ),
        answer(serde_json::json!({"id": 0, "version": 0, "ref": "where-is-my-order", "title": "Where is my order",
            "body": "Order {{ order.ref }} is {{ order.status }}. The parcel's number is {{ order.tracking }}.",
            "tags": ["delivery"], "phrases": ["where is my parcel", "track order"], "queue": "orders", "language": "en"})),
        answer(
            serde_json::json!({"id": 0, "version": 0, "ref": "pole-repair", "title": "Tent pole: repair or replace",
            "body": "A pole that splits within 30 days is a defect. The customer chooses:\n\nrepair    spare segment, 2 working days\nexchange  new tent, sent at once\nrefund    full price, return label free",
            "tags": ["pole"], "phrases": ["pole broken", "tent pole split"], "queue": "returns", "language": "en"}),
        ),
    ]
}
