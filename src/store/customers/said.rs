//! Finding customers by the words that were said of them. A name is asked for first, as one text; what it leaves of the
//! page is filled with customers who have the words wherever they stand. Nobody is read whom nobody will see.

use std::collections::HashSet;

use super::super::Error;
use super::super::driver::Driver;
use super::super::words::{COMMON, Index, Span, WORDS};
use super::{BY_NAME, BY_WORD, by_ids};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::text::{fold, words};

/// How many customers a search of one word looks at, at least, before it puts the best first.
const CANDIDATES: usize = 100;

/// How many of one name are tried against other words.
const NAMESAKES: i64 = 2_000;

/// The customers who have a name or a word that begins so, for every word of `text`; those who have more of them whole
/// come first.
pub(super) fn customers(driver: &mut dyn Driver, text: &str, limit: usize) -> Result<Vec<Customer>, Error> {
    let said: Vec<String> = text
        .split_whitespace()
        .flat_map(|part| if part.contains('@') { vec![fold(part)] } else { words(part) })
        .take(WORDS)
        .collect();
    let mut found = Found { ids: Vec::new(), seen: HashSet::new(), page: limit };
    found.by_name(driver, &said, said.len())?;
    if found.ids.len() < limit {
        let (said_by, rarest) = BY_WORD.rarest_first(driver, &said)?;
        // A rare word finds everybody at once; where all are common, a name with the others does.
        if rarest >= COMMON {
            for count in (2..said.len()).rev() {
                found.by_name(driver, &said, count)?;
            }
        }
        found.by_words(driver, &said_by)?;
    }
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
    const fn index(self) -> &'static Index {
        match self {
            Self::Name => &BY_NAME,
            Self::Word => &BY_WORD,
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
    /// Those whose name is what was said first, so many words of it, while the rest are words of theirs. Of a name only
    /// the last part may be unfinished; one who says the family name last may have shortened the other to its first letter.
    fn by_name(&mut self, driver: &mut dyn Driver, said: &[String], count: usize) -> Result<(), Error> {
        let (name, others) = said.split_at(count);
        let mut turned = name.to_vec();
        turned.rotate_right(1.min(count));
        for name in [name.join(" "), turned.join(" ")] {
            if count > 1 && self.ids.len() < self.page {
                self.take(driver, Kind::Name, &name, others)?;
            }
        }
        Ok(())
    }

    /// Those who have all words that were said.
    fn by_words(&mut self, driver: &mut dyn Driver, said: &[String]) -> Result<(), Error> {
        match said.split_first() {
            Some((rarest, others)) if self.ids.len() < self.page => self.take(driver, Kind::Word, rarest, others),
            _ => Ok(()),
        }
    }

    /// Adds those who have this name or word and all the others. Once somebody is found, no more of those who have a common
    /// word are tried against the others.
    fn take(&mut self, driver: &mut dyn Driver, kind: Kind, first: &str, others: &[String]) -> Result<(), Error> {
        let mut span = Span::all(first);
        if !(others.is_empty() || self.ids.is_empty() && kind == Kind::Word) {
            let tried = if kind == Kind::Name { NAMESAKES } else { COMMON };
            span = kind.index().shortened(driver, span, tried)?;
        }
        let candidates = if others.is_empty() { self.page.max(CANDIDATES) } else { self.page };
        let found = BY_WORD.having(driver, kind.index(), &span, others, candidates)?;
        self.ids.extend(found.into_iter().map(CustomerId).filter(|id| self.seen.insert(*id)));
        Ok(())
    }
}
