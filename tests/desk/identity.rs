//! Stories about who is on the line: what of the file shows before that is known, and what has to wait for it.

use frontline::domain::policy::{Hidden, IdentityPolicy, Policy};
use insta::assert_snapshot;

use super::shop::{in_house, policy, records};

/// A house in which two details have to agree before an order is cancelled, and most of a file is hidden until then.
fn house() -> Policy {
    let hides = vec![Hidden::Phones, Hidden::Emails, Hidden::Address, Hidden::PaymentMethods];
    let identity = IdentityPolicy { verbs: vec!["cancel_order".to_owned()], details: 2, hides };
    Policy { identity, ..policy() }
}

#[test]
fn the_file_is_masked_until_the_identity_is_checked() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = in_house(records(), house(), columns, rows);
        stage.press("[ [");
        assert_snapshot!(format!("masked_{columns}"), stage.screen());
        let screen = stage.screen();
        assert!(!screen.contains("Torstr.") && !screen.contains("4471"), "{screen}");
        stage.press("e");
        assert!(stage.screen().contains("edit: not now, the identity is not checked yet"), "{}", stage.screen());
        stage.press("] ]");
        let screen = stage.screen();
        assert!(!screen.contains("4471") && screen.contains("hidden until"), "{screen}");
        stage.press("d");
        let screen = stage.screen();
        assert!(screen.contains("before that I have to be sure that I speak with"), "{screen}");
        stage.press("v").types("name, postal code");
        assert_snapshot!(format!("checking_{columns}"), stage.screen());
        stage.press("^S");
        assert!(stage.screen().contains("✓ Identity checked by name, postal code"), "{}", stage.screen());
        stage.press("[ [");
        let screen = stage.screen();
        assert!(screen.contains("Torstr. 140") && screen.contains("4471"), "{screen}");
        stage.press("] ] d");
        assert!(stage.screen().contains("Cancel W1"), "{}", stage.screen());
    }
}
