//! Services: names under which a file holds keywords, as libpq reads it from `PGSERVICEFILE` or `~/.pg_service.conf`.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::super::Cause;
use super::keywords::{Environment, home};

/// What the file says of a service.
pub(super) fn read(name: &str, environment: Environment<'_>) -> Result<Vec<(String, String)>, Cause> {
    let named = environment("PGSERVICEFILE").filter(|path| !path.is_empty()).map(PathBuf::from);
    let own = || home(environment).map(|home| home.join(".pg_service.conf"));
    let of_machine = environment("PGSYSCONFDIR").map(|folder| Path::new(&folder).join("pg_service.conf"));
    for path in named.or_else(own).into_iter().chain(of_machine) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        if let Some(found) = find(&text, name) {
            return found.map_err(|line| format!("{}: `{line}` is no keyword=value", path.display()).into());
        }
    }
    Err(format!("there is no service {name} in PGSERVICEFILE or ~/.pg_service.conf").into())
}

/// The keywords below `[name]`, or the line that is none.
fn find(text: &str, name: &str) -> Option<Result<Vec<(String, String)>, String>> {
    let heading = format!("[{name}]");
    let mut lines = text.lines().map(str::trim).skip_while(|line| *line != heading);
    lines.next()?;
    let own = lines.take_while(|line| !line.starts_with('['));
    let said = own.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parted = said.map(|line| line.split_once('=').ok_or_else(|| line.to_owned()));
    Some(
        parted
            .map(|parts| parts.map(|(keyword, value)| (keyword.trim().to_owned(), value.trim().to_owned())))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_what_stands_below_its_name() {
        let text = "# teams\n[shop]\nhost=db.example\n\n port = 5433\n#user=x\n[other]\nhost=h\n[bad]\nhost\n";
        let said = |name| find(text, name);
        let pair = |keyword: &str, value: &str| (keyword.to_owned(), value.to_owned());
        assert_eq!(said("shop"), Some(Ok(vec![pair("host", "db.example"), pair("port", "5433")])));
        assert_eq!(said("other"), Some(Ok(vec![pair("host", "h")])));
        assert_eq!(said("bad"), Some(Err("host".to_owned())));
        assert_eq!(said("nobody"), None);
    }

    #[test]
    fn the_file_is_the_one_that_is_named_and_then_ones_own() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".pg_service.conf"), "[shop]\nhost=own\n").unwrap();
        fs::write(folder.path().join("named"), "[shop]\nhost=named\n").unwrap();
        let home = folder.path().display().to_string();
        let of_home = |name: &str| (name == "HOME").then(|| home.clone());
        let both = |name: &str| (name == "PGSERVICEFILE").then(|| format!("{home}/named")).or_else(|| of_home(name));
        assert_eq!(read("shop", &of_home).unwrap(), [("host".to_owned(), "own".to_owned())]);
        assert_eq!(read("shop", &both).unwrap(), [("host".to_owned(), "named".to_owned())]);
        assert!(read("nobody", &both).unwrap_err().to_string().starts_with("there is no service nobody"));
    }
}
