//! Adds a macro to the file of macros, which is the team's to read and to change.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::private;
use crate::config::macros::{HEAD, written};
use crate::domain::macros::Macro;

/// Adds it at the end; the words say where it is, or why it is not there.
///
/// # Errors
/// In words, when it cannot be written.
pub(super) fn keep(file: Option<&Path>, kept: &Macro) -> Result<String, String> {
    let Some(file) = file else { return Ok(format!("✓ {} is kept until the desk closes", kept.name)) };
    match add(file, kept) {
        Ok(()) => Ok(format!("✓ {} is kept in {}", kept.name, file.display())),
        Err(error) => Err(format!("▲ {} was not kept in {}: {error}", kept.name, file.display())),
    }
}

fn add(file: &Path, kept: &Macro) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        private::folder(folder)?;
    }
    let is_new = !file.exists();
    let mut open = OpenOptions::new().append(true).create(true).mode(0o600).open(file)?;
    let head = if is_new { HEAD } else { "" };
    open.write_all(format!("{head}{}", written(kept)).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::macros::load;

    #[test]
    fn one_is_added_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("frontline/macros.toml");
        let kept = |name: &str| Macro { name: name.to_owned(), key: String::new(), say: "undo 7".to_owned() };
        assert!(keep(Some(&file), &kept("One")).unwrap().contains("One is kept in"));
        keep(Some(&file), &kept("Two")).unwrap();
        assert_eq!(load(&file).unwrap(), [kept("One"), kept("Two")]);
        assert!(keep(Some(Path::new("/proc/macros.toml")), &kept("One")).unwrap_err().contains("was not kept"));
    }
}
