//! The file of lines `host:port:database:user:password` that libpq reads, `~/.pgpass` unless another is named.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The password that the file at `path` holds for a host, port, database and user.
pub(super) fn password(path: &Path, wanted: [&str; 4]) -> Option<String> {
    // A file that others may read is not trusted, as with libpq.
    if fs::metadata(path).ok()?.permissions().mode() & 0o077 != 0 {
        tracing::warn!(path = %path.display(), "others may read this file of passwords, so it is not used");
        return None;
    }
    find(&fs::read_to_string(path).ok()?, wanted)
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

    #[test]
    fn a_file_that_others_may_read_is_not_trusted() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "*:*:*:*:hunter2\n").unwrap();
        let read = |mode| {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
            password(file.path(), ["h", "5432", "shop", "desk"])
        };
        assert_eq!(read(0o600).as_deref(), Some("hunter2"));
        assert_eq!(read(0o640), None);
    }
}
