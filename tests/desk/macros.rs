//! Stories about macros: what was done is kept under a name and a letter, and done again for another order.

use insta::assert_snapshot;

use super::shop::talking;

#[test]
fn what_was_done_is_kept_and_done_again_for_another_order() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press("m");
        assert!(stage.screen().contains("There are no macros yet"), "{}", stage.screen());
        stage.press("Esc ;").types("cancel W1 no longer needed; promise call about the parcel tue 9").press("Enter");
        stage.press("m");
        assert_snapshot!(format!("macros_record_{columns}"), stage.screen());
        stage.press("Enter").types("Cancel and call");
        assert_snapshot!(format!("macros_name_{columns}"), stage.screen());
        stage.press("Enter");
        assert_eq!(stage.macros.len(), 1);
        assert!(stage.macros[0].say.starts_with("cancel {order} reason:"), "{}", stage.macros[0].say);
        stage.press("Down m");
        assert_snapshot!(format!("macros_{columns}"), stage.screen());
        stage.press("c");
        let screen = stage.screen();
        assert!(screen.contains("cancel W2"), "{screen}");
        stage.types("\"wed 10\"").press("Enter");
        let screen = stage.screen();
        assert!(screen.contains("✓ Promised: call about the parcel"), "{screen}");
        let done = stage.store.journal(None, 10).unwrap();
        assert_eq!(done.len(), 4, "{done:?}");
    }
}
