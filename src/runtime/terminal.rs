//! The terminal: taken over when the desk opens, given back whatever happens, and written to once a frame.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use signal_hook::consts::SIGSTOP;
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::app::{State, view};
use crate::ui::theme::Ground;

/// How long a terminal may take to say what colour its ground has.
const PATIENCE: Duration = Duration::from_millis(50);

/// The longest text that terminals take for the clipboard, in bytes.
const LONGEST_COPY: usize = 50_000;

/// The terminal, taken over.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Page>>,
    page: Page,
}

/// What is to be shown. It goes out as one write, however often whoever draws flushes: every write is one more thing that
/// a terminal wakes up for.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Page {
    /// Shows it, and begins the next one.
    fn show(&self) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        bytes.clear();
        out.flush()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    /// Takes the terminal over. It is given back even when the program fails.
    pub(super) fn enter() -> io::Result<Self> {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |about| {
            give_back();
            usual(about);
        }));
        take_over()?;
        let page = Page::default();
        let terminal = Terminal::new(CrosstermBackend::new(page.clone())).inspect_err(|_| give_back())?;
        Ok(Self { terminal, page })
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws the desk: one write, shown at once.
    pub(super) fn draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.page, BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| view(state, frame))?;
        queue!(self.page, EndSynchronizedUpdate)?;
        self.page.show()
    }

    /// Draws every cell anew with the next frame.
    pub(super) fn redraw(&mut self) -> io::Result<()> {
        let (columns, rows) = size()?;
        // Clearing by `clear` would ask the terminal where its cursor is, and the answer would be read as keys.
        self.terminal.resize(Rect::new(0, 0, columns, rows))
    }

    /// Puts a text on the clipboard of the agent's own terminal (OSC 52), through SSH too.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let end = text.floor_char_boundary(LONGEST_COPY);
        let text = text.get(..end).unwrap_or_default();
        queue!(self.page, CopyToClipboard::to_clipboard_from(text))?;
        self.page.show()
    }

    /// Rings the bell.
    pub(super) fn ring(&mut self) -> io::Result<()> {
        queue!(self.page, Print('\u{7}'))?;
        self.page.show()
    }

    /// Gives the terminal back to the shell and sleeps until it wakes us.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::raise(SIGSTOP)?;
        take_over()?;
        self.redraw()
    }

    /// Gives the terminal back for good.
    pub(super) fn leave(self) {
        drop(self.terminal);
        give_back();
    }
}

/// Whether the terminal's ground is dark or light, if it says so in time.
pub(super) fn ground() -> Option<Ground> {
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    match theme_mode(options).ok()? {
        ThemeMode::Dark => Some(Ground::Dark),
        ThemeMode::Light => Some(Ground::Light),
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture, cursor::Hide)
        .inspect_err(|_| give_back())
}

/// Gives the terminal back. What cannot be told to a terminal that is gone is left untold.
fn give_back() {
    let mut out = io::stdout();
    drop(execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    ));
    drop(disable_raw_mode());
    drop(out.flush());
}
