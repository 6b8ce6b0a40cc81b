//! What orders cost, to the cent.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn line(price: i64, quantity: i64, rate: &str) -> OrderLine {
    let line = json!({"sku": "A", "price": price, "quantity": quantity, "tax_rate": Rate::parse(rate)});
    serde_json::from_value(line).unwrap()
}

fn rules(taxation: Taxation, rounding: Rounding) -> ChargeRules {
    let parcel = Carriage { name: "parcel".to_owned(), price: Amount(490), free_from: Some(Amount(5_000)) };
    ChargeRules { taxation, rounding, carriage: vec![parcel], ..ChargeRules::default() }
}

fn order(lines: &[OrderLine], charges: Charges) -> Order {
    let order = json!({"id": 1, "version": 1, "ref": "W", "customer": 1, "status": "pending", "lines": lines, "charges": charges});
    serde_json::from_value(order).unwrap()
}

#[test]
fn a_rate_is_percent_and_nothing_else() {
    for (text, read) in [("8.25", "8.25"), (" 19 % ", "19"), ("0.0", "0"), ("100", "100")] {
        assert_eq!(Rate::parse(text).unwrap().to_string(), read);
    }
    for text in ["", "-1", "100.01", "1e2", "0.1234567", "x", "%", "99999999999"] {
        assert_eq!(Rate::parse(text), None, "{text}");
    }
    assert_eq!(Rate::parse("12.5").unwrap().of(Amount(100)), Amount(13), "half a cent goes up");
}

#[test]
fn tax_is_added_or_included_and_rounded_where_the_house_has_it() {
    let lines = [line(333, 1, "8.25"), line(333, 1, "8.25"), line(1_999, 2, "7")];
    for (taxation, rounding, tax, total) in [
        (Taxation::Added, Rounding::Order, 335, 5_489),
        (Taxation::Added, Rounding::Line, 334, 5_488),
        (Taxation::Included, Rounding::Order, 312, 5_154),
        (Taxation::Included, Rounding::Line, 312, 5_154),
    ] {
        let rules = rules(taxation, rounding);
        let charges = rules.charges(&lines, Amount(0), rules.carriage(""));
        assert_eq!((charges.goods, charges.shipping), (Amount(4_664), Amount(490)));
        assert_eq!(charges.tax.plus(charges.included_tax), Amount(tax), "{taxation:?} {rounding:?}");
        assert_eq!(charges.total, Amount(total));
    }
}

#[test]
fn carriage_is_free_from_an_amount_on_that_the_discount_lowers() {
    let rules = rules(Taxation::Added, Rounding::Order);
    let shipping =
        |discount: i64| rules.charges(&[line(5_000, 1, "0")], Amount(discount), rules.carriage("parcel")).shipping;
    assert_eq!((shipping(0), shipping(1)), (Amount(0), Amount(490)));
    assert_eq!((rules.carriage("pigeon"), ChargeRules::default().carriage("")), (None, None));
}

#[test]
fn carriage_bears_tax_where_the_house_has_it() {
    let rules = ChargeRules { carriage_rate: Rate::parse("19"), ..rules(Taxation::Added, Rounding::Order) };
    let charges = rules.charges(&[line(1_000, 1, "7")], Amount(100), rules.carriage(""));
    assert_eq!((charges.tax, charges.total), (Amount(156), Amount(900 + 490 + 156)));
}

#[test]
fn a_product_is_taxed_by_its_class() {
    let product = |custom| {
        serde_json::from_value::<Product>(json!({"id": 1, "version": 1, "ref": "P", "name": "P", "custom": custom}))
            .unwrap()
    };
    let rates = BTreeMap::from([("books".to_owned(), Rate::parse("7").unwrap())]);
    let rules = ChargeRules { rate: Rate::parse("19"), rates, ..ChargeRules::default() };
    assert_eq!(rules.rate_of(&product(json!({"tax_class": "books"}))), Rate::parse("7"));
    assert_eq!(rules.rate_of(&product(json!({"tax_class": "none of ours"}))), Rate::parse("19"));
    assert_eq!(ChargeRules::default().rate_of(&product(json!({}))), None);
}

#[test]
fn fewer_lines_keep_their_share_of_discount_and_tax() {
    let rules = rules(Taxation::Added, Rounding::Order);
    let lines = [line(1_000, 1, "8.25"), line(2_000, 1, "8.25")];
    let charges = rules.charges(&lines, Amount(300), rules.carriage(""));
    let left = rules.recharged(&order(&lines, charges), &lines[1..]);
    assert_eq!((left.discount, left.tax, left.total), (Amount(200), Amount(149), Amount(2_000 - 200 + 490 + 149)));
    assert_eq!(rules.recharged(&order(&lines, charges), &lines), charges);
    // Another system's order tells no rate.
    let plain = lines.map(|line| OrderLine { tax_rate: None, ..line });
    let left = rules.recharged(&order(&plain, charges), &plain[1..]);
    assert_eq!((left.tax, left.total), (Amount(149), Amount(2_000 - 200 + 490 + 149)));
}

proptest! {
    #[test]
    fn what_is_taken_away_piece_by_piece_is_the_whole(
        prices in prop::collection::vec((0_i64..100_000, 1_i64..4, 0_i64..3), 1..6),
        discount in 0_i64..100,
        included: bool,
        by_line: bool,
    ) {
        let taxation = if included { Taxation::Included } else { Taxation::Added };
        let rules = rules(taxation, if by_line { Rounding::Line } else { Rounding::Order });
        let rates = ["0", "7", "8.375"];
        let lines: Vec<_> = prices.iter().map(|(price, quantity, rate)| line(*price, *quantity, rates[usize::try_from(*rate).unwrap()])).collect();
        let discount = Rate::parse(&discount.to_string()).unwrap().of(goods(&lines));
        let charges = rules.charges(&lines, discount, rules.carriage(""));
        prop_assert_eq!(charges.total, charges.goods.less(charges.discount).plus(charges.shipping).plus(charges.tax));
        let mut order = order(&lines, charges);
        while !order.lines.is_empty() {
            let left = order.lines[1..].to_vec();
            let after = rules.recharged(&order, &left);
            prop_assert_eq!(after.total, after.goods.less(after.discount).plus(after.shipping).plus(after.tax));
            prop_assert!(after.discount.0 >= 0 && after.discount <= after.goods && after.tax.0 >= 0);
            order = Order { charges: Some(after), lines: left, ..order };
        }
        prop_assert_eq!(order.charged().goods, Amount(0));
        prop_assert_eq!(order.charged().discount, Amount(0));
    }

    #[test]
    fn shares_are_all_of_it_and_none_is_above_its_own(amount in 0_i64..1_000_000, parts in prop::collection::vec(0_i64..1_000_000, 1..6)) {
        let parts: Vec<_> = parts.into_iter().map(Amount).collect();
        let whole: Amount = parts.iter().copied().sum();
        let amount = amount.min(whole.0);
        let shares = Amount(amount).shared(&parts);
        prop_assert_eq!(shares.iter().copied().sum::<Amount>(), Amount(if whole.0 == 0 { 0 } else { amount }));
        prop_assert!(shares.iter().zip(&parts).all(|(share, part)| share.0 >= 0 && share <= part));
    }
}
