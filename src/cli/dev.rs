//! Commands for those who work on Frontline itself: pictures of the desk, stores of any size, the weights of the lookup.

mod fit;
pub mod generate;
mod picture;

use std::path::PathBuf;

use clap::Subcommand;

use self::fit::Fit;
use self::generate::{Size, generate};
use self::picture::Moment;
use super::failure::Failure;
use super::output::{Output, Status};
use super::progress::Progress;
use super::setting::{Setting, Work, terms};

#[derive(Subcommand)]
pub(super) enum Dev {
    /// Draw the desk at a moment of the demonstration's first call, as SVG
    Picture {
        /// The file to write
        file: PathBuf,
        /// The moment
        #[arg(long, value_enum, default_value_t = Moment::Answer)]
        moment: Moment,
        /// Columns of the terminal
        #[arg(long, default_value_t = 140)]
        columns: u16,
        /// Rows of the terminal
        #[arg(long, default_value_t = 40)]
        rows: u16,
    },
    /// Fill an empty store with invented records, for measuring
    Generate {
        /// The seed; the same one makes the same store
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many customers
        #[arg(long, default_value_t = 100_000)]
        customers: u64,
        /// How many orders
        #[arg(long, default_value_t = 300_000)]
        orders: u64,
        /// How many contacts
        #[arg(long, default_value_t = 1_000_000)]
        contacts: u64,
        /// How many answers
        #[arg(long, default_value_t = 20_000)]
        answers: u64,
        /// How many accounts, each with the invoices of a year
        #[arg(long, default_value_t = 20_000)]
        accounts: u64,
        /// How many products
        #[arg(long, default_value_t = Size::default().products)]
        products: u64,
    },
    /// Fit the weights of the lookup on questions that people asked, and print them
    Fit(Fit),
}

impl Dev {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        match self {
            Self::Fit(fit) => fit.run(&terms(&setting.config()?), output)?,
            Self::Picture { file, moment, columns, rows } => picture::take(&file, moment, (columns, rows))?,
            Self::Generate { seed, customers, orders, contacts, answers, accounts, products } => {
                let size = Size { products, customers, orders, contacts, answers, accounts };
                let mut store = setting.open(&setting.config()?, Work::Writes)?;
                if store.count_customers(1)? > 0 {
                    let message = "the store holds customers already; name an empty one with --store";
                    return Err(Failure::impossible("not_empty", message).into());
                }
                let mut progress = Progress::new(Some(size.records()));
                generate(&mut store, &size, seed, |taken| progress.reach(taken, taken))?;
            }
        }
        Ok(Status::Done)
    }
}
