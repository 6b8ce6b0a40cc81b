//! What is taken on other desks, heard once each while this one is open.

use std::collections::HashSet;

use crate::domain::learning::Pick;
use crate::store::{self, Store};

/// How far the picks of other desks were heard.
#[derive(Default)]
pub(super) struct Listening {
    /// The highest number at the look before the last one: a pick that was being written then may have had a lower number
    /// than one that was there already.
    before: i64,
    /// The highest number at the last look.
    latest: i64,
    /// The numbers between that were heard.
    heard: HashSet<i64>,
}

impl Listening {
    /// What is numbered so and lower is known.
    pub(super) fn from(latest: i64) -> Self {
        Self { before: latest, latest, heard: HashSet::new() }
    }

    /// Tells every pick that was not heard yet.
    pub(super) fn listen(&mut self, store: &mut Store, mut hear: impl FnMut(&Pick)) -> Result<(), store::Error> {
        let told = store.picks_after(self.before)?;
        told.iter().filter(|(number, _)| !self.heard.contains(number)).for_each(|(_, pick)| hear(pick));
        self.heard = told.iter().map(|(number, _)| *number).filter(|number| *number > self.latest).collect();
        self.before = self.latest;
        self.latest = told.last().map_or(self.latest, |(number, _)| *number);
        Ok(())
    }
}
