//! What is known, as the template asks for it: names within names. A name under which nothing is known is falsy, has
//! every name within it, and leaves a mark where it is written.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use super::Context;
use crate::domain::channel::Channel;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::order::{Order, PaymentKind};

/// Begins the mark of a gap. Texts of the store hold no control characters.
pub(super) const OPEN: char = '\u{1}';

/// Ends it.
pub(super) const CLOSE: char = '\u{2}';

/// What is known under a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    name: String,
    within: BTreeMap<String, Value>,
}

impl Known {
    /// Everything of a context.
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut root = Self::default();
        root.put("customer", context.customer.map(|customer| of_customer(root.child("customer"), customer)));
        root.put("order", context.order.map(|order| of_order(root.child("order"), order, context)));
        root.put("contact", context.contact.map(|contact| of_contact(root.child("contact"), contact, context)));
        root.put("agent", Some(root.child("agent").with("name", context.agent)));
        root.put("shop", Some(root.child("shop").with("name", context.shop)));
        root
    }

    fn child(&self, name: &str) -> Self {
        let name = if self.name.is_empty() { name.to_owned() } else { format!("{}.{name}", self.name) };
        Self { name, within: BTreeMap::new() }
    }

    fn put(&mut self, name: &str, known: Option<Self>) {
        if let Some(known) = known {
            self.within.insert(name.to_owned(), Value::from_object(known));
        }
    }

    /// The same with a text under a name; an empty text is not known.
    fn with(mut self, name: &str, text: &str) -> Self {
        let text: String = text.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).collect();
        if !text.trim().is_empty() {
            self.within.insert(name.to_owned(), Value::from(text));
        }
        self
    }
}

impl Object for Known {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        Some(self.within.get(key).cloned().unwrap_or_else(|| Value::from_object(self.child(key))))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.within.is_empty()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{OPEN}{}{CLOSE}", self.name)
    }
}

fn of_customer(known: Known, customer: &Customer) -> Known {
    let details = &customer.details;
    let address = [
        ("line1", &details.address.line1),
        ("line2", &details.address.line2),
        ("city", &details.address.city),
        ("region", &details.address.region),
        ("postal_code", &details.address.postal_code),
        ("country", &details.address.country),
    ]
    .into_iter()
    .fold(known.child("address"), |address, (name, line)| address.with(name, line));
    let scalars = details.custom.iter().filter_map(|(name, value)| match value {
        serde_json::Value::String(text) => Some((name, text.clone())),
        serde_json::Value::Number(number) => Some((name, number.to_string())),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Array(_)
        | serde_json::Value::Object(_) => None,
    });
    // The house's own fields come first, so that none of them hides what every answer counts on.
    let mut known = scalars.fold(known, |known, (name, text)| known.with(name, &text));
    known.put("address", Some(address));
    let email = details.emails.first().map(|email| email.written()).unwrap_or_default();
    let phone = details.phones.first().map(|phone| phone.international()).unwrap_or_default();
    known
        .with("name", &customer.name())
        .with("given_name", &details.given_name)
        .with("family_name", &details.family_name)
        .with("email", email)
        .with("phone", &phone)
        .with("company", &details.company)
        .with("tier", &details.tier)
        .with("language", &details.language)
        .with("ref", &customer.reference)
}

fn of_order(known: Known, order: &Order, context: &Context<'_>) -> Known {
    let items = order.lines.iter().map(|line| match line.quantity {
        1 => line.name.clone(),
        many => format!("{many} x {}", line.name),
    });
    let tracking = order.shipments.iter().flat_map(|shipment| shipment.tracking.iter().map(String::as_str));
    let paid = order.payments.iter().rev().find(|payment| payment.kind == PaymentKind::Payment);
    let method = paid.map(|payment| {
        let methods = context.customer.map(|customer| customer.details.payment_methods.as_slice()).unwrap_or_default();
        let stored = methods.iter().find(|method| method.reference == payment.method);
        stored.map_or_else(|| payment.method.clone(), |method| method.words())
    });
    let total = order.charged().total.decimal(context.currency);
    known
        .with("ref", &order.reference)
        .with("total", &format!("{total} {}", context.currency))
        .with("status", order.status.name())
        .with("placed_on", &order.placed_at.map(context.day).unwrap_or_default())
        .with("items", &items.collect::<Vec<_>>().join(", "))
        .with("tracking", &tracking.collect::<Vec<_>>().join(", "))
        .with("method", &method.unwrap_or_default())
}

fn of_contact(known: Known, contact: &Contact, context: &Context<'_>) -> Known {
    let channel = if contact.channel == Channel::Phone { "call" } else { contact.channel.word() };
    known
        .with("queue", context.queue)
        .with("ref", &contact.reference)
        .with("channel", channel)
        .with("subject", &contact.subject)
}
