//! Which look a terminal gets, from what is known about it. A pure function: the runtime gathers the facts.

use super::{Backdrop, Contrast, Depth, Ground, Theme};
use crate::ui::glyphs::Glyphs;

/// What a person wants the desk to look like: the setting `theme`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Wish {
    /// As the terminal is.
    #[default]
    Auto,
    /// Light text on dark ground.
    Dark,
    /// Dark text on light ground.
    Light,
    /// Contrast of seven to one, dark or light as the terminal is.
    High,
    /// No colour at all.
    None,
}

impl Wish {
    /// Every wish, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Dark, Self::Light, Self::High, Self::None];

    /// The word for it in the settings and after `:theme`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::High => "high",
            Self::None => "none",
        }
    }

    /// The wish of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.word() == word)
    }
}

/// What is known about the terminal. The texts are variables of the environment; `None` where they are not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts<'a> {
    /// `NO_COLOR` (no-color.org): any value but an empty one means no colour.
    pub no_color: Option<&'a str>,
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// `TERM`.
    pub term: Option<&'a str>,
    /// What the terminal answered about its background, if it did.
    pub ground: Option<Ground>,
    /// Which signs it shows.
    pub glyphs: Glyphs,
}

/// The look for this terminal and this wish.
#[must_use]
pub fn choose(wish: Wish, facts: &Facts<'_>) -> Theme {
    let (ground, contrast, backdrop) = match wish {
        Wish::Auto | Wish::None => (facts.ground.unwrap_or_default(), Contrast::Usual, Backdrop::Terminal),
        Wish::Dark => (Ground::Dark, Contrast::Usual, Backdrop::Painted),
        Wish::Light => (Ground::Light, Contrast::Usual, Backdrop::Painted),
        Wish::High => (facts.ground.unwrap_or_default(), Contrast::High, Backdrop::Painted),
    };
    let depth = if wish == Wish::None { Depth::None } else { depth(facts) };
    Theme { depth, ground, contrast, backdrop, glyphs: facts.glyphs }
}

fn depth(facts: &Facts<'_>) -> Depth {
    let term = facts.term.unwrap_or_default();
    if facts.no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
        Depth::None
    } else if matches!(facts.colorterm, Some("truecolor" | "24bit")) {
        Depth::True
    } else if term.contains("256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// Reads a terminal's answer to OSC 11, such as `rgb:1515/1818/1d1d` or `rgb:fb/fa/f7`; `None` when it is none.
#[must_use]
pub fn background(answer: &str) -> Option<Ground> {
    let (_, channels) = answer.split_once("rgb:").or_else(|| answer.split_once("rgba:"))?;
    let mut brightness = channels.split('/').map(|channel| {
        let digits: String = channel.chars().take_while(char::is_ascii_hexdigit).take(4).collect();
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
        u32::from_str_radix(&digits, 16).ok()?.checked_mul(1000)?.checked_div(most)
    });
    let (red, green, blue) = (brightness.next()??, brightness.next()??, brightness.next()??);
    // The weights of luma (ITU-R BT.601), in thousandths.
    let luma = (299 * red + 587 * green + 114 * blue) / 1000;
    Some(if luma > 500 { Ground::Light } else { Ground::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth_of(no_color: Option<&str>, colorterm: Option<&str>, term: &str) -> Depth {
        choose(Wish::Auto, &Facts { no_color, colorterm, term: Some(term), ..Facts::default() }).depth
    }

    #[test]
    fn no_color_wins_over_everything_unless_it_is_empty() {
        assert_eq!(depth_of(Some("1"), Some("truecolor"), "xterm-256color"), Depth::None);
        assert_eq!(depth_of(Some(""), Some("truecolor"), "xterm-256color"), Depth::True);
        let full = Facts { colorterm: Some("truecolor"), ..Facts::default() };
        assert_eq!(choose(Wish::named("none").unwrap(), &full).depth, Depth::None);
    }

    #[test]
    fn the_terminal_says_how_many_colours_it_has() {
        assert_eq!(depth_of(None, Some("24bit"), "xterm"), Depth::True);
        assert_eq!(depth_of(None, None, "tmux-256color"), Depth::Indexed);
        assert_eq!(depth_of(None, Some("yes"), "linux"), Depth::Sixteen);
        assert_eq!(depth_of(None, None, "dumb"), Depth::None);
    }

    #[test]
    fn a_chosen_theme_wins_over_the_background_and_is_painted() {
        let facts = Facts { ground: Some(Ground::Light), ..Facts::default() };
        let auto = choose(Wish::Auto, &facts);
        assert_eq!((auto.ground, auto.backdrop), (Ground::Light, Backdrop::Terminal));
        let dark = choose(Wish::Dark, &facts);
        assert_eq!((dark.ground, dark.backdrop), (Ground::Dark, Backdrop::Painted));
        let high = choose(Wish::High, &facts);
        assert_eq!((high.ground, high.contrast), (Ground::Light, Contrast::High));
    }

    #[test]
    fn the_answer_about_the_background_is_read_in_every_length() {
        assert_eq!(background("\u{1b}]11;rgb:1515/1818/1d1d\u{1b}\\"), Some(Ground::Dark));
        assert_eq!(background("rgb:fb/fa/f7"), Some(Ground::Light));
        assert_eq!(background("rgba:ffff/ffff/ffff/0000"), Some(Ground::Light));
        for none in ["", "rgb:", "rgb:12/zz/34", "rgb:12/34"] {
            assert_eq!(background(none), None, "{none}");
        }
    }
}
