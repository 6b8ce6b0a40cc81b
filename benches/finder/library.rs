//! Libraries with questions whose answers are known: generated ones of any size, and those that stand in files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use frontline::cli::dev::generate::Random;
use serde::Deserialize;
use serde_json::{Deserializer, json};

use crate::corpus::{COMMON, Writer};
use crate::terminal::PROGRAM;

/// What stands between a title and the phrases on one line.
pub(crate) const MIDDLE_DOT: &str = " · ";

/// A question, and the title of the answer that is right.
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) right: String,
}

/// Scripted answers in a file, and what is asked of them.
pub(crate) struct Library {
    pub(crate) name: String,
    file: PathBuf,
    answers: Vec<Scripted>,
    /// By how they are asked.
    pub(crate) questions: Vec<(String, Vec<Question>)>,
}

/// What is needed of an answer.
#[derive(Deserialize)]
struct Scripted {
    #[serde(rename = "ref")]
    reference: String,
    title: String,
    #[serde(default)]
    phrases: Vec<String>,
}

/// What was asked, and the answer that was taken.
#[derive(Deserialize)]
struct Pick {
    query: String,
    answer: String,
}

impl Library {
    /// A library of so many answers, written to a file, and `asked` questions of each kind: in words of the title, in words
    /// of one of the phrases, and both misspelt.
    pub(crate) fn generated(count: usize, asked: usize, folder: &Path) -> Self {
        let mut writer = Writer::new(1);
        let (mut lines, mut answers) = (String::new(), Vec::with_capacity(count));
        for number in 0..count {
            let (title, body, phrases) = writer.answer();
            let reference = format!("a{number}");
            let record = json!({ "ref": reference, "title": title, "body": body, "phrases": phrases });
            lines.extend([record.to_string().as_str(), "\n"]);
            answers.push(Scripted { reference, title, phrases });
        }
        let file = folder.join(format!("{count}.jsonl"));
        std::fs::write(&file, lines).unwrap();
        let mut random = Random::new(2);
        let questions = [
            ("two to four words of the title", Source::Title, Typing::Right),
            ("two to four words of a phrase", Source::Phrase, Typing::Right),
            ("of the title, one word misspelt", Source::Title, Typing::Misspelt),
            ("of a phrase, one word misspelt", Source::Phrase, Typing::Misspelt),
        ]
        .map(|(name, source, typing)| {
            let questions = (0..asked).map(|_| question(one_of(&answers, &mut random), source, typing, &mut random));
            (name.to_owned(), questions.collect())
        });
        Self { name: format!("{count} answers"), file, answers, questions: questions.into() }
    }

    /// A library in the files `PREFIX.answers.jsonl` and `PREFIX.picks.jsonl`, as `frontline dev fit` reads them, with its
    /// first questions.
    pub(crate) fn read(prefix: &Path, asked: usize) -> Self {
        let [file, picks] =
            ["answers", "picks"].map(|kind| PathBuf::from(format!("{}.{kind}.jsonl", prefix.display())));
        let text =
            |file: &Path| std::fs::read_to_string(file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        let answers: Vec<Scripted> = records(&text(&file));
        let titles: HashMap<&str, &str> =
            answers.iter().map(|answer| (answer.reference.as_str(), answer.title.as_str())).collect();
        let questions = records::<Pick>(&text(&picks)).into_iter().filter_map(|pick| {
            let right = (*titles.get(pick.answer.as_str())?).to_owned();
            // A question of several lines is typed as one.
            let text = pick.query.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(Question { text, right })
        });
        let questions = vec![("as people asked".to_owned(), questions.take(asked).collect())];
        let name = prefix.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { name, file, answers, questions }
    }

    /// How many answers there are.
    pub(crate) fn len(&self) -> usize {
        self.answers.len()
    }

    /// The answers in a store of the desk's.
    pub(crate) fn store(&self, folder: &Path) -> PathBuf {
        let store = folder.join("answers.db");
        let mut command = Command::new(PROGRAM);
        command.arg("--store").arg(&store).args(["import", "answers"]).arg(&self.file).env("HOME", folder);
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        store
    }

    /// The titles in a file, one a line.
    pub(crate) fn titles(&self, folder: &Path) -> PathBuf {
        self.lines(&folder.join("titles"), |answer| answer.title.clone())
    }

    /// The titles in a file, each with its phrases behind it on one line.
    pub(crate) fn phrases(&self, folder: &Path) -> PathBuf {
        self.lines(&folder.join("phrases"), |answer| {
            let phrases = answer.phrases.iter().map(String::as_str);
            let parts = std::iter::once(answer.title.as_str()).chain(phrases);
            parts.collect::<Vec<_>>().join(MIDDLE_DOT).replace('\n', " ")
        })
    }

    fn lines(&self, file: &Path, line: impl Fn(&Scripted) -> String) -> PathBuf {
        let lines: Vec<String> = self.answers.iter().map(line).collect();
        std::fs::write(file, lines.join("\n")).unwrap();
        file.to_owned()
    }
}

fn records<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    Deserializer::from_str(text).into_iter().collect::<Result<_, _>>().unwrap()
}

/// Out of what somebody asks for an answer.
#[derive(Clone, Copy)]
enum Source {
    Title,
    Phrase,
}

/// How well it is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Typing {
    Right,
    Misspelt,
}

fn one_of<'a, T>(all: &'a [T], random: &mut Random) -> &'a T {
    &all[usize::try_from(random.below(u64::try_from(all.len()).unwrap())).unwrap()]
}

/// A question as an agent types it: two to four words in another order, those left out that stand nearly everywhere.
fn question(answer: &Scripted, source: Source, typing: Typing, random: &mut Random) -> Question {
    let text = match source {
        Source::Title => &answer.title,
        Source::Phrase => one_of(&answer.phrases, random),
    };
    let all: Vec<&str> = text.split_whitespace().collect();
    let telling = |word: &&&str| !COMMON.split_whitespace().any(|common| common == **word);
    let mut words: Vec<&str> = all.iter().filter(telling).copied().collect();
    if words.len() < 2 {
        words = all;
    }
    for place in (1..words.len()).rev() {
        words.swap(place, usize::try_from(random.below(u64::try_from(place + 1).unwrap())).unwrap());
    }
    words.truncate(usize::try_from(2 + random.below(3)).unwrap());
    let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    if typing == Typing::Misspelt {
        let longest = words.iter_mut().max_by_key(|word| word.len()).unwrap();
        *longest = random.slip(longest);
    }
    Question { text: words.join(" "), right: answer.title.clone() }
}
