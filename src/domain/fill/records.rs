//! The names under which an answer finds the records of the open file.

use serde_json::{Map, Value as Json};

use minijinja::Value;

use super::filters::Manner;
use super::known::{Known, Moment, Money};
use super::locale::Style;
use super::{Context, account_at_hand, case_at_hand, promise_at_hand};
use crate::domain::callback::Callback;
use crate::domain::case::Case;
use crate::domain::channel::Channel;
use crate::domain::contact::Contact;
use crate::domain::customer::{Address, Customer, PaymentMethod};
use crate::domain::email::EmailAddress;
use crate::domain::ledger::{Ledger, invoices};
use crate::domain::money::Amount;
use crate::domain::order::{Order, OrderLine, Payment, PaymentKind, Return, Shipment};
use crate::domain::phone::Phone;
use crate::domain::timestamp::{Civil, Date, Timestamp};

/// Makes what an answer sees of the records.
pub(super) struct Records<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) manner: Manner,
}

impl Records<'_> {
    /// Everything that `body` names, and nothing that it does not.
    pub(super) fn named_in(&self, body: &str) -> Known {
        let context = self.context;
        let wants = |name: &str| body.contains(name);
        let customer = context.file.map(|file| &file.customer);
        let mut root = Known::default();
        if wants("customer") {
            root = root.holding("customer", customer.map(|customer| self.customer(Known::named("customer"), customer)));
        }
        if wants("order") {
            let file_orders = context.file.map(|file| file.orders.as_slice()).unwrap_or_default();
            root = root.holding("order", context.order.map(|order| self.order(Known::named("order"), order)));
            root = root.listing("orders", file_orders, |name, order| object(self.order(name, order)));
        }
        if wants("account") {
            let file_accounts = context.file.map(|file| file.accounts.as_slice()).unwrap_or_default();
            let at_hand = context.account.or_else(|| account_at_hand(file_accounts));
            root = root.holding("account", at_hand.map(|ledger| self.account(Known::named("account"), ledger)));
            root = root.listing("accounts", file_accounts, |name, ledger| object(self.account(name, ledger)));
        }
        if wants("case") {
            let case = context.file.and_then(|file| case_at_hand(&file.cases));
            root = root.holding("case", case.map(|case| self.case(Known::named("case"), case)));
        }
        if wants("promise") {
            let promise = context.file.and_then(|file| promise_at_hand(&file.callbacks));
            root = root.holding("promise", promise.map(|promise| self.promise(Known::named("promise"), promise)));
        }
        root.holding("contact", context.contact.map(|contact| self.contact(Known::named("contact"), contact)))
            .holding("agent", Some(named(Known::named("agent"), context.agent)))
            .holding("shop", Some(Known::named("shop").with("name", context.shop)))
            .put("today", self.moment(context.now, Style::Day))
    }

    fn customer(&self, known: Known, customer: &Customer) -> Known {
        let details = &customer.details;
        // The house's own fields come first, so that none of them hides what every answer counts on.
        let known = custom(known, &details.custom);
        let address = address(known.child("address"), &details.address);
        known
            .with("name", &customer.name())
            .with("given_name", &details.given_name)
            .with("family_name", &details.family_name)
            .with("email", details.emails.first().map(EmailAddress::written).unwrap_or_default())
            .with("phone", &details.phones.first().map(Phone::international).unwrap_or_default())
            .with("company", &details.company)
            .with("tier", &details.tier)
            .with("language", &details.language)
            .with("time_zone", &details.time_zone)
            .with("ref", &customer.reference)
            .listing("emails", &details.emails, |_, email| Value::from(email.written()))
            .listing("phones", &details.phones, |_, phone| Value::from(phone.international()))
            .listing("tags", &details.tags, |_, tag| Value::from(tag.as_str()))
            .listing("addresses", &details.addresses, |name, other| object(self::address(name, other)))
            .listing("methods", &details.payment_methods, |name, method| object(self.method(name, method)))
            .holding("address", Some(address))
    }

    fn method(&self, known: Known, method: &PaymentMethod) -> Known {
        let known = known
            .saying(&method.words())
            .with("ref", &method.reference)
            .with("kind", method.kind.words())
            .with("brand", &method.brand)
            .with("last4", &method.last4);
        match method.balance {
            Some(balance) => known.put("balance", self.money(balance)),
            None => known,
        }
    }

    /// How a method of the customer is called.
    fn method_words(&self, reference: &str) -> String {
        let methods =
            self.context.file.map(|file| file.customer.details.payment_methods.as_slice()).unwrap_or_default();
        let stored = methods.iter().find(|method| method.reference == reference);
        stored.map_or_else(|| reference.to_owned(), PaymentMethod::words)
    }

    fn order(&self, known: Known, order: &Order) -> Known {
        let charges = order.charged();
        let tracking = order.shipments.iter().flat_map(|shipment| shipment.tracking.iter().map(String::as_str));
        let paid = order.payments.iter().rev().find(|payment| payment.kind == PaymentKind::Payment);
        let name = |sku: &str| {
            order.lines.iter().find(|line| line.sku == sku).map_or_else(|| sku.to_owned(), |line| line.name.clone())
        };
        let known = custom(known, &order.custom);
        let address = address(known.child("address"), &order.address);
        known
            .saying(&order.reference)
            .with("ref", &order.reference)
            .put("total", self.money(charges.total))
            .put("goods", self.money(charges.goods))
            .put("discount", self.money(charges.discount))
            .put("shipping", self.money(charges.shipping))
            .put("tax", self.money(Amount(charges.tax.0.saturating_add(charges.included_tax.0))))
            .put("paid", self.money(order.held()))
            .with("status", order.status.name())
            .timed("placed_on", order.placed_at.map(|at| self.moment(at, Style::Day)))
            .timed("delivered_on", order.delivered_at.map(|at| self.moment(at, Style::Day)))
            .with("items", &order.lines.iter().map(line_words).collect::<Vec<_>>().join(", "))
            .with("tracking", &tracking.collect::<Vec<_>>().join(", "))
            .with("method", &paid.map(|payment| self.method_words(&payment.method)).unwrap_or_default())
            .with("carriage", &order.carriage)
            .with("cancel_reason", &order.cancel_reason)
            .holding("address", Some(address))
            .listing("lines", &order.lines, |known, line| object(self.line(known, line)))
            .listing("shipments", &order.shipments, |known, shipment| object(parcel(known, shipment, &name)))
            .listing("payments", &order.payments, |known, payment| object(self.payment(known, payment)))
            .listing("returns", &order.returns, |known, back| object(self.back(known, back, &name)))
    }

    fn line(&self, known: Known, line: &OrderLine) -> Known {
        let known = custom(known, &line.custom);
        let options = custom(known.child("options"), &line.options);
        known
            .saying(&line_words(line))
            .with("name", &line.name)
            .with("sku", &line.sku)
            .put("quantity", line.quantity)
            .put("price", self.money(line.price))
            .put("total", self.money(line.price.times(line.quantity)))
            .holding("options", Some(options))
    }

    fn payment(&self, known: Known, payment: &Payment) -> Known {
        let kind = match payment.kind {
            PaymentKind::Payment => "payment",
            PaymentKind::Refund => "refund",
        };
        known
            .saying(&self.method_words(&payment.method))
            .with("kind", kind)
            .with("method", &self.method_words(&payment.method))
            .with("reason", &payment.reason)
            .put("amount", self.money(payment.amount))
            .timed("seen_by", payment.seen_by.map(|at| self.moment(at, Style::Day)))
    }

    fn back(&self, known: Known, back: &Return, name: &impl Fn(&str) -> String) -> Known {
        let items = back.lines.iter().map(|sku| name(sku)).collect::<Vec<_>>().join(", ");
        let known = known
            .saying(&items)
            .with("items", &items)
            .with("status", back.status.words())
            .with("reason", &back.reason)
            .with("label", &back.arrival.label)
            .with("method", &self.method_words(&back.refund_to))
            .timed("received_on", back.arrival.received_at.map(|at| self.moment(at, Style::Day)))
            .timed("warranty_until", back.warranty_until.map(|date| self.day(date)));
        match back.amount {
            Some(amount) => known.put("amount", self.money(amount)),
            None => known,
        }
    }

    fn account(&self, known: Known, ledger: &Ledger) -> Known {
        let (account, own) = (&ledger.account, custom(known, &ledger.account.custom));
        let open = invoices(&ledger.entries).into_iter().rev().find(|invoice| invoice.open.0 > 0);
        let address = address(own.child("address"), &account.address);
        let known = own
            .saying(&account.reference)
            .with("ref", &account.reference)
            .with("kind", &account.kind)
            .with("status", account.status.name())
            .with("plan", &account.plan)
            .put("balance", self.money(ledger.balance))
            .timed("opened_on", account.opened_at.map(|at| self.moment(at, Style::Year)))
            .holding("address", Some(address));
        match open {
            Some(invoice) => known
                .put("due", self.money(invoice.open))
                .with("invoice", &invoice.charge.reference)
                .timed("due_on", invoice.charge.due_at.map(|at| self.moment(at, Style::Day))),
            None => known,
        }
    }

    fn case(&self, known: Known, case: &Case) -> Known {
        known
            .saying(&case.reference)
            .with("ref", &case.reference)
            .with("kind", case.kind.name())
            .with("category", &case.category)
            .with("status", case.status.name())
            .with("wants", &case.wants)
            .with("next_step", &case.next_step)
            .timed("opened_on", Some(self.moment(case.opened_at, Style::Day)))
            .timed("due_on", case.due_at.map(|at| self.moment(at, Style::Day)))
    }

    fn promise(&self, known: Known, promise: &Callback) -> Known {
        known
            .saying(&promise.what)
            .with("ref", &promise.reference)
            .with("what", &promise.what)
            .timed("due_on", Some(self.moment(promise.due_at, Style::Weekday)))
    }

    fn contact(&self, known: Known, contact: &Contact) -> Known {
        let channel = if contact.channel == Channel::Phone { "call" } else { contact.channel.word() };
        known
            .with("queue", self.context.queue)
            .with("ref", &contact.reference)
            .with("channel", channel)
            .with("subject", &contact.subject)
            .timed("arrived_on", Some(self.moment(contact.arrived_at, Style::Day)))
    }

    fn money(&self, amount: Amount) -> Value {
        Value::from_object(Money { amount, currency: self.manner.currency })
    }

    /// A moment on the customer's clock. A day of another year is written with it.
    fn moment(&self, at: Timestamp, style: Style) -> Value {
        self.shown(self.manner.zone.civil(at), style)
    }

    fn day(&self, date: Date) -> Value {
        self.shown(Civil { date, hour: 0, minute: 0, second: 0 }, Style::Day)
    }

    fn shown(&self, civil: Civil, style: Style) -> Value {
        let this_year = self.manner.zone.civil(self.context.now).date.parts().0 == civil.date.parts().0;
        let style = if this_year { style } else { Style::Year };
        Value::from_object(Moment { civil, style, locale: self.manner.locale })
    }
}

impl Known {
    /// The same with a moment under a name, where there is one.
    fn timed(self, name: &str, moment: Option<Value>) -> Self {
        match moment {
            Some(moment) => self.put(name, moment),
            None => self,
        }
    }
}

fn object(known: Known) -> Value {
    Value::from_object(known)
}

/// A person by their whole name and the first part of it.
fn named(known: Known, name: &str) -> Known {
    let first = name.split_whitespace().next().unwrap_or_default();
    known.with("name", name).with("given_name", first)
}

fn line_words(line: &OrderLine) -> String {
    match line.quantity {
        1 => line.name.clone(),
        many => format!("{many} x {}", line.name),
    }
}

fn parcel(known: Known, shipment: &Shipment, name: &impl Fn(&str) -> String) -> Known {
    known
        .saying(&shipment.tracking.join(", "))
        .with("tracking", &shipment.tracking.join(", "))
        .with("items", &shipment.skus.iter().map(|sku| name(sku)).collect::<Vec<_>>().join(", "))
}

fn address(known: Known, address: &Address) -> Known {
    let lines = [
        ("line1", &address.line1),
        ("line2", &address.line2),
        ("city", &address.city),
        ("region", &address.region),
        ("postal_code", &address.postal_code),
        ("country", &address.country),
    ];
    lines.into_iter().fold(known.saying(&address.line()), |known, (name, line)| known.with(name, line))
}

/// The fields of the house that are texts or numbers.
fn custom(known: Known, fields: &Map<String, Json>) -> Known {
    fields.iter().fold(known, |known, (name, value)| match value {
        Json::String(text) => known.with(name, text),
        Json::Number(number) => known.with(name, &number.to_string()),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => known,
    })
}
