//! The colours of the roles, for each kind of terminal. Contrast is relative luminance as WCAG 2.2 defines it; the tests
//! compute it for every pair of text and ground. There is no green: green and red look alike to one man in twelve, and
//! what is done needs no colour.

use ratatui::style::Color;

use super::{Contrast, Depth, Ground, Role};

/// The colours of one look; `None` leaves the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The ground.
    pub bg: Option<Color>,
    /// The ground of the marked row and the field being typed into; where it has none, they are shown in reverse.
    pub raised: Option<Color>,
    /// The ground of what lies over the screen.
    pub popup: Option<Color>,
    text: Option<Color>,
    muted: Option<Color>,
    rule: Option<Color>,
    accent: Option<Color>,
    warn: Option<Color>,
    bad: Option<Color>,
}

impl Palette {
    /// The colour of text in this role.
    #[must_use]
    pub const fn role(&self, role: Role) -> Option<Color> {
        match role {
            Role::Text => self.text,
            Role::Muted => self.muted,
            Role::Rule => self.rule,
            Role::Accent => self.accent,
            Role::Warn => self.warn,
            Role::Bad => self.bad,
        }
    }
}

/// The colours for this kind of terminal.
#[must_use]
pub const fn of(depth: Depth, ground: Ground, contrast: Contrast) -> Palette {
    match (depth, ground, contrast) {
        (Depth::True, Ground::Dark, Contrast::Usual) => DARK,
        (Depth::True, Ground::Light, Contrast::Usual) => LIGHT,
        (Depth::True, Ground::Dark, Contrast::High) => HIGH_DARK,
        (Depth::True, Ground::Light, Contrast::High) => HIGH_LIGHT,
        (Depth::Indexed, Ground::Dark, Contrast::Usual) => DARK_256,
        (Depth::Indexed, Ground::Light, Contrast::Usual) => LIGHT_256,
        (Depth::Indexed, Ground::Dark, Contrast::High) => HIGH_DARK_256,
        (Depth::Indexed, Ground::Light, Contrast::High) => HIGH_LIGHT_256,
        (Depth::Sixteen, Ground::Dark, _) => DARK_16,
        (Depth::Sixteen, Ground::Light, _) => LIGHT_16,
        (Depth::None, _, _) => PLAIN,
    }
}

// In the order of the fields: bg, raised, popup, text, muted, rule, accent, warn, bad.
const DARK: Palette =
    rgb([0x15_181d, 0x26_2c37, 0x1d_2129, 0xd3_d7de, 0x98_a1b0, 0x43_4b59, 0x86_b6ff, 0xe6_b765, 0xff_8fa6]);
const LIGHT: Palette =
    rgb([0xfb_faf7, 0xe6_e9ef, 0xf2_f1ec, 0x20_242b, 0x56_5e6b, 0xbf_bcb3, 0x1d_5bb0, 0x7a_4d00, 0xa8_124f]);
const HIGH_DARK: Palette =
    rgb([0x00_0000, 0x1f_2a44, 0x00_0000, 0xff_ffff, 0xd0_d0d0, 0x9a_9a9a, 0xa8_ccff, 0xff_d27a, 0xff_9ab0]);
const HIGH_LIGHT: Palette =
    rgb([0xff_ffff, 0xd6_e4ff, 0xff_ffff, 0x00_0000, 0x33_3333, 0x66_6666, 0x00_3f91, 0x5c_3a00, 0x8c_0042]);
const DARK_256: Palette = indexed([234, 236, 235, 188, 247, 239, 111, 179, 211]);
const LIGHT_256: Palette = indexed([231, 254, 255, 235, 59, 250, 25, 94, 125]);
const HIGH_DARK_256: Palette = indexed([16, 235, 16, 231, 252, 247, 153, 222, 211]);
const HIGH_LIGHT_256: Palette = indexed([231, 189, 231, 16, 236, 241, 25, 58, 125]);
const DARK_16: Palette = Palette {
    rule: Some(Color::Indexed(8)),
    accent: Some(Color::Indexed(12)),
    warn: Some(Color::Indexed(11)),
    bad: Some(Color::Indexed(9)),
    ..PLAIN
};
const LIGHT_16: Palette =
    Palette { rule: Some(Color::Indexed(7)), accent: Some(Color::Indexed(4)), bad: Some(Color::Indexed(1)), ..PLAIN };
const PLAIN: Palette = Palette {
    bg: None,
    raised: None,
    popup: None,
    text: None,
    muted: None,
    rule: None,
    accent: None,
    warn: None,
    bad: None,
};

const fn rgb(colours: [u32; 9]) -> Palette {
    let [bg, raised, popup, text, muted, rule, accent, warn, bad] = colours;
    Palette {
        bg: Some(Color::from_u32(bg)),
        raised: Some(Color::from_u32(raised)),
        popup: Some(Color::from_u32(popup)),
        text: Some(Color::from_u32(text)),
        muted: Some(Color::from_u32(muted)),
        rule: Some(Color::from_u32(rule)),
        accent: Some(Color::from_u32(accent)),
        warn: Some(Color::from_u32(warn)),
        bad: Some(Color::from_u32(bad)),
    }
}

const fn indexed(colours: [u8; 9]) -> Palette {
    let [bg, raised, popup, text, muted, rule, accent, warn, bad] = colours;
    Palette {
        bg: Some(Color::Indexed(bg)),
        raised: Some(Color::Indexed(raised)),
        popup: Some(Color::Indexed(popup)),
        text: Some(Color::Indexed(text)),
        muted: Some(Color::Indexed(muted)),
        rule: Some(Color::Indexed(rule)),
        accent: Some(Color::Indexed(accent)),
        warn: Some(Color::Indexed(warn)),
        bad: Some(Color::Indexed(bad)),
    }
}

#[cfg(test)]
pub(super) const ROLES: [Role; 6] = [Role::Text, Role::Muted, Role::Rule, Role::Accent, Role::Warn, Role::Bad];

#[cfg(test)]
mod tests {
    use super::*;

    /// What the 256 colours of xterm show: a cube of 6 x 6 x 6, then 24 greys. The first sixteen belong to the user.
    fn shown(colour: Color) -> [u8; 3] {
        let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        if let Color::Rgb(r, g, b) = colour {
            return [r, g, b];
        }
        let Color::Indexed(n @ 16..) = colour else { panic!("{colour} depends on the user's terminal") };
        if n < 232 {
            [level((n - 16) / 36), level((n - 16) / 6 % 6), level((n - 16) % 6)]
        } else {
            [8 + 10 * (n - 232); 3]
        }
    }

    fn luminance(colour: Color) -> f64 {
        let [r, g, b] = shown(colour).map(|part| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn worst(palette: Palette) -> f64 {
        let grounds = [palette.bg, palette.raised, palette.popup].map(Option::unwrap);
        let texts = ROLES.into_iter().filter(|role| *role != Role::Rule).map(|role| palette.role(role).unwrap());
        texts.flat_map(|text| grounds.map(|ground| contrast(text, ground))).fold(f64::MAX, f64::min)
    }

    #[test]
    fn every_text_can_be_read_on_every_ground() {
        for depth in [Depth::True, Depth::Indexed] {
            for ground in [Ground::Dark, Ground::Light] {
                let usual = worst(of(depth, ground, Contrast::Usual));
                assert!(usual >= 4.495, "{depth:?} {ground:?}: {usual:.3}");
                assert!(worst(of(depth, ground, Contrast::High)) > usual, "{depth:?} {ground:?}");
            }
        }
        for ground in [Ground::Dark, Ground::Light] {
            let high = worst(of(Depth::True, ground, Contrast::High));
            assert!(high >= 7.0, "{ground:?}: {high:.3}");
        }
    }

    #[test]
    fn the_focused_rule_can_be_told_from_its_ground() {
        for ground in [Ground::Dark, Ground::Light] {
            let palette = of(Depth::True, ground, Contrast::Usual);
            assert!(contrast(palette.role(Role::Accent).unwrap(), palette.bg.unwrap()) >= 6.0);
        }
    }
}
