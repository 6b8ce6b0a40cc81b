//! Reading a table that is damaged: in the order of its key as far as it goes, then from behind the damage on.

use super::super::Error;
use super::super::driver::Driver;
use super::super::moving::table::{Batch, Table, Value};

/// How many rows are read from the end of a table at most.
const MOST: usize = 1 << 20;

/// What is done with a row that was read.
type Take<'a> = dyn FnMut(Vec<Value>) -> Result<(), Error> + 'a;

/// Hands every row of a table to `take` that can be read; twice, where it was read from both ends.
pub(super) fn each(table: &Table, from: &mut dyn Driver, take: &mut Take<'_>) -> Result<(), Error> {
    let mut batch = Table::start();
    let mut reached = i64::MIN;
    loop {
        match forward(table, from, &mut batch, &mut reached, take)? {
            End::Reached => return Ok(()),
            End::Damaged => {}
        }
        match behind(table, from, reached) {
            Some(number) => (batch, reached) = (Table::until(number), number),
            None => return backward(table, from, take),
        }
    }
}

/// How reading ended.
enum End {
    Reached,
    Damaged,
}

fn forward(
    table: &Table,
    from: &mut dyn Driver,
    batch: &mut Batch,
    reached: &mut i64,
    take: &mut Take<'_>,
) -> Result<End, Error> {
    let mut at_once = None;
    loop {
        // Damage may also show the same rows for ever.
        let next = table.after(from, batch, at_once).ok().filter(|next| table.follows(batch, next));
        let Some(next) = next else {
            // Of a batch that breaks off the rows before the damage can be read one by one.
            if at_once == Some(1) {
                return Ok(End::Damaged);
            }
            at_once = Some(1);
            continue;
        };
        if next.rows.is_empty() {
            return Ok(End::Reached);
        }
        for row in &next.rows {
            *reached = table.number(row).unwrap_or(*reached);
            take(row.clone())?;
        }
        *batch = next;
    }
}

/// The least number behind which a row can be read again, in a table whose keys are numbers.
fn behind(table: &Table, from: &mut dyn Driver, reached: i64) -> Option<i64> {
    let mut reads = |number: i64| {
        let before = Table::until(number);
        table.after(from, &before, Some(1)).is_ok_and(|next| table.follows(&before, &next))
    };
    let start = reached.max(0);
    let steps = (0..62).map(|power| start.checked_add(1_i64 << power));
    let (mut bad, mut good) = (start, steps.map_while(|number| number).find(|number| reads(*number))?);
    while bad + 1 < good {
        let middle = bad + (good - bad) / 2;
        if reads(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Some(good)
}

/// Reads from the end of the table back to the damage.
fn backward(table: &Table, from: &mut dyn Driver, take: &mut Take<'_>) -> Result<(), Error> {
    let reads = |from: &mut dyn Driver, count: usize| table.last(from, count).is_ok();
    let (mut good, mut bad) = (0, 1);
    while bad < MOST && reads(from, bad) {
        (good, bad) = (bad, bad * 2);
    }
    while good + 1 < bad {
        let middle = good + (bad - good) / 2;
        if reads(from, middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    table.last(from, good).unwrap_or_default().into_iter().try_for_each(take)
}

/// The references of all rows, as far as their index can be read, which is damaged by itself or not at all.
pub(super) fn references(table: &Table, from: &mut dyn Driver) -> Vec<String> {
    let sql = format!("SELECT ref FROM {} ORDER BY ref", table.name);
    from.all(&sql, &[], |row| Ok(row.text(0)?.to_owned())).unwrap_or_default()
}
