//! Records found by the texts that stand in them: a table for each kind of text, a row for each text and the record it
//! stands in. What is typed is the beginning of a text.

use std::cmp::Reverse;

use super::Error;
use super::driver::{Driver, Param};

/// From how many records on a word is common.
pub(super) const COMMON: i64 = 500;

/// How many words of a search are used.
pub(super) const WORDS: usize = 5;

/// A table of texts and the records they stand in.
pub(super) struct Index {
    /// The table.
    pub(super) table: &'static str,
    /// Its column of texts.
    pub(super) text: &'static str,
    /// Its column of records.
    pub(super) of: &'static str,
}

/// Texts that begin with `first`, up to a text and a record before which they stand.
pub(super) struct Span<'a> {
    pub(super) first: &'a str,
    pub(super) end: (String, i64),
}

impl<'a> Span<'a> {
    /// All that begin so.
    pub(super) fn all(first: &'a str) -> Self {
        Self { first, end: (after(first), 0) }
    }
}

impl Index {
    /// Brings a record's rows from `old` to `new`.
    pub(super) fn write(&self, driver: &mut dyn Driver, id: i64, old: &[String], new: &[String]) -> Result<(), Error> {
        let Self { table, text, of } = self;
        for gone in old.iter().filter(|text| !new.contains(text)) {
            let sql = format!("DELETE FROM {table} WHERE {text} = ?1 AND {of} = ?2");
            driver.execute(&sql, &[gone.into(), Param::Int(id)])?;
        }
        for come in new.iter().filter(|text| !old.contains(text)) {
            let sql = format!("INSERT INTO {table} ({text}, {of}) VALUES (?1, ?2)");
            driver.execute(&sql, &[come.into(), Param::Int(id)])?;
        }
        Ok(())
    }

    /// The records, at most so many, that have a word that begins with each of `said`; those that have more of them whole
    /// come first.
    pub(super) fn having_all(&self, driver: &mut dyn Driver, said: &[String], limit: usize) -> Result<Vec<i64>, Error> {
        let (said, _) = self.rarest_first(driver, said)?;
        match said.split_first() {
            Some((rarest, others)) => self.having(driver, self, &Span::all(rarest), others, limit),
            None => Ok(Vec::new()),
        }
    }

    /// The words with the one in front that begins the fewest words of records, and how many these are, as far as they are
    /// counted: the others are only looked up for those.
    pub(super) fn rarest_first(&self, driver: &mut dyn Driver, said: &[String]) -> Result<(Vec<String>, i64), Error> {
        if said.len() < 2 {
            return Ok((said.to_vec(), 0));
        }
        let Self { table, text, .. } = self;
        let count = |low: usize| {
            let words = format!("SELECT 1 FROM {table} WHERE {text} >= ?{low} AND {text} < ?{} LIMIT ?1", low + 1);
            format!("SELECT {low}, count(*) FROM ({words}) AS counted")
        };
        let sql = (0..said.len()).map(|place| count(2 + 2 * place)).collect::<Vec<_>>().join(" UNION ALL ");
        let bounds: Vec<String> = said.iter().flat_map(|word| [word.clone(), after(word)]).collect();
        let mut params = vec![Param::Int(COMMON)];
        params.extend(bounds.iter().map(Param::from));
        let records = driver.all(&format!("{sql} ORDER BY 1"), &params, |row| row.int(1))?;
        let mut counted: Vec<_> = records.into_iter().zip(said).collect();
        // Where all are common, the longest is likely the rarest.
        counted.sort_by_key(|(records, word)| (*records, Reverse(word.len())));
        let rarest = counted.first().map_or(0, |(records, _)| *records);
        Ok((counted.into_iter().map(|(_, word)| word.clone()).collect(), rarest))
    }

    /// The records, at most so many, with a text of the span in `first`, and in this index a word that begins with each of
    /// `others`; those that have more of all these whole come first.
    pub(super) fn having(
        &self,
        driver: &mut dyn Driver,
        first: &Self,
        span: &Span<'_>,
        others: &[String],
        limit: usize,
    ) -> Result<Vec<i64>, Error> {
        let bounds: Vec<String> = others.iter().flat_map(|word| [word.clone(), after(word)]).collect();
        let mut params = vec![
            Param::Int(i64::try_from(limit).unwrap_or(i64::MAX)),
            span.first.into(),
            (&span.end.0).into(),
            Param::Int(span.end.1),
        ];
        params.extend(bounds.iter().map(Param::from));
        let sql = self.question(first, others.len());
        let mut found = driver.all(&sql, &params, |row| Ok((row.int(0)?, row.int(1)?)))?;
        found.sort_by_key(|(_, whole)| Reverse(*whole));
        Ok(found.into_iter().map(|(id, _)| id).collect())
    }

    /// The question for at most `?1` records whose text stands from `?2` on and, with the record, before `?3` and `?4`, and
    /// which have words between each further pair of bounds; and how many of all these they have whole.
    fn question(&self, first: &Self, others: usize) -> String {
        let Self { table, text: word, of } = self;
        let Self { table: named, text, .. } = first;
        let has =
            |condition: String| format!("EXISTS (SELECT 1 FROM {table} AS w WHERE w.{of} = a.{of} AND {condition})");
        let (mut whole, mut conditions) = (String::new(), String::new());
        for (low, high) in (0..others).map(|other| (5 + 2 * other, 6 + 2 * other)) {
            whole = format!("{whole} + CASE WHEN {} THEN 1 ELSE 0 END", has(format!("w.{word} = ?{low}")));
            conditions = format!("{conditions} AND {}", has(format!("w.{word} >= ?{low} AND w.{word} < ?{high}")));
        }
        format!(
            "SELECT a.{of}, CAST(CASE WHEN a.{text} = ?2 THEN 1 ELSE 0 END{whole} AS BIGINT) FROM {named} AS a \
             WHERE a.{text} >= ?2 AND (a.{text}, a.{of}) < (?3, ?4){conditions} ORDER BY a.{text}, a.{of} LIMIT ?1"
        )
    }

    /// Up to so many texts of the span, and no further.
    pub(super) fn shortened<'a>(&self, driver: &mut dyn Driver, span: Span<'a>, texts: i64) -> Result<Span<'a>, Error> {
        let Self { table, text, of } = self;
        let sql = format!(
            "SELECT {text}, {of} FROM {table} WHERE {text} >= ?1 AND {text} < ?2 ORDER BY {text}, {of} LIMIT 1 OFFSET ?3"
        );
        let params = [span.first.into(), (&span.end.0).into(), Param::Int(texts)];
        let end = driver.first(&sql, &params, |row| Ok((row.text(0)?.to_owned(), row.int(1)?)))?;
        Ok(Span { first: span.first, end: end.unwrap_or(span.end) })
    }
}

/// What comes after every text that begins with this one.
fn after(text: &str) -> String {
    format!("{text}\u{10ffff}")
}
