//! Nobody's number or address stands in what `{:?}` prints of a desk, of what it asks, is answered, hears and wants done.

use std::fmt::Debug;

use frontline::app::{Along, Effect, Message, Search, Seeker};
use frontline::channel::{Arrival, Command, Event};
use frontline::domain::action::{Action, Actor};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Line, Party, Step};
use frontline::domain::id::{AnswerId, ContactId};
use frontline::domain::learning::{Miss, Pick, Why};
use frontline::domain::proof::{Fault, Kind, Manuscript, Mark, Name, Names};
use frontline::domain::timestamp::Timestamp;
use frontline::store::{Draft, Request};
use serde_json::json;

use super::stage::Stage;

/// What must not be seen: digits and names of addresses that are typed, told and stored below.
const SECRETS: [&str; 5] = ["23125", "7946", "katrin.vogel", "zadie", "4111111"];

/// A text that holds one of each.
const TOLD: &str = "call +44 20 7946 0018 or 030/23125-417, card 4111111111111111, zadie.smith@post.example";

fn hides(thing: &impl Debug) {
    for told in [format!("{thing:?}"), format!("{thing:#?}")] {
        let seen = SECRETS.iter().find(|secret| told.contains(**secret));
        assert_eq!(seen, None, "{told}");
    }
}

fn arrival() -> Arrival {
    Arrival {
        call: "t9".to_owned(),
        channel: Channel::Email,
        from: "zadie.smith@post.example".to_owned(),
        name: TOLD.to_owned(),
        queue: String::new(),
        priority: None,
        subject: TOLD.to_owned(),
        body: TOLD.to_owned(),
    }
}

#[test]
fn what_is_printed_of_a_desk_tells_nobodys_number_or_address() {
    let mut stage = Stage::new(140, 40);
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2 n").types(TOLD).press("Esc 2 e Tab Tab").types(TOLD);
    hides(&stage.state);
    let agent = || "Jonas Weber".to_owned();
    let at = stage.state.now;
    let contact = stage.store.desk("Jonas Weber", at, at).unwrap().own[0].contact.clone();
    let customer = contact.customer.unwrap();
    let actor = Actor { agent: agent(), contact: Some(contact.id), at };
    let action = |json| serde_json::from_value::<Action>(json).unwrap();
    let change = action(json!({"action": "change_customer", "customer": "C-20417", "note": TOLD,
        "phones": ["+442079460018"], "emails": ["zadie.smith@post.example"], "address": {"line2": TOLD}}));
    let promise = action(json!({"action": "schedule_callback", "customer": "C-20417", "what": TOLD,
        "due_at": "2026-12-01T10:00:00Z"}));
    let draft = Draft { record: "contact 1".to_owned(), field: "note".to_owned(), text: TOLD.to_owned(), caret: 0 };
    let line = Line { at, who: Party::Customer, text: TOLD.to_owned() };
    let hand_over = Step::HandOver { queue: "service".to_owned(), reason: TOLD.into() };
    let key = "k".to_owned();
    let requests = vec![
        Request::Arrive(Box::new(contact.clone())),
        Request::Perform { actions: vec![change.clone(), promise], actor: actor.clone(), key, drafts: Vec::new() },
        Request::Say { contact: contact.id, line, agent: agent(), drafts: Vec::new() },
        Request::KeepDraft { agent: agent(), draft, at },
        Request::Restore { agent: agent() },
        Request::Desk { agent: agent(), at, midnight: Timestamp::default() },
        Request::OpenContact(contact.id),
        Request::OpenCustomer(customer),
        Request::FindCustomers { text: TOLD.into() },
        Request::FindCustomers { text: "+49 30 23125417".into() },
        Request::FindProducts { text: TOLD.into() },
        Request::Preview { actions: vec![change], actor },
        Request::DoneBy { agent: agent(), since: Timestamp::default() },
        Request::Latest { agent: agent() },
        Request::KnownWords(vec![TOLD.into()]),
        Request::LearnWord { word: TOLD.into(), agent: agent(), at },
        Request::Step { contact: contact.id, step: hand_over, agent: agent(), at, drafts: Vec::new() },
        Request::Step { contact: ContactId(9), step: Step::Take, agent: agent(), at, drafts: Vec::new() },
    ];
    for request in requests {
        hides(&request);
        hides(&Effect::Store(request.clone()));
        hides(&Message::Store(stage.store.answer(request)));
    }
    hides(&Message::Channel(Event::Arrived(arrival())));
    hides(&Message::Channel(Event::Said { call: "t9".to_owned(), text: TOLD.into() }));
    hides(&Message::Pasted(TOLD.into()));
    hides(&Effect::Channel(Command::Say { call: "t9".to_owned(), text: TOLD.into() }));
    hides(&Effect::Copy(TOLD.into()));
    let names = Names { own: Name { given: TOLD.to_owned(), family: String::new() }, ..Names::default() };
    let language = "en".to_owned();
    let manuscript = Manuscript { text: TOLD.to_owned(), kind: Kind::Reply, language: language.clone(), names };
    let marks = vec![Mark { range: 0..4, fault: Fault::Misspelt, instead: vec![TOLD.to_owned()] }];
    hides(&Effect::Proofread(Box::new(manuscript.clone())));
    hides(&Effect::Suggest { word: TOLD.into(), language });
    hides(&Message::Proofread { manuscript: Box::new(manuscript), marks });
    hides(&stage.store.file(customer).unwrap());
}

#[test]
fn what_is_printed_of_searches_and_of_what_is_learned_tells_nobodys_number_or_address() {
    let mut stage = Stage::new(80, 24);
    let at = stage.state.now;
    let pick = json!({"query": TOLD, "answer": AnswerId(1), "agent": "mara", "at": at});
    let pick: Pick = serde_json::from_value(pick).unwrap();
    let miss = Miss::new(TOLD, "", "mara", Why::Nothing, at).unwrap();
    let search = Search { text: TOLD.into(), along: vec![(Along::Message, TOLD.into())], ..Search::default() };
    hides(&Effect::Search { search: Box::new(search), seeker: Seeker::Pane });
    hides(&Effect::Learn { pick: pick.clone(), contact: None });
    for request in [Request::RecordPick { pick, contact: None }, Request::RecordMiss(miss), Request::Learning] {
        hides(&request);
        hides(&Message::Store(stage.store.answer(request)));
    }
}
