//! The program: what is typed goes to the command line, and without a command the desk opens.

use std::process::ExitCode;

fn main() -> ExitCode {
    frontline::cli::run(std::env::args_os())
}
