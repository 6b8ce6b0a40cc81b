//! Opening the desk: the agent's own on the configured store, or a demonstration on a store that is thrown away.

use std::env;
use std::io::{IsTerminal, stdin, stdout};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::failure::Failure;
use super::output::{Status, warn};
use super::setting::{Setting, Work};
use crate::app::{Occasion, Setup};
use crate::channel::script::Script;
use crate::config::{Backups, Config, Pack, Places, macros};
use crate::runtime::daily::Daily;
use crate::runtime::rescue::{Owner, Rescue};
use crate::runtime::{self, Ending, Opening, Unsaved, log, now, pack, sample};
use crate::store::{Address, Store};
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Theme;
use crate::ui::theme::choose::{Facts, Wish, choose};

#[derive(Args)]
pub(super) struct Demo {
    /// The trade whose sample is shown
    #[arg(long, default_value = "retail")]
    pub(super) pack: String,
}

/// Opens the agent's own desk, and again whenever its settings have become others.
pub(super) fn open(setting: &Setting) -> anyhow::Result<Status> {
    need_terminal()?;
    if let Some(places) = Places::of_account() {
        log::begin(&places.state);
    }
    loop {
        match open_once(setting)? {
            Ending::Reopen => {}
            Ending::Left => return Ok(Status::Done),
            Ending::LeftUnsaved(unsaved) => {
                warn(&told(&unsaved));
                return Ok(Status::Refused);
            }
        }
    }
}

/// What the store did not take before the desk was closed.
fn told(Unsaved { writes, kept_in }: &Unsaved) -> String {
    let what = if *writes == 1 { "1 change is".to_owned() } else { format!("{writes} changes are") };
    match kept_in {
        Some(file) => format!("{what} not saved but kept in {file}; the next desk on this store saves them by itself"),
        None => format!("{what} lost: neither the store nor the state directory could be written"),
    }
}

fn open_once(setting: &Setting) -> anyhow::Result<Ending> {
    let config = setting.config()?;
    let address = setting.address(&config)?;
    let mut store = setting.open(&config, Work::Writes)?;
    let pack = pack_of(&config)?;
    if let Some(pack) = pack.as_ref().filter(|pack| Some(&pack.name) == config.pack.as_ref()) {
        sample::answers(&mut store, pack, now())?;
    }
    let agent = setting.agent(&config);
    let rescue = Rescue::new(Owner { store: store.place(), agent: agent.clone() }, places_of_rescue());
    let macros = setting.macros();
    let setup = Setup {
        macros: macros.as_deref().map(macros::load).transpose()?.unwrap_or_default(),
        ..setup(&config, &agent, &store.place(), Occasion::Work)?
    };
    // A sample is of a certain business: where nothing is settled yet, its pack settles it.
    let named = setting.config.is_some();
    let settings = Places::of_account().map(|places| places.config_file()).filter(|file| !named && !file.exists());
    let Backups { keep, folder } = config.backups.clone();
    let daily = Daily::of(&address, folder, keep, setup.house.zone);
    let cache = Places::of_account().map(|places| places.cache);
    Ok(runtime::run(Opening { setup, store, address, rescue, daily, pack, script: None, settings, cache, macros })?)
}

/// Where to keep what a store does not take: the state directory, or, where its disk is full too, what the system keeps
/// in memory for this user.
pub(super) fn places_of_rescue() -> Vec<PathBuf> {
    let state = Places::of_account().map(|places| places.state);
    state
        .into_iter()
        .chain(env::var_os("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join("frontline")))
        .collect()
}

/// Opens a desk on a sample store that is thrown away, and lets contacts of every channel arrive.
pub(super) fn demo(setting: &Setting, demo: &Demo) -> anyhow::Result<Status> {
    need_terminal()?;
    let packs = pack::all()?;
    let known = packs.iter().map(|pack| pack.name.clone()).collect::<Vec<_>>().join(", ");
    let unknown = || Failure::impossible("no_pack", format!("there is no pack `{}`; there are {known}", demo.pack));
    let pack = packs.into_iter().find(|pack| pack.name == demo.pack).ok_or_else(unknown)?;
    let own = setting.config()?;
    let agent = setting.agent(&own);
    // Of the agent's own settings only those of the desk itself hold: the business is the pack's.
    let Config { time_zone, appearance, keys, .. } = own;
    let config = Config { time_zone, appearance, keys, ..Config::default() }.with_pack(&pack);
    let script = Script::read(pack::script(&pack))?;
    let folder =
        tempfile::Builder::new().prefix("frontline-demo-").tempdir().context("cannot make a folder for the demo")?;
    let address = Address::read(&folder.path().join("desk.db").display().to_string())?;
    let setup = setup(&config, &agent, "a store that is thrown away", Occasion::Demo)?;
    let mut store = Store::open(&address, setup.house.clone())?;
    sample::fill(&mut store, &pack, now())?;
    runtime::run(Opening {
        setup,
        store,
        address,
        pack: Some(pack),
        rescue: Rescue::new(Owner::default(), vec![folder.path().to_owned()]),
        daily: None,
        script: Some(script),
        settings: None,
        cache: None,
        macros: None,
    })?;
    Ok(Status::Done)
}

/// What is settled for a demonstration, whatever the terminal is.
pub(super) fn demo_setup(config: &Config, agent: &str) -> anyhow::Result<Setup> {
    let facts = Facts { colorterm: Some("truecolor"), ..Facts::default() };
    let theme = choose(Wish::Dark, &facts);
    Ok(Setup { theme, ..setup(config, agent, "a store that is thrown away", Occasion::Demo)? })
}

/// A desk needs somebody who sees it and types.
fn need_terminal() -> Result<(), Failure> {
    if stdin().is_terminal() && stdout().is_terminal() {
        return Ok(());
    }
    let message = "the desk needs a terminal; run it in one, or see `frontline --help` for commands that do without";
    Err(Failure::impossible("no_terminal", message))
}

/// The pack whose sample an empty store is offered: the configured one, else the first.
fn pack_of(config: &Config) -> anyhow::Result<Option<Pack>> {
    let mut packs = pack::all()?;
    let wanted = packs.iter().position(|pack| Some(&pack.name) == config.pack.as_ref()).unwrap_or(0);
    Ok((wanted < packs.len()).then(|| packs.swap_remove(wanted)))
}

fn setup(config: &Config, agent: &str, store: &str, occasion: Occasion) -> anyhow::Result<Setup> {
    Setup::of(config, agent, store, theme(config), occasion).map_err(|wrong| {
        let lines: Vec<_> = wrong.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the configuration's keys: {}", lines.join("; "))
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
