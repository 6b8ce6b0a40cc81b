//! Stories of the contact log, of what is said in a contact, and of the note.

use frontline::app::Message;
use frontline::channel::{Command, Event};
use frontline::domain::channel::Channel;
use insta::assert_snapshot;

use crate::stage::Stage;

const NOTE: &str = "Pole split at first set-up on 15 Nov, second segment from the tip. Was fully in the sleeve. Does not \
                    want a repair, needs the tent gone by Sunday.";

/// A desk with a call of Katrin Vogel on it, 161 seconds old.
pub fn talking(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2").wait(161);
    stage
}

/// The same desk after the program was killed and started again.
fn again(mut stage: Stage) -> Stage {
    stage.restart();
    stage
}

fn both(tell: impl Fn(u16, u16) -> Stage, name: &str) {
    for (columns, rows) in [(140, 40), (80, 24)] {
        assert_snapshot!(format!("log {name} {columns}x{rows}"), tell(columns, rows).screen());
    }
}

#[test]
fn the_log_tells_who_when_how_long_and_what_newest_first() {
    both(
        |columns, rows| {
            let mut stage = talking(columns, rows);
            stage.press("4 j");
            stage
        },
        "of a customer",
    );
}

#[test]
fn while_nobody_is_open_the_log_shows_the_agents_own_contacts() {
    let mut stage = Stage::new(140, 40);
    stage.press("4");
    assert!(stage.screen().contains("The log fills itself"), "{}", stage.screen());
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2 n").types("Wants the label again.").press("Esc F7 1 ^S");
    let screen = stage.screen();
    assert!(screen.contains("yours, the latest first"), "{screen}");
    assert!(screen.contains("Katrin Vogel · Wants the label again."), "{screen}");
    stage.press("4 o");
    assert!(stage.screen().contains("2 Customer  Katrin Vogel"), "{}", stage.screen());
}

#[test]
fn without_a_customer_the_log_says_why_it_is_short() {
    let mut stage = Stage::new(140, 40);
    stage.rings("+44 20 7946 0018", "orders");
    stage.press("F2");
    let screen = stage.screen();
    assert!(screen.contains("running, Orders"), "{screen}");
    assert!(screen.contains("Nobody is known by this address."), "{screen}");
    let mut stage = Stage::new(140, 40);
    stage.rings("+49 40 66969 002", "orders");
    stage.press("F2");
    assert!(stage.screen().contains("Several customers use this address."), "{}", stage.screen());
}

#[test]
fn an_entry_opens_whole_and_then_its_customer() {
    both(
        |columns, rows| {
            let mut stage = talking(columns, rows);
            stage.press("4 j j Enter");
            stage
        },
        "entry",
    );
    let mut stage = talking(140, 40);
    stage.press("4 j j Enter y");
    assert!(stage.clipboard[0].contains("Promised credit by Friday 20 Nov. No callback set."), "{:?}", stage.clipboard);
    stage.press("Enter");
    assert!(stage.screen().contains("━━ 2 Customer  Katrin Vogel"), "{}", stage.screen());
}

#[test]
fn a_note_is_saved_with_every_key() {
    both(
        |columns, rows| {
            let mut stage = talking(columns, rows);
            stage.press("n").types(NOTE);
            stage
        },
        "note",
    );
}

#[test]
fn nothing_typed_for_one_contact_lands_in_another() {
    let mut stage = talking(140, 40);
    stage.press("n").types("about the tent");
    stage.arrives(Channel::Chat, "inga@petersen.example", "orders", "Where is my parcel?");
    stage.press("F2");
    stage.press("n").types("about the parcel");
    let second = stage.screen();
    assert!(second.contains("about the parcel") && !second.contains("about the tent"), "{second}");
    stage.press("F5 n").types(" of the Fjell");
    let first = stage.screen();
    assert!(first.contains("about the tent of the Fjell") && !first.contains("about the parcel"), "{first}");
    let kept: Vec<String> =
        stage.store.drafts("Jonas Weber").unwrap().into_iter().filter(|d| d.field == "note").map(|d| d.text).collect();
    assert_eq!(kept, ["about the tent of the Fjell", "about the parcel"]);
}

#[test]
fn what_is_said_in_a_chat_stands_between_log_and_note() {
    both(
        |columns, rows| {
            let mut stage = Stage::new(columns, rows);
            let call =
                stage.arrives(Channel::Chat, "katrin.vogel@post.example", "returns", "Hello, my tent pole broke.");
            stage.press("F2");
            for text in [
                "It was the second segment from the tip, at the very first set-up, and I had pushed it in all the way.",
                "Can I have my money back?",
                "I need it by Sunday.",
            ] {
                stage.wait(20).hear(Message::Channel(Event::Said { call: call.clone(), text: text.into() }));
            }
            stage.press("n").types("Wants a refund.");
            stage
        },
        "chat",
    );
}

#[test]
fn a_mail_shows_its_beginning_and_scrolls() {
    let mut stage = Stage::new(80, 24);
    let body = (1..=20).map(|line| format!("Line {line} of the mail.")).collect::<Vec<_>>().join("\n");
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", &body);
    stage.press("F2 n");
    assert!(stage.screen().contains("Line 1 of the mail."), "{}", stage.screen());
    assert!(stage.screen().contains("1-12 of 20"), "{}", stage.screen());
    for leave in ["", "Esc"] {
        stage.press(leave).press("^Down");
        let screen = stage.screen();
        assert!(screen.contains("Line 20 of") && !screen.contains("Line 1 of"), "{screen}");
        stage.press("^Up ^Up");
        assert!(stage.screen().contains("Line 1 of the mail."), "{}", stage.screen());
    }
}

#[test]
fn a_mail_is_read_while_it_is_answered() {
    both(
        |columns, rows| {
            let mut stage = Stage::new(columns, rows);
            let body = (1..=20).map(|line| format!("Line {line} of the mail.")).collect::<Vec<_>>().join("\n");
            stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", &body);
            stage.press("F2 r").types("Dear Katrin,");
            stage
        },
        "mail answered",
    );
}

#[test]
fn a_desk_that_was_killed_comes_back_with_text_and_cursor() {
    let mut stage = talking(140, 40);
    stage.press("n").types("the pole splt").press("Left");
    let mut stage = again(stage);
    stage.types("i");
    let screen = stage.screen();
    assert!(screen.contains("the pole split"), "{screen}");
    assert!(screen.contains("━━ 4 Log  Katrin Vogel"), "{screen}");
}

#[test]
fn a_note_survives_that_its_contact_is_put_back() {
    let mut stage = talking(140, 40);
    stage.press("n").types("pole split").press("Esc F6").press("F2");
    assert!(stage.screen().contains("pole split"), "{}", stage.screen());
}

#[test]
fn a_reply_goes_to_the_customer_and_never_into_the_note() {
    let mut stage = Stage::new(140, 40);
    let call = stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "My tent pole broke.");
    stage.press("F2 n").types("for us").press("Esc r").types("Dear Katrin, parcel [order.tracking]").press("^S");
    assert!(stage.screen().contains("▲ Not sent: [order.tracking] is not filled in"), "{}", stage.screen());
    assert!(stage.commands.iter().all(|command| !matches!(command, Command::Say { .. })));
    stage.press("^K").types("4711 is on its way.");
    assert_snapshot!("log reply 140x40", stage.screen());
    stage.press("^S");
    let text = "Dear Katrin, parcel 4711 is on its way.".to_owned();
    assert_eq!(stage.commands.last(), Some(&Command::Say { call, text: text.into() }));
    let screen = stage.screen();
    assert!(
        screen.contains("✓ Sent to Katrin Vogel") && screen.contains("you       Dear Katrin, parcel 4711"),
        "{screen}"
    );
    stage.press("n");
    assert!(stage.screen().contains(" for us"), "{}", stage.screen());
}

#[test]
fn a_call_is_answered_by_voice() {
    let mut stage = talking(140, 40);
    stage.press("1 r");
    assert!(stage.screen().contains("reply: not now, this customer is answered by voice"), "{}", stage.screen());
}
