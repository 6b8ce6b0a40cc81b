//! The command line: the same product for scripts. Each command is one file; none draws on the terminal, and each answers
//! on standard output, as words or with `--json` as one document.

mod accounts;
mod act;
mod answers;
mod approvals;
mod backup;
mod columns;
mod completions;
mod contacts;
mod customers;
mod desk;
pub mod dev;
mod doctor;
mod document;
mod export;
mod failure;
mod import;
mod journal;
mod man;
mod orders;
mod outages;
mod output;
mod products;
mod progress;
mod queue;
mod records;
mod setting;
mod store;
mod table;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::Failure;
use output::{Output, Status};
use setting::Setting;

/// The heading of the options that every command takes.
const EVERYWHERE: &str = "On every command";

/// The workstation of a customer service representative, in a terminal. Without a command the desk opens.
#[derive(Parser)]
#[command(name = "frontline", version, disable_help_subcommand = true)]
struct Arguments {
    /// Where the data is: a path, sqlite:PATH or postgres://… [default: a file in your data directory; env: `FRONTLINE_STORE`]
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "URL")]
    store: Option<String>,
    /// Another configuration than the one in your configuration directory
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The agent who acts [default: the one of the configuration, else your login]
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "NAME")]
    agent: Option<String>,
    /// Answer with JSON
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Read records from files
    Import(import::Import),
    /// Write records to a file
    Export(export::Export),
    /// Scripted answers
    #[command(subcommand, arg_required_else_help = false)]
    Answers(answers::Answers),
    /// Customers
    #[command(subcommand, arg_required_else_help = false)]
    Customers(customers::Customers),
    /// Orders
    #[command(subcommand, arg_required_else_help = false)]
    Orders(orders::Orders),
    /// The catalogue
    #[command(subcommand, arg_required_else_help = false)]
    Products(products::Products),
    /// Accounts, and their statements
    #[command(subcommand, arg_required_else_help = false)]
    Accounts(accounts::Accounts),
    /// Faults that many customers share
    #[command(subcommand, arg_required_else_help = false)]
    Outages(outages::Outages),
    /// The queue of waiting contacts
    #[command(subcommand, arg_required_else_help = false)]
    Queue(queue::Queue),
    /// The log of contacts
    #[command(subcommand, arg_required_else_help = false)]
    Contacts(contacts::Contacts),
    /// What is above an agent's limit and waits for a yes
    #[command(subcommand, arg_required_else_help = false)]
    Approvals(approvals::Approvals),
    /// Words that stand in no dictionary and are right
    #[command(subcommand, arg_required_else_help = false)]
    Words(words::Words),
    /// What was done, by whom and when
    Journal(journal::Journal),
    /// Do one action
    Do(act::Do),
    /// Do actions, one as JSON a line
    Batch(act::Batch),
    /// Take an action back
    Undo(act::Undo),
    /// Open the desk on a throw-away store with a sample business
    Demo(desk::Demo),
    /// The database itself
    #[command(subcommand, arg_required_else_help = false)]
    Store(store::Store),
    /// Keep the store in a second file
    Backup(backup::Backup),
    /// Put a backup into the place of the store
    Restore(backup::Restore),
    /// What is wrong with this installation, and what to do
    Doctor(doctor::Doctor),
    /// Print the completions of a shell
    Completions(completions::Completions),
    /// Print the manual page
    Man(man::Man),
    /// For those who work on Frontline itself
    #[command(subcommand, hide = true)]
    Dev(dev::Dev),
}

/// Runs the program with these words, the first of which is its name.
#[must_use]
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    // A system that takes no handler ends the program instead, as it always did.
    drop(crate::runtime::outlive_limits());
    let words: Vec<OsString> = words.into_iter().collect();
    let json = words.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let mut output = Output::new(json);
    let arguments = match Arguments::command().try_get_matches_from(words) {
        Ok(matches) => Arguments::from_arg_matches(&matches),
        Err(error) => Err(error),
    };
    let status = match arguments {
        Ok(arguments) => obey(arguments, &mut output),
        Err(error) if !error.use_stderr() => output.text(&error.render().to_string()).map(|()| Status::Done),
        Err(error) => Err(Failure::words(&error).into()),
    };
    let status = status.unwrap_or_else(|error| output.failure(&error));
    status.into()
}

fn obey(arguments: Arguments, output: &mut Output) -> anyhow::Result<Status> {
    let setting = Setting { store: arguments.store, config: arguments.config, agent: arguments.agent };
    match arguments.command {
        None => desk::open(&setting),
        Some(Command::Demo(demo)) => desk::demo(&setting, &demo),
        Some(Command::Import(import)) => import.run(&setting, output),
        Some(Command::Export(export)) => export.run(&setting, output),
        Some(Command::Answers(answers)) => answers.run(&setting, output),
        Some(Command::Customers(customers)) => customers.run(&setting, output),
        Some(Command::Orders(orders)) => orders.run(&setting, output),
        Some(Command::Products(products)) => products.run(&setting, output),
        Some(Command::Accounts(accounts)) => accounts.run(&setting, output),
        Some(Command::Outages(outages)) => outages.run(&setting, output),
        Some(Command::Queue(queue)) => queue.run(&setting, output),
        Some(Command::Contacts(contacts)) => contacts.run(&setting, output),
        Some(Command::Approvals(approvals)) => approvals.run(&setting, output),
        Some(Command::Words(words)) => words.run(&setting, output),
        Some(Command::Journal(journal)) => journal.run(&setting, output),
        Some(Command::Do(action)) => action.run(&setting, output),
        Some(Command::Batch(batch)) => batch.run(&setting, output),
        Some(Command::Undo(undo)) => undo.run(&setting, output),
        Some(Command::Store(store)) => store.run(output),
        Some(Command::Backup(backup)) => backup.run(&setting, output),
        Some(Command::Restore(restore)) => restore.run(&setting, output),
        Some(Command::Doctor(doctor)) => doctor.run(&setting, output),
        Some(Command::Completions(completions)) => completions.run(output),
        Some(Command::Man(man)) => man.run(output),
        Some(Command::Dev(dev)) => dev.run(&setting, output),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_command_line_is_declared_once() {
        Arguments::command().debug_assert();
    }
}
