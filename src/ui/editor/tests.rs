use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::*;
use crate::ui::stage;
use crate::ui::theme::Role;

/// Reads keys as `abc<left><c-w><s-enter>`.
fn keys(text: &str) -> Vec<KeyEvent> {
    let mut rest = text;
    let mut keys = Vec::new();
    while let Some(letter) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|named| named.split_once('>'));
        let key = if let Some((name, after)) = name {
            rest = after;
            named(name)
        } else {
            rest = rest.strip_prefix(letter).unwrap();
            KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)
        };
        keys.push(key);
    }
    keys
}

fn named(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("c", name)) => (KeyModifiers::CONTROL, name),
        Some(("a", name)) => (KeyModifiers::ALT, name),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "enter" => KeyCode::Enter,
        letter => KeyCode::Char(letter.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}

/// A text with its cursor at `|`.
fn at_cursor(text: &str, layout: Layout) -> Editor {
    let (before, after) = text.split_once('|').unwrap();
    Editor::restored(&format!("{before}{after}"), before.len(), layout)
}

fn shown(editor: &Editor) -> String {
    let (before, after) = editor.text().split_at(editor.cursor());
    format!("{before}|{after}")
}

fn typed(before: &str, layout: Layout, pressed: &str) -> String {
    let mut editor = at_cursor(before, layout);
    for key in keys(pressed) {
        if let Some(edit) = keys::edit(key) {
            editor.apply(&edit, 10);
        }
    }
    shown(&editor)
}

#[track_caller]
fn line(before: &str, pressed: &str, after: &str) {
    assert_eq!(typed(before, Layout::Line, pressed), after, "{before} {pressed}");
}

#[track_caller]
fn block(before: &str, pressed: &str, after: &str) {
    assert_eq!(typed(before, Layout::Block, pressed), after, "{before} {pressed}");
}

#[test]
fn letters_go_in_where_the_cursor_is() {
    line("|", "Zoë", "Zoë|");
    line("Vo|l", "ge", "Voge|l");
    line("one|", "<enter>", "one|");
    block("one|two", "<enter>", "one\n|two");
    line("a|b", "\u{7}", "a|b");
}

#[test]
fn the_cursor_moves_by_letters_and_words_and_lines() {
    line("👩‍👩‍👧e\u{301}|", "<left><left>", "|👩‍👩‍👧e\u{301}");
    line("Torstr. 140, Be|rlin", "<c-left><c-left>", "Torstr. |140, Berlin");
    line("To|rstr. 140", "<a-f><c-right>", "Torstr. 140|");
    line("ab|c", "<home>x<end>y", "xabcy|");
    line("ab|c", "<c-a>x<c-e>y", "xabcy|");
}

#[test]
fn letters_and_words_go_out() {
    line("Zoe\u{308}|", "<bs>", "Zo|");
    line("|Zoë", "<del><c-d>", "|ë");
    line("Katrin Vogel|", "<c-w>", "Katrin |");
    line("Katrin| Vogel", "<a-d>", "Katrin|");
    line("Katrin| Vogel", "<c-u>", "| Vogel");
    line("Katrin| Vogel", "<c-k>", "Katrin|");
    line("|", "<bs><del><c-w>", "|");
}

#[test]
fn lines_are_those_that_show() {
    // Ten cells: "the pole " / "broke at " / "once".
    block("the pole br|oke at once", "<up>", "th|e pole broke at once");
    block("the pole br|oke at once", "<down>", "the pole broke at on|ce");
    block("the pole br|oke at once", "<end>", "the pole broke at| once");
    block("the pole br|oke at once", "<home>", "the pole |broke at once");
    block("the pole br|oke at once", "<up><up>", "th|e pole broke at once");
    block("the pole br|oke at once", "<c-home>x<c-end>y", "xthe pole broke at oncey|");
}

#[test]
fn a_move_over_a_short_line_keeps_its_column() {
    block("long one\na\nlong tw|o", "<up><up>", "long on|e\na\nlong two");
    block("long on|e\na\nlong two", "<down><left><down>", "long one\na\n|long two");
}

#[test]
fn changes_are_taken_back_by_words_and_made_again() {
    block("|", "one two<c-_>", "one |");
    block("|", "one two<c-7><c-/>", "|");
    block("|", "one two<c-_><c-_><a-_><a-_>", "one two|");
    block("one two|", "<c-w><c-w><c-_>", "one two|");
    block("|", "one<left>x<c-_>", "on|e");
    block("|", "<c-_><a-_>", "|");
}

#[test]
fn what_is_pasted_is_clean_and_one_change() {
    let mut editor = at_cursor("a|b", Layout::Line);
    assert_eq!(editor.apply(&Edit::Paste("1\u{1b}[31m\r\n2\u{202e}".to_owned()), 10), Done::Changed);
    assert_eq!(shown(&editor), "a1 2|b");
    editor.apply(&Edit::Undo, 10);
    assert_eq!(shown(&editor), "a|b");
}

#[test]
fn a_text_has_an_end() {
    let mut editor = Editor::line().at_most(4);
    editor.apply(&Edit::Paste("ae\u{301}bcd".to_owned()), 10);
    assert_eq!(editor.text(), "aébc");
    assert_eq!(editor.apply(&Edit::Insert('x'), 10), Done::Nothing);
}

#[test]
fn a_cursor_that_no_longer_fits_is_put_between_letters() {
    assert_eq!(Editor::restored("ë", 1, Layout::Line).cursor(), 2);
    assert_eq!(Editor::restored("e\u{308}x", 1, Layout::Line).cursor(), 3);
    assert_eq!(Editor::restored("ab", 99, Layout::Line).cursor(), 2);
}

#[test]
fn a_text_longer_than_its_area_shows_the_part_around_the_cursor() {
    let note = at_cursor("Pole split at first set-up. Was fully in the sleeve.|", Layout::Block);
    let mut told = None;
    let buffer = stage::show(16, 2, |buffer, area| {
        told = Some(note.draw(buffer, area, stage::dark().style(Role::Text)));
    });
    insta::assert_snapshot!(stage::text(&buffer), @"
    Was fully in the
    sleeve.
    ");
    assert_eq!(told, Some(Shown { cursor: Some((7, 1).into()), above: 2, below: 0 }));
}

proptest! {
    #[test]
    fn no_sequence_of_edits_breaks_the_text(
        before in "[a-c \\né李\u{301}👩\u{200d}]{0,12}",
        pressed in proptest::collection::vec(0_usize..20, 0..40),
        cells in 0_usize..12,
    ) {
        let names = ["a", "é", "\u{301}", "<enter>", "<bs>", "<del>", "<left>", "<right>", "<up>", "<down>", "<home>",
            "<end>", "<c-w>", "<a-d>", "<c-k>", "<c-_>", "<a-_>", " ", "<a-b>", "<a-f>"];
        let mut editor = Editor::of(&before, Layout::Block);
        for key in pressed.into_iter().flat_map(|name| keys(names[name])) {
            editor.apply(&keys::edit(key).unwrap(), cells);
            prop_assert_eq!(snap(editor.text(), editor.cursor()), editor.cursor());
            let (_, column) = editor.cell(cells);
            prop_assert!(column <= cells);
        }
        while editor.apply(&Edit::Undo, cells) == Done::Changed {}
        prop_assert_eq!(editor.text(), before);
    }
}

#[test]
fn what_is_typed_takes_the_place_of_what_is_selected() {
    let mut editor = Editor::of("The parcel [order.tracking] is due", Layout::Line);
    editor.select(11..27);
    assert_eq!(editor.selected(), Some(11..27));
    editor.apply(&Edit::Insert('7'), 80);
    assert_eq!(editor.text(), "The parcel 7 is due");
    editor.select(11..12);
    editor.apply(&Edit::Delete(Place::Before), 80);
    assert_eq!(editor.text(), "The parcel  is due");
    editor.select(0..3);
    editor.apply(&Edit::Go(Place::End), 80);
    editor.apply(&Edit::Insert('!'), 80);
    assert_eq!(editor.text(), "The parcel  is due!");
}
