//! The call queue: who waits, rings, is taken, put back, passed on, or gives up.

use frontline::app::Message;
use frontline::channel::Event;
use frontline::domain::channel::Channel;
use frontline::store::ContactFilter;
use insta::assert_snapshot;

use super::stage::Stage;

/// A queue with somebody of every channel.
fn busy(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.arrives(Channel::Email, "inga@petersen.example", "billing", "My invoice is wrong.");
    stage.wait(200);
    stage.arrives(Channel::Chat, "somebody@else.example", "technical", "Hello?");
    stage.arrives(Channel::Letter, "C-20417", "returns", "A letter about a tent.");
    stage.wait(100);
    stage.arrives(Channel::Phone, "", "orders", "");
    stage.arrives(Channel::Counter, "C-20271", "orders", "Collects a parcel.");
    stage.wait(100);
    stage.arrives(Channel::Phone, "030 23125417", "returns", "");
    stage
}

#[test]
fn everybody_who_waits_is_seen_with_a_clock_that_turns() {
    assert_snapshot!("queue_140", busy(140, 40).screen());
    assert_snapshot!("queue_80", busy(80, 24).screen());
}

#[test]
fn a_queue_in_which_nobody_waits_says_so() {
    assert_snapshot!("queue_empty_140", Stage::new(140, 40).screen());
    assert_snapshot!("queue_empty_80", Stage::new(80, 24).screen());
}

#[test]
fn a_contact_that_is_put_back_waits_on_from_where_it_was() {
    let mut stage = Stage::new(140, 40);
    stage.rings("030 23125417", "returns");
    stage.wait(65).press("F2").wait(10).press("F6");
    let screen = stage.screen();
    assert!(screen.contains("is back in the queue"), "{screen}");
    assert!(screen.contains("1:15"), "{screen}");
    let waiting = stage.store.contacts(ContactFilter::default(), 1).unwrap().remove(0);
    assert_eq!(waiting.agent, "");
}

#[test]
fn a_call_on_the_line_is_held_while_another_is_taken() {
    let mut stage = Stage::new(140, 40);
    stage.rings("030 23125417", "returns");
    stage.press("F2").wait(5);
    stage.rings("+44 20 7946 0018", "orders");
    stage.press("F2").wait(3);
    let screen = stage.screen();
    assert!(screen.contains("hold"), "{screen}");
    assert!(screen.contains("ON CALL 0:03"), "{screen}");
    stage.press("F5").wait(1);
    assert!(stage.screen().contains("Katrin Vogel"), "{}", stage.screen());
    stage.press("F3");
    assert!(stage.screen().contains("ON CALL"), "{}", stage.screen());
}

#[test]
fn a_caller_who_gives_up_leaves_the_queue() {
    let mut stage = Stage::new(140, 40);
    let call = stage.rings("030 23125417", "returns");
    stage.wait(20).hear(Message::Channel(Event::Ended { call }));
    assert!(stage.screen().contains("Katrin Vogel gave up after 0:20"), "{}", stage.screen());
    assert!(stage.screen().contains("Nobody waits"), "{}", stage.screen());
    stage.arrives(Channel::Counter, "C-20271", "orders", "");
    stage.press("1 x");
    assert!(stage.screen().contains("Nobody waits"), "{}", stage.screen());
}

#[test]
fn a_call_rings_only_on_a_desk_that_is_ready_and_not_for_ever() {
    let mut stage = Stage::new(140, 40);
    stage.rings("030 23125417", "returns");
    assert!(!stage.screen().contains("RINGING"), "{}", stage.screen());
    stage.press("F9 Enter");
    assert!(stage.screen().contains("RINGING"), "{}", stage.screen());
    stage.wait(31);
    let screen = stage.screen();
    assert!(screen.contains("NOT RESPONDING"), "{screen}");
    assert!(screen.contains("1 waiting"), "{screen}");
    stage.press("F9 Enter");
    assert!(stage.screen().contains("RINGING"), "{}", stage.screen());
}

#[test]
fn what_comes_after_a_contact_is_chosen_while_it_runs() {
    let mut stage = Stage::new(140, 40);
    stage.press("F9 Enter");
    stage.rings("030 23125417", "returns");
    stage.press("F2 F9 Down Enter");
    assert!(stage.screen().contains("After this contact"), "{}", stage.screen());
    stage.press("F8 F8 1 ^S");
    assert!(stage.screen().contains("NOT READY Break"), "{}", stage.screen());
}

#[test]
fn typing_is_never_interrupted_by_a_call() {
    let mut stage = Stage::new(140, 40);
    stage.press("F9 Enter");
    stage.arrives(Channel::Chat, "inga@petersen.example", "billing", "Hello");
    stage.press("1 Enter n").types("She asks ");
    stage.rings("030 23125417", "returns");
    stage.types("for a copy");
    assert_eq!(stage.note(), "She asks for a copy");
}

#[test]
fn own_contacts_and_the_one_at_hand_are_marked_in_the_queue() {
    let mut stage = Stage::new(140, 40);
    stage.arrives(Channel::Chat, "inga@petersen.example", "orders", "Where is my parcel?");
    stage.press("F2");
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2 1 j j");
    let row = |screen: &str, name: &str| {
        let mut lines = screen.lines().map(|line| line.chars().take(45).collect::<String>());
        lines.rfind(|line| line.contains(name)).unwrap_or_default()
    };
    let screen = stage.screen();
    assert!(row(&screen, "Katrin Vogel").contains("talk ◂"), "{screen}");
    assert!(row(&screen, "Inga Petersen").contains("talk  "), "{screen}");
    stage.press("F5 1 k");
    let screen = stage.screen();
    assert!(row(&screen, "Inga Petersen").contains("talk ◂"), "{screen}");
    assert!(screen.contains("yours, at hand") || screen.contains("yours, F5 goes"), "{screen}");
}

#[test]
fn another_customers_file_is_told_from_that_of_the_contact() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = Stage::new(columns, rows);
        stage.rings("+49 30 23125 417", "returns");
        stage.press("F2 s").types("nils").press("Enter");
        assert_snapshot!(format!("another_file_{columns}"), stage.screen());
        stage.press("F3");
        assert!(stage.screen().contains("ON HOLD"), "{}", stage.screen());
        stage.press("F5");
        let screen = stage.screen();
        assert!(!screen.contains("Another customer's file") && screen.contains("C-20417"), "{screen}");
    }
}
