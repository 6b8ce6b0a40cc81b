//! The line that says what is to be done: `return 104233 pegs -> gift card; promise call tue 9`. What it would do stands
//! below it with every letter; Tab takes what would fit next, Enter does all of it or nothing.

mod draw;

use crossterm::event::{KeyCode, KeyEvent};

pub(super) use self::draw::draw;
use super::Over;
use crate::app::effect::Effect;
use crate::app::sheet::SAY;
use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::spoken::{self, Fit, Spoken};
use crate::store::{Draft, Request};
use crate::ui::editor::{Editor, Layout};
use crate::ui::list::{ListState, Step};
use crate::ui::rule::Tone;

/// What the line says now.
pub(super) fn spoken(state: &State, over: &Over) -> Spoken {
    spoken::read(over.input.text(), &state.known())
}

/// Asks what the line would do, and for the goods of the orders it speaks of.
pub(super) fn ask(state: &mut State, over: &mut Over) -> Vec<Effect> {
    let said = spoken(state, over);
    let mut effects: Vec<Effect> = said.orders.iter().filter_map(|order| state.ask_goods(order)).collect();
    let sought = spoken::sought(over.input.text(), &said).filter(|_| state.offers_for != over.input.text());
    if let Some(sought) = sought {
        effects.push(Effect::Store(Request::FindProducts { text: sought.into() }));
        state.offers_for = over.input.text().to_owned();
    }
    let actions = if said.stop.is_some() { Vec::new() } else { said.actions };
    effects.extend(over.preview.ask(state, &actions));
    effects
}

/// A key that means more here than a letter; `None` for every other.
pub(super) fn pressed(state: &mut State, over: &mut Over, key: KeyEvent) -> Option<Vec<Effect>> {
    let fits = fits(state, over);
    if let Some(step) = Step::of_arrow(key.code) {
        over.list.step(step, fits.len(), draw::FITS);
        return Some(Vec::new());
    }
    if key.code != KeyCode::Tab {
        return None;
    }
    let fit = fits.get(over.list.marked)?;
    let at = spoken(state, over).stop?.at;
    let text = over.input.text();
    let (before, after) = (text.get(..at.start)?, text.get(at.end..)?);
    let blank = if before.is_empty() || before.ends_with([' ', ';']) { "" } else { " " };
    let taken = format!("{before}{blank}{} {}", fit.text, after.trim_start());
    over.input = Editor::of(&taken, Layout::Line);
    over.list = ListState::default();
    super::draft::keep(state, over);
    Some(ask(state, over))
}

/// What would fit where the line stops.
pub(super) fn fits(state: &State, over: &Over) -> Vec<Fit> {
    spoken(state, over).stop.map(|stop| stop.why.fits).unwrap_or_default()
}

/// Does what was shown; without that, says why not.
pub(super) fn commit(state: &mut State, mut over: Over) -> Vec<Effect> {
    let stop = spoken(state, &over).stop;
    let shown = over.preview.shown().map(<[_]>::to_vec);
    match (stop, shown) {
        (None, Some(actions)) => {
            let record = state.sheet().map(crate::app::sheet::Sheet::record);
            let drafts = record.map(|record| Draft::none(&record, SAY)).into_iter().collect();
            if let Some(sheet) = state.sheet_mut() {
                sheet.lines.remove(SAY);
            }
            vec![state.perform_and_keep(actions, drafts)]
        }
        (stop, _) => {
            let refusal = over.preview.refusal().map(|refusal| refusal.message.clone());
            over.refused = Some(capital(&stop.map(|stop| stop.why.words).or(refusal).unwrap_or_default()));
            state.over = Some(over);
            Vec::new()
        }
    }
}

/// Opens the line with a text in it; a gap in it is selected, so that what is typed next fills it.
pub(in crate::app) fn open_with(state: &mut State, text: &str) -> Vec<Effect> {
    let mut over = Over::say();
    over.input = Editor::of(text, Layout::Line);
    if let Some(gap) = text.find('{').and_then(|at| Some(at..=at + text.get(at..)?.find('}')?)) {
        over.input.select(*gap.start()..gap.end() + 1);
        state.say(Tone::Quiet, "Type what is to stand there");
    }
    super::draft::keep(state, &over);
    let effects = ask(state, &mut over);
    state.over = Some(over);
    effects
}
