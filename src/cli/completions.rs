//! `frontline completions`: what a shell needs to complete our words.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Arguments;
use super::output::{Output, Status};

#[derive(Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, output: &mut Output) -> anyhow::Result<Status> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "frontline", &mut script);
        output.raw().write_all(&script)?;
        Ok(Status::Done)
    }
}
