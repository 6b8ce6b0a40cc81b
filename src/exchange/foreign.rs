//! The spellings in which answers of other systems ask for what is known, put into our own as they come in. What has no
//! counterpart here stays word for word; it is told, and counts as unfilled.

mod liquid;
mod names;

use crate::domain::portable::Portable;

/// What a piece of a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As it stands.
    Plain,
    /// Between `{{` and `}}`.
    Value,
    /// Between `{%` and `%}`.
    Tag,
    /// Between `#{` and `}`.
    Hash,
    /// Between `%{` and `}`.
    Percent,
}

/// A piece of a text: the whole of it, and what is inside its brackets.
#[derive(Clone, Copy)]
struct Piece<'a> {
    kind: Kind,
    whole: &'a str,
    inner: &'a str,
}

/// Which brackets there are.
const BRACKETS: [(&str, &str, Kind); 4] =
    [("{{", "}}", Kind::Value), ("{%", "%}", Kind::Tag), ("#{", "}", Kind::Hash), ("%{", "}", Kind::Percent)];

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let plain = |whole| Piece { kind: Kind::Plain, whole, inner: whole };
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(piece) = BRACKETS.iter().find_map(|brackets| bracketed(rest, *brackets)) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        pieces.extend(text.get(from..at).filter(|before| !before.is_empty()).map(plain));
        pieces.push(piece);
        at += piece.whole.len();
        from = at;
    }
    pieces.extend(text.get(from..).filter(|rest| !rest.is_empty()).map(plain));
    pieces
}

/// What stands between these brackets at the beginning of a text.
fn bracketed<'a>(text: &'a str, (open, close, kind): (&str, &str, Kind)) -> Option<Piece<'a>> {
    let inner = text.strip_prefix(open)?;
    let inner = inner.get(..inner.find(close)?).filter(|inner| !inner.contains(['{', '\n']))?;
    let whole = text.get(..open.len() + inner.len() + close.len())?;
    Some(Piece { kind, whole, inner })
}

/// A text with every spelling of another system that has a counterpart in ours. What is in ours stays as it is.
#[must_use]
pub(super) fn translated(text: &str) -> String {
    let mut liquid = liquid::Blocks::default();
    let mut written = String::with_capacity(text.len());
    for Piece { kind, whole, inner } in pieces(text) {
        let own = match kind {
            Kind::Plain => Some(liquid.between(whole)),
            Kind::Value => liquid::value(inner),
            Kind::Tag => freescout(inner).or_else(|| liquid.tag(inner)),
            Kind::Hash => named(names::ZAMMAD, inner),
            Kind::Percent => named(names::OSTICKET, inner),
        };
        written.push_str(own.as_deref().unwrap_or(whole));
    }
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
    let foreign = |Piece { kind, whole, inner }: Piece<'_>| {
        let is_foreign = match kind {
            Kind::Plain => false,
            Kind::Value => names::is_foreign(liquid::name_of(inner)),
            Kind::Tag => is_freescout(inner) || liquid::is_foreign(inner),
            Kind::Hash | Kind::Percent => is_name(inner),
        };
        is_foreign.then(|| whole.to_owned())
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
