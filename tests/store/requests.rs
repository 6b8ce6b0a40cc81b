//! What a desk asks for comes back as the reply to it, and what failed with the request in hand.

use frontline::domain::agent::{AgentState, Presence, SetBy};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Contact, Line, Party, Step};
use frontline::domain::id::{AnswerId, ContactId, CustomerId};
use frontline::domain::learning::{Miss, Why};
use frontline::store::{Draft, Reply, Request, Store};
use serde_json::json;

use super::filled::filled;
use super::given::{action, actor, arrives, at, pick};

conformance! {
    [
        every_question_of_a_desk_gets_its_reply
        what_fails_comes_back_with_what_was_to_be_written
        a_contact_opens_with_its_file_or_with_those_whose_it_may_be
        the_goods_of_an_order_come_as_the_products_they_are_of
        a_preview_of_several_actions_shows_each_on_what_those_before_it_leave
    ]
    []
}

fn mara() -> String {
    "mara".to_owned()
}

fn every_question_of_a_desk_gets_its_reply(store: &mut Store) {
    filled(store);
    let sara = store.customer("sara_1").unwrap().unwrap().id;
    let contact = arrives(store, Channel::Chat, "sara_1", 300);
    let new = Box::new(Contact::arriving(ContactId(0), Channel::Phone, "service", at(300)));
    let change = action(json!({"action": "change_customer", "customer": "sara_1", "note": "new"}));
    let draft = Draft { record: "K-1".to_owned(), field: "note".to_owned(), text: "x".to_owned(), caret: 1 };
    let presence = Presence { state: AgentState::Ready, reason: String::new(), since: at(301), set_by: SetBy::Agent };
    let pick = pick("q", AnswerId(7), 305);
    let miss = Miss::new("tent", "", "mara", Why::Nothing, at(306)).unwrap();
    let line = Line { at: at(302), who: Party::Agent, text: "hello".to_owned() };
    let key = "key".to_owned();
    for (request, expected) in [
        (Request::Restore { agent: mara() }, "Restored"),
        (Request::Desk { agent: mara(), at: at(300), midnight: at(0) }, "Desk"),
        (Request::Arrive(new), "Arrived"),
        (
            Request::Step { contact: contact.id, step: Step::Take, agent: mara(), at: at(301), drafts: Vec::new() },
            "Stepped",
        ),
        (Request::Say { contact: contact.id, line, agent: mara(), drafts: Vec::new() }, "Said"),
        (Request::OpenContact(contact.id), "Contact"),
        (Request::OpenContact(ContactId(7)), "Nothing"),
        (Request::OpenCustomer(sara), "File"),
        (Request::OpenCustomer(CustomerId(7)), "Nothing"),
        (Request::FindCustomers { text: "sara".into() }, "Found"),
        (Request::FindProducts { text: "tent".into() }, "Offered"),
        (Request::Preview { actions: vec![change.clone()], actor: actor("mara", 303) }, "Previewed"),
        (Request::Perform { actions: vec![change], actor: actor("mara", 303), key, drafts: Vec::new() }, "Performed"),
        (Request::Goods { order: "no such order".to_owned() }, "Goods"),
        (Request::Latest { agent: mara() }, "Latest"),
        (Request::DoneBy { agent: mara(), since: at(0) }, "Done"),
        (Request::KeepDraft { agent: mara(), draft, at: at(304) }, "DraftKept"),
        (Request::DropDrafts { agent: mara(), records: vec!["K-1".to_owned()] }, "Nothing"),
        (Request::KnownWords(vec!["tent".into()]), "KnownWords"),
        (Request::LearnWord { word: "Zoë".into(), agent: mara(), at: at(304) }, "Nothing"),
        (Request::SetPresence { agent: mara(), presence }, "PresenceSet"),
        (Request::RecordPick { pick, contact: None }, "Failed"),
        (Request::RecordMiss(miss), "Nothing"),
        (Request::Learning, "Learning"),
    ] {
        let reply = format!("{:?}", store.answer(request.clone()));
        assert!(reply.starts_with(expected), "{request:?}: {reply}");
    }
}

fn the_goods_of_an_order_come_as_the_products_they_are_of(store: &mut Store) {
    filled(store);
    let goods = store.goods("w1").unwrap();
    assert_eq!(goods.iter().map(|product| product.reference.as_str()).collect::<Vec<_>>(), ["tent"]);
    assert!(store.goods("no such order").unwrap().is_empty());
}

fn a_preview_of_several_actions_shows_each_on_what_those_before_it_leave(store: &mut Store) {
    filled(store);
    let journal = store.journal(None, 50).unwrap().len();
    let cancel = action(json!({"action": "cancel_order", "order": "#W1", "reason": "no longer needed"}));
    let rename = action(json!({"action": "change_customer", "customer": "sara_1", "given_name": "Zara"}));
    let preview = |store: &mut Store, actions: Vec<_>| {
        let Reply::Previewed { outcome, .. } = store.answer(Request::Preview { actions, actor: actor("mara", 303) })
        else {
            panic!("no preview")
        };
        outcome.map(|receipts| receipts.len()).map_err(|(at, refusal)| (at, refusal.code))
    };
    assert_eq!(preview(store, vec![cancel.clone(), rename.clone()]), Ok(2));
    assert_eq!(preview(store, vec![rename, cancel.clone(), cancel]), Err((2, "not_pending".to_owned())));
    assert_eq!(store.journal(None, 50).unwrap().len(), journal, "nothing was written");
}

fn what_fails_comes_back_with_what_was_to_be_written(store: &mut Store) {
    let line = Line { at: at(1), who: Party::Agent, text: "not to be lost".to_owned() };
    let reply = Draft { record: "contact 7".to_owned(), field: "reply".to_owned(), text: line.text.clone(), caret: 3 };
    store.keep_draft("mara", &reply, at(1)).unwrap();
    let drafts = vec![Draft::none(&reply.record, &reply.field)];
    let asked = Request::Say { contact: ContactId(7), line, agent: "mara".to_owned(), drafts };
    let Reply::Failed { request, error } = store.answer(asked.clone()) else { panic!("it was said") };
    assert_eq!((*request, error.code()), (asked, "unknown_contact"));
    assert_eq!(store.drafts("mara").unwrap(), [reply], "the draft goes with what became of it, or not at all");
}

fn a_contact_opens_with_its_file_or_with_those_whose_it_may_be(store: &mut Store) {
    filled(store);
    let known = arrives(store, Channel::Phone, "+493023125417", 300);
    let Reply::Contact { file: Some(file), matches, .. } = store.answer(Request::OpenContact(known.id)) else {
        panic!("no file")
    };
    assert_eq!((file.customer.reference.as_str(), matches.len()), ("sara_1", 0));
    super::given::imported_customer(store, "twin", json!({"phones": ["+493023125417"]}));
    let shared = arrives(store, Channel::Phone, "+493023125417", 301);
    let Reply::Contact { file: None, matches, .. } = store.answer(Request::OpenContact(shared.id)) else {
        panic!("a file")
    };
    assert_eq!(matches.len(), 2);
}
