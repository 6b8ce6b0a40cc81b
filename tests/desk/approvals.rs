//! Stories about what is above an agent's limit: asked for, decided on by somebody else, and done by itself upon a yes.

use std::collections::BTreeMap;

use frontline::app::Message;
use frontline::domain::action::{Action, Actor};
use frontline::domain::money::Amount;
use frontline::domain::policy::{LimitKind, Policy, Role};
use frontline::domain::timestamp::Timestamp;
use frontline::store::Mode;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::shop::{in_house, policy, records};
use super::stage::Stage;

/// A house in which an agent gives back up to 20.00, and one of these is a supervisor.
fn house(supervisor: &str) -> Policy {
    let limits = BTreeMap::from([(Role::default(), BTreeMap::from([(LimitKind::Refund, Amount(2_000))]))]);
    let roles = BTreeMap::from([(supervisor.to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
    Policy { limits, roles, ..policy() }
}

/// Somebody does something at another desk.
fn does(stage: &mut Stage, agent: &str, action: Value) {
    let action: Action = serde_json::from_value(action).unwrap();
    let actor = Actor { agent: agent.to_owned(), contact: None, at: stage.state.now };
    stage.store.perform(&action, &actor, None, Mode::Commit).unwrap();
}

fn asked(stage: &mut Stage) -> String {
    stage.store.approvals(Timestamp::default(), 9).unwrap().remove(0).reference
}

#[test]
fn what_is_above_the_limit_is_asked_for_and_goes_on_by_itself() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = in_house(records(), house("Tom"), columns, rows);
        stage.press("Down Down Down Down g").types("25.00").press("Tab Tab").types("too late for the trip");
        assert_snapshot!(format!("over_the_limit_{columns}"), stage.screen());
        stage.press("^T").types("a customer of ten years");
        assert_snapshot!(format!("asking_{columns}"), stage.screen());
        stage.press("^S");
        assert!(stage.screen().contains("✓ Asked to approve: "), "{}", stage.screen());
        let approval = asked(&mut stage);
        stage.wait(30);
        does(&mut stage, "Tom", json!({"action": "approve", "approval": approval, "reason": "this once"}));
        stage.hear(Message::ChangedElsewhere);
        let screen = stage.screen();
        assert!(screen.contains("approved by Tom (this once)"), "{screen}");
        stage.press("4 Enter");
        assert_snapshot!(format!("approved_{columns}"), stage.screen());
    }
}

#[test]
fn a_limit_is_not_passed_in_parts() {
    let mut stage = in_house(records(), house("Tom"), 140, 40);
    stage.press("Down Down Down Down g").types("15.00").press("Tab Tab").types("too late").press("^S").wait(3);
    assert!(stage.screen().contains("Refunded 15.00"), "{}", stage.screen());
    stage.press("Down g").types("6.00").press("Tab Tab").types("too late as well");
    let screen = stage.screen();
    assert!(screen.contains("with the 15.00") && screen.contains("given before, is above the 20.00"), "{screen}");
    assert!(screen.contains("^T asks somebody who may"), "{screen}");
}

#[test]
fn a_supervisor_says_yes_or_no_with_a_word() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = in_house(records(), house("Jonas Weber"), columns, rows);
        let refund = json!({"action": "refund", "order": "W5", "amount": "25.00", "reason": "too late"});
        for reason in ["a customer of ten years", "she asked twice"] {
            does(&mut stage, "Mara Haas", json!({"action": "request_approval", "request": refund, "reason": reason}));
        }
        stage.hear(Message::ChangedElsewhere);
        stage.press("A");
        assert_snapshot!(format!("waiting_for_a_yes_{columns}"), stage.screen());
        stage.press("Down Enter");
        assert!(stage.screen().contains("say why not, in a few words"), "{}", stage.screen());
        stage.types("once is enough").press("Enter");
        assert!(stage.screen().contains("✓ Declined Q-"), "{}", stage.screen());
        stage.press("A Enter");
        assert!(stage.screen().contains("✓ Approved Q-"), "{}", stage.screen());
        let order = stage.store.order("W5").unwrap().unwrap();
        assert_eq!(order.held(), Amount(27_900 - 2_500));
    }
}
