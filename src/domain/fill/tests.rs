//! Answers filled from files with something in them, and with something missing.

use serde_json::json;

use super::*;
use crate::domain::timestamp::Zone;

fn customer() -> Customer {
    serde_json::from_value(json!({"id": 1, "version": 1, "ref": "C-1", "given_name": "Katrin", "family_name": "Vogel",
        "emails": ["katrin@post.example"], "address": {"city": "Berlin"}, "custom": {"loyalty": 42, "name": "hidden"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"}]}))
    .unwrap()
}

fn orders() -> Vec<Order> {
    let order = |reference: &str, status: &str, tracking: &[&str]| {
        json!({"id": 1, "version": 1, "ref": reference, "customer": 1, "status": status,
            "placed_at": "2026-11-12T19:03:00Z", "lines": [{"sku": "A", "name": "Tent", "price": 2990, "quantity": 1},
                {"sku": "B", "name": "Peg set", "price": 100, "quantity": 2}],
            "payments": [{"kind": "payment", "amount": 3190, "method": "visa-4471"}], "shipments": [{"tracking": tracking}]})
    };
    [order("3", "delivered", &["00340"]), order("2", "processed", &[]), order("1", "pending", &[])]
        .map(|order| serde_json::from_value(order).unwrap())
        .to_vec()
}

fn filled(body: &str, order: usize) -> Filled {
    let (customer, orders) = (customer(), orders());
    let day = |at| Zone::UTC.civil(at).date.parts().2.to_string() + " Nov";
    fill(
        body,
        &Context {
            customer: Some(&customer),
            order: orders.get(order),
            contact: None,
            queue: "Returns",
            agent: "Jonas Weber",
            shop: "Fenlark & Rowe",
            currency: Currency::EUR,
            day: &day,
        },
    )
}

#[test]
fn what_is_known_stands_in_the_text() {
    let body = "{{ customer.given_name }}, order {{ order.ref }} of {{ order.placed_on }}: {{ order.items }}, \
                {{ order.total }} by {{ order.method }}. {{ agent.name }}, {{ shop.name }} {{ customer.loyalty }}";
    let text = "Katrin, order 3 of 12 Nov: Tent, 2 x Peg set, 31.90 EUR by Visa ··4471. Jonas Weber, Fenlark & Rowe 42";
    assert_eq!(filled(body, 0), Filled { text: text.to_owned(), gaps: Vec::new() });
    assert_eq!(filled("{{ customer.name }}", 0).text, "Katrin Vogel");
}

#[test]
fn what_is_not_known_is_a_gap_that_can_be_found() {
    let filled =
        filled("Parcel {{ order.tracking }}, {{ customer.address.line1 }}, {{ contact.ref }} {{ nonsense }}", 1);
    assert_eq!(filled.text, "Parcel [order.tracking], [customer.address.line1], [contact.ref] [nonsense]");
    for gap in &filled.gaps {
        assert_eq!(filled.text.get(gap.range.clone()), Some(format!("[{}]", gap.name).as_str()));
    }
    assert_eq!(filled.gaps.len(), 4);
}

#[test]
fn an_answer_can_do_without_what_is_not_known() {
    let body = "{% if order.tracking %}Parcel {{ order.tracking }}.{% else %}Not sent yet.{% endif %}";
    assert_eq!((filled(body, 0).text, filled(body, 1).text), ("Parcel 00340.".into(), "Not sent yet.".into()));
    assert_eq!(filled("{{ customer.tier | default('valued') | upper }}", 0).text, "VALUED");
    assert_eq!(filled("a\n{% if order %}\nb\n{% endif %}\nc\n", 0).text, "a\nb\nc");
}

#[test]
fn what_is_no_template_is_kept_word_for_word_and_counts_as_unfilled() {
    for body in ["Dear {{ customer.", "{% for a in [1] %}", "{{ 1 / 0 }}", "{{ range(9) }}", "{% include 'x' %}"] {
        let filled = filled(body, 0);
        assert_eq!(filled.text, body);
        assert_eq!(filled.gaps, [Gap { range: 0..body.len(), name: String::new() }]);
    }
}

#[test]
fn no_answer_runs_long() {
    let long =
        format!("{{% for a in '{}' %}}{{% for b in '{0}' %}}{{{{ a }}}}{{% endfor %}}{{% endfor %}}", "x".repeat(900));
    assert_eq!(filled(&long, 0).gaps.len(), 1);
    assert_eq!(filled(&"x".repeat(LONGEST + 1), 0).gaps.len(), 1);
}

#[test]
fn no_template_grows_out_of_the_memory_or_reads_a_file() {
    let again = |piece: &str, times: usize| piece.repeat(times);
    let bombs = [
        "{% for a in range(1000000000) %}x{% endfor %}".to_owned(),
        "{{ 'x' * 4000000000 }}".to_owned(),
        "{{ 'x'|indent(4000000000) }}".to_owned(),
        "{{ '%999999999d'|format(1) }}".to_owned(),
        "{% set s = 'xxxxxxxxxx' %}".to_owned() + &again("{% set s = s ~ s %}", 60) + "{{ s }}",
        "{%+ set s = 'x' -%}".to_owned() + &again("{%-set s%}{{s}}{{s}}{%endset%}", 60) + "{{ s }}",
        again("{% with s = customer.name + customer.name %}", 40) + "{{ s }}" + &again("{% endwith %}", 40),
        "{% for a in ['x'] %}".to_owned() + &again("{% for a in [a~a] %}", 40) + "{{ a }}" + &again("{% endfor %}", 41),
        again("{% for a in [(a, a)] %}", 40) + "{% if a == a %}{% endif %}" + &again("{% endfor %}", 40),
        "{{ 'x'".to_owned() + &again("|replace('x', 'xxxxxxxxxx')", 30) + " }}",
        "{{ '\"'".to_owned() + &again("|pprint", 60) + " }}",
        "{{ 'ab'".to_owned() + &again("|join('xxxxxxxxxx')", 30) + " }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}".to_owned(),
        again("(", 5_000) + "{{ " + &again("(", 5_000) + "1" + &again(")", 5_000) + " }}",
        again("{% if 1 %}", 1_500) + "x" + &again("{% endif %}", 1_500),
        "{% include '/etc/passwd' %}".to_owned(),
        "{% import '/etc/passwd' as p %}".to_owned(),
        "{% extends '/etc/passwd' %}".to_owned(),
        "{{ '{%' }}{% set s = 1 %}".to_owned(),
        "{{ {'a': {'b': 1}} ~ customer.name }}".to_owned(),
        "{{ \"\\\"\" ~ customer.name }}".to_owned(),
    ];
    for bomb in bombs {
        let filled = filled(&bomb, 0);
        assert_eq!((filled.gaps.len(), filled.text == bomb), (1, true), "{bomb}");
    }
}

#[test]
fn what_an_answer_needs_is_allowed() {
    assert_eq!(filled("{{ customer.given_name|default('you, dear * customer ~') }}", 0).text, "Katrin");
    assert_eq!(filled("{%- if customer.tier is defined -%} {{ 'a' | upper }} {%- endif %}", 0).text, "A");
    assert_eq!(
        filled("50 % + 10, {json: [1, 2]} {% raw %}{{ x }}{% endraw %}", 0).text,
        "50 % + 10, {json: [1, 2]} {{ x }}"
    );
    assert_eq!(filled("{{ customer.given_name[0] }}.", 0).text, "K.");
}

#[test]
fn a_text_from_outside_makes_no_gap_and_no_template() {
    let mut customer = customer();
    customer.details.given_name = "\u{1}{{ shop.name }}\u{2}".to_owned();
    let day = |_| String::new();
    let context = Context {
        customer: Some(&customer),
        order: None,
        contact: None,
        queue: "",
        agent: "",
        shop: "",
        currency: Currency::EUR,
        day: &day,
    };
    let filled = fill("\u{1}{{ customer.given_name }}", &context);
    assert_eq!(filled, Filled { text: "{{ shop.name }}".to_owned(), gaps: Vec::new() });
}
