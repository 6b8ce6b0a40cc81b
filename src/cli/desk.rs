//! Opening the desk itself, with the agent's own store or with a sample business.

use std::io::IsTerminal;

use clap::Args;

use super::failure::Failure;
use super::output::Status;
use super::setting::Setting;

#[derive(Args)]
pub(super) struct Demo {
    /// The trade whose sample is shown
    #[arg(long, default_value = "retail")]
    pub(super) pack: String,
}

/// Opens the agent's own desk.
pub(super) fn open(_setting: &Setting) -> anyhow::Result<Status> {
    terminal()?;
    Ok(Status::Done)
}

/// Opens a desk with a sample business on a store that is gone with it.
pub(super) fn demo(_setting: &Setting, _demo: &Demo) -> anyhow::Result<Status> {
    terminal()?;
    Ok(Status::Done)
}

/// A desk needs somebody who sees it and types.
fn terminal() -> Result<(), Failure> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    let message = "the desk needs a terminal; run it in one, or see `frontline --help` for commands that do without";
    Err(Failure::impossible("no_terminal", message))
}
