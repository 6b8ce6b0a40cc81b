//! Opening the desk: the agent's own on the configured store, or a demonstration on a store that is thrown away.

use std::env;
use std::io::{IsTerminal, stdin, stdout};

use anyhow::{Context, Result};

use super::failure::Failure;
use crate::app::{Keymap, Occasion, Setup};
use crate::channel::script::Script;
use crate::config::{Clock, Config, Dates, Pack};
use crate::domain::action::House;
use crate::runtime::{self, Opening, now, pack, sample};
use crate::store::{Address, Store};
use crate::ui::format;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Theme;
use crate::ui::theme::choose::{Facts, Wish, choose};

/// What there is to say when no desk can be drawn.
const NO_TERMINAL: &str = "the desk needs a terminal on standard input and output; \
                           run it in one, or use a command (`frontline --help` lists them)";

/// Opens the agent's own desk.
///
/// # Errors
/// When there is no terminal, or the store cannot be opened.
pub(super) fn open(config: &Config, agent: &str, address: Address) -> Result<()> {
    need_terminal()?;
    let pack = pack_of(config)?;
    let place = Store::open(&address, house(config))?.place();
    let setup = setup(config, agent, &place, Occasion::Work)?;
    Ok(runtime::run(Opening { setup, address, house: house(config), pack, script: None })?)
}

/// Opens a desk on a sample store that is thrown away, and lets contacts of every channel arrive.
///
/// # Errors
/// When there is no terminal, or no such pack.
pub(super) fn demo(config: &Config, agent: &str, name: &str) -> Result<()> {
    need_terminal()?;
    let packs = pack::all()?;
    let known = packs.iter().map(|pack| pack.name.clone()).collect::<Vec<_>>().join(", ");
    let Some(pack) = packs.into_iter().find(|pack| pack.name == name) else {
        return Err(Failure::impossible("unknown_pack", format!("there is no pack `{name}`; there are {known}")).into());
    };
    let config = Config {
        time_zone: config.time_zone,
        appearance: config.appearance,
        keys: config.keys.clone(),
        ..Config::default()
    }
    .with_pack(&pack);
    let script = Script::read(pack::script(&pack))?;
    let folder = tempfile::Builder::new()
        .prefix("frontline-demo-")
        .tempdir()
        .context("cannot make a folder for the demo's store")?;
    let address = Address::read(&folder.path().join("desk.db").display().to_string())?;
    let mut store = Store::open(&address, house(&config))?;
    sample::fill(&mut store, &pack, now())?;
    drop(store);
    let setup = setup(&config, agent, "a store that is thrown away", Occasion::Demo)?;
    Ok(runtime::run(Opening { setup, address, house: house(&config), pack: Some(pack), script: Some(script) })?)
}

/// What actions are measured against.
#[must_use]
pub(super) fn house(config: &Config) -> House {
    House { region: config.region, dispositions: config.dispositions.clone() }
}

fn need_terminal() -> Result<()> {
    if stdin().is_terminal() && stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::impossible("no_terminal", NO_TERMINAL).into())
}

/// The pack whose sample an empty store is offered: the configured one, else the first.
fn pack_of(config: &Config) -> Result<Option<Pack>> {
    let mut packs = pack::all()?;
    let wanted = packs.iter().position(|pack| Some(&pack.name) == config.pack.as_ref()).unwrap_or(0);
    Ok((wanted < packs.len()).then(|| packs.swap_remove(wanted)))
}

fn setup(config: &Config, agent: &str, store: &str, occasion: Occasion) -> Result<Setup> {
    let keymap = Keymap::with(&config.keys).map_err(|wrong| {
        let lines: Vec<_> = wrong.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the configuration's keys: {}", lines.join("; "))
    })?;
    Ok(Setup {
        agent: agent.to_owned(),
        shop: config.shop.clone().unwrap_or_else(|| "our shop".to_owned()),
        store: store.to_owned(),
        occasion,
        currency: config.currency,
        region: config.region,
        zone: config.zone(),
        clock: match config.appearance.clock {
            Clock::Hours24 => format::Hours::TwentyFour,
            Clock::Hours12 => format::Hours::Twelve,
        },
        dates: match config.appearance.dates {
            Dates::DayMonth => format::Dates::DayMonth,
            Dates::MonthDay => format::Dates::MonthDay,
            Dates::Iso => format::Dates::Iso,
        },
        queues: config.queues.clone(),
        hours: config.hours.clone(),
        dispositions: config.dispositions.clone(),
        not_ready: config.not_ready.clone(),
        wrap_up: config.wrap_up,
        tags: config.tags.clone(),
        keymap,
        theme: theme(config),
        bell: config.appearance.bell,
        motion: config.appearance.motion,
    })
}

fn theme(config: &Config) -> Theme {
    let [no_color, colorterm, term] = ["NO_COLOR", "COLORTERM", "TERM"].map(|name| env::var(name).ok());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let glyphs = Glyphs::choose(config.appearance.glyphs.name(), locale.as_deref());
    let facts = Facts {
        no_color: no_color.as_deref(),
        colorterm: colorterm.as_deref(),
        term: term.as_deref(),
        ground: None,
        glyphs,
    };
    choose(Wish::named(config.appearance.theme.name()).unwrap_or_default(), &facts)
}
