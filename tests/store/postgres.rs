//! A PostgreSQL server for the tests, and what is said of one that is not there, is newer, or goes away.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

use frontline::domain::channel::Channel;
use frontline::domain::contact::Step;
use frontline::store::{Address, Draft, Error, Store};
use postgres::{Client, NoTls};

use super::given::{Place, arrives, at, house};

/// A server, and a database on it that is copied for every test.
pub(crate) struct Cluster {
    url: String,
    template: String,
    admin: Mutex<Client>,
    // The server ends when this end of its pipe is closed, at the latest with this process.
    _server: Option<Child>,
}

/// The server of this process; it is started for the first who asks.
pub(crate) fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER.get_or_init(start).as_ref()
}

fn start() -> Option<Cluster> {
    let (url, server) = if let Ok(url) = std::env::var("FRONTLINE_TEST_POSTGRES") {
        (url, None)
    } else {
        let Some(programs) = programs() else {
            assert!(std::env::var_os("CI").is_none(), "there is no PostgreSQL to test on");
            eprintln!("left out: the store on PostgreSQL; there is neither FRONTLINE_TEST_POSTGRES nor initdb");
            return None;
        };
        let (folder, server) = throw_away(&programs);
        (format!("postgres://postgres@{}/postgres", folder.replace('/', "%2F")), Some(server))
    };
    let mut admin = Client::connect(&url, NoTls).unwrap();
    let template = format!("frontline_test_{}", std::process::id());
    admin.batch_execute(&format!("CREATE DATABASE {template} ENCODING 'UTF8' TEMPLATE template0")).unwrap();
    let cluster = Cluster { url, template, admin: Mutex::new(admin), _server: server };
    drop(Store::open(&Address::read(&cluster.database(&cluster.template)).unwrap(), house()).unwrap());
    Some(cluster)
}

/// Where the server's programs are.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path)
        .filter_map(|folder| Some(folder.join("initdb").canonicalize().ok()?.parent()?.to_owned()))
        .collect();
    let packaged = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    folders.extend(packaged.filter_map(|version| Some(version.ok()?.path().join("bin"))));
    folders.into_iter().find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

/// A server in a folder of its own, by a user who is not root: PostgreSQL refuses to run as root.
fn throw_away(programs: &Path) -> (String, Child) {
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
    let command = command.args(script).current_dir("/").process_group(0);
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut folder = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    assert!(!folder.is_empty(), "the server for the tests did not start");
    (folder.trim().to_owned(), server)
}

impl Cluster {
    /// A database with an empty store.
    pub(crate) fn fresh(&self) -> String {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}_{}", self.template, MADE.fetch_add(1, Ordering::Relaxed));
        self.tell(&format!("CREATE DATABASE {name} TEMPLATE {}", self.template));
        name
    }

    /// The address of a database of this server.
    pub(crate) fn database(&self, name: &str) -> String {
        let (address, options) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let (server, _) = address.rsplit_once('/').unwrap();
        format!("{server}/{name}?{options}")
    }

    pub(crate) fn remove(&self, name: &str) {
        self.tell(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }

    fn tell(&self, sql: &str) {
        self.admin.lock().unwrap_or_else(std::sync::PoisonError::into_inner).batch_execute(sql).unwrap();
    }
}

fn refused(url: &str) -> Error {
    match Address::read(url).and_then(|address| Store::open(&address, house())) {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => error,
    }
}

fn told(place: &Place, sql: &str) {
    Client::connect(place.url(), NoTls).unwrap().batch_execute(sql).unwrap();
}

#[test]
fn a_server_that_is_not_there_is_told_without_the_password() {
    let error = refused("postgres://desk:hunter2@127.0.0.1:1/shop");
    assert_eq!(error.code(), "no_server");
    let words = error.to_string();
    assert!(words.starts_with("cannot reach postgres://desk@127.0.0.1:1/shop: "), "{words}");
    assert!(words.ends_with("or name another by --store"), "{words}");
}

#[test]
fn a_store_of_a_newer_program_is_refused_with_both_versions() {
    let Some(place) = Place::postgres() else { return };
    told(&place, "INSERT INTO schema_version VALUES (99)");
    let error = refused(place.url());
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
}

#[test]
fn another_programs_database_is_refused() {
    let Some(place) = Place::postgres() else { return };
    told(&place, "DROP TABLE schema_version");
    let error = refused(place.url());
    assert!(matches!(error, Error::NotAStore { .. }), "{error}");
}

#[test]
fn a_connection_that_was_lost_is_made_again() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open();
    let all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    told(&place, all);
    let arrived = arrives(&mut store, Channel::Phone, "", 0);
    told(&place, all);
    for _ in 0..3 {
        assert_eq!(store.contact(arrived.id).unwrap().map(|contact| contact.version), Some(1));
        assert!(store.changed_elsewhere().unwrap(), "others may have written in between");
        assert!(!store.changed_elsewhere().unwrap());
        told(&place, all);
    }
}

#[test]
fn a_zero_byte_is_left_out_of_a_text() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open();
    let text = "half\u{0} a sen".to_owned();
    let draft = Draft { record: "K-1".to_owned(), field: "note".to_owned(), text, caret: 4 };
    store.keep_draft("mara", &draft, at(0)).unwrap();
    assert_eq!(store.drafts("mara").unwrap()[0].text, "half a sen");
}

#[test]
fn a_writer_waits_for_another_only_so_long() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open();
    let contact = arrives(&mut store, Channel::Phone, "", 0);
    let mut other = Client::connect(place.url(), NoTls).unwrap();
    other.batch_execute("BEGIN; SELECT * FROM contacts FOR UPDATE").unwrap();
    assert!(matches!(store.step(contact.id, &Step::Take, "mara", at(1)), Err(Error::Busy { .. })));
    drop(other);
    assert_eq!(store.step(contact.id, &Step::Take, "mara", at(1)).unwrap().version, 2);
}

#[test]
fn two_who_open_an_empty_database_at_once_make_one_store() {
    let Some(place) = Place::postgres() else { return };
    told(&place, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| drop(place.open()));
        }
    });
    assert_eq!(place.open().count_customers(1).unwrap(), 0);
}
