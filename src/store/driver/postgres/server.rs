//! Which server, which database, as whom, and how safely: what a `postgres://` address says, with what it leaves open
//! filled in as libpq would.

use std::path::PathBuf;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};

use super::super::super::{Cause, Error};
use super::fault::in_words;
use super::identity::Identity;
use super::keywords::{Environment, Keywords, home};
use super::secure::{Roots, Trust, connector};
use super::{command, passfile};

/// Said where neither address, service nor environment does: a server that is gone is given up before an agent gives up.
const USUAL: [(&str, &str); 5] = [
    ("application_name", "frontline"),
    ("connect_timeout", "10"),
    ("keepalives_idle", "15"),
    ("keepalives_interval", "5"),
    ("keepalives_retries", "3"),
];

/// For how long a server may leave unsaid that it has heard.
const UNHEARD: Duration = Duration::from_secs(30);

/// A database on a server.
#[derive(Clone, Debug)]
pub(in super::super::super) struct Server {
    config: Config,
    trust: Trust,
    roots: Roots,
    identity: Option<Identity>,
    passfile: Option<PathBuf>,
    password_command: Option<String>,
}

impl Server {
    /// Reads `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=FILE`.
    pub(in super::super::super) fn read(url: &str) -> Result<Self, Error> {
        Self::read_in(url, &|name| std::env::var(name).ok()).map_err(unreadable)
    }

    /// The same server, with a command that prints the password where nothing else tells it.
    pub(in super::super::super) fn with_password_command(mut self, command: &str) -> Self {
        self.password_command = Some(command.to_owned());
        self
    }

    fn read_in(url: &str, environment: Environment<'_>) -> Result<Self, Cause> {
        let mut known = Keywords::gather(url, environment)?;
        let of_home = |name: &str| Some(home(environment)?.join(name)).filter(|path| path.exists());
        let passfile = known.take("passfile").map(PathBuf::from).or_else(|| of_home(".pgpass"));
        let identity = Identity::of(known.take("sslcert"), known.take("sslkey"), &of_home);
        let (mode, roots) = (known.take("sslmode"), known.take("sslrootcert"));
        for (keyword, value) in USUAL {
            known.add(keyword, value.to_owned());
        }
        let mut config: Config = known.written().parse().map_err(|cause: postgres::Error| in_words(&cause))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err("it names no host".into());
        }
        let usual =
            if roots.as_deref() != Some("system") && is_local(&config) { Trust::Prefer } else { Trust::VerifyFull };
        let mut trust = mode.map_or(Ok(usual), |mode| Trust::named(&mode).ok_or(SSLMODES))?;
        let roots = match roots.as_deref() {
            Some("system") if trust != Trust::VerifyFull => return Err(SYSTEM_ROOTS.into()),
            Some("system") => Roots::System,
            Some(path) => Roots::File(path.into()),
            None => of_home(".postgresql/root.crt").map_or(Roots::System, Roots::File),
        };
        if config.get_hostaddrs().is_empty() && config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_))) {
            trust = Trust::Disable;
        }
        config.tcp_user_timeout(UNHEARD).ssl_mode(match trust {
            Trust::Disable => SslMode::Disable,
            Trust::Allow | Trust::Prefer => SslMode::Prefer,
            Trust::Require | Trust::VerifyCa | Trust::VerifyFull => SslMode::Require,
        });
        Ok(Self { config, trust, roots, identity, passfile, password_command: None })
    }

    /// A new connection.
    pub(super) fn connect(&self) -> Result<Client, Error> {
        self.connected().map_err(|cause| Error::NoServer { place: self.place(), cause })
    }

    fn connected(&self) -> Result<Client, Cause> {
        let mut config = self.config.clone();
        if config.get_password().is_none()
            && let Some(password) = self.password()?
        {
            config.password(password);
        }
        if matches!(self.trust, Trust::Disable | Trust::Allow) {
            match config.connect(NoTls) {
                // The server is there, and lets nobody in so.
                Err(cause) if self.trust == Trust::Allow && cause.code().is_some() => {}
                made => return made.map_err(|cause| in_words(&cause)),
            }
        }
        let made = config.connect(connector(self.trust, &self.roots, self.identity.as_ref())?);
        made.map_err(|cause| in_words(&cause))
    }

    /// The password that stands beside the address.
    fn password(&self) -> Result<Option<String>, Cause> {
        if let Some(command) = &self.password_command {
            return command::password(command).map(Some);
        }
        let wanted = [&*self.host(), &*self.port(), self.database(), self.user()];
        Ok(self.passfile.as_ref().and_then(|path| passfile::password(path, wanted)))
    }

    /// The address without the password.
    pub(super) fn place(&self) -> String {
        format!("postgres://{}@{}:{}/{}", self.user(), self.host(), self.port(), self.database())
    }

    fn host(&self) -> String {
        match self.config.get_hosts().first() {
            Some(Host::Tcp(host)) => host.clone(),
            Some(Host::Unix(folder)) => folder.display().to_string(),
            None => self.config.get_hostaddrs().first().map(ToString::to_string).unwrap_or_default(),
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

const SSLMODES: &str = "sslmode is disable, allow, prefer, require, verify-ca or verify-full";
const SYSTEM_ROOTS: &str = "sslrootcert=system goes with sslmode=verify-full alone";

/// The address itself is not told: it may hold a password.
fn unreadable(cause: Cause) -> Error {
    Error::NoServer { place: "the PostgreSQL server".to_owned(), cause }
}

/// Whether nobody between here and the server could listen.
fn is_local(config: &Config) -> bool {
    let named = config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
    });
    named && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
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

    fn read(url: &str, environment: &[(&str, &str)]) -> Result<Server, String> {
        let find =
            |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Server::read_in(url, &find).map_err(|cause| cause.to_string())
    }

    #[test]
    fn a_server_elsewhere_is_verified_unless_the_address_says_otherwise() {
        let trust = |url: &str| read(url, &[]).unwrap().trust;
        assert_eq!(trust("postgres://desk@db.example/shop"), Trust::VerifyFull);
        assert_eq!(trust("postgresql://desk@localhost/shop"), Trust::Prefer);
        assert_eq!(trust("postgres://desk@127.0.0.1/shop"), Trust::Prefer);
        assert_eq!(trust("postgres://desk@localhost/shop?sslrootcert=system"), Trust::VerifyFull);
        assert_eq!(trust("postgres://desk@/shop?hostaddr=10.0.0.5"), Trust::VerifyFull);
        assert_eq!(trust("postgres://desk@localhost/shop?hostaddr=10.0.0.5"), Trust::VerifyFull);
        assert_eq!(trust("postgres://desk@%2Frun%2Fpg/shop?sslmode=verify-full"), Trust::Disable);
        for mode in ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] {
            let url = format!("postgres://desk@db.example/shop?sslmode={mode}");
            assert_eq!(Some(trust(&url)), Trust::named(mode));
        }
        let weak = read("postgres://h/shop?sslmode=require&sslrootcert=system", &[]);
        assert_eq!(weak.unwrap_err(), SYSTEM_ROOTS);
    }

    #[test]
    fn what_address_service_and_environment_say_is_known_in_that_order() {
        let home = tempfile::tempdir().unwrap();
        let services = "[shop]\nhost=db.example\nuser=service\npassword=hunter2\napplication_name=night\n";
        std::fs::write(home.path().join(".pg_service.conf"), services).unwrap();
        std::fs::create_dir(home.path().join(".postgresql")).unwrap();
        std::fs::write(home.path().join(".postgresql/root.crt"), "").unwrap();
        let environment = [
            ("HOME", home.path().to_str().unwrap()),
            ("PGSERVICE", "shop"),
            ("PGUSER", "x"),
            ("PGCONNECT_TIMEOUT", "3"),
        ];
        let server = read("postgres://desk@/floor", &environment).unwrap();
        assert_eq!(server.place(), "postgres://desk@db.example:5432/floor");
        assert_eq!(server.config.get_password(), Some("hunter2".as_bytes()));
        assert_eq!(server.config.get_application_name(), Some("night"));
        assert_eq!(server.config.get_connect_timeout(), Some(&Duration::from_secs(3)));
        assert_eq!(server.roots, Roots::File(home.path().join(".postgresql/root.crt")));
        let usual = read("postgres://h/floor", &[("USER", "mara")]).unwrap();
        assert_eq!(usual.place(), "postgres://mara@h:5432/floor");
        assert_eq!(usual.config.get_application_name(), Some("frontline"));
        assert_eq!(usual.config.get_connect_timeout(), Some(&Duration::from_secs(10)));
        assert_eq!(read("postgres:///floor", &[]).unwrap_err(), "it names no host");
    }

    #[test]
    fn a_command_is_asked_before_the_file_of_passwords() {
        let server = read("postgres://desk@h/floor?passfile=%2Fnowhere", &[]).unwrap();
        assert_eq!(server.password().unwrap(), None);
        assert_eq!(server.with_password_command("echo hunter2").password().unwrap().as_deref(), Some("hunter2"));
    }
}
