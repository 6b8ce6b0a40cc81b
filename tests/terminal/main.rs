//! The program itself on a terminal: it starts, works, is killed, starts again, quits, and leaves the terminal as it was.
#![cfg(test)]

#[path = "../desk/again.rs"]
mod again;
#[path = "../store/cluster.rs"]
mod cluster;
mod crash;
mod desk;
mod faults;

use desk::Desk;

#[test]
fn it_is_the_same_on_a_server() {
    // The faults are those of a file on either.
    again::on_a_server(&["it_is_the_same_on_a_server", "faults::"]);
}

#[test]
fn a_contact_is_handled_from_ring_to_log_and_the_terminal_is_left_as_it_was() {
    let home = desk::home();
    let mut desk = Desk::start(&home, 140, 40);
    let before = desk.modes();
    desk.sees("Nobody waits");
    desk.press("F9").sees("Ready").press("Enter").sees("READY");
    desk::run(&home, &["queue", "add", "--channel", "phone", "--from", "030 23125-417", "--queue", "returns"]);
    desk.sees("RINGING").sees("Katrin Vogel").sees("Torstr. 140");
    desk.press("F2").sees("ON CALL");
    desk.press("n").types("Pole split at first set-up, wants the money back").sees("saved");
    desk.press("Esc").press("F8").press("F8").sees("WRAP-UP");
    desk.press("1").press("^S").sees("In the log");
    desk.press("q");
    assert_eq!(desk.exit(), 0);
    assert_eq!(desk.modes(), before, "the line discipline is as it was");
    assert!(desk.is_given_back(), "alternate screen, mouse, paste and cursor are as they were");
    let log = desk::run(&home, &["--json", "contacts", "list"]);
    assert!(log.contains("Pole split at first set-up, wants the money back"), "{log}");
}

#[test]
fn what_was_typed_is_there_again_after_the_program_was_killed() {
    let home = desk::home();
    let mut desk = Desk::start(&home, 80, 24);
    desk.sees("Nobody waits");
    desk::run(&home, &["queue", "add", "--channel", "phone", "--from", "+493023125417", "--queue", "returns"]);
    desk.sees("Katrin Vogel").press("F2").sees("ON CALL");
    desk.press("n").types("Second segment from the tip").sees("saved");
    desk.dies();
    let mut again = Desk::start(&home, 80, 24);
    again.sees("ON CALL").sees("Second segment from the tip");
    again.types(", fully in the sleeve").sees("Second segment from the tip, fully in the sleeve");
}

#[test]
fn what_changes_on_one_desk_is_seen_on_the_other_and_never_written_over() {
    let home = desk::home();
    // Two agents: what one agent writes stands at each of their own desks.
    let (mut one, mut other) = (Desk::of("mara", &home, 140, 40), Desk::of("jonas", &home, 80, 24));
    for desk in [&mut one, &mut other] {
        desk.sees("Nobody waits").press("s").types("030 23125417").sees("C-20417");
        desk.waits_until("nobody else is found", |desk| !desk.shows("C-20478"));
        desk.press("Enter").sees("Torstr. 140");
    }
    other.press("e").sees("^S save").types(" Karin");
    one.press("e").sees("^S save").types(" Ada").press("^S").sees("Given name changed");
    let began = std::time::Instant::now();
    other.sees("changed Given name meanwhile");
    println!("seen on the other desk after {:.0?}", began.elapsed());
    other.press("^S").sees("Katrin Karin").sees("Katrin Ada").sees("Choose what is to stand");
    other.press("^S").sees("Given name has two versions");
    other.press("m").press("^S").sees("✓ Given name changed");
    one.sees("Katrin Karin");
}

#[test]
fn a_signal_closes_the_desk_in_order() {
    let home = desk::home();
    let mut desk = Desk::start(&home, 80, 24);
    desk.sees("Nobody waits").signal(signal_hook::consts::SIGTERM);
    assert_eq!(desk.exit(), 0);
    assert!(desk.is_given_back());
}

#[test]
fn a_terminal_of_another_size_shows_the_desk_anew() {
    let home = desk::home();
    let mut desk = Desk::start(&home, 140, 40);
    desk.sees("4 Log").resize(50, 12);
    desk.sees("Needs 60x16, has 50x12").resize(80, 24);
    desk.sees("1 Queue");
}

#[test]
fn suspended_it_gives_the_terminal_back_and_takes_it_up_again() {
    let home = desk::home();
    let mut desk = Desk::start(&home, 80, 24);
    desk.sees("Nobody waits").press("^Z");
    desk.waits_until("the terminal is given back", Desk::is_given_back);
    desk.signal(signal_hook::consts::SIGCONT);
    desk.waits_until("the desk is there again", |desk| !desk.is_given_back());
    desk.sees("Nobody waits").press("q");
    assert_eq!(desk.exit(), 0);
}
