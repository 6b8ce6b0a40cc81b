//! Answers on their way into a text: what they ask, by which key they come, how a reply greets, and what is told before it
//! goes out.

use frontline::app::Message;
use frontline::domain::channel::Channel;
use frontline::domain::order::OrderStatus;
use frontline::domain::portable::Portable;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::sample::sample;
use crate::stage::Stage;

fn answer(reference: &str, body: &str, more: &Value) -> Portable {
    let mut answer =
        json!({"id": 0, "version": 0, "ref": reference, "title": format!("The {reference}"), "body": body});
    answer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Portable::Answer(serde_json::from_value(answer).unwrap())
}

/// The sample, and answers that ask, that have keys, and that speak other languages.
fn records() -> Vec<Portable> {
    let mut records = sample();
    let asks = "I call you on {{ ask(\"which day?\") }}, and the money goes to your \
                {{ choose(\"gift card\", \"original method\") }}. Until {{ ask(\"which day?\") }}, {{ customer.given_name }}.";
    records.extend([
        answer("money-back", asks, &json!({"key": "mb", "language": "en"})),
        answer("thanks", "Thank you, {{ customer.given_name }}.", &json!({"key": "ty", "language": "en"})),
        answer("danke", "Vielen Dank, {{ customer.name }}.", &json!({"key": "ty", "language": "de"})),
        answer("price", "Order {{ order.ref }} costs {{ order.total }} and is on its way.", &json!({"key": "price"})),
        answer("tracking", "Your parcel is {{ order.tracking }}.", &json!({})),
    ]);
    records
}

fn on_a_call(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::on(records(), columns, rows);
    stage.press("F9").press("Enter");
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2");
    stage
}

/// A mail of Katrin Vogel's, taken.
fn at_a_mail(mut stage: Stage) -> Stage {
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "Where is my money?");
    stage.press("F2");
    stage
}

fn reply(stage: &mut Stage) -> String {
    let drafts = stage.store.drafts("Jonas Weber").unwrap();
    drafts.into_iter().find(|draft| draft.field == "reply").map(|draft| draft.text).unwrap_or_default()
}

#[test]
fn what_an_answer_asks_is_asked_one_after_the_other_and_once() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = on_a_call(columns, rows);
        stage.press("/").types("money-back");
        assert_snapshot!(format!("asks_{columns}x{rows}"), stage.screen());
        stage.press("Enter");
        assert_snapshot!(format!("asked_for_words_{columns}x{rows}"), stage.screen());
        stage.types("Tuesday").press("Enter");
        assert_snapshot!(format!("asked_to_choose_{columns}x{rows}"), stage.screen());
        stage.types("2");
        let expected = "I call you on Tuesday, and the money goes to your original method. Until Tuesday, Katrin.";
        assert_eq!(stage.note().trim(), expected);
    }
}

#[test]
fn a_choice_is_found_by_its_letters_and_what_is_left_open_is_a_gap() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("money-back").press("Enter Esc").types("gift").press("Enter");
    let note = stage.note();
    assert!(
        note.starts_with("I call you on [? which day?], and the money goes to your gift card. Until [? which"),
        "{note}"
    );
    // The cursor is on the gap, and Tab goes to the next.
    stage.types("Monday").press("Tab").types("then");
    assert!(stage.note().contains("on Monday, and") && stage.note().contains("Until then, Katrin"), "{}", stage.note());
}

#[test]
fn nothing_is_no_answer_and_a_key_of_the_call_leaves_the_rest_open() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("money-back").press("Enter Enter");
    assert!(stage.screen().contains("Type what is to stand there."), "{}", stage.screen());
    stage.press("F3");
    assert!(stage.note().contains("[? which day?]") && stage.note().contains("[? gift card / original method]"));
    assert!(stage.screen().contains("F3 take back"), "{}", stage.screen());
}

#[test]
fn what_is_asked_is_asked_before_it_is_copied() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("money-back").press("^Y").types("Friday").press("Enter 1");
    assert_eq!(stage.clipboard.len(), 1);
    assert!(stage.clipboard[0].starts_with("I call you on Friday, and the money goes to your gift card."));
}

#[test]
fn a_desk_that_was_killed_asks_on() {
    let mut stage = on_a_call(80, 24);
    stage.press("/").types("money-back").press("Enter").types("Tuesday").press("Enter");
    stage.wait(1).restart();
    assert!(stage.screen().contains("Which one?"), "{}", stage.screen());
    stage.types("1");
    assert!(stage.note().contains("on Tuesday") && stage.note().contains("gift card"), "{}", stage.note());
}

#[test]
fn a_key_stands_for_an_answer_and_undo_gives_its_letters_back() {
    let mut stage = on_a_call(140, 40);
    stage.press("n").types("Said: ;;price now");
    assert_eq!(stage.note(), "Said: Order 104310 costs 12.50 EUR and is on its way. now");
    stage.press("^_ ^_");
    assert_eq!(stage.note(), "Said: ;;price ");
    stage.types(" x;;price y ;;nothing z");
    assert_eq!(stage.note(), "Said: ;;price x;;price y ;;nothing z ");
    assert!(stage.store.picks().unwrap().is_empty());
}

#[test]
fn answers_are_listed_while_their_key_is_typed() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = on_a_call(columns, rows);
        stage.press("n").types("Hello ;;re");
        assert_snapshot!(format!("listed_{columns}x{rows}"), stage.screen());
        stage.press("Tab");
        assert!(stage.note().starts_with("Hello Thank you for waiting, Katrin."), "{}", stage.note());
    }
    let mut stage = on_a_call(80, 24);
    stage.press("n").types(";;tr").press("Down Up Esc").types("!").press("Enter");
    assert_eq!(stage.note(), ";;tr!\n");
}

#[test]
fn of_answers_with_one_key_the_one_in_the_customers_language_comes() {
    let mut stage = on_a_call(140, 40);
    stage.press("n").types(";;ty").press("Enter");
    assert_eq!(stage.note(), "Vielen Dank, Katrin Vogel.\n");
    let mut stage = Stage::on(records(), 140, 40);
    stage.press("F9").press("Enter");
    stage.rings("+49 40 66969 002", "returns");
    stage.press("F2 Enter n").types(";;ty").press("Tab");
    assert!(stage.note().starts_with("Thank you, "), "{}", stage.note());
}

#[test]
fn a_key_works_in_a_field_of_several_lines_and_asks_there_too() {
    let mut stage = on_a_call(140, 40);
    stage.press("2 e S-Tab").types("Said ;;ty").press("Enter");
    assert!(stage.screen().contains("Said Vielen Dank, Katrin Vogel."), "{}", stage.screen());
    stage.types(", then ;;mb ").types("Monday").press("Enter").types("1");
    assert!(stage.screen().contains("call you on Monday, and the money goes"), "{}", stage.screen());
    stage.press("^S");
    let kept = stage.store.find_customers("vogel", 1).unwrap().remove(0).details.note;
    assert!(kept.starts_with("Said Vielen Dank, Katrin Vogel., then I call you on Monday"), "{kept}");
}

#[test]
fn favourites_stand_above_what_was_taken_last_and_are_there_again() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("tracking").press("^G");
    assert!(stage.screen().contains("is a favourite"), "{}", stage.screen());
    stage.press("^U").types("pole").press("^Y ^U");
    assert_snapshot!(stage.screen());
    stage.wait(1).restart();
    stage.press("Esc 4 /");
    let screen = stage.screen();
    let [favourite, last] = ["The tracking", "Tent pole"].map(|title| screen.find(title).unwrap());
    assert!(favourite < last, "{screen}");
    stage.press("Home ^G");
    assert!(stage.screen().contains("no favourite any more"), "{}", stage.screen());
}

#[test]
fn from_the_ring_to_the_answer_it_takes_a_slash_a_few_letters_and_enter() {
    let mut stage = Stage::new(80, 24);
    stage.press("F9").press("Enter");
    stage.rings("+49 30 23125 417", "returns");
    let keys = ["F2", "/", "p", "o", "l", "Enter"];
    stage.press(&keys.join(" "));
    assert!(stage.note().starts_with("A pole that splits within 30 days"), "{}", stage.note());
    assert_eq!(keys.len(), 6);
}

#[test]
fn a_reply_with_a_gap_is_told_once_and_sent_all_the_same_when_that_is_wanted() {
    let mut stage = at_a_mail(Stage::on(records(), 140, 40));
    stage.press("r").types("Your parcel is [order.tracking] as ever").press("^S");
    let screen = stage.screen();
    assert!(screen.contains("▲ Not sent: [order.tracking] is not filled in; ^S sends it all the same"), "{screen}");
    assert!(!reply(&mut stage).is_empty());
    stage.press("^S");
    assert!(stage.screen().contains("✓ Sent to Katrin Vogel"), "{}", stage.screen());
}

/// The order at hand arrives, as another system tells.
fn arrives(stage: &mut Stage) {
    let is_at_hand = |record: &Portable| matches!(record, Portable::Order { order, .. } if order.reference == "104310");
    let mut order = sample().into_iter().find(is_at_hand).unwrap();
    if let Portable::Order { order, .. } = &mut order {
        order.status = OrderStatus::Delivered;
    }
    stage.store.import(vec![order]).unwrap();
    stage.hear(Message::ChangedElsewhere);
}

#[test]
fn an_order_that_is_no_longer_open_is_told_before_the_reply_goes_out() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = at_a_mail(Stage::on(records(), columns, rows));
        stage.press("r").types(";;price ");
        arrives(&mut stage);
        stage.press("^S");
        assert_snapshot!(format!("stale_{columns}x{rows}"), stage.screen());
        stage.types("that order").press("^S");
        assert!(stage.screen().contains("✓ Sent to"), "{}", stage.screen());
    }
}

#[test]
fn a_note_with_a_gap_is_told_before_it_goes_into_the_log() {
    let mut stage = on_a_call(140, 40);
    stage.press("/").types("tracking").press("Enter Esc").press("F7 1 ^S");
    let screen = stage.screen();
    assert!(screen.contains("▲ Note: [order.tracking] is not filled in; n goes to it, ^S goes on"), "{screen}");
    stage.press("n").types("0034").press("Esc F7 ^S");
    assert!(stage.screen().contains("✓ In the log"), "{}", stage.screen());
}

#[test]
fn an_answer_that_names_a_closed_order_says_so_as_it_is_put_in() {
    let mut stage = on_a_call(140, 40);
    arrives(&mut stage);
    stage.press("/").types("price").press("Enter");
    assert!(stage.screen().contains("▲ In the note, but order 104310 is delivered"), "{}", stage.screen());
}

const SALUTATIONS: &str = r#"
[[salutations]]
channels = ["email"]
greeting = "Dear {{ customer.name }},"
closing = """
Kind regards
{{ agent.name }}"""

[[salutations]]
channels = ["email"]
queue = "returns"
language = "de"
greeting = "Guten Tag {{ customer.name }},"
closing = "Mit freundlichen Grüßen\n{{ agent.name }}"
"#;

#[test]
fn a_written_reply_greets_and_closes_once_in_the_language_of_the_customer() {
    let mut stage = at_a_mail(Stage::of_config(records(), SALUTATIONS, 140, 40));
    stage.press("r ^S");
    assert!(stage.screen().contains("nothing is written yet"), "{}", stage.screen());
    stage.types("Das Geld kommt. ;;ty").press("Tab");
    let expected =
        "Guten Tag Katrin Vogel,\n\nDas Geld kommt. Vielen Dank, Katrin Vogel.\n\nMit freundlichen Grüßen\nJonas Weber";
    assert_eq!(reply(&mut stage), expected);
    assert_snapshot!("greets_140x40", stage.screen());
    stage.press("Esc r /").types("pole").press("Enter");
    assert_eq!(reply(&mut stage).matches("Guten Tag").count(), 1);
    stage.press("Esc r ^S");
    assert!(stage.screen().contains("✓ Sent to Katrin Vogel"), "{}", stage.screen());
}

#[test]
fn an_answer_put_into_an_empty_reply_stands_between_greeting_and_closing() {
    let mut stage = at_a_mail(Stage::of_config(records(), SALUTATIONS, 80, 24));
    stage.press("/").types("refund how").press("Enter ^U").types("pole").press("Enter");
    let reply = reply(&mut stage);
    assert!(reply.starts_with("Guten Tag Katrin Vogel,\n\nThank you for waiting, Katrin."), "{reply}");
    assert!(reply.ends_with("label free\n\nMit freundlichen Grüßen\nJonas Weber"), "{reply}");
}
