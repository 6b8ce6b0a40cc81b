//! The proof of the text that is being written: what is wrong in it, what may stand there instead, and what the agent says
//! to that. It is read elsewhere, a moment after the last key; until then the marks go along with the text.

use std::collections::BTreeSet;

use super::effect::Effect;
use super::keymap::Order;
use super::over::{self, Over};
use super::sheet::{Sheet, Subject, Writing};
use super::state::{State, Typing};
use crate::domain::masked::Words;
use crate::domain::proof::{Fault, Kind, Manuscript, Mark, Name, Names, Rule, Vocabulary, moved, refused};
use crate::domain::text::words as folded;
use crate::store::Request;
use crate::ui::rule::Tone;
use crate::ui::theme::Role;

/// How many customers are remembered whose files were open before.
const SEEN: usize = 4;

/// How many words are remembered that no product is called by.
const LOOKED_UP: usize = 2_000;

/// The proof of the text that is being written.
#[derive(Default)]
pub(super) struct Proof {
    asked: Option<(Subject, Manuscript)>,
    /// What is wrong with it, words that are known to this desk among it.
    found: Vec<Mark>,
    /// What is wrong with it.
    marks: Vec<Mark>,
    /// The customers whose files were open, the latest first.
    seen: Vec<Name>,
    /// The words that were learned on this store.
    learned: Vec<String>,
    /// The folded words by which products are called, of those that were looked up.
    goods: BTreeSet<String>,
    looked_up: BTreeSet<String>,
    /// What the agent looks at.
    pub(super) about: Option<About>,
}

/// A mark for which something else is looked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct About {
    pub(super) mark: Mark,
    /// What stands there.
    pub(super) marked: String,
    /// What may stand there instead; `None` until that is known.
    pub(super) instead: Option<Vec<String>>,
}

impl Sheet {
    fn name_of_customer(&self) -> Name {
        if let Some(file) = self.file() {
            let details = &file.customer.details;
            return Name { given: details.given_name.clone(), family: details.family_name.clone() };
        }
        let name = self.contact.as_ref().map(|contact| contact.name.trim()).unwrap_or_default();
        let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
        Name { given: given.trim().to_owned(), family: family.to_owned() }
    }

    /// Every text by which words are known: who it is, where they live, what they ordered.
    fn known_texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.ignored.iter().map(String::as_str).collect();
        texts.extend(self.contact.iter().map(|contact| contact.name.as_str()));
        let Some(file) = self.file() else { return texts };
        let details = &file.customer.details;
        texts.extend([details.given_name.as_str(), &details.family_name, &details.company, &details.tier]);
        for address in std::iter::once(&details.address).chain(&details.addresses) {
            texts.extend([address.line1.as_str(), &address.line2, &address.city, &address.region, &address.country]);
        }
        for line in file.orders.iter().flat_map(|order| &order.lines) {
            texts.push(&line.name);
            texts.extend(line.options.values().filter_map(|value| value.as_str()));
        }
        texts
    }
}

impl State {
    /// Has the text that is being written proofread, if it has become another.
    pub(super) fn proofread(&mut self) -> Option<Effect> {
        self.remember_customer();
        let wanted = self.sheet().and_then(|sheet| Some((sheet.subject, self.manuscript(sheet, sheet.writing())?)));
        if wanted == self.proof.asked {
            return None;
        }
        let asked = std::mem::replace(&mut self.proof.asked, wanted);
        let marks = [&mut self.proof.found, &mut self.proof.marks];
        match (asked, &self.proof.asked) {
            (Some((one, old)), Some((other, new))) if one == *other && old.kind == new.kind => {
                for marks in marks {
                    *marks = moved(std::mem::take(marks), &old.text, &new.text);
                }
            }
            _ => marks.into_iter().for_each(Vec::clear),
        }
        let (_, manuscript) = self.proof.asked.clone()?;
        Some(Effect::Proofread(Box::new(manuscript)))
    }

    /// A text was proofread; dropped where it is another by now.
    pub(super) fn was_proofread(&mut self, manuscript: &Manuscript, marks: Vec<Mark>) -> Option<Effect> {
        self.proof.asked.as_ref().filter(|(_, asked)| asked == manuscript)?;
        self.proof.found = marks;
        self.sift();
        self.ask_goods_called_so()
    }

    /// Asks whether a product is called by words that no dictionary has, unless that was asked before.
    fn ask_goods_called_so(&mut self) -> Option<Effect> {
        let misspelt = self.proof.marks.iter().filter(|mark| mark.fault == Fault::Misspelt);
        let mut words: Vec<String> = misspelt.flat_map(|mark| folded(self.marked(mark))).collect();
        words.retain(|word| !self.proof.looked_up.contains(word));
        if self.proof.looked_up.len() > LOOKED_UP {
            self.proof.looked_up.clear();
        }
        self.proof.looked_up.extend(words.iter().cloned());
        let words: Vec<Words> = words.into_iter().map(Words::from).collect();
        (!words.is_empty()).then_some(Effect::Store(Request::KnownWords(words)))
    }

    /// Products are called by these words.
    pub(super) fn words_known(&mut self, words: Vec<String>) {
        self.proof.goods.extend(words);
        self.sift();
    }

    /// These words were learned on this store.
    pub(super) fn words_learned(&mut self, words: Vec<String>) {
        self.proof.learned = words;
        self.sift();
    }

    /// Leaves out of what was found what is right here all the same.
    pub(super) fn sift(&mut self) {
        if self.proof.found.is_empty() {
            self.proof.marks.clear();
            return;
        }
        let (vocabulary, text) = (self.vocabulary(), self.text_read().to_owned());
        let ignored = self.sheet().map(|sheet| sheet.ignored.as_slice()).unwrap_or_default();
        let is_told = |mark: &&Mark| {
            let marked = text.get(mark.range.clone()).unwrap_or_default();
            match mark.fault {
                Fault::Misspelt => !vocabulary.knows(marked),
                Fault::Against(rule) if self.setup.style.refuses.contains(&rule) => true,
                Fault::Against(_) => !ignored.iter().any(|known| known == marked),
            }
        };
        self.proof.marks = self.proof.found.iter().filter(is_told).cloned().collect();
    }

    /// What is wrong in a text of the sheet that shows, in its order. A word that is still being typed is not among it.
    pub(super) fn marks(&self, writing: Writing) -> impl Iterator<Item = (&Mark, Role)> {
        let is_of = |(subject, manuscript): &(Subject, Manuscript)| {
            Some(*subject) == self.shown && manuscript.kind == kind(writing)
        };
        let marks = if self.proof.asked.as_ref().is_some_and(is_of) { self.proof.marks.as_slice() } else { &[] };
        let cursor = self.sheet().filter(|_| self.typing == Typing::Note).map(|sheet| sheet.text(writing).cursor());
        let is_typed = move |mark: &Mark| mark.fault == Fault::Misspelt && Some(mark.range.end) == cursor;
        let role = |mark: &Mark| match mark.fault {
            Fault::Against(rule) if self.setup.style.refuses.contains(&rule) => Role::Bad,
            Fault::Against(_) | Fault::Misspelt => Role::Warn,
        };
        marks.iter().filter(move |mark| !is_typed(mark)).map(move |mark| (mark, role(mark)))
    }

    /// What is said below the text that is written: what is wrong at the cursor, or how much is; and what stands beside it.
    pub(super) fn proof_line(&self, writing: Writing) -> Option<(Role, String, String)> {
        let cursor = self.sheet()?.text(writing).cursor();
        let count = self.marks(writing).count();
        let key = self.setup.keymap.key_of(Order::Suggest);
        let here = self.marks(writing).enumerate().find(|(_, (mark, _))| mark.touches(cursor));
        let Some((place, (mark, role))) = here else {
            return (count > 0).then(|| (Role::Muted, format!("{count} to look at"), format!("{key} the next")));
        };
        let words = mark.words(self.marked(mark));
        Some((role, format!("▲ {words}"), format!("{} of {count}", place + 1)))
    }

    /// Why an order to a marked part of the text cannot be obeyed: the word for it, and the reason.
    pub(super) fn why_not_proof(&self, order: Order) -> Option<(&'static str, &'static str)> {
        if order == Order::Suggest {
            return self.proof.marks.is_empty().then_some(("suggest", "nothing is marked"));
        }
        let here = self.mark_here();
        let word = if order == Order::LearnWord { "learn" } else { "ignore" };
        match here.map(|mark| mark.fault) {
            None => Some((word, "nothing is marked at the cursor")),
            Some(Fault::Against(_)) if order == Order::LearnWord => Some((word, "only a misspelt word can be learned")),
            Some(Fault::Against(rule)) if self.setup.style.refuses.contains(&rule) => {
                Some((word, "no reply is sent with that"))
            }
            Some(_) => None,
        }
    }

    /// Goes to the mark at the cursor, or to the next one, and shows what may stand there instead.
    pub(super) fn suggest(&mut self) -> Vec<Effect> {
        let Some(about) = self.mark_next().map(|mark| self.about(mark.clone())) else { return Vec::new() };
        if let Some(sheet) = self.sheet_mut() {
            sheet.text_mut(sheet.writing()).stand(about.mark.range.start);
        }
        self.proof.about = Some(about);
        over::open(self, Over::suggestions())
    }

    /// The effect of asking what may have been meant by the word that is looked at.
    pub(super) fn ask_suggestions(&self) -> Option<Effect> {
        let about = self.proof.about.as_ref().filter(|about| about.instead.is_none())?;
        let language = self.proof.asked.as_ref().map(|(_, manuscript)| manuscript.language.clone())?;
        Some(Effect::Suggest { word: about.marked.as_str().into(), language })
    }

    /// What may have been meant by a word.
    pub(super) fn suggested(&mut self, word: &str, words: Vec<String>) {
        if let Some(about) = self.proof.about.as_mut().filter(|about| about.marked == word) {
            about.instead = Some(words);
        }
    }

    /// Puts a text in the place of what is looked at.
    pub(super) fn put_instead(&mut self, text: &str) {
        let Some(About { mark, marked, .. }) = self.proof.about.take() else { return };
        let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.takes_note()) else { return };
        let editor = sheet.text_mut(sheet.writing());
        // It may have been written elsewhere meanwhile.
        if editor.text().get(mark.range.clone()) == Some(marked.as_str()) {
            editor.exchange(mark.range, text);
        }
    }

    /// Lets something that is marked stand in this contact.
    pub(super) fn ignore_mark(&mut self, meant: Option<About>) {
        let Some(About { marked, .. }) = meant else { return };
        if let Some(sheet) = self.sheet_mut() {
            sheet.ignored.push(marked.clone());
        }
        self.sift();
        self.say(Tone::Quiet, format!("\"{marked}\" may stand so in this contact"));
    }

    /// Learns a marked word for everybody on this store.
    pub(super) fn learn_mark(&mut self, meant: Option<About>) -> Vec<Effect> {
        let is_word = |about: &About| about.mark.fault == Fault::Misspelt;
        let Some(About { marked, .. }) = meant.filter(is_word) else { return Vec::new() };
        self.proof.learned.push(marked.clone());
        self.sift();
        self.say(Tone::Quiet, format!("✓ Learned \"{marked}\": it is right for everybody here"));
        vec![Effect::Store(Request::LearnWord { word: marked.into(), agent: self.setup.agent.clone(), at: self.now })]
    }

    /// Why the reply is not sent as it stands, with the mark to which that is due.
    pub(super) fn refused_reply(&self) -> Option<(Mark, String)> {
        let sheet = self.sheet()?;
        let manuscript = self.manuscript(sheet, Writing::Reply)?;
        let mark = refused(&manuscript, &self.setup.style)?;
        let marked = manuscript.text.get(mark.range.clone()).unwrap_or_default();
        let why = match (mark.fault, mark.instead.first()) {
            (Fault::Against(Rule::Gap), _) => format!("fill in {marked} first"),
            (Fault::Against(Rule::Promise), _) => mark.words(marked),
            (_, Some(instead)) => format!("{}; say \"{}\"", mark.words(marked), instead.trim()),
            (_, None) => format!("{}; leave it out", mark.words(marked)),
        };
        Some((mark, why))
    }

    /// The text that was read last.
    fn text_read(&self) -> &str {
        self.proof.asked.as_ref().map_or("", |(_, manuscript)| manuscript.text.as_str())
    }

    /// What stands where a mark is.
    fn marked(&self, mark: &Mark) -> &str {
        self.text_read().get(mark.range.clone()).unwrap_or_default()
    }

    /// The mark at the cursor.
    fn mark_here(&self) -> Option<&Mark> {
        let sheet = self.sheet()?;
        let cursor = sheet.text(sheet.writing()).cursor();
        self.proof.marks.iter().find(|mark| mark.touches(cursor))
    }

    /// The mark at the cursor unless it was just looked at; else the next one, around the end of the text.
    fn mark_next(&self) -> Option<&Mark> {
        let sheet = self.sheet()?;
        let cursor = sheet.text(sheet.writing()).cursor();
        let seen = self.proof.about.as_ref().map(|about| &about.mark).filter(|mark| mark.range.start == cursor);
        let here = self.mark_here().filter(|mark| seen != Some(*mark));
        let next = self.proof.marks.iter().find(|mark| mark.range.start > cursor);
        here.or(next).or(self.proof.marks.first())
    }

    /// What is marked at the cursor.
    pub(super) fn meant_here(&self) -> Option<About> {
        self.mark_here().map(|mark| self.about(mark.clone()))
    }

    fn about(&self, mark: Mark) -> About {
        let instead = (mark.fault != Fault::Misspelt).then(|| mark.instead.clone());
        About { marked: self.marked(&mark).to_owned(), mark, instead }
    }

    /// A text of a sheet as it is read; `None` where there is nothing to read in it.
    fn manuscript(&self, sheet: &Sheet, writing: Writing) -> Option<Manuscript> {
        let (text, kind) = (sheet.text(writing).text(), kind(writing));
        if text.is_empty() || !sheet.takes_note() || !self.setup.style.reads(kind) {
            return None;
        }
        // The note is for the next agent, the reply for the customer.
        let theirs = sheet.file().map(|file| file.customer.details.language.as_str());
        let theirs = theirs.filter(|language| kind == Kind::Reply && !language.is_empty());
        let language = theirs.unwrap_or(&self.setup.house.language).to_owned();
        Some(Manuscript { text: text.to_owned(), kind, language, names: self.names(sheet) })
    }

    /// Whose matter it is, and whose it is not.
    fn names(&self, sheet: &Sheet) -> Names {
        let own = sheet.name_of_customer();
        let company = sheet.file().map(|file| file.customer.details.company.clone());
        let came_as = sheet.contact.as_ref().map(|contact| contact.name.clone());
        let fitting = company.into_iter().chain(came_as).chain([self.setup.agent.clone(), self.setup.shop.clone()]);
        let others = self.proof.seen.iter().filter(|other| **other != own).cloned().collect();
        Names { fitting: fitting.filter(|name| !name.is_empty()).collect(), own, others }
    }

    fn remember_customer(&mut self) {
        let Some(sheet) = self.sheet().filter(|sheet| sheet.file().is_some()) else { return };
        let name = sheet.name_of_customer();
        if self.proof.seen.first() != Some(&name) && !name.family.is_empty() {
            self.proof.seen.retain(|known| *known != name);
            self.proof.seen.insert(0, name);
            self.proof.seen.truncate(SEEN);
        }
    }

    /// The words that are right whatever a dictionary says.
    fn vocabulary(&self) -> Vocabulary {
        let setup = &self.setup;
        let of_house = setup.style.words.iter().chain(&self.proof.learned).chain(&self.proof.goods).map(String::as_str);
        let of_desk = [setup.agent.as_str(), &setup.shop]
            .into_iter()
            .chain(setup.queues.iter().map(|queue| queue.title.as_str()));
        let of_goods = self.products.iter().map(|product| product.name.as_str());
        let offered = self.offers.iter().map(|offer| offer.name.as_str());
        let of_sheet = self.sheet().map(Sheet::known_texts).unwrap_or_default();
        Vocabulary::of(of_house.chain(of_desk).chain(of_goods).chain(offered).chain(of_sheet))
    }
}

const fn kind(writing: Writing) -> Kind {
    match writing {
        Writing::Note => Kind::Note,
        Writing::Reply => Kind::Reply,
    }
}
