//! Who it is and what must be known first: how to reach them, what they are entitled to, and the warnings.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{accounts, identity};
use crate::app::keymap::Order;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::customer::{Customer, Details};
use crate::domain::file::{CustomerFile, Match};
use crate::domain::language;
use crate::domain::phone::Phone;
use crate::domain::policy::Hidden;
use crate::domain::timestamp::{DAY, Date};
use crate::ui::glyphs::sign;
use crate::ui::theme::{Role, Theme};
use crate::ui::{format, pen, text};

/// The blanks between two facts of a line.
const GAP: u16 = 3;

/// A pane from this width on shows mail and number on one line.
const WIDE: u16 = 90;

/// Seconds of twelve months.
const TWELVE_MONTHS: i64 = 365 * DAY;

/// Draws it and returns how many rows it took.
pub(super) fn draw(state: &State, sheet: &Sheet, file: &CustomerFile, area: Rect, buffer: &mut Buffer) -> u16 {
    let theme = state.setup.theme;
    let inside = pen::inside(area);
    let details = &file.customer.details;
    let mail = details.emails.first().map(|mail| mail.written().to_owned());
    let shown = |hidden, fact: Option<String>| fact.map(|fact| identity::shown(state, sheet, hidden, fact));
    let [number, mail] = [shown(Hidden::Phones, number(sheet, details)), shown(Hidden::Emails, mail)];
    let address = shown(Hidden::Address, Some(details.address.line()));
    let language = Some(language::name(&details.language).to_owned());
    let [tier, spent] = [tier(&file.customer), spent(state, file)];
    let matched = sheet.contact.as_ref().map(|contact| matched(file.matched(contact)));
    if area.width >= WIDE {
        let matched = matched.map(|by| format!("matched {by}"));
        facts(buffer, pen::row_of(inside, 0), [number, mail], &[matched], theme);
        facts(buffer, pen::row_of(inside, 1), [address, language], &[tier, spent], theme);
    } else {
        let reference = Some(file.customer.reference.clone());
        facts(buffer, pen::row_of(inside, 0), [number, address], &[reference, matched.map(str::to_owned)], theme);
        facts(buffer, pen::row_of(inside, 1), [mail, language], &[tier.or(spent)], theme);
    }
    let warnings = warnings(state, sheet, file, inside);
    for (y, (sign, line)) in (3..).zip(&warnings) {
        pen::put(buffer, inside, 0, y, sign, theme.style(Role::Warn));
        pen::put(buffer, inside, 2, y, line, theme.style(Role::Warn));
    }
    let rows = u16::try_from(warnings.len()).unwrap_or(u16::MAX);
    if rows == 0 { 3 } else { rows.saturating_add(4) }
}

/// The number at hand: the one of the contact where it is the customer's, else the preferred one.
fn number(sheet: &Sheet, details: &Details) -> Option<String> {
    let from = sheet.contact.as_ref().map(|contact| contact.from.as_str());
    let at_hand = details.phones.iter().find(|phone| Some(phone.e164()) == from).or(details.phones.first());
    at_hand.map(Phone::international)
}

const fn matched(by: Match) -> &'static str {
    match by {
        Match::Number => "by number",
        Match::Mail => "by mail",
        Match::Account => "by account",
        Match::Agent => "by an agent",
    }
}

/// `Gold since 2019`.
fn tier(customer: &Customer) -> Option<String> {
    let details = &customer.details;
    let since = details.custom.get("since").map(|since| match since.as_str() {
        Some(text) => Date::parse(text).map_or_else(|| text.to_owned(), |date| date.parts().0.to_string()),
        None => since.to_string(),
    });
    match (details.tier.as_str(), since) {
        ("", None) => None,
        ("", Some(since)) => Some(format!("customer since {since}")),
        (tier, None) => Some(tier.to_owned()),
        (tier, Some(since)) => Some(format!("{tier} since {since}")),
    }
}

fn spent(state: &State, file: &CustomerFile) -> Option<String> {
    let sum = file.ordered_since(state.now.plus_seconds(-TWELVE_MONTHS));
    let currency = state.setup.house.currency;
    (sum.0 > 0).then(|| format!("{} {currency} in 12 months", format::money(sum, currency)))
}

/// Facts from the left, of which the last that shows may be cut, and facts at the right end, which are not.
fn facts(buffer: &mut Buffer, line: Rect, left: [Option<String>; 2], right: &[Option<String>], theme: Theme) {
    let right = right.iter().flatten().map(String::as_str).collect::<Vec<_>>().join("   ");
    let end = pen::put_right(buffer, line, 0, &right, theme.style(Role::Muted)).saturating_sub(GAP);
    let mut x = 0;
    for fact in left.into_iter().flatten().filter(|fact| !fact.is_empty()) {
        let room = usize::from(end.saturating_sub(x));
        let shown = if fact.contains('@') { text::cut_middle(&fact, room) } else { text::cut(&fact, room) };
        // A number is shown whole or not at all.
        if !(fact.starts_with('+') && shown != fact) {
            x = pen::put(buffer, line, x, 0, &shown, theme.style(Role::Text)) + GAP;
        }
    }
}

/// The lines of the warnings, the first of each with its sign, in no more than a third of the pane.
fn warnings(state: &State, sheet: &Sheet, file: &CustomerFile, inside: Rect) -> Vec<(&'static str, String)> {
    let current = sheet.contact.as_ref().map(|contact| contact.id);
    let cells = usize::from(inside.width.saturating_sub(2));
    let mut lines = Vec::new();
    let another = state.contact_of_another().map(|own| {
        let (by, with, next) =
            (own.channel.word(), state.name_at_hand(), state.setup.keymap.key_of(Order::NextContact));
        format!("Another customer's file. Your {by} is with {with}: {next} goes back.")
    });
    let running = file.outages.iter().filter(|outage| outage.ended_at.is_none());
    let out = running.map(|outage| {
        let words = outage.words();
        format!("Outage {}, {}: {}.", outage.reference, accounts::since(state, outage), words.trim_end_matches('.'))
    });
    let identity = identity::warning(state, sheet, file);
    for warning in another.into_iter().chain(identity).chain(out).chain(file.warnings(current, state.now)) {
        let wrapped = text::paragraph(&warning, cells).into_iter().enumerate();
        lines.extend(wrapped.map(|(at, line)| (if at == 0 { sign::LATE } else { "" }, line)));
    }
    let most = usize::from(inside.height / 3).max(1);
    if lines.len() > most {
        let rest = lines.len() - most + 1;
        lines.truncate(most - 1);
        lines.push((sign::LATE, format!("{rest} more lines: ] to Details")));
    }
    lines
}
