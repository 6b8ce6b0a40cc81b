//! A table as a move sees it: columns, a key, and rows that are read and written a batch at a time. Which tables there are
//! is read off the schema itself, so that none is forgotten.

use super::super::driver::{self, Driver, Embedded, Param, Place, Row};
use super::super::{Error, MIGRATIONS};
use super::Checksum;

/// The one table of the schema that stays where it is: it tells of the move itself.
const MARK: &str = "unfinished_move";

/// Where the embedded database counts identities, which is no table of the schema.
const COUNTER: &str = "ids";

/// How many rows are read at most in a batch, and how many in the first.
const ROWS: usize = 500;
const FIRST_ROWS: usize = 32;

/// About how many bytes a batch holds.
const BYTES: usize = 4 << 20;

/// How many rows one statement writes.
const WRITTEN: usize = 50;

/// A value in a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) enum Value {
    Null,
    Int(i64),
    Text(String),
}

impl Value {
    fn len(&self) -> usize {
        match self {
            Self::Null => 1,
            Self::Int(_) => 8,
            Self::Text(text) => text.len(),
        }
    }
}

impl<'a> From<&'a Value> for Param<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Int(number) => Self::Int(*number),
            Value::Text(text) => Self::Text(text),
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Int,
    Text,
}

#[derive(Clone, Debug)]
struct Column {
    name: String,
    kind: Kind,
}

/// A table and the order of its rows.
#[derive(Clone, Debug)]
pub(in crate::store) struct Table {
    pub(in crate::store) name: String,
    columns: Vec<Column>,
    /// Places of the columns by which rows are ordered and of which no two rows have the same.
    key: Vec<usize>,
}

/// Rows in the order of their key, and how many are best read after them.
#[derive(Debug)]
pub(in crate::store) struct Batch {
    pub(in crate::store) rows: Vec<Vec<Value>>,
    last: Option<Vec<Value>>,
    pub(in crate::store) next: usize,
}

/// How many rows there are, and their checksum in the order of their key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Sum {
    pub(in crate::store) rows: u64,
    pub(in crate::store) checksum: Checksum,
}

impl Table {
    /// Every table that is moved, each after those that its rows name. The embedded database is asked, which has the same
    /// tables as every other: a new table names only older ones.
    pub(in crate::store) fn all() -> Result<Vec<Self>, Error> {
        let mut model = driver::open(&Place::Embedded(Embedded::Memory))?;
        model.migrate(MIGRATIONS)?;
        let mut tables: Vec<Self> = Vec::new();
        let sql = "SELECT t.name, c.name, c.type FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c \
                   WHERE t.type = 'table' AND t.name NOT IN (?1, ?2) ORDER BY t.rowid, c.cid";
        let columns = model.all(sql, &[MARK.into(), COUNTER.into()], |row| {
            let kind = if row.text(2)? == "INTEGER" { Kind::Int } else { Kind::Text };
            Ok((row.text(0)?.to_owned(), Column { name: row.text(1)?.to_owned(), kind }))
        })?;
        for (name, column) in columns {
            match tables.last_mut().filter(|table| table.name == name) {
                Some(table) => table.columns.push(column),
                None => tables.push(Self { name, columns: vec![column], key: Vec::new() }),
            }
        }
        for table in &mut tables {
            let sql = "SELECT cid FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
            table.key = model.all(sql, &[(&table.name).into()], |row| Ok(usize::try_from(row.int(0)?).unwrap_or(0)))?;
        }
        Ok(tables)
    }

    /// How many rows there are.
    pub(in crate::store) fn count(&self, driver: &mut dyn Driver) -> Result<u64, Error> {
        let sql = format!("SELECT count(*) FROM {}", self.name);
        let rows = driver.first(&sql, &[], |row| row.int(0))?;
        Ok(rows.and_then(|rows| u64::try_from(rows).ok()).unwrap_or(0))
    }

    /// Removes every row.
    pub(in crate::store) fn clear(&self, driver: &mut dyn Driver) -> Result<(), Error> {
        driver.execute(&format!("DELETE FROM {}", self.name), &[]).map(|_| ())
    }

    /// The batch before the first one.
    pub(in crate::store) const fn start() -> Batch {
        Batch { rows: Vec::new(), last: None, next: FIRST_ROWS }
    }

    /// A batch that ends with the last row there is, and holds no row itself.
    pub(in crate::store) fn end(&self, driver: &mut dyn Driver, next: usize) -> Result<Batch, Error> {
        let order = self.listed(|column| format!("\"{}\" DESC", column.name));
        let sql = format!("SELECT {} FROM {} ORDER BY {order} LIMIT 1", self.columns(), self.name);
        let last = driver.first(&sql, &[], |row| self.read(row))?.map(|row| self.key_of(&row));
        Ok(Batch { rows: Vec::new(), last, next })
    }

    /// The rows that follow `batch`: `exactly` so many where there are, or as many as are well held at once.
    pub(in crate::store) fn after(
        &self,
        driver: &mut dyn Driver,
        batch: &Batch,
        exactly: Option<usize>,
    ) -> Result<Batch, Error> {
        let key = self.listed(|column| format!("\"{}\"", column.name));
        let last = batch.last.as_deref().unwrap_or_default();
        let beyond =
            if last.is_empty() { String::new() } else { format!("WHERE ({key}) > ({}) ", marks(1, last.len())) };
        let limit = last.len() + 1;
        let sql = format!("SELECT {} FROM {} {beyond}ORDER BY {key} LIMIT ?{limit}", self.columns(), self.name);
        let mut params: Vec<Param<'_>> = last.iter().map(Param::from).collect();
        params.push(Param::Int(i64::try_from(exactly.unwrap_or(batch.next)).unwrap_or(i64::MAX)));
        let rows = driver.all(&sql, &params, |row| self.read(row))?;
        let bytes: usize = rows.iter().flatten().map(Value::len).sum();
        let next = (rows.len() * BYTES / bytes.max(1)).clamp(1, ROWS);
        Ok(Batch { last: rows.last().map(|row| self.key_of(row)), rows, next })
    }

    /// Writes rows that are not there yet.
    pub(in crate::store) fn write(&self, driver: &mut dyn Driver, rows: &[Vec<Value>]) -> Result<(), Error> {
        let width = self.columns.len();
        for rows in rows.chunks(WRITTEN) {
            let marks: Vec<String> =
                (0..rows.len()).map(|row| format!("({})", marks(1 + row * width, width))).collect();
            let sql = format!("INSERT INTO {} ({}) VALUES {}", self.name, self.columns(), marks.join(", "));
            driver.execute(&sql, &rows.iter().flatten().map(Param::from).collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// The whole number in a column of a row, where there is one.
    pub(in crate::store) fn int(&self, row: &[Value], column: &str) -> Option<i64> {
        match row.get(self.place(column)?)? {
            Value::Int(number) => Some(*number),
            Value::Null | Value::Text(_) => None,
        }
    }

    /// The text in a column of a row, where there is one.
    pub(in crate::store) fn text<'a>(&self, row: &'a [Value], column: &str) -> Option<&'a str> {
        match row.get(self.place(column)?)? {
            Value::Text(text) => Some(text),
            Value::Null | Value::Int(_) => None,
        }
    }

    /// Takes the value out of a column of a row.
    pub(in crate::store) fn empty(&self, row: &mut [Value], column: &str) {
        if let Some(value) = self.place(column).and_then(|place| row.get_mut(place)) {
            *value = Value::Null;
        }
    }

    /// Where a row stands whose key is one whole number; `None` where keys are of other kinds.
    pub(in crate::store) fn number(&self, row: &[Value]) -> Option<i64> {
        match self.key_of(row).as_slice() {
            [Value::Int(number)] => Some(*number),
            _ => None,
        }
    }

    /// Whether each row of `next` comes after the one before it, and the first after those of `batch`.
    pub(in crate::store) fn follows(&self, batch: &Batch, next: &Batch) -> bool {
        let keys = batch.last.clone().into_iter().chain(next.rows.iter().map(|row| self.key_of(row)));
        keys.collect::<Vec<_>>().is_sorted_by(|one, other| one < other)
    }

    /// The batch that ends before every row whose key is a greater number.
    pub(in crate::store) fn until(number: i64) -> Batch {
        Batch { rows: Vec::new(), last: Some(vec![Value::Int(number)]), next: FIRST_ROWS }
    }

    /// The last `count` rows, the very last one first.
    pub(in crate::store) fn last(&self, driver: &mut dyn Driver, count: usize) -> Result<Vec<Vec<Value>>, Error> {
        let order = self.listed(|column| format!("\"{}\" DESC", column.name));
        let sql = format!("SELECT {} FROM {} ORDER BY {order} LIMIT ?1", self.columns(), self.name);
        driver.all(&sql, &[Param::Int(i64::try_from(count).unwrap_or(i64::MAX))], |row| self.read(row))
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }

    fn read(&self, row: &dyn Row) -> Result<Vec<Value>, Error> {
        let values = self.columns.iter().enumerate().map(|(place, column)| {
            Ok(match column.kind {
                Kind::Int => row.int_or_null(place)?.map_or(Value::Null, Value::Int),
                Kind::Text => row.text_or_null(place)?.map_or(Value::Null, |text| Value::Text(text.to_owned())),
            })
        });
        values.collect()
    }

    fn key_of(&self, row: &[Value]) -> Vec<Value> {
        self.key.iter().filter_map(|place| row.get(*place)).cloned().collect()
    }

    fn columns(&self) -> String {
        self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }

    fn listed(&self, each: impl Fn(&Column) -> String) -> String {
        self.key.iter().filter_map(|place| self.columns.get(*place)).map(each).collect::<Vec<_>>().join(", ")
    }
}

impl Sum {
    /// The sum of what came before and these rows.
    pub(in crate::store) fn add(&mut self, rows: &[Vec<Value>]) {
        self.rows += u64::try_from(rows.len()).unwrap_or(u64::MAX);
        for value in rows.iter().flatten() {
            self.checksum = match value {
                Value::Null => self.checksum.with(b"n"),
                Value::Int(number) => self.checksum.with(b"i").with(&number.to_le_bytes()),
                // A server holds no NUL in a text, so none counts; it ends the text here.
                Value::Text(text) => {
                    text.split('\0').fold(self.checksum.with(b"t"), |sum, part| sum.with(part.as_bytes())).with(b"\0")
                }
            };
        }
    }
}

/// The parameters from `first` on, so many of them.
fn marks(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("?{number}")).collect::<Vec<_>>().join(", ")
}

/// Where the move into this store that was not finished comes from.
pub(in crate::store) fn marked(driver: &mut dyn Driver) -> Result<Option<String>, Error> {
    driver.first(&format!("SELECT source FROM {MARK}"), &[], |row| Ok(row.text(0)?.to_owned()))
}

/// Marks a store as one into which everything of `source` is yet to come.
pub(in crate::store) fn mark(driver: &mut dyn Driver, source: &str) -> Result<(), Error> {
    driver.execute(&format!("INSERT INTO {MARK} (number, source) VALUES (1, ?1)"), &[source.into()]).map(|_| ())
}

/// Takes the mark away.
pub(in crate::store) fn unmark(driver: &mut dyn Driver) -> Result<(), Error> {
    driver.execute(&format!("DELETE FROM {MARK}"), &[]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_schema_is_moved() {
        let written = MIGRATIONS.iter().flat_map(|text| text.split("CREATE TABLE ").skip(1));
        let mut written: Vec<_> = written.map(|table| table.split_once(' ').unwrap().0).collect();
        written.retain(|name| *name != MARK);
        let tables = Table::all().unwrap();
        assert_eq!(tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), written);
        assert!(tables.iter().all(|table| !table.columns.is_empty() && !table.key.is_empty()));
    }

    #[test]
    fn what_is_moved_is_whole_numbers_and_texts_by_a_key_that_every_row_has() {
        let mut model = driver::open(&Place::Embedded(Embedded::Memory)).unwrap();
        model.migrate(MIGRATIONS).unwrap();
        let odd = "SELECT t.name || '.' || c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c \
                   WHERE t.type = 'table' AND (c.type NOT IN ('INTEGER', 'TEXT') \
                   OR (c.pk > 0 AND c.type = 'TEXT' AND c.\"notnull\" = 0))";
        assert_eq!(model.all(odd, &[], |row| Ok(row.text(0)?.to_owned())).unwrap(), [""; 0]);
        let keyed = MIGRATIONS.concat();
        for table in Table::all().unwrap() {
            let text =
                keyed.split(&format!("CREATE TABLE {} (", table.name)).nth(1).unwrap().split(';').next().unwrap();
            for column in table.key.iter().map(|place| &table.columns[*place]).filter(|c| c.kind == Kind::Text) {
                let ordered = format!("{} TEXT COLLATE \"C\"", column.name);
                assert!(text.contains(&ordered), "{}.{} is not ordered alike everywhere", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_row_comes_after_the_rows_that_it_names() {
        let mut model = driver::open(&Place::Embedded(Embedded::Memory)).unwrap();
        model.migrate(MIGRATIONS).unwrap();
        let tables = Table::all().unwrap();
        for (place, table) in tables.iter().enumerate() {
            let sql = "SELECT \"table\" FROM pragma_foreign_key_list(?1)";
            for named in model.all(sql, &[(&table.name).into()], |row| Ok(row.text(0)?.to_owned())).unwrap() {
                assert!(tables[..place].iter().any(|earlier| earlier.name == named), "{} names {named}", table.name);
            }
        }
    }

    #[test]
    fn a_checksum_tells_where_one_value_ends_and_the_next_begins() {
        let sum = |values: &[&str]| {
            let mut sum = Sum::default();
            sum.add(&[values.iter().map(|text| Value::Text((*text).to_owned())).collect()]);
            sum.checksum
        };
        assert_ne!(sum(&["ab", "c"]), sum(&["a", "bc"]));
        assert_ne!(sum(&["a", ""]), sum(&["", "a"]));
        assert_eq!(sum(&["a\0b"]), sum(&["ab"]));
    }
}
