//! `frontline man`: the manual, read off the same declarations as the help.

use std::path::PathBuf;

use anyhow::Context;
use std::io::Write;

use clap::{Args, CommandFactory};

use super::Arguments;
use super::output::{Output, Status};

#[derive(Args)]
pub(super) struct Man {
    /// A folder that gets a page for every command [default: the first page, on standard output]
    folder: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(self, output: &mut Output) -> anyhow::Result<Status> {
        if let Some(folder) = self.folder {
            let place = || format!("cannot write the manual into {}", folder.display());
            std::fs::create_dir_all(&folder).with_context(place)?;
            clap_mangen::generate_to(Arguments::command(), &folder).with_context(place)?;
            return Ok(Status::Done);
        }
        let mut page = Vec::new();
        clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
        output.raw().write_all(&page)?;
        Ok(Status::Done)
    }
}
