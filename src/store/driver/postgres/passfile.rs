//! Passwords that stand beside neither the address nor the settings: `PGPASSWORD`, and the file of lines
//! `host:port:database:user:password` that libpq reads.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// The password for a connection, from the environment or the file.
pub(super) fn password(wanted: [&str; 4]) -> Option<String> {
    if let Some(password) = std::env::var("PGPASSWORD").ok().filter(|password| !password.is_empty()) {
        return Some(password);
    }
    let usual = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".pgpass"));
    let path = std::env::var_os("PGPASSFILE").map(PathBuf::from).or_else(usual)?;
    // A file that others may read is not trusted, as with libpq.
    if fs::metadata(&path).ok()?.permissions().mode() & 0o077 != 0 {
        tracing::warn!(path = %path.display(), "others may read this file of passwords, so it is not used");
        return None;
    }
    find(&fs::read_to_string(&path).ok()?, wanted)
}

fn find(text: &str, wanted: [&str; 4]) -> Option<String> {
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut parts = split(line).into_iter();
        let fits = wanted.iter().all(|wanted| parts.next().is_some_and(|part| part == "*" || part == *wanted));
        parts.next().filter(|_| fits)
    })
}

/// The fields of a line; a backslash takes the next character as it is.
fn split(line: &str) -> Vec<String> {
    let (mut fields, mut field, mut chars) = (Vec::new(), String::new(), line.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => field.extend(chars.next()),
            ':' => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    fields.push(field);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_fits_gives_the_password() {
        let text = "# desks\ndb.example:5432:shop:desk:on\\:e\n*:*:*:desk:two\n";
        assert_eq!(find(text, ["db.example", "5432", "shop", "desk"]).as_deref(), Some("on:e"));
        assert_eq!(find(text, ["db.example", "5433", "shop", "desk"]).as_deref(), Some("two"));
        assert_eq!(find(text, ["db.example", "5432", "shop", "mara"]), None);
        assert_eq!(find("nonsense", ["a", "b", "c", "d"]), None);
    }
}
