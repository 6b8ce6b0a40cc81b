//! The file of macros, `macros.toml` beside the settings: a list that a team lead can read, and to which the desk adds.

use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{ConfigError, Finding};
use crate::domain::macros::Macro;

/// What the file begins with where the desk makes it.
pub const HEAD: &str = "# Macros: each is a line as it is typed after `;`, with a name and a letter that runs it after `m`.\n\
                        # {order} and {customer} are those at hand; {ask:amount} is asked for.\n";

/// The macros of a file.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct File {
    macros: Vec<Macro>,
}

/// The macros of a file; none where there is no file.
///
/// # Errors
/// When it cannot be read or is wrong.
pub fn load(file: &Path) -> Result<Vec<Macro>, ConfigError> {
    match std::fs::read_to_string(file) {
        Ok(text) => parse(&text, &file.display().to_string()).map_err(|finding| ConfigError::Wrong(vec![finding])),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(ConfigError::Unreadable { file: file.to_owned(), cause }),
    }
}

/// Reads the text of a file, which findings call `name`.
fn parse(text: &str, name: &str) -> Result<Vec<Macro>, Finding> {
    let at = |offset: usize, message: String| Finding::at(name, text, offset, message);
    let file: File = toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        at(offset, format!("{}; a macro is [[macros]] with name, key and say", error.message()))
    })?;
    for (place, kept) in file.macros.iter().enumerate() {
        let offset = text.match_indices("[[macros]]").nth(place).map_or(0, |(offset, _)| offset);
        if kept.name.trim().is_empty() || kept.say.trim().is_empty() {
            return Err(at(offset, "a macro needs a name and a line to say".to_owned()));
        }
        if kept.key.chars().count() > 1 {
            return Err(at(offset, format!("`{}` is no letter; a macro has one for its key, or none", kept.key)));
        }
        let twice = file.macros.iter().take(place).find(|other| !kept.key.is_empty() && other.key == kept.key);
        if let Some(other) = twice {
            return Err(at(offset, format!("`{}` runs `{}` already; take another letter", kept.key, other.name)));
        }
    }
    Ok(file.macros)
}

/// A macro as it is added to the file.
#[must_use]
pub fn written(kept: &Macro) -> String {
    toml::to_string(&File { macros: vec![kept.clone()] }).map(|text| format!("\n{text}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_reads_back() {
        let kept = |name: &str, key: &str| Macro {
            name: name.to_owned(),
            key: key.to_owned(),
            say: "cancel {order} reason: \"a; b\"".to_owned(),
        };
        let all = [kept("Cancel", "c"), kept("Cancel \"again\"", "")];
        let text = all.iter().fold(HEAD.to_owned(), |text, kept| text + &written(kept));
        assert_eq!(parse(&text, "macros.toml").unwrap(), all, "{text}");
        let said = |text: &str| parse(text, "macros.toml").unwrap_err().to_string();
        assert!(said("[[macros]]\nname = \"x\"\n").contains("needs a name and a line"));
        assert!(said("[[macros]]\nname = 7").starts_with("macros.toml:2:"));
        let twice = "[[macros]]\nname = \"x\"\nsay = \"undo\"\nkey = \"k\"\n".repeat(2);
        assert!(said(&twice).starts_with("macros.toml:5:1: `k` runs `x` already"), "{}", said(&twice));
    }

    #[test]
    fn without_a_file_there_is_none() {
        assert!(load(Path::new("/nowhere/macros.toml")).unwrap().is_empty());
    }
}
