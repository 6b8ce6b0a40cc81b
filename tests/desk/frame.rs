//! The frame of the screen: sizes, looks, and what is always there.

use frontline::app::Message;
use frontline::ui::glyphs::Glyphs;
use frontline::ui::theme::choose::{Facts, Wish, choose};
use insta::assert_snapshot;

use super::stage::Stage;

fn talking(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.rings("030 23125417", "returns");
    stage.press("F2").wait(41);
    stage
}

#[test]
fn the_desk_follows_the_size_of_its_terminal() {
    let mut stage = talking(140, 40);
    let before = stage.screen();
    stage.hear(Message::Resized(80, 24));
    assert_snapshot!("resized_80", stage.screen());
    stage.hear(Message::Resized(59, 15));
    assert_snapshot!("resized_too_small", stage.screen());
    stage.hear(Message::Resized(220, 60));
    assert_snapshot!("resized_220", stage.screen());
    stage.hear(Message::Resized(140, 40));
    assert_eq!(stage.screen(), before);
}

#[test]
fn one_pane_is_shown_alone_and_all_four_again() {
    let mut stage = talking(140, 40);
    let before = stage.screen();
    stage.press("z");
    assert!(!stage.screen().contains("── 4 Log  "), "{}", stage.screen());
    stage.press("z");
    assert_eq!(stage.screen(), before);
}

#[test]
fn without_colour_and_in_ascii_the_desk_says_the_same() {
    let mut stage = talking(80, 24);
    let facts = Facts { no_color: Some("1"), glyphs: Glyphs::Ascii, ..Facts::default() };
    stage.state.setup.theme = choose(Wish::Auto, &facts);
    let screen = stage.screen();
    assert!(screen.is_ascii(), "{screen}");
    assert_snapshot!("ascii_80", screen);
}

#[test]
fn every_pane_of_a_small_terminal_is_one_key_away() {
    let mut stage = talking(80, 24);
    for (key, sign) in [("1", "━━ 1 Queue"), ("2", "━━ 2 Katrin Vogel"), ("3", "━━ 3 Answers"), ("4", "━━ 4 Log")]
    {
        if key == "4" {
            stage.press("Esc");
        }
        stage.press(key);
        assert!(stage.screen().contains(sign), "{key}: {}", stage.screen());
    }
}

#[test]
fn no_line_of_any_screen_is_wider_than_its_terminal() {
    for columns in (60..220).step_by(7) {
        let mut stage = talking(columns, 30);
        for keys in ["1", "2", "] ] ]", "3", "Esc 4"] {
            stage.press(keys);
            let width = |line: &str| unicode_width::UnicodeWidthStr::width(line);
            assert!(stage.screen().lines().all(|line| width(line) <= usize::from(columns)), "{columns} {keys}");
        }
    }
}

#[test]
fn the_screen_is_hidden_until_the_next_key() {
    let mut stage = talking(80, 24);
    let before = stage.screen();
    stage.press("n").types("half a se");
    let typing = stage.screen();
    stage.press("F12");
    assert_snapshot!("hidden_80", stage.screen());
    stage.hear(Message::Pasted("a secret".into()));
    assert!(!stage.screen().contains("Katrin"));
    stage.types("x");
    assert_eq!(stage.screen(), typing, "the key that shows the desk does nothing else");
    stage.press("Esc");
    assert_ne!(stage.screen(), before);
}

#[test]
fn a_card_number_is_hidden_as_it_is_typed_or_pasted() {
    let mut stage = talking(80, 24);
    stage.press("n").types("4111 1111 1111 1111 12/27 123 ok");
    assert_eq!(stage.note(), "•••• •••• •••• 1111 12/27 ••• ok");
    stage.press("^Z ^U").hear(Message::Pasted("and 5500-0000-0000-0004".into()));
    assert!(!stage.note().contains("5500"), "{}", stage.note());
    assert!(stage.note().contains("••••-••••-••••-0004"), "{}", stage.note());
}
