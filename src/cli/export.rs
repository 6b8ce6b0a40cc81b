//! `frontline export`: records into a file, or as they are onto standard output.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::output::{Form, Output, Status};
use super::progress::Progress;
use super::records;
use super::setting::{Setting, Work, terms};
use crate::domain::portable::Kind;
use crate::exchange::{Folder, Format, Terms, Writer};
use crate::store::Store;

#[derive(Args)]
pub(super) struct Export {
    /// What is to be written
    #[arg(value_parser = records::kind())]
    kind: Kind,
    /// The file, or a folder for Markdown; `-` is standard output
    #[arg(default_value = "-")]
    file: PathBuf,
    /// The format, where the ending does not tell it
    #[arg(long, value_parser = records::format())]
    format: Option<Format>,
}

impl Export {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        let terms = terms(&config);
        // A folder that is yet to be made has no ending either.
        let folder = self.kind == Kind::Answers && self.file.extension().is_none() && !records::is_standard(&self.file);
        let said = self.format.or_else(|| folder.then_some(Format::Markdown));
        let format = records::format_of(&self.file, said)?;
        if records::is_standard(&self.file) {
            let out = BufWriter::new(output.raw());
            write(&mut store, self.kind, format, terms, out)?;
            return Ok(Status::Done);
        }
        let place = self.file.display().to_string();
        let written = self.to_file(&mut store, format, terms).with_context(|| place.clone())?;
        match output.form {
            Form::Json => output.document(&json!({"kind": self.kind.name(), "file": place, "written": written}))?,
            Form::Words => output.text(&format!("{}: {written} written to {place}", self.kind.name()))?,
        }
        Ok(Status::Done)
    }

    fn to_file(&self, store: &mut Store, format: Format, terms: Terms) -> anyhow::Result<u64> {
        if format == Format::Markdown && self.kind == Kind::Answers {
            return into_folder(store, &self.file);
        }
        let file = File::create(&self.file)?;
        write(store, self.kind, format, terms, BufWriter::new(file))
    }
}

fn write(store: &mut Store, kind: Kind, format: Format, terms: Terms, out: impl Write) -> anyhow::Result<u64> {
    let mut writer = Writer::new(kind, format, out, terms)?;
    let (mut progress, mut written) = (Progress::new(None), 0);
    store.export(kind, |record| -> anyhow::Result<()> {
        written += 1;
        if written % 1_000 == 0 {
            progress.reach(0, written);
        }
        Ok(writer.write(&record)?)
    })?;
    writer.finish()?;
    Ok(written)
}

fn into_folder(store: &mut Store, place: &Path) -> anyhow::Result<u64> {
    let mut folder = Folder::new(place)?;
    let mut written = 0;
    store.export(Kind::Answers, |record| -> anyhow::Result<()> {
        written += 1;
        Ok(folder.write(&record)?)
    })?;
    Ok(written)
}
