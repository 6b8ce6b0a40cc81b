//! Which server, which database, as whom, and how safely: what a `postgres://` address says, with what it leaves open
//! filled in as libpq would.

use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};

use super::super::super::{Cause, Error};
use super::fault::in_words;
use super::passfile;
use super::secure::{Trust, connector};

/// A database on a server.
#[derive(Clone, Debug)]
pub(in super::super::super) struct Server {
    config: Config,
    trust: Trust,
    roots: Option<String>,
}

impl Server {
    /// Reads `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=FILE`.
    pub(in super::super::super) fn read(url: &str) -> Result<Self, Error> {
        let (address, options) = url.split_once('?').unwrap_or((url, ""));
        let (mut trust, mut roots, mut others) = (None, None, Vec::new());
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("sslmode", mode)) => trust = Some(Trust::named(mode).ok_or_else(|| unreadable(SSLMODES.into()))?),
                Some(("sslrootcert", path)) => roots = Some(path.replace("%2F", "/")),
                _ => others.push(option),
            }
        }
        let rest = format!("{address}?{}", others.join("&"));
        let mut config: Config =
            rest.trim_end_matches('?').parse().map_err(|cause: postgres::Error| unreadable(in_words(&cause)))?;
        if config.get_hosts().is_empty() {
            return Err(unreadable("it names no host".into()));
        }
        config.application_name("frontline").connect_timeout(Duration::from_secs(10));
        let trust = trust.unwrap_or(if is_local(&config) { Trust::Prefer } else { Trust::VerifyFull });
        config.ssl_mode(match trust {
            Trust::Disable => SslMode::Disable,
            Trust::Prefer => SslMode::Prefer,
            Trust::Require | Trust::VerifyCa | Trust::VerifyFull => SslMode::Require,
        });
        Ok(Self { config, trust, roots })
    }

    /// A new connection.
    pub(super) fn connect(&self) -> Result<Client, Error> {
        let unreachable = |cause: Cause| Error::NoServer { place: self.place(), cause };
        let mut config = self.config.clone();
        if config.get_password().is_none()
            && let Some(password) = passfile::password([&self.host(), &self.port(), self.database(), self.user()])
        {
            config.password(password);
        }
        let made = if self.trust == Trust::Disable {
            config.connect(NoTls)
        } else {
            config.connect(connector(self.trust, self.roots.as_deref()).map_err(unreachable)?)
        };
        made.map_err(|cause| unreachable(in_words(&cause)))
    }

    /// The address without the password.
    pub(super) fn place(&self) -> String {
        format!("postgres://{}@{}:{}/{}", self.user(), self.host(), self.port(), self.database())
    }

    fn host(&self) -> String {
        match self.config.get_hosts().first() {
            Some(Host::Tcp(host)) => host.clone(),
            Some(Host::Unix(folder)) => folder.display().to_string(),
            None => "localhost".to_owned(),
        }
    }

    fn port(&self) -> String {
        self.config.get_ports().first().copied().unwrap_or(5432).to_string()
    }

    fn user(&self) -> &str {
        self.config.get_user().unwrap_or_default()
    }

    fn database(&self) -> &str {
        self.config.get_dbname().unwrap_or_else(|| self.user())
    }
}

const SSLMODES: &str = "sslmode is disable, prefer, require, verify-ca or verify-full";

/// The address itself is not told: it may hold a password.
fn unreadable(cause: Cause) -> Error {
    Error::NoServer { place: "the PostgreSQL server".to_owned(), cause }
}

/// Whether nobody between here and the server could listen.
fn is_local(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_its_password() {
        let server = Server::read("postgres://desk:hunter2@db.example/shop?sslmode=require").unwrap();
        assert_eq!(server.place(), "postgres://desk@db.example:5432/shop");
        assert!(!format!("{server:?}").contains("hunter2"));
        for wrong in ["postgres://desk:hunter2@h/shop?sslmode=no", "postgres://desk:hunter2@h/shop?nonsense=1"] {
            let error = Server::read(wrong).unwrap_err();
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn a_server_elsewhere_is_verified_unless_the_address_says_otherwise() {
        let trust = |url: &str| Server::read(url).unwrap().trust;
        assert_eq!(trust("postgres://desk@db.example/shop"), Trust::VerifyFull);
        assert_eq!(trust("postgresql://desk@localhost/shop"), Trust::Prefer);
        assert_eq!(trust("postgres://desk@127.0.0.1/shop"), Trust::Prefer);
        assert_eq!(trust("postgres://desk@%2Frun%2Fpg/shop"), Trust::Prefer);
        assert_eq!(trust("postgres://desk@db.example/shop?sslmode=verify-ca&connect_timeout=3"), Trust::VerifyCa);
    }
}
