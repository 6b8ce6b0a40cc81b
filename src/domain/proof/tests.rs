//! What each rule finds, and that no text whatever makes a mark within a letter.
#![expect(clippy::string_slice, reason = "a mark that cuts a letter shall fail its test")]

use proptest::prelude::*;

use super::*;

/// Nothing.
const NONE: [&str; 0] = [];

fn style(rules: &[Rule]) -> HouseStyle {
    let banned = |phrase: &str, instead: &[&str]| Banned {
        phrase: phrase.to_owned(),
        instead: instead.iter().map(|text| (*text).to_owned()).collect(),
    };
    HouseStyle {
        rules: rules.to_vec(),
        refuses: Vec::new(),
        banned: vec![banned("no problem", &["you are welcome"]), banned("to be honest", &[])],
        ..HouseStyle::default()
    }
}

fn name(given: &str, family: &str) -> Name {
    Name { given: given.to_owned(), family: family.to_owned() }
}

fn manuscript(text: &str, language: &str) -> Manuscript {
    let names = Names {
        own: name("Katrin", "Vogel"),
        fitting: vec!["Jonas Weber".to_owned(), "Nordhang Outdoor".to_owned()],
        others: vec![name("Inga", "Petersen")],
    };
    Manuscript { text: text.to_owned(), kind: Kind::Reply, language: language.to_owned(), names }
}

/// What a rule marks, and what it would have instead.
fn found(rule: Rule, language: &str, text: &str) -> Vec<String> {
    let marks = read(&manuscript(text, language), &style(&[rule]), |_, _| true);
    marks
        .into_iter()
        .map(|mark| [&[text[mark.range.clone()].to_owned()], mark.instead.as_slice()].concat().join(" > "))
        .collect()
}

fn none(rule: Rule, language: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(found(rule, language, text), NONE, "{text}");
    }
}

#[test]
fn a_word_stands_once() {
    assert_eq!(found(Rule::Repeated, "en", "in the the box, and The  the other"), ["the the > the", "The  the > The"]);
    none(Rule::Repeated, "en", &["had had", "10 10", "the. The", "no no", "the\nthe"]);
    none(Rule::Repeated, "de", &["Kisten, die die Post bringt"]);
}

#[test]
fn an_article_goes_by_the_sound() {
    assert_eq!(
        found(Rule::Article, "en", "A order in a hour. It is an user, a 8 and a umbrella, an unit"),
        [
            "A order > An order",
            "a hour > an hour",
            "an user > a user",
            "a 8 > an 8",
            "a umbrella > an umbrella",
            "an unit > a unit"
        ]
    );
    let right =
        ["a European order", "an 11 and an 18", "a 1", "option A is", "plan a or b", "a historic", "an SMS", "a PIN"];
    none(Rule::Article, "en", &right);
    none(Rule::Article, "en", &["an uninstalled app", "an honest answer", "a one-off", "a user", "an x", "a U-turn"]);
    none(Rule::Article, "de", &["a order"]);
}

#[test]
fn a_gap_is_to_be_filled_in() {
    assert_eq!(
        found(Rule::Gap, "en", "[order.tracking] and [customer.phone]"),
        ["[order.tracking]", "[customer.phone]"]
    );
}

#[test]
fn the_customer_is_called_by_the_own_name() {
    assert_eq!(found(Rule::Name, "en", "Dear Inga,\nhello"), ["Inga > Katrin"]);
    assert_eq!(found(Rule::Name, "en", "Dear Mrs Brown,"), ["Brown > Vogel"]);
    assert_eq!(found(Rule::Name, "de-AT", "Sehr geehrte Frau Brückner,"), ["Brückner > Vogel"]);
    assert_eq!(found(Rule::Name, "en", "Hello Sara Smith!"), ["Sara Smith > Katrin Vogel"]);
    assert_eq!(found(Rule::Name, "en", "The parcel of Inga Petersen left."), ["Inga Petersen > Katrin Vogel"]);
    assert_eq!(found(Rule::Name, "en", "Mrs Petersen said so."), ["Petersen > Vogel"]);
    none(Rule::Name, "en", &["Dear Katrin,", "Dear Mrs Vogel,", "Hi Kat!", "Dear Customer,", "Hello everyone,"]);
    none(Rule::Name, "en", &["Dear Inga", "Hello, I am Jonas.", "Dear Sir or Madam,", "Hello Jonas Weber,"]);
    let mut unknown = manuscript("Dear Inga,\n", "en");
    unknown.names = Names::default();
    assert_eq!(read(&unknown, &style(&[Rule::Name]), |_, _| true), []);
}

#[test]
fn what_the_team_does_not_say_is_found_however_it_is_written() {
    assert_eq!(
        found(Rule::Banned, "en", "No  problem. To be\nhonest, no. Problem"),
        ["No  problem > you are welcome", "To be\nhonest"]
    );
    none(Rule::Banned, "en", &["no problems", "casino problem"]);
}

#[test]
fn a_promise_says_by_when() {
    assert_eq!(found(Rule::Promise, "en", "We will call you back. I'll call you on Friday."), ["call you back"]);
    assert_eq!(found(Rule::Promise, "en", "On W-104233 we will let you know"), ["will let you know"]);
    assert_eq!(found(Rule::Promise, "de", "Wir melden uns."), ["melden uns"]);
    assert_eq!(found(Rule::Promise, "fr", "Nous vous rappellerons."), ["vous rappellerons"]);
    assert_eq!(found(Rule::Promise, "es", "Nos pondremos en contacto."), ["Nos pondremos en contacto"]);
    assert_eq!(found(Rule::Promise, "it", "La richiameremo."), ["La richiameremo"]);
    assert_eq!(found(Rule::Promise, "nl", "Wij bellen u terug."), ["bellen u terug"]);
    none(Rule::Promise, "en", &["We will call you back by 5 pm.", "I will let you know once it has left."]);
    none(Rule::Promise, "de", &["Wir rufen Sie bis Dienstag zurück.", "Ich melde mich am 3.12. bei Ihnen."]);
}

#[test]
fn no_blank_stands_before_a_sign() {
    assert_eq!(found(Rule::Blank, "en", "Yes , of course  !"), [" , > ,", "  ! > !"]);
    assert_eq!(found(Rule::Blank, "fr", "Oui , bien sûr !"), [" , > ,"]);
    none(Rule::Blank, "en", &["Well ... no", "the .net file", "ok :)", "- : -", "a, b."]);
}

#[test]
fn a_sentence_begins_with_a_capital_where_that_is_wanted() {
    let text = "dear Katrin. your tent left. it is e.g. red, iPhone. iPhone www.post.example";
    assert_eq!(found(Rule::Capital, "en", text), ["dear > Dear", "your > Your", "it > It"]);
    assert!(!HouseStyle::default().rules.contains(&Rule::Capital));
}

/// The words of a text that are looked up.
fn looked_up(text: &str) -> Vec<&str> {
    spelling::words(text)
        .map(|(range, word)| {
            assert_eq!(&text[range], word);
            word
        })
        .collect()
}

#[test]
fn only_words_are_looked_up() {
    assert_eq!(
        looked_up("We don't, \"really\" (never) well-known: naïve and/or Köln."),
        ["We", "don't", "really", "never", "well", "known", "naïve", "and", "or", "Köln"]
    );
    let none = "4111 1111 1111 1111 ••••4471 +49 30 123 a@post.example http://post.example/teh www.post.example #W77 W-104233 \
                XT3 USB [order.tracking] A teh.example 東京で買った";
    assert_eq!(looked_up(none), NONE);
}

#[test]
fn a_known_word_is_known_in_every_form() {
    let known = Vocabulary::of(["Zoë O'Brien", "Fjell 2 tent"]);
    assert!(["zoe", "Zoë's", "O’Brien", "FJELL", "Fjell-tent"].iter().all(|word| known.knows(word)));
    assert!(["Zo", "Brienne", "", "s"].iter().all(|word| !known.knows(word)));
}

#[test]
fn a_misspelt_word_within_another_mark_is_not_marked_twice() {
    let text = "teh teh pole [ordr.x]";
    let marks = read(&manuscript(text, "en"), &HouseStyle::default(), |_, word| word == "pole");
    let told: Vec<_> = marks.iter().map(|mark| (mark.range.clone(), mark.fault)).collect();
    assert_eq!(told, [(0..7, Fault::Against(Rule::Repeated)), (13..21, Fault::Against(Rule::Gap))]);
}

#[test]
fn only_what_the_house_refuses_is_refused() {
    let house = HouseStyle { refuses: vec![Rule::Gap, Rule::Banned], ..style(&[]) };
    let first = |text: &str| refused(&manuscript(text, "en"), &house).map(|mark| mark.fault);
    assert_eq!(first("No problem, [order.x]"), Some(Fault::Against(Rule::Banned)));
    assert_eq!(first("the the order"), None);
}

#[test]
fn marks_go_along_with_the_text() {
    let marks = |text: &str| read(&manuscript(text, "en"), &style(&[Rule::Article]), |_, word| word != "teh");
    let after = |old: &str, new: &str| -> Vec<String> {
        moved(marks(old), old, new).into_iter().map(|mark| new[mark.range].to_owned()).collect()
    };
    assert_eq!(after("teh pole in a hour", "teh long pole in a hour"), ["teh", "a hour"]);
    assert_eq!(after("teh pole in a hour", "the pole in a hour"), ["a hour"]);
    assert_eq!(after("a pole teh", "a pole tehy"), NONE);
    assert_eq!(after("a pole teh", "a pole teh "), ["teh"]);
    assert_eq!(after("teh", ""), NONE);
    assert_eq!(after("teh", "steh"), NONE);
}

proptest! {
    #[test]
    fn every_mark_stands_between_letters(
        text in "(.|[a-zA-Z .,!\\[\\]\n]|e\u{301}|[\u{1f468}\u{200d}\u{fe0f}]|(Dear|a|an|the|We|will call you|\\[a\\.b\\]|no problem) ?){0,40}",
        new in "[a-z \u{301}é]{0,8}",
        tongue in prop::sample::select(vec!["en", "de", "fr", "xx", ""]),
    ) {
        let marks = read(&manuscript(&text, tongue), &style(Rule::ALL), |_, word| word.len() % 2 == 0);
        let mut end = 0;
        for mark in &marks {
            prop_assert!(mark.range.start >= end && is_whole(&text, &mark.range), "{:?} in {text:?}", mark.range);
            end = mark.range.end;
            prop_assert!(!mark.words(&text[mark.range.clone()]).is_empty());
        }
        for other in [format!("{new}{text}"), format!("{text}{new}"), new.clone(), String::new()] {
            for mark in moved(marks.clone(), &text, &other) {
                prop_assert!(other.get(mark.range).is_some());
            }
        }
    }
}
