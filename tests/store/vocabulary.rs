//! Words that were learned are right for everybody on a store.

use frontline::domain::portable::Portable;
use frontline::store::{Reply, Request, Store};

use serde_json::json;

use super::given::{at, import};

conformance! {
    [a_word_is_learned_once_and_told_to_every_desk the_words_of_products_are_known]
    []
}

fn a_word_is_learned_once_and_told_to_every_desk(store: &mut Store) {
    for (word, agent, seconds) in
        [("Zoë", "mara", 1), ("Fjell", "mara", 2), ("Fjell", "jonas", 3), ("it's", "jonas", 4)]
    {
        let learned = Request::LearnWord { word: word.into(), agent: agent.to_owned(), at: at(seconds) };
        assert!(matches!(store.answer(learned), Reply::Nothing));
    }
    let known = |word: &str, agent: &str, seconds| (word.to_owned(), agent.to_owned(), at(seconds));
    assert_eq!(
        store.learned_words().unwrap(),
        [known("Fjell", "mara", 2), known("Zoë", "mara", 1), known("it's", "jonas", 4)]
    );
    let Reply::Restored { words, .. } = store.answer(Request::Restore { agent: "tom".to_owned() }) else { panic!() };
    assert_eq!(words, ["Fjell", "Zoë", "it's"]);
    assert!(store.forget_word("Zoë").unwrap() && !store.forget_word("Zoë").unwrap());
    assert_eq!(store.learned_words().unwrap().len(), 2);
}

fn the_words_of_products_are_known(store: &mut Store) {
    let product = json!({"id": 0, "version": 0, "ref": "P-1", "name": "Fjäll tent", "variants": []});
    import(store, Portable::Product(serde_json::from_value(product).unwrap()));
    assert_eq!(store.product_words(&["tent", "wobbel", "fjall"]).unwrap(), ["fjall", "tent"]);
    assert!(store.product_words::<&str>(&[]).unwrap().is_empty());
    assert_eq!(store.product_words(&vec!["tent"; 1_000]).unwrap(), ["tent"]);
}
