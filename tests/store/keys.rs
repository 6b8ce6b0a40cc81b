//! The keys of answers: each is one answer's, by whatever way it would come to another one.

use frontline::domain::action::House;
use frontline::domain::answer::Answer;
use frontline::domain::portable::{Fate, Portable};
use frontline::store::{Address, Mode, Store};
use serde_json::json;

use super::given::{Place, action, actor, answer, done, house, import, refused};

conformance! {
    [
        a_key_is_refused_that_another_answer_has
        a_key_comes_free_where_it_is_given_up_and_is_gone_when_somebody_took_it
        a_file_gives_a_key_to_one_answer_and_goes_on
        a_file_moves_a_key_from_one_answer_to_another
    ]
    [what_had_one_key_already_is_changed_all_the_same]
}

/// An answer with a key.
fn keyed(reference: &str, key: &str) -> Answer {
    Answer { key: key.to_owned(), ..answer(reference, "Thanks") }
}

fn imports(store: &mut Store, answers: impl IntoIterator<Item = Answer>) -> Vec<Fate> {
    let records = answers.into_iter().map(|answer| Portable::Answer(Box::new(answer))).collect();
    store.import(records).unwrap()
}

fn key_of(store: &mut Store, reference: &str) -> String {
    store.answer_of(reference).unwrap().map(|answer| answer.key).unwrap_or_default()
}

fn a_key_is_refused_that_another_answer_has(store: &mut Store) {
    imports(store, [keyed("thanks", "ty"), keyed("danke", "")]);
    let written = || json!({"action": "write_answer", "title": "Ta", "ref": "ta", "mnemonic": "#TY"});
    let changed = json!({"action": "change_answer", "answer": "danke", "mnemonic": "ty"});
    for asked in [written(), changed] {
        let expected = "is the key of thanks already; choose another, or change or withdraw thanks first";
        let (code, words) = refused(store, "mara", 1, asked.clone());
        assert!(code == "key_taken" && words.ends_with(expected), "{code}: {words}");
        assert!(
            store.perform(&action(asked), &actor("mara", 2), None, Mode::Preview).is_err(),
            "a preview says it too"
        );
    }
    assert_eq!((key_of(store, "danke"), store.answer_of("ta").unwrap()), (String::new(), None));
    done(store, "mara", 3, json!({"action": "change_answer", "answer": "danke", "mnemonic": "ty", "language": "de"}));
    done(store, "mara", 4, json!({"action": "change_answer", "answer": "thanks", "body": "Thank you."}));
    assert_eq!(key_of(store, "danke"), "ty", "it comes to who speaks German");
    let spoken = json!({"action": "change_answer", "answer": "danke", "language": "en"});
    assert_eq!(refused(store, "mara", 5, spoken).0, "key_taken", "the house speaks English");
}

fn a_key_comes_free_where_it_is_given_up_and_is_gone_when_somebody_took_it(store: &mut Store) {
    imports(store, [keyed("thanks", "ty"), keyed("ta", "")]);
    let withdrawn = done(store, "mara", 1, json!({"action": "withdraw_answer", "answer": "thanks"}));
    done(store, "mara", 2, json!({"action": "change_answer", "answer": "ta", "mnemonic": "ty"}));
    assert_eq!(refused(store, "mara", 3, json!({"action": "reinstate_answer", "answer": "thanks"})).0, "key_taken");
    assert_eq!(refused(store, "mara", 4, json!({"action": "undo", "receipt": withdrawn.id})).0, "key_taken");
    done(store, "mara", 5, json!({"action": "change_answer", "answer": "ta", "mnemonic": null}));
    done(store, "mara", 6, json!({"action": "reinstate_answer", "answer": "thanks"}));
    assert_eq!([key_of(store, "thanks"), key_of(store, "ta")], ["ty", ""]);
}

fn a_file_gives_a_key_to_one_answer_and_goes_on(store: &mut Store) {
    let fates = imports(store, [keyed("thanks", "ty"), keyed("ta", "Ty"), keyed("bye", "by")]);
    let words = "`Ty` is the key of thanks already; choose another, or change or withdraw thanks first";
    assert_eq!(fates, [Fate::Added, Fate::Rejected(words.to_owned()), Fate::Added]);
    let bye = Answer { title: "Bye".to_owned(), ..keyed("bye", "ty") };
    assert!(matches!(import(store, Portable::Answer(Box::new(bye))), Fate::Rejected(_)));
    assert_eq!(store.answer_of("bye").unwrap().unwrap().title, "Thanks", "nothing of it is taken");
    assert_eq!(imports(store, [keyed("thanks", "ty"), keyed("bye", "by")]), [Fate::Unchanged, Fate::Unchanged]);
}

fn a_file_moves_a_key_from_one_answer_to_another(store: &mut Store) {
    imports(store, [keyed("a", "x"), keyed("b", "y")]);
    assert_eq!(imports(store, [keyed("a", "y"), keyed("b", "x")]), [Fate::Changed, Fate::Changed]);
    assert_eq!([key_of(store, "a"), key_of(store, "b")], ["y", "x"]);
    assert_eq!(imports(store, [keyed("a", "x"), keyed("b", "")]), [Fate::Changed, Fate::Changed]);
    assert_eq!([key_of(store, "a"), key_of(store, "b")], ["x", ""]);
}

fn what_had_one_key_already_is_changed_all_the_same(place: &Place) {
    let german = Answer { language: "de".to_owned(), ..keyed("danke", "ty") };
    imports(&mut place.open(), [keyed("thanks", "ty"), german]);
    // The house changes its language, and both are in it by now.
    let house = House { language: "de".to_owned(), ..house() };
    let store = &mut Store::open(&Address::read(place.url()).unwrap(), house).unwrap();
    let change = json!({"action": "change_answer", "answer": "thanks", "body": "Danke."});
    done(store, "mara", 1, change);
    assert_eq!(imports(store, [Answer { title: "Ty".to_owned(), ..keyed("thanks", "ty") }]), [Fate::Changed]);
}
