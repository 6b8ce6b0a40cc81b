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

/// How many customers a search looks at, at least, before it puts the best first.
const CANDIDATES: usize = 100;

/// From how many customers on a word is common. No more of them are tried against the other words once somebody is found.
const COMMON: i64 = 2_000;

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

/// Who was found so far, the best match first.
struct Found {
    ids: Vec<CustomerId>,
    seen: HashSet<CustomerId>,
    page: usize,
}

impl Found {
    /// Those whose name, in either order, is what was said; or what was said first, and the rest of it are words of theirs.
    fn by_name(&mut self, driver: &mut dyn Driver, said: &[String]) -> Result<(), Error> {
        for count in (2..=said.len()).rev() {
            let (name, others) = said.split_at(count);
            if self.ids.len() < self.page {
                self.take(driver, "name", &name.join(" "), others, COMMON)?;
            }
        }
        Ok(())
    }

    /// Those who have all words that were said.
    fn by_words(&mut self, driver: &mut dyn Driver, said: Vec<String>) -> Result<(), Error> {
        let said = rarest_first(driver, said)?;
        if let Some((rarest, others)) = said.split_first()
            && self.ids.len() < self.page
        {
            let tried = if self.ids.is_empty() { i64::MAX } else { COMMON };
            self.take(driver, "word", rarest, others, tried)?;
        }
        Ok(())
    }

    /// Adds those who have this name or word and all the others; of the first, no more than so many are tried.
    fn take(
        &mut self,
        driver: &mut dyn Driver,
        by: &str,
        first: &str,
        others: &[String],
        tried: i64,
    ) -> Result<(), Error> {
        let said = std::iter::once(first).chain(others.iter().map(String::as_str));
        let bounds: Vec<String> = said.flat_map(|word| [word.to_owned(), after(word)]).collect();
        let candidates = i64::try_from(self.page.max(CANDIDATES)).unwrap_or(i64::MAX);
        let mut params = vec![Param::Int(candidates), Param::Int(tried)];
        params.extend(bounds.iter().map(Param::from));
        let mut found =
            driver.all(&having(by, others.len()), &params, |row| Ok((CustomerId(row.int(0)?), row.int(1)?)))?;
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

/// The question for at most `?1` customers among the first `?2` whose name or word lies between `?3` and `?4` and who have
/// words between each further pair of bounds, and how many of all these they have whole.
fn having(by: &str, others: usize) -> String {
    let has = |condition: String| {
        format!("EXISTS (SELECT 1 FROM customer_words AS w WHERE w.customer = a.customer AND {condition})")
    };
    let bounds = (1..=others).map(|other| (3 + 2 * other, 4 + 2 * other));
    let (whole, conditions): (Vec<String>, Vec<String>) = bounds
        .map(|(low, high)| {
            let whole = format!(" + CASE WHEN {} THEN 1 ELSE 0 END", has(format!("w.word = ?{low}")));
            (whole, has(format!("w.word >= ?{low} AND w.word < ?{high}")))
        })
        .unzip();
    let (whole, conditions) = (whole.concat(), conditions.join(" AND "));
    let only = if conditions.is_empty() { String::new() } else { format!("WHERE {conditions}") };
    format!(
        "SELECT a.customer, CAST(CASE WHEN a.{by} = ?3 THEN 1 ELSE 0 END{whole} AS BIGINT) FROM (SELECT {by}, customer \
         FROM customer_{by}s WHERE {by} >= ?3 AND {by} < ?4 ORDER BY {by}, customer LIMIT ?2) AS a {only} \
         ORDER BY a.{by}, a.customer LIMIT ?1"
    )
}
