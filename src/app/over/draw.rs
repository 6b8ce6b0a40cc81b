//! Draws a list to choose from, over the rule of notices and the rows above it: header, customer and footer stay.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Kind, Over, help, learned, macros, orders, past, presence, promise, question, say, suggestions, verbs};
use crate::app::keymap::Order;
use crate::app::state::State;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List};
use crate::ui::theme::{Focus, Role};
use crate::ui::{field, pen, popup, text};

/// How many rows it takes at most on a low screen.
const LOW: u16 = 10;

/// How many on a high one, where that covers no more than the lower panes.
const HIGH: u16 = 14;

/// From so many rows on a screen is a high one.
const FROM: u16 = 34;

/// Draws it; where the cursor belongs.
pub(in crate::app) fn draw(state: &State, over: &Over, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    if over.kind == Kind::Help {
        return help::draw(state, over, screen, buffer);
    }
    if over.kind == Kind::Say {
        return say::draw(state, over, screen, buffer);
    }
    let theme = state.setup.theme;
    let rows = over.rows(state);
    let height = height(state, over).min(screen.height.saturating_sub(1));
    let area = Rect { y: screen.bottom().saturating_sub(height + 1), height, ..screen };
    let inside = popup::frame(buffer, area, &title(state, over), theme);
    let mut y = 0;
    let mut cursor = None;
    if over.kind.is_typed() {
        cursor = draw_input(state, over, pen::row_of(inside, 0), buffer);
        y = 1;
    }
    if let Some((role, words)) = told(state, over) {
        let words = text::cut(&words, usize::from(inside.width.saturating_sub(2)));
        pen::put(buffer, inside, 1, y, &words, theme.style(role));
        y += 1;
    }
    let body = Rect { y: inside.y + y, height: inside.height.saturating_sub(y), ..inside };
    if rows.is_empty() {
        for (row, line) in (0..).zip(text::paragraph(&nothing(over), usize::from(body.width.saturating_sub(2)))) {
            pen::put(buffer, body, 1, row, &line, theme.style(Role::Muted));
        }
        return cursor;
    }
    let list =
        List { columns: columns(over.kind), len: rows.len(), focus: Some(Focus::Here), after: "more", before: "above" };
    let row = |index: usize| {
        let cells = rows.get(index).map(|row| row.cells.iter().cloned()).unwrap_or_default();
        std::iter::once(Cell::text("")).chain(cells).collect()
    };
    let shown = list.draw(buffer, body, &over.list, theme, row);
    cursor.or(shown.cursor)
}

/// What its keys do, for the footer.
pub(in crate::app) fn hints(state: &State, over: &Over) -> Vec<(String, &'static str)> {
    if let Some(hints) = learned::hints(state, over) {
        return hints;
    }
    let verb = match over.kind {
        Kind::Palette | Kind::Help | Kind::Verbs | Kind::Say => "do it",
        Kind::Customers => "open the file",
        Kind::BelongsTo => "it is theirs",
        Kind::Presence | Kind::Leave => "choose",
        Kind::Orders => "go to it",
        Kind::Macros => "run",
        Kind::NewMacro => "keep",
        Kind::Question => "take it",
        Kind::PassOn => "pass on",
        Kind::Promise => "promise",
        Kind::Approvals => "say it",
        Kind::UndoList => "take back",
        Kind::Learned | Kind::Missing => "search",
        Kind::Notices => "close",
        Kind::Past => "take up",
        Kind::Suggestions => "put it there",
    };
    let mut hints = vec![("Enter", verb), ("Up/Down", "choose")];
    match over.kind {
        Kind::Help => {
            hints.push(("Type", "to filter"));
            hints.extend(help::has_more(state, over).then_some(("PgDn", "more")));
        }
        Kind::Presence => hints.push(("1-9", "by number")),
        Kind::Verbs | Kind::Macros => hints.push(("a-z", "by its key")),
        Kind::Suggestions => hints.push(("1-5", "by number")),
        Kind::Say => hints.push(("Tab", "take what fits")),
        Kind::Question => hints.extend((!over.rows(state).is_empty()).then_some(("1-9", "by number"))),
        Kind::Palette
        | Kind::Customers
        | Kind::BelongsTo
        | Kind::PassOn
        | Kind::Promise
        | Kind::Approvals
        | Kind::UndoList
        | Kind::Learned
        | Kind::Missing
        | Kind::Notices
        | Kind::Leave
        | Kind::Orders
        | Kind::NewMacro
        | Kind::Past => {}
    }
    hints.push(("Esc", if over.kind == Kind::Question { "leave a gap" } else { "close" }));
    let keys = (over.kind != Kind::Help).then(|| (state.setup.keymap.key_of(Order::Help), "keys"));
    hints.into_iter().map(|(key, verb)| (key.to_owned(), verb)).chain(keys).collect()
}

/// How many lines its list has.
pub(super) fn list_height(state: &State, over: &Over) -> u16 {
    let above = u16::from(over.kind.is_typed()) + u16::from(told(state, over).is_some());
    height(state, over).saturating_sub(2 + above)
}

/// Searches keep their height whatever they find, so that nothing jumps; short lists take what they need.
fn height(state: &State, over: &Over) -> u16 {
    let most = if state.size.1 >= FROM { HIGH } else { LOW };
    let needed = || u16::try_from(over.rows(state).len()).unwrap_or(most);
    match over.kind {
        Kind::Palette
        | Kind::Help
        | Kind::Customers
        | Kind::BelongsTo
        | Kind::Approvals
        | Kind::UndoList
        | Kind::Learned
        | Kind::Missing
        | Kind::Notices
        | Kind::Verbs
        | Kind::Orders
        | Kind::Say
        | Kind::Macros
        | Kind::Past => most,
        Kind::Presence => u16::try_from(state.setup.not_ready.len()).unwrap_or(HIGH).saturating_add(4).min(HIGH),
        Kind::PassOn | Kind::Promise | Kind::NewMacro | Kind::Question => needed().saturating_add(4).min(most),
        Kind::Suggestions => needed().max(1).saturating_add(2 + u16::from(told(state, over).is_some())).min(most),
        Kind::Leave => needed().saturating_add(2),
    }
}

fn draw_input(state: &State, over: &Over, line: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let area = pen::inside(line);
    let prompt = if over.kind == Kind::Palette { ": " } else { "> " };
    let column = pen::put(buffer, area, 0, 0, prompt, theme.strong(Role::Text));
    let area = Rect { x: area.x + column, width: area.width.saturating_sub(column), ..area };
    if over.input.is_empty() {
        let words = if over.kind == Kind::Question { question::asked(state) } else { asked(over.kind) };
        let words = text::cut(words, usize::from(area.width));
        pen::put(buffer, area, 0, 0, &words, theme.style(Role::Muted));
    }
    field::line(buffer, area, &over.input, Focus::Here, theme.style(Role::Text)).0
}

fn title(state: &State, over: &Over) -> String {
    match over.kind {
        Kind::Palette => "Commands, customers, answers".to_owned(),
        Kind::Help => "Help".to_owned(),
        Kind::Customers => "Find a customer".to_owned(),
        Kind::BelongsTo => {
            let from = state.own_contact().map(|own| own.from.as_str()).unwrap_or_default();
            format!("{from} belongs to")
        }
        Kind::Presence => presence::title(state).to_owned(),
        Kind::PassOn => {
            format!("Pass {} on to", state.name_at_hand())
        }
        Kind::Promise => promise::title(state),
        Kind::Approvals => "What waits for a yes".to_owned(),
        Kind::UndoList => "What can be taken back".to_owned(),
        Kind::Learned => "What was learned from searches".to_owned(),
        Kind::Missing => "What is searched and not found".to_owned(),
        Kind::Notices => "What the desk said".to_owned(),
        Kind::Verbs => verbs::title(state),
        Kind::Orders => "Find an order by what is in it".to_owned(),
        Kind::Say => String::new(),
        Kind::Macros => "Macros".to_owned(),
        Kind::Past => past::title(state),
        Kind::NewMacro => "Keep what you just did as a macro".to_owned(),
        Kind::Suggestions => suggestions::title(state),
        Kind::Question => question::title(state),
        Kind::Leave => {
            let open = state.desk.own.len();
            let contacts = if open == 1 { "contact is" } else { "contacts are" };
            format!("{open} {contacts} open")
        }
    }
}

/// What is to be typed, while nothing is.
fn asked(kind: Kind) -> &'static str {
    match kind {
        Kind::Palette => "a command, a name, a few words of an answer",
        Kind::Customers | Kind::BelongsTo => "name, telephone, mail, order or postcode",
        Kind::Presence => "a number, or letters of its name",
        Kind::PassOn => "what whoever takes it should know",
        Kind::Promise => "tue 9 call about the refund",
        Kind::Approvals => "what is to be said to it",
        Kind::Orders => "its number, or a few letters of what is in it",
        Kind::Macros => "its letter, or letters of its name",
        Kind::NewMacro => "a name for it",
        Kind::Learned => "words, or an answer, to filter",
        Kind::Missing => "words to filter",
        Kind::Help
        | Kind::UndoList
        | Kind::Notices
        | Kind::Leave
        | Kind::Verbs
        | Kind::Say
        | Kind::Suggestions
        | Kind::Past
        | Kind::Question => "type to filter",
    }
}

/// What follows from the text so far, or why the choice was refused.
fn told(state: &State, over: &Over) -> Option<(Role, String)> {
    let refused = over.refused.as_ref().map(|why| (Role::Warn, format!("▲ {why}")));
    match over.kind {
        Kind::Promise => Some(refused.unwrap_or_else(|| promise::told(state, over))),
        Kind::Suggestions => suggestions::told(state),
        Kind::PassOn => Some(refused.unwrap_or((Role::Muted, "Say why, then choose the queue.".to_owned()))),
        Kind::Palette
        | Kind::Help
        | Kind::Customers
        | Kind::BelongsTo
        | Kind::Presence
        | Kind::Approvals
        | Kind::UndoList
        | Kind::Notices
        | Kind::Leave
        | Kind::Verbs
        | Kind::Orders
        | Kind::Say
        | Kind::Macros
        | Kind::Past => refused,
        Kind::Learned | Kind::Missing => refused.or_else(|| learned::said(state)),
        Kind::Question => Some(refused.unwrap_or_else(|| (Role::Muted, question::told(state)))),
        Kind::NewMacro => Some(refused.unwrap_or_else(|| (Role::Muted, macros::of_last(state).unwrap_or_default()))),
    }
}

/// Why the list is empty, and what to do.
fn nothing(over: &Over) -> String {
    let typed = over.text();
    match over.kind {
        Kind::Customers | Kind::BelongsTo if typed.is_empty() => String::new(),
        Kind::Customers | Kind::BelongsTo => {
            format!("Nobody is found by \"{typed}\". Esc, then + makes a new customer.")
        }
        Kind::PassOn => "There is no other queue for this channel.".to_owned(),
        Kind::Approvals => "Nothing waits for your yes, and nothing of yours waits for another's.".to_owned(),
        Kind::Question => String::new(),
        Kind::Verbs if typed.is_empty() => "Nothing is marked that anything can be done with.".to_owned(),
        Kind::Orders if typed.is_empty() => "There are no orders in this file.".to_owned(),
        Kind::Orders => format!("No order of this customer holds \"{typed}\"."),
        Kind::Macros if typed.is_empty() => {
            "There are no macros yet. Do something, then come here again: what you just did can be kept as one."
                .to_owned()
        }
        Kind::Suggestions => "Nothing is marked any more.".to_owned(),
        Kind::UndoList if typed.is_empty() => "Nothing of yours can be taken back.".to_owned(),
        Kind::Learned if typed.is_empty() => {
            "Nothing was learned yet: whoever types words and takes an answer teaches them.".to_owned()
        }
        Kind::Missing if typed.is_empty() => "Nothing is missing: every search led to an answer.".to_owned(),
        Kind::Past if typed.is_empty() => "Asking the store what became of it …".to_owned(),
        Kind::Notices if typed.is_empty() => "The desk has said nothing yet.".to_owned(),
        Kind::Palette
        | Kind::Help
        | Kind::Presence
        | Kind::Promise
        | Kind::UndoList
        | Kind::Learned
        | Kind::Missing
        | Kind::Notices
        | Kind::Leave
        | Kind::Verbs
        | Kind::Say
        | Kind::Macros
        | Kind::NewMacro
        | Kind::Past => {
            format!("Nothing is called \"{typed}\". Esc closes, ^U clears the line.")
        }
    }
}

/// The columns of a list; the first keeps the mark apart from the words.
fn columns(kind: Kind) -> &'static [Column<'static>] {
    const MARGIN: Column<'_> = Column::new("", Width::Text(0));
    const PALETTE: &[Column<'_>] = &[
        MARGIN,
        Column::new("", Width::Text(9)).gap(1),
        Column::new("", Width::Text(28)),
        Column::new("", Width::Rest(10)),
        Column::new("", Width::Number(4)),
    ];
    const CUSTOMERS: &[Column<'_>] = &[
        MARGIN,
        Column::new("", Width::Rest(16)).gap(1),
        Column::new("", Width::Rest(10)),
        Column::new("", Width::Whole(10)),
        Column::new("", Width::Whole(7)),
    ];
    const PRESENCE: &[Column<'_>] = &[
        MARGIN,
        Column::new("", Width::Number(2)).gap(0),
        Column::new("", Width::Text(24)),
        Column::new("", Width::Text(8)),
        Column::new("", Width::Number(6)),
    ];
    const TWO: &[Column<'_>] = &[MARGIN, Column::new("", Width::Text(20)).gap(1), Column::new("", Width::Rest(10))];
    const HISTORY: &[Column<'_>] = &[
        MARGIN,
        Column::new("", Width::Whole(5)).gap(1),
        Column::new("", Width::Rest(20)),
        Column::new("", Width::Whole(0)),
    ];
    const KEYED: &[Column<'_>] = &[
        MARGIN,
        Column::new("", Width::Text(2)).gap(1),
        Column::new("", Width::Text(24)).gap(1),
        Column::new("", Width::Rest(10)),
    ];
    const DECISIONS: &[Column<'_>] =
        &[MARGIN, Column::new("", Width::Text(9)).gap(1), Column::new("", Width::Rest(20))];
    const ONE: &[Column<'_>] = &[MARGIN, Column::new("", Width::Rest(10)).gap(1)];
    match kind {
        Kind::Palette => PALETTE,
        Kind::Customers | Kind::BelongsTo => CUSTOMERS,
        Kind::Presence => PRESENCE,
        Kind::PassOn | Kind::Promise | Kind::NewMacro => TWO,
        Kind::Verbs | Kind::Macros => KEYED,
        Kind::Orders => orders::COLUMNS,
        Kind::Approvals => DECISIONS,
        Kind::Suggestions => suggestions::COLUMNS,
        Kind::UndoList | Kind::Notices => HISTORY,
        Kind::Learned | Kind::Missing => learned::COLUMNS,
        Kind::Past => past::COLUMNS,
        Kind::Question => question::COLUMNS,
        Kind::Help | Kind::Leave | Kind::Say => ONE,
    }
}
