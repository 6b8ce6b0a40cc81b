//! Words that agents taught the desk: right for everybody on this store, and in no dictionary.

use std::ops::Deref;

use super::driver::Param;
use super::{Error, Store};
use crate::domain::timestamp::Timestamp;

/// How many words are looked up at once.
const MOST: usize = 100;

impl Store {
    /// Those of these folded words by which products are found, in their order; of very many words the first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn product_words<W: Deref<Target = str>>(&mut self, words: &[W]) -> Result<Vec<String>, Error> {
        let params: Vec<Param<'_>> = words.iter().take(MOST).map(|word| Param::Text(word)).collect();
        if params.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=params.len()).map(|place| format!("?{place}")).collect();
        let sql =
            format!("SELECT DISTINCT word FROM product_words WHERE word IN ({}) ORDER BY word", places.join(", "));
        self.driver.all(&sql, &params, |row| Ok(row.text(0)?.to_owned()))
    }

    /// Learns a word. One that is known already stays whose it was.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn learn_word(&mut self, word: &str, agent: &str, at: Timestamp) -> Result<(), Error> {
        let sql = "INSERT INTO learned_words (word, agent, at) VALUES (?1, ?2, ?3) ON CONFLICT (word) DO NOTHING";
        self.driver.execute(sql, &[word.into(), agent.into(), Param::Int(at.micros())]).map(|_| ())
    }

    /// Forgets a word; whether it was known.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_word(&mut self, word: &str) -> Result<bool, Error> {
        Ok(self.driver.execute("DELETE FROM learned_words WHERE word = ?1", &[word.into()])? > 0)
    }

    /// Every word that was learned, in their order, with who taught it and when.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn learned_words(&mut self) -> Result<Vec<(String, String, Timestamp)>, Error> {
        let sql = "SELECT word, agent, at FROM learned_words ORDER BY word";
        self.driver.all(sql, &[], |row| {
            Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), Timestamp::from_micros(row.int(2)?)))
        })
    }
}
