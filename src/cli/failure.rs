//! Why a command could not be obeyed: a word for programs, one line for people, and the status that says whose fault it is.

use super::output::Status;
use crate::config::ConfigError;
use crate::{exchange, runtime, store};

/// Why a command could not be obeyed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    /// A word for programs.
    pub(super) code: String,
    /// One line that says what to do next.
    pub(super) message: String,
    /// The status to end with.
    pub(super) status: Status,
}

impl Failure {
    /// The words of a command that were wrong, or an environment that does not allow it.
    pub(super) fn impossible(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), status: Status::Impossible }
    }

    /// Something that was asked for and is not to be had.
    pub(super) fn refused(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), status: Status::Refused }
    }

    /// What the parser of the command line says, on one line.
    pub(super) fn words(error: &clap::Error) -> Self {
        let rendered = error.render().to_string();
        let (said, usage) = rendered.split_once("\n\nUsage:").unwrap_or((&rendered, "frontline"));
        let said: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        // What is missing stands below its sentence.
        let said = said.join("; ").replace(":; ", ": ");
        let said = said.strip_prefix("error: ").unwrap_or(&said);
        let said = said.split("; For more information").next().unwrap_or_default();
        let is_name = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
        let command = usage.split_whitespace().take_while(is_name).collect::<Vec<_>>().join(" ");
        Self::impossible("usage", format!("{said}; see `{command} --help`"))
    }

    /// What any error comes to.
    pub(super) fn of(error: &anyhow::Error) -> Self {
        for cause in error.chain() {
            if let Some(failure) = cause.downcast_ref::<Self>() {
                return failure.clone();
            }
            if let Some(runtime::Error::Store(fault)) = cause.downcast_ref() {
                return Self::of_store(fault);
            }
            if let Some(fault) = cause.downcast_ref::<store::Error>() {
                return Self::of_store(fault);
            }
            if let Some(runtime::Error::File(fault)) = cause.downcast_ref() {
                return Self::impossible("bad_file", placed(error, &fault.to_string()));
            }
            if let Some(fault) = cause.downcast_ref::<exchange::Error>() {
                return Self::impossible("bad_file", placed(error, &fault.to_string()));
            }
            if let Some(fault) = cause.downcast_ref::<ConfigError>() {
                return Self::impossible("config", one_line(&fault.to_string()));
            }
        }
        Self::impossible("failed", one_line(&format!("{error:#}")))
    }

    fn of_store(fault: &store::Error) -> Self {
        let status = match fault {
            store::Error::Refused(_) | store::Error::Conflict { .. } => Status::Refused,
            store::Error::UnknownAddress { .. }
            | store::Error::Unreachable { .. }
            | store::Error::NoServer { .. }
            | store::Error::Lost { .. }
            | store::Error::Missing { .. }
            | store::Error::Older { .. }
            | store::Error::InDoubt { .. }
            | store::Error::NotAStore { .. }
            | store::Error::Newer { .. }
            | store::Error::HalfMoved { .. }
            | store::Error::Damaged { .. }
            | store::Error::Full { .. }
            | store::Error::Device { .. }
            | store::Error::Gone { .. }
            | store::Error::ReadOnly { .. }
            | store::Error::Busy { .. }
            | store::Error::Unreadable(_)
            | store::Error::Fault { .. } => Status::Impossible,
        };
        Self { code: fault.code().to_owned(), message: one_line(&fault.to_string()), status }
    }
}

/// What went wrong, behind the place where it did, if that was named.
fn placed(error: &anyhow::Error, fault: &str) -> String {
    let place = error.to_string();
    one_line(&if place == fault { place } else { format!("{place}: {fault}") })
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" | ")
}
