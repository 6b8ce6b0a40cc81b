//! Scripted answers, and how often they were taken.

use frontline::domain::answer::Answer;
use frontline::domain::id::AnswerId;
use frontline::domain::portable::Portable;
use frontline::store::Store;

use super::given::{answer, at, import, pick};

conformance! {
    [
        every_answer_is_handed_out_with_how_often_it_was_taken
        answers_come_in_the_order_asked_for
        the_answers_taken_last_come_first
        a_changed_answer_keeps_how_often_it_was_taken
        the_stamp_is_another_one_after_every_change
        nothing_is_handed_out_where_nothing_is_asked_for
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
    store.record_pick(&pick(query, answer, seconds), None).unwrap();
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
    assert_eq!(store.answers_taken_last(0).unwrap(), []);
}
