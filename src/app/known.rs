//! What words and forms are read against: the file that shows, the marked row, and what is known of the catalogue so far.

use super::effect::Effect;
use super::pane::customer;
use super::state::State;
use crate::domain::customer::{MethodKind, PaymentMethod};
use crate::domain::order::{Payment, PaymentKind};
use crate::domain::product::Product;
use crate::domain::spoken::Known;
use crate::domain::timestamp::{Timestamp, Zone};
use crate::store::Request;
use crate::ui::format::Wall;

/// The most products of the catalogue that are remembered.
const PRODUCTS: usize = 200;

impl State {
    /// Everything that words can mean now.
    pub(super) fn known(&self) -> Known<'_> {
        Known {
            file: self.file(),
            contact: self.contact().filter(|contact| contact.state.is_on_desk()),
            marked: customer::marked(self),
            products: &self.products,
            offers: &self.offers,
            people: &self.people,
            hides: customer::hidden(self),
            house: &self.setup.house,
            now: self.now,
            zone: self.customer_zone(),
        }
    }

    /// The customer's own zone, where it is known.
    pub(super) fn customer_zone(&self) -> Zone {
        let zone = self.file().and_then(|file| Zone::named(&file.customer.details.time_zone));
        zone.unwrap_or(self.setup.house.zone)
    }

    /// A moment on the customer's clock, and on the agent's where that is another one.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        let (zone, here) = (self.customer_zone(), self.wall());
        let told = |wall: &Wall| format!("{} {}", wall.weekday_and_day(at), wall.time(at));
        if zone.civil(at) == here.zone.civil(at) {
            return told(&here);
        }
        format!("{} in {}, {} here", told(&Wall { zone, ..here }), zone.city(), told(&here))
    }

    /// A method of payment of the customer, as people say it.
    pub(super) fn method_words(&self, reference: &str) -> String {
        self.method(reference).map_or_else(|| reference.to_owned(), PaymentMethod::words)
    }

    /// The customer's method of payment of that reference.
    pub(super) fn method(&self, reference: &str) -> Option<&PaymentMethod> {
        let stored = &self.file()?.customer.details.payment_methods;
        stored.iter().find(|method| method.reference == reference)
    }

    /// When the customer sees money that goes back: at once on a gift card, elsewhere when that was promised.
    pub(super) fn seen(&self, payment: &Payment) -> Option<String> {
        let at_once = self.method(&payment.method).is_some_and(|method| method.kind == MethodKind::GiftCard);
        let by = |at| format!("seen by {}", self.wall().day(self.setup.house.zone.civil(at).date).trim_start());
        (payment.kind == PaymentKind::Refund)
            .then(|| payment.seen_by.map(by).or_else(|| at_once.then(|| "there at once".to_owned())))
            .flatten()
    }

    /// Asks for what else there is of an order's goods, unless it was asked for.
    pub(super) fn ask_goods(&mut self, order: &str) -> Option<Effect> {
        if self.asked_goods.iter().any(|asked| asked == order) {
            return None;
        }
        self.asked_goods.push(order.to_owned());
        Some(Effect::Store(Request::Goods { order: order.to_owned() }))
    }

    /// What the store told of the catalogue.
    pub(super) fn goods_told(&mut self, products: Vec<Product>) {
        self.products.retain(|known| products.iter().all(|product| product.id != known.id));
        self.products.extend(products);
        let many = self.products.len().saturating_sub(PRODUCTS);
        self.products.drain(..many);
    }
}
