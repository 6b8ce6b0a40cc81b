//! The configuration, in whatever text.

use std::sync::LazyLock;

use frontline::app::{Occasion, Setup};
use frontline::config::{Config, Pack};
use frontline::ui::theme::choose::{Facts, Wish, choose};

use super::may_be_shown;

static PACKS: LazyLock<Vec<Pack>> =
    LazyLock::new(|| vec![Pack::parse(include_str!("../../assets/packs/retail/pack.toml"), "pack.toml").unwrap()]);

/// A file is taken or told what is wrong in it, and what is taken opens a desk.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Config::parse(text, "config.toml", &PACKS) {
        Err(error) => assert!(may_be_shown(&error.to_string()), "{:?}", error.to_string()),
        Ok(config) => {
            assert!(!config.queues.is_empty() && !config.dispositions.is_empty() && !config.not_ready.is_empty());
            let theme = choose(Wish::Dark, &Facts::default());
            if let Err(misbound) = Setup::of(&config, "Jonas Weber", "memory", theme, Occasion::Work) {
                assert!(!misbound.is_empty());
            }
        }
    }
    drop(Pack::parse(text, "pack.toml"));
}
