//! A row of any tab: what it is of, all of its words, and what of it is worth copying.

use crate::app::state::State;
use crate::domain::callback::Callback;
use crate::domain::case::Case;
use crate::domain::contact::{Contact, ContactState, Direction};
use crate::domain::journal::Receipt;
use crate::domain::ledger::Ledger;
use crate::domain::order::{Order, OrderStatus, PaymentKind, ReturnStatus};
use crate::domain::outage::Outage;
use crate::domain::policy::Hidden;
use crate::domain::record::{Record, RecordKind, Recorded};
use crate::domain::timestamp::{Timestamp, Zone};
use crate::ui::format;
use crate::ui::glyphs::sign;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry<'a> {
    Order(&'a Order),
    Delivered(&'a Order),
    Contact(&'a Contact),
    Done(&'a Receipt),
    Promise(&'a Callback),
    Account(&'a Ledger),
    Outage(&'a Outage),
    Case(&'a Case),
    /// A label, what stands beside it, and what of that is copied.
    Detail(&'static str, String, String),
}

impl Entry<'_> {
    /// Everything the row could say, for the box over it.
    pub(super) fn whole(&self, state: &State) -> String {
        match self {
            Entry::Order(order) | Entry::Delivered(order) => order_whole(state, order),
            Entry::Contact(contact) => contact_whole(state, contact),
            Entry::Done(receipt) => {
                let undone = if receipt.undone_by.is_some() { ", taken back since" } else { "" };
                let when = state.wall().log_time(receipt.at);
                format!("{when}  {}\n{}{undone}", who(state, &receipt.agent), receipt.words())
            }
            Entry::Promise(callback) => {
                let state_of_it = promise_words(state, callback);
                let there = due_there(state, callback).map(|there| format!(", {there}")).unwrap_or_default();
                let due = due(state, callback);
                format!(
                    "{}  {state_of_it}, due {due}{there}, {}\n{}",
                    callback.reference,
                    keeper(state, callback),
                    callback.what
                )
            }
            Entry::Account(ledger) => super::accounts::whole(state, ledger),
            Entry::Outage(outage) => super::accounts::whole_outage(state, outage),
            Entry::Case(case) => super::cases::whole(state, case),
            Entry::Detail(label, text, _) => format!("{label}\n{text}"),
        }
    }

    /// The kind and the number of the record of the row, where verbs act on such.
    pub(super) fn named(&self) -> Option<(RecordKind, &str)> {
        match self {
            Entry::Order(order) | Entry::Delivered(order) => Some((RecordKind::Order, &order.reference)),
            Entry::Promise(callback) => Some((RecordKind::Callback, &callback.reference)),
            Entry::Case(case) => Some((RecordKind::Case, &case.reference)),
            Entry::Account(ledger) => Some((RecordKind::Account, &ledger.account.reference)),
            Entry::Outage(outage) => Some((RecordKind::Outage, &outage.reference)),
            Entry::Contact(_) | Entry::Done(_) | Entry::Detail(..) => None,
        }
    }

    /// The record of the row, where verbs act on such.
    pub(super) fn record(&self) -> Option<Record> {
        match self {
            Entry::Order(order) | Entry::Delivered(order) => Some(Order::clone(order).recorded()),
            Entry::Promise(callback) => Some(Callback::clone(callback).recorded()),
            Entry::Case(case) => Some(Case::clone(case).recorded()),
            Entry::Account(ledger) => Some(ledger.account.clone().recorded()),
            Entry::Outage(outage) => Some(Outage::clone(outage).recorded()),
            Entry::Contact(_) | Entry::Done(_) | Entry::Detail(..) => None,
        }
    }

    /// What `copy` puts on the clipboard: a number, an address, a parcel's tracking number.
    pub(super) fn copied(&self) -> String {
        match self {
            Entry::Order(order) | Entry::Delivered(order) => {
                let tracking = order.shipments.iter().flat_map(|shipment| &shipment.tracking).last();
                tracking.unwrap_or(&order.reference).clone()
            }
            Entry::Contact(contact) if contact.from.is_empty() => contact.reference.clone(),
            Entry::Contact(contact) => contact.from.clone(),
            Entry::Done(receipt) => receipt.words(),
            Entry::Promise(callback) => callback.what.clone(),
            Entry::Account(ledger) => ledger.account.reference.clone(),
            Entry::Outage(outage) => outage.reference.clone(),
            Entry::Case(case) => case.reference.clone(),
            Entry::Detail(_, _, copied) => copied.clone(),
        }
    }
}

/// An agent as this agent calls them.
pub(super) fn who(state: &State, agent: &str) -> String {
    if agent == state.setup.agent { "you".to_owned() } else { agent.to_owned() }
}

/// Who keeps a promise.
pub(super) fn keeper(state: &State, callback: &Callback) -> String {
    if callback.agent.is_empty() { "anyone".to_owned() } else { who(state, &callback.agent) }
}

/// Whether a promise was kept, by whom, and why not.
fn promise_words(state: &State, callback: &Callback) -> String {
    let by = if callback.settled_by.is_empty() {
        String::new()
    } else {
        format!(" by {}", who(state, &callback.settled_by))
    };
    let why = if callback.reason.is_empty() { String::new() } else { format!(" ({})", callback.reason) };
    format!("{}{by}{why}", callback.state.name())
}

/// When a promise is due.
pub(super) fn due(state: &State, callback: &Callback) -> String {
    moment(state, callback.due_at)
}

/// When something is due, as a day where that is past.
pub(super) fn moment(state: &State, due_at: Timestamp) -> String {
    let wall = state.wall();
    if due_at < state.now && wall.near_day(due_at) != "today" {
        format!("{} {}", wall.near_day(due_at), wall.time(due_at))
    } else {
        wall.due(due_at)
    }
}

/// When a promise is due by the customer's clock, where that shows another time than this desk's.
pub(super) fn due_there(state: &State, callback: &Callback) -> Option<String> {
    let zone = Zone::named(&state.file()?.customer.details.time_zone)?;
    state.wall().there(zone, callback.due_at)
}

/// A day in a column.
pub(super) fn day(state: &State, at: Timestamp) -> String {
    state.wall().day(state.setup.house.zone.civil(at).date)
}

/// How far an order is, with its sign.
pub(super) fn order_state(order: &Order) -> (&'static str, &'static str) {
    if let Some(returned) = order.returns.last() {
        return match returned.status {
            ReturnStatus::Requested => (sign::WAITING, "return asked for"),
            ReturnStatus::Received => (sign::WAITING, "return received"),
            ReturnStatus::Refunded => (sign::DONE, "returned"),
        };
    }
    let done = match order.status {
        OrderStatus::Pending | OrderStatus::Processed | OrderStatus::Shipped => sign::WAITING,
        OrderStatus::Delivered => sign::DONE,
        OrderStatus::Cancelled => sign::GONE,
    };
    (done, order.status.name())
}

/// The cell of an order's state.
pub(super) fn order_cell(order: &Order) -> Cell {
    let (sign, word) = order_state(order);
    Cell::text(word).sign(sign, Role::Muted)
}

/// `call in`, `mail out`.
pub(super) fn way(contact: &Contact) -> String {
    let direction = match contact.direction {
        Direction::In => "in",
        Direction::Out => "out",
    };
    format!("{} {direction}", contact.channel.word())
}

/// What a contact was about, in one line: the note of whoever had it, else what it came of, else what was written.
pub(super) fn gist(contact: &Contact) -> String {
    let texts = [&contact.note, &contact.subject, &contact.body, &contact.disposition];
    let text = texts.into_iter().find(|text| !text.is_empty()).map_or(contact.reference.as_str(), String::as_str);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How far a contact is, in words.
pub(super) const fn contact_word(state: ContactState) -> &'static str {
    match state {
        ContactState::Waiting => "unanswered",
        ContactState::Open | ContactState::Held => "running",
        ContactState::Wrapping => "wrapping up",
        ContactState::Closed => "not settled",
        ContactState::Abandoned => "given up",
    }
}

fn contact_whole(state: &State, contact: &Contact) -> String {
    let talk = contact.times_at(state.now).talk_seconds;
    let when = state.wall().log_time(contact.arrived_at);
    let facts = [
        way(contact),
        who(state, &contact.agent),
        if talk > 0 { format::short_clock(talk) } else { String::new() },
        state.setup.queue_title(&contact.queue).to_owned(),
        contact.reference.clone(),
        contact.disposition.clone(),
    ];
    let facts = facts.iter().filter(|fact| !fact.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ");
    let texts = [&contact.subject, &contact.note, &contact.body].into_iter().filter(|text| !text.is_empty());
    texts.fold(format!("{when}  {facts}"), |whole, text| format!("{whole}\n{text}"))
}

fn order_whole(state: &State, order: &Order) -> String {
    let currency = state.setup.house.currency;
    let mut lines = vec![format!("{}  {}", order.reference, order_state(order).1)];
    let dates = [("placed", order.placed_at), ("delivered", order.delivered_at)];
    let dates = dates.into_iter().filter_map(|(word, at)| at.map(|at| format!("{word} {}", day(state, at).trim())));
    lines.extend(Some(dates.collect::<Vec<_>>().join(", ")).filter(|dates| !dates.is_empty()));
    lines.extend(order.lines.iter().map(|line| {
        format!("{} x {}  {}  {}", line.quantity, line.item(), format::money(line.total(), currency), line.sku)
    }));
    let charged = order.charged();
    lines.extend(charged.parts().into_iter().map(|(name, amount)| match (name, order.discount_reason.as_str()) {
        ("Total", _) => format!("Total {} {currency}", format::money(amount, currency)),
        ("Discount", why) if !why.is_empty() => format!("Discount {}, {why}", format::money(amount, currency)),
        (name, _) => format!("{name} {}", format::money(amount, currency)),
    }));
    lines.extend(order_money(state, order));
    let address = masked(state, Hidden::Address, order.address.line());
    lines.extend(Some(address).filter(|line| !line.is_empty()).map(|line| format!("To {line}")));
    lines.extend(Some(&order.cancel_reason).filter(|why| !why.is_empty()).map(|why| format!("Cancelled: {why}")));
    lines.join("\n")
}

/// A detail as it may show while nobody knows yet who is on the line.
fn masked(state: &State, hidden: Hidden, text: String) -> String {
    match state.sheet() {
        Some(sheet) => super::identity::shown(state, sheet, hidden, text),
        None => text,
    }
}

/// What was paid and what was sent, a line each.
pub(super) fn order_money(state: &State, order: &Order) -> Vec<String> {
    let paid = order.payments.iter().map(|payment| {
        let verb = match payment.kind {
            PaymentKind::Payment => "Paid",
            PaymentKind::Refund => "Refunded",
        };
        let amount = format::money(payment.amount, state.setup.house.currency);
        let seen = payment.seen_by.and_then(|_| state.seen(payment)).map(|seen| format!(", {seen}"));
        let method = masked(state, Hidden::PaymentMethods, state.method_words(&payment.method));
        format!("{verb} {amount}, {method}{}", seen.unwrap_or_default())
    });
    let parcels = order.shipments.iter().flat_map(|shipment| &shipment.tracking);
    paid.chain(parcels.map(|number| format!("Parcel {number}"))).collect()
}
