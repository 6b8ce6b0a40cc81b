//! Stories about the customer's file: who it is, what is open, how it is corrected, and how the first one comes in.

use frontline::app::Message;
use frontline::domain::agent::{AgentState, Presence, SetBy};
use frontline::domain::channel::Channel;
use frontline::domain::portable::Portable;
use insta::assert_snapshot;

use super::sample::sample;
use super::stage::Stage;

const KATRIN: &str = "+49 30 23125 417";
const PETERSEN: &str = "+49 40 66969 002";

/// A third Petersen uses the family's number, and Katrin wrote a mail that nobody answered.
fn records() -> Vec<Portable> {
    let mut records = sample();
    records.push(Portable::Customer(
        serde_json::from_value(serde_json::json!({"id": 0, "version": 0, "ref": "C-20273", "given_name": "Ole",
            "family_name": "Petersen", "phones": ["+494066969002"], "tier": "Silver",
            "address": {"line1": "Elbchaussee 9", "city": "Hamburg", "postal_code": "22763"}}))
        .unwrap(),
    ));
    records.push(Portable::Contact {
        contact: serde_json::from_value(serde_json::json!({"id": 0, "version": 0, "ref": "T-3", "channel": "email",
            "direction": "in", "queue": "returns", "priority": 3, "from": "katrin.vogel@post.example",
            "state": "waiting", "since": "2026-11-21T09:00:00Z", "arrived_at": "2026-11-21T09:00:00Z",
            "subject": "Photos of the pole", "body": "See the photos. I want my money back, not a repair."}))
        .unwrap(),
        customer: "C-20417".to_owned(),
    });
    for record in &mut records {
        if let Portable::Customer(customer) = record
            && customer.reference == "C-20417"
        {
            customer.details.custom.insert("since".to_owned(), "2019-04-02".into());
            customer.details.alerts = vec!["Hard of hearing: speak slowly, and confirm everything by mail.".to_owned()];
        }
    }
    records
}

fn ready(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::on(records(), columns, rows);
    let reason = String::new();
    let ready = Presence { state: AgentState::Ready, reason, since: stage.state.now, set_by: SetBy::Agent };
    stage.store.set_presence("Jonas Weber", &ready).unwrap();
    stage.hear(Message::ChangedElsewhere);
    stage
}

/// On a call from a number, in the customer's pane.
fn talking(columns: u16, rows: u16, from: &str) -> Stage {
    let mut stage = ready(columns, rows);
    stage.rings(from, "returns");
    stage.press("F2");
    stage
}

#[test]
fn a_file_opens_on_who_it_is_and_what_is_open() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = ready(columns, rows);
        stage.rings(KATRIN, "returns");
        assert_snapshot!(format!("ringing_{columns}"), stage.screen());
        stage.press("F2").wait(161);
        assert_snapshot!(format!("overview_{columns}"), stage.screen());
        stage.press("]");
        assert_snapshot!(format!("orders_{columns}"), stage.screen());
        stage.press("]");
        assert_snapshot!(format!("timeline_{columns}"), stage.screen());
        stage.press("]");
        assert_snapshot!(format!("promises_{columns}"), stage.screen());
        stage.press("]");
        assert_snapshot!(format!("details_{columns}"), stage.screen());
        stage.press("] Down Space");
        assert_snapshot!(format!("whole_row_{columns}"), stage.screen());
    }
}

#[test]
fn enter_on_an_order_goes_to_its_lines_and_space_shows_all_of_it() {
    let mut stage = talking(140, 40, KATRIN);
    stage.press("Down Enter");
    let screen = stage.screen();
    assert!(screen.contains("▌104310"), "{screen}");
    stage.press("Down Space");
    assert_snapshot!("whole_order", stage.screen());
    stage.press("Esc y");
    assert_eq!(stage.clipboard, ["00340434161094021501"]);
}

#[test]
fn who_is_one_of_three_is_chosen_from_them() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows, PETERSEN);
        assert_snapshot!(format!("three_matches_{columns}"), stage.screen());
        stage.press("Down Enter");
        let screen = stage.screen();
        assert!(screen.contains("Inga Petersen ━"), "{screen}");
        assert!(screen.contains("Contact belongs to C-20272"), "{screen}");
    }
}

#[test]
fn who_is_unknown_is_added_with_the_number_already_in() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows, "+44 20 7946 0018");
        assert_snapshot!(format!("no_match_{columns}"), stage.screen());
        stage.press("+").types("Zadie").press("Tab").types("Smith");
        assert_snapshot!(format!("new_customer_{columns}"), stage.screen());
        stage.press("^S");
        let screen = stage.screen();
        assert!(screen.contains("✓ Customer added · u undo"), "{screen}");
        assert!(screen.contains("Zadie Smith ━"), "{screen}");
        let customers = stage.store.find_customers("Zadie Smith", 5).unwrap();
        assert_eq!(customers[0].details.phones[0].e164(), "+442079460018");
    }
}

#[test]
fn a_new_customer_needs_a_name() {
    let mut stage = talking(80, 24, "+44 20 7946 0018");
    stage.press("+ ^S");
    let screen = stage.screen();
    assert!(screen.contains("▲ a customer needs a name"), "{screen}");
}

#[test]
fn an_edit_shows_what_it_changes_and_what_is_refused_before_it_is_saved() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows, KATRIN);
        stage.press("e Tab Tab Tab End").types("; 12").press("Tab Tab End").types(" b").press("Tab");
        assert_snapshot!(format!("edit_with_error_{columns}"), stage.screen());
        stage.press("^S");
        assert!(stage.screen().contains("Phones: `12` is"), "{}", stage.screen());
        stage.press("Backspace Backspace Backspace Backspace ^S");
        let screen = stage.screen();
        assert!(screen.contains("✓ Address changed · u undo"), "{screen}");
        assert!(screen.contains("Torstr. 140 b"), "{screen}");
        stage.press("u");
        assert!(!stage.screen().contains("Torstr. 140 b"), "{}", stage.screen());
    }
}

#[test]
fn a_form_that_is_left_or_lost_with_the_desk_comes_back_as_it_was() {
    let mut stage = talking(140, 40, KATRIN);
    stage.press("e Tab Tab").types("Vogel & Söhne").press("Esc");
    assert!(stage.screen().contains("What you typed is kept; e brings it back"), "{}", stage.screen());
    let drafts = stage.store.drafts("Jonas Weber").unwrap();
    assert!(drafts.iter().any(|draft| draft.field == "form" && draft.text.contains("Vogel & Söhne")));
    stage.press("e").types(" OHG");
    assert!(stage.screen().contains("Vogel & Söhne OHG"), "{}", stage.screen());
    stage.press("^S");
    assert!(stage.store.drafts("Jonas Weber").unwrap().iter().all(|draft| draft.field != "form"));
}

#[test]
fn a_mail_is_matched_by_its_address() {
    let mut stage = ready(140, 40);
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "And now?");
    stage.press("1 End Enter");
    assert!(stage.screen().contains("matched by mail"), "{}", stage.screen());
}

#[test]
fn an_empty_store_offers_where_to_begin() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = Stage::on(Vec::new(), columns, rows);
        assert_snapshot!(format!("first_start_{columns}"), stage.screen());
        stage.press("i").types("~/customers.csv");
        assert_snapshot!(format!("import_{columns}"), stage.screen());
        stage.press("Enter");
        assert!(stage.screen().contains("Reading ~/customers.csv"), "{}", stage.screen());
        stage.press("+").types("Lena").press("^S");
        assert!(stage.screen().contains("Lena ━"), "{}", stage.screen());
    }
}

#[test]
fn a_store_can_be_started_empty() {
    let mut stage = Stage::on(Vec::new(), 80, 24);
    stage.press("4");
    assert!(stage.screen().contains("You start empty; 0 brings the first steps back"), "{}", stage.screen());
    assert_snapshot!("nothing_open", stage.screen());
    stage.press("0");
    assert!(stage.screen().contains("Where do you want to begin?"), "{}", stage.screen());
    stage.press("2");
    assert!(stage.screen().contains("Read in a file"), "{}", stage.screen());
}

#[test]
fn why_a_file_cannot_be_read_in_stands_whole_under_its_path() {
    let mut stage = Stage::on(Vec::new(), 80, 24);
    stage.press("2").types("~/colours.csv").press("Enter");
    let why = "nothing is known of what /home/jonas/colours.csv holds: its first line names hardly any column of \
               customers, products, orders, answers, picks or contacts";
    stage.hear(Message::Imported(Err(why.to_owned())));
    assert_snapshot!("import_refused", stage.screen());
    stage.press("Esc").hear(Message::Imported(Ok(format!("customers: 1 new; 3 rejected, such as {why}"))));
    stage.press(":").types("notices").press("Enter");
    assert!(stage.screen().contains("products, orders, answers, picks or"), "{}", stage.screen());
}

#[test]
fn whose_contact_it_is_can_be_taken_back_after_a_hold() {
    let mut stage = talking(80, 24, PETERSEN);
    stage.press("Down Enter").wait(1).press("F3").wait(5).press("F3").wait(5).press("u");
    let screen = stage.screen();
    assert!(screen.contains("✓ Taken back") && screen.contains("3 customers use"), "{screen}");
    let mut stage = talking(80, 24, "+44 20 7946 0018");
    stage.press("+").types("Zadie").press("^S").wait(1).press("F3").wait(5).press("u");
    let screen = stage.screen();
    assert!(screen.contains("✓ Taken back"), "{screen}");
    assert_eq!(stage.store.find_customers("Zadie", 5).unwrap(), []);
}

#[test]
fn a_promise_to_a_customer_abroad_is_told_by_both_clocks() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut records = records();
        for record in &mut records {
            if let Portable::Customer(customer) = record {
                customer.details.time_zone = "America/New_York".to_owned();
            }
        }
        let mut stage = Stage::on(records, columns, rows);
        stage.rings(KATRIN, "returns");
        stage.press("F2 p").types("tue 9 call about the refund").press("Enter ] ] ]");
        assert_snapshot!(format!("promise_abroad_{columns}"), stage.screen());
    }
}
