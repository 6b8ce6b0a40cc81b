//! Scripted answers, and how often they were taken.

use frontline::domain::action::answer::AnswerAction;
use frontline::domain::answer::{Answer, Favour, Past, Reader, Use};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Resolution, Step};
use frontline::domain::id::AnswerId;
use frontline::domain::portable::Portable;
use frontline::domain::timestamp::Timestamp;
use frontline::store::{Address, Mode, Store};
use serde_json::{Value, json};

use super::given::{Place, action, actor, answer, arrives, at, closed, done, house, import, pick, refused};

conformance! {
    [
        every_answer_is_handed_out_with_how_often_it_was_taken
        in_brief_an_answer_tells_that_it_was_changed_and_how_often_it_was_taken
        a_stretch_of_the_answers_is_handed_out_by_their_identities
        answers_come_in_the_order_asked_for
        the_answers_taken_last_come_first
        what_is_hidden_leaves_its_place_to_the_next
        a_changed_answer_keeps_how_often_it_was_taken
        the_stamp_is_another_one_after_every_change
        nothing_is_handed_out_where_nothing_is_asked_for
        an_answer_is_found_by_the_beginning_of_what_it_is_called
        favourites_are_each_agents_own
        an_answer_is_written_changed_and_taken_back_through_the_one_door
        what_another_agent_wrote_meanwhile_is_never_written_over
        a_reference_is_given_once
        an_answer_that_was_taken_is_withdrawn_and_never_goes
        every_version_of_an_answer_can_be_had_again
        what_a_file_wrote_over_is_told_and_not_guessed
        what_came_of_the_contacts_is_counted_from_their_wrap_up
    ]
    [a_change_of_what_was_agreed_on_waits_for_a_yes]
}

fn answers(store: &mut Store) -> Vec<(Answer, u32)> {
    let mut all = Vec::new();
    store.each_answer(|answer, uses| all.push((answer, uses))).unwrap();
    all
}

fn three(store: &mut Store) -> [AnswerId; 3] {
    for reference in ["zebra", "apple", "mango"] {
        import(store, Portable::Answer(Box::new(answer(reference, "Title"))));
    }
    let all = answers(store);
    [0, 1, 2].map(|place: usize| all[place].0.id)
}

fn take(store: &mut Store, query: &str, answer: AnswerId, seconds: i64) {
    store.record_pick(&pick(query, answer, seconds), None).unwrap();
}

/// Somebody looks for answers that morning.
fn reader(agent: &str) -> Reader {
    Reader { agent: agent.to_owned(), at: at(0) }
}

fn every_answer_is_handed_out_with_how_often_it_was_taken(store: &mut Store) {
    let [zebra, apple, _] = three(store);
    take(store, "stripes", zebra, 1);
    take(store, "", zebra, 2);
    take(store, "fruit", apple, 3);
    let all: Vec<_> = answers(store).into_iter().map(|(answer, uses)| (answer.reference, uses)).collect();
    assert_eq!(all, [("zebra".to_owned(), 2), ("apple".to_owned(), 1), ("mango".to_owned(), 0)]);
}

fn a_stretch_of_the_answers_is_handed_out_by_their_identities(store: &mut Store) {
    let [_, apple, mango] = three(store);
    take(store, "fruit", apple, 3);
    let mut stretch = Vec::new();
    store.answers_between(apple, mango, |answer, uses| stretch.push((answer.reference, uses))).unwrap();
    assert_eq!(stretch, [("apple".to_owned(), 1), ("mango".to_owned(), 0)]);
}

fn in_brief_an_answer_tells_that_it_was_changed_and_how_often_it_was_taken(store: &mut Store) {
    let [zebra, apple, mango] = three(store);
    take(store, "fruit", apple, 3);
    let before = store.answers_briefly().unwrap();
    assert_eq!(
        before.iter().map(|brief| (brief.id, brief.uses)).collect::<Vec<_>>(),
        [(zebra, 0), (apple, 1), (mango, 0)]
    );
    for title in ["Another title", "A third one"] {
        import(store, Portable::Answer(Box::new(answer("mango", title))));
        let after = store.answers_briefly().unwrap();
        assert_eq!(after[..2], before[..2]);
        assert_ne!(after[2].digest, before[2].digest);
    }
}

fn answers_come_in_the_order_asked_for(store: &mut Store) {
    let [zebra, apple, mango] = three(store);
    let found = store.answers(&[mango, AnswerId(7), zebra, apple, zebra]).unwrap();
    let references: Vec<_> = found.iter().map(|answer| answer.reference.as_str()).collect();
    assert_eq!(references, ["mango", "zebra", "apple", "zebra"]);
}

fn the_answers_taken_last_come_first(store: &mut Store) {
    let [zebra, apple, mango] = three(store);
    for (answer, seconds) in [(mango, 5), (zebra, 9), (apple, 9), (mango, 6)] {
        take(store, "q", answer, seconds);
    }
    let last = store.answers_taken_last(&reader("mara"), 9).unwrap();
    assert_eq!(last.iter().map(|answer| answer.id).collect::<Vec<_>>(), [zebra, apple, mango]);
    assert_eq!(store.answers_taken_last(&reader("mara"), 1).unwrap().len(), 1);
}

fn what_is_hidden_leaves_its_place_to_the_next(store: &mut Store) {
    for number in 0..30 {
        let hidden = Answer { withdrawn: true, ..answer(&format!("a{number:02}"), "Withdrawn") };
        import(store, Portable::Answer(Box::new(hidden)));
    }
    let early = json!({"id": 0, "version": 0, "ref": "a-soon", "title": "Soon", "valid_from": "2026-11-24"});
    import(store, Portable::Answer(serde_json::from_value(early).unwrap()));
    for reference in ["a-x", "a-y"] {
        import(store, Portable::Answer(Box::new(answer(reference, "In use"))));
    }
    let ids: Vec<AnswerId> = answers(store).into_iter().map(|(answer, _)| answer.id).collect();
    for (id, seconds) in ids.iter().rev().zip(1..) {
        take(store, "q", *id, seconds);
    }
    let mut found = |reader: &Reader, wanted: usize| {
        let found = [
            store.answers_seen(&ids, reader, wanted).unwrap(),
            store.answers_taken_last(reader, wanted).unwrap(),
            store.answers_called("a", reader, wanted).unwrap(),
        ];
        found.map(|found| found.into_iter().map(|answer| answer.reference).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(found(&reader("mara"), 1), ["a-x", "a-x", "a-x"]);
    assert_eq!(found(&reader("mara"), 2), ["a-x a-y", "a-x a-y", "a-x a-y"]);
    assert_eq!(found(&reader("mara"), 9)[0], "a-x a-y");
    assert_eq!(found(&reader("tom"), 2), ["a00 a01", "a00 a01", "a-soon a-x"]);
    let tomorrow = Reader { at: at(86_400), ..reader("mara") };
    assert_eq!(found(&tomorrow, 1), ["a-soon", "a-soon", "a-soon"]);
}

fn a_changed_answer_keeps_how_often_it_was_taken(store: &mut Store) {
    let [zebra, ..] = three(store);
    take(store, "stripes", zebra, 1);
    import(store, Portable::Answer(Box::new(answer("zebra", "A new title"))));
    let all = answers(store);
    assert_eq!((all[0].0.title.as_str(), all[0].0.version, all[0].1), ("A new title", 2, 1));
}

fn the_stamp_is_another_one_after_every_change(store: &mut Store) {
    let mut stamps = vec![store.answers_stamp().unwrap()];
    for (reference, title) in [("zebra", "One"), ("apple", "One"), ("zebra", "Two")] {
        import(store, Portable::Answer(Box::new(answer(reference, title))));
        stamps.push(store.answers_stamp().unwrap());
    }
    import(store, Portable::Answer(Box::new(answer("zebra", "Two"))));
    let id = answers(store)[0].0.id;
    take(store, "stripes", id, 1);
    assert_eq!(
        stamps.last(),
        Some(&store.answers_stamp().unwrap()),
        "neither the same again nor a pick changes an answer"
    );
    stamps.sort_unstable();
    stamps.dedup();
    assert_eq!(stamps.len(), 4);
}

fn nothing_is_handed_out_where_nothing_is_asked_for(store: &mut Store) {
    let [zebra, ..] = three(store);
    take(store, "stripes", zebra, 1);
    assert_eq!(store.answers(&[]).unwrap(), []);
    assert_eq!(store.answers_taken_last(&reader("mara"), 0).unwrap(), []);
}

fn an_answer_is_found_by_the_beginning_of_what_it_is_called(store: &mut Store) {
    for (reference, key) in [("refund-how", "rh"), ("Return-How", ""), ("thanks", "Ref"), ("%", "")] {
        let keyed = Answer { key: key.to_owned(), ..answer(reference, "Title") };
        import(store, Portable::Answer(Box::new(keyed)));
    }
    let mut called = |typed: &str| {
        let found = store.answers_called(typed, &reader("mara"), 9).unwrap();
        found.into_iter().map(|answer| answer.reference).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(called("ref"), "thanks refund-how");
    assert_eq!(called("RE"), "thanks refund-how Return-How");
    assert_eq!(called("rh"), "refund-how");
    assert_eq!(called("return-how"), "Return-How");
    assert_eq!([called("%"), called("x"), called(""), called("#")], ["%", "", "", ""]);
    assert_eq!(store.answers_called("re", &reader("mara"), 1).unwrap().len(), 1);
    let changed = Answer { key: "new".to_owned(), ..answer("thanks", "Title") };
    import(store, Portable::Answer(Box::new(changed)));
    assert_eq!(store.answers_called("ref", &reader("mara"), 9).unwrap().len(), 1);
    assert_eq!(store.answers_called("new", &reader("mara"), 9).unwrap().len(), 1);
}

fn favourites_are_each_agents_own(store: &mut Store) {
    let [zebra, apple, _] = three(store);
    for (agent, answer, seconds) in [("mara", zebra, 1), ("mara", apple, 2), ("jonas", zebra, 3), ("mara", zebra, 4)] {
        store.favour(agent, answer, Favour::Given, at(seconds)).unwrap();
    }
    let mut references = |agent: &str| {
        let favourites = store.favourites(agent).unwrap();
        favourites.into_iter().map(|answer| answer.reference).collect::<Vec<_>>()
    };
    assert_eq!(references("mara"), ["apple", "zebra"]);
    assert_eq!(references("jonas"), ["zebra"]);
    for _ in 0..2 {
        store.favour("mara", apple, Favour::Withdrawn, at(5)).unwrap();
    }
    store.favour("mara", AnswerId(77), Favour::Given, at(6)).unwrap();
    assert_eq!(store.favourites("mara").unwrap().len(), 1);
}

/// An answer that Mara wrote.
fn written(store: &mut Store, title: &str) -> Answer {
    let receipt = done(store, "mara", 1, json!({"action": "write_answer", "title": title, "body": "One."}));
    now(store, &receipt.changes[0].reference)
}

fn now(store: &mut Store, reference: &str) -> Answer {
    store.answer_of(reference).unwrap().unwrap()
}

fn change(answer: &Answer, details: Value) -> Value {
    let Value::Object(mut action) = details else { panic!("{details}") };
    action.insert("action".to_owned(), json!("change_answer"));
    action.insert("answer".to_owned(), json!(answer.reference));
    action.insert("version".to_owned(), json!(answer.version));
    Value::Object(action)
}

fn an_answer_is_written_changed_and_taken_back_through_the_one_door(store: &mut Store) {
    let first = written(store, "Where is it?");
    assert_eq!((first.author.as_str(), first.version), ("mara", 1));
    assert!(first.reference.starts_with("where-is-it-"), "{}", first.reference);
    let preview = action(change(&first, json!({"tags": ["parcel"]})));
    let shown = store.perform(&preview, &actor("jonas", 2), None, Mode::Preview).unwrap();
    assert_eq!(shown.changes[0].fields.iter().map(|field| &*field.field).collect::<Vec<_>>(), ["tags"]);
    assert_eq!(now(store, &first.reference), first, "a preview writes nothing");
    let details = json!({"tags": ["parcel"], "mnemonic": "where", "valid_until": "2026-12-31"});
    let receipt = done(store, "jonas", 3, change(&first, details));
    let second = now(store, &first.reference);
    assert_eq!((second.key.as_str(), second.tags.len(), second.version), ("where", 1, 2));
    done(store, "jonas", 4, json!({"action": "undo", "receipt": receipt.id}));
    assert_eq!(now(store, &first.reference), Answer { version: 3, ..first });
}

fn what_another_agent_wrote_meanwhile_is_never_written_over(store: &mut Store) {
    let first = written(store, "Where is it?");
    done(store, "jonas", 2, change(&first, json!({"body": "Two."})));
    assert_eq!(refused(store, "mara", 3, change(&first, json!({"body": "Three."}))).0, "conflict");
    assert_eq!(now(store, &first.reference).body, "Two.");
}

fn a_reference_is_given_once(store: &mut Store) {
    import(store, Portable::Answer(Box::new(answer("where", "Where?"))));
    let again = json!({"action": "write_answer", "title": "Where?", "ref": "where"});
    assert_eq!(refused(store, "mara", 1, again).0, "ref_taken");
    done(store, "mara", 2, json!({"action": "write_answer", "title": "Where?", "ref": "where-now"}));
    assert_eq!(now(store, "where-now").title, "Where?");
}

fn an_answer_that_was_taken_is_withdrawn_and_never_goes(store: &mut Store) {
    let [unused, used] = ["Unused", "Used"].map(|title| {
        let receipt = done(store, "mara", 1, json!({"action": "write_answer", "title": title}));
        (receipt.id, now(store, &receipt.changes[0].reference))
    });
    take(store, "used", used.1.id, 2);
    done(store, "mara", 3, json!({"action": "undo", "receipt": unused.0}));
    assert_eq!(store.answer_of(&unused.1.reference).unwrap(), None);
    assert_eq!(refused(store, "mara", 4, json!({"action": "undo", "receipt": used.0})).0, "in_use");
    done(store, "mara", 5, json!({"action": "withdraw_answer", "answer": used.1.reference}));
    assert!(now(store, &used.1.reference).withdrawn);
    done(store, "mara", 6, json!({"action": "reinstate_answer", "answer": used.1.reference}));
    assert!(!now(store, &used.1.reference).withdrawn);
    assert_eq!(answers(store)[0].1, 1);
}

/// The versions: by whom each is, empty for a file, and what its body says, as far as that is known.
fn told(past: &[Past]) -> Vec<(i64, String, Option<String>)> {
    let by = |past: &Past| past.receipt.as_ref().map(|receipt| receipt.agent.clone()).unwrap_or_default();
    past.iter().map(|past| (past.version, by(past), past.answer.as_ref().map(|answer| answer.body.clone()))).collect()
}

/// The same as it is to be.
fn versions<const N: usize>(expected: [(i64, &str, Option<&str>); N]) -> Vec<(i64, String, Option<String>)> {
    expected.map(|(version, by, body)| (version, by.to_owned(), body.map(str::to_owned))).to_vec()
}

fn every_version_of_an_answer_can_be_had_again(store: &mut Store) {
    let first = written(store, "Where is it?");
    done(store, "jonas", 2, change(&first, json!({"body": "Two.", "phrases": ["where"]})));
    let second = now(store, &first.reference);
    let undone = done(store, "mara", 3, change(&second, json!({"body": "Three."})));
    done(store, "mara", 4, json!({"action": "undo", "receipt": undone.id}));
    let history = store.answer_history(first.id).unwrap();
    let expected = versions([
        (4, "mara", Some("Two.")),
        (3, "mara", Some("Three.")),
        (2, "jonas", Some("Two.")),
        (1, "mara", Some("One.")),
    ]);
    assert_eq!(told(&history), expected);
    assert_eq!(history[3].answer.as_ref(), Some(&first));
    let fourth = now(store, &first.reference);
    let restoring = AnswerAction::restoring(&fourth, history[3].answer.as_ref().unwrap()).unwrap();
    store.perform(&restoring, &actor("jonas", 5), None, Mode::Commit).unwrap();
    assert_eq!(now(store, &first.reference), Answer { version: 5, ..first });
}

fn what_a_file_wrote_over_is_told_and_not_guessed(store: &mut Store) {
    import(store, Portable::Answer(Box::new(answer("where", "Where?"))));
    let first = now(store, "where");
    done(store, "mara", 1, change(&first, json!({"body": "Two."})));
    import(store, Portable::Answer(Box::new(Answer { body: "Three.".to_owned(), ..answer("where", "Where?") })));
    let third = now(store, "where");
    done(store, "mara", 2, change(&third, json!({"body": "Four."})));
    let history = store.answer_history(first.id).unwrap();
    let expected = versions([(4, "mara", Some("Four.")), (3, "", Some("Three.")), (2, "mara", None), (1, "", None)]);
    assert_eq!(told(&history), expected);
    assert_eq!(store.answer_history(AnswerId(1)).unwrap(), []);
}

fn what_came_of_the_contacts_is_counted_from_their_wrap_up(store: &mut Store) {
    let [zebra, apple, mango] = three(store);
    let resolutions = [Some(Resolution::Resolved), Some(Resolution::Resolved), Some(Resolution::Unresolved), None];
    for (seconds, resolved) in (0..).step_by(100).zip(resolutions) {
        let contact = arrives(store, Channel::Phone, "+4930123456", seconds);
        store.step(contact.id, &Step::Take, "mara", at(seconds + 1)).unwrap();
        for (later, query) in [(2, "stripes"), (3, "")] {
            store.record_pick(&pick(query, zebra, seconds + later), Some(contact.id)).unwrap();
        }
        if let Some(resolved) = resolved {
            store.step(contact.id, &Step::End, "mara", at(seconds + 4)).unwrap();
            closed(store, &contact, "mara", seconds + 5, resolved);
        }
    }
    take(store, "fruit", apple, 900);
    let uses = store.answer_uses(&[zebra, apple, mango]).unwrap();
    let expected = [
        (zebra, Use { taken: 8, contacts: 3, resolved: 2 }),
        (apple, Use { taken: 1, contacts: 0, resolved: 0 }),
        (mango, Use::default()),
    ];
    assert_eq!(uses, expected);
    let library: Vec<_> = store.library().unwrap().into_iter().map(|(answer, used)| (answer.id, used)).collect();
    assert_eq!(library, [expected[1], expected[2], expected[0]], "in the order of their references");
    assert_eq!(store.picks().unwrap().len(), 5, "what was taken without a search teaches nothing");
}

fn a_change_of_what_was_agreed_on_waits_for_a_yes(place: &Place) {
    let mut asks = house();
    asks.policy.answers.approval = true;
    let store = &mut Store::open(&Address::read(place.url()).unwrap(), asks).unwrap();
    let draft = written(store, "Where is it?");
    assert_eq!(refused(store, "jonas", 2, change(&draft, json!({"body": "Two."}))).0, "not_permitted");
    done(store, "tom", 3, json!({"action": "approve_answer", "answer": draft.reference, "version": draft.version}));
    let agreed = now(store, &draft.reference);
    let request = change(&agreed, json!({"body": "Two."}));
    assert_eq!(refused(store, "mara", 4, request.clone()).0, "needs_approval");
    done(store, "mara", 5, json!({"action": "request_approval", "request": request, "reason": "it is two now"}));
    let asked = store.approvals(Timestamp::default(), 9).unwrap().remove(0);
    done(store, "tom", 6, json!({"action": "approve", "approval": asked.reference}));
    let changed = now(store, &draft.reference);
    assert_eq!((changed.body.as_str(), changed.approved_by.as_str()), ("Two.", "tom"));
}
