//! What a team wants of its texts, as it stands in a configuration: `[writing]`.

use std::path::PathBuf;

use super::reader::Table;
use crate::domain::proof::{Banned, HouseStyle, Kind, Rule};

/// How texts are proofread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// What is wanted of them.
    pub style: HouseStyle,
    /// Where the dictionaries are; `None` for where the system keeps them.
    pub dictionaries: Option<PathBuf>,
}

impl Writing {
    pub(super) fn over(self, table: &Table<'_>) -> Self {
        let folder = table.text_or("dictionaries", self.dictionaries.map(|folder| folder.display().to_string()));
        let HouseStyle { spelling, rules, refuses, words, banned } = self.style;
        let style = HouseStyle {
            spelling: table.choices("spelling", Kind::ALL, Kind::name).unwrap_or(spelling),
            rules: table.choices("rules", Rule::ALL, Rule::name).unwrap_or(rules),
            refuses: table.choices("refuses", Rule::ALL, Rule::name).unwrap_or(refuses),
            words: table.texts("words").unwrap_or(words),
            banned: table.table("banned", phrases).unwrap_or(banned),
        };
        Self { style, dictionaries: folder.map(PathBuf::from) }
    }
}

/// Phrases with what is said instead: a text, a list of them, or nothing.
fn phrases(table: &Table<'_>) -> Vec<Banned> {
    let written = |text: &String| !text.is_empty();
    let lines = table.lines().into_iter();
    lines
        .map(|(phrase, instead, _)| Banned { phrase, instead: instead.into_iter().filter(written).collect() })
        .collect()
}
