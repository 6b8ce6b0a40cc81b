//! Finding the right answer before the sentence ends: by what agents really type, by what was taken before, and by what fits
//! the contact.

use ratatui::style::Modifier;
use serde_json::{Value, json};

use crate::sample::with;
use crate::stage::Stage;

/// A call of Katrin Vogel's for the returns, answered.
fn on_a_call(more: &[Value]) -> Stage {
    let mut stage = Stage::on(with(more), 140, 40);
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2");
    stage
}

/// The title that stands first for these words.
fn first(stage: &mut Stage, words: &str) -> String {
    stage.press("^F ^U").types(words);
    let screen = stage.screen();
    let marked = screen.lines().find_map(|line| line.strip_prefix('▌'));
    let title = marked.and_then(|line| line.split('│').next()).unwrap_or_default();
    title.trim().to_owned()
}

#[test]
fn misspelt_begun_in_other_words_and_in_other_languages_it_stands_first_all_the_same() {
    let mut stage = on_a_call(&[
        json!({"ref": "storno", "title": "Bestellung stornieren", "language": "de", "phrases": ["Bücher zurückgeben"]}),
        json!({"ref": "tuihuo", "title": "取消订单", "language": "zh", "phrases": ["我想退货"]}),
    ]);
    for (typed, title) in [
        ("tnet pole", "Tent pole: repair or replace"),
        ("splitting poles", "Tent pole: repair or replace"),
        ("refu", "Card refund: how many days"),
        ("wen do i get my mony", "Card refund: how many days"),
        ("reimbursement", "Card refund: how many days"),
        ("WHERE PARCELS", "Where is my order"),
        ("bestellungen storn", "Bestellung stornieren"),
        ("bucher zuruck", "Bestellung stornieren"),
        ("退货", "取消订单"),
    ] {
        assert_eq!(first(&mut stage, typed), title, "{typed}");
    }
}

#[test]
fn what_was_typed_is_marked_in_the_titles() {
    let mut stage = on_a_call(&[]);
    stage.press("^F").types("tent rep");
    let buffer = stage.draw();
    let row = (0..buffer.area.height).find(|y| buffer[(0, *y)].symbol() == "▌").unwrap();
    let marked = (0..44).map(|x| &buffer[(x, row)]).filter(|cell| cell.style().has_modifier(Modifier::UNDERLINED));
    let marked: String = marked.map(ratatui::buffer::Cell::symbol).collect();
    assert!(marked.contains("Tentrep"), "{marked}");
}

#[test]
fn what_was_taken_is_found_by_those_words_at_the_next_key() {
    let mut stage = on_a_call(&[]);
    assert_eq!(first(&mut stage, "zlotys"), "");
    assert_eq!(first(&mut stage, "refund zlotys"), "Card refund: how many days");
    stage.press("Enter");
    assert_eq!(first(&mut stage, "zlotys"), "Card refund: how many days");
    assert_eq!(first(&mut stage, "zltoys"), "Card refund: how many days", "by words like them too");
}

#[test]
fn of_answers_that_say_the_same_the_one_stands_first_that_fits_the_contact() {
    let plain = json!({"ref": "a", "title": "Warranty", "body": "Yes, it has one."});
    for fitting in [json!({"queue": "returns"}), json!({"language": "de"}), json!({"spoken": "Two years."})] {
        let mut other = json!({"ref": "b", "title": "Warranty", "body": "Two years."});
        other.as_object_mut().unwrap().extend(fitting.as_object().unwrap().clone());
        let mut stage = on_a_call(&[plain.clone(), other]);
        stage.press("^F").types("warranty").press("Enter");
        assert_eq!(stage.note().trim(), "Two years.", "{fitting}");
    }
}

#[test]
fn what_names_the_goods_of_the_customer_stands_before_its_like() {
    let others = (0..30).map(|number| json!({"ref": format!("x{number}"), "title": "Matter"}));
    let like = [("a", "Care of the lamp"), ("b", "Care of the stove")];
    let like = like.map(|(reference, title)| json!({"ref": reference, "title": title}));
    let mut stage = on_a_call(&others.chain(like).collect::<Vec<_>>());
    assert_eq!(first(&mut stage, "care of"), "Care of the stove");
}

#[test]
fn what_nothing_is_found_for_is_the_title_of_the_answer_that_is_written_for_it() {
    let mut stage = on_a_call(&[]);
    stage.press("^F").types("xyzzy qwv");
    stage.press("^B");
    assert!(stage.screen().contains("│ Title *     xyzzy qwv"), "{}", stage.screen());
    stage.press("Tab").types("It is a word.").press("^S");
    assert_eq!(first(&mut stage, "xyzzy qwv"), "xyzzy qwv", "it is found at once");
}

#[test]
fn an_answer_goes_in_where_the_cursor_stands() {
    let mut stage = on_a_call(&[json!({"ref": "soon", "title": "Soon", "body": "within two days"})]);
    stage.press("n").types("We call , she knows.").press("Home Right Right Right Right Right Right Right Right");
    stage.press("^F").types("soon").press("Enter");
    assert_eq!(stage.note(), "We call within two days, she knows.");
}

#[test]
fn the_ten_that_were_taken_last_are_there_before_anything_is_typed() {
    let more: Vec<Value> =
        (10..23).map(|number| json!({"ref": format!("m{number}"), "title": format!("Matter {number}")})).collect();
    let mut stage = on_a_call(&more);
    for number in 10..23 {
        stage.press("^F ^U").types(&format!("matter {number}")).press("^Y").wait(1);
    }
    stage.press("^U Esc z /");
    let screen = stage.screen();
    let listed = screen.lines().filter_map(|line| line.trim_start_matches(['▌', ' ']).strip_prefix("Matter "));
    let listed: Vec<u32> = listed.filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect();
    assert_eq!(listed, (13..23).rev().collect::<Vec<u32>>(), "{screen}");
}
