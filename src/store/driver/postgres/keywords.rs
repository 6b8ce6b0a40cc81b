//! What an address says of a server, by libpq's keywords; what it leaves open says the service that it names, and then the
//! environment.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::super::Cause;
use super::service;

/// What the process was told by its surroundings: the value of a variable.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The variables that libpq reads, and the keywords they stand for.
const VARIABLES: [(&str, &str); 18] = [
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGDATABASE", "dbname"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGPASSFILE", "passfile"),
    ("PGOPTIONS", "options"),
    ("PGAPPNAME", "application_name"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("USER", "user"),
    ("LOGNAME", "user"),
];

/// Keywords with their values; none of these is empty.
#[derive(Default)]
pub(super) struct Keywords(BTreeMap<String, String>);

impl Keywords {
    /// Reads `postgres://user:password@host:port,…/database?keyword=value&…`, each part as it may be left out.
    pub(super) fn gather(url: &str, environment: Environment<'_>) -> Result<Self, Cause> {
        let mut known = Self::default();
        known.add_address(url)?;
        let service = known.take("service").or_else(|| environment("PGSERVICE")).filter(|name| !name.is_empty());
        if let Some(name) = service {
            for (keyword, value) in service::read(&name, environment)? {
                known.add(&keyword, value);
            }
        }
        for (variable, keyword) in VARIABLES {
            known.add(keyword, environment(variable).unwrap_or_default());
        }
        Ok(known)
    }

    /// Takes a value out.
    pub(super) fn take(&mut self, keyword: &str) -> Option<String> {
        self.0.remove(keyword)
    }

    /// What is said first, stands.
    pub(super) fn add(&mut self, keyword: &str, value: String) {
        if !value.is_empty() {
            self.0.entry(keyword.to_owned()).or_insert(value);
        }
    }

    /// All of them as one text, in libpq's other form.
    pub(super) fn written(&self) -> String {
        let quoted = |value: &str| value.replace('\\', "\\\\").replace('\'', "\\'");
        let each = self.0.iter().map(|(keyword, value)| format!("{keyword}='{}'", quoted(value)));
        each.collect::<Vec<_>>().join(" ")
    }

    fn add_address(&mut self, url: &str) -> Result<(), Cause> {
        let (address, options) = url.split_once('?').unwrap_or((url, ""));
        for option in options.split('&').filter(|option| !option.is_empty()) {
            let (keyword, value) = option.split_once('=').ok_or("an option has no value")?;
            self.add(&decoded(keyword)?, decoded(value)?);
        }
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        self.add("dbname", decoded(database)?);
        let (user, hosts) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = user.split_once(':').unwrap_or((user, ""));
        self.add("user", decoded(user)?);
        self.add("password", decoded(password)?);
        let (mut names, mut ports) = (Vec::new(), Vec::new());
        for host in hosts.split(',') {
            // A port stands behind the brackets of an address such as [::1].
            let (name, port) = match host.rsplit_once(':') {
                Some((name, port)) if !port.ends_with(']') => (name, port),
                Some(_) | None => (host, ""),
            };
            names.push(decoded(name.trim_start_matches('[').trim_end_matches(']'))?);
            ports.push(decoded(port)?);
        }
        if ports.iter().any(|port| !port.is_empty()) {
            self.add("port", ports.join(","));
        }
        self.add("host", names.join(","));
        Ok(())
    }
}

/// The user's own folder of certificates and keys.
pub(super) fn home(environment: Environment<'_>) -> Option<PathBuf> {
    environment("HOME").filter(|home| !home.is_empty()).map(PathBuf::from)
}

/// A part of an address with `%2F` and its like in their place.
fn decoded(part: &str) -> Result<String, Cause> {
    let (mut bytes, mut rest) = (Vec::new(), part.bytes());
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let code: Vec<u8> = rest.by_ref().take(2).collect();
            let code = str::from_utf8(&code).ok().filter(|code| code.len() == 2);
            let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
            bytes.push(byte.ok_or("a % is followed by two figures, such as %2F")?);
        } else {
            bytes.push(byte);
        }
    }
    Ok(String::from_utf8(bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(url: &str, environment: &[(&str, &str)]) -> String {
        let find =
            |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        match Keywords::gather(url, &find) {
            Ok(known) => known.written(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn every_part_of_an_address_may_be_left_out() {
        for (url, written) in [
            (
                "postgres://desk:p%40ss%27@db.example:5433/shop",
                "dbname='shop' host='db.example' password='p@ss\\'' port='5433' user='desk'",
            ),
            ("postgresql://", ""),
            ("postgres:///shop?host=%2Frun%2Fpg", "dbname='shop' host='/run/pg'"),
            ("postgres://[::1]:5433,b/", "host='::1,b' port='5433,'"),
            ("postgres://[::1]", "host='::1'"),
            ("postgres://%2Frun%2Fpg?sslmode=disable", "host='/run/pg' sslmode='disable'"),
            ("postgres://h%2", "a % is followed by two figures, such as %2F"),
            ("postgres://h?sslmode", "an option has no value"),
        ] {
            assert_eq!(gathered(url, &[]), written, "{url}");
        }
    }

    #[test]
    fn the_environment_fills_in_what_the_address_leaves_open() {
        let environment = [("PGHOST", "db.example"), ("PGUSER", "mara"), ("USER", "root"), ("PGSSLMODE", "")];
        assert_eq!(gathered("postgres:///shop", &environment), "dbname='shop' host='db.example' user='mara'");
        assert_eq!(gathered("postgres://kim@h/shop", &environment), "dbname='shop' host='h' user='kim'");
    }
}
