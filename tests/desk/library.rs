//! Stories about writing answers: changed beside the customer's own words, kept whatever happens, agreed to, withdrawn, and
//! had again as they were.

use frontline::app::Message;
use frontline::domain::action::{Action, Actor};
use frontline::domain::answer::Answer;
use frontline::domain::channel::Channel;
use frontline::domain::id::AnswerId;
use frontline::domain::policy::{Policy, Role};
use frontline::domain::timestamp::Timestamp;
use frontline::store::Mode;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::sample::with;
use crate::stage::Stage;

/// A call of Katrin Vogel's, answered, with the pole's answer marked.
fn searching(mut stage: Stage) -> Stage {
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2 /").types("pole");
    stage
}

fn plain(columns: u16, rows: u16) -> Stage {
    searching(Stage::new(columns, rows))
}

/// A house that wants answers approved, in which Jonas is what is said and Lena approves.
fn asking(role: &str, more: &[Value], columns: u16, rows: u16) -> Stage {
    let mut policy = Policy::default();
    policy.answers.approval = true;
    for (agent, role) in [("Jonas Weber", role), ("Lena Brandt", Role::SUPERVISOR)] {
        policy.roles.insert(agent.to_owned(), Role(role.to_owned()));
    }
    searching(Stage::of_house(with(more), policy, columns, rows))
}

fn pole(stage: &mut Stage) -> Answer {
    stage.store.answer_of("pole-repair").unwrap().unwrap()
}

/// Somebody does something at another desk.
fn elsewhere(stage: &mut Stage, agent: &str, action: Value) {
    let action: Action = serde_json::from_value(action).unwrap();
    let actor = Actor { agent: agent.to_owned(), contact: None, at: stage.state.now.plus_seconds(60) };
    stage.store.perform(&action, &actor, None, Mode::Commit).unwrap();
}

fn says(stage: &mut Stage, words: &str) {
    let screen = stage.screen();
    assert!(screen.contains(words), "no `{words}` in\n{screen}");
}

fn says_not(stage: &mut Stage, words: &str) {
    let screen = stage.screen();
    assert!(!screen.contains(words), "`{words}` in\n{screen}");
}

#[test]
fn an_answer_is_changed_beside_what_the_customer_would_read() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = plain(columns, rows);
        stage.press("^O End").types(", and how").press("Tab").types(" Bye, {{ customer.given_name }}!");
        assert_snapshot!(format!("change_{columns}"), stage.screen());
        stage.press("^T");
        match columns {
            80 => assert_snapshot!("read_80", stage.screen()),
            _ => says(&mut stage, "as read: not now, it stands beside the form"),
        }
        stage.press("^T ^S");
        says(&mut stage, "✓ Changed title, body of pole-repair · u undo");
        let changed = pole(&mut stage);
        assert!(changed.title.ends_with(", and how") && changed.body.ends_with("given_name }}!"), "{changed:?}");
        stage.press("Esc u");
        assert!(!pole(&mut stage).title.ends_with("how"), "it is taken back like any act");
    }
}

#[test]
fn what_is_wrong_in_a_field_is_said_below_it_and_nothing_is_saved() {
    let mut stage = plain(140, 40);
    stage
        .press("^O")
        .press("Tab Tab Tab Tab Tab")
        .types("two words")
        .press("Tab Tab Tab Tab Tab")
        .types("soon")
        .press("^S");
    assert_snapshot!("wrong_140", stage.screen());
    assert_eq!(pole(&mut stage).version, 1);
}

#[test]
fn a_key_that_another_answer_has_is_refused_below_its_field() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let more = [json!({"ref": "thanks", "title": "Thanks", "key": "ty", "queue": "returns", "language": "en"})];
        let mut stage = searching(Stage::on(with(&more), columns, rows));
        stage.press("^O Tab Tab Tab Tab Tab").types("TY").press("^S");
        assert_snapshot!(format!("key_taken_{columns}"), stage.screen());
        assert_eq!(pole(&mut stage).version, 1);
        stage.press("Backspace Backspace").types("tp").press("^S");
        assert_eq!(pole(&mut stage).key, "tp");
    }
}

#[test]
fn a_new_answer_is_kept_as_it_is_typed_and_comes_back_to_a_desk_that_was_killed() {
    let mut stage = plain(140, 40);
    stage.press("^B").types("Do you ship to Norway").press("Tab").types("Yes, {{ customer.given_name }}.");
    stage.restart();
    says(&mut stage, "Do you ship to Norway");
    says(&mut stage, "Yes, Katrin.");
    stage.types(" Duty comes on top.").press("Esc");
    says(&mut stage, "What you typed is kept; ^B brings it back");
    stage.press("^B");
    assert_snapshot!("new_140", stage.screen());
    stage.press("^S");
    says(&mut stage, "✓ Wrote the answer `Do you ship to Norway`");
    let all = stage.store.library().unwrap();
    let new = all.iter().map(|(answer, _)| answer).find(|answer| answer.title == "Do you ship to Norway").unwrap();
    assert_eq!(
        (new.author.as_str(), new.body.as_str()),
        ("Jonas Weber", "Yes, {{ customer.given_name }}. Duty comes on top.")
    );
    stage.restart().press("^B");
    says_not(&mut stage, "Do you ship to Norway");
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_shown_beside_and_never_written_over() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = plain(columns, rows);
        stage.press("^O End").types("?");
        let change =
            json!({"action": "change_answer", "answer": "pole-repair", "title": "Tent poles", "tags": ["poles"]});
        elsewhere(&mut stage, "Mara Haas", change);
        stage.press("^S");
        assert_snapshot!(format!("both_{columns}"), stage.screen());
        assert_eq!(pole(&mut stage).title, "Tent poles");
        stage.press("m ^S");
        let now = pole(&mut stage);
        assert_eq!((now.title.as_str(), now.tags), ("Tent pole: repair or replace?", vec!["poles".to_owned()]));
    }
}

#[test]
fn what_somebody_else_wrote_is_told_as_soon_as_the_desk_hears_of_it() {
    let mut stage = plain(140, 40);
    stage.press("^O End").types("?");
    let change = json!({"action": "change_answer", "answer": "pole-repair", "title": "Tent poles", "tags": ["poles"]});
    elsewhere(&mut stage, "Mara Haas", change);
    stage.hear(Message::ChangedElsewhere);
    says(&mut stage, "Mara Haas wrote Tent poles here; ^S shows both");
    says(&mut stage, "Tags        poles");
    stage.press("^S t ^S");
    says(&mut stage, "Nothing was changed, so nothing was saved");
    assert_eq!(pole(&mut stage).version, 2);
}

#[test]
fn a_draft_is_its_author_s_until_somebody_who_may_agrees_to_it() {
    let draft = json!({"ref": "pole-new", "title": "Pole of carbon", "author": "Mara Haas"});
    let mut agent = asking(Role::AGENT, std::slice::from_ref(&draft), 140, 40);
    says_not(&mut agent, "Pole of carbon");
    agent.press("^B").types("Pole of wood");
    says(&mut agent, "You alone find it until");
    agent.press("^S");
    let mut lead = asking(Role::SUPERVISOR, &[draft], 80, 24);
    lead.press("^U").types("carbon");
    assert_snapshot!("draft_80", lead.screen());
    lead.press("^T");
    says(&mut lead, "✓ Agreed to pole-new · u undo");
    says_not(&mut lead, "· draft");
    assert_eq!(lead.store.answer_of("pole-new").unwrap().unwrap().approved_by, "Jonas Weber");
}

#[test]
fn a_change_of_what_was_agreed_on_is_asked_for_with_a_reason() {
    let mut stage = asking(Role::AGENT, &[], 140, 40);
    stage.press("^O End").types("?").press("^S");
    says(&mut stage, "Why cannot be saved so");
    stage.types("customers ask it so");
    assert_snapshot!("why_140", stage.screen());
    stage.press("^S");
    assert_eq!(pole(&mut stage).version, 1);
    let asked = stage.store.approvals(Timestamp::default(), 9).unwrap().remove(0);
    assert_eq!(asked.reason, "customers ask it so");
    elsewhere(&mut stage, "Lena Brandt", json!({"action": "approve", "approval": asked.reference}));
    assert_eq!(pole(&mut stage).title, "Tent pole: repair or replace?");
    stage.press("^X");
    says(&mut stage, "a change of it has to be approved");
}

#[test]
fn what_does_not_hold_is_the_lead_s_to_find_and_what_is_stale_is_marked_for_all() {
    let more = [
        json!({"ref": "pole-old", "title": "Pole sale", "valid_until": "2026-08-31", "author": "x", "approved_by": "y"}),
        json!({"ref": "pole-soon", "title": "Pole of the year", "valid_from": "2027-01-01"}),
        json!({"ref": "pole-stale", "title": "Pole lengths", "review_on": "2026-11-01"}),
        json!({"ref": "pole-gone", "title": "Pole rental", "withdrawn": true}),
    ];
    let mut agent = asking(Role::AGENT, &more, 140, 40);
    for hidden in ["Pole sale", "Pole of the year", "Pole rental"] {
        says_not(&mut agent, hidden);
    }
    says(&mut agent, "Pole lengths · stale");
    let mut lead = asking(Role::SUPERVISOR, &more, 140, 40);
    lead.press("Esc z /");
    assert_snapshot!("standings_140", lead.screen());
    lead.press("^U").types("pole lengths");
    says(&mut lead, "▲ Stale: to be reviewed since 1 Nov");
    lead.press("^U").types("pole rental").press("^X");
    says(&mut lead, "✓ Put pole-gone into use again");
    says_not(&mut lead, "· withdrawn");
}

#[test]
fn what_is_hidden_takes_nobody_s_place_in_a_search() {
    let hidden: Vec<Value> =
        (0..60).map(|number| json!({"ref": format!("x{number}"), "title": "Pole", "withdrawn": true})).collect();
    let mut agent = asking(Role::AGENT, &hidden, 140, 40);
    says(&mut agent, "▌  Tent pole: repair or replace");
    says(&mut agent, "1 of 63");
    says_not(&mut agent, "No answer");
    let mut lead = asking(Role::SUPERVISOR, &hidden, 140, 40);
    says(&mut lead, "25 of 63");
}

#[test]
fn what_came_of_the_contacts_in_which_it_was_taken_stands_beside_each() {
    let mut stage = plain(140, 40);
    stage.press("Enter F8 F8").wait(1);
    stage.press("1 y ^S").wait(1);
    stage.press("z /").types("pole").wait(1);
    says(&mut stage, "taken 1 · resolved 1 of 1, 100 %");
    says(&mut stage, "1 · 100 %");
}

#[test]
fn every_version_is_listed_with_who_made_it_and_can_be_had_again() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = plain(columns, rows);
        elsewhere(&mut stage, "Mara Haas", json!({"action": "change_answer", "answer": "pole-repair", "body": "Two."}));
        elsewhere(
            &mut stage,
            "Mara Haas",
            json!({"action": "change_answer", "answer": "pole-repair", "title": "Poles", "body": "Three."}),
        );
        stage.press("^R");
        assert_snapshot!(format!("history_{columns}"), stage.screen());
        stage.press("Enter");
        says(&mut stage, "it is just so now; choose an earlier one");
        stage.press("Down Enter");
        says(&mut stage, "As it was in version 2; ^S saves it so");
        stage.press("^S");
        let now = pole(&mut stage);
        assert_eq!((now.title.as_str(), now.body.as_str(), now.version), ("Tent pole: repair or replace", "Two.", 4));
        assert_eq!(stage.store.answer_history(AnswerId(now.id.0)).unwrap().len(), 4);
    }
}

#[test]
fn a_word_that_is_typed_in_the_search_is_no_command_and_a_key_without_an_answer_says_so() {
    let mut stage = plain(80, 24);
    stage.press("^U").types("xyzzy qwv").press("^O");
    says(&mut stage, "not now: no answer is marked");
}

#[test]
fn who_speaks_reads_the_spoken_form_and_who_writes_the_written_one() {
    let more = [
        json!({"ref": "pole-said", "title": "Pole care", "body": "Please wipe it dry.", "spoken": "Just wipe it dry."}),
    ];
    let mut stage = searching(Stage::on(with(&more), 140, 40));
    stage.press("^U").types("pole care");
    says(&mut stage, "Just wipe it dry.");
    let mut stage = Stage::on(with(&more), 140, 40);
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "How do I care for it?");
    stage.press("F2 /").types("pole care");
    says(&mut stage, "Please wipe it dry.");
}
