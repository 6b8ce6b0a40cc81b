//! Filling a store: with a pack's answers and sample, or from files that an agent names on the desk.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::thread;

use super::clock::now;
use super::inbox::Post;
use super::{Error, intake, pack, private};
use crate::app::{Message, Setup, Signal};
use crate::config::Pack;
use crate::domain::action::{Action, Actor, House};
use crate::domain::portable::Portable;
use crate::domain::timestamp::{Timestamp, Zone};
use crate::exchange::Terms;
use crate::store::{Address, Store};

/// Puts a pack's answers and sample into a store; says how many records there are.
///
/// # Errors
/// When the store cannot be written.
pub fn fill(store: &mut Store, pack: &Pack, at: Timestamp) -> Result<u64, Error> {
    let terms = Terms { currency: pack.currency, region: pack.region, zone: Zone::UTC };
    let mut records: Vec<Portable> = pack::answers(pack)?;
    records.extend(pack::sample(pack, at, terms)?);
    import_of(store, pack, "sample", records, at)
}

/// Puts a pack's answers into a store that has none.
///
/// # Errors
/// When the store cannot be written.
pub fn answers(store: &mut Store, pack: &Pack, at: Timestamp) -> Result<(), Error> {
    if store.answers_stamp()?.0 > 0 {
        return Ok(());
    }
    import_of(store, pack, "answers", pack::answers(pack)?, at).map(drop)
}

/// Takes records of a pack into a store and journals it; says how many there are.
fn import_of(store: &mut Store, pack: &Pack, what: &str, records: Vec<Portable>, at: Timestamp) -> Result<u64, Error> {
    let added = u64::try_from(store.import(records)?.len()).unwrap_or(u64::MAX);
    let actor = Actor { agent: String::new(), contact: None, at };
    let action = Action::Import { kind: what.to_owned(), file: pack.name.clone(), added, changed: 0 };
    store.journal_import(&action, &actor)?;
    Ok(added)
}

/// Settles in a file that is not there yet that the business is the pack's: its currency, its region, its queues.
fn settle(file: &Path, pack: &Pack) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        private::folder(folder)?;
    }
    let text = format!("# Made with the sample; config.example.toml has every setting.\npack = \"{}\"\n", pack.name);
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?.write_all(text.as_bytes())
}

/// Fills the store of a desk that is open, beside it, and settles in `settings` what the sample goes by.
pub(super) fn take(pack: Option<Pack>, address: &Address, house: &House, settings: Option<PathBuf>, post: Post) {
    let (address, house) = (address.clone(), house.clone());
    thread::spawn(move || {
        let settled = match (&settings, &pack) {
            (Some(file), Some(pack)) => settle(file, pack).is_ok(),
            (None, _) | (_, None) => false,
        };
        let result = match pack {
            None => Err("there is no pack to take a sample from; set `pack = \"retail\"`".to_owned()),
            Some(pack) => Store::open(&address, house)
                .map_err(Error::from)
                .and_then(|mut store| fill(&mut store, &pack, now()))
                .map(|added| format!("✓ The sample is in: {added} records"))
                .map_err(|error| error.to_string()),
        };
        let taken = result.is_ok();
        post.send(Message::Imported(result));
        if taken && settled {
            post.send(Message::Signalled(Signal::Settled));
        }
    });
}

/// A path as an agent types it, where `~` is their own folder.
fn from_home(path: &str) -> PathBuf {
    let home = path.strip_prefix("~/").zip(directories::BaseDirs::new());
    home.map_or_else(|| PathBuf::from(path), |(rest, folders)| folders.home_dir().join(rest))
}

/// Reads a file or a folder of files into the store of a desk that is open, beside it.
pub(super) fn import(path: &str, setup: &Setup, address: &Address, house: &House, post: Post) {
    let (address, house, path) = (address.clone(), house.clone(), from_home(path.trim()));
    let terms = Terms { currency: setup.house.currency, region: setup.house.region, zone: setup.house.zone };
    let actor = Actor { agent: setup.agent.clone(), contact: None, at: now() };
    thread::spawn(move || {
        let result = Store::open(&address, house)
            .map_err(|error| error.to_string())
            .and_then(|mut store| intake::by_path(&mut store, &path, terms, &actor));
        post.send(Message::Imported(result));
    });
}
