//! The index as a file between two starts, so that only those answers are read and sorted in again that have changed since.
//! It is a copy and never the only one: a file that is missing, damaged or another version's is made anew.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::checksum::Checksum;
use crate::domain::id::AnswerId;
use crate::lookup::{Index, Weights};
use crate::runtime::private;

/// How the file begins: the number is another one whenever the index is written in another way.
const FORMAT: &[u8] = b"frontline index 1\n";

/// How the name of a file begins that was written to the end.
const NAME: &str = "answers-";

/// How long a file is left alone that no desk has written anew: its store may be gone.
const KEPT: Duration = Duration::from_hours(24 * 180);

/// How long one is left alone that may still be being written.
const WRITTEN: Duration = Duration::from_hours(1);

/// The index of some answers, before anything was learned, with the digest of each.
pub(super) type Saved = (Index, HashMap<AnswerId, i64>);

/// The file for the index of a store, in the folder of what can be made anew.
pub(super) fn file(folder: &Path, store: &str) -> PathBuf {
    folder.join(format!("{NAME}{}.index", Checksum::default().with(store.as_bytes())))
}

/// Reads the index back; nothing where there is none that this program wrote for a house of this language.
pub(super) fn load(file: &Path, language: &str) -> Option<Saved> {
    let bytes = fs::read(file).ok()?;
    let (sum, body) = bytes.strip_prefix(FORMAT)?.split_first_chunk()?;
    if *sum != checksum(body) {
        tracing::warn!("the saved index is damaged, it is made anew");
        return None;
    }
    let (made_for, body) = postcard::take_from_bytes::<String>(body).ok()?;
    if made_for != maker(language) {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// Writes the index of these answers, of which nothing was learned yet, and clears away what belongs to no store any more.
pub(super) fn save(file: &Path, language: &str, index: &Index, digests: &HashMap<AnswerId, i64>) -> io::Result<()> {
    let Some(folder) = file.parent() else { return Ok(()) };
    private::folder(folder)?;
    clear(folder);
    let body = postcard::to_stdvec(&maker(language)).map_err(io::Error::other)?;
    let body = postcard::to_extend(&(index, digests), body).map_err(io::Error::other)?;
    let mut anew = tempfile::Builder::new().suffix(".index").tempfile_in(folder)?;
    for part in [FORMAT, &checksum(&body), &body] {
        anew.write_all(part)?;
    }
    anew.persist(file).map_err(|failed| failed.error)?;
    Ok(())
}

/// Removes the files that were not written for a long time, and those that nobody wrote to the end.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.path().extension().is_some_and(|extension| extension == "index");
        let kept = if entry.file_name().to_string_lossy().starts_with(NAME) { KEPT } else { WRITTEN };
        let age = entry.metadata().and_then(|known| known.modified()).ok().and_then(|at| at.elapsed().ok());
        if ours && age.is_some_and(|age| age > kept) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn checksum(body: &[u8]) -> [u8; 8] {
    Checksum::default().with(body).number().to_le_bytes()
}

/// What an index goes by beside the answers: the program, its weights, and the language of answers that name none.
fn maker(language: &str) -> String {
    format!("{} {language} {:?}", env!("CARGO_PKG_VERSION"), Weights::default())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::domain::timestamp::Timestamp;
    use crate::lookup::{Context, Entry, Query};

    fn index() -> Saved {
        let mut index = Index::new();
        let phrases = ["when do I get my money back".to_owned()];
        let tags = ["billing".to_owned()];
        index.put(&Entry {
            id: AnswerId(7),
            title: "Rückgabe",
            body: "You have 30 days.",
            spoken: "",
            tags: &tags,
            phrases: &phrases,
            pinned: &[],
            queue: "orders",
            language: "de",
            uses: 3,
        });
        (index, HashMap::from([(AnswerId(7), -5)]))
    }

    fn found(index: &Index) -> Vec<AnswerId> {
        let (context, now) = (Context::default(), Timestamp::default());
        let found = index.search(&Query { text: "mony back", queue: None, context, now, limit: 9 });
        found.hits.into_iter().map(|hit| hit.id).collect()
    }

    #[test]
    fn what_was_saved_comes_back_and_is_for_this_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(&folder.path().join("cache"), "desk.db");
        let (index, digests) = index();
        save(&file, "de", &index, &digests).unwrap();
        let (read, known) = load(&file, "de").unwrap();
        assert_eq!((found(&read), &known), (found(&index), &digests));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(load(&file, "en").is_none(), "a house of another language sorts its answers in otherwise");
    }

    #[test]
    fn what_nobody_needs_any_more_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let hours = |count| Duration::from_hours(count);
        for (name, age, stays) in [
            ("answers-1.index", hours(24), true),
            ("answers-2.index", KEPT + hours(1), false),
            (".tmpa.index", hours(0), true),
            (".tmpb.index", hours(2), false),
            ("notes.txt", KEPT + hours(1), true),
        ] {
            let path = folder.path().join(name);
            let file = fs::File::create(&path).unwrap();
            file.set_modified(file.metadata().unwrap().modified().unwrap() - age).unwrap();
            clear(folder.path());
            assert_eq!(path.exists(), stays, "{name}");
        }
    }

    #[test]
    fn a_damaged_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.index");
        let (index, digests) = index();
        save(&file, "", &index, &digests).unwrap();
        let whole = fs::read(&file).unwrap();
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x10;
            fs::write(&file, bytes).unwrap();
            assert!(load(&file, "").is_none(), "byte {place}");
            fs::write(&file, &whole[..place]).unwrap();
            assert!(load(&file, "").is_none(), "cut at {place}");
        }
        fs::write(&file, &whole).unwrap();
        assert!(load(&file, "").is_some() && load(&folder.path().join("b.index"), "").is_none());
    }
}
