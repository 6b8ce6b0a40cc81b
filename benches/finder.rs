//! The same words typed into the desk's search and into fzf over the same titles, both on a terminal of 140 columns and 40
//! rows, by turns in one run: how long it takes from a key to the settled screen, and how often the answer that was meant
//! is listed first, and among the first five.
//!
//! A screen has settled when it changes for the last time before the program neither writes nor works for 120 ms; nothing is
//! subtracted. A change is another letter or colour, anywhere but in the desk's top row, where its clock goes. The desk is
//! the release build on a store with these answers, opened by `/`; it knows titles, phrases and bodies. fzf has its own
//! settings, once with a line for every title, once with the phrases behind the title on the line.
//!
//! `FRONTLINE_BENCH_ANSWERS=1000,20000` chooses the sizes of the libraries, which are written here, as are the questions:
//! what is asked for is known, because the words are taken from it. `FRONTLINE_BENCH_LIBRARIES=FOLDER/a,FOLDER/b` names
//! others, each with its questions in `FOLDER/a.answers.jsonl` and `FOLDER/a.picks.jsonl`; there it is only said what is
//! found. `FRONTLINE_BENCH_QUESTIONS` is another number of questions of each kind than 100, `FRONTLINE_BENCH_KEYS` one of keys
//! than 600; beside the lines with phrases it is a third of them.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a bench that fails has nothing to say"
)]

use std::path::Path;

#[path = "finder/contest.rs"]
mod contest;
#[path = "lookup/corpus.rs"]
mod corpus;
#[path = "finder/library.rs"]
mod library;
#[path = "finder/screen.rs"]
mod screen;
mod terminal;
#[path = "measure/turns.rs"]
mod turns;

use contest::Finder;
use library::{Library, Question};

fn main() {
    let Some(version) = contest::fzf() else {
        println!(
            "Nothing was compared, because fzf is not installed: `apt install fzf`, or https://github.com/junegunn/fzf"
        );
        return;
    };
    println!("fzf {version}");
    let named = |name: &str| std::env::var(name).ok();
    let sizes = named("FRONTLINE_BENCH_ANSWERS").unwrap_or_else(|| "1000,20000,100000".to_owned());
    let number = |name: &str, usual: u32| named(name).and_then(|count| count.parse().ok()).unwrap_or(usual);
    let [asked, keys] = [number("FRONTLINE_BENCH_QUESTIONS", 100), number("FRONTLINE_BENCH_KEYS", 600)];
    let asked = usize::try_from(asked).unwrap();
    for answers in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        let folder = tempfile::tempdir().unwrap();
        compared(&Library::generated(answers, asked, folder.path()), keys);
    }
    for prefix in named("FRONTLINE_BENCH_LIBRARIES").iter().flat_map(|names| names.split(',')) {
        compared(&Library::read(Path::new(prefix), asked), 0);
    }
}

fn compared(library: &Library, keys: u32) {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let mut desk = Finder::desk(library, home);
    let mut titles = Finder::fzf(library, &library.titles(home), home);
    let mut phrases = Finder::fzf(library, &library.phrases(home), home);
    if keys > 0 {
        let letters = letters(library);
        let key = |finder: &mut Finder, round: u64| {
            let (begins, letter) = &letters[usize::try_from(round).unwrap() % letters.len()];
            if *begins {
                finder.clears();
            }
            finder.types(letter)
        };
        turns::head(&library.name, "fzf");
        let name = "a key, to the settled screen; fzf over titles";
        turns::in_turns(name, keys.into(), |round| key(&mut desk, round), |round| key(&mut titles, round));
        let name = "a key, to the settled screen; fzf over titles and phrases";
        turns::in_turns(name, u64::from(keys / 3), |round| key(&mut desk, round), |round| key(&mut phrases, round));
    }
    println!("\n{}: meant, and listed first / among the first five, in percent\n", library.name);
    println!("| question | n | Frontline | fzf over titles | fzf over titles and phrases |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (name, questions) in &library.questions {
        let mut finders =
            [(&mut desk, Tally::default()), (&mut titles, Tally::default()), (&mut phrases, Tally::default())];
        for question in questions {
            for (finder, tally) in &mut finders {
                tally.count(finder.place(question));
            }
        }
        let shares = finders.map(|(_, tally)| tally.shares(questions.len()));
        println!("| {name} | {} | {} |", questions.len(), shares.join(" | "));
    }
}

/// The letters of the questions, one kind after the other, each with whether a question begins with it.
fn letters(library: &Library) -> Vec<(bool, String)> {
    let most = library.questions.iter().map(|(_, questions)| questions.len()).max().unwrap_or_default();
    let in_turn = (0..most).flat_map(|place| library.questions.iter().filter_map(move |(_, all)| all.get(place)));
    let begun = |question: &Question| {
        question.text.chars().enumerate().map(|(at, letter)| (at == 0, letter.to_string())).collect::<Vec<_>>()
    };
    in_turn.flat_map(begun).collect()
}

/// How often the answer that was meant was found.
#[derive(Default)]
struct Tally {
    first: usize,
    five: usize,
}

impl Tally {
    fn count(&mut self, place: Option<usize>) {
        self.first += usize::from(place == Some(0));
        self.five += usize::from(place.is_some_and(|place| place < 5));
    }

    fn shares(&self, asked: usize) -> String {
        let share = |found: usize| (200 * found + asked) / (2 * asked.max(1));
        format!("{}/{}", share(self.first), share(self.five))
    }
}
