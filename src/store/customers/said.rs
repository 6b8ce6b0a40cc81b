//! Finding customers by the words that were said of them. A name is asked for first, as one text; what it leaves of the
//! page is filled with customers who have the words wherever they stand. Nobody is read whom nobody will see.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::super::Error;
use super::super::driver::{Driver, Param};
use super::by_ids;
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::text::{fold, words};

/// How many customers a search of one word looks at, at least, before it puts the best first.
const CANDIDATES: usize = 100;

/// From how many customers on a word is common. Once somebody is found, no more of them are tried against other words.
const COMMON: i64 = 500;

/// How many of one name are tried against other words.
const NAMESAKES: i64 = 5_000;

/// How many words of a search are used.
const WORDS: usize = 5;

/// The customers who have a name or a word that begins so, for every word of `text`; those who have more of them whole
/// come first.
pub(super) fn customers(driver: &mut dyn Driver, text: &str, limit: usize) -> Result<Vec<Customer>, Error> {
    let said: Vec<String> = text
        .split_whitespace()
        .flat_map(|part| if part.contains('@') { vec![fold(part)] } else { words(part) })
        .take(WORDS)
        .collect();
    let mut found = Found { ids: Vec::new(), seen: HashSet::new(), page: limit };
    found.by_name(driver, &said)?;
    found.by_words(driver, said)?;
    found.ids.truncate(limit);
    let mut known = by_ids(driver, found.ids.iter().copied())?;
    Ok(found.ids.iter().filter_map(|id| known.remove(id)).collect())
}

/// What a customer is found by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Word,
}

impl Kind {
    /// The column that holds it, and its table.
    const fn column(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("name", "customer_names"),
            Self::Word => ("word", "customer_words"),
        }
    }
}

/// Who was found so far, the best match first.
struct Found {
    ids: Vec<CustomerId>,
    seen: HashSet<CustomerId>,
    page: usize,
}

impl Found {
    /// Those whose name is what was said, or what was said first while the rest are words of theirs. Of a name only the
    /// last part may be unfinished; one who says the family name last may have shortened the other to its first letter.
    fn by_name(&mut self, driver: &mut dyn Driver, said: &[String]) -> Result<(), Error> {
        for count in (2..=said.len()).rev() {
            let (name, others) = said.split_at(count);
            let mut turned = name.to_vec();
            turned.rotate_right(1);
            for name in [name.join(" "), turned.join(" ")] {
                if self.ids.len() < self.page {
                    self.take(driver, Kind::Name, &name, others)?;
                }
            }
        }
        Ok(())
    }

    /// Those who have all words that were said.
    fn by_words(&mut self, driver: &mut dyn Driver, said: Vec<String>) -> Result<(), Error> {
        let said = rarest_first(driver, said)?;
        match said.split_first() {
            Some((rarest, others)) if self.ids.len() < self.page => self.take(driver, Kind::Word, rarest, others),
            _ => Ok(()),
        }
    }

    /// Adds those who have this name or word and all the others.
    fn take(&mut self, driver: &mut dyn Driver, kind: Kind, first: &str, others: &[String]) -> Result<(), Error> {
        let (text, table) = kind.column();
        let mut end = (after(first), 0);
        if !(others.is_empty() || self.ids.is_empty() && kind == Kind::Word) {
            let sql = format!(
                "SELECT {text}, customer FROM {table} WHERE {text} >= ?1 AND {text} < ?2 \
                 ORDER BY {text}, customer LIMIT 1 OFFSET ?3"
            );
            let tried = if kind == Kind::Name { NAMESAKES } else { COMMON };
            let params = [first.into(), (&end.0).into(), Param::Int(tried)];
            end = driver.first(&sql, &params, |row| Ok((row.text(0)?.to_owned(), row.int(1)?)))?.unwrap_or(end);
        }
        let candidates = if others.is_empty() { self.page.max(CANDIDATES) } else { self.page };
        let bounds: Vec<String> = others.iter().flat_map(|word| [word.clone(), after(word)]).collect();
        let mut params = vec![
            Param::Int(i64::try_from(candidates).unwrap_or(i64::MAX)),
            first.into(),
            (&end.0).into(),
            Param::Int(end.1),
        ];
        params.extend(bounds.iter().map(Param::from));
        let sql = having(text, table, others.len());
        let mut found = driver.all(&sql, &params, |row| Ok((CustomerId(row.int(0)?), row.int(1)?)))?;
        found.sort_by_key(|(_, whole)| Reverse(*whole));
        self.ids.extend(found.into_iter().map(|(id, _)| id).filter(|id| self.seen.insert(*id)));
        Ok(())
    }
}

/// The words with the one in front that begins the fewest words of customers: the others are only looked up for those.
fn rarest_first(driver: &mut dyn Driver, mut said: Vec<String>) -> Result<Vec<String>, Error> {
    if said.len() > 1 {
        let count = |low: usize| {
            let words = format!("SELECT 1 FROM customer_words WHERE word >= ?{low} AND word < ?{} LIMIT ?1", low + 1);
            format!("SELECT {low}, count(*) FROM ({words}) AS counted")
        };
        let sql = (0..said.len()).map(|place| count(2 + 2 * place)).collect::<Vec<_>>().join(" UNION ALL ");
        let bounds: Vec<String> = said.iter().flat_map(|word| [word.clone(), after(word)]).collect();
        let mut params = vec![Param::Int(COMMON)];
        params.extend(bounds.iter().map(Param::from));
        let customers = driver.all(&format!("{sql} ORDER BY 1"), &params, |row| row.int(1))?;
        let mut counted: Vec<_> = customers.into_iter().zip(said).collect();
        // Where all are common, the longest is likely the rarest.
        counted.sort_by_key(|(customers, word)| (*customers, Reverse(word.len())));
        said = counted.into_iter().map(|(_, word)| word).collect();
    }
    Ok(said)
}

/// What comes after every text that begins with this one.
fn after(text: &str) -> String {
    format!("{text}\u{10ffff}")
}

/// The question for at most `?1` customers whose text stands from `?2` on and, with the customer, before `?3` and `?4`, and
/// who have words between each further pair of bounds; and how many of all these they have whole.
fn having(text: &str, table: &str, others: usize) -> String {
    let has = |condition: String| {
        format!("EXISTS (SELECT 1 FROM customer_words AS w WHERE w.customer = a.customer AND {condition})")
    };
    let (mut whole, mut conditions) = (String::new(), String::new());
    for (low, high) in (0..others).map(|other| (5 + 2 * other, 6 + 2 * other)) {
        whole = format!("{whole} + CASE WHEN {} THEN 1 ELSE 0 END", has(format!("w.word = ?{low}")));
        conditions = format!("{conditions} AND {}", has(format!("w.word >= ?{low} AND w.word < ?{high}")));
    }
    format!(
        "SELECT a.customer, CAST(CASE WHEN a.{text} = ?2 THEN 1 ELSE 0 END{whole} AS BIGINT) FROM {table} AS a \
         WHERE a.{text} >= ?2 AND (a.{text}, a.customer) < (?3, ?4){conditions} ORDER BY a.{text}, a.customer LIMIT ?1"
    )
}
