//! What keeps the store from taking what is written: told for as long as it lasts, in few words that say what to do.

use std::sync::Arc;

use crate::store::Error;

/// The store does not take what is written.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Why.
    pub error: Arc<Error>,
    /// How many writes wait.
    pub held: usize,
    /// The file in which they are kept meanwhile; `None` where there is none, or nothing waits.
    pub kept_in: Option<String>,
}

impl Fault {
    /// For the bottom rule: the first words are the most wanted.
    #[must_use]
    pub(super) fn line(&self) -> String {
        let kept = match (&self.kept_in, self.held) {
            (_, 0) => String::new(),
            (Some(file), _) => format!(". Kept in {file}"),
            (None, _) => ". It is kept nowhere else: leave the desk open".to_owned(),
        };
        format!("▲ Not saved: {}{kept}", self.brief())
    }

    /// What is wrong and what to do, without the place.
    fn brief(&self) -> &str {
        match &*self.error {
            Error::Full { .. } => "the disk is full; make room",
            Error::Device { .. } => "the disk refuses it; see that it has room and is sound",
            Error::ReadOnly { .. } => "the store may not be written; see whose it is",
            Error::Unreachable { .. } => "the store cannot be opened; see to its folder",
            Error::Busy { .. } => "another program locks the store; close it",
            Error::Gone { .. } => "the store was deleted; put it back, or wait",
            Error::NotAStore { .. } => "the store is overwritten; leave and restore a backup",
            Error::Damaged { .. } => "the store is damaged; leave, `frontline doctor --repair`",
            Error::Newer { .. } => "the store is of a newer Frontline; leave and update",
            Error::NoServer { .. } | Error::Lost { .. } => "the server is out of reach; see to the network",
            Error::UnknownAddress { .. }
            | Error::InDoubt { .. }
            | Error::Missing { .. }
            | Error::Older { .. }
            | Error::HalfMoved { .. }
            | Error::Conflict { .. }
            | Error::Refused(_)
            | Error::Unreadable(_)
            | Error::Fault { .. } => "the store refuses it; leave and run `frontline doctor`",
        }
    }
}
