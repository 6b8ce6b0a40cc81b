//! Everything that is known of the customer, a line each, as it can be corrected in the form.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::Entry;
use super::identity;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::customer::{Consent, PaymentMethod};
use crate::domain::file::CustomerFile;
use crate::domain::language;
use crate::domain::policy::Hidden;
use crate::domain::text::value_words;
use crate::ui::format;
use crate::ui::list::Cell;
use crate::ui::list::column::{Column, Width};
use crate::ui::theme::Role;

const COLUMNS: &[Column<'_>] = &[Column::new("", Width::Text(15)), Column::new("", Width::Rest(20))];

pub(super) fn entries<'a>(state: &State, sheet: &Sheet, file: &'a CustomerFile) -> Vec<Entry<'a>> {
    let (customer, details) = (&file.customer, &file.customer.details);
    let plain = |label, text: &str| Entry::Detail(label, text.to_owned(), text.to_owned());
    let shown = |hidden, text: String| identity::shown(state, sheet, hidden, text);
    let mut entries = vec![plain("Number", &customer.reference), plain("Name", &customer.name())];
    entries.push(plain("Company", &details.company));
    let phones = details.phones.iter().map(|phone| [phone.international(), phone.e164().to_owned()]);
    entries.extend(phones.map(|texts| {
        let [told, copied] = texts.map(|text| shown(Hidden::Phones, text));
        Entry::Detail("Phone", told, copied)
    }));
    let mails = details.emails.iter().map(|mail| shown(Hidden::Emails, mail.written().to_owned()));
    entries.extend(mails.map(|mail| plain("Mail", &mail)));
    let address = [details.address.line(), details.address.country.clone()];
    let address = address.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    entries.push(plain("Address", &shown(Hidden::Address, address)));
    let others = details.addresses.iter().map(|address| shown(Hidden::Address, address.line()));
    entries.extend(others.map(|address| plain("Also at", &address)));
    entries.push(plain("Language", language::name(&details.language)));
    entries.push(plain("Time zone", &details.time_zone));
    entries.push(plain("Tier", &details.tier));
    entries.push(plain("Tags", &details.tags.join(", ")));
    entries.extend(details.alerts.iter().map(|alert| plain("Alert", alert)));
    let methods = details.payment_methods.iter().map(|method| method_words(state, method));
    entries.extend(methods.map(|method| plain("Pays by", &shown(Hidden::PaymentMethods, method))));
    entries.extend(details.consents.iter().map(|consent| plain("Consent", &consent_words(state, consent))));
    entries.push(plain("Was also", &details.merged.join(", ")));
    entries.push(plain("Note", &shown(Hidden::Note, details.note.clone())));
    entries
        .extend(details.custom.iter().map(|(name, value)| plain("Also", &format!("{name}: {}", value_words(value)))));
    entries.retain(|entry| !matches!(entry, Entry::Detail(_, text, _) if text.is_empty()));
    entries
}

/// `Visa ··4471, card`, `gift card, 25.00 EUR left`.
fn method_words(state: &State, method: &PaymentMethod) -> String {
    let mut words = method.words();
    if !method.brand.is_empty() {
        words = format!("{words}, {}", method.kind.words());
    }
    if let Some(balance) = method.balance {
        let currency = state.setup.house.currency;
        words = format!("{words}, {} {currency} left", format::money(balance, currency));
    }
    words
}

/// `phone for offers: withdrawn, 3 Nov, by letter`.
fn consent_words(state: &State, consent: &Consent) -> String {
    let day = state.wall().day(state.setup.house.zone.civil(consent.at).date);
    let how = if consent.how.is_empty() { String::new() } else { format!(", {}", consent.how) };
    format!("{}, {}{how}", consent.words(), day.trim())
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    entries: &[Entry<'_>],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let list = super::list(state, COLUMNS, entries.len(), "more");
    let row = |index: usize| match entries.get(index) {
        Some(Entry::Detail(label, text, _)) => {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let value = if text.contains('@') && !text.contains(' ') { Cell::address(line) } else { Cell::text(line) };
            vec![Cell::of(Role::Muted, *label), value]
        }
        _ => Vec::new(),
    };
    list.draw(buffer, area, &sheet.customer.list, state.setup.theme, row).cursor
}
