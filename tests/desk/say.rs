//! Stories about the line that says what is to be done.

use frontline::domain::portable::Portable;
use insta::assert_snapshot;

use super::shop::{records, talking, talking_of};

#[test]
fn a_line_says_several_things_that_are_done_together() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press(";");
        assert_snapshot!(format!("say_empty_{columns}"), stage.screen());
        stage.types("return pegs");
        assert_snapshot!(format!("say_begun_{columns}"), stage.screen());
        stage.types(" -> gift card; promise call tue 9");
        assert_snapshot!(format!("say_preview_{columns}"), stage.screen());
        stage.press("Enter");
        let screen = stage.screen();
        assert!(screen.contains("✓ Promised: call · u undo"), "{screen}");
        stage.press("u");
        let order = stage.store.journal(None, 4).unwrap();
        assert_eq!(order.len(), 4, "both are taken back: {order:?}");
    }
}

#[test]
fn a_time_is_told_by_both_clocks_where_the_customers_shows_another() {
    let mut abroad = records();
    for record in &mut abroad {
        if let Portable::Customer(katrin) = record {
            "America/New_York".clone_into(&mut katrin.details.time_zone);
        }
    }
    let mut stage = talking_of(abroad, 140, 40);
    stage.press(";").types("promise call tue 9");
    let screen = stage.screen();
    assert!(screen.contains("Due at: Tue 24 Nov 09:00 in New York, Tue 24 Nov 15:00 here"), "{screen}");
}

#[test]
fn what_would_fit_is_offered_and_taken() {
    let mut stage = talking(80, 24);
    stage.press(";").types("exch").press("Tab").types("W6 shirt").press("Tab");
    let screen = stage.screen();
    assert!(screen.contains("exchange W6"), "{screen}");
    assert!(screen.contains("red M"), "{screen}");
}

#[test]
fn a_word_that_means_nothing_is_told_and_nothing_is_done() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press(";").types("return W5 boat -> visa").press("Enter");
        assert_snapshot!(format!("say_stopped_{columns}"), stage.screen());
        stage.press("Esc ;");
        assert!(stage.screen().contains("return W5 boat"), "{}", stage.screen());
        stage.restart();
        stage.press("Esc ;");
        assert!(stage.screen().contains("return W5 boat"), "{}", stage.screen());
    }
}

#[test]
fn a_refusal_stands_below_the_line() {
    let mut stage = talking(80, 24);
    stage.press(";").types("cancel W7 no longer needed; promise call tue 9").press("Enter");
    let screen = stage.screen();
    assert!(screen.contains("W7 is shipped and cannot be cancelled any more"), "{screen}");
    assert_eq!(stage.store.journal(None, 5).unwrap().len(), 0);
}
