//! What is learned from searches: picks with what became of them, what a supervisor makes of that, and what is missing.

use frontline::domain::answer::Answer;
use frontline::domain::id::AnswerId;
use frontline::domain::learning::{Lesson, Miss, Outcome, Pick, Why};
use frontline::domain::portable::{Fate, Kind, PickRecord, Portable};
use frontline::store::Store;
use serde_json::{Value, json};

use super::filled::out;
use super::given::{answer, at, done, import, noise, pick, refused};

conformance! {
    [
        picks_are_remembered_oldest_first_with_what_they_were_taken_for
        a_pick_that_is_sent_again_counts_once
        what_became_of_a_pick_is_as_it_was_told_last
        a_pick_that_is_told_anew_gets_a_new_number
        where_something_is_pinned_or_forgotten_is_known
        a_pick_of_any_text_and_size_is_kept
        a_file_of_picks_carries_what_they_were_taken_for
        what_was_learned_is_told_by_answer_and_words
        a_pin_is_journalled_and_taken_back
        what_is_forgotten_counts_no_more_until_it_is_taken_back_or_learned_anew
        words_become_a_phrase_of_the_answer
        only_a_supervisor_changes_how_answers_are_found
        a_file_of_answers_takes_no_pin_away
        searches_in_vain_are_counted_by_words_and_queue_until_an_answer_is_taken
        a_search_in_vain_that_is_sent_again_counts_once
        searches_in_vain_of_long_ago_are_forgotten
    ]
    []
}

fn two(store: &mut Store) -> [AnswerId; 2] {
    for reference in ["refund", "parcel"] {
        import(store, Portable::Answer(Box::new(answer(reference, "Title"))));
    }
    let mut ids = Vec::new();
    store.each_answer(|answer, _| ids.push(answer.id)).unwrap();
    [ids[0], ids[1]]
}

fn take(store: &mut Store, agent: &str, query: &str, answer: AnswerId, seconds: i64) -> Pick {
    let pick = Pick { agent: agent.to_owned(), ..pick(query, answer, seconds) };
    store.record_pick(&pick, None).unwrap();
    pick
}

fn queries(store: &mut Store) -> Vec<String> {
    store.picks().unwrap().into_iter().map(|pick| pick.query).collect()
}

fn known(store: &mut Store, id: AnswerId) -> Answer {
    store.answers(&[id]).unwrap().remove(0)
}

fn teach(name: &str, answer: &str, words: &str) -> Value {
    json!({"action": name, "answer": answer, "words": words})
}

fn a_pick_that_is_told_anew_gets_a_new_number(store: &mut Store) {
    assert_eq!(store.last_pick().unwrap(), 0);
    let [refund, parcel] = two(store);
    let first = take(store, "ann", "money", refund, 1);
    let known = store.last_pick().unwrap();
    assert_eq!(store.picks_after(known).unwrap(), []);
    take(store, "bob", "box", parcel, 2);
    store.record_pick(&Pick { outcome: Outcome::Undone, ..first.clone() }, None).unwrap();
    store.record_pick(&Pick { query: String::new(), ..first }, None).unwrap();
    let since = store.picks_after(known).unwrap();
    let told: Vec<_> = since.iter().map(|(_, pick)| (pick.query.as_str(), pick.outcome)).collect();
    assert_eq!(told, [("box", Outcome::Stayed), ("money", Outcome::Undone)]);
    assert!(known < since[0].0 && since[0].0 < since[1].0);
    done(store, "tom", 5, teach("forget_learned", "parcel", "box"));
    assert_eq!(store.picks_after(known).unwrap(), since[1..], "what is forgotten does not count");
}

fn where_something_is_pinned_or_forgotten_is_known(store: &mut Store) {
    let [refund, _] = two(store);
    assert_eq!(store.answers_taught().unwrap(), []);
    done(store, "tom", 5, teach("forget_learned", "refund", "money"));
    let taught = store.answers_taught().unwrap();
    assert_eq!(taught, [known(store, refund)]);
    assert_eq!(taught[0].forgotten.len(), 1);
}

fn picks_are_remembered_oldest_first_with_what_they_were_taken_for(store: &mut Store) {
    let [refund, parcel] = two(store);
    let later = take(store, "mara", "later", refund, 20);
    let earlier = take(store, "jonas", "earlier", parcel, 10);
    take(store, "mara", "", parcel, 30);
    let same = take(store, "mara", "same time", parcel, 20);
    assert_eq!(store.picks().unwrap(), [earlier, later, same]);
}

fn a_pick_that_is_sent_again_counts_once(store: &mut Store) {
    let [refund, _] = two(store);
    take(store, "mara", "money", refund, 1);
    take(store, "mara", "money", refund, 1);
    assert_eq!(store.picks().unwrap().len(), 1);
    let mut uses = Vec::new();
    store.each_answer(|_, taken| uses.push(taken)).unwrap();
    assert_eq!(uses, [1, 0]);
}

fn what_became_of_a_pick_is_as_it_was_told_last(store: &mut Store) {
    let [refund, _] = two(store);
    let mut pick = take(store, "mara", "money", refund, 1);
    take(store, "mara", "money", refund, 2);
    for outcome in [Outcome::Followed, Outcome::Undone, Outcome::Stayed, Outcome::Undone] {
        pick.outcome = outcome;
        store.record_pick(&pick, None).unwrap();
        let told: Vec<_> = store.picks().unwrap().into_iter().map(|pick| pick.outcome).collect();
        assert_eq!(told, [outcome, Outcome::Stayed]);
    }
}

fn a_pick_of_any_text_and_size_is_kept(store: &mut Store) {
    let [refund, _] = two(store);
    let long = noise(1 << 20);
    for (seconds, query) in (1..).zip([" ", "'; DROP TABLE picks; --", "wo ist's 🧡 漢字?", &long, &long]) {
        take(store, "mara", query, refund, seconds);
        take(store, "mara", query, refund, seconds);
        store.record_miss(&Miss { at: at(seconds), ..miss("mara", &format!("{query} tent"), seconds) }).unwrap();
    }
    assert_eq!(queries(store), [" ", "'; DROP TABLE picks; --", "wo ist's 🧡 漢字?", &long, &long]);
    assert_eq!(store.learning().unwrap().missing.len(), 4);
}

fn a_file_of_picks_carries_what_they_were_taken_for(store: &mut Store) {
    let [refund, _] = two(store);
    let pick = take(store, "mara", "money", refund, 1);
    store.record_pick(&Pick { outcome: Outcome::Undone, ..pick }, None).unwrap();
    let told = out(store, Kind::Picks);
    let [Portable::Pick(record)] = &told[..] else { panic!("{told:?}") };
    let PickRecord { query, answer, agent, queue, tier, at: when, outcome, .. } = &**record;
    assert_eq!([query, answer, agent, queue, tier], ["money", "refund", "mara", "service", "gold"]);
    assert_eq!((*when, *outcome), (Some(at(1)), Outcome::Undone));
    assert_eq!(import(store, told[0].clone()), Fate::Unchanged);
    let bare = Box::new(PickRecord { query: "cash".into(), answer: "refund".into(), ..PickRecord::default() });
    assert_eq!(import(store, Portable::Pick(bare.clone())), Fate::Added);
    assert_eq!(out(store, Kind::Picks).pop(), Some(Portable::Pick(bare)));
}

fn what_was_learned_is_told_by_answer_and_words(store: &mut Store) {
    let [refund, parcel] = two(store);
    take(store, "mara", "Money back?", refund, 1);
    take(store, "jonas", "back money", refund, 9);
    take(store, "jonas", "money back", refund, 5);
    take(store, "mara", "money back", parcel, 2);
    done(store, "tom", 10, teach("pin_answer", "parcel", "where is it"));
    let lessons = store.learning().unwrap().lessons;
    let told = |l: &Lesson| (l.answer.clone(), l.query.clone(), l.times, l.agents, l.last, l.pinned);
    assert_eq!(
        lessons.iter().map(told).collect::<Vec<_>>(),
        [
            ("refund".to_owned(), "back money".to_owned(), 3, 2, Some(at(9)), false),
            ("parcel".to_owned(), "money back".to_owned(), 1, 1, Some(at(2)), false),
            ("parcel".to_owned(), "where is it".to_owned(), 0, 0, None, true),
        ]
    );
}

fn a_pin_is_journalled_and_taken_back(store: &mut Store) {
    let [refund, _] = two(store);
    let stamp = store.answers_stamp().unwrap();
    let receipt = done(store, "tom", 1, teach("pin_answer", "refund", "cash back"));
    assert_eq!(known(store, refund).pinned, ["cash back"]);
    assert_ne!(store.answers_stamp().unwrap(), stamp, "every desk hears of it");
    assert_eq!(refused(store, "tom", 2, teach("pin_answer", "refund", "Back, cash!")).0, "pinned_already");
    let journal = store.journal(None, 9).unwrap();
    assert_eq!(journal[0].words(), "pinned refund to \"cash back\"");
    assert_eq!((journal[0].customer, journal[0].contact), (None, None));
    done(store, "tom", 3, json!({"action": "undo", "receipt": receipt.id}));
    assert!(known(store, refund).pinned.is_empty());
    done(store, "tom", 4, teach("pin_answer", "refund", "cash back"));
    done(store, "tom", 5, teach("unpin_answer", "refund", "cash back"));
    assert!(known(store, refund).pinned.is_empty());
    assert_eq!(refused(store, "tom", 6, teach("unpin_answer", "refund", "cash back")).0, "not_pinned");
    assert_eq!(refused(store, "tom", 7, teach("pin_answer", "gone", "x")).0, "unknown_answer");
}

fn what_is_forgotten_counts_no_more_until_it_is_taken_back_or_learned_anew(store: &mut Store) {
    let [refund, parcel] = two(store);
    take(store, "mara", "tent", refund, 1);
    take(store, "jonas", "Tent?", refund, 2);
    take(store, "mara", "tent", parcel, 3);
    take(store, "mara", "tent pole", refund, 4);
    let receipt = done(store, "tom", 5, teach("forget_learned", "refund", "TENT"));
    assert_eq!(queries(store), ["tent", "tent pole"]);
    assert_eq!(store.learning().unwrap().lessons.len(), 2);
    assert_eq!(out(store, Kind::Picks).len(), 2, "another store is not to learn it");
    take(store, "mara", "tent", refund, 6);
    assert_eq!(queries(store), ["tent", "tent pole", "tent"]);
    done(store, "tom", 7, json!({"action": "undo", "receipt": receipt.id}));
    assert_eq!(queries(store).len(), 5);
}

fn words_become_a_phrase_of_the_answer(store: &mut Store) {
    let [refund, _] = two(store);
    take(store, "mara", "cash back", refund, 1);
    let phrase = |words: &str| json!({"action": "add_phrase", "answer": "refund", "phrase": words});
    let receipt = done(store, "tom", 2, phrase("cash back"));
    assert_eq!(known(store, refund).phrases, ["cash back"]);
    assert!(store.learning().unwrap().lessons[0].phrase);
    assert_eq!(refused(store, "tom", 3, phrase("back cash")).0, "phrase_already");
    done(store, "tom", 4, json!({"action": "undo", "receipt": receipt.id}));
    assert!(known(store, refund).phrases.is_empty());
}

fn only_a_supervisor_changes_how_answers_are_found(store: &mut Store) {
    let [refund, _] = two(store);
    for name in ["pin_answer", "unpin_answer", "forget_learned"] {
        assert_eq!(refused(store, "mara", 1, teach(name, "refund", "cash")).0, "not_permitted", "{name}");
    }
    let phrase = json!({"action": "add_phrase", "answer": "refund", "phrase": "cash"});
    assert_eq!(refused(store, "mara", 1, phrase).0, "not_permitted");
    assert_eq!(known(store, refund).version, 1);
}

fn a_file_of_answers_takes_no_pin_away(store: &mut Store) {
    let [refund, _] = two(store);
    done(store, "tom", 1, teach("pin_answer", "refund", "cash back"));
    done(store, "tom", 2, teach("forget_learned", "refund", "tent"));
    assert_eq!(import(store, Portable::Answer(Box::new(answer("refund", "Title")))), Fate::Unchanged);
    assert_eq!(import(store, Portable::Answer(Box::new(answer("refund", "Another")))), Fate::Changed);
    let kept = known(store, refund);
    assert_eq!((kept.pinned.len(), kept.forgotten.len()), (1, 1));
    let record = Answer { pinned: vec!["money".to_owned()], ..answer("refund", "Another") };
    assert_eq!(import(store, Portable::Answer(Box::new(record))), Fate::Changed);
    assert_eq!(known(store, refund).pinned, ["money"]);
}

fn miss(agent: &str, query: &str, seconds: i64) -> Miss {
    Miss::new(query, "service", agent, Why::NoneGood, at(seconds)).unwrap()
}

fn searches_in_vain_are_counted_by_words_and_queue_until_an_answer_is_taken(store: &mut Store) {
    let [refund, _] = two(store);
    for (agent, query, seconds) in [
        ("mara", "blue tent", 1),
        ("mara", "Tent blue", 2),
        ("jonas", "blue tent!", 3),
        ("mara", "gift card 4111 1111 1111 1111", 4),
    ] {
        store.record_miss(&miss(agent, query, seconds)).unwrap();
    }
    store.record_miss(&Miss { queue: String::new(), why: Why::Nothing, ..miss("mara", "blue tent", 5) }).unwrap();
    let told = |store: &mut Store| -> Vec<_> {
        let missing = store.learning().unwrap().missing.into_iter();
        missing.map(|m| (m.query, m.queue, m.times, m.agents, m.why, m.last)).collect()
    };
    let (service, none) = ("service".to_owned(), String::new());
    assert_eq!(
        told(store),
        [
            ("blue tent!".to_owned(), service.clone(), 3, 2, Why::NoneGood, at(3)),
            ("blue tent".to_owned(), none, 1, 1, Why::Nothing, at(5)),
            ("gift card •••• •••• •••• 1111".to_owned(), service, 1, 1, Why::NoneGood, at(4)),
        ]
    );
    take(store, "jonas", "tent blue", refund, 6);
    assert_eq!(told(store).len(), 1, "somebody took an answer for it since");
    store.record_miss(&miss("mara", "blue tent", 7)).unwrap();
    assert_eq!(told(store)[0].2, 3);
}

fn a_search_in_vain_that_is_sent_again_counts_once(store: &mut Store) {
    for seconds in [1, 1, 1, 2] {
        store.record_miss(&miss("mara", "blue tent", seconds)).unwrap();
    }
    assert_eq!(store.learning().unwrap().missing[0].times, 2);
}

fn searches_in_vain_of_long_ago_are_forgotten(store: &mut Store) {
    store.record_miss(&miss("mara", "blue tent", 1)).unwrap();
    store.record_miss(&miss("mara", "red tent", 180 * 24 * 3600)).unwrap();
    assert_eq!(store.learning().unwrap().missing.len(), 2);
    store.record_miss(&miss("mara", "green tent", 180 * 24 * 3600 + 2)).unwrap();
    assert_eq!(store.learning().unwrap().missing.len(), 2);
}
