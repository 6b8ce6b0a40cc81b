//! The columns of every kind of record, as the help of `frontline import` lists them.

use crate::domain::portable::Kind;
use crate::exchange;

/// How wide a line becomes, in columns of the terminal.
const WIDTH: usize = 78;

/// The columns of every kind, and what else they may be called.
pub(super) fn told() -> String {
    let kinds = Kind::ALL.map(|kind| {
        let (own, other) = (exchange::columns(kind).iter().copied(), exchange::other_headers(kind));
        format!("\n{}:\n{}  also read:\n{}", kind.name(), lines(own, ", "), lines(other, ", "))
    });
    let head = "Columns of CSV, in any order and case, with blanks or `_`. Only the first is needed, and what tells who or \
                what it is; other columns are kept as custom fields. Several values in a cell stand with `;` between \
                them. JSON Lines has the same names, with `address`, `payment_methods`, `variants`, `lines`, `payments`, \
                `shipments`, `entries`, `readings`, `reports` as records of their own.";
    format!("{head}\n{}", kinds.concat())
}

/// Words in lines of their own, indented.
pub(super) fn lines(words: impl Iterator<Item = impl AsRef<str>>, between: &str) -> String {
    let mut lines = vec![String::new()];
    for word in words {
        let word = word.as_ref();
        if lines.last().is_some_and(|line| line.len() + word.len() + 6 > WIDTH) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            let before = if line.is_empty() { "    " } else { between };
            *line = format!("{line}{before}{word}");
        }
    }
    lines.join(&format!("{}\n", between.trim_end())) + "\n"
}
