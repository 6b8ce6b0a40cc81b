//! Encrypted connections: how much of a server's certificate is believed, and what a desk shows of itself.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Child;

use frontline::store::{Address, Store};
use postgres::{Client, NoTls};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use super::cluster::{programs, throw_away};
use super::given::house;

/// A server of its own with certificates, and those that desks have.
struct Guarded {
    folder: tempfile::TempDir,
    socket: String,
    port: u16,
    _server: Child,
}

impl Guarded {
    fn start() -> Option<Self> {
        let programs = programs()?;
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let authority = authority(folder.path(), "root");
        authority_of_others(folder.path());
        issued(folder.path(), "server", &authority, &["localhost"]);
        issued(folder.path(), "desk", &authority, &[]);
        issued(folder.path(), "mallory", &authority, &[]);
        locked(folder.path());
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let more = [folder.path().to_str().unwrap(), &port.to_string()];
        let (socket, server) = throw_away(&programs, &more);
        let guarded = Self { socket, port, folder, _server: server };
        guarded.admin().batch_execute("CREATE ROLE desk LOGIN; CREATE ROLE mara LOGIN SUPERUSER").unwrap();
        guarded.admin().batch_execute("CREATE DATABASE shop OWNER desk").unwrap();
        Some(guarded)
    }

    fn admin(&self) -> Client {
        let url = format!("postgres://postgres@{}:{}/postgres", self.socket.replace('/', "%2F"), self.port);
        Client::connect(&url, NoTls).unwrap()
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// How a connection goes: `plain`, `encrypted`, or why it does not.
    fn told(&self, user: &str, host: &str, options: &str) -> String {
        let url = format!("postgres://{user}@{host}:{}/shop?{options}", self.port);
        match Address::read(&url).and_then(|address| Store::open(&address, house())) {
            Ok(_open) => {
                // An earlier connection may not have ended yet.
                let sql = "SELECT s.ssl FROM pg_stat_ssl AS s JOIN pg_stat_activity AS a USING (pid) \
                           WHERE a.application_name = 'frontline' ORDER BY a.backend_start DESC LIMIT 1";
                let encrypted: bool = self.admin().query_one(sql, &[]).unwrap().get(0);
                if encrypted { "encrypted" } else { "plain" }.to_owned()
            }
            Err(error) => error.to_string(),
        }
    }
}

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(folder: &Path, name: &str) -> Authority {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    fs::write(folder.join(format!("{name}.crt")), authority.pem()).unwrap();
    authority
}

fn authority_of_others(folder: &Path) {
    authority(folder, "others");
}

fn issued(folder: &Path, name: &str, authority: &Authority, hosts: &[&str]) {
    let mut params = CertificateParams::new(hosts.iter().map(|host| (*host).to_owned()).collect::<Vec<_>>()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    fs::write(folder.join(format!("{name}.crt")), certificate.pem()).unwrap();
    let path = folder.join(format!("{name}.key"));
    fs::write(&path, key.serialize_pem()).unwrap();
    // The server's own user takes a copy of the server's key; a desk's is its own.
    let mode = if name == "server" { 0o644 } else { 0o600 };
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Keys under a passphrase, as `openssl` writes them today and wrote them once.
fn locked(folder: &Path) {
    let today = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGj\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let once = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMIGj\n\
                -----END RSA PRIVATE KEY-----\n";
    for (name, text) in [("today.key", today), ("once.key", once)] {
        fs::write(folder.join(name), text).unwrap();
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn a_server_is_believed_as_far_as_the_address_says() {
    let Some(guarded) = Guarded::start() else { return };
    guarded.admin().batch_execute("ALTER DATABASE shop OWNER TO postgres").unwrap();
    let [root, others, own] = ["root.crt", "others.crt", "server.crt"].map(|name| guarded.file(name));
    let told = |host: &str, options: &str| guarded.told("postgres", host, options);
    assert_eq!(told("localhost", "sslmode=disable"), "plain");
    assert_eq!(told("localhost", "sslmode=allow"), "plain");
    assert_eq!(guarded.told("mara", "localhost", "sslmode=allow"), "encrypted");
    assert!(guarded.told("mara", "localhost", "sslmode=disable").contains("pg_hba.conf rejects connection"));
    assert_eq!(told("localhost", ""), "encrypted");
    assert_eq!(told("localhost", "sslmode=require"), "encrypted");
    for mode in ["verify-ca", "verify-full"] {
        assert_eq!(told("localhost", &format!("sslmode={mode}&sslrootcert={root}")), "encrypted");
        assert_eq!(told("localhost", &format!("sslmode={mode}&sslrootcert={own}")), "encrypted", "the very one");
    }
    assert_eq!(told("127.0.0.1", &format!("sslmode=verify-ca&sslrootcert={root}")), "encrypted");
    for (host, options, why) in [
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={root}"), "not valid for name"),
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={own}"), "not valid for name"),
        ("localhost", format!("sslmode=verify-ca&sslrootcert={others}"), "invalid peer certificate"),
        ("localhost", format!("sslmode=require&sslrootcert={others}"), "invalid peer certificate"),
        ("localhost", "sslrootcert=system".to_owned(), "invalid peer certificate"),
        ("localhost", "sslmode=verify-full&sslrootcert=%2Fnowhere".to_owned(), "/nowhere holds no certificate"),
    ] {
        let words = told(host, &options);
        assert!(words.starts_with("cannot reach postgres://postgres@") && words.contains(why), "{options}: {words}");
    }
}

#[test]
fn a_desk_shows_who_it_is_by_a_certificate() {
    let Some(guarded) = Guarded::start() else { return };
    let root = guarded.file("root.crt");
    let told = |certificate: &str, key: &str| {
        let [certificate, key] = [certificate, key].map(|name| guarded.file(name));
        guarded.told("desk", "localhost", &format!("sslrootcert={root}&sslcert={certificate}&sslkey={key}"))
    };
    assert_eq!(told("desk.crt", "desk.key"), "encrypted");
    let words = guarded.told("desk", "localhost", &format!("sslrootcert={root}"));
    assert!(words.contains("requires a valid client certificate"), "{words}");
    for (certificate, key, why) in [
        ("mallory.crt", "mallory.key", "certificate authentication failed for user \"desk\""),
        ("desk.crt", "mallory.key", "keys may not be consistent"),
        ("desk.crt", "server.key", "others may read the key"),
        ("desk.crt", "desk.crt", "others may read the key"),
        ("none.crt", "desk.key", "holds no certificate"),
        ("desk.crt", "today.key", "is locked by a passphrase"),
        ("desk.crt", "once.key", "is locked by a passphrase"),
    ] {
        let words = told(certificate, key);
        assert!(words.to_lowercase().contains(why), "{certificate}, {key}: {words}");
    }
}
