//! A new method of payment as it is named: `Visa 4471`, `gift card GC-7 20.00`, `bank Postbank 1234`, `PayPal`, `invoice`.

use serde_json::Value;

use super::Unclear;
use crate::domain::action::House;
use crate::domain::customer::{MethodKind, PaymentMethod};
use crate::domain::money::Amount;
use crate::domain::text::fold;

/// The words by which a kind is known; a brand with four digits is a card without them.
const KINDS: [(&[&str], MethodKind); 6] = [
    (&["gift", "card"], MethodKind::GiftCard),
    (&["voucher"], MethodKind::GiftCard),
    (&["paypal"], MethodKind::Paypal),
    (&["bank"], MethodKind::Bank),
    (&["invoice"], MethodKind::Invoice),
    (&["card"], MethodKind::Card),
];

/// The method that a text names.
pub(super) fn read(text: &str, house: &House) -> Result<Value, Unclear> {
    let wrong = "write it like Visa 4471, gift card GC-7 20.00, bank Postbank 1234, PayPal or invoice";
    let method = named(text, house).ok_or_else(|| Unclear::new(wrong, Vec::new()))?;
    serde_json::to_value(method).map_err(|error| Unclear::new(error.to_string(), Vec::new()))
}

fn named(text: &str, house: &House) -> Option<PaymentMethod> {
    let folded: Vec<String> = text.split_whitespace().map(fold).collect();
    let is_named = |words: &[&str]| words.iter().all(|word| folded.iter().any(|said| said == word));
    let known = KINDS.iter().find(|(words, _)| is_named(words));
    let (words, kind) = known.map_or((&[][..], MethodKind::Card), |(words, kind)| (*words, *kind));
    let (mut balance, mut last4, mut number, mut brand) = (None, String::new(), String::new(), Vec::new());
    for (word, said) in text.split_whitespace().zip(&folded) {
        let amount = Amount::parse(word, house.currency).filter(|_| word.contains('.'));
        if words.contains(&said.as_str()) || kind == MethodKind::Bank && said == "account" {
        } else if kind == MethodKind::GiftCard && amount.is_some() {
            balance = amount;
        } else if kind == MethodKind::GiftCard && word.contains(|c: char| c.is_ascii_digit()) {
            word.clone_into(&mut number);
        } else if word.len() == 4 && word.bytes().all(|digit| digit.is_ascii_digit()) {
            word.clone_into(&mut last4);
        } else {
            brand.push(word);
        }
    }
    let brand = brand.join(" ");
    let is_told = match kind {
        MethodKind::Card => !brand.is_empty() && !last4.is_empty(),
        MethodKind::Bank => !last4.is_empty(),
        MethodKind::GiftCard | MethodKind::Paypal | MethodKind::Invoice => true,
    };
    let name = if brand.is_empty() { kind.words() } else { &brand };
    let usual = || format!("{} {last4}", fold(name)).split_whitespace().collect::<Vec<_>>().join("-");
    let reference = if number.is_empty() { usual() } else { number };
    is_told.then_some(PaymentMethod { reference, kind, brand, last4, balance })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::phone::Region;

    fn method(text: &str) -> Option<Value> {
        read(text, &House::plain(Region::named("DE").unwrap(), Currency::EUR)).ok()
    }

    #[test]
    fn a_method_is_read_as_it_is_named() {
        for (text, value) in [
            ("Visa 4471", json!({"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"})),
            ("gift card GC-7 20.00", json!({"ref": "GC-7", "kind": "gift_card", "balance": 2000})),
            ("Gift card", json!({"ref": "gift-card", "kind": "gift_card"})),
            (
                "bank account Postbank 1234",
                json!({"ref": "postbank-1234", "kind": "bank", "brand": "Postbank", "last4": "1234"}),
            ),
            ("PayPal", json!({"ref": "paypal", "kind": "paypal"})),
            ("invoice", json!({"ref": "invoice", "kind": "invoice"})),
        ] {
            assert_eq!(method(text), Some(value), "{text}");
        }
        assert_eq!(["", "Visa", "card 4471", "bank Postbank"].map(method), [None, None, None, None]);
    }
}
