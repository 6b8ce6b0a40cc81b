//! Every text that is being written is kept, by the record it belongs to.

use frontline::store::{Draft, Store};

use super::given::{Place, at};

conformance! {
    [
        a_draft_is_kept_over_what_it_was_before
        an_empty_draft_is_none
        drafts_are_their_agents_own
        drafts_go_with_their_records
        a_draft_of_any_text_and_size_is_kept
    ]
    [drafts_are_there_when_the_store_is_opened_again]
}

fn draft(record: &str, field: &str, text: &str) -> Draft {
    Draft { record: record.to_owned(), field: field.to_owned(), text: text.to_owned(), caret: text.len() }
}

fn a_draft_is_kept_over_what_it_was_before(store: &mut Store) {
    for text in ["c", "ca", "call back"] {
        store.keep_draft("mara", &draft("K-2", "note", text), at(1)).unwrap();
    }
    store.keep_draft("mara", &draft("K-1", "reply", "Dear"), at(2)).unwrap();
    store.keep_draft("mara", &draft("K-1", "note", "angry"), at(3)).unwrap();
    let expected = [draft("K-1", "note", "angry"), draft("K-1", "reply", "Dear"), draft("K-2", "note", "call back")];
    assert_eq!(store.drafts("mara").unwrap(), expected);
}

fn an_empty_draft_is_none(store: &mut Store) {
    store.keep_draft("mara", &draft("K-1", "note", "oops"), at(1)).unwrap();
    store.keep_draft("mara", &draft("K-1", "note", ""), at(2)).unwrap();
    store.keep_draft("mara", &draft("K-1", "note", ""), at(3)).unwrap();
    assert_eq!(store.drafts("mara").unwrap(), []);
}

fn drafts_are_their_agents_own(store: &mut Store) {
    store.keep_draft("mara", &draft("K-1", "note", "hers"), at(1)).unwrap();
    store.keep_draft("jonas", &draft("K-1", "note", "his"), at(1)).unwrap();
    store.drop_drafts("mara", &["K-1"]).unwrap();
    assert_eq!(store.drafts("mara").unwrap(), []);
    assert_eq!(store.drafts("jonas").unwrap(), [draft("K-1", "note", "his")]);
}

fn drafts_go_with_their_records(store: &mut Store) {
    for (record, field) in [("K-1", "note"), ("K-1", "reply"), ("K-10", "note"), ("K-2", "note")] {
        store.keep_draft("mara", &draft(record, field, "x"), at(1)).unwrap();
    }
    store.drop_drafts("mara", &["K-1", "K-2", "K-3"]).unwrap();
    assert_eq!(store.drafts("mara").unwrap(), [draft("K-10", "note", "x")]);
    store.drop_drafts("mara", &[]).unwrap();
    assert_eq!(store.drafts("mara").unwrap().len(), 1);
}

fn a_draft_of_any_text_and_size_is_kept(store: &mut Store) {
    for text in ["  \n\n ", "naïve 🧡 漢字\u{1}end", &"long ".repeat(400_000)] {
        store.keep_draft("mara", &draft("K-1", "note", text), at(1)).unwrap();
        assert_eq!(store.drafts("mara").unwrap(), [draft("K-1", "note", text)]);
    }
}

fn drafts_are_there_when_the_store_is_opened_again(place: &Place) {
    place.open().keep_draft("mara", &draft("K-1", "note", "half a sen"), at(1)).unwrap();
    assert_eq!(place.open().drafts("mara").unwrap(), [draft("K-1", "note", "half a sen")]);
}
