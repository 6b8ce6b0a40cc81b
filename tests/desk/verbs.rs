//! Stories about what is done to an order from its row: the keys, the reasons why not, the form and its preview.

use insta::assert_snapshot;

use super::shop::talking;

#[test]
fn a_row_shows_what_can_be_done_with_it_and_why_the_rest_cannot() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        assert_snapshot!(format!("row_{columns}"), stage.screen());
        stage.press("Enter");
        assert_snapshot!(format!("verbs_{columns}"), stage.screen());
        stage.press("Esc r");
        assert!(
            stage.screen().contains("return: not now, W1 is pending; only what was delivered can come back"),
            "{}",
            stage.screen()
        );
    }
}

#[test]
fn goods_are_taken_back_with_the_money_in_sight() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press("Down Down Down Down r");
        assert_snapshot!(format!("return_empty_{columns}"), stage.screen());
        stage.types("2 peg");
        assert_snapshot!(format!("return_completing_{columns}"), stage.screen());
        stage.press("Enter Tab").types("gift").press("Enter");
        assert_snapshot!(format!("return_preview_{columns}"), stage.screen());
        stage.press("^S");
        let screen = stage.screen();
        assert!(screen.contains("✓ Return of 2 items of W5 to gift-1 · u undo"), "{screen}");
        stage.press("u");
        assert!(stage.screen().contains("✓ Taken back"), "{}", stage.screen());
    }
}

#[test]
fn a_refusal_stands_in_the_form_with_what_is_possible_instead() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press("Down i").types("shirt -> SH-BL").press("Esc");
        assert_snapshot!(format!("refused_{columns}"), stage.screen());
        stage.press("^T");
        let screen = stage.screen();
        assert!(screen.contains("shirt -> SH-RM"), "{screen}");
        assert!(screen.contains("What will be done"), "{screen}");
    }
}

#[test]
fn what_is_missing_is_said_before_anything_is_done() {
    let mut stage = talking(80, 24);
    stage.press("d ^S");
    assert!(stage.screen().contains("▲ needed"), "{}", stage.screen());
    assert!(stage.screen().contains("Reason: needed"), "{}", stage.screen());
    stage.types("bored").press("^S");
    assert!(stage.screen().contains("Reason: `bored` is none of them"), "{}", stage.screen());
    assert!(stage.screen().contains("`bored` is none of them"), "{}", stage.screen());
}

#[test]
fn a_form_that_is_left_or_lost_comes_back() {
    let mut stage = talking(140, 40);
    stage.press("d").types("mistake").press("Esc Esc");
    assert!(stage.screen().contains("What you typed is kept; d brings it back"), "{}", stage.screen());
    stage.press("d");
    assert!(stage.screen().contains("mistake"), "{}", stage.screen());
    stage.restart();
    let screen = stage.screen();
    assert!(screen.contains("Cancel W1") && screen.contains("mistake"), "{screen}");
    stage.press("^S");
    assert!(stage.screen().contains("✓ Cancelled W1: ordered by mistake"), "{}", stage.screen());
    assert!(stage.store.drafts("Jonas Weber").unwrap().iter().all(|draft| draft.field != "verbs"));
}

#[test]
fn an_order_is_found_by_what_is_in_it() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press("o").types("the one with the tent");
        assert_snapshot!(format!("find_order_{columns}"), stage.screen());
        stage.press("Enter x");
        assert!(stage.screen().contains("Exchange W5"), "{}", stage.screen());
    }
}
