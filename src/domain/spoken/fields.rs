//! One action of a line: its verb, and the words after it given to its fields. A word like `with`, `->` or `because` says
//! which field is meant, and so does the name of the field, `reason: broken`; the rest goes to the fields in their order.

use serde_json::{Map, Value};

use super::token::{Token, joined, place};
use super::{Fit, Known, Stop, Unclear, goods, word};
use crate::domain::action::{Action, Field, Form, Need, Reasons, Verb};
use crate::domain::order::Order;
use crate::domain::record::RecordKind;
use crate::domain::text::{fold, fold_reference};
use crate::domain::when;

/// The words after which a method of payment stands.
const BY: [&str; 9] = ["->", "→", "with", "via", "by", "using", "to", "onto", "from"];

/// What of an action was said so far.
struct Gathered<'v, 'l> {
    verb: &'static Verb,
    known: &'v Known<'v>,
    end: usize,
    /// Words that are not given to a field yet.
    head: Vec<Token<'l>>,
    /// Words that stand behind the name of a field, or a word that introduces it.
    behind: Vec<(&'static Field, Vec<Token<'l>>)>,
    values: Map<String, Value>,
    order: Option<&'v Order>,
}

/// The action that some words say.
pub(super) fn action(
    tokens: &[Token<'_>],
    end: usize,
    known: &Known<'_>,
    orders: &mut Vec<String>,
) -> Result<Action, Stop> {
    let stop = |at: std::ops::Range<usize>, why: Unclear| Stop { at, why };
    let first = || place(tokens.get(..1).unwrap_or(tokens), end);
    let (verb, taken) = word::verb(tokens).map_err(|why| stop(first(), why))?;
    let mut gathered =
        Gathered { verb, known, end, head: Vec::new(), behind: Vec::new(), values: Map::new(), order: None };
    gathered.part(tokens.get(taken..).unwrap_or_default());
    gathered.subject()?;
    orders.extend(gathered.order.map(|order| order.reference.clone()));
    for (field, words) in std::mem::take(&mut gathered.behind) {
        let value = gathered.read(field, &words)?;
        gathered.values.insert(field.name.to_owned(), value);
    }
    gathered.eat()?;
    gathered.rest()?;
    gathered.supply()?;
    let mut written = Map::from_iter([("action".to_owned(), Value::from(verb.name))]);
    written.extend(gathered.values);
    Action::read(Value::Object(written)).map_err(|refusal| stop(first(), Unclear::new(refusal.message, Vec::new())))
}

impl<'l> Gathered<'_, 'l> {
    fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.verb.fields()
    }

    fn has(&self, form: Form) -> bool {
        self.fields().any(|field| field.form == form)
    }

    /// Whether goods have to be said: what describes them tells the order too.
    fn is_of_goods(&self) -> bool {
        let goods = |form: Form| matches!(form, Form::Lines | Form::Swaps | Form::Goods);
        self.fields().any(|field| field.need == Need::Needed && goods(field.form))
    }

    /// The words that only one field can mean go behind it, the others into the head.
    fn part(&mut self, tokens: &[Token<'l>]) {
        let mut behind: Option<&'static Field> = None;
        for (at, token) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1).map(|token| token.text).unwrap_or_default();
            if let Some((field, rest)) = token.plain().and_then(|word| self.introduced(word, next)) {
                if let Some(word) = rest {
                    let at = token.at.start..token.at.start + word.len();
                    self.push(behind, Token { text: word, at, quoting: token.quoting });
                }
                behind = Some(field);
                self.behind.push((field, Vec::new()));
            } else {
                self.push(behind, token.clone());
            }
        }
    }

    fn push(&mut self, behind: Option<&'static Field>, token: Token<'l>) {
        match self.behind.iter_mut().rfind(|(field, _)| Some(*field) == behind) {
            Some((_, words)) => words.push(token),
            None => self.head.push(token),
        }
    }

    /// The field that a word introduces, and what of the word stands before that.
    fn introduced(&self, word: &'l str, next: &str) -> Option<(&'static Field, Option<&'l str>)> {
        let unsaid = |field: &&'static Field| self.behind.iter().all(|(said, _)| said != field);
        let free = |form: Form| matches!(form, Form::Reason(_) | Form::Text | Form::Block) && !is_a_word(form);
        let text = || self.fields().filter(unsaid).find(|field| free(field.form));
        if let Some(name) = word.strip_suffix(':').filter(|name| !name.is_empty()) {
            let name = fold(name).replace('-', "_");
            let called = |field: &&'static Field| field.name == name || field.name.replace('_', "") == name;
            let lines = self.has(Form::Address) && name != "address";
            return match self.fields().find(called) {
                Some(field) => Some((field, None)),
                None if lines => None,
                None => text().map(|field| (field, word.strip_suffix(':'))),
            };
        }
        if matches!(word, "because" | "reason") {
            return text().map(|field| (field, None));
        }
        if matches!(word, "due" | "until" | "till") {
            let moment = self.fields().filter(unsaid).find(|field| field.form == Form::Moment);
            return moment.filter(|field| field.need == Need::Optional).map(|field| (field, None));
        }
        let swaps = self.has(Form::Swaps);
        let arrow = matches!(word, "->" | "→");
        let names_method = arrow || !self.known.fits(Form::Method, next, None).is_empty() && !next.is_empty();
        let method = BY.contains(&word) && names_method && !(swaps && (arrow || word == "to"));
        let field = || self.fields().filter(unsaid).find(|field| matches!(field.form, Form::Method | Form::Shares));
        if method { field().map(|field| (field, None)) } else { None }
    }

    /// The record that it is about, and the order that its other fields are read against.
    fn subject(&mut self) -> Result<(), Stop> {
        let Some(field) = self.fields().next() else { return Ok(()) };
        let Form::Record(kind) = field.form else { return Ok(()) };
        let named = self.behind.iter().position(|(said, _)| *said == field).map(|at| self.behind.remove(at));
        let value = match named {
            Some((_, words)) => Some(self.read(field, &words)?),
            None => self.record(kind),
        };
        let goods = self.is_of_goods();
        let value = match value {
            None if kind == RecordKind::Order && goods => self.by_goods().or_else(|| self.at_hand(kind)),
            None => self.at_hand(kind),
            some => some,
        };
        let begun = || self.head.first().map(|token| self.known.fits(field.form, token.text, None)).unwrap_or_default();
        let Some(value) = value else {
            if field.need == Need::Optional {
                return Ok(());
            }
            let (at, narrowed) = match (self.head.first(), begun()) {
                (Some(token), narrowed) if !narrowed.is_empty() => (token.at.clone(), narrowed),
                _ => (self.end..self.end, self.known.fits(field.form, "", None)),
            };
            return Err(Stop { at, why: Unclear::new(format!("say which {}", kind.name()), narrowed) });
        };
        self.order =
            value.as_str().filter(|_| kind == RecordKind::Order).and_then(|reference| self.known.order(reference));
        self.values.insert(field.name.to_owned(), value);
        Ok(())
    }

    /// Takes the record that the head begins with: its number, or, where nothing else tells it, as many words as describe
    /// one.
    fn record(&mut self, kind: RecordKind) -> Option<Value> {
        let goods = self.is_of_goods();
        let is_described = !goods && !matches!(kind, RecordKind::Customer | RecordKind::Contact);
        let words = if is_described { self.head.len().min(6) } else { 1 };
        for count in (1..=words).rev() {
            let Some(front) = self.head.get(..count) else { continue };
            let said = joined(front);
            let Ok(value) = self.known.value(Form::Record(kind), &said, None) else { continue };
            let is_its_number = value.as_str().is_some_and(|number| fold_reference(number) == fold_reference(&said));
            if is_described || is_its_number {
                self.head.drain(..count);
                return Some(value);
            }
        }
        None
    }

    /// The only order in which all that is said to come or go can be found: the marked one, if it is in there.
    fn by_goods(&self) -> Option<Value> {
        let said = joined(&self.head);
        let goes = goods::going(&said);
        let holds = |order: &&Order| {
            let whole = !self.has(Form::Swaps);
            let lines = whole && self.known.value(Form::Lines, &said, Some(order)).is_ok();
            lines || !whole && !goods::matching(goes, order).is_empty()
        };
        let found: Vec<&Order> = self.known.file?.orders.iter().filter(holds).collect();
        let marked = found.iter().find(|order| self.known.is_marked(RecordKind::Order, &order.reference));
        match (marked, found.as_slice()) {
            (Some(order), _) | (None, [order]) if !said.is_empty() => Some(order.reference.as_str().into()),
            _ => None,
        }
    }

    /// The record that is meant where none is said: the marked one, the contact and the customer at hand.
    fn at_hand(&self, kind: RecordKind) -> Option<Value> {
        if let Some((_, reference)) = self.known.marked.as_ref().filter(|(marked, _)| *marked == kind) {
            return Some(reference.as_str().into());
        }
        match self.known.open(kind).as_slice() {
            [one] => Some(one.reference.as_str().into()),
            _ => None,
        }
    }

    /// Gives the front of the head to the fields that take a word or a few.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other field takes what is left")]
    fn eat(&mut self) -> Result<(), Stop> {
        let goods = self.is_of_goods();
        let fields: Vec<_> = self
            .fields()
            .skip(1)
            .chain(self.fields().take(1))
            .filter(|field| !self.values.contains_key(field.name))
            .collect();
        for field in fields {
            let taken = match field.form {
                // What need not be said may be any word of a text: it has to be introduced.
                Form::Moment if field.need == Need::Needed => self.moment(field)?,
                Form::Number | Form::Amount if !goods => self.front(field, 1),
                Form::Choice(_) if !goods => self.front(field, 2),
                Form::Reason(_) if is_a_word(field.form) && field.need == Need::Needed => self.front(field, 3),
                Form::Method if !goods => self.front(field, 4),
                _ => None,
            };
            if let Some(value) = taken {
                self.values.insert(field.name.to_owned(), value);
            }
        }
        Ok(())
    }

    /// As many words at the front, up to so many, as are a value of the field.
    fn front(&mut self, field: &Field, most: usize) -> Option<Value> {
        let exact = |said: &str| match (field.form, field.need) {
            // What need not be said is only meant by its whole name: it may be any word of a text.
            (Form::Choice(words), Need::Optional) => words.contains(&said.replace(' ', "_").as_str()),
            _ => true,
        };
        for count in (1..=most.min(self.head.len())).rev() {
            let said = joined(self.head.get(..count)?);
            if let Some(value) = self.known.value(field.form, &said, self.order).ok().filter(|_| exact(&said)) {
                self.head.drain(..count);
                return Some(value);
            }
        }
        None
    }

    /// A time at the beginning of the head, or at its end: `tue 9 call back`, `call back tue 9`.
    fn moment(&mut self, field: &Field) -> Result<Option<Value>, Stop> {
        if self.head.is_empty() {
            return Ok(None);
        }
        let (said, known) = (joined(&self.head), self.known);
        let wrong = match when::leading(&said, known.now, known.zone) {
            Ok((at, rest)) => {
                let left = rest.split_whitespace().count();
                self.head.drain(..self.head.len().saturating_sub(left));
                return Ok(Some(at.rfc3339().into()));
            }
            Err(error) => error,
        };
        for from in self.head.len().saturating_sub(6)..self.head.len() {
            let Some(back) = self.head.get(from..) else { continue };
            if let Ok(at) = when::read(&joined(back), known.now, known.zone) {
                self.head.truncate(from);
                return Ok(Some(at.rfc3339().into()));
            }
        }
        let fits = known.fits(field.form, "", self.order);
        Err(Stop { at: self.end..self.end, why: Unclear::new(wrong.to_string(), fits) })
    }

    /// Gives what is left of the head to the field that takes any number of words: first one that needs them.
    fn rest(&mut self) -> Result<(), Stop> {
        if self.head.is_empty() {
            return Ok(());
        }
        let takes = |field: &&'static Field| {
            let few = matches!(
                field.form,
                Form::Record(_) | Form::Method | Form::Number | Form::Amount | Form::Moment | Form::Choice(_)
            );
            !self.values.contains_key(field.name) && (!few || field.need == Need::Needed)
        };
        let all = || self.fields().filter(takes);
        let field = all().find(|field| field.need == Need::Needed).or_else(|| all().next());
        let head = std::mem::take(&mut self.head);
        let Some(field) = field else {
            let words = format!("`{}` says nothing here; end the action with ;", joined(&head));
            return Err(Stop { at: place(&head, self.end), why: Unclear::new(words, Vec::new()) });
        };
        let value = self.read(field, &head)?;
        self.values.insert(field.name.to_owned(), value);
        Ok(())
    }

    fn read(&self, field: &Field, words: &[Token<'_>]) -> Result<Value, Stop> {
        if words.is_empty() {
            return Err(Stop { at: self.end..self.end, why: self.asked(field) });
        }
        let value = self.known.value(field.form, &joined(words), self.order);
        value.map_err(|why| Stop { at: place(words, self.end), why })
    }

    /// Supplies what goes without saying, and stops where something is missing.
    fn supply(&mut self) -> Result<(), Stop> {
        for field in self.fields() {
            if self.values.contains_key(field.name) {
                continue;
            }
            let usual = self.known.usual(field, self.order);
            match usual {
                Some(value) => {
                    self.values.insert(field.name.to_owned(), value);
                }
                None if field.need == Need::Needed => {
                    return Err(Stop { at: self.end..self.end, why: self.asked(field) });
                }
                None => {}
            }
        }
        Ok(())
    }

    /// What is to be said next.
    fn asked(&self, field: &Field) -> Unclear {
        let behind = match (matches!(field.form, Form::Method | Form::Shares), self.has(Form::Swaps)) {
            (true, true) => "with ",
            (true, false) => "-> ",
            (false, _) => "",
        };
        let fits = self.known.fits(field.form, "", self.order).into_iter();
        let fits = fits.map(|fit| Fit::new(format!("{behind}{}", fit.text), fit.words)).collect();
        Unclear::new(asked(field), fits)
    }
}

/// Whether a reason is one word of a list rather than a sentence: what a complaint is about, to whom something is referred.
const fn is_a_word(form: Form) -> bool {
    matches!(form, Form::Reason(Reasons::Category | Reasons::Addressee))
}

/// How a field is asked for.
fn asked(field: &Field) -> String {
    match field.form {
        Form::Record(kind) => format!("say which {}", kind.name()),
        Form::Lines => "say which items, or all".to_owned(),
        Form::Goods => "say what is ordered, like 2 x desk lamp".to_owned(),
        Form::Shares => "say what pays, after with".to_owned(),
        Form::Swaps => "say what is to become what, like blue M -> red M".to_owned(),
        Form::Method => format!("say which method of payment is {}", field.name.replace('_', " ")),
        Form::Address | Form::Addresses => "say where it goes: street, postcode and city".to_owned(),
        Form::Methods => "say what pays, like Visa 4471".to_owned(),
        Form::Amount => "say how much".to_owned(),
        Form::Reason(_) => "say why".to_owned(),
        Form::Moment => "say when".to_owned(),
        Form::Name(_)
        | Form::Text
        | Form::Block
        | Form::Number
        | Form::Choice(_)
        | Form::List
        | Form::Choices(_)
        | Form::Action
        | Form::Json => {
            format!("say the {}", field.name.replace('_', " "))
        }
    }
}
