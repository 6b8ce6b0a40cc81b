//! A contact whose customer is not known: those whose it might be, or how to find out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::pane::list_step;
use crate::app::sheet::{Sheet, Whose};
use crate::app::state::State;
use crate::domain::action::Action;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::email::EmailAddress;
use crate::domain::phone::Phone;
use crate::ui::list::Cell;
use crate::ui::list::column::{Column, Width};
use crate::ui::theme::Role;
use crate::ui::{pen, text};

const COLUMNS: &[Column<'_>] = &[
    Column::new("Customer", Width::Rest(16)),
    Column::new("Lives at", Width::Rest(16)),
    Column::new("Mail", Width::Rest(12)),
    Column::new("Tier", Width::Text(8)),
    Column::new("Number", Width::Whole(7)),
];

pub(super) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    let Some(sheet) = state.sheet_mut() else { return Vec::new() };
    let Whose::Unknown(matches) = &sheet.whose else { return Vec::new() };
    if let Some(step) = list_step(order) {
        sheet.customer.list.step(step, matches.len(), 10);
        return Vec::new();
    }
    let from = sheet.contact.as_ref().map(|contact| contact.from.clone()).unwrap_or_default();
    let marked = matches.get(sheet.customer.list.marked).map(|customer| customer.reference.clone());
    match (order, marked, &sheet.contact) {
        (Order::Enter, Some(customer), Some(contact)) => {
            let contact = contact.reference.clone();
            vec![state.perform(vec![Action::IdentifyCustomer { contact, customer }])]
        }
        (Order::Copy, _, _) => super::copy(state, from),
        _ => Vec::new(),
    }
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    matches: &[Customer],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let theme = state.setup.theme;
    let inside = pen::inside(area);
    let Some(contact) = &sheet.contact else { return None };
    let mut y = 1;
    for line in text::paragraph(&told(contact, matches.len()), usize::from(inside.width)) {
        pen::put(buffer, inside, 0, y, &line, theme.style(Role::Text));
        y += 1;
    }
    y += 1;
    let mut cursor = None;
    if !matches.is_empty() {
        let rows = u16::try_from(matches.len()).unwrap_or(u16::MAX).saturating_add(1);
        let room = area.height.saturating_sub(y + 4).max(2);
        let table = Rect { y: area.y + y.min(area.height), height: rows.min(room), ..area };
        let list = super::list(state, sheet, COLUMNS, matches.len(), "more");
        let row = |index: usize| matches.get(index).map(cells).unwrap_or_default();
        cursor = list.draw(buffer, table.intersection(area), &sheet.customer.list, theme, row).cursor;
        y += table.height + 1;
    }
    let key = |order| state.setup.keymap.key_of(order);
    let choose = "choose the one who is calling or writing".to_owned();
    let mut verbs = vec![
        (key(Order::NewCustomer), "a new customer, with what is known already filled in".to_owned()),
        (key(Order::BelongsTo), "it belongs to a customer whom you search".to_owned()),
    ];
    if !matches.is_empty() {
        verbs.insert(0, (key(Order::Enter), choose));
    }
    super::draw_verbs(state, &verbs, inside, y, buffer);
    cursor
}

/// What is known of the sender, in a sentence.
fn told(contact: &Contact, matches: usize) -> String {
    let from = Phone::from_e164(&contact.from).map_or_else(|| contact.from.clone(), |phone| phone.international());
    let kind = if EmailAddress::read(&contact.from).is_some() { "address" } else { "number" };
    let named = if contact.name.is_empty() { String::new() } else { format!(" ({})", contact.name) };
    match (from.as_str(), matches) {
        ("", _) => format!("The number is withheld{named}. Ask who is calling; then search or add the customer."),
        (from, 0) => format!("{from}{named} is nobody's {kind} yet."),
        (from, 1) => format!("One customer uses {from}{named}. Ask whether it is them."),
        (from, many) => format!("{many} customers use {from}{named}. Ask who it is."),
    }
}

fn cells(customer: &Customer) -> Vec<Cell> {
    let details = &customer.details;
    vec![
        Cell::text(customer.name()),
        Cell::text(details.address.line()),
        Cell::address(details.emails.first().map(|mail| mail.written().to_owned()).unwrap_or_default()),
        Cell::text(&details.tier),
        Cell::text(&customer.reference),
    ]
}
