//! What an answer's template may say. Steps are counted, but one step can make a text of any length; so whatever could make
//! a text out of two, again and again, is left out: joining and repeating, lists of several, blocks that keep a text.

use minijinja::{Environment, UndefinedBehavior, filters};

/// The blocks that an answer may have.
const BLOCKS: [&str; 8] = ["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"];

/// Signs that join or repeat texts, or begin a map.
const JOINING: [char; 4] = ['~', '+', '*', '{'];

/// What takes several things, with a comma between them. Each gives back one of them, or a short question.
const TAKES_SEVERAL: [&str; 2] = ["plural", "choose"];

/// An environment that knows what an answer may ask for, and nothing else.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    // What is missing in a text is a gap and never nothing at all.
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.add_filter("upper", filters::upper);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("title", filters::title);
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("first", filters::first);
    environment.add_filter("last", filters::last);
    environment.add_filter("length", filters::length);
    environment.add_filter("round", filters::round);
    environment
}

/// Whether everything between the brackets of a template is allowed.
pub(super) fn is_allowed(body: &str) -> bool {
    let tags = body.match_indices('{').filter_map(|(at, _)| body.get(at + 1..));
    tags.into_iter().all(|tag| match tag.chars().next() {
        Some('{') => joins_nothing(tag),
        Some('%') => is_block(tag) && joins_nothing(tag),
        Some(_) | None => true,
    })
}

fn is_block(tag: &str) -> bool {
    let words = tag.trim_start_matches(['%', '-', '+']).trim_start();
    let end = words.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(words.len());
    words.get(..end).is_some_and(|word| BLOCKS.contains(&word))
}

/// Whether no sign that joins stands outside of quotes until the brackets close, and no comma but between what is handed
/// to something that takes several.
fn joins_nothing(tag: &str) -> bool {
    let (mut quote, mut before, mut is_first) = (None, ' ', true);
    let mut opened = Vec::new();
    for (at, c) in tag.char_indices().skip(1) {
        match quote {
            // What a backslash stands before closes nothing; too long a quote is only refused too often.
            Some(open) if c == open && before != '\\' => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '}' && matches!(before, '}' | '%' | '-' | '+') => return true,
            // `{%+` only says that the blanks before the tag stay.
            None if JOINING.contains(&c) && !is_first => return false,
            None if matches!(c, '(' | '[') => opened.push(c == '(' && takes_several(tag.get(..at).unwrap_or_default())),
            None if matches!(c, ')' | ']') => drop(opened.pop()),
            None if c == ',' && opened.last() != Some(&true) => return false,
            Some(_) | None => {}
        }
        (before, is_first) = (if before == '\\' { ' ' } else { c }, false);
    }
    true
}

/// Whether a tag ends in the name of something that takes several. A name within a name is none.
fn takes_several(before: &str) -> bool {
    let before = before.trim_end();
    let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_');
    let is_within = name.trim_end().ends_with('.');
    !is_within && before.get(name.len()..).is_some_and(|name| TAKES_SEVERAL.contains(&name))
}
