//! Orders in rows, one for each line; what belongs to the order as a whole stands in the first of them.

use super::super::terms::Terms;
use super::super::written::order::{Arrival, Charges, Exchange, Line, Order, Payment, Return, Shipment, Swap};
use super::super::written::{Text, Whole};
use super::cells::{Cells, custom_cell, custom_column};
use super::customer::address;
use super::{Sheet, Spread, list};
use crate::domain::portable::Portable;

impl Sheet for Order {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "customer",
        "status",
        "placed_at",
        "delivered_at",
        "address_line1",
        "address_line2",
        "address_city",
        "address_region",
        "address_postal_code",
        "address_country",
        "address_custom",
        "sku",
        "product",
        "name",
        "price",
        "quantity",
        "options",
        "tax_rate",
        "line_custom",
        "payments_kind",
        "payments_amount",
        "payments_method",
        "payments_seen_by",
        "payments_reason",
        "payments_custom",
        "shipments_tracking",
        "shipments_skus",
        "shipments_custom",
        "charges_goods",
        "charges_discount",
        "charges_shipping",
        "charges_tax",
        "charges_included_tax",
        "charges_total",
        "discount_reason",
        "carriage",
        "cancel_reason",
        "items_changed",
        "returns_status",
        "returns_lines",
        "returns_refund_to",
        "returns_reason",
        "returns_amount",
        "returns_warranty_until",
        "returns_label",
        "returns_received_at",
        "returns_condition",
        "exchanges_status",
        "exchanges_changes",
        "exchanges_method",
        "exchanges_difference",
        "exchanges_label",
        "exchanges_received_at",
        "exchanges_condition",
        "custom",
    ];
    const SPREAD: Spread = Spread::Several;

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        let mut order = Self {
            reference: cells.text("ref"),
            customer: cells.text("customer"),
            status: cells.text("status"),
            placed_at: cells.text("placed_at"),
            delivered_at: cells.text("delivered_at"),
            address: address(cells)?,
            lines: Vec::new(),
            payments: payments(cells)?,
            shipments: shipments(cells)?,
            charges: charges(cells),
            discount_reason: cells.text("discount_reason"),
            carriage: cells.text("carriage"),
            cancel_reason: cells.text("cancel_reason"),
            items_changed: cells.flag("items_changed")?,
            returns: returns(cells),
            exchanges: exchanges(cells),
            custom: cells.custom()?,
        };
        order.add(cells)?;
        Ok(order)
    }

    fn add(&mut self, cells: &Cells<'_>) -> Result<(), String> {
        if cells.any(&["sku", "price", "name"]) {
            self.lines.push(Line {
                sku: cells.text("sku"),
                product: cells.text("product"),
                name: cells.text("name"),
                price: cells.text("price"),
                quantity: cells.whole("quantity")?,
                options: list::read_options(cells.text("options").as_str()),
                tax_rate: cells.text("tax_rate"),
                custom: cells.object("line_custom")?,
            });
        }
        Ok(())
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        let (order, customer) = self.admit(terms)?;
        Ok(Portable::Order { order: Box::new(order), customer })
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let nothing = [Line::default()];
        let lines = if self.lines.is_empty() { &nothing } else { self.lines.as_slice() };
        let rows = lines.iter().enumerate().map(|(number, line)| {
            let mut row = vec![self.reference.0.clone()];
            // What belongs to the order as a whole stands in its first row alone.
            let own = |cells: Vec<String>| if number == 0 { cells } else { vec![String::new(); cells.len()] };
            row.extend(own(self.head()));
            row.extend([&line.sku, &line.product, &line.name, &line.price].map(|text| text.0.clone()));
            row.extend([quantity(line.quantity), list::options(&line.options)]);
            row.extend([line.tax_rate.0.clone(), custom_cell(&line.custom)]);
            row.extend(own(self.tail()));
            row
        });
        rows.collect()
    }
}

fn quantity(quantity: Whole) -> String {
    quantity.0.map(|quantity| quantity.to_string()).unwrap_or_default()
}

impl Order {
    fn head(&self) -> Vec<String> {
        let address = &self.address;
        let texts = [
            &self.customer,
            &self.status,
            &self.placed_at,
            &self.delivered_at,
            &address.line1,
            &address.line2,
            &address.city,
            &address.region,
            &address.postal_code,
            &address.country,
        ];
        let mut head = texts.map(|text| text.0.clone()).to_vec();
        head.push(custom_cell(&address.custom));
        head
    }

    fn tail(&self) -> Vec<String> {
        let strings = |texts: &[Text]| texts.iter().map(|text| text.0.clone()).collect::<Vec<_>>();
        let charges = self.charges.clone().unwrap_or_default();
        let swap = |swap: &Swap| {
            let price = Some(swap.price.as_str()).filter(|price| !price.is_empty());
            list::join('>', [swap.from.as_str(), swap.to.as_str()].into_iter().chain(price))
        };
        vec![
            list::column(&self.payments, |payment| &payment.kind),
            list::column(&self.payments, |payment| &payment.amount),
            list::column(&self.payments, |payment| &payment.method),
            list::column(&self.payments, |payment| &payment.seen_by),
            list::column(&self.payments, |payment| &payment.reason),
            custom_column(&self.payments, |payment| &payment.custom),
            list::column_of_lists(&self.shipments, |shipment| strings(&shipment.tracking)),
            list::column_of_lists(&self.shipments, |shipment| strings(&shipment.skus)),
            custom_column(&self.shipments, |shipment| &shipment.custom),
            charges.goods.0,
            charges.discount.0,
            charges.shipping.0,
            charges.tax.0,
            charges.included_tax.0,
            charges.total.0,
            self.discount_reason.0.clone(),
            self.carriage.0.clone(),
            self.cancel_reason.0.clone(),
            self.items_changed.0.map(|changed| changed.to_string()).unwrap_or_default(),
            list::column(&self.returns, |returned| &returned.status),
            list::column_of_lists(&self.returns, |returned| strings(&returned.lines)),
            list::column(&self.returns, |returned| &returned.refund_to),
            list::column(&self.returns, |returned| &returned.reason),
            list::column(&self.returns, |returned| &returned.amount),
            list::column(&self.returns, |returned| &returned.warranty_until),
            list::column(&self.returns, |returned| &returned.arrival.label),
            list::column(&self.returns, |returned| &returned.arrival.received_at),
            list::column(&self.returns, |returned| &returned.arrival.condition),
            list::column(&self.exchanges, |exchange| &exchange.status),
            list::column_of_lists(&self.exchanges, |exchange| exchange.changes.iter().map(swap).collect()),
            list::column(&self.exchanges, |exchange| &exchange.method),
            list::column(&self.exchanges, |exchange| &exchange.difference),
            list::column(&self.exchanges, |exchange| &exchange.arrival.label),
            list::column(&self.exchanges, |exchange| &exchange.arrival.received_at),
            list::column(&self.exchanges, |exchange| &exchange.arrival.condition),
            custom_cell(&self.custom),
        ]
    }
}

/// The value of a column that belongs to the record of that number; a column may be shorter than its neighbours.
fn at<T: Clone + Default>(column: &[T], number: usize) -> T {
    column.get(number).cloned().unwrap_or_default()
}

fn payments(cells: &Cells<'_>) -> Result<Vec<Payment>, String> {
    let custom = cells.objects("payments_custom")?;
    let [kinds, amounts, methods, seen_by, reasons] =
        ["payments_kind", "payments_amount", "payments_method", "payments_seen_by", "payments_reason"]
            .map(|name| cells.column(name));
    let longest = kinds.len().max(amounts.len()).max(methods.len()).max(custom.len());
    let payment = |number| Payment {
        kind: at(&kinds, number),
        amount: at(&amounts, number),
        method: at(&methods, number),
        seen_by: at(&seen_by, number),
        reason: at(&reasons, number),
        custom: at(&custom, number),
    };
    Ok((0..longest).map(payment).collect())
}

fn shipments(cells: &Cells<'_>) -> Result<Vec<Shipment>, String> {
    let custom = cells.objects("shipments_custom")?;
    let [tracking, skus] = ["shipments_tracking", "shipments_skus"].map(|name| cells.lists(name));
    let shipment =
        |number| Shipment { tracking: at(&tracking, number), skus: at(&skus, number), custom: at(&custom, number) };
    Ok((0..tracking.len().max(skus.len()).max(custom.len())).map(shipment).collect())
}

fn charges(cells: &Cells<'_>) -> Option<Charges> {
    let charges = Charges {
        goods: cells.text("charges_goods"),
        discount: cells.text("charges_discount"),
        shipping: cells.text("charges_shipping"),
        tax: cells.text("charges_tax"),
        included_tax: cells.text("charges_included_tax"),
        total: cells.text("charges_total"),
    };
    (charges != Charges::default()).then_some(charges)
}

fn returns(cells: &Cells<'_>) -> Vec<Return> {
    let [statuses, refund_to, reasons, amounts, warranties] =
        ["returns_status", "returns_refund_to", "returns_reason", "returns_amount", "returns_warranty_until"]
            .map(|name| cells.column(name));
    let arrival = arrivals(["returns_label", "returns_received_at", "returns_condition"], cells);
    let lines = cells.lists("returns_lines");
    let longest = statuses.len().max(refund_to.len()).max(lines.len());
    let returned = |number| Return {
        status: at(&statuses, number),
        lines: at(&lines, number),
        refund_to: at(&refund_to, number),
        reason: at(&reasons, number),
        amount: at(&amounts, number),
        warranty_until: at(&warranties, number),
        arrival: arrival(number),
    };
    (0..longest).map(returned).collect()
}

/// How the parcels of that number came, by three columns.
fn arrivals(names: [&str; 3], cells: &Cells<'_>) -> impl Fn(usize) -> Arrival {
    let [labels, received, conditions] = names.map(|name| cells.column(name));
    move |number| Arrival {
        label: at(&labels, number),
        received_at: at(&received, number),
        condition: at(&conditions, number),
    }
}

fn exchanges(cells: &Cells<'_>) -> Vec<Exchange> {
    let [statuses, methods, differences] =
        ["exchanges_status", "exchanges_method", "exchanges_difference"].map(|name| cells.column(name));
    let changes = cells.lists("exchanges_changes");
    let swap = |text: &Text| {
        let mut parts = list::split('>', text.as_str()).into_iter().map(Text);
        let mut part = || parts.next().unwrap_or_default();
        Swap { from: part(), to: part(), price: part() }
    };
    let arrival = arrivals(["exchanges_label", "exchanges_received_at", "exchanges_condition"], cells);
    let exchange = |number| Exchange {
        status: at(&statuses, number),
        changes: at(&changes, number).iter().map(swap).collect(),
        method: at(&methods, number),
        difference: at(&differences, number),
        arrival: arrival(number),
    };
    (0..statuses.len().max(changes.len())).map(exchange).collect()
}
