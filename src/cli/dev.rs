//! Commands for those who work on Frontline itself: pictures of the desk, stores of any size.

mod picture;

use std::path::PathBuf;

use clap::Subcommand;

use super::output::Status;
use super::setting::Setting;

#[derive(Subcommand)]
pub(super) enum Dev {
    /// Draw the desk in the middle of the demonstration's first call, as SVG
    Picture {
        /// The file to write
        file: PathBuf,
        /// Columns of the terminal
        #[arg(long, default_value_t = 140)]
        columns: u16,
        /// Rows of the terminal
        #[arg(long, default_value_t = 40)]
        rows: u16,
    },
}

impl Dev {
    pub(super) fn run(self, _setting: &Setting) -> anyhow::Result<Status> {
        match self {
            Self::Picture { file, columns, rows } => picture::take(&file, (columns, rows))?,
        }
        Ok(Status::Done)
    }
}
