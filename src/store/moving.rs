//! Everything of one store carried into another, whatever databases lie beneath: table by table in the order of their
//! keys, a batch a transaction, so that a move that was interrupted goes on where it stopped. A store that is not whole
//! yet bears a mark, and no desk opens it.

use super::driver::{self, Driver, Embedded, Place, Purpose};
use super::{Address, Error, MIGRATIONS};
use crate::domain::action::Refusal;

pub(super) mod table;

pub use crate::domain::checksum::Checksum;
use table::{Sum, Table};

/// How a move began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// With a new store.
    New,
    /// Where an earlier one stopped.
    Continued,
    /// From the first row on, because the source had changed since an earlier one stopped.
    Again,
}

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where it was, and still is.
    pub from: String,
    /// Where it is now as well.
    pub to: String,
    /// How the move began.
    pub beginning: Beginning,
    /// The tables, as both stores hold them.
    pub tables: Vec<MovedTable>,
}

/// A table that both stores hold alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedTable {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// The checksum of all its rows in the order of their key; the same on every database.
    pub checksum: Checksum,
}

/// A move that is about to begin.
pub struct Move {
    from: Box<dyn Driver>,
    to: Box<dyn Driver>,
    /// The tables, each with how many rows the source has of it.
    tables: Vec<(Table, u64)>,
    beginning: Beginning,
    source: Source,
}

/// What becomes of the store that is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// It is left, so nothing may be written to it any more.
    Left,
    /// It stays in use; what counts is one moment of it.
    InUse,
}

impl Move {
    /// Opens both stores, makes the second where there is none, and marks it. The first is read as of this moment.
    ///
    /// # Errors
    /// When one cannot be opened, the first holds nothing, or the second holds anything but a part of the first.
    pub fn between(from: &Address, to: &Address) -> Result<Self, Error> {
        Self::of(from, to, Source::Left)
    }

    /// The same for a store that stays in use: what is written to it from now on is not carried.
    pub(super) fn of_one_moment(from: &Address, to: &Address) -> Result<Self, Error> {
        Self::of(from, to, Source::InUse)
    }

    fn of(from: &Address, to: &Address, source_is: Source) -> Result<Self, Error> {
        let mut from = opened(&existing(from)?)?;
        refuse_half_moved(&mut *from)?;
        let mut to = opened(&to.0)?;
        let tables = Table::all()?;
        if is_new(&mut *from, &tables)? {
            let message = format!("{} holds nothing yet; there is nothing to move", from.place());
            return Err(Refusal::new("nothing_to_move", message).into());
        }
        let source = from.place();
        let beginning = to.within(Purpose::Write, |to| begun(to, &source, &tables))?;
        // What is written from here on is not read, but it is noticed in the end.
        from.changed_elsewhere()?;
        from.begin(Purpose::Read)?;
        let counted = tables.into_iter().map(|table| table.count(&mut *from).map(|rows| (table, rows)));
        let tables = counted.collect::<Result<_, _>>()?;
        Ok(Self { from, to, tables, beginning, source: source_is })
    }

    /// How many rows there are to carry.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }

    /// Carries what is not there yet, then reads all of it in both stores, and takes the mark away once they are alike.
    /// `progress` is told how many rows were carried or compared so far: in the end each row twice.
    ///
    /// # Errors
    /// When a database fails, or the source was written to meanwhile; the same move then goes on where it stopped.
    pub fn run(mut self, mut progress: impl FnMut(u64)) -> Result<Moved, Error> {
        let mut done = 0;
        let mut tell = |rows| {
            done += rows;
            progress(done);
        };
        if self.beginning == Beginning::Continued && self.compare(&mut tell)?.iter().any(|(_, [from, to])| from != to) {
            let tables = &self.tables;
            self.to.within(Purpose::Write, |to| cleared(to, tables.iter().map(|(table, _)| table)))?;
            self.beginning = Beginning::Again;
        }
        for (table, _) in &self.tables {
            carry(&mut *self.from, &mut *self.to, table, &mut tell)?;
        }
        let compared = self.compare(&mut tell)?;
        let mut tables = Vec::with_capacity(compared.len());
        for ((table, rows), (name, [from, to])) in self.tables.iter().zip(compared) {
            if from != to || from.rows != *rows {
                return Err(self.unlike(table, *rows));
            }
            tables.push(MovedTable { name, rows: to.rows, checksum: to.checksum });
        }
        self.finish(tables)
    }

    /// What the target holds of each table, beside as many rows of the source.
    fn compare(&mut self, progress: &mut dyn FnMut(u64)) -> Result<Vec<(String, [Sum; 2])>, Error> {
        let (from, to) = (&mut *self.from, &mut *self.to);
        let each = self.tables.iter().map(|(table, _)| {
            let mut sums = [Sum::default(); 2];
            let (mut original, mut carried) = (Table::start(), Table::start());
            loop {
                carried = table.after(to, &carried, None)?;
                if carried.rows.is_empty() {
                    return Ok((table.name.clone(), sums));
                }
                original = table.after(from, &original, Some(carried.rows.len()))?;
                let [of_source, of_target] = &mut sums;
                of_target.add(&carried.rows);
                of_source.add(&original.rows);
                if original.rows.len() < carried.rows.len() {
                    return Ok((table.name.clone(), sums));
                }
                progress(u64::try_from(carried.rows.len()).unwrap_or(0));
            }
        });
        each.collect()
    }

    fn finish(mut self, tables: Vec<MovedTable>) -> Result<Moved, Error> {
        let given_out = self.from.last_id()?;
        self.from.commit()?;
        let (from, to) = (self.from.place(), self.to.place());
        if self.source == Source::Left && self.from.changed_elsewhere()? {
            let message = format!("{from} was written to while it was moved; close every desk on it and move it again");
            return Err(Refusal::new("changed_meanwhile", message).into());
        }
        self.to.within(Purpose::Write, |to| {
            to.skip_ids(given_out)?;
            table::unmark(to)
        })?;
        self.to.rest()?;
        Ok(Moved { from, to, beginning: self.beginning, tables })
    }

    fn unlike(&self, table: &Table, rows: u64) -> Error {
        let (from, to, name) = (self.from.place(), self.to.place(), &table.name);
        let message = format!(
            "{to} does not hold the {rows} rows of {name} as {from} does; look at its disk and log, then move into a new store"
        );
        Refusal::new("unlike", message).into()
    }
}

/// Refuses a store into which a move was not finished.
pub(super) fn refuse_half_moved(driver: &mut dyn Driver) -> Result<(), Error> {
    match table::marked(driver)? {
        Some(source_place) => Err(Error::HalfMoved { place: driver.place(), source_place }),
        None => Ok(()),
    }
}

/// The place of a store that must be there; a file by its one name.
pub(super) fn existing(address: &Address) -> Result<Place, Error> {
    let Some(path) = address.file() else { return Ok(address.0.clone()) };
    let missing = |cause| {
        let message = format!("there is no store at {}: {cause}; see that its name is spelled right", path.display());
        Refusal::new("no_such_store", message)
    };
    Ok(Place::Embedded(Embedded::File(path.canonicalize().map_err(missing)?)))
}

fn opened(place: &Place) -> Result<Box<dyn Driver>, Error> {
    let mut driver = driver::open(place)?;
    driver.migrate(MIGRATIONS)?;
    Ok(driver)
}

/// Whether a store holds nothing.
fn is_new(driver: &mut dyn Driver, tables: &[Table]) -> Result<bool, Error> {
    for table in tables {
        if !table.after(driver, &Table::start(), Some(1))?.rows.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Marks a new store; one that is marked already goes on with the same source alone.
fn begun(to: &mut (dyn Driver + '_), source: &str, tables: &[Table]) -> Result<Beginning, Error> {
    let place = to.place();
    match table::marked(to)? {
        Some(marked) if marked == source => Ok(Beginning::Continued),
        Some(marked) => {
            let message =
                format!("{place} holds a part of {marked}; finish that move first, or name a new store to move into");
            Err(Refusal::new("another_move", message).into())
        }
        None if is_new(to, tables)? => {
            table::mark(to, source)?;
            Ok(Beginning::New)
        }
        None => {
            let message = format!("{place} holds records already; name a new store to move into");
            Err(Refusal::new("not_empty", message).into())
        }
    }
}

/// Empties every table, those first whose rows name others.
fn cleared<'a>(to: &mut dyn Driver, tables: impl DoubleEndedIterator<Item = &'a Table>) -> Result<(), Error> {
    if table::marked(to)?.is_none() {
        let message = format!("{} was finished by another move meanwhile; look at it", to.place());
        return Err(Refusal::new("moved_already", message).into());
    }
    tables.rev().try_for_each(|table| table.clear(to))
}

/// Carries the rows of a table that follow the last one that is there.
fn carry(
    from: &mut dyn Driver,
    to: &mut (dyn Driver + '_),
    table: &Table,
    carried: &mut dyn FnMut(u64),
) -> Result<(), Error> {
    let mut batch = Table::start();
    loop {
        batch = to.within(Purpose::Write, |to| {
            let reached = table.end(to, batch.next)?;
            let batch = table.after(from, &reached, None)?;
            table.write(to, &batch.rows)?;
            Ok(batch)
        })?;
        if batch.rows.is_empty() {
            return Ok(());
        }
        carried(u64::try_from(batch.rows.len()).unwrap_or(0));
    }
}
