//! Stories of writing well: what is marked in a reply, what may stand there instead, and what is not sent.

use std::path::Path;

use frontline::channel::Command;
use frontline::config::Writing;
use frontline::domain::channel::Channel;
use frontline::domain::portable::Portable;
use frontline::domain::proof::{Banned, HouseStyle, Kind, Rule};
use frontline::ui::theme::Depth;
use insta::assert_snapshot;
use ratatui::style::Modifier;

use crate::stage::Stage;

/// Nothing.
const NONE: [&str; 0] = [];

/// A house whose dictionary is that of these tests, and which bans a phrase.
fn house() -> Writing {
    let banned = |phrase: &str, instead: &[&str]| Banned {
        phrase: phrase.to_owned(),
        instead: instead.iter().map(|text| (*text).to_owned()).collect(),
    };
    let style = HouseStyle {
        refuses: vec![Rule::Gap, Rule::Banned],
        words: vec!["gift-wrapped".to_owned()],
        banned: vec![banned("no problem", &["with pleasure"]), banned("to be honest", &[])],
        ..HouseStyle::default()
    };
    Writing { style, dictionaries: Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spelling")) }
}

/// The sample, in which everybody speaks English.
fn english() -> Vec<Portable> {
    let mut records = crate::sample::sample();
    for record in &mut records {
        if let Portable::Customer(customer) = record {
            "en".clone_into(&mut customer.details.language);
        }
    }
    records
}

/// A desk of that house on which a mail of Katrin Vogel is answered.
fn answering(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::writing(english(), house(), columns, rows);
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "My tent pole broke.");
    stage.press("F2 r");
    stage
}

/// What is underlined on the screen, a word or several each.
fn underlined(stage: &mut Stage) -> Vec<String> {
    let buffer = stage.draw();
    let mut found: Vec<String> = Vec::new();
    for y in 0..buffer.area.height {
        let mut before = false;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let is = cell.style().has_modifier(Modifier::UNDERLINED);
            match (is, before, found.last_mut()) {
                (true, true, Some(last)) => last.push_str(cell.symbol()),
                (true, ..) => found.push(cell.symbol().to_owned()),
                (false, ..) => {}
            }
            before = is;
        }
    }
    found
}

#[test]
fn what_is_wrong_is_marked_as_it_is_written() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = answering(columns, rows);
        stage.types("Dear Katrin, we will recieve the the parcel in a hour. Your card 4471 and W-104233 are in , so we will call you back. Sorry ");
        assert_eq!(underlined(&mut stage), ["recieve", "the the", "a hour", " ,", "call you back"]);
        assert_snapshot!(format!("writing marks {columns}x{rows}"), stage.screen());
    }
}

#[test]
fn without_colour_the_lines_with_marks_have_a_sign() {
    let mut stage = answering(80, 24);
    stage.state.setup.theme.depth = Depth::None;
    stage.types("recieve it ").press("Enter").types("today");
    let screen = stage.screen();
    let line = screen.lines().find(|line| line.contains("recieve it")).unwrap();
    assert!(line.starts_with('▲'), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with(" today")), "{screen}");
}

#[test]
fn a_word_is_not_marked_before_it_is_written() {
    let mut stage = answering(140, 40);
    stage.types("we will recie");
    assert_eq!(underlined(&mut stage), NONE);
    stage.types("ve ");
    assert_eq!(underlined(&mut stage), ["recieve"]);
    assert!(stage.screen().contains("1 to look at"), "{}", stage.screen());
    stage.press("Left Left");
    assert!(stage.screen().contains("▲ \"recieve\" stands in no dictionary"), "{}", stage.screen());
}

#[test]
fn one_key_offers_what_was_meant_and_undo_gives_the_word_back() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = answering(columns, rows);
        stage.types("we will recieve it").press("^T");
        assert_snapshot!(format!("writing suggestions {columns}x{rows}"), stage.screen());
        stage.press("1").types("d");
        assert!(stage.screen().contains("we will received it"), "{}", stage.screen());
        stage.press("^_ ^_");
        assert!(stage.screen().contains("we will recieve it"), "{}", stage.screen());
        stage.press("^T Enter");
        assert!(stage.screen().contains("we will receive it"), "{}", stage.screen());
    }
}

#[test]
fn the_key_goes_from_mark_to_mark() {
    let mut stage = answering(140, 40);
    stage.types("a hour and an parcel ").press("^T 1").press("^T 1");
    assert!(stage.screen().contains("an hour and a parcel"), "{}", stage.screen());
    assert_eq!(underlined(&mut stage), NONE);
    stage.press("^T");
    assert!(stage.screen().contains("suggest: not now, nothing is marked"), "{}", stage.screen());
    stage.types("recieve parcell ").press("^T Esc ^T");
    assert!(stage.screen().contains("\"parcell\" stands in no dictionary"), "{}", stage.screen());
}

#[test]
fn a_word_is_let_stand_in_one_contact() {
    let mut stage = answering(140, 40);
    stage.types("the wobbel and the wobbel ").press("Left ^G");
    assert!(stage.screen().contains("\"wobbel\" may stand so in this contact"), "{}", stage.screen());
    assert_eq!(underlined(&mut stage), NONE);
    stage.restart();
    assert_eq!(underlined(&mut stage), NONE);
    stage.arrives(Channel::Email, "inga@petersen.example", "orders", "Where is my parcel?");
    stage.press("Esc F2 r").types("the wobbel ");
    assert_eq!(underlined(&mut stage), ["wobbel"]);
    stage.press("^T i");
    assert_eq!(underlined(&mut stage), NONE);
}

#[test]
fn a_word_is_learned_for_everybody() {
    let mut stage = answering(140, 40);
    stage.types("the wobbel ").press("^T l");
    assert!(stage.screen().contains("✓ Learned \"wobbel\""), "{}", stage.screen());
    let learned: Vec<_> = stage.store.learned_words().unwrap().into_iter().map(|(word, ..)| word).collect();
    assert_eq!(learned, ["wobbel"]);
    stage.restart();
    stage.arrives(Channel::Email, "inga@petersen.example", "orders", "Where is my parcel?");
    stage.press("Esc F2 r").types("the Wobbel and the wobbels ");
    assert_eq!(underlined(&mut stage), ["wobbels"]);
    stage.press("Left ^R");
    assert_eq!(underlined(&mut stage), NONE);
}

#[test]
fn names_goods_and_the_words_of_the_house_are_known() {
    let mut stage = answering(140, 40);
    stage.types("Dear Katrin Vogel, your Fjell is gift-wrapped and goes to Torstr. 140 in Berlin. Jonas Weber ");
    assert_eq!(underlined(&mut stage), NONE, "{}", stage.screen());
}

#[test]
fn the_name_of_the_file_before_this_one_is_marked() {
    let mut stage = Stage::writing(english(), house(), 140, 40);
    stage.arrives(Channel::Email, "inga@petersen.example", "orders", "Where is my parcel?");
    stage.press("F2 r").types("Dear Inga,");
    assert_eq!(underlined(&mut stage), NONE);
    stage.arrives(Channel::Email, "katrin.vogel@post.example", "returns", "My tent pole broke.");
    stage.press("Esc F2 r").types("Dear Inga, is it").press("Left ^T");
    assert!(stage.screen().contains("\"Inga\" is not this customer's name"), "{}", stage.screen());
    stage.press("1");
    assert!(stage.screen().contains("Dear Katrin, is it"), "{}", stage.screen());
}

#[test]
fn what_the_team_does_not_say_is_not_sent() {
    let mut stage = answering(140, 40);
    stage.types("No problem, we will call you back.").press("^S");
    let screen = stage.screen();
    assert!(screen.contains("▲ Not sent: the team does not say \"No problem\"; say \"with pleasure\""), "{screen}");
    assert!(stage.commands.iter().all(|command| !matches!(command, Command::Say { .. })));
    stage.press("^T 1");
    // What is only marked keeps nothing back.
    assert_eq!(underlined(&mut stage), ["call you back"]);
    stage.press("^S");
    assert!(stage.screen().contains("✓ Sent to Katrin Vogel"), "{}", stage.screen());
    stage.press("r").types("To be honest, no.").press("^G");
    assert!(stage.screen().contains("ignore: not now"), "{}", stage.screen());
    stage.press("^S");
    assert!(stage.screen().contains("does not say \"To be honest\"; leave it out"), "{}", stage.screen());
}

#[test]
fn a_note_is_read_only_where_the_house_wants_that() {
    let told = |spelling: Vec<Kind>| {
        let style = HouseStyle { spelling, ..house().style };
        let mut stage = Stage::writing(english(), Writing { style, ..house() }, 140, 40);
        stage.rings("+49 30 23125 417", "returns");
        stage.press("F2 n").types("the wobbel broke in a hour ");
        underlined(&mut stage)
    };
    assert_eq!(told(vec![Kind::Reply]), NONE);
    assert_eq!(told(vec![Kind::Reply, Kind::Note]), ["wobbel"]);
}
