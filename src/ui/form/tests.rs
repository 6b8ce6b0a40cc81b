//! Forms on a screen, as they are drawn and typed into.

use ratatui::layout::Position;

use super::*;
use crate::ui::stage;
use crate::ui::theme::Focus;

fn form() -> Form {
    let solutions = Choices::new(Choosing::One, ["repair", "exchange", "refund", "voucher"])
        .chosen("refund")
        .refused("repair", "no spare segment till 4 Dec");
    Form::new(vec![
        Item::line("reason", "Reason", "Defect: broken on first use").needed(),
        Item::choices("solution", "Solution", solutions).needed(),
        Item::choices("label", "Label", Choices::new(Choosing::Any, ["e-mail", "post"]).chosen("e-mail")).group(),
        Item::line("pickup", "Pick-up", "").needed(),
        Item::block("note", "Note", "Second segment from the tip split at first set-up.", 2).group(),
    ])
}

fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn type_in(form: &mut Form, text: &str) {
    for letter in text.chars() {
        form.press(key(KeyCode::Char(letter)), 50, &check);
    }
}

fn check(name: &'static str, value: &str) -> Option<String> {
    (name == "pickup" && !value.contains("Nov")).then(|| "say a day, such as Thu 26 Nov".to_owned())
}

#[test]
fn a_form_reads_as_it_is_filled() {
    let mut form = form();
    form.go_to("pickup");
    type_in(&mut form, "Thu 26");
    let mut told = None;
    let shown = stage::show(48, 10, |buffer, area| told = Some(form.draw(buffer, area, Focus::Here, stage::dark())));
    insta::assert_snapshot!(stage::text(&shown), @"
    Reason *    Defect: broken on first use
    Solution *  ( ) repair   ( ) exchange
                (•) refund   ( ) voucher
                repair: no spare segment till 4 Dec

    Label       [x] e-mail   [ ] post
    Pick-up *   Thu 26

    Note        Second segment from the tip split at
                first set-up.
    ");
    assert_eq!(told.unwrap().cursor, Some(Position::new(18, 6)));
}

#[test]
fn the_title_counts_what_is_missing() {
    let mut form = form();
    assert_eq!(form.title_end(), "* needed   1 field left");
    form.go_to("pickup");
    type_in(&mut form, "Thu 26 Nov");
    assert_eq!(form.title_end(), "* needed");
}

#[test]
fn an_error_comes_when_a_field_is_left_and_goes_when_it_is_changed() {
    let mut form = form();
    form.go_to("pickup");
    form.press(key(KeyCode::Tab), 50, &check);
    assert_eq!(form.item("pickup").unwrap().error, None);
    form.press(key(KeyCode::BackTab), 50, &check);
    type_in(&mut form, "soon");
    assert_eq!(form.item("pickup").unwrap().error, None);
    form.press(key(KeyCode::Enter), 50, &check);
    assert_eq!(form.item("pickup").unwrap().error.as_deref(), Some("say a day, such as Thu 26 Nov"));
    assert_eq!(form.active().unwrap().name, "note");
    form.go_to("pickup");
    type_in(&mut form, "!");
    assert_eq!(form.item("pickup").unwrap().error, None);
}

#[test]
fn finishing_goes_to_the_first_item_that_is_missing_or_wrong() {
    let mut form = form();
    assert_eq!(form.finish(&check), Err("Pick-up".to_owned()));
    assert_eq!(form.active().unwrap().name, "pickup");
    assert!(form.items()[3].error.is_some());
    type_in(&mut form, "Thu 26 Nov");
    assert_eq!(form.finish(&check), Ok(()));
}

#[test]
fn a_choice_that_is_refused_says_why_and_changes_nothing() {
    let mut form = form();
    form.go_to("solution");
    assert_eq!(form.press(key(KeyCode::Left), 50, &check), Pressed::Moved);
    assert_eq!(form.press(key(KeyCode::Char(' ')), 50, &check), Pressed::Changed);
    assert_eq!(form.value("solution"), "exchange");
    form.press(key(KeyCode::Left), 50, &check);
    let refused = Pressed::Refused("repair: no spare segment till 4 Dec".to_owned());
    assert_eq!(form.press(key(KeyCode::Char(' ')), 50, &check), refused);
    assert_eq!(form.value("solution"), "exchange");
}

#[test]
fn a_form_longer_than_its_area_shows_the_active_item() {
    let mut form = form();
    form.go_to("note");
    let mut told = None;
    let shown = stage::show(48, 4, |buffer, area| told = Some(form.draw(buffer, area, Focus::Here, stage::dark())));
    insta::assert_snapshot!(stage::text(&shown), @"
    Pick-up *

    Note        Second segment from the tip split at
                first set-up.
    ");
    assert_eq!(told.unwrap().above, 3);
}

#[test]
fn tab_goes_round() {
    let mut form = form();
    form.press(key(KeyCode::BackTab), 50, &check);
    assert_eq!(form.active().unwrap().name, "note");
    form.press(key(KeyCode::Tab), 50, &check);
    assert_eq!(form.active().unwrap().name, "reason");
    assert_eq!(Form::default().press(key(KeyCode::Tab), 50, &check), Pressed::Moved);
}
