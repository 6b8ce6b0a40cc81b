//! Stories about two desks on one file: what somebody else changes while an agent writes is shown, both versions side by
//! side, and nothing is written over before an agent has chosen so.

use std::path::Path;

use frontline::app::Message;
use frontline::domain::action::{Action, Actor};
use frontline::domain::customer::Customer;
use frontline::store::{Mode, Reply, Request};
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::stage::Stage;

const KATRIN: &str = "+49 30 23125 417";

/// On a call with Katrin, her street and company being written.
fn writing(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.rings(KATRIN, "returns");
    stage.press("F2 e Tab Tab").types("Vogel & Söhne").press("Tab Tab Tab End").types(" b");
    stage
}

/// Mara does something at another desk.
fn mara(stage: &mut Stage, action: Value) {
    let action: Action = serde_json::from_value(action).unwrap();
    let actor = Actor { agent: "Mara Haas".to_owned(), contact: None, at: stage.state.now.plus_seconds(60) };
    stage.store.perform(&action, &actor, None, Mode::Commit).unwrap();
}

/// Mara changes the same street, and fields that nobody else writes.
fn mara_moves(stage: &mut Stage) {
    let details = json!({"action": "change_customer", "customer": "C-20417", "tier": "Platinum",
        "company": "Vogel GmbH", "address": {"line1": "Kantstr. 5, Hinterhaus, zweite Treppe links"}});
    mara(stage, details);
}

fn katrin(stage: &mut Stage) -> Customer {
    stage.store.customer("C-20417").unwrap().unwrap()
}

#[test]
fn what_somebody_else_changed_first_is_shown_beside_what_was_typed() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = writing(columns, rows);
        mara_moves(&mut stage);
        stage.press("^S");
        assert_snapshot!(format!("both_{columns}"), stage.screen());
        stage.press("t");
        assert_snapshot!(format!("one_chosen_{columns}"), stage.screen());
    }
}

#[test]
fn nothing_is_saved_before_every_field_is_chosen_and_then_what_was_chosen() {
    let mut stage = writing(140, 40);
    mara_moves(&mut stage);
    stage.press("^S t ^S");
    assert!(stage.screen().contains("Street has two versions; choose"), "{}", stage.screen());
    assert_eq!(katrin(&mut stage).version, 2);
    stage.press("m ^S");
    assert!(stage.screen().contains("✓ Address changed"), "{}", stage.screen());
    let details = katrin(&mut stage).details;
    assert_eq!((details.company.as_str(), details.tier.as_str()), ("Vogel GmbH", "Platinum"));
    assert_eq!(details.address.line1, "Torstr. 140 b");
}

#[test]
fn whoever_takes_all_of_theirs_saves_nothing() {
    let mut stage = writing(80, 24);
    mara_moves(&mut stage);
    stage.press("^S t t ^S");
    assert!(stage.screen().contains("Nothing was changed, so nothing was saved"), "{}", stage.screen());
    assert_eq!(katrin(&mut stage).version, 2);
}

#[test]
fn who_types_on_is_told_at_once_and_chooses_when_saving() {
    let mut stage = writing(140, 40);
    mara_moves(&mut stage);
    stage.hear(Message::ChangedElsewhere).types("1");
    let screen = stage.screen();
    assert!(screen.contains("Mara Haas changed Company, Street meanwhile; nothing of yours is lost"), "{screen}");
    assert!(screen.contains("Torstr. 140 b1"), "{screen}");
    assert!(screen.contains("▲ Mara Haas wrote Vogel"), "{screen}");
    stage.press("^S");
    assert!(stage.screen().contains("both versions   0 of 2 chosen"), "{}", stage.screen());
    assert_eq!(katrin(&mut stage).version, 2);
    stage.press("Esc").types("2").press("^S m m ^S");
    assert_eq!(katrin(&mut stage).details.address.line1, "Torstr. 140 b12");
}

#[test]
fn what_changed_where_nobody_writes_is_taken_over() {
    let mut stage = writing(140, 40);
    mara(&mut stage, json!({"action": "change_customer", "customer": "C-20417", "tier": "Platinum"}));
    stage.press("^S");
    let screen = stage.screen();
    assert!(screen.contains("Mara Haas changed Tier meanwhile; it is taken over"), "{screen}");
    assert!(screen.contains("being edited") && screen.contains("Platinum"), "{screen}");
    stage.press("^S");
    let details = katrin(&mut stage).details;
    assert_eq!((details.tier.as_str(), details.company.as_str()), ("Platinum", "Vogel & Söhne"));
}

#[test]
fn both_versions_come_back_with_the_desk() {
    let mut stage = writing(140, 40);
    mara_moves(&mut stage);
    stage.press("^S t").restart();
    assert!(stage.screen().contains("both versions   1 of 2 chosen"), "{}", stage.screen());
    stage.press("m ^S");
    let details = katrin(&mut stage).details;
    assert_eq!((details.company.as_str(), details.address.line1.as_str()), ("Vogel GmbH", "Torstr. 140 b"));
}

#[test]
fn a_field_that_changes_again_is_chosen_again() {
    let mut stage = writing(140, 40);
    mara_moves(&mut stage);
    stage.press("^S m m");
    mara(&mut stage, json!({"action": "change_customer", "customer": "C-20417", "company": "Vogel KG"}));
    stage.hear(Message::ChangedElsewhere);
    let screen = stage.screen();
    assert!(screen.contains("Vogel KG") && screen.contains("1 of 2 chosen"), "{screen}");
    stage.press("^S");
    assert!(stage.screen().contains("Company has two versions"), "{}", stage.screen());
}

#[test]
fn a_promise_that_another_desk_kept_is_not_kept_twice() {
    let mut stage = writing(140, 40);
    let promise = json!({"action": "schedule_callback", "customer": "C-20417", "due_at": "2026-11-24T09:00:00Z",
        "what": "call about the refund", "keeper": "anyone"});
    mara(&mut stage, promise);
    let file = stage.store.customer("C-20417").unwrap().unwrap().id;
    let file = stage.store.file(file).unwrap().unwrap();
    let keep = json!({"action": "keep_callback", "callback": file.callbacks[0].reference});
    mara(&mut stage, keep.clone());
    let actor = Actor { agent: "Jonas Weber".to_owned(), contact: None, at: stage.state.now };
    let request = Request::Perform {
        actions: vec![serde_json::from_value(keep).unwrap()],
        actor,
        key: "again".to_owned(),
        drafts: Vec::new(),
    };
    let reply = stage.store.answer(request);
    assert!(matches!(&reply, Reply::Failed { error, .. } if error.code() == "kept_already"), "{reply:?}");
}

#[test]
fn a_contact_that_another_desk_closed_shows_both_notes() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = Stage::new(columns, rows);
        stage.rings(KATRIN, "returns");
        stage.press("F2 n").types("The pole splintered again, photos follow by mail.").press("F7 Esc");
        let now = stage.state.now;
        let contact = stage.store.desk("Jonas Weber", now, now).unwrap().own[0].contact.clone();
        let close = json!({"action": "close_contact", "contact": contact.reference, "disposition": "Solved",
            "resolved": "resolved", "note": "Sent a new pole."});
        let actor = Actor { agent: "Jonas Weber".to_owned(), contact: None, at: now.plus_seconds(60) };
        stage.store.perform(&serde_json::from_value(close).unwrap(), &actor, None, Mode::Commit).unwrap();
        stage.hear(Message::ChangedElsewhere);
        assert!(
            stage.screen().contains("was closed at another desk as Solved; nothing of yours"),
            "{}",
            stage.screen()
        );
        stage.press("4");
        assert_snapshot!(format!("closed_elsewhere_{columns}"), stage.screen());
        assert_eq!(stage.note(), "The pole splintered again, photos follow by mail.");
    }
}

/// Two desks of Jonas Weber on one file, both with Katrin's call, and a note begun at the first.
fn at_two_desks(folder: &Path) -> [Stage; 2] {
    let mut one = Stage::in_folder(folder, 140, 40);
    one.rings(KATRIN, "returns");
    one.press("F2 n").types("Pole split");
    let mut other = Stage::in_folder(folder, 80, 24);
    // It opens where the first one is: in the note.
    other.press("Esc").wait(1);
    one.wait(1);
    [one, other]
}

#[test]
fn what_an_agent_writes_at_one_desk_stands_at_the_other_too_and_neither_writes_over_it() {
    let folder = tempfile::tempdir().unwrap();
    let [mut one, mut other] = at_two_desks(folder.path());
    one.types(" at set-up").press("Esc F4").types("has photos").wait(1);
    other.wait(1).press("n");
    assert!(other.screen().contains("Pole split at set-up"), "{}", other.screen());
    other.types(", wants it whole").wait(1);
    one.wait(1);
    assert_eq!(one.note(), "Pole split at set-up, wants it whole");
    other.press("Esc F4");
    assert!(other.screen().contains("has photos"), "{}", other.screen());
    one.press("Esc n").types(".");
    for stage in [&mut one, &mut other] {
        stage.restart();
        assert_eq!(stage.note(), "Pole split at set-up, wants it whole.");
        assert!(stage.screen().contains("Pole split at set-up, wants it whole."), "{}", stage.screen());
    }
}

#[test]
fn what_is_emptied_at_one_desk_is_empty_at_the_other_and_what_is_not_in_the_log_stays() {
    let folder = tempfile::tempdir().unwrap();
    let [mut one, mut other] = at_two_desks(folder.path());
    other.press("n").press("BackSpace BackSpace BackSpace BackSpace BackSpace").wait(1);
    one.wait(1);
    assert!(!one.screen().contains("Pole split"), "{}", one.screen());
    other.press("End").types("tent").wait(1);
    one.wait(1).types("s");
    // The other has not seen the last letter yet.
    other.press("Esc F8 F8 F7 1 ^S");
    assert!(other.screen().contains("In the log"), "{}", other.screen());
    one.wait(2);
    assert!(one.screen().contains("Pole tents"), "{}", one.screen());
}
