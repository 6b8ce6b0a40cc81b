//! The answers: found while the customer talks, filled, put into the note or copied.

use frontline::domain::channel::Channel;
use insta::assert_snapshot;

use crate::stage::Stage;

/// A call of Katrin Vogel's, answered.
fn on_a_call(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.press("F9").press("Enter");
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2");
    stage
}

#[test]
fn an_answer_is_found_while_it_is_typed_and_read_with_the_customers_words() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = on_a_call(columns, rows);
        stage.press("/").types("refund how lo");
        assert_snapshot!(format!("search_{columns}x{rows}"), stage.screen());
    }
}

#[test]
fn the_body_stands_beside_the_list_where_the_pane_is_wide() {
    let mut stage = on_a_call(140, 40);
    stage.press("z /").types("pole");
    assert_snapshot!(stage.screen());
}

#[test]
fn a_search_that_finds_nothing_says_what_to_do() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("xyzzy qwv");
    assert_snapshot!(stage.screen());
}

#[test]
fn before_anything_is_typed_the_answers_taken_last_are_there() {
    let mut stage = on_a_call(140, 40);
    stage.press("/");
    assert_snapshot!("first_search", stage.screen());
    stage.types("refund").press("Enter ^U");
    assert_snapshot!("taken_last", stage.screen());
}

#[test]
fn several_answers_go_into_the_note_each_on_its_own_line() {
    let mut stage = on_a_call(140, 40);
    stage.press("n").types("Asks for the money").press("/").press("Esc");
    stage.press("/").types("refund how").press("Enter").press("^U").types("pole").press("Enter");
    let note = stage.note();
    assert!(note.contains("Thank you for waiting, Katrin."), "{note}");
    assert!(note.contains("later.\nA pole that splits"), "{note}");
    assert!(stage.screen().contains("✓ In the note: Tent pole"), "{}", stage.screen());
}

#[test]
fn an_answer_with_a_gap_is_not_copied_and_what_is_typed_fills_the_gap() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("where is my order");
    assert_snapshot!("gap_in_preview", stage.screen());
    stage.press("^Y");
    assert!(stage.clipboard.is_empty());
    assert_snapshot!("gap_in_note", stage.screen());
    assert!(stage.note().contains("[order.tracking]"), "{}", stage.note());
}

#[test]
fn a_whole_answer_is_copied() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("refund how").press("^Y");
    assert_eq!(stage.clipboard.len(), 1);
    assert!(stage.clipboard[0].starts_with("Thank you for waiting, Katrin. We book"));
    assert_eq!(stage.store.picks().unwrap().len(), 1);
}

#[test]
fn without_a_contact_an_answer_can_be_copied_but_not_inserted() {
    let mut stage = Stage::new(80, 24);
    stage.press("/").types("pole").press("Enter");
    assert!(stage.screen().contains("no contact of yours is open"), "{}", stage.screen());
    stage.press("^Y");
    assert_eq!(stage.clipboard.len(), 1);
}

#[test]
fn escape_goes_back_to_where_the_agent_was_and_the_search_stays() {
    let mut stage = on_a_call(80, 24);
    stage.press("4 /").types("pole").press("Esc");
    assert!(stage.screen().contains("━━ 4 Log"), "{}", stage.screen());
    stage.press("/");
    assert!(stage.screen().contains("/ pole"), "{}", stage.screen());
}

#[test]
fn tab_goes_from_gap_to_gap_and_then_on() {
    let mut stage = on_a_call(140, 40);
    stage.press("n").types("Sent to [order.ref] by [order.tracking] today");
    stage.press("Tab").types("104310").press("Tab").types("post");
    assert_eq!(stage.note(), "Sent to 104310 by post today");
    stage.press("Tab");
    assert!(!stage.screen().contains("━━ 4 Log"), "{}", stage.screen());
}

#[test]
fn an_answer_goes_to_who_writes_as_a_reply_and_where_the_cursor_was_last() {
    let mut stage = Stage::new(80, 24);
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "My tent pole broke.");
    stage.press("F2 /").types("tent pole").press("Enter");
    assert!(stage.screen().contains("✓ In the reply: Tent pole"), "{}", stage.screen());
    stage.press("Esc 4");
    let screen = stage.screen();
    assert!(screen.contains("Reply to Katrin Vogel") && screen.contains("A pole that splits"), "{screen}");
    assert_eq!(stage.note(), "");
    stage.press("n Esc /").press("Enter");
    assert!(stage.screen().contains("✓ In the note: Tent pole"), "{}", stage.screen());
    assert!(stage.note().contains("A pole that splits"), "{}", stage.note());
}

#[test]
fn what_was_taken_last_is_listed_anew_when_the_contact_is_closed() {
    let mut stage = Stage::new(140, 40);
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2 /").types("tent pole").press("Enter Esc F7 1 ^S");
    let screen = stage.screen();
    assert!(screen.contains("Your last taken") && screen.contains("▸  Tent pole: repair or replace"), "{screen}");
}
