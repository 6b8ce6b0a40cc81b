//! The columns of every kind of record, as the help of `frontline import` lists them.

use crate::domain::portable::Kind;
use crate::exchange;

/// How wide a line becomes, in columns of the terminal.
const WIDTH: usize = 100;

/// The columns of every kind, and what else they may be called.
pub(super) fn told() -> String {
    let mut text = "Columns of CSV. Only the first is needed, and what tells who or what it is; other columns are kept as custom \
                    fields.\nSeveral values in a cell stand with `;` between them. JSON Lines has the same names, with \
                    `address`, `payment_methods`,\n`variants`, `lines`, `payments`, `shipments` as records of their own.\n"
        .to_owned();
    for kind in Kind::ALL {
        text += &format!("\n{}:\n{}", kind.name(), lines(exchange::columns(kind).iter().copied(), ", "));
        text += &format!("  also read, with blanks or `_`:\n{}", lines(exchange::other_headers(kind), ", "));
    }
    text
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
