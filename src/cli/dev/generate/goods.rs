//! Products of an outdoor shop, and orders of them.

use serde_json::Map;

use super::random::Random;
use super::{LAST, people};
use crate::domain::id::{CustomerId, OrderId, ProductId};
use crate::domain::money::Amount;
use crate::domain::order::{Order, OrderLine, OrderStatus, Payment, PaymentKind, Shipment};
use crate::domain::portable::Portable;
use crate::domain::product::{Availability, Product, Variant};
use crate::domain::timestamp::DAY;

const MAKES: [&str; 12] =
    ["Fjell", "Alpin", "Kanu", "Trail", "Nomad", "Polar", "Summit", "Basis", "Föhn", "Karst", "Tarn", "Moor"];
const GOODS: [&str; 24] = [
    "tent",
    "sleeping bag",
    "backpack",
    "rain jacket",
    "hiking boots",
    "stove",
    "head torch",
    "sleeping mat",
    "trousers",
    "fleece",
    "water bottle",
    "trekking poles",
    "gas cartridge",
    "first-aid kit",
    "hammock",
    "cool box",
    "camping chair",
    "dry bag",
    "gloves",
    "hat",
    "cooking pot",
    "compass",
    "rope",
    "climbing harness",
];

/// How many products the shop sells; where there are more, they are older ones that nobody orders any more.
pub(super) const PRODUCTS: u64 = 288;

fn name(place: u64) -> (String, Amount) {
    let make = usize::try_from(place % PRODUCTS / 24).ok().and_then(|at| MAKES.get(at)).copied().unwrap_or_default();
    let good = usize::try_from(place % 24).ok().and_then(|at| GOODS.get(at)).copied().unwrap_or_default();
    let price = 990 + i64::try_from(place * 7_919 % 240).unwrap_or(0) * 100;
    let name = format!("{make} {good}");
    let series = place / PRODUCTS;
    (if series == 0 { name } else { format!("{name} {series}") }, Amount(price))
}

/// The product at this place.
pub(super) fn product(place: u64) -> Product {
    let (name, price) = name(place);
    let variants = ["S", "M", "L"].map(|size| Variant {
        sku: format!("{:04}-{size}", 1_000 + place),
        price,
        availability: Availability::Available,
        stock: Some(25),
        location: String::new(),
        options: Map::from_iter([("size".to_owned(), size.into())]),
        custom: Map::new(),
    });
    Product {
        id: ProductId(0),
        version: 0,
        reference: format!("P-{place:04}"),
        name,
        description: String::new(),
        variants: variants.into(),
        custom: Map::new(),
    }
}

/// The order at this place of so many, of one of so many customers. The later its place, the later it was placed.
pub(super) fn order(random: &mut Random, place: u64, orders: u64, customers: u64) -> Portable {
    let age = super::age(random, place, orders);
    let placed_at = LAST.plus_seconds(-age);
    let status = match age / DAY {
        _ if random.chance(3) => OrderStatus::Cancelled,
        0 => OrderStatus::Pending,
        1 => OrderStatus::Processed,
        2 | 3 => OrderStatus::Shipped,
        _ => OrderStatus::Delivered,
    };
    let lines: Vec<OrderLine> = (0..=random.skewed(4)).map(|_| line(random)).collect();
    let total = lines.iter().map(OrderLine::total).sum();
    let sent = matches!(status, OrderStatus::Shipped | OrderStatus::Delivered);
    let shipment = Shipment {
        tracking: vec![format!("00340434{:012}", random.below(1 << 32))],
        skus: lines.iter().map(|line| line.sku.clone()).collect(),
        custom: Map::new(),
    };
    let order = Order {
        status,
        placed_at: Some(placed_at),
        delivered_at: (status == OrderStatus::Delivered).then(|| placed_at.plus_seconds(4 * DAY)),
        lines,
        payments: vec![Payment::of(PaymentKind::Payment, total, "card")],
        shipments: if sent { vec![shipment] } else { Vec::new() },
        ..Order::new(OrderId(0), format!("#W{}", 1_000_000 + place), CustomerId(0))
    };
    Portable::Order { order: Box::new(order), customer: people::reference(super::somebody(random, customers)) }
}

fn line(random: &mut Random) -> OrderLine {
    let place = random.skewed(PRODUCTS);
    let (name, price) = name(place);
    let size = random.one_of(&["S", "M", "L"]);
    OrderLine {
        sku: format!("{:04}-{size}", 1_000 + place),
        product: format!("P-{place:04}"),
        name,
        price,
        quantity: if random.chance(85) { 1 } else { 2 },
        options: Map::from_iter([("size".to_owned(), size.into())]),
        tax_rate: None,
        custom: Map::new(),
    }
}
