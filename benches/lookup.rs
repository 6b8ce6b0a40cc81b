//! From a key to the ranked list, in libraries of 1,000, 20,000 and 100,000 answers with body and phrases, while the other
//! core is busy: what agents type letter by letter, and the beginnings of the words that stand nearly everywhere. Each
//! stands beside a prepared point select. Then what the index costs: to fill, in memory, until something can be found, and
//! how long the next desk takes that finds it saved.
//! `FRONTLINE_BENCH_ANSWERS=1000,20000` chooses the sizes.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that fails has nothing to say")]

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use frontline::cli::dev::generate::Random;
use frontline::domain::action::House;
use frontline::domain::answer::Answer;
use frontline::domain::id::AnswerId;
use frontline::domain::money::Currency;
use frontline::domain::phone::Region;
use frontline::domain::portable::{PickRecord, Portable};
use frontline::domain::timestamp::Timestamp;
use frontline::lookup::{Context, Entry, Index, Query};
use frontline::runtime::library;
use frontline::store::{Address, Store};

#[path = "lookup/corpus.rs"]
mod corpus;
mod measure;

use corpus::Writer;
use measure::beside;

/// How many answers are taken from the store before something can be found: see `runtime/library/shelves.rs`.
const SLICE: usize = 128;

/// What is typed when it is hardest: beginnings of the words that stand nearly everywhere.
const WORST: [&str; 20] = [
    "t",
    "th",
    "the",
    "the ",
    "to your",
    "your o",
    "the to y",
    "y",
    "a",
    "o",
    "to your order",
    "the and of you to a",
    "re",
    "ret",
    "co",
    "s",
    "i",
    "we can you",
    "order or",
    "for the return of your order please",
];

/// How many picks a busy team has made: as many as are remembered.
const PICKS: usize = 50_000;

fn main() {
    let sizes = std::env::var("FRONTLINE_BENCH_ANSWERS").unwrap_or_else(|_| "1000,20000,100000".to_owned());
    let busy = AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while busy.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
        });
        for answers in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
            measured(answers);
        }
        busy.store(false, Ordering::Relaxed);
    });
}

fn measured(answers: i64) {
    let mut writer = Writer::new(1);
    let (mut index, mut filling, mut bytes, before) = (Index::new(), Duration::ZERO, 0, resident());
    for id in 1..=answers {
        let answer = written(&mut writer, id);
        bytes += answer.title.len() + answer.body.len() + answer.phrases.iter().map(String::len).sum::<usize>();
        let began = Instant::now();
        index.put(&Entry::of(&answer, "en", 0));
        filling += began.elapsed();
    }
    let held = resident().saturating_sub(before);
    let scratch = tempfile::tempdir().unwrap();
    let database = rusqlite::Connection::open(scratch.path().join("floor.db")).unwrap();
    database.execute_batch("CREATE TABLE answers (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT").unwrap();
    database.execute("INSERT INTO answers VALUES (1, 'the body of an answer')", []).unwrap();
    let mut select = database.prepare("SELECT body FROM answers WHERE id = ?1").unwrap();
    let mut floor = || select.query_row([1], |row| row.get::<_, String>(0)).unwrap();

    measure::head(&format!("{answers} answers"));
    let keys = typed(&mut writer);
    let ask = |text: &str| {
        let (context, now) = (Context::default(), Timestamp::default());
        index.search(&Query { text, queue: None, context, now, limit: 50 })
    };
    let rounds = |count: usize| u64::try_from(count).unwrap();
    let nth = |texts: &[String], round: u64| texts[usize::try_from(round).unwrap() % texts.len()].clone();
    beside("a key of a question, to the ranked list", rounds(keys.len()), |round| ask(&nth(&keys, round)), |_| floor());
    let worst: Vec<String> = WORST.map(str::to_owned).to_vec();
    beside("a key of the commonest words", 2_000, |round| ask(&nth(&worst, round)), |_| floor());
    let megabytes = |bytes: usize| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
    println!("\nFilled in {filling:.2?}; the text is {}, the index {}.", megabytes(bytes), megabytes(held));
    drop(index);
    opened(answers);
}

/// Questions of three words out of the library itself, letter by letter.
fn typed(writer: &mut Writer) -> Vec<String> {
    let begun = |text: String| (1..=text.len()).map(move |end| text.get(..end).unwrap_or(&text).to_owned());
    (0..100).flat_map(|_| begun(writer.text(3, 0))).collect()
}

fn written(writer: &mut Writer, id: i64) -> Answer {
    let (title, body, phrases) = writer.answer();
    let text = serde_json::json!({ "id": id, "version": 0, "ref": format!("a{id}"), "title": title, "body": body, "phrases": phrases });
    serde_json::from_value(text).unwrap()
}

/// How long it takes until something can be found in a store of so many answers, and until everything can.
fn opened(answers: i64) {
    let scratch = tempfile::tempdir().unwrap();
    let address = Address::read(scratch.path().join("answers.db").to_str().unwrap()).unwrap();
    let house = || House::plain(Region::named("DE").unwrap(), Currency::EUR);
    let mut writer = Writer::new(1);
    let mut store = Store::open(&address, house()).unwrap();
    let ids: Vec<i64> = (1..=answers).collect();
    for batch in ids.chunks(2_000) {
        let records = batch.iter().map(|id| Portable::Answer(Box::new(written(&mut writer, *id))));
        store.import(records.collect()).unwrap();
    }
    drop(store);
    let began = Instant::now();
    let mut store = Store::open(&address, house()).unwrap();
    store.answers_stamp().unwrap();
    let all = store.answers_briefly().unwrap();
    let mut index = Index::new();
    let (first, last) = (all[0].id, all[SLICE.min(all.len()) - 1].id);
    store.answers_between(first, last, |answer, uses| index.put(&Entry::of(&answer, "en", uses))).unwrap();
    let found = index.search(&Query {
        text: "the",
        queue: None,
        context: Context::default(),
        now: Timestamp::default(),
        limit: 5,
    });
    let first = began.elapsed();
    assert!(!found.hits.is_empty());
    let (first_id, last_id) = (AnswerId(last.0 + 1), AnswerId(i64::MAX));
    store.answers_between(first_id, last_id, |answer, uses| index.put(&Entry::of(&answer, "en", uses))).unwrap();
    println!("From opening the store to the first search {first:.2?}, until all are in {:.2?}.", began.elapsed());
    drop(index);
    let mut whole = || {
        let began = Instant::now();
        assert!(!library::index(&mut store, "en", Timestamp::default(), Some(scratch.path())).unwrap().is_empty());
        began.elapsed()
    };
    let (made, read) = (whole(), whole());
    let mut random = Random::new(3);
    let references = (0..PICKS).map(|_| format!("a{}", 1 + random.below(u64::try_from(answers).unwrap())));
    let picks = references.map(|answer| {
        let (query, agent) = (writer.text(2, 0), format!("agent{}", answer.len()));
        Portable::Pick(Box::new(PickRecord { query, answer, agent, ..PickRecord::default() }))
    });
    let picks: Vec<Portable> = picks.collect();
    let mut store = Store::open(&address, house()).unwrap();
    for batch in picks.chunks(2_000) {
        store.import(batch.to_vec()).unwrap();
    }
    let began = Instant::now();
    drop(library::index(&mut store, "en", Timestamp::default(), Some(scratch.path())).unwrap());
    println!("Made and saved in {made:.2?}, read back in {read:.2?}, with {PICKS} picks in {:.2?}.", began.elapsed());
}

/// The memory that the program has in use.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split_whitespace().nth(1)?.parse::<usize>().ok());
    pages.unwrap_or(0) * 4096
}
