//! What the tests of widgets draw on.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::theme::choose::{Facts, Wish, choose};

/// A dark theme in 24 bits.
pub(super) fn dark() -> Theme {
    choose(Wish::Dark, &Facts { colorterm: Some("truecolor"), ..Facts::default() })
}

/// A theme without any colour.
pub(super) fn plain() -> Theme {
    choose(Wish::Auto, &Facts { no_color: Some("1"), ..Facts::default() })
}

/// Draws one frame on a terminal of this size and returns what it shows.
pub(super) fn show(width: u16, height: u16, draw: impl FnOnce(&mut Buffer, Rect)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(frame.buffer_mut(), Rect::new(0, 0, width, height))).unwrap();
    terminal.backend().buffer().clone()
}

/// One row of it.
pub(super) fn row(buffer: &Buffer, y: u16) -> String {
    let mut skip = 0;
    let mut line = String::new();
    for x in 0..buffer.area.width {
        if skip == 0 {
            line.push_str(buffer[(x, y)].symbol());
            skip = super::text::width(buffer[(x, y)].symbol());
        }
        skip = skip.saturating_sub(1);
    }
    line
}

/// All rows of it, without the blanks at their ends.
pub(super) fn text(buffer: &Buffer) -> String {
    (0..buffer.area.height).map(|y| row(buffer, y).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
