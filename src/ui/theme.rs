//! What the parts of a screen look like: roles, not colours. Widgets ask a [`Theme`] for a style and know no colour.

pub mod choose;
pub mod palette;

use ratatui::style::{Color, Modifier, Style};

use self::palette::Palette;
use super::glyphs::{Glyphs, sign};

/// What a piece of the screen is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Content.
    Text,
    /// Heads, hints, the signs of what is done or waits.
    Muted,
    /// Lines; never text.
    Rule,
    /// "Here": the focus, what is live now, meters.
    Accent,
    /// Time runs out, a promise is broken.
    Warn,
    /// Refused, failed, cannot be undone.
    Bad,
}

/// Whether the keys typed now go to this part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Focus {
    /// They do.
    Here,
    /// They go elsewhere.
    #[default]
    Elsewhere,
}

impl Focus {
    /// `Here` when `is` holds.
    #[must_use]
    pub const fn when(is: bool) -> Self {
        if is { Self::Here } else { Self::Elsewhere }
    }
}

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The fixed palette of 256.
    Indexed,
    /// The terminal's own sixteen.
    Sixteen,
    /// None: shapes and weights only.
    None,
}

/// Whether light text stands on dark ground or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Ground {
    /// Light text on dark ground.
    #[default]
    Dark,
    /// Dark text on light ground.
    Light,
}

/// How far text stands off its ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Contrast {
    /// At least 4.5 to 1.
    #[default]
    Usual,
    /// At least 7 to 1.
    High,
}

/// Who gives the ground its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Backdrop {
    /// The terminal: its own colour, picture or transparency stays.
    #[default]
    Terminal,
    /// The theme, because a person chose it.
    Painted,
}

/// The look of one terminal. Made by [`choose::choose`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// How many colours there are.
    pub depth: Depth,
    /// Dark or light.
    pub ground: Ground,
    /// How far text stands off.
    pub contrast: Contrast,
    /// Who paints the ground.
    pub backdrop: Backdrop,
    /// Which signs the terminal shows.
    pub glyphs: Glyphs,
}

impl Theme {
    /// Text in this role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let style = self.palette().role(role).map_or_else(Style::new, |colour| Style::new().fg(colour));
        let pale = self.depth == Depth::Sixteen && self.ground == Ground::Light && role == Role::Warn;
        if pale { style.add_modifier(Modifier::BOLD) } else { style }
    }

    /// Bold text in this role: titles, keys in hints, what runs now, what is unread.
    #[must_use]
    pub fn strong(self, role: Role) -> Style {
        self.style(role).add_modifier(Modifier::BOLD)
    }

    /// The whole screen before anything is drawn on it.
    #[must_use]
    pub fn screen(self) -> Style {
        match self.backdrop {
            Backdrop::Terminal => self.style(Role::Text),
            Backdrop::Painted => on(self.style(Role::Text), self.palette().bg),
        }
    }

    /// The ground and weight of a marked row, laid over what stands in it. Without focus the row keeps its ground; its
    /// mark alone stays.
    #[must_use]
    pub fn marked_row(self, focus: Focus) -> Style {
        match focus {
            Focus::Here => self.raised().add_modifier(Modifier::BOLD),
            Focus::Elsewhere => Style::new(),
        }
    }

    /// The sign in the first column of a marked row, and its style.
    #[must_use]
    pub fn mark(self, focus: Focus) -> (&'static str, Style) {
        match focus {
            Focus::Here => (sign::MARKED, self.style(Role::Accent)),
            Focus::Elsewhere => (sign::MARKED_ELSEWHERE, self.style(Role::Text)),
        }
    }

    /// The ground of a field being typed into.
    #[must_use]
    pub fn field(self, focus: Focus) -> Style {
        match (focus, self.depth) {
            (Focus::Elsewhere, _) | (Focus::Here, Depth::Sixteen | Depth::None) => self.style(Role::Text),
            (Focus::Here, Depth::True | Depth::Indexed) => self.style(Role::Text).patch(self.raised()),
        }
    }

    /// Laid over the letters that a search matched, and over the empty part of a field being typed into.
    #[must_use]
    pub fn underlined(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// Laid over a part of a text with which something is wrong.
    #[must_use]
    pub fn fault(self, role: Role) -> Style {
        self.style(role).patch(self.underlined())
    }

    /// The title of a pane.
    #[must_use]
    pub fn title(self, focus: Focus) -> Style {
        match focus {
            Focus::Here => self.strong(Role::Accent),
            Focus::Elsewhere => self.strong(Role::Text),
        }
    }

    /// The line that carries a pane's title.
    #[must_use]
    pub fn rule(self, focus: Focus) -> Style {
        match focus {
            Focus::Here => self.style(Role::Accent),
            Focus::Elsewhere => self.style(Role::Rule),
        }
    }

    /// The ground of what lies over the screen: completion, dialogs.
    #[must_use]
    pub fn popup(self) -> Style {
        on(self.style(Role::Text), self.palette().popup)
    }

    fn raised(self) -> Style {
        match self.palette().raised {
            Some(colour) => Style::new().bg(colour),
            None => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    fn palette(self) -> Palette {
        palette::of(self.depth, self.ground, self.contrast)
    }
}

fn on(style: Style, ground: Option<Color>) -> Style {
    ground.map_or(style, |colour| style.bg(colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(depth: Depth) -> Theme {
        Theme {
            depth,
            ground: Ground::Dark,
            contrast: Contrast::Usual,
            backdrop: Backdrop::Terminal,
            glyphs: Glyphs::Unicode,
        }
    }

    #[test]
    fn without_colour_no_style_names_one() {
        let theme = theme(Depth::None);
        for role in palette::ROLES {
            assert_eq!(theme.style(role), Style::new());
        }
        assert_eq!(theme.marked_row(Focus::Here).bg, None);
        assert!(theme.marked_row(Focus::Here).has_modifier(Modifier::REVERSED));
        assert_ne!(theme.mark(Focus::Here).0, theme.mark(Focus::Elsewhere).0);
    }

    #[test]
    fn the_ground_is_painted_only_where_a_person_chose_the_theme() {
        let own = theme(Depth::True);
        assert_eq!(own.screen().bg, None);
        let chosen = Theme { backdrop: Backdrop::Painted, ..own };
        assert_eq!(chosen.screen().bg, Some(Color::Rgb(0x15, 0x18, 0x1d)));
    }

    #[test]
    fn nothing_is_dim_italic_or_blinking() {
        let never = Modifier::DIM | Modifier::ITALIC | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
        for depth in [Depth::True, Depth::Indexed, Depth::Sixteen, Depth::None] {
            let theme = theme(depth);
            let mut styles = vec![
                theme.screen(),
                theme.popup(),
                theme.underlined(),
                theme.field(Focus::Here),
                theme.marked_row(Focus::Here),
            ];
            styles.extend(palette::ROLES.map(|role| theme.strong(role)));
            assert!(styles.iter().all(|style| !style.add_modifier.intersects(never)));
        }
    }
}
