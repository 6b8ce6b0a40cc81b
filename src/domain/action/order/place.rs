//! Placing an order: what the catalogue has now, at its price now, sent where the customer says, and paid at once by the
//! customer's own methods.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::limit::within;
use super::super::{Actor, Facts, House, Refusal};
use super::address::merged;
use super::items::of_variant;
use super::money::Purse;
use super::shelf::Shelf;
use crate::domain::charges::{Carriage, Rate};
use crate::domain::customer::Address;
use crate::domain::id::OrderId;
use crate::domain::journal::Edit;
use crate::domain::money::Amount;
use crate::domain::order::{Order, OrderLine};
use crate::domain::policy::LimitKind;
use crate::domain::text::{Layout, prose};

/// The most of one variant that an order holds.
const MOST: i64 = 1_000_000;

/// What somebody wants to order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// Who orders.
    pub customer: String,
    /// What, and how many of each.
    pub lines: Vec<Wanted>,
    /// What pays, and how much of it.
    pub payments: Vec<Share>,
    /// The order that went where this one goes; the customer's own address where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address_of: String,
    /// Where else it goes.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub address: Map<String, Value>,
    /// The way in which it is sent; the usual one where none is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub carriage: String,
    /// What is taken off: an amount, or a share such as `10%`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub discount: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub discount_reason: String,
}

/// So many of a variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The variant.
    pub sku: String,
    /// How many.
    #[serde(default = "one")]
    pub quantity: i64,
}

/// A method that pays for an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The method.
    pub method: String,
    /// How much; what the others leave where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
}

const fn one() -> i64 {
    1
}

pub(super) fn place(wish: &Wish, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let customer = facts.owner()?;
    let mut shelf = Shelf::of(facts);
    let lines = lines(&wish.lines, facts, house, &mut shelf)?;
    let carriage = carriage(&wish.carriage, house)?;
    let goods = lines.iter().map(OrderLine::total).sum();
    let discount = discount(wish, goods, facts, house, actor)?;
    let charges = house.charges.charges(&lines, discount, carriage);
    let mut order = Order {
        placed_at: Some(actor.at),
        address: address(wish, facts)?,
        discount_reason: prose(&wish.discount_reason, Layout::Line),
        carriage: carriage.map(|way| way.name.clone()).unwrap_or_default(),
        ..Order::new(OrderId(facts.fresh), format!("W-{}", facts.fresh), customer.id)
    };
    order.recharge(lines, charges);
    let mut purse = Purse::of(customer, house, actor);
    for (method, amount) in shares(&wish.payments, charges.total, house)? {
        purse.pay(&mut order, method, amount)?;
    }
    let mut edits = purse.edits(vec![Edit::created(order)]);
    edits.extend(shelf.edits());
    Ok(edits)
}

fn lines(wanted: &[Wanted], facts: &Facts, house: &House, shelf: &mut Shelf<'_>) -> Result<Vec<OrderLine>, Refusal> {
    let mut lines: Vec<OrderLine> = Vec::new();
    for Wanted { sku, quantity } in wanted {
        if !(1..=MOST).contains(quantity) {
            return Err(Refusal::new("bad_quantity", format!("{quantity} of {sku} cannot be ordered; say how many")));
        }
        let (product, variant) = facts.variant(sku)?;
        shelf.take(sku, *quantity)?;
        match lines.iter_mut().find(|line| line.sku == *sku) {
            Some(line) => line.quantity = line.quantity.saturating_add(*quantity),
            None => lines.push(of_variant(product, variant, *quantity, house)),
        }
    }
    if lines.is_empty() {
        return Err(Refusal::new("nothing_to_order", "say what is ordered, and how many of each"));
    }
    Ok(lines)
}

fn carriage<'a>(name: &str, house: &'a House) -> Result<Option<&'a Carriage>, Refusal> {
    let way = house.charges.carriage(name);
    if way.is_none() && !name.is_empty() {
        let known: Vec<_> = house.charges.carriage.iter().map(|way| way.name.clone()).collect();
        let message = match known.as_slice() {
            [] => format!("there is no way of sending called `{name}`; leave it out"),
            known => format!("there is no way of sending called `{name}`; there are {}", known.join(", ")),
        };
        return Err(Refusal::new("unknown_carriage", message).instead(known));
    }
    Ok(way)
}

/// What is taken off goods of that price, as far as the one who acts may give it.
fn discount(wish: &Wish, goods: Amount, facts: &Facts, house: &House, actor: &Actor) -> Result<Amount, Refusal> {
    let text = wish.discount.trim();
    if text.is_empty() {
        return Ok(Amount::default());
    }
    let share = text.ends_with('%').then(|| Rate::parse(text));
    let amount = match share {
        Some(Some(rate)) => rate.of(goods),
        Some(None) => {
            let message = format!("`{text}` is no share; write it like 10%, and not above 100%");
            return Err(Refusal::new("bad_discount", message));
        }
        None => house.amount("discount", text)?,
    };
    if amount > goods {
        let message = format!("a discount of {text} is more than the goods cost");
        return Err(Refusal::new("bad_discount", message));
    }
    if prose(&wish.discount_reason, Layout::Line).is_empty() {
        return Err(Refusal::new("reason_needed", "a discount needs its reason; say why it is given"));
    }
    within(LimitKind::Discount, amount, facts, house, actor)?;
    Ok(amount)
}

fn address(wish: &Wish, facts: &Facts) -> Result<Address, Refusal> {
    if !wish.address.is_empty() {
        return merged(&Address::default(), &wish.address);
    }
    let customer = facts.owner()?;
    let other = facts.get::<Order>().filter(|_| !wish.address_of.is_empty());
    if let Some(other) = other.filter(|other| other.customer != customer.id) {
        let message = format!("{} is somebody else's order; say where this one goes", other.reference);
        return Err(Refusal::new("other_customer", message));
    }
    let address = other.map_or(&customer.details.address, |other| &other.address);
    if address.line().is_empty() {
        return Err(Refusal::new("address_needed", "nothing says where it goes; give a street and a city"));
    }
    Ok(address.clone())
}

/// What each method pays of the total.
fn shares<'a>(shares: &'a [Share], total: Amount, house: &House) -> Result<Vec<(&'a str, Amount)>, Refusal> {
    let mut paid = Vec::new();
    let mut rest = total;
    for (number, Share { method, amount }) in shares.iter().enumerate() {
        let amount = match amount {
            Some(amount) => house.amount("amount", amount)?,
            None if number + 1 == shares.len() => rest,
            None => {
                let message = format!("say how much {method} pays; only the last method can pay the rest");
                return Err(Refusal::new("amount_needed", message));
            }
        };
        rest = rest.less(amount);
        paid.push((method.as_str(), amount));
    }
    paid.retain(|(_, amount)| amount.0 != 0);
    if rest.0 == 0 && paid.iter().all(|(_, amount)| amount.0 > 0) {
        return Ok(paid);
    }
    let [asked, total] = [total.less(rest), total].map(|amount| amount.decimal(house.currency));
    let message =
        format!("it costs {total} {}, and the methods pay {asked}; let the last one pay the rest", house.currency);
    Err(Refusal::new("payments_differ", message))
}
