//! The template language of Zendesk and Chatwoot, as far as canned texts use it: values with filters, `if`, `unless`,
//! `case`.

use super::names::{BRACES, counterpart, is_foreign as is_foreign_name};

/// Filters, each with ours; what follows their colon is kept where ours takes it too.
const FILTERS: [(&str, &str, Takes); 6] = [
    ("upcase", "upper", Takes::Nothing),
    ("downcase", "lower", Takes::Nothing),
    ("capitalize", "capitalize", Takes::Nothing),
    ("strip", "trim", Takes::Nothing),
    ("date", "date", Takes::Nothing),
    ("default", "default", Takes::Text),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    Text,
}

/// The name with which a value begins.
pub(super) fn name_of(inner: &str) -> &str {
    inner.split('|').next().unwrap_or_default().trim()
}

/// A value with its filters in our spelling; `None` where it is ours already, or has no counterpart.
pub(super) fn value(inner: &str) -> Option<String> {
    let own = counterpart(BRACES, name_of(inner))?;
    let filters: Option<Vec<String>> = inner.split('|').skip(1).map(|written| filter(written.trim())).collect();
    Some(format!("{{{{ {own}{} }}}}", filters?.concat()))
}

fn filter(written: &str) -> Option<String> {
    let (name, argument) = written.split_once(':').unwrap_or((written, ""));
    let (_, own, takes) = FILTERS.into_iter().find(|(foreign, ..)| *foreign == name.trim())?;
    match takes {
        Takes::Nothing => Some(format!(" | {own}")),
        Takes::Text => quoted(argument).then(|| format!(" | {own}({})", argument.trim())),
    }
}

fn quoted(text: &str) -> bool {
    let text = text.trim();
    let within = |quote| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    [within('"'), within('\'')].into_iter().flatten().any(|inner| !inner.contains(['"', '\'', '\\']))
}

/// The blocks that are open at some place of a text.
#[derive(Default)]
pub(super) struct Blocks(Vec<Block>);

enum Block {
    If,
    Unless,
    /// What is compared, and whether something was already.
    Case(String, bool),
}

impl Blocks {
    /// Whether a block was not closed.
    pub(super) fn is_open(&self) -> bool {
        !self.0.is_empty()
    }

    /// A text between two tags; what stands before the first of several cases is none.
    pub(super) fn between(&self, plain: &str) -> String {
        let is_before = matches!(self.0.last(), Some(Block::Case(_, false)));
        if is_before && plain.trim().is_empty() { String::new() } else { plain.to_owned() }
    }

    /// A tag in our spelling; `None` where it is none of these.
    pub(super) fn tag(&mut self, inner: &str) -> Option<String> {
        let (dash, inner) = inner.strip_prefix('-').map_or(("", inner), |inner| ("-", inner));
        let (inner, end) = inner.strip_suffix('-').map_or((inner, ""), |inner| (inner, "-"));
        let (word, rest) = inner.trim().split_once(' ').unwrap_or((inner.trim(), ""));
        let own = match (word, self.0.last_mut()) {
            ("if", _) => {
                self.0.push(Block::If);
                format!("if {}", condition(rest))
            }
            ("unless", _) => {
                self.0.push(Block::Unless);
                format!("if not ({})", condition(rest))
            }
            ("case", _) => {
                self.0.push(Block::Case(condition(rest), false));
                return Some(String::new());
            }
            ("when", Some(Block::Case(subject, begun))) => {
                let word = if *begun { "elif" } else { "if" };
                *begun = true;
                let values = rest.replace(" or ", ",");
                let each = values.split(',').map(|value| format!("{subject} == {}", value.trim()));
                format!("{word} {}", each.collect::<Vec<_>>().join(" or "))
            }
            ("elsif" | "elif", Some(Block::If)) => format!("elif {}", condition(rest)),
            ("else", Some(_)) => "else".to_owned(),
            ("endif", Some(Block::If))
            | ("endunless", Some(Block::Unless))
            | ("endcase", Some(Block::Case(_, true))) => {
                self.0.pop();
                "endif".to_owned()
            }
            _ => return None,
        };
        Some(format!("{{%{dash} {} {end}%}}", own.trim()))
    }
}

/// Whether a tag is of no template of ours.
pub(super) fn is_foreign(inner: &str) -> bool {
    let inner = inner.trim_matches('-').trim();
    let word = inner.split(' ').next().unwrap_or_default();
    let own = ["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"];
    !own.contains(&word) || names(inner).any(is_foreign_name)
}

/// The names in a condition.
fn names(condition: &str) -> impl Iterator<Item = &str> {
    condition.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_'))).filter(|word| word.contains('.'))
}

/// A condition with our names; what stands in quotes stays.
fn condition(text: &str) -> String {
    let (mut own, mut word, mut quote) = (String::new(), String::new(), None);
    let put = |own: &mut String, word: &mut String| {
        own.push_str(&counterpart(BRACES, word).unwrap_or_else(|| word.clone()));
        word.clear();
    };
    for c in text.trim().chars() {
        match quote {
            Some(open) => {
                own.push(c);
                quote = Some(open).filter(|open| *open != c);
            }
            None if c.is_alphanumeric() || matches!(c, '.' | '_') => word.push(c),
            None => {
                put(&mut own, &mut word);
                own.push(c);
                quote = Some(c).filter(|c| matches!(c, '"' | '\''));
            }
        }
    }
    put(&mut own, &mut word);
    own.strip_suffix("!= blank").or_else(|| own.strip_suffix("!= empty")).map_or(own.clone(), |is| is.trim().to_owned())
}
