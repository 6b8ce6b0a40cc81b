//! Rules between panes, with their titles.

use super::*;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::choose::{Facts, Wish, choose};

fn theme() -> Theme {
    choose(Wish::Dark, &Facts { colorterm: Some("truecolor"), ..Facts::default() })
}

fn rule<'a>(x: u16, y: u16, width: u16, kind: Kind, title: &'a str, end: &'a str) -> Rule<'a> {
    Rule { at: Position::new(x, y), width, kind, title, end }
}

fn row(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}

const HERE: Kind = Kind::Pane(Focus::Here);
const ELSEWHERE: Kind = Kind::Pane(Focus::Elsewhere);

/// The lines of the four panes at 140 x 40, with a form open in the customer's.
fn desk() -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 140, 40));
    Lines::new()
        .rule(rule(0, 1, 45, ELSEWHERE, "1 Queue", "4 waiting · SL 82 %"))
        .rule(rule(46, 1, 94, HERE, "2 Customer  Katrin Vogel  Return from 104233", "* needed   1 field left"))
        .rule(rule(0, 13, 45, ELSEWHERE, "3 Answers", "612"))
        .rule(rule(0, 22, 45, Kind::Sub, "Visa refund: how many days", "today"))
        .rule(rule(46, 24, 94, ELSEWHERE, "4 Log  Katrin Vogel", "14 contacts"))
        .rule(rule(46, 30, 94, Kind::Sub, "Note  K-3318", "saved 10:44:56"))
        .rule(rule(
            0,
            38,
            140,
            Kind::Notice(Tone::Live),
            "● Returns is ringing",
            "today  21 contacts · AHT 5:48 · FCR 78 %",
        ))
        .column(45, 1, 38)
        .column(97, 1, 24)
        .paint(&mut buffer, theme());
    buffer
}

#[test]
fn the_four_panes_come_out_to_the_column() {
    let screen = desk();
    let expected = [
        (
            1,
            "── 1 Queue ─────────── 4 waiting · SL 82 % ──┮━━ 2 Customer  Katrin Vogel  Return from 104233 ━━━┯━━━━━━━━━━━━━━━ * needed   1 field left ━━",
        ),
        (
            13,
            "── 3 Answers ───────────────────────── 612 ──┤                                                   │                                          ",
        ),
        (
            22,
            "── Visa refund: how many days ────── today ──┤                                                   │                                          ",
        ),
        (
            24,
            "                                             ├── 4 Log  Katrin Vogel ────────────────────────────┴─────────────────────────── 14 contacts ──",
        ),
        (
            30,
            "                                             ├── Note  K-3318 ──────────────────────────────────────────────────────────── saved 10:44:56 ──",
        ),
        (
            38,
            "── ● Returns is ringing ─────────────────────┴────────────────────────────────────────────────── today  21 contacts · AHT 5:48 · FCR 78 % ──",
        ),
    ];
    for (y, line) in expected {
        assert_eq!(row(&screen, y), line, "row {y}");
    }
    assert_eq!(row(&screen, 5).trim(), format!("│{}│", " ".repeat(51)));
}

#[test]
fn only_the_focused_rule_has_the_accent_and_joints_stay_quiet() {
    let (screen, theme) = (desk(), theme());
    let accent = theme.style(Role::Accent).fg;
    assert_eq!(screen[(46, 1)].style().fg, accent);
    for quiet in [(0, 1), (45, 1), (97, 1), (46, 24)] {
        assert_eq!(screen[quiet].style().fg, theme.style(Role::Rule).fg, "{quiet:?}");
    }
    assert_eq!(screen[(3, 38)].style().fg, accent);
}

#[test]
fn a_pane_without_room_drops_its_end_and_then_cuts_its_title() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 3));
    Lines::new()
        .rule(rule(0, 0, 30, ELSEWHERE, "1 Queue", "4 waiting · SL 82 %"))
        .rule(rule(0, 1, 24, ELSEWHERE, "1 Queue", "4 waiting · SL 82 %"))
        .rule(rule(0, 2, 12, ELSEWHERE, "2 Customer", ""))
        .paint(&mut buffer, theme());
    insta::assert_snapshot!((0..3).map(|y| row(&buffer, y)).collect::<Vec<_>>().join("\n"), @"
    ── 1 Queue ───────────────────
    ── 1 Queue ─────────────      
    ── 2 Cus… ──                  
    ");
}

#[test]
fn the_titles_of_all_panes_stand_on_one_row() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 1));
    let titles = [
        ("1 Queue 4", Focus::Elsewhere),
        ("2 Customer  Katrin Vogel", Focus::Here),
        ("3 Answers", Focus::Elsewhere),
        ("4 Log 14", Focus::Elsewhere),
    ];
    strip(&mut buffer, Rect::new(0, 0, 80, 1), &titles, theme());
    assert_eq!(row(&buffer, 0), "── 1 Queue 4 ──━━ 2 Customer  Katrin Vogel ━━── 3 Answers ──── 4 Log 14 ────────");
    Glyphs::Ascii.finish(&mut buffer);
    assert_eq!(row(&buffer, 0), "-- 1 Queue 4 --== 2 Customer  Katrin Vogel ==-- 3 Answers ---- 4 Log 14 --------");
}
