//! Another customer's name in a text: that of a file that was open before, or whoever is greeted.

use std::fmt;
use std::ops::Range;

use super::run::{Run, folded, runs, said};
use super::{Mark, Rule};
use crate::domain::masked::masked;

/// What a customer is called.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({})", masked(&self.full()))
    }
}

impl Name {
    /// Both names.
    #[must_use]
    pub fn full(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }
}

/// Whose matter a text is about, and whose it is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// This customer; empty where nobody is known.
    pub own: Name,
    /// What else may be said here: the company, the agent, the business.
    pub fitting: Vec<String>,
    /// The customers of the other files.
    pub others: Vec<Name>,
}

/// The longest name that is greeted, in words.
const GREETED: usize = 4;

/// By what a greeting begins, by language, as folded words.
const GREETINGS: [(&str, &[&str]); 6] = [
    ("en", &["dear", "hello", "hi", "hey", "good morning", "good afternoon", "good evening"]),
    ("de", &["liebe", "lieber", "hallo", "sehr geehrte", "sehr geehrter", "guten tag", "guten morgen", "moin"]),
    ("fr", &["cher", "chere", "bonjour", "bonsoir"]),
    ("es", &["estimado", "estimada", "querido", "querida", "hola", "buenos dias", "buenas tardes"]),
    ("it", &["gentile", "egregio", "egregia", "caro", "cara", "buongiorno", "buonasera", "salve"]),
    ("nl", &["beste", "geachte", "hallo", "goedemorgen", "goedemiddag", "goedenavond"]),
];

/// What stands before a family name.
const TITLES: [&str; 29] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "herr",
    "herrn",
    "frau",
    "doktor",
    "monsieur",
    "madame",
    "mademoiselle",
    "mme",
    "senor",
    "senora",
    "sr",
    "sra",
    "don",
    "dona",
    "signor",
    "signora",
    "signore",
    "dott",
    "mevrouw",
    "meneer",
    "heer",
];

/// Who is greeted without a name, and what belongs to one without being it.
const NOBODY: [&str; 46] = [
    "customer",
    "customers",
    "team",
    "all",
    "everyone",
    "everybody",
    "there",
    "sir",
    "madam",
    "sirs",
    "folks",
    "friend",
    "friends",
    "again",
    "thanks",
    "thank",
    "you",
    "and",
    "or",
    "both",
    "colleague",
    "colleagues",
    "kunde",
    "kundin",
    "kunden",
    "damen",
    "herren",
    "und",
    "zusammen",
    "client",
    "cliente",
    "klant",
    "et",
    "y",
    "e",
    "en",
    "von",
    "van",
    "de",
    "der",
    "den",
    "di",
    "da",
    "la",
    "le",
    "zu",
];

pub(super) fn marks(text: &str, tongue: &str, names: &Names) -> Vec<Mark> {
    let runs = runs(text);
    let mut marks = greeted(text, tongue, &runs, names).into_iter().collect::<Vec<_>>();
    let own = own_words(names);
    for other in &names.others {
        let (given, family) = (folded(&other.given), folded(&other.family));
        let full: Vec<String> = given.iter().chain(&family).cloned().collect();
        if !given.is_empty() && !family.is_empty() && !full.iter().all(|word| own.contains(word)) {
            let instead = Some(names.own.full()).filter(|name| !name.is_empty());
            marks.extend(
                said(text, &runs, &full).into_iter().map(|range| Mark::new(range, Rule::Name, instead.clone())),
            );
        }
        if family.iter().all(|word| own.contains(word)) {
            continue;
        }
        let instead = Some(names.own.family.clone()).filter(|name| !name.is_empty());
        let alone = said(text, &runs, &family).into_iter().filter(|range| is_capital(text, range));
        marks.extend(alone.map(|range| Mark::new(range, Rule::Name, instead.clone())));
    }
    marks
}

/// The name in the greeting, once that is written to its end, where it is none of this customer's.
fn greeted(text: &str, tongue: &str, runs: &[Run], names: &Names) -> Option<Mark> {
    let own = own_words(names);
    if names.own == Name::default() {
        return None;
    }
    let line = text.trim_start().lines().next()?;
    let begins = text.len() - text.trim_start().len();
    let end = begins + line.find([',', '!', ':', '.']).unwrap_or(line.len());
    // A line that is still being written has no end yet.
    if end == text.len() {
        return None;
    }
    let in_line: Vec<&Run> = runs.iter().filter(|run| run.range.end <= end).collect();
    let (_, greetings) = GREETINGS.iter().find(|(of, _)| *of == tongue)?;
    let length = |greeting: &&str| {
        let words: Vec<&str> = greeting.split(' ').collect();
        let said = in_line.iter().zip(&words).take_while(|(run, word)| run.folded == **word).count();
        (said == words.len()).then_some(said)
    };
    let after = in_line.get(greetings.iter().filter_map(length).max()?..)?;
    let titled = after.iter().take_while(|run| TITLES.contains(&run.folded.as_str())).count();
    let name = after.get(titled..).filter(|name| (1..=GREETED).contains(&name.len()))?;
    let is_name = |run: &&Run| is_capital(text, &run.range) || NOBODY.contains(&run.folded.as_str());
    let fits = |run: &&Run| {
        own.iter().any(|word| word.starts_with(&run.folded) && (run.folded.len() > 2 || *word == run.folded))
    };
    let all_named = name.iter().copied().all(|run| is_name(&run));
    let strange: Vec<&Run> =
        name.iter().copied().filter(|run| !fits(run) && !NOBODY.contains(&run.folded.as_str())).collect();
    if !all_named || strange.is_empty() {
        return None;
    }
    let range = name.first()?.range.start..name.last()?.range.end;
    let Name { given, family } = &names.own;
    let said = match (titled > 0, name.len()) {
        (true, _) => family.clone(),
        (false, 1) if !given.is_empty() => given.clone(),
        (false, _) => names.own.full(),
    };
    Some(Mark::new(range, Rule::Name, Some(said).filter(|said| !said.is_empty())))
}

/// The folded words of everything that may be said here.
fn own_words(names: &Names) -> Vec<String> {
    let Names { own, fitting, .. } = names;
    [&own.given, &own.family].into_iter().chain(fitting).flat_map(|name| folded(name)).collect()
}

fn is_capital(text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()).and_then(|word| word.chars().next()).is_some_and(|c| !c.is_lowercase())
}
