//! The signs of the screen and their ASCII forms. Every sign is one cell wide in every common font; none has an emoji
//! form. Screens are drawn with the signs of [`sign`]; [`Glyphs::finish`] then puts ASCII in their place where needed.

use ratatui::buffer::Buffer;

/// The signs by what they mean.
pub mod sign {
    /// The marked row of the part that has the focus.
    pub const MARKED: &str = "▌";
    /// The marked row of a part that has not.
    pub const MARKED_ELSEWHERE: &str = "▸";
    /// The agent's own contact at hand.
    pub const AT_HAND: &str = "◂";
    /// Live now.
    pub const LIVE: &str = "●";
    /// Held, or being wrapped up.
    pub const HELD: &str = "◐";
    /// Waiting, open.
    pub const WAITING: &str = "○";
    /// Late, over the limit.
    pub const LATE: &str = "▲";
    /// Done, paid, kept.
    pub const DONE: &str = "✓";
    /// New since last time.
    pub const NEW: &str = "+";
    /// Gone since last time.
    pub const GONE: &str = "-";
    /// A label whose value is needed.
    pub const NEEDED: &str = "*";
    /// A text was cut here.
    pub const CUT: &str = "…";
    /// Stands for a character that must not be drawn; also parts facts of one line.
    pub const DOT: &str = "·";
    /// The chosen one of several.
    pub const CHOSEN: &str = "•";
    /// A heavy line: focus, the filled part of a meter.
    pub const HEAVY: &str = "━";
    /// A light line.
    pub const LIGHT: &str = "─";
    /// The line between two columns.
    pub const COLUMN: &str = "│";
    /// Bars, from one to eight eighths.
    pub const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
}

/// Which signs a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Those of [`sign`].
    #[default]
    Unicode,
    /// Their ASCII forms, for terminals that lack them or draw them two cells wide.
    Ascii,
}

impl Glyphs {
    /// What to show: the setting `glyphs` (`auto`, `unicode`, `ascii`) if it says so, else what the locale (the value of
    /// `LC_ALL`, `LC_CTYPE` or `LANG`) can encode.
    #[must_use]
    pub fn choose(wish: &str, locale: Option<&str>) -> Self {
        let plain = match wish {
            "ascii" => true,
            "unicode" => false,
            _ => matches!(locale, Some("C" | "POSIX")),
        };
        if plain { Self::Ascii } else { Self::Unicode }
    }

    /// The last step of a frame: puts the form of every sign that the terminal can show into the buffer.
    pub fn finish(self, buffer: &mut Buffer) {
        if self == Self::Unicode {
            return;
        }
        for cell in &mut buffer.content {
            if let Some(plain) = ascii(cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
}

/// The ASCII form of a sign; `None` for any other text.
#[must_use]
pub fn ascii(symbol: &str) -> Option<&'static str> {
    let mut characters = symbol.chars();
    let (sign, None) = (characters.next()?, characters.next()) else { return None };
    Some(match sign {
        '▌' => ">",
        '▸' | '─' => "-",
        '◂' => "<",
        '●' | '•' => "*",
        '◐' => "%",
        '○' => "o",
        '▲' => "!",
        '✓' => "v",
        '…' => "~",
        '·' => ".",
        '▏' => "_",
        '━' => "=",
        '│' => "|",
        '\u{2500}'..='\u{257f}' => "+",
        '▁'..='█' => "#",
        '\u{2800}' => " ",
        // A braille cell has its two lower rows of dots in the bits of 0xe4.
        '\u{2801}'..='\u{28ff}' => {
            if u32::from(sign) & 0xe4 == 0 {
                "'"
            } else {
                "."
            }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_screen_has_an_ascii_form() {
        let mut buffer = Buffer::with_lines([" ● RINGING │ ▲ late · ✓ Zoë…", "──┮━━ 2 ━━┥ (•) ▂▅█ ⠁⣀"]);
        Glyphs::Ascii.finish(&mut buffer);
        assert_eq!(buffer, Buffer::with_lines([" * RINGING | ! late . v Zoë~", "--+== 2 ==+ (*) ### '."]));
    }

    #[test]
    fn the_setting_wins_over_the_locale() {
        assert_eq!(Glyphs::choose("auto", Some("C")), Glyphs::Ascii);
        assert_eq!(Glyphs::choose("auto", Some("de_DE.UTF-8")), Glyphs::Unicode);
        assert_eq!(Glyphs::choose("unicode", Some("C")), Glyphs::Unicode);
        assert_eq!(Glyphs::choose("ascii", None), Glyphs::Ascii);
    }
}
