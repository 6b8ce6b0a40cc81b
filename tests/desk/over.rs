//! What lies over the screen: the palette, the help, and the lists to choose from.

use insta::assert_snapshot;

use crate::stage::Stage;

const SIZES: [(u16, u16); 2] = [(140, 40), (80, 24)];

fn on_a_call(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.press("F9").press("Enter");
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2");
    stage
}

#[test]
fn the_palette_lists_every_command_and_why_one_is_not_possible() {
    for (columns, rows) in SIZES {
        let mut stage = Stage::new(columns, rows);
        stage.press(":");
        assert_snapshot!(format!("palette_{columns}x{rows}"), stage.screen());
        stage.press("Esc ^K").types("hold");
        assert_snapshot!(format!("palette_hold_{columns}x{rows}"), stage.screen());
    }
}

#[test]
fn the_palette_finds_customers_and_answers_too() {
    for (columns, rows) in SIZES {
        let mut stage = on_a_call(columns, rows);
        stage.press(":").types("pe");
        assert_snapshot!(format!("palette_people_{columns}x{rows}"), stage.screen());
        stage.types("tersen").press("Enter");
        assert!(stage.screen().contains("Petersen"), "{}", stage.screen());
    }
    let mut stage = on_a_call(140, 40);
    stage.press(":").types("tent pole").press("Enter");
    assert!(stage.screen().contains("/ tent pole"), "{}", stage.screen());
}

#[test]
fn a_command_used_last_comes_first() {
    let mut stage = Stage::new(80, 24);
    stage.press(":").types("notices").press("Enter Esc :");
    let screen = stage.screen();
    let first = screen.lines().find(|line| line.contains("▌")).unwrap();
    assert!(first.contains("notices"), "{screen}");
}

#[test]
fn a_customer_is_found_by_what_they_say_and_the_file_opens() {
    for (columns, rows) in SIZES {
        let mut stage = Stage::new(columns, rows);
        stage.press("s");
        assert_snapshot!(format!("customers_empty_{columns}x{rows}"), stage.screen());
        stage.types("petersen 20095");
        assert_snapshot!(format!("customers_{columns}x{rows}"), stage.screen());
        stage.press("Down Enter");
        assert!(!stage.screen().contains("Find a customer"), "{}", stage.screen());
    }
}

#[test]
fn a_number_nobody_knows_is_given_to_a_customer_who_is_searched() {
    let mut stage = Stage::new(140, 40);
    stage.rings("+49 89 1234567", "returns");
    stage.press("F2 2 b").types("vogel");
    assert_snapshot!(stage.screen());
    stage.press("Enter");
    let katrin = stage.store.customer("C-20417").unwrap().unwrap();
    assert_eq!(katrin.details.phones.len(), 2);
    assert!(stage.screen().contains("Katrin Vogel"), "{}", stage.screen());
}

#[test]
fn a_state_is_chosen_by_its_number_and_with_a_contact_open_for_afterwards() {
    for (columns, rows) in SIZES {
        let mut stage = Stage::new(columns, rows);
        stage.press("F9");
        assert_snapshot!(format!("presence_{columns}x{rows}"), stage.screen());
        stage.press("2");
        assert!(stage.screen().contains("NOT READY"), "{}", stage.screen());
    }
    let mut stage = on_a_call(140, 40);
    stage.press("F10 2 F10");
    assert_snapshot!("presence_after_this_contact", stage.screen());
}

#[test]
fn a_contact_is_passed_on_with_a_word_for_the_next_agent() {
    for (columns, rows) in SIZES {
        let mut stage = on_a_call(columns, rows);
        stage.press("F4 Enter");
        assert_snapshot!(format!("pass_on_refused_{columns}x{rows}"), stage.screen());
        stage.types("invoice is wrong").press("Down Enter");
        assert!(stage.screen().contains("passed on to Billing"), "{}", stage.screen());
    }
}

#[test]
fn a_promise_shows_the_day_and_time_while_it_is_typed() {
    for (columns, rows) in SIZES {
        let mut stage = on_a_call(columns, rows);
        stage.press("2 p").types("tue 9 call about the refund");
        assert_snapshot!(format!("promise_{columns}x{rows}"), stage.screen());
        stage.press("Enter");
        assert!(stage.screen().contains("Promised"), "{}", stage.screen());
        stage.press("p").types("4/5 call");
        assert_snapshot!(format!("promise_refused_{columns}x{rows}"), stage.screen());
    }
}

#[test]
fn a_promise_is_for_the_customers_own_clock_and_says_so() {
    let mut records = crate::sample::sample();
    if let Some(frontline::domain::portable::Portable::Customer(katrin)) = records.first_mut() {
        katrin.details.time_zone = "America/New_York".to_owned();
    }
    let mut stage = Stage::on(records, 80, 24);
    stage.press("s").types("vogel").press("Enter").press("p").types("tue 9 call");
    let screen = stage.screen();
    assert!(screen.contains("Tue 24 Nov 09:00 in New York, Tue 24 Nov 15:00 here"), "{screen}");
}

#[test]
fn what_was_done_is_listed_and_taken_back() {
    for (columns, rows) in SIZES {
        let mut stage = on_a_call(columns, rows);
        stage.press("2 p").types("tue 9 call about the refund").press("Enter").press("U");
        assert_snapshot!(format!("undo_list_{columns}x{rows}"), stage.screen());
        stage.press("Enter");
        assert!(stage.screen().contains("✓ Taken back"), "{}", stage.screen());
    }
}

#[test]
fn leaving_asks_only_while_a_contact_is_open() {
    let mut stage = on_a_call(80, 24);
    stage.press("q");
    assert_snapshot!(stage.screen());
    stage.press("Enter");
    assert!(!stage.left);
    stage.press("q Down Enter");
    assert!(stage.left);
    let mut idle = Stage::new(80, 24);
    idle.press("q");
    assert!(idle.left);
}

#[test]
fn the_help_says_what_works_here_and_now_and_does_it() {
    for (columns, rows) in SIZES {
        let mut stage = on_a_call(columns, rows);
        stage.press("2 ?");
        assert_snapshot!(format!("help_{columns}x{rows}"), stage.screen());
        stage.press("PgDn");
        assert_snapshot!(format!("help_next_{columns}x{rows}"), stage.screen());
        stage.types("hold");
        assert_snapshot!(format!("help_filtered_{columns}x{rows}"), stage.screen());
        stage.press("Enter");
        assert!(stage.screen().contains("ON HOLD"), "{}", stage.screen());
    }
}

#[test]
fn the_help_opens_over_a_text_and_gives_it_back() {
    let mut stage = on_a_call(80, 24);
    stage.press("n F1");
    assert_snapshot!(stage.screen());
    stage.press("F1");
    assert!(!stage.screen().contains("? Help"), "{}", stage.screen());
}

#[test]
fn the_keys_of_the_call_act_while_a_list_is_open() {
    let mut stage = Stage::new(80, 24);
    stage.press("F9 Enter :");
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2");
    assert!(stage.screen().contains("ON CALL"), "{}", stage.screen());
}

#[test]
fn what_is_pasted_goes_into_the_line() {
    let mut stage = Stage::new(80, 24);
    stage.press("s").hear(frontline::app::Message::Pasted("+49 40 66969002\n".into()));
    assert!(stage.screen().contains("Inga Petersen"), "{}", stage.screen());
}

#[test]
fn notices_are_listed() {
    let mut stage = on_a_call(80, 24);
    stage.press("F10 2 :").types("notices").press("Enter");
    assert_snapshot!(stage.screen());
}

#[test]
fn a_promise_that_is_being_typed_is_there_again_after_the_program_was_killed() {
    let mut stage = Stage::new(140, 40);
    stage.rings("030 23125417", "returns");
    stage.press("F2 p").types("tue 9 send her the lab").wait(1);
    stage.restart();
    assert!(stage.screen().contains("tue 9 send her the lab"), "{}", stage.screen());
    stage.types("el").press("Enter p");
    assert!(!stage.screen().contains("tue 9 send"), "{}", stage.screen());
}
