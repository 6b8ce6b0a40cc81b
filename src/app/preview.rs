//! What would change if something were done now: asked of the store with every letter that is typed, and shown before it is
//! done. Nothing is done that was not shown.

mod lines;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::lines::Line;
use super::effect::Effect;
use super::state::State;
use crate::domain::action::{Action, Actor, Refusal};
use crate::domain::journal::Receipt;
use crate::store::Request;
use crate::ui::glyphs::sign;
use crate::ui::theme::Role;
use crate::ui::{pen, text};

/// How far a preview is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Preview {
    /// There is nothing to show yet.
    #[default]
    Nothing,
    /// The store was asked about these.
    Asked(Vec<Action>),
    /// This is what they would change.
    Told(Vec<Action>, Vec<Receipt>),
    /// One of them is refused.
    Refused(Vec<Action>, Refusal),
}

impl Preview {
    /// Asks about these actions; what was known of others is forgotten.
    pub(super) fn ask(&mut self, state: &State, actions: &[Action]) -> Vec<Effect> {
        if actions.is_empty() {
            *self = Self::Nothing;
            return Vec::new();
        }
        *self = Self::Asked(actions.to_vec());
        vec![Effect::Store(Request::Preview { actions: actions.to_vec(), actor: state.actor() })]
    }

    /// The store's answer, unless something else is asked by now.
    pub(super) fn told(&mut self, actions: &[Action], outcome: &Result<Vec<Receipt>, (usize, Refusal)>) {
        if matches!(self, Self::Asked(asked) if asked == actions) {
            let asked = actions.to_vec();
            *self = match outcome {
                Ok(receipts) => Self::Told(asked, receipts.clone()),
                Err((_, refusal)) => Self::Refused(asked, refusal.clone()),
            };
        }
    }

    /// What may be done: what was shown.
    pub(super) fn shown(&self) -> Option<&[Action]> {
        match self {
            Self::Told(actions, _) => Some(actions),
            Self::Nothing | Self::Asked(_) | Self::Refused(..) => None,
        }
    }

    /// Why it is refused.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(_, refusal) => Some(refusal),
            Self::Nothing | Self::Asked(_) | Self::Told(..) => None,
        }
    }

    /// What it says, a line each.
    pub(super) fn lines(&self, state: &State) -> Vec<Line> {
        match self {
            Self::Nothing | Self::Asked(_) => Vec::new(),
            Self::Told(_, receipts) => receipts.iter().flat_map(|receipt| lines::of(state, receipt)).collect(),
            Self::Refused(_, refusal) => {
                let mut lines = vec![Line::of(sign::LATE, Role::Bad, super::update::capital(&refusal.message))];
                let offers = refusal.instead.iter().filter(|offer| !offer.is_empty());
                let offers: Vec<String> = offers.map(|offer| super::pane::customer::offered(state, offer)).collect();
                if !offers.is_empty() {
                    lines.push(Line::of("", Role::Muted, "Possible instead".to_owned()));
                    lines.extend(offers.into_iter().map(|offer| Line::of(sign::NEW, Role::Text, offer)));
                }
                lines
            }
        }
    }
}

impl State {
    /// Who acts now, in the contact at hand.
    pub(super) fn actor(&self) -> Actor {
        Actor { agent: self.setup.agent.clone(), contact: self.own_contact().map(|own| own.id), at: self.now }
    }
}

/// Draws lines below each other, amounts at the right end; the last row says how many have no room.
pub(super) fn draw(state: &State, lines: &[Line], area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let mut y = 0;
    for (at, line) in lines.iter().enumerate() {
        let indent = if line.sign.is_empty() { 0 } else { 2 };
        let amount = if line.amount.is_empty() { 0 } else { pen::cells(&line.amount).saturating_add(2) };
        let cells = usize::from(area.width.saturating_sub(indent + amount));
        let rows = text::paragraph(&line.words, cells);
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let rest = lines.len() - at;
        if y + height > area.height || (y + height == area.height && rest > 1) {
            let row = area.height.saturating_sub(1).min(y);
            pen::put(buffer, area, 0, row, &format!("… {rest} more lines"), theme.style(Role::Muted));
            return;
        }
        pen::put(buffer, area, 0, y, line.sign, theme.style(line.role));
        pen::put_right(buffer, area, y, &line.amount, theme.style(line.role));
        for row in rows {
            pen::put(buffer, area, indent, y, &row, theme.style(line.role));
            y += 1;
        }
    }
}
