//! What the lookup learns: the note is read along, what becomes of an answer that was taken is told, what is searched in
//! vain is kept, and the team lead makes something of it.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use frontline::app::{Along, Found, FoundBy, Message};
use frontline::channel::Event;
use frontline::domain::channel::Channel;
use frontline::domain::journal::Receipt;
use frontline::domain::learning::{Missing, Outcome, Pick, Why};
use frontline::domain::policy::{Policy, Role};
use insta::assert_snapshot;

use crate::stage::Stage;

const KATRIN: &str = "+49 30 23125 417";

/// A call of Katrin Vogel's, answered.
fn on_a_call(columns: u16, rows: u16) -> Stage {
    calling(Stage::new(columns, rows))
}

fn calling(mut stage: Stage) -> Stage {
    stage.press("F9 Enter");
    stage.rings(KATRIN, "returns");
    stage.press("F2");
    stage
}

/// The desk of a supervisor, on which Katrin Vogel's call was answered.
fn of_a_supervisor(columns: u16, rows: u16) -> Stage {
    let roles = BTreeMap::from([("Jonas Weber".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
    calling(Stage::of_house(crate::sample::sample(), Policy { roles, ..Policy::default() }, columns, rows))
}

fn picks(stage: &mut Stage) -> Vec<Pick> {
    stage.store.picks().unwrap()
}

fn missing(stage: &mut Stage) -> Vec<Missing> {
    stage.store.learning().unwrap().missing
}

/// The lookup finds all answers for what is typed, and none of them good.
fn finds_none_good(stage: &mut Stage, text: &str) {
    let mut answers = Vec::new();
    stage.store.each_answer(|answer, _| answers.push(answer)).unwrap();
    stage.press("^F").types(text);
    let library = answers.len();
    stage.hear(Message::Found(Found { text: text.to_owned(), answers, good: false, library, ..Found::default() }));
}

#[test]
fn what_the_note_asks_for_is_proposed_once_the_agent_pauses() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = on_a_call(columns, rows);
        stage.press("n").types("Second call. The tent pole split at the first set-up");
        assert!(!stage.screen().contains("For your note"), "{}", stage.screen());
        stage.wait(2);
        if columns == 80 {
            stage.press("Esc 3");
        }
        assert_snapshot!(format!("for_your_note_{columns}"), stage.screen());
    }
}

#[test]
fn the_note_is_read_at_once_by_whoever_goes_to_the_answers_and_its_proposal_is_taken_by_one_key() {
    let mut stage = on_a_call(80, 24);
    stage.press("n").types("The tent pole split").press("^F");
    assert!(stage.screen().contains("For your note"), "{}", stage.screen());
    stage.press("Enter");
    assert!(stage.note().contains("A pole that splits"), "{}", stage.note());
    assert_eq!(picks(&mut stage), [], "nothing was typed into the search, so there is nothing to learn");
    assert!(stage.screen().contains("▌  Tent pole"), "it stays under the mark\n{}", stage.screen());
    stage.press("Esc").wait(2).press("3");
    let screen = stage.screen();
    assert!(!screen.contains("For your note"), "what was taken already is not proposed again\n{screen}");
}

#[test]
fn a_note_that_asks_for_nothing_leaves_the_answers_taken_last() {
    let mut stage = on_a_call(140, 40);
    stage.press("^F").types("pole").press("Enter ^U Esc n").types("\nzzz qqq xxy").wait(2);
    assert!(stage.screen().contains("Your last taken"), "{}", stage.screen());
}

#[test]
fn what_is_typed_into_the_search_goes_before_the_note() {
    let mut stage = on_a_call(140, 40);
    stage.press("n").types("The tent pole split").wait(2).press("^F").types("refund").wait(3);
    let screen = stage.screen();
    assert!(screen.contains("/ refund") && !screen.contains("For your note"), "{screen}");
    stage.press("^U");
    assert!(stage.screen().contains("For your note"), "{}", stage.screen());
}

/// A mail of Katrin Vogel's, taken.
fn at_a_mail(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    let body = "Hello,\n\nthe tent pole split at the first set-up. Thanks!\n\nKind regards\nKatrin Vogel";
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", body);
    stage.press("F2");
    stage
}

#[test]
fn what_the_customer_wrote_is_read_as_soon_as_it_is_opened() {
    for (columns, rows, goes_there) in [(140, 40, "Esc"), (80, 24, "3")] {
        let mut stage = at_a_mail(columns, rows);
        stage.press(goes_there);
        assert_snapshot!(format!("for_the_message_{columns}"), stage.screen());
        stage.press("^F Enter").wait(2);
        let screen = stage.screen();
        assert!(screen.contains("✓ In the reply: Tent pole"), "{screen}");
        stage.press("Esc 4").wait(2).press("3");
        assert!(!stage.screen().contains("For the message"), "it is taken already\n{}", stage.screen());
    }
}

#[test]
fn what_the_agent_writes_goes_before_what_the_customer_wrote() {
    let mut stage = at_a_mail(140, 40);
    stage.press("r").types("About your refund: ").wait(2);
    assert!(stage.screen().contains("For your reply"), "{}", stage.screen());
    stage.press("^U").wait(2);
    assert!(stage.screen().contains("For the message"), "{}", stage.screen());
    stage.press("Esc n").types("Wants a refund on the Visa card").wait(2);
    assert!(stage.screen().contains("For your note"), "{}", stage.screen());
    stage.press("^U").types("zzz qqq xxy").wait(2);
    assert!(stage.screen().contains("For the message"), "{}", stage.screen());
}

#[test]
fn in_a_chat_what_the_customer_said_last_is_read() {
    let mut stage = Stage::new(140, 40);
    let call = stage.arrives(Channel::Chat, "katrin.vogel@post.example", "returns", "");
    stage.press("F2").wait(2);
    assert!(!stage.screen().contains("For the message"), "{}", stage.screen());
    for (said, answer) in [("my tent pole split", "Tent pole: repair"), ("and my refund", "Card refund: how many")] {
        stage.hear(Message::Channel(Event::Said { call: call.clone(), text: said.into() })).wait(2);
        let screen = stage.screen();
        let listed = screen.lines().skip_while(|line| !line.contains("For the message")).nth(1).unwrap_or_default();
        assert!(listed.contains(answer), "{screen}");
    }
}

#[test]
fn on_the_telephone_there_is_no_message_to_read() {
    let mut stage = on_a_call(140, 40);
    stage.wait(2);
    assert!(!stage.screen().contains("For the message"), "{}", stage.screen());
}

#[test]
fn nothing_slips_from_under_the_mark_while_the_list_is_read() {
    let mut stage = on_a_call(140, 40);
    stage.press("n").types("Refund for the tent pole").press("^F Down");
    let marked = |screen: &str| screen.lines().find(|line| line.contains('▌')).unwrap().to_owned();
    let before = marked(&stage.screen());
    let along = vec![(Along::Note, "Refund for the tent pole".into())];
    stage.hear(Message::Found(Found { by: FoundBy::Taken, along, ..Found::default() }));
    assert_eq!(marked(&stage.screen()), before);
}

#[test]
fn that_no_answer_is_good_is_said_and_the_nearest_are_a_key_away() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = on_a_call(columns, rows);
        finds_none_good(&mut stage, "opening hours christmas");
        assert_snapshot!(format!("none_good_{columns}"), stage.screen());
        stage.press("Enter");
        assert!(stage.screen().contains("none is good; ^V shows the nearest"), "{}", stage.screen());
        assert_eq!(stage.note(), "");
        stage.press("^V");
        assert_snapshot!(format!("nearest_{columns}"), stage.screen());
    }
}

#[test]
fn a_pick_tells_for_whom_and_for_what_it_was() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("refund how long").press("Enter");
    let taken = picks(&mut stage);
    let Pick { query, agent, queue, tier, at, outcome, .. } = &taken[0];
    assert_eq!([query, agent, queue, tier], ["refund how long", "Jonas Weber", "returns", "Gold"]);
    assert_eq!((*at, *outcome), (stage.state.now, Outcome::Stayed));
}

#[test]
fn an_answer_that_is_taken_out_again_counts_less_until_it_is_back() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("refund how long").press("Enter Esc n ^_ ^_");
    assert_eq!(stage.note(), "");
    assert_eq!(picks(&mut stage)[0].outcome, Outcome::Undone);
    for _ in 0..2 {
        stage.hear(Message::Pressed(KeyEvent::new(KeyCode::Char('_'), KeyModifiers::ALT)));
    }
    assert!(stage.note().contains("Thank you for waiting"), "{}", stage.note());
    assert_eq!(picks(&mut stage)[0].outcome, Outcome::Stayed);
}

#[test]
fn what_became_of_an_answer_is_told_after_the_desk_was_killed_too() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("refund how long").press("Enter Esc").wait(1).restart().press("n ^U ^U ^U");
    stage.press("Backspace ^U Backspace ^U");
    assert_eq!(stage.note(), "");
    assert_eq!(picks(&mut stage)[0].outcome, Outcome::Undone);
}

#[test]
fn an_answer_that_was_changed_by_hand_still_counts_whole() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("refund how long").press("Enter Esc n").types("She knows now.").press("^W ^W");
    assert_eq!(picks(&mut stage)[0].outcome, Outcome::Stayed);
}

#[test]
fn an_answer_that_is_followed_at_once_by_another_search_and_another_answer_counts_less() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("refund").press("Enter ^U").types("pole").wait(5).press("Enter");
    let outcomes = |stage: &mut Stage| picks(stage).iter().map(|pick| pick.outcome).collect::<Vec<_>>();
    assert_eq!(outcomes(&mut stage), [Outcome::Followed, Outcome::Stayed]);
    stage.wait(40).press("^U").types("where order").press("Enter");
    assert_eq!(outcomes(&mut stage), [Outcome::Followed, Outcome::Stayed, Outcome::Stayed]);
}

#[test]
fn a_reply_that_was_sent_keeps_what_was_put_into_it() {
    let mut stage = Stage::new(80, 24);
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "My tent pole broke.");
    stage.press("F2 /").types("tent pole").press("Enter Esc r ^S").wait(2);
    assert!(stage.screen().contains("Sent to Katrin"), "{}", stage.screen());
    assert_eq!(picks(&mut stage)[0].outcome, Outcome::Stayed);
}

#[test]
fn a_search_that_leads_to_nothing_is_kept_once_it_is_given_up() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("xyzzy qwv");
    assert_eq!(missing(&mut stage), []);
    stage.press("Backspace Backspace ^U");
    let told = missing(&mut stage);
    assert_eq!((told[0].query.as_str(), told[0].queue.as_str(), told[0].why), ("xyzzy qwv", "returns", Why::Nothing));
    finds_none_good(&mut stage, "opening hours");
    stage.press("^U").types("tent pole").press("^U").types("re").press("^U");
    let told: Vec<_> = missing(&mut stage).into_iter().map(|missing| (missing.query, missing.why)).collect();
    assert!(told.contains(&("opening hours".to_owned(), Why::NoneGood)), "{told:?}");
    assert!(told.contains(&("tent pole".to_owned(), Why::NotTaken)), "{told:?}");
    assert_eq!(told.len(), 3, "two letters say nothing: {told:?}");
}

#[test]
fn a_search_that_was_left_standing_is_given_up_with_its_contact() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("xyzzy qwv").press("Esc");
    assert_eq!(missing(&mut stage), []);
    stage.press("F7 1 ^S");
    assert_eq!(missing(&mut stage).len(), 1);
}

#[test]
fn a_search_that_led_to_an_answer_is_not_missing() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("refund how long").press("Enter Backspace Backspace ^U Esc F7 1 ^S");
    assert_eq!(missing(&mut stage), []);
}

/// A supervisor's desk on which something was learned, and something is missing.
fn taught(columns: u16, rows: u16) -> Stage {
    let mut stage = of_a_supervisor(columns, rows);
    for words in ["refund how long", "money back when", "refund how long"] {
        stage.press("^F").types(words).press("Enter ^U").wait(40);
    }
    stage.press("^F").types("broken pole").press("Enter ^U").types("xyzzy qwv").press("^U").wait(1);
    stage.press("Esc");
    stage
}

#[test]
fn the_team_lead_sees_what_was_learned_and_what_is_missing() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = taught(columns, rows);
        stage.press("L");
        assert_snapshot!(format!("learned_{columns}"), stage.screen());
        stage.press("Tab");
        assert_snapshot!(format!("missing_{columns}"), stage.screen());
        stage.press("Tab").types("pole");
        assert_snapshot!(format!("learned_filtered_{columns}"), stage.screen());
    }
}

#[test]
fn where_nothing_was_learned_and_nothing_is_missing_it_is_said() {
    let mut stage = on_a_call(80, 24);
    stage.press("L");
    assert!(stage.screen().contains("Nothing was learned yet"), "{}", stage.screen());
    stage.press("Tab");
    assert!(stage.screen().contains("Nothing is missing"), "{}", stage.screen());
}

#[test]
fn what_is_pinned_comes_first_and_is_taken_back() {
    let mut stage = taught(140, 40);
    stage.press("L").types("broken").press("^T");
    let screen = stage.screen();
    assert!(screen.contains("pinned") && screen.contains("Pinned pole-repair to"), "{screen}");
    stage.wait(1).press("^T");
    assert!(!stage.screen().contains("  pinned  "), "{}", stage.screen());
    stage.wait(1).press("^T Esc u").wait(1).press("L");
    assert!(!stage.screen().contains("  pinned  "), "{}", stage.screen());
    let done: Vec<_> = stage.store.journal(None, 3).unwrap().iter().map(Receipt::words).collect();
    assert_eq!(done[0], "taken back");
    assert_eq!(done[1], "pinned pole-repair to \"broken pole\"");
}

#[test]
fn words_are_pinned_forgotten_and_made_a_phrase_by_a_letter_on_their_row() {
    let mut stage = taught(140, 40);
    stage.press("L a");
    assert!(stage.screen().contains("phrase"), "{}", stage.screen());
    stage.press("Down Down f Esc");
    let lessons = stage.store.learning().unwrap().lessons;
    assert_eq!(lessons.iter().filter(|lesson| lesson.phrase).count(), 2, "one was a phrase already");
    assert_eq!(lessons.len(), 2, "{lessons:?}");
}

#[test]
fn what_is_pinned_is_found_first_at_the_next_search() {
    let mut stage = taught(140, 40);
    stage.press("/").types("wait").press("^U Esc L").types("broken").press("^T Esc /").types("broken pole");
    assert!(stage.screen().contains("▌  Tent pole: repair"), "{}", stage.screen());
}

#[test]
fn an_agent_sees_what_was_learned_and_changes_nothing() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("refund how long").press("Enter Esc L p");
    let screen = stage.screen();
    assert!(screen.contains("for a supervisor to change") && !screen.contains("pinned"), "{screen}");
}

#[test]
fn enter_searches_the_words_of_a_row() {
    let mut stage = taught(80, 24);
    stage.press("L").types("broken").press("Enter");
    let screen = stage.screen();
    assert!(screen.contains("/ broken pole") && screen.contains("━━ 3 Answers"), "{screen}");
}
