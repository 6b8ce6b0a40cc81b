//! The words of a line with their places in it. What stands in quotes is one word, whatever is in it.

use std::ops::Range;

/// A word of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'l> {
    pub(super) text: &'l str,
    pub(super) at: Range<usize>,
    pub(super) quoting: Quoting,
}

/// Whether a word stood in quotes, and is only ever itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    Plain,
    Quoted,
}

impl<'l> Token<'l> {
    /// The word where it may mean more than itself.
    pub(super) fn plain(&self) -> Option<&'l str> {
        (self.quoting == Quoting::Plain).then_some(self.text)
    }
}

/// The words of each action of a line, and where the action ends.
pub(super) fn actions(line: &str) -> Vec<(Vec<Token<'_>>, usize)> {
    let mut actions = Vec::new();
    let mut action = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
        } else if rest.starts_with(';') {
            actions.push((std::mem::take(&mut action), at));
            at += 1;
        } else if let Some(quoted) = rest.strip_prefix('"') {
            let text = quoted.split('"').next().unwrap_or_default();
            let end = (at + text.len() + 2).min(line.len());
            action.push(Token { text, at: at..end, quoting: Quoting::Quoted });
            at = end;
        } else {
            let text = rest.split(|c: char| c.is_whitespace() || c == ';').next().unwrap_or(rest);
            action.push(Token { text, at: at..at + text.len(), quoting: Quoting::Plain });
            at += text.len();
        }
    }
    actions.push((action, line.len()));
    actions
}

/// The words as one text.
pub(super) fn joined(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// Where the words stand; `end` where there are none.
pub(super) fn place(tokens: &[Token<'_>], end: usize) -> Range<usize> {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.at.start..last.at.end,
        _ => end..end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_one_word() {
        let line = r#"cancel W1 "no; not -> this" ;undo"#;
        let actions = actions(line);
        let words = |at: usize| actions[at].0.iter().map(|token| token.text).collect::<Vec<_>>();
        assert_eq!((words(0), words(1)), (vec!["cancel", "W1", "no; not -> this"], vec!["undo"]));
        assert_eq!(line.get(place(&actions[0].0, 0)).unwrap(), r#"cancel W1 "no; not -> this""#);
        assert_eq!(actions[0].0[2].plain(), None);
    }

    #[test]
    fn a_quote_that_is_not_closed_ends_with_the_line() {
        let all = actions("a \"ü");
        assert_eq!((all[0].0[1].text, all[0].0[1].at.clone()), ("ü", 2..5));
    }
}
