//! Lists on a screen, at their ends and between them.

use proptest::prelude::*;
use ratatui::style::Modifier;

use super::column::Width;
use super::*;
use crate::ui::stage;

const QUEUE: [Column<'_>; 4] = [
    Column::new("", Width::Text(1)),
    Column::new("Caller", Width::Rest(8)).gap(1),
    Column::new("Line", Width::Text(7)),
    Column::new("Wait", Width::Number(6)).gap(1),
];

fn caller(sign: &str, name: &str, line: &str, wait: &str) -> Vec<Cell> {
    vec![Cell::of(Role::Accent, sign), Cell::text(name), Cell::text(line), Cell::text(wait)]
}

fn callers() -> Vec<Vec<Cell>> {
    vec![
        caller("●", "Katrin Vogel", "Returns", "0:07"),
        caller("○", "Li Wei 李伟", "Billing", "1:48"),
        caller("○", "Bartholomäus Wertheimer-Schulz", "Returns", "0:55"),
        caller("○", "שירה לוי", "Orders", "1:02 h"),
    ]
}

fn queue(focus: Focus) -> List<'static> {
    List { columns: &QUEUE, len: 4, focus: Some(focus), after: "more", before: "above" }
}

fn shown(width: u16, height: u16, list: List<'_>, state: ListState, theme: Theme) -> (Buffer, Shown) {
    let mut told = None;
    let rows = callers();
    let buffer = stage::show(width, height, |buffer, area| {
        told = Some(list.draw(buffer, area, &state, theme, |index| rows[index % 4].clone()));
    });
    (buffer, told.unwrap())
}

#[test]
fn rows_stand_under_their_heads_and_long_names_give_way() {
    let state = ListState { marked: 1, top: 0 };
    let (buffer, told) = shown(40, 5, queue(Focus::Here), state, stage::dark());
    insta::assert_snapshot!(stage::text(&buffer), @"
       Caller                Line      Wait
     ● Katrin Vogel          Returns   0:07
    ▌○ Li Wei 李伟           Billing   1:48
     ○ Bartholomäus Werthe…  Returns   0:55
     ○             שירה לוי  Orders  1:02 h
    ");
    assert_eq!(told.cursor, Some(Position::new(0, 2)));
    assert_eq!(told.hidden_columns, 0);
}

#[test]
fn a_cell_may_hold_a_sign_or_a_meter_or_matched_letters() {
    let columns = [
        Column::new("Answer", Width::Rest(8)),
        Column::new("State", Width::Whole(5)),
        Column::new("Limit", Width::Text(6)).gap(1),
    ];
    let list = List { columns: &columns, len: 1, ..queue(Focus::Elsewhere) };
    let theme = stage::dark();
    let buffer = stage::show(40, 2, |buffer, area| {
        list.draw(buffer, area, &ListState::default(), theme, |_| {
            vec![
                Cell::text("Tent pole: repair").matched(vec![5, 6]),
                Cell::text("delivered").sign("✓", Role::Muted),
                Cell::meter(108, 180),
            ]
        });
    });
    insta::assert_snapshot!(stage::text(&buffer), @"
     Answer              State       Limit
    ▸Tent pole: repair   ✓ delivered ━━━━──
    ");
    assert!(buffer[(6, 1)].modifier.contains(Modifier::UNDERLINED));
    assert_eq!(buffer[(21, 1)].style().fg, theme.style(Role::Muted).fg);
    assert_eq!(buffer[(23, 1)].style().fg, theme.style(Role::Text).fg);
    assert_eq!(buffer[(38, 1)].style().fg, theme.style(Role::Rule).fg);
}

#[test]
fn a_queue_comes_out_to_the_column() {
    let columns = [
        Column::new("", Width::Text(1)),
        Column::new("Caller", Width::Rest(8)).gap(1),
        Column::new("Line", Width::Text(7)),
        Column::new("Wait", Width::Number(6)),
        Column::new("Limit", Width::Text(6)).gap(1),
    ];
    let waiting = [
        ("●", "Katrin Vogel", "Returns", 7),
        ("▲", "+44 20 7946 0018", "Orders", 192),
        ("○", "Li Wei 李伟", "Billing", 108),
        ("○", "Zoë Ångström", "Returns", 55),
    ];
    let list = List { columns: &columns, len: 4, focus: Some(Focus::Here), after: "more", before: "above" };
    let buffer = stage::show(45, 5, |buffer, area| {
        list.draw(buffer, area, &ListState::default(), stage::dark(), |index| {
            let (sign, name, line, wait) = waiting[index];
            let mut cells = caller(sign, name, line, &crate::ui::format::clock(wait));
            cells.push(Cell::meter(wait, 180));
            cells
        });
    });
    insta::assert_snapshot!(stage::text(&buffer), @"
       Caller             Line       Wait Limit
    ▌● Katrin Vogel       Returns    0:07 ──────
     ▲ +44 20 7946 0018   Orders     3:12 ━━━━━━
     ○ Li Wei 李伟        Billing    1:48 ━━━━──
     ○ Zoë Ångström       Returns    0:55 ━━────
    ");
}

#[test]
fn the_mark_is_seen_without_colour_and_without_focus() {
    let state = ListState { marked: 0, top: 0 };
    let (here, _) = shown(40, 5, queue(Focus::Here), state, stage::plain());
    let (elsewhere, _) = shown(40, 5, queue(Focus::Elsewhere), state, stage::plain());
    assert_eq!(stage::row(&here, 1).chars().next(), Some('▌'));
    assert_eq!(stage::row(&elsewhere, 1).chars().next(), Some('▸'));
    assert!(here[(5, 1)].modifier.contains(Modifier::REVERSED | Modifier::BOLD));
    assert!(elsewhere[(5, 1)].modifier.is_empty());
}

#[test]
fn a_list_that_is_only_read_has_no_mark() {
    let list = List { focus: None, ..queue(Focus::Here) };
    let (buffer, told) = shown(40, 5, list, ListState::default(), stage::dark());
    assert_eq!(stage::row(&buffer, 1).chars().next(), Some(' '));
    assert_eq!(told.cursor, None);
}

#[test]
fn what_is_beyond_is_counted() {
    let long = List { len: 20, ..queue(Focus::Here) };
    let (buffer, told) = shown(40, 5, long, ListState { marked: 9, top: 0 }, stage::dark());
    assert_eq!(stage::row(&buffer, 4), "   10 more   7 above          PgUp PgDn ");
    assert_eq!(told.rows, 7..10);
    let (buffer, _) = shown(40, 5, long, ListState { marked: 19, top: 0 }, stage::dark());
    assert_eq!(stage::row(&buffer, 4), "   17 above                        PgUp ");
}

#[test]
fn one_line_is_left_to_the_marked_row() {
    let (buffer, _) = shown(40, 2, queue(Focus::Here), ListState { marked: 2, top: 0 }, stage::dark());
    assert_eq!(stage::row(&buffer, 1), "▌○ Bartholomäus Werthe…  Returns   0:55 ");
}

#[test]
fn a_column_without_room_goes_from_the_right_and_is_counted() {
    let (buffer, told) = shown(22, 3, queue(Focus::Here), ListState::default(), stage::dark());
    insta::assert_snapshot!(stage::text(&buffer), @"
       Caller     Line
    ▌● Katrin V…  Returns
       3 more        PgDn
    ");
    assert_eq!(told.hidden_columns, 1);
}

#[test]
fn the_mark_moves_by_rows_and_pages_and_stays_within() {
    let mut state = ListState::default();
    let mut go = |step| {
        state.step(step, 20, 6);
        (state.marked, state.top)
    };
    assert_eq!(go(Step::Up), (0, 0));
    assert_eq!(go(Step::PageDown), (5, 1));
    assert_eq!(go(Step::Up), (4, 1));
    assert_eq!(go(Step::Last), (19, 15));
    assert_eq!(go(Step::Down), (19, 15));
    assert_eq!(go(Step::First), (0, 0));
}

#[test]
fn a_list_that_shrinks_keeps_its_mark_within() {
    let mut state = ListState { marked: 19, top: 15 };
    state.clamp(3);
    assert_eq!(state.window(3, 6), 0..3);
    assert_eq!(state.marked, 2);
    state.clamp(0);
    assert_eq!((state, state.window(0, 6)), (ListState::default(), 0..0));
}

proptest! {
    #[test]
    fn no_number_is_ever_cut(width in 0_u16..120, minutes in 0_u32..100_000) {
        let wait = format!("{minutes}:07");
        let row = caller("○", "Bartholomäus Wertheimer-Schulz", "Returns", &wait);
        let buffer = stage::show(width.max(1), 3, |buffer, area| {
            queue(Focus::Here).draw(buffer, area, &ListState::default(), stage::dark(), |_| row.clone());
        });
        let line = stage::row(&buffer, 1);
        let digits = line.chars().filter(|c| c.is_ascii_digit() || *c == ':').collect::<String>();
        prop_assert!(digits.is_empty() || digits == wait, "{line:?}");
    }

    #[test]
    fn the_marked_row_always_shows(marked in 0_usize..50, top in 0_usize..50, len in 0_usize..50, height in 0_u16..20) {
        let mut state = ListState { marked, top };
        state.clamp(len);
        let window = state.window(len, height);
        prop_assert!(window.end <= len && window.len() <= usize::from(height));
        prop_assert!(len == 0 || height == 0 || window.contains(&state.marked));
    }
}
