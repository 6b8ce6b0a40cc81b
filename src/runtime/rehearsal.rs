//! A desk without terminal, threads and clock: what it wants done is done at once. Pictures are taken of it, and frames
//! are timed on it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::backlog::Backlog;
use super::rescue::Rescue;
use super::{library, proofreader};
use crate::app::{Chord, Effect, Message, Setup, State, update, view};
use crate::channel::script::Script;
use crate::channel::{Command, Event};
use crate::domain::macros::Macro;
use crate::domain::timestamp::Timestamp;
use crate::lookup::Index;
use crate::spelling::Dictionaries;
use crate::store::{self, Request, Store};

/// A desk that is rehearsed.
pub struct Rehearsal {
    /// What the desk knows.
    pub state: State,
    /// Its store.
    pub store: Store,
    /// What was put on the clipboard, the latest last.
    pub clipboard: Vec<String>,
    /// What the channels were told, the latest last.
    pub commands: Vec<Command>,
    /// What was added to the file of macros.
    pub macros: Vec<Macro>,
    /// Whether the desk was closed.
    pub left: bool,
    backlog: Backlog,
    index: Index,
    stamp: (i64, i64),
    dictionaries: Dictionaries,
    now: Timestamp,
    script: Option<(Script, Timestamp)>,
    terminal: Terminal<TestBackend>,
}

impl Rehearsal {
    /// Opens a desk at `now` on a terminal of so many columns and rows.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open(setup: Setup, mut store: Store, now: Timestamp, size: (u16, u16)) -> Result<Self, store::Error> {
        let stamp = store.answers_stamp()?;
        let index = library::index(&mut store, &setup.house.language, now, None)?;
        // What the machine has is no matter of the play: only a folder that is named is looked in.
        let dictionaries = setup.dictionaries.as_deref();
        let dictionaries =
            dictionaries.map_or_else(Dictionaries::none, |folder| Dictionaries::new(Some(folder), setup.house.region));
        let (state, effects) = State::open(setup, now, size);
        // A terminal in memory cannot fail.
        let Ok(terminal) = Terminal::new(TestBackend::new(size.0, size.1));
        let (clipboard, commands) = (Vec::new(), Vec::new());
        let mut desk = Self {
            state,
            store,
            clipboard,
            commands,
            macros: Vec::new(),
            left: false,
            backlog: Backlog::default(),
            index,
            stamp,
            dictionaries,
            now,
            script: None,
            terminal,
        };
        desk.carry_out(effects);
        Ok(desk)
    }

    /// Keeps what the store does not take in `rescue` from now on, as a desk does that was just opened.
    #[must_use]
    pub fn with_rescue(mut self, rescue: Rescue) -> Self {
        self.backlog = Backlog::new(rescue);
        self
    }

    /// Opens the desk anew on the same store, as after it was killed.
    pub fn restart(&mut self) -> &mut Self {
        let (state, effects) = State::open(self.state.setup.clone(), self.now, self.state.size);
        self.state = state;
        self.carry_out(effects);
        self
    }

    /// Plays a script from now on, as time passes.
    pub fn play(&mut self, script: Script) {
        self.script = Some((script, self.now));
    }

    /// Presses keys, written as the footer writes them and separated by blanks: `F2`, `^S`, `Enter`, `n`. What is no key
    /// is passed over.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for chord in keys.split(' ').filter_map(|key| Chord::read(key).ok()) {
            self.hear(Message::Pressed(chord.event()));
        }
        self
    }

    /// Types a text, a key a letter.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.hear(Message::Pressed(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)));
        }
        self
    }

    /// Lets seconds pass, a tick each, with what the script tells meanwhile.
    pub fn wait(&mut self, seconds: u32) -> &mut Self {
        for _ in 0..seconds {
            self.now = self.now.plus_seconds(1);
            let (now, script) = (self.now, &mut self.script);
            let due: Vec<Event> = script
                .as_mut()
                .map_or_else(Vec::new, |(script, begun)| script.due(now.micros().saturating_sub(begun.micros())));
            for event in due {
                self.hear(Message::Channel(event));
            }
            self.hear(Message::Ticked);
            for message in self.backlog.look(&mut self.store, self.now) {
                self.hear(message);
            }
        }
        self
    }

    /// The clock of the machine is put forward, or back, by so many seconds; then a second begins.
    pub fn jump(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.plus_seconds(seconds);
        self.hear(Message::Ticked)
    }

    /// A fact reaches the desk.
    pub fn hear(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.state, self.now, message);
        self.carry_out(effects);
        self
    }

    /// Draws the desk and shows what stands in every cell.
    pub fn draw(&mut self) -> &Buffer {
        let state = &self.state;
        self.terminal.backend_mut().resize(state.size.0, state.size.1);
        let Ok(frame) = self.terminal.draw(|frame| view(state, frame));
        frame.buffer
    }

    /// Makes the index anew when the library has changed.
    fn look_again(&mut self) {
        let Ok(stamp) = self.store.answers_stamp() else { return };
        if stamp != self.stamp
            && let Ok(index) = library::index(&mut self.store, &self.state.setup.house.language, self.now, None)
        {
            (self.index, self.stamp) = (index, stamp);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Store(request) => {
                    let teaches = matches!(request, Request::Perform { .. });
                    let answered = self.backlog.ask(&mut self.store, request);
                    if teaches {
                        self.look_again();
                    }
                    self.hear(answered);
                }
                Effect::Search { search, seeker: _ } => {
                    if let Ok(found) = library::search(&mut self.store, &self.index, &search) {
                        self.hear(Message::Found(found));
                    }
                }
                Effect::Learn { pick, contact } => {
                    self.index.learn(&library::heard(&pick));
                    let answered = self.backlog.ask(&mut self.store, Request::RecordPick { pick, contact });
                    self.hear(answered);
                }
                Effect::Proofread(manuscript) => {
                    let marks = proofreader::read(&mut self.dictionaries, &manuscript, &self.state.setup.style);
                    self.hear(Message::Proofread { manuscript, marks });
                }
                Effect::Suggest { word, language } => {
                    let suggested = proofreader::suggested(&mut self.dictionaries, word, &language);
                    self.hear(suggested);
                }
                Effect::Channel(command) => {
                    if let Some((script, begun)) = &mut self.script {
                        script.heed(&command, self.now.micros().saturating_sub(begun.micros()));
                    }
                    self.commands.push(command);
                }
                Effect::KeepMacro(kept) => self.macros.push(*kept),
                Effect::Copy(text) => self.clipboard.push(text.into()),
                Effect::Leave | Effect::Reopen => self.left = true,
                Effect::Ring | Effect::TakeSample | Effect::Import { .. } | Effect::Redraw | Effect::Suspend => {}
            }
        }
    }
}
