//! Threads, terminal and clock around the desk: whatever may block has a thread of its own, and all of them send facts to
//! one inbox. The main thread waits for the inbox, runs pure code, and draws once for a burst.

mod backlog;
mod clock;
pub mod daily;
mod inbox;
mod input;
pub mod intake;
pub mod library;
pub mod log;
mod macros;
pub mod pack;
mod player;
pub mod private;
mod proofreader;
pub mod rehearsal;
pub mod rescue;
pub mod sample;
mod terminal;
mod worker;

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::app::{self, Effect, Message, Setup, State};
use crate::channel::script::Script;
use crate::config::Pack;
use crate::domain::phone::Phone;
use crate::domain::timestamp::Timestamp;
use crate::exchange;
use crate::store::{self, Address, Request, Store};

use backlog::Backlog;
pub use backlog::Unsaved;
pub use clock::now;
use daily::Daily;
use inbox::{Inbox, Post};
use input::Input;
pub use input::outlive_limits;
use library::Library;
use player::Player;
use proofreader::Proofreader;
use rescue::Rescue;
use terminal::Screen;
use worker::Worker;

/// How many facts are taken in before the desk is drawn again, however many more there are.
const BURST: usize = 512;

/// How long the desk waits for what a search finds before it shows what was typed without it: nobody sees so little.
const AT_ONCE: Duration = Duration::from_millis(5);

/// What a desk needs to open.
pub struct Opening {
    /// What is settled for the session.
    pub setup: Setup,
    /// The store.
    pub store: Store,
    /// Where it is, for those who need a connection of their own.
    pub address: Address,
    /// Where writes are kept that the store does not take.
    pub rescue: Rescue,
    /// The backup of each day, where the desk makes one.
    pub daily: Option<Daily>,
    /// The pack whose sample an empty store may take.
    pub pack: Option<Pack>,
    /// The script that is played to the desk.
    pub script: Option<Script>,
    /// The file in which to settle what a sample goes by, where nothing is settled yet.
    pub settings: Option<PathBuf>,
    /// The folder of what can be made anew; `None` where nothing is to outlast the desk.
    pub cache: Option<PathBuf>,
    /// The file of macros, to which the desk adds; `None` where none is kept.
    pub macros: Option<PathBuf>,
}

/// How a desk was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The agent left.
    Left,
    /// The agent left while the store did not take what was written.
    LeftUnsaved(Unsaved),
    /// It is to be opened anew, with its settings as they are now.
    Reopen,
}

/// Why a desk cannot open or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal does not do what it is told.
    #[error("the terminal does not answer: {0}; try another, or set TERM")]
    Terminal(#[from] io::Error),
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] exchange::Error),
}

/// Opens the desk and runs it until the agent or the system closes it. Everything typed is in the store
/// when it returns, or where it says.
///
/// # Errors
/// When the terminal fails.
pub fn run(opening: Opening) -> Result<Ending, Error> {
    let (inbox, post) = inbox::open();
    input::heed_signals(post.clone())?;
    let mut screen = Screen::enter()?;
    let mut desk = Running::start(opening, &post, &mut screen)?;
    let ran = desk.run(&inbox, &mut screen);
    screen.leave();
    let unsaved = desk.worker.finish();
    ran.map(|()| match (desk.ending, unsaved) {
        (Ending::Left, Some(unsaved)) => Ending::LeftUnsaved(unsaved),
        (ending, _) => ending,
    })
}

/// A desk with its threads.
struct Running {
    state: State,
    worker: Worker,
    library: Library,
    proofreader: Proofreader,
    player: Option<Player>,
    input: Input,
    post: Post,
    address: Address,
    pack: Option<Pack>,
    settings: Option<PathBuf>,
    macros: Option<PathBuf>,
    left: bool,
    ending: Ending,
}

impl Running {
    fn start(opening: Opening, post: &Post, screen: &mut Screen) -> Result<Self, Error> {
        let Opening { setup, store, address, rescue, daily, pack, script, settings, cache, macros } = opening;
        let region = setup.house.region;
        std::thread::spawn(move || Phone::warm(region));
        let proofreader = Proofreader::start(&setup, post.clone());
        let (house, language) = (setup.house.clone(), setup.house.language.clone());
        let (mut state, effects) = State::open(setup, now(), screen.size()?);
        screen.draw(&state)?;
        // Asked after the first frame and before the keys are read, so that neither waits for a terminal that is silent.
        if let Some(ground) = state.setup.asks_ground().then(terminal::ground).flatten() {
            app::update(&mut state, now(), Message::GroundTold(ground));
        }
        let mut desk = Self {
            state,
            worker: Worker::start(store, Backlog::new(rescue), daily, post.clone()),
            library: Library::start(&address, &house, language, cache, post.clone()),
            proofreader,
            player: script.map(|script| Player::start(script, post.clone())),
            input: Input::start(post.clone()),
            post: post.clone(),
            address,
            pack,
            settings,
            macros,
            left: false,
            ending: Ending::Left,
        };
        clock::start(post.clone(), desk.state.setup.motion);
        for effect in effects {
            desk.ask(effect);
        }
        Ok(desk)
    }

    fn run(&mut self, inbox: &Inbox, screen: &mut Screen) -> Result<(), Error> {
        while !self.left {
            let Ok(first) = inbox.recv() else { return Ok(()) };
            let mut effects = self.take_in(first);
            effects.extend(self.drain(inbox));
            let searched = effects.iter().any(|effect| matches!(effect, Effect::Search { .. }));
            self.carry_out_all(effects, screen)?;
            if searched {
                self.wait_for_found(inbox, screen)?;
            }
            screen.draw(&self.state)?;
        }
        Ok(())
    }

    /// Waits a moment for what a search finds, so that it shows in one frame with what was typed.
    fn wait_for_found(&mut self, inbox: &Inbox, screen: &mut Screen) -> Result<(), Error> {
        let end = Instant::now() + AT_ONCE;
        while let Ok(fact) = inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
            let found = matches!(fact.1, Message::Found(_));
            let effects = self.take_in(fact);
            self.carry_out_all(effects, screen)?;
            if found {
                break;
            }
        }
        Ok(())
    }

    fn drain(&mut self, inbox: &Receiver<(Timestamp, Message)>) -> Vec<Effect> {
        inbox.try_iter().take(BURST).collect::<Vec<_>>().into_iter().flat_map(|fact| self.take_in(fact)).collect()
    }

    fn take_in(&mut self, (at, message): (Timestamp, Message)) -> Vec<Effect> {
        app::update(&mut self.state, at, message)
    }

    fn carry_out_all(&mut self, effects: Vec<Effect>, screen: &mut Screen) -> Result<(), Error> {
        effects.into_iter().try_for_each(|effect| self.carry_out(effect, screen))
    }

    /// Does what concerns the terminal; hands everything else on.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what is no task for the terminal is one for a thread")]
    fn carry_out(&mut self, effect: Effect, screen: &mut Screen) -> Result<(), Error> {
        match effect {
            Effect::Copy(text) => screen.copy(&text)?,
            Effect::Ring => screen.ring()?,
            Effect::Redraw => screen.redraw()?,
            Effect::Suspend => {
                self.input.pause();
                screen.suspend()?;
                self.input.resume();
                self.post.send(Message::Signalled(app::Signal::Woke));
            }
            Effect::Leave => self.left = true,
            Effect::Reopen => (self.left, self.ending) = (true, Ending::Reopen),
            effect => self.ask(effect),
        }
        Ok(())
    }

    fn ask(&mut self, effect: Effect) {
        match effect {
            Effect::Store(request) => self.worker.ask(request),
            Effect::Search { search, seeker } => self.library.search(search, seeker),
            Effect::Learn { pick, contact } => {
                self.library.learn(pick.clone());
                self.worker.ask(Request::RecordPick { pick, contact });
            }
            Effect::Proofread(manuscript) => self.proofreader.read(manuscript),
            Effect::Suggest { word, language } => self.proofreader.suggest(word, language),
            Effect::Channel(command) => {
                if let Some(player) = &self.player {
                    player.tell(command);
                }
            }
            Effect::TakeSample => {
                let (pack, settings) = (self.pack.clone(), self.settings.clone());
                sample::take(pack, &self.address, &self.state.setup.house, settings, self.post.clone());
            }
            Effect::Import { path } => {
                sample::import(&path, &self.state.setup, &self.address, &self.state.setup.house, self.post.clone());
            }
            Effect::KeepMacro(kept) => {
                let result = macros::keep(self.macros.as_deref(), &kept);
                self.post.send(Message::MacroKept(result));
            }
            Effect::Copy(_) | Effect::Ring | Effect::Redraw | Effect::Suspend | Effect::Leave | Effect::Reopen => {}
        }
    }
}
