//! Stories about cases: what stands in the file, what comes back with an answer, and whose turn it is.

use frontline::app::Message;
use frontline::domain::action::{Action, Actor};
use frontline::store::Mode;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::stage::Stage;

const KATRIN: &str = "+49 30 23125 417";

/// Somebody does something at another desk; the reference of what was changed first.
fn does(stage: &mut Stage, agent: &str, seconds: i64, action: Value) -> String {
    let action: Action = serde_json::from_value(action).unwrap();
    let actor = Actor { agent: agent.to_owned(), contact: None, at: stage.state.now.plus_seconds(seconds) };
    let receipt = stage.store.perform(&action, &actor, None, Mode::Commit).unwrap();
    receipt.changes[0].reference.clone()
}

/// Katrin complained some days ago, was offered something, and the agent referred it to a supervisor.
fn referred(stage: &mut Stage) -> String {
    let day = -24 * 3600;
    let case = does(
        stage,
        "Mara Haas",
        3 * day,
        json!({"action": "complain", "customer": "C-20417", "summary": "The pole broke on the first night, and nobody answered her mails.",
            "wants": "the money back, not a repair", "severity": "high"}),
    );
    does(
        stage,
        "Mara Haas",
        2 * day,
        json!({"action": "make_offer", "case": case, "offer": "a new pole and 20.00 EUR"}),
    );
    does(
        stage,
        "Jonas Weber",
        day,
        json!({"action": "refer", "customer": "C-20417", "case": case, "to": "supervisor", "reason": "above my limit",
            "summary": "She declines the pole and wants 219.00 EUR back after 40 days."}),
    );
    case
}

#[test]
fn the_cases_of_a_customer_are_a_tab_with_the_story_of_the_marked_one() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = Stage::new(columns, rows);
        let closed = does(
            &mut stage,
            "Mara Haas",
            -9_000_000,
            json!({"action": "complain", "customer": "C-20417", "summary": "Rude driver."}),
        );
        does(
            &mut stage,
            "Mara Haas",
            -8_900_000,
            json!({"action": "close_case", "case": closed, "outcome": "told the carrier"}),
        );
        referred(&mut stage);
        stage.rings(KATRIN, "returns");
        stage.press("F9 Enter F2 2 ] ]");
        assert_snapshot!(format!("cases_{columns}"), stage.screen());
        stage.press("Space");
        assert_snapshot!(format!("case_whole_{columns}"), stage.screen());
    }
}

#[test]
fn what_was_referred_comes_back_into_the_queue_with_its_answer() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = Stage::new(columns, rows);
        let case = referred(&mut stage);
        stage.hear(Message::ChangedElsewhere);
        assert!(!stage.screen().contains("Katrin"), "{}", stage.screen());
        does(&mut stage, "Tom", -60, json!({"action": "answer_referral", "case": case, "answer": "yes, all of it"}));
        stage.hear(Message::ChangedElsewhere);
        stage.press("1 Down");
        assert_snapshot!(format!("answered_{columns}"), stage.screen());
        stage.press("Enter");
        assert!(stage.screen().contains("was answered, to be told: yes, all of it"), "{}", stage.screen());
    }
}

#[test]
fn nothing_waits_for_a_yes_while_nobody_asks() {
    let mut stage = Stage::new(80, 24);
    stage.press("A");
    assert!(stage.screen().contains("Nothing waits for your yes"), "{}", stage.screen());
    stage.press("Esc");
}

#[test]
fn a_complaint_is_opened_referred_handed_back_and_closed_by_keys() {
    let mut stage = super::shop::talking(140, 40);
    stage.press("c").types("The tent leaks at the seam").press("Tab").types("a new one").press("^S");
    assert!(stage.screen().contains("Cases 1"), "{}", stage.screen());
    stage.press("]");
    assert_snapshot!("complained", stage.screen());
    stage.press("g").types("a repair and 20.00 EUR").press("^S w").types("she thinks about it").press("^S");
    let case = |stage: &mut Stage| {
        let katrin = stage.store.customer("C-1").unwrap().unwrap().id;
        stage.store.file(katrin).unwrap().unwrap().cases.remove(0)
    };
    assert_eq!(case(&mut stage).notes.len(), 2, "{}", stage.screen());
    stage
        .press("f")
        .types("supervisor")
        .press("Tab")
        .types("above my limit")
        .press("Tab")
        .types("She wants a new tent");
    assert_snapshot!("referring", stage.screen());
    stage.press("^S");
    let screen = stage.screen();
    assert!(screen.contains("Cases 1") && screen.contains("with supervisor"), "{screen}");
    stage.press("a").types("yes, send one").press("^S");
    assert!(stage.screen().contains("answered, to be told"), "{}", stage.screen());
    stage.press("d").types("a new tent is on its way").press("^S");
    assert!(stage.screen().contains("closed"), "{}", stage.screen());
}
