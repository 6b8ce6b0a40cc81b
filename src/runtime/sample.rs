//! Filling a store: with a pack's answers and sample, or from files that an agent names on the desk.

use std::path::PathBuf;
use std::thread;

use super::clock::now;
use super::inbox::Post;
use super::{Error, intake, pack};
use crate::app::{Message, Setup};
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
    let added = u64::try_from(store.import(records)?.len()).unwrap_or(u64::MAX);
    let actor = Actor { agent: String::new(), contact: None, at };
    let action = Action::Import { kind: "sample".to_owned(), file: pack.name.clone(), added, changed: 0 };
    store.journal_import(action, &actor)?;
    Ok(added)
}

/// Fills the store of a desk that is open, beside it.
pub(super) fn take(pack: Option<Pack>, address: &Address, house: &House, post: Post) {
    let (address, house) = (address.clone(), house.clone());
    thread::spawn(move || {
        let result = match pack {
            None => Err("there is no pack to take a sample from; set `pack = \"retail\"`".to_owned()),
            Some(pack) => Store::open(&address, house)
                .map_err(Error::from)
                .and_then(|mut store| fill(&mut store, &pack, now()))
                .map(|added| format!("✓ The sample is in: {added} records"))
                .map_err(|error| error.to_string()),
        };
        post.send(Message::Imported(result));
    });
}

/// Reads a file or a folder of files into the store of a desk that is open, beside it.
pub(super) fn import(path: &str, setup: &Setup, address: &Address, house: &House, post: Post) {
    let (address, house, path) = (address.clone(), house.clone(), PathBuf::from(path.trim()));
    let terms = Terms { currency: setup.currency, region: setup.region, zone: setup.zone };
    let actor = Actor { agent: setup.agent.clone(), contact: None, at: now() };
    thread::spawn(move || {
        let result = Store::open(&address, house)
            .map_err(|error| error.to_string())
            .and_then(|mut store| intake::by_name(&mut store, &path, terms, &actor));
        post.send(Message::Imported(result));
    });
}
