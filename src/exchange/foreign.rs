//! The spellings in which answers of other systems ask for what is known, put into our own as they come in. What has no
//! counterpart here stays word for word; it is told, and counts as unfilled.

mod liquid;
mod names;

use crate::domain::portable::Portable;

/// A text in pieces: plain, or what stands between brackets of some system.
enum Piece<'a> {
    /// As it stands.
    Plain(&'a str),
    /// Between `{{` and `}}`: whole, and what is inside.
    Value(&'a str, &'a str),
    /// Between `{%` and `%}`.
    Tag(&'a str, &'a str),
    /// Between `#{` and `}`.
    Hash(&'a str, &'a str),
    /// Between `%{` and `}`.
    Percent(&'a str, &'a str),
}

type Make = for<'a> fn(&'a str, &'a str) -> Piece<'a>;

/// Which brackets there are.
const BRACKETS: [(&str, &str, Make); 4] =
    [("{{", "}}", Piece::Value), ("{%", "%}", Piece::Tag), ("#{", "}", Piece::Hash), ("%{", "}", Piece::Percent)];

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut plain, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let piece = BRACKETS.iter().find_map(|(open, close, make)| {
            let inner = rest.strip_prefix(open)?;
            let inner = inner.get(..inner.find(close)?).filter(|inner| !inner.contains(['{', '\n']))?;
            Some((rest.get(..open.len() + inner.len() + close.len())?, inner, make))
        });
        let Some((whole, inner, make)) = piece else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        pieces.extend(text.get(plain..at).filter(|before| !before.is_empty()).map(Piece::Plain));
        pieces.push(make(whole, inner));
        at += whole.len();
        plain = at;
    }
    pieces.extend(text.get(plain..).filter(|rest| !rest.is_empty()).map(Piece::Plain));
    pieces
}

/// A text with every spelling of another system that has a counterpart in ours. What is in ours stays as it is.
#[must_use]
pub(super) fn translated(text: &str) -> String {
    let mut liquid = liquid::Blocks::default();
    let pieces = pieces(text);
    let written = pieces.iter().map(|piece| match piece {
        Piece::Plain(plain) => liquid.between(plain),
        Piece::Value(whole, inner) => liquid::value(inner).unwrap_or_else(|| (*whole).to_owned()),
        Piece::Tag(whole, inner) => {
            freescout(inner).or_else(|| liquid.tag(inner)).unwrap_or_else(|| (*whole).to_owned())
        }
        Piece::Hash(whole, inner) => named(names::ZAMMAD, inner).unwrap_or_else(|| (*whole).to_owned()),
        Piece::Percent(whole, inner) => named(names::OSTICKET, inner).unwrap_or_else(|| (*whole).to_owned()),
    });
    let written: String = written.collect();
    // Blocks that were not closed are no blocks.
    if liquid.is_open() { text.to_owned() } else { written }
}

fn named(names: names::Names, inner: &str) -> Option<String> {
    names::counterpart(names, inner.trim()).map(|own| format!("{{{{ {own} }}}}"))
}

/// `{%customer.fullName,fallback=there%}`.
fn freescout(inner: &str) -> Option<String> {
    let (name, fallback) = match inner.split_once(",fallback=") {
        Some((name, fallback)) => (name, Some(fallback)),
        None => (inner, None),
    };
    let own = names::counterpart(names::FREESCOUT, name.trim())?;
    Some(match fallback {
        Some(other) => format!("{{{{ {own} | default(\"{}\") }}}}", other.trim().replace(['"', '\\'], "'")),
        None => format!("{{{{ {own} }}}}"),
    })
}

/// What another system would have filled in the answer of a record, and nothing here does, word for word.
#[must_use]
pub fn unfilled(record: &Portable) -> Vec<String> {
    let Portable::Answer(answer) = record else { return Vec::new() };
    let texts = [answer.body.as_str(), answer.spoken.as_str()];
    let foreign = |piece: Piece<'_>| match piece {
        Piece::Value(whole, inner) if names::is_foreign(liquid::name_of(inner)) => Some(whole.to_owned()),
        Piece::Tag(whole, inner) if is_freescout(inner) || liquid::is_foreign(inner) => Some(whole.to_owned()),
        Piece::Hash(whole, inner) | Piece::Percent(whole, inner) if is_name(inner) => Some(whole.to_owned()),
        Piece::Plain(_) | Piece::Value(..) | Piece::Tag(..) | Piece::Hash(..) | Piece::Percent(..) => None,
    };
    texts.into_iter().flat_map(pieces).filter_map(foreign).collect()
}

fn is_freescout(inner: &str) -> bool {
    let name = inner.split(',').next().unwrap_or_default();
    is_name(name) && name.contains('.')
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

#[cfg(test)]
mod tests;
