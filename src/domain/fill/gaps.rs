//! Gaps: how one stands in a text, and where the next one is. A gap is found by its look alone, in whatever text it came to
//! stand.

use std::ops::Range;

/// A gap as it stands in a text: `[order.tracking]`, `[? which day]`; what another system would have filled, word for word.
pub(super) fn shown(name: &str) -> String {
    if name.starts_with(['#', '%', '{']) {
        return name.to_owned();
    }
    if name.starts_with("? ") || is_path(name) { format!("[{name}]") } else { format!("[? {name}]") }
}

/// The first place in a text that is still to be filled: a gap that an answer left, or what some system would have filled.
#[must_use]
pub fn first(text: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let length = bracketed(rest).or_else(|| foreign(rest)).or_else(|| tag(rest))?;
        Some(at..at + length)
    })
}

/// Every such place, in the order of the text.
pub fn all(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = first(text.get(from..)?)?;
        let range = from + found.start..from + found.end;
        from = range.end;
        Some(range)
    })
}

/// The length of a gap with which a text begins.
fn bracketed(text: &str) -> Option<usize> {
    let name = text.strip_prefix('[')?;
    let name = name.get(..name.find([']', '\n'])?)?;
    let ends = text.get(name.len() + 1..)?.starts_with(']');
    (ends && (is_path(name) || name.starts_with("? "))).then_some(name.len() + 2)
}

/// The length of what another system would have filled, with which a text begins: `#{ticket.number}`, `%{ticket.number}`,
/// `{%customer.fullName,fallback=there%}`.
pub(super) fn foreign(text: &str) -> Option<usize> {
    let (inner, end) = ["#{", "%{"]
        .into_iter()
        .find_map(|open| text.strip_prefix(open).map(|inner| (inner, "}")))
        .or_else(|| text.strip_prefix("{%").map(|inner| (inner, "%}")))?;
    let inner = inner.get(..inner.find(end)?)?;
    let name = inner.split(',').next().unwrap_or_default();
    let has_blanks = name.contains(char::is_whitespace) || name.is_empty();
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let is_known = end == "%}" && !name.contains('.') && name != "subject";
    (!has_blanks && is_name && !is_known && !inner.contains('\n')).then_some(2 + inner.len() + end.len())
}

/// The length of a template's own brackets with which a text begins.
fn tag(text: &str) -> Option<usize> {
    let (inner, end) = text
        .strip_prefix("{{")
        .map(|inner| (inner, "}}"))
        .or_else(|| text.strip_prefix("{%").map(|inner| (inner, "%}")))?;
    Some(4 + inner.find(end)?)
}

/// Whether it is the name of a variable within another.
fn is_path(name: &str) -> bool {
    name.contains('.') && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_found_by_its_look() {
        let found = |text: &'static str| first(text).and_then(|at| text.get(at));
        assert_eq!(found("Order [order.tracking] left"), Some("[order.tracking]"));
        assert_eq!(found("on [? which day?] then"), Some("[? which day?]"));
        assert_eq!(found("see [1] and [ours] (e.g.) [what?]"), None);
        assert_eq!(found("[not closed order.ref"), None);
        assert_eq!(found("[a\n.b] [a.b]"), Some("[a.b]"));
        assert_eq!(found("Dear #{ticket.customer.firstname},"), Some("#{ticket.customer.firstname}"));
        assert_eq!(found("Dear {%customer.fullName,fallback=there%}"), Some("{%customer.fullName,fallback=there%}"));
        assert_eq!(found("No %{ticket.number}: {{ x }}"), Some("%{ticket.number}"));
        assert_eq!(found("{ {{ x }}"), Some("{{ x }}"));
        assert_eq!(found("100 % {of} #{ 1 } it {{ and on"), None);
    }

    #[test]
    fn what_is_shown_is_found() {
        for name in ["order.ref", "? gift card / original method", "nonsense", "#{a.b}", "{%user.jobTitle%}", "wörter"]
        {
            let shown = shown(name);
            assert_eq!(first(&format!("é {shown} é")), Some(3..3 + shown.len()), "{shown}");
        }
    }
}
