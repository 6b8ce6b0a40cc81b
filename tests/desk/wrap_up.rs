//! Stories of the wrap-up.

use frontline::app::Message;
use frontline::channel::{Command, Event};
use frontline::domain::contact::{ContactState, Resolution};
use frontline::domain::disposition::{WrapUp, WrapUpMode};
use insta::assert_snapshot;

use crate::log::talking;
use crate::stage::Stage;

fn both(tell: impl Fn(u16, u16) -> Stage, name: &str) {
    for (columns, rows) in [(140, 40), (80, 24)] {
        assert_snapshot!(format!("wrap-up {name} {columns}x{rows}"), tell(columns, rows).screen());
    }
}

/// The call of [`talking`], ended by the customer 14 seconds ago.
fn wrapping(columns: u16, rows: u16) -> Stage {
    let mut stage = talking(columns, rows);
    stage.press("F3").wait(25).press("F3").wait(10);
    stage.hear(Message::Channel(Event::Ended { call: "t1".to_owned() })).wait(14);
    stage
}

#[test]
fn the_wrap_up_opens_by_itself_with_a_summary_of_what_was_done() {
    both(wrapping, "open");
}

#[test]
fn one_key_chooses_the_outcome_and_what_it_says_of_the_matter() {
    both(
        |columns, rows| {
            let mut stage = wrapping(columns, rows);
            stage.press("n").types("Told her the credit is on its way.").press("Esc 2 2");
            stage
        },
        "chosen",
    );
}

#[test]
fn an_unfinished_wrap_up_is_refused_with_what_is_missing() {
    both(
        |columns, rows| {
            let mut stage = wrapping(columns, rows);
            stage.press("^S");
            stage
        },
        "refused",
    );
    let mut stage = wrapping(140, 40);
    stage.press("3 ^S");
    assert!(stage.screen().contains("Follow-up is needed"), "{}", stage.screen());
}

#[test]
fn a_follow_up_is_read_in_the_customers_time() {
    both(
        |columns, rows| {
            let mut stage = wrapping(columns, rows);
            stage.press("3 Tab Tab").types("tue 9").press("Tab").types("credit on card");
            stage
        },
        "follow-up",
    );
    let mut stage = wrapping(140, 40);
    stage.press("3 Tab Tab").types("9").press("Tab");
    assert!(stage.screen().contains("▲ `9` may be an hour or a day"), "{}", stage.screen());
}

#[test]
fn a_finished_contact_is_in_the_log_and_can_be_taken_back() {
    let finish = |columns, rows| {
        let mut stage = wrapping(columns, rows);
        stage.press("n").types("Credit follows.").press("Esc 2 3 Tab Tab").types("tue 9").press("^S");
        stage
    };
    both(finish, "finished");
    let mut stage = finish(140, 40);
    let filter = frontline::store::ContactFilter::default();
    let closed = stage.store.contacts(filter, 1).unwrap().remove(0);
    assert_eq!((closed.state, closed.resolved), (ContactState::Closed, Some(Resolution::Unresolved)));
    assert_eq!(closed.disposition, "Call back agreed");
    assert_eq!(closed.note, "Credit follows.");
    assert_eq!(stage.store.drafts("Jonas Weber").unwrap().iter().filter(|d| d.record != "desk").count(), 0);
    stage.press("u");
    let screen = stage.screen();
    assert!(screen.contains("▌ 3 Call back agreed") && screen.contains("Credit follows."), "{screen}");
    assert!(screen.contains("2026-11-24T08:00:00Z"), "{screen}");
    assert_eq!(stage.store.contacts(filter, 1).unwrap().remove(0).state, ContactState::Wrapping);
    stage.press("^S");
    assert!(stage.screen().contains("In the log as Call back agreed"), "{}", stage.screen());
}

#[test]
fn a_contact_is_ended_and_closed_in_one_go() {
    let mut stage = talking(140, 40);
    stage.press("F7 1 ^S");
    assert!(stage.screen().contains("In the log as Solved"), "{}", stage.screen());
    assert!(stage.commands.contains(&Command::End { call: "t1".to_owned() }), "{:?}", stage.commands);
    let closed = stage.store.contacts(frontline::store::ContactFilter::default(), 1).unwrap().remove(0);
    assert_eq!(closed.note, "Call for Returns.");
    assert!(closed.ended_at.is_some());
}

#[test]
fn the_wrap_up_never_takes_the_cursor_out_of_the_note() {
    let mut stage = talking(140, 40);
    stage.press("n").types("Wants ");
    stage.hear(Message::Channel(Event::Ended { call: "t1".to_owned() }));
    stage.types("1 refund");
    let screen = stage.screen();
    assert!(screen.contains("Wants 1 refund") && !screen.contains("Wrap-up ━"), "{screen}");
    stage.press("Esc");
    assert!(stage.screen().contains("Katrin Vogel  Wrap-up"), "{}", stage.screen());
}

#[test]
fn when_the_time_is_up_the_agent_is_free_and_the_contact_waits_to_be_finished() {
    let mut stage = wrapping(140, 40);
    stage.wait(76);
    assert_snapshot!("wrap-up time is up 140x40", stage.screen());
    stage.press("1 ^S");
    assert!(stage.screen().contains("In the log as Solved"), "{}", stage.screen());
}

#[test]
fn where_the_time_is_to_run_out_finishing_early_does_not_make_ready() {
    let mut stage = Stage::new(140, 40);
    stage.state.setup.wrap_up = WrapUp { mode: WrapUpMode::TimedToTheEnd, seconds: 60 };
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2").wait(5);
    stage.hear(Message::Channel(Event::Ended { call: "t1".to_owned() }));
    stage.press("1 ^S").wait(58);
    assert!(stage.screen().contains("WRAP-UP"), "{}", stage.screen());
    stage.wait(3);
    assert!(!stage.screen().contains("WRAP-UP"), "{}", stage.screen());
}

#[test]
fn a_wrap_up_that_was_left_is_found_again_after_a_restart() {
    let mut stage = wrapping(140, 40);
    stage.press("3 Tab Tab").types("tue 9").press("Esc");
    assert!(!stage.screen().contains("Outcome"), "{}", stage.screen());
    stage.restart();
    stage.press("F7");
    let screen = stage.screen();
    assert!(screen.contains("▌ 3 Call back agreed") && screen.contains("tue 9   Tue 24 Nov 09:00"), "{screen}");
}

#[test]
fn where_the_house_does_not_ask_a_contact_is_closed_without_an_outcome() {
    let mut stage = Stage::with_wrap_up(WrapUp { mode: WrapUpMode::Optional, seconds: 60 }, 80, 24);
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2").wait(5).press("F7");
    assert_snapshot!("wrap-up optional 80x24", stage.screen());
    stage.press("^S");
    assert!(stage.screen().contains("✓ In the log · u undo"), "{}", stage.screen());
    let closed = stage.store.contacts(frontline::store::ContactFilter::default(), 1).unwrap().remove(0);
    assert_eq!((closed.state, closed.resolved, closed.disposition.as_str()), (ContactState::Closed, None, ""));
    stage.press("u 1 ^S");
    assert!(stage.screen().contains("In the log as Solved"), "{}", stage.screen());
}

#[test]
fn more_time_is_half_a_minute_more_before_its_end_and_after() {
    let mut stage = wrapping(80, 24);
    stage.press("F7");
    let screen = stage.screen();
    assert!(screen.contains("of 2:00") && screen.contains("✓ You have until 2:00"), "{screen}");
    stage.wait(80);
    assert!(stage.screen().contains("WRAP-UP 1:34 of 2:00"), "{}", stage.screen());
    stage.restart();
    assert!(stage.screen().contains("of 2:00"), "{}", stage.screen());
    stage.wait(40);
    assert!(stage.screen().contains("Time is up"), "{}", stage.screen());
    stage.press("F7").wait(1);
    assert!(stage.screen().contains("WRAP-UP 2:15 of 2:44"), "{}", stage.screen());
}

#[test]
fn who_ends_a_contact_while_searching_comes_to_its_wrap_up() {
    let mut stage = talking(80, 24);
    stage.press("/").types("refund").press("F8 F8");
    assert!(stage.screen().contains("━━ 2 Katrin Vogel  Wrap-up ━━"), "{}", stage.screen());
    stage.press("1 ^S");
    assert!(stage.screen().contains("In the log"), "{}", stage.screen());
}
