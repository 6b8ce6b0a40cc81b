//! A store with something in every table of it, and everything that can be asked of one.

use frontline::domain::action::Action;
use frontline::domain::agent::{AgentState, Presence, SetBy};
use frontline::domain::answer::Favour;
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Line, Party, Resolution, Step};
use frontline::domain::learning::{Miss, Why};
use frontline::domain::portable::{Kind, PickRecord, Portable};
use frontline::store::{ContactFilter, Draft, Error, Mode, Store};
use serde_json::json;

use super::given::{
    account, action, actor, answer, arrives, at, closed, customer, done, import, imported_customer, order, pick,
};

/// The agents who work in a filled store.
const AGENTS: [&str; 2] = ["mara", "jonas"];

/// Fills an empty store by the doors that a desk and its files use.
pub(crate) fn filled(store: &mut Store) {
    records(store);
    let ada = customer(store, json!({"given_name": "Ada", "phones": ["030 1234567"], "note": "it's \"one\"\nand two"}));
    let rename = action(json!({"action": "change_customer", "customer": ada.reference, "given_name": "Eda"}));
    let receipt = store.perform(&rename, &actor("mara", 5), Some("key/1"), Mode::Commit).unwrap();
    done(store, "jonas", 6, json!({"action": "undo", "receipt": receipt.id}));
    let kinds = Action::Import { kind: "customers".into(), file: "new.csv".into(), added: 2, changed: 0 };
    store.journal_import(&kinds, &actor("mara", 7)).unwrap();

    let call = arrives(store, Channel::Phone, "+49 30 23125417", 10);
    for (seconds, step) in [(15, Step::Take), (40, Step::Hold), (50, Step::Resume), (90, Step::End)] {
        store.step(call.id, &step, "mara", at(seconds)).unwrap();
    }
    closed(store, &call, "mara", 120, Resolution::Resolved);
    let chat = arrives(store, Channel::Chat, "sara_1", 100);
    store.step(chat.id, &Step::Take, "jonas", at(130)).unwrap();
    store.say(chat.id, &Line { at: at(131), who: Party::Customer, text: "Привіт\n\\o/".to_owned() }).unwrap();
    arrives(store, Channel::Email, "stranger@example.com", 140);

    for (seconds, keeper) in [(3_600, "me"), (7_200, "anyone")] {
        let promise = json!({"action": "schedule_callback", "customer": "sara_1", "contact": call.reference,
                             "due_at": at(seconds), "what": "the refund", "keeper": keeper});
        let made = done(store, "mara", 150, promise);
        if keeper == "me" {
            done(store, "mara", 160, json!({"action": "keep_callback", "callback": made.changes[0].reference}));
        }
    }
    let complaint =
        json!({"action": "complain", "customer": "sara_1", "contact": call.reference, "summary": "it's late"});
    let complaint = done(store, "mara", 155, complaint).changes[0].reference.clone();
    done(store, "jonas", 156, json!({"action": "note_case", "case": complaint, "note": "rang\n\"twice\""}));
    let credit = json!({"action": "credit", "customer": "sara_1", "method": "G", "amount": "60.00", "reason": "late"});
    done(store, "mara", 157, json!({"action": "request_approval", "request": credit, "reason": "it's \"the\" third"}));
    let id = answers(store)[0].0.id;
    store.favour("mara", id, Favour::Given, at(8)).unwrap();
    store.record_pick(&pick("wo ist's?", id, 60), Some(call.id)).unwrap();
    let miss = Miss::new("it's \"gone\"", "service", "mara", Why::NoneGood, at(61)).unwrap();
    store.record_miss(&miss).unwrap();
    store.learn_word("Zoë's", "mara", at(62)).unwrap();
    for (agent, state) in AGENTS.into_iter().zip([AgentState::NotReady, AgentState::Ready]) {
        let text = "Dear Sara,\n\t'half' a sen 🧡".to_owned();
        let draft = Draft { record: chat.reference.clone(), field: "reply".to_owned(), text, caret: 4 };
        store.keep_draft(agent, &draft, at(170)).unwrap();
        for (seconds, state) in [(1, AgentState::Ready), (180, state)] {
            let presence = Presence { state, reason: String::new(), since: at(seconds), set_by: SetBy::Agent };
            store.set_presence(agent, &presence).unwrap();
        }
    }
}

fn records(store: &mut Store) {
    imported_customer(
        store,
        "sara_1",
        json!({"given_name": "Sara", "family_name": "Dößler 王", "emails": ["Sara.Doe@Example.com"],
               "phones": ["+493023125417"], "address": {"city": "Köln", "postal_code": "50 667"}, "tags": ["vip"],
               "payment_methods": [{"ref": "G", "kind": "gift_card", "balance": 500}],
               "loyalty": {"points": 12}}),
    );
    let product = json!({"id": 0, "version": 0, "ref": "tent", "name": "Tent",
        "variants": [{"sku": "tent-2", "price": 18900, "availability": "available"}]});
    import(store, Portable::Product(serde_json::from_value(product).unwrap()));
    let placed = order("#W1", Some("2026-11-02T10:00:00Z"));
    import(store, Portable::Order { order: Box::new(placed), customer: "sara_1".to_owned() });
    billing(store);
    import(store, Portable::Answer(Box::new(answer("where", "Where is my order?"))));
    done(
        store,
        "mara",
        2,
        json!({"action": "change_answer", "answer": "where", "mnemonic": "wo", "review_on": "2026-12-01"}),
    );
    let pick = PickRecord { query: "parcel".into(), answer: "where".into(), ..PickRecord::default() };
    import(store, Portable::Pick(Box::new(pick)));
}

fn billing(store: &mut Store) {
    let entry = |reference: &str, kind: &str, amount: i64, settles: &str| {
        let entry = json!({"id": 0, "version": 0, "ref": reference, "account": 0, "kind": kind, "amount": amount,
            "at": at(2), "what": "Ноябрь", "settles": settles});
        serde_json::from_value(entry).unwrap()
    };
    let entries = vec![entry("R-1", "charge", 4_990, ""), entry("P-1", "payment", 2_000, "R-1")];
    let account = Box::new(account("#A1", "gas"));
    import(store, Portable::Account { account, entries, customer: "sara_1".to_owned() });
    done(store, "mara", 3, json!({"action": "credit", "account": "a1", "amount": "5.00", "reason": "late"}));
    done(store, "mara", 4, json!({"action": "report_outage", "cause": "a burst pipe", "postal_codes": ["506"]}));
}

fn answers(store: &mut Store) -> Vec<(frontline::domain::answer::Answer, u32)> {
    let mut all = Vec::new();
    store.each_answer(|answer, uses| all.push((answer, uses))).unwrap();
    all
}

/// Every record of a kind that files carry.
pub(crate) fn out(store: &mut Store, kind: Kind) -> Vec<Portable> {
    let mut found = Vec::new();
    let taken = store.export(kind, |record| -> Result<(), Error> {
        found.push(record);
        Ok(())
    });
    taken.unwrap();
    found
}

/// What a store answers to everything that it is asked, in words.
pub(crate) fn told(store: &mut Store) -> Vec<String> {
    let mut told: Vec<String> = Kind::ALL.into_iter().map(|kind| format!("{:?}", out(store, kind))).collect();
    for customer in out(store, Kind::Customers) {
        let found = store.customer(customer.reference()).unwrap().unwrap();
        told.push(format!("{:?}", store.file(found.id).unwrap()));
        told.push(format!("{:?}", store.find_customers(&found.name(), 9).unwrap()));
    }
    told.push(format!("{:?}", store.find_products("tent", 9).unwrap()));
    for agent in AGENTS {
        told.push(format!("{:?}", store.desk(agent, at(200), at(0)).unwrap()));
        told.push(format!("{:?}", store.drafts(agent).unwrap()));
        told.push(format!("{:?}", store.latest_of(agent, 99).unwrap()));
        told.push(format!("{:?}", store.done_by(agent, at(0), 99).unwrap()));
    }
    told.push(format!("{:?} {:?}", store.account("a1").unwrap(), store.outages(9).unwrap()));
    told.push(format!("{:?}", store.journal(None, 99).unwrap()));
    told.push(format!("{:?}", store.contacts(ContactFilter::default(), 99).unwrap()));
    told.push(format!("{:?}", store.learned_words().unwrap()));
    told.push(format!("{:?}", AGENTS.map(|agent| store.favourites(agent).unwrap())));
    told.push(format!("{:?} {:?} {:?}", store.picks().unwrap(), store.learning().unwrap(), answers(store)));
    told.push(format!("{:?}", store.check().unwrap()));
    told
}
