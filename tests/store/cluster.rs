//! A PostgreSQL server for tests and benches: the one that `FRONTLINE_TEST_POSTGRES` names, else one that is made for the
//! occasion by `initdb`, else none.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock};

use frontline::domain::action::House;
use frontline::domain::money::Currency;
use frontline::domain::phone::Region;
use frontline::store::{Address, Store};
use postgres::{Client, NoTls};

/// A database with an empty store, which is gone when this is dropped.
pub(crate) struct Database {
    cluster: &'static Cluster,
    name: String,
}

impl Database {
    /// A database of its own, where there is a server.
    pub(crate) fn fresh() -> Option<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let cluster = cluster()?;
        let name = format!("{}_{}", cluster.template, MADE.fetch_add(1, Ordering::Relaxed));
        cluster.tell(&format!("CREATE DATABASE {name} TEMPLATE {}", cluster.template));
        Some(Self { cluster, name })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        self.cluster.database(&self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // The server itself looks only every tenth of a second whether the last connection has ended.
        let ends = "SELECT pg_terminate_backend(pid), pg_sleep(0.005) FROM pg_stat_activity WHERE datname = $1";
        while !self.cluster.admin().query(ends, &[&self.name]).unwrap().is_empty() {}
        self.cluster.tell(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// A server, and a database on it that is copied for everybody who asks.
struct Cluster {
    url: String,
    template: String,
    admin: Mutex<Client>,
    // The server ends when this end of its pipe is closed, at the latest with this process.
    _server: Option<Child>,
}

impl Cluster {
    fn database(&self, name: &str) -> String {
        let (address, options) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let (server, _) = address.rsplit_once('/').unwrap();
        format!("{server}/{name}?{options}")
    }

    fn tell(&self, sql: &str) {
        self.admin().batch_execute(sql).unwrap();
    }

    fn admin(&self) -> MutexGuard<'_, Client> {
        self.admin.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The server of this process; it is started for the first who asks.
fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER.get_or_init(start).as_ref()
}

fn start() -> Option<Cluster> {
    let (url, server) = if let Ok(url) = std::env::var("FRONTLINE_TEST_POSTGRES") {
        (url, None)
    } else {
        let Some(programs) = programs() else {
            assert!(std::env::var_os("CI").is_none(), "there is no PostgreSQL to test on");
            // Written past the harness, which keeps what a test that passes has to say to itself.
            let told = "left out: the store on PostgreSQL; there is neither FRONTLINE_TEST_POSTGRES nor initdb\n";
            std::io::stderr().write_all(told.as_bytes()).unwrap();
            return None;
        };
        let (folder, server) = throw_away(&programs, &[]);
        (format!("postgres://postgres@{}/postgres", folder.replace('/', "%2F")), Some(server))
    };
    let mut admin = Client::connect(&url, NoTls).unwrap();
    let template = format!("frontline_test_{}", std::process::id());
    // A process of this number may have left one on a server that stays.
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {template}")).unwrap();
    // Where the server can, the database sorts as people do, which none of our orders may depend on.
    let create = |more: &str| format!("CREATE DATABASE {template} ENCODING 'UTF8' {more} TEMPLATE template0");
    let sorting = admin.batch_execute(&create("LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'"));
    sorting.or_else(|_| admin.batch_execute(&create(""))).unwrap();
    let cluster = Cluster { url, template, admin: Mutex::new(admin), _server: server };
    let house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    drop(Store::open(&Address::read(&cluster.database(&cluster.template)).unwrap(), house).unwrap());
    Some(cluster)
}

/// Where the server's programs are.
pub(crate) fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path)
        .filter_map(|folder| Some(folder.join("initdb").canonicalize().ok()?.parent()?.to_owned()))
        .collect();
    let packaged = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    folders.extend(packaged.filter_map(|version| Some(version.ok()?.path().join("bin"))));
    folders.into_iter().find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

/// A server in a folder of its own, by a user who is not root: PostgreSQL refuses to run as root.
pub(crate) fn throw_away(programs: &Path, more: &[&str]) -> (String, Child) {
    let script = ["-c", include_str!("cluster.sh"), "cluster", programs.to_str().unwrap()];
    let mut command = if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        let users = std::fs::read_to_string("/etc/passwd").unwrap();
        let user = if users.lines().any(|line| line.starts_with("postgres:")) { "postgres" } else { "nobody" };
        let mut command = Command::new("runuser");
        command.args(["-u", user, "--", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    // A group of its own: what interrupts the tests does not interrupt the tidying up.
    let command = command.args(script).args(more).current_dir("/").process_group(0);
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut folder = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    assert!(!folder.is_empty(), "the server for the tests did not start");
    (folder.trim().to_owned(), server)
}
