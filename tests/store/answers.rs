//! Scripted answers, and what is learned from which of them was taken.

use frontline::domain::answer::{Answer, Favour, Pick};
use frontline::domain::id::AnswerId;
use frontline::domain::portable::Portable;
use frontline::store::Store;

use super::given::{answer, at, import, noise};

conformance! {
    [
        every_answer_is_handed_out_with_how_often_it_was_taken
        answers_come_in_the_order_asked_for
        the_answers_taken_last_come_first
        picks_are_remembered_oldest_first
        a_pick_that_is_sent_again_counts_once
        a_changed_answer_keeps_how_often_it_was_taken
        the_stamp_is_another_one_after_every_change
        a_pick_of_any_text_and_size_is_kept
        nothing_is_handed_out_where_nothing_is_asked_for
        an_answer_is_found_by_the_beginning_of_what_it_is_called
        favourites_are_each_agents_own
    ]
    []
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
    let pick = Pick { query: query.to_owned(), answer, agent: "mara".to_owned() };
    store.record_pick(&pick, None, "service", at(seconds)).unwrap();
}

fn every_answer_is_handed_out_with_how_often_it_was_taken(store: &mut Store) {
    let [zebra, apple, _] = three(store);
    take(store, "stripes", zebra, 1);
    take(store, "", zebra, 2);
    take(store, "fruit", apple, 3);
    let all: Vec<_> = answers(store).into_iter().map(|(answer, uses)| (answer.reference, uses)).collect();
    assert_eq!(all, [("zebra".to_owned(), 2), ("apple".to_owned(), 1), ("mango".to_owned(), 0)]);
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
    let last = store.answers_taken_last(9).unwrap();
    let last: Vec<_> = last.iter().map(|(answer, taken)| (answer.id, *taken)).collect();
    assert_eq!(last, [(zebra, at(9)), (apple, at(9)), (mango, at(6))]);
    assert_eq!(store.answers_taken_last(1).unwrap().len(), 1);
}

fn picks_are_remembered_oldest_first(store: &mut Store) {
    let [zebra, apple, _] = three(store);
    take(store, "later", zebra, 20);
    take(store, "earlier", apple, 10);
    take(store, "", apple, 30);
    take(store, "same time", apple, 20);
    let queries: Vec<_> = store.picks().unwrap().into_iter().map(|pick| pick.query).collect();
    assert_eq!(queries, ["earlier", "later", "same time"]);
}

fn a_pick_that_is_sent_again_counts_once(store: &mut Store) {
    let [zebra, ..] = three(store);
    take(store, "stripes", zebra, 1);
    take(store, "stripes", zebra, 1);
    assert_eq!(store.picks().unwrap().len(), 1);
    assert_eq!(answers(store)[0].1, 1);
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

fn a_pick_of_any_text_and_size_is_kept(store: &mut Store) {
    let [zebra, ..] = three(store);
    let long = noise(1 << 20);
    for (seconds, query) in (1..).zip([" ", "'; DROP TABLE picks; --", "wo ist's 🧡 漢字?", &long, &long]) {
        take(store, query, zebra, seconds);
        take(store, query, zebra, seconds);
    }
    let queries: Vec<_> = store.picks().unwrap().into_iter().map(|pick| pick.query).collect();
    assert_eq!(queries, [" ", "'; DROP TABLE picks; --", "wo ist's 🧡 漢字?", &long, &long]);
}

fn nothing_is_handed_out_where_nothing_is_asked_for(store: &mut Store) {
    let [zebra, ..] = three(store);
    take(store, "stripes", zebra, 1);
    assert_eq!(store.answers(&[]).unwrap(), []);
    assert_eq!(store.answers_taken_last(0).unwrap(), []);
}

fn an_answer_is_found_by_the_beginning_of_what_it_is_called(store: &mut Store) {
    for (reference, key) in [("refund-how", "rh"), ("Return-How", ""), ("thanks", "Ref"), ("%", "")] {
        let keyed = Answer { key: key.to_owned(), ..answer(reference, "Title") };
        import(store, Portable::Answer(Box::new(keyed)));
    }
    let mut called = |typed: &str| {
        let found = store.answers_called(typed, 9).unwrap();
        found.into_iter().map(|answer| answer.reference).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(called("ref"), "thanks refund-how");
    assert_eq!(called("RE"), "thanks refund-how Return-How");
    assert_eq!(called("rh"), "refund-how");
    assert_eq!(called("return-how"), "Return-How");
    assert_eq!([called("%"), called("x"), called(""), called("#")], ["%", "", "", ""]);
    assert_eq!(store.answers_called("re", 1).unwrap().len(), 1);
    let changed = Answer { key: "new".to_owned(), ..answer("thanks", "Title") };
    import(store, Portable::Answer(Box::new(changed)));
    assert_eq!(store.answers_called("ref", 9).unwrap().len(), 1);
    assert_eq!(store.answers_called("new", 9).unwrap().len(), 1);
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
