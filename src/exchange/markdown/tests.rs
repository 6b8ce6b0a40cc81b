//! Answers in files: what comes in goes out as it was, and what goes out comes in as it was.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::super::written::Flag;
use super::*;
use crate::domain::answer;
use crate::domain::timestamp::Date;

fn read_back(folder: &Path) -> Vec<Portable> {
    read_folder(folder).unwrap().map(|row| row.unwrap().record.unwrap()).collect()
}

#[test]
fn what_a_folder_holds_comes_back_unchanged() {
    let place = tempfile::tempdir().unwrap();
    let answers: Vec<Portable> = ["return-how", "a/b", "..", "RETURN-HOW", "+++"]
        .iter()
        .map(|reference| {
            let text = "+++\ntitle = 'A \"title\"'\ntags = ['one']\nphrases = ['how; why']\nowner = { team = 'desk' }\n+++\n\nA body\n+++\nand more";
            answer(text, reference).unwrap()
        })
        .collect();
    let mut folder = Folder::new(place.path()).unwrap();
    for record in &answers {
        folder.write(record).unwrap();
    }
    let mut back = read_back(place.path());
    let reference = |record: &Portable| {
        let Portable::Answer(answer) = record else { return String::new() };
        answer.reference.clone()
    };
    back.sort_by_key(reference);
    let mut answers = answers;
    answers.sort_by_key(reference);
    assert_eq!(back, answers);
    assert!(place.path().join("return-how.md").is_file());
}

#[test]
fn a_fault_is_told_with_its_file_and_line() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("a.md"), "+++\ntitle = 'A'\ntags = \n+++\n").unwrap();
    std::fs::write(place.path().join("b.md"), "no front matter").unwrap();
    let rows: Vec<Row> = read_folder(place.path()).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows[0].line, 3);
    assert!(rows[0].record.as_ref().unwrap_err().starts_with("a.md: "));
    assert!(rows[1].record.as_ref().unwrap_err().contains("front matter"));
}

/// A file that somebody wrote by hand, in either kind of front matter.
const BY_HAND: [&str; 2] = [
    "+++\ntitle = 'Return: how'\nkey = 'ret'\ntags = ['returns', 'c++']\nvalid_from = 2026-01-01\n\
     valid_until = '2026-12-31'\nreview_on = 2026-06-01\nauthor = 'mara'\napproved_by = 'lena'\n\
     spoken = \"Send it back.\\n+++\\nIt is free.\"\nsince = 2019\nseasonal = false\nscore = 0.5\n\
     [owner]\nteam = 'desk'\n+++\n\n# How\n\nSend it.\n",
    "---\ntitle: 'Return: how'\nkey: ret\ntags: [returns, c++]\nvalid_from: 2026-01-01\nvalid_until: 2026-12-31\n\
     review_on: 2026-06-01\nauthor: mara\napproved_by: lena\nspoken: \"Send it back.\\n+++\\nIt is free.\"\n\
     since: 2019\nseasonal: false\n---\n\n# How\n\nSend it.\n",
];

fn read_one(text: &str) -> answer::Answer {
    let Ok(Portable::Answer(answer)) = answer(text, "return-how") else { panic!("{text}") };
    *answer
}

fn text_of(answer: &answer::Answer) -> String {
    front::text(&Answer::of(answer)).unwrap()
}

#[test]
fn a_file_written_by_hand_keeps_all_that_it_says() {
    for text in BY_HAND {
        let read = read_one(text);
        let days = [read.valid_from, read.valid_until, read.review_on];
        assert_eq!(days, ["2026-01-01", "2026-12-31", "2026-06-01"].map(Date::parse));
        assert_eq!([&*read.key, &*read.author, &*read.approved_by], ["ret", "mara", "lena"]);
        assert_eq!((&*read.spoken, &*read.body), ("Send it back.\n+++\nIt is free.", "# How\n\nSend it."));
        assert_eq!((&read.custom["since"], &read.custom["seasonal"]), (&Value::from(2019), &Value::from(false)));
        assert_eq!(read_one(&text_of(&read)), read);
    }
    assert!(text_of(&read_one(BY_HAND[0])).contains("valid_until = 2026-12-31\n"), "a day is written as one");
}

#[test]
fn a_day_that_is_none_is_told() {
    let told = |front: &str| answer(&format!("+++\ntitle = 'A'\n{front}\n+++\n"), "a").unwrap_err().1;
    assert_eq!(told("review_on = 'soon'"), "review_on: `soon` is no day; write it like 2026-11-23");
    assert!(told("valid_from = 2026-01-01T10:00:00Z").starts_with("valid_from: "));
}

#[test]
fn the_name_of_a_file_does_not_hang_on_what_is_beside_it() {
    let names = |references: &[&str]| {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::new(place.path()).unwrap();
        for reference in references {
            folder.write(&answer("+++\ntitle = 'A'\n+++\n", reference).unwrap()).unwrap();
        }
        let files = std::fs::read_dir(place.path()).unwrap();
        files.map(|file| file.unwrap().file_name()).collect::<HashSet<_>>()
    };
    assert!(names(&["a/b", "z"]).is_subset(&names(&["a", "a/a", "a/b", "b", "z"])));
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,9}", "(?s).{0,24}", "[+\\-'\"#\\\\\n ]{0,12}"]
}

fn value() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        words().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        (-1.0e9..1.0e9).prop_map(|number: f64| Value::from(number)),
    ];
    plain.prop_recursive(3, 12, 4, |inner| {
        let fields = proptest::collection::vec(("[a-z .]{1,6}", inner.clone()), 0..4);
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Value::from),
            fields.prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn day() -> impl Strategy<Value = String> {
    let written = (0..=9999_i32, 1..=12_u32, 1..=28_u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    prop_oneof![Just(String::new()), written]
}

prop_compose! {
    fn written()(
        title in "[a-zA-Z][^\\p{C}]{0,20}",
        texts in proptest::array::uniform6(words()),
        lists in proptest::array::uniform3(proptest::collection::vec(words(), 0..4)),
        days in proptest::array::uniform3(day()),
        withdrawn in any::<bool>(),
        custom in proptest::collection::vec(("[a-z]{1,6}_x", value()), 0..5),
    ) -> Answer {
        let [body, queue, key, spoken, author, approved_by] = texts.map(Text);
        let [tags, phrases, pinned] = lists.map(|list| list.into_iter().map(Text).collect());
        let [valid_from, valid_until, review_on] = days.map(Text);
        let (reference, title, language) = (Text::from("r"), Text(title), Text::from("en-GB"));
        let (withdrawn, custom) = (Flag(Some(withdrawn)), custom.into_iter().collect::<Map<_, _>>());
        Answer {
            reference, title, body, tags, phrases, queue, language, key, spoken, valid_from, valid_until, review_on, author,
            approved_by, withdrawn, pinned, custom,
        }
    }
}

proptest! {
    #[test]
    fn whatever_an_answer_says_its_file_says_it_again(written in written()) {
        let Ok(first) = written.admit() else { return Ok(()) };
        let text = text_of(&first);
        let Ok(Portable::Answer(back)) = answer(&text, "r") else { panic!("{text}") };
        prop_assert_eq!(&*back, &first, "{}", text);
        prop_assert_eq!(text_of(&back), text, "byte for byte");
    }
}
