//! Stories told on the desk: what an agent hears, presses and sees.
#![cfg(test)]

mod accounts;
mod again;
mod answers;
mod approvals;
mod cases;
#[path = "../store/cluster.rs"]
mod cluster;
mod customer;
mod fault;
mod finding;
mod frame;
mod identity;
mod learning;
mod library;
mod log;
mod macros;
mod masked;
mod outside;
mod over;
mod queue;
mod sample;
mod say;
mod shop;
mod stage;
mod taking;
mod tasks;
mod verbs;
mod versions;
mod wrap_up;
mod writing;

use stage::Stage;

#[test]
fn every_story_is_the_same_on_a_server() {
    again::on_a_server(&["every_story_is_the_same_on_a_server"]);
}

#[test]
fn a_call_rings_and_the_file_is_there_before_it_is_answered() {
    let mut stage = Stage::new(140, 40);
    stage.press("F9").press("Enter");
    stage.rings("+49 30 23125 417", "returns");
    let screen = stage.screen();
    assert!(screen.contains("RINGING"), "{screen}");
    assert!(screen.contains("Katrin Vogel"), "{screen}");
    stage.press("F2");
    assert!(stage.screen().contains("ON CALL"), "{}", stage.screen());
}

#[test]
fn look() {
    let mut stage = Stage::new(140, 40);
    stage.press("F9").press("Enter");
    stage.rings("030 23125417", "returns");
    println!("{}", stage.screen());
    stage.press("F2").press("1").wait(61);
    println!("{}", stage.screen());
}
