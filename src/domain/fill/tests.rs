//! Answers filled from files with something in them, and with something missing.

use serde_json::json;

use super::*;

fn file() -> CustomerFile {
    let customer = json!({"id": 1, "version": 1, "ref": "C-1", "given_name": "Katrin", "family_name": "Vogel",
        "emails": ["katrin@post.example", "kv@work.example"], "phones": ["+493023125417"], "time_zone": "Asia/Tokyo",
        "address": {"line1": "Torstr. 140", "postal_code": "10119", "city": "Berlin"},
        "addresses": [{"line1": "Weg 3", "city": "Bonn"}], "custom": {"loyalty": 42, "name": "hidden", "since": "2019-03-01"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"},
            {"ref": "gift-1", "kind": "gift_card", "balance": 250_000}]});
    let mut file = CustomerFile::of(serde_json::from_value(customer).unwrap());
    let order = |id: i64, reference: &str, status: &str, tracking: &[&str]| {
        json!({"id": id, "version": 1, "ref": reference, "customer": 1, "status": status,
            "placed_at": "2026-11-12T19:03:00Z", "lines": [{"sku": "A", "name": "Tent", "price": 2990, "quantity": 1,
                "options": {"color": "moss"}}, {"sku": "B", "name": "Peg set", "price": 100, "quantity": 2}],
            "payments": [{"kind": "payment", "amount": 3190, "method": "visa-4471"}], "shipments": [{"tracking": tracking}],
            "returns": [{"status": "requested", "lines": ["A"], "refund_to": "gift-1", "amount": 2990, "label": "L-9"}]})
    };
    let orders =
        [order(3, "3", "delivered", &["00340"]), order(2, "2", "processed", &[]), order(1, "1", "pending", &[])];
    file.orders = orders.map(|order| serde_json::from_value(order).unwrap()).to_vec();
    let account = json!({"id": 1, "version": 1, "ref": "A-1", "customer": 1, "kind": "electricity", "status": "active",
        "plan": "Green Fix"});
    let charge = json!({"id": 1, "version": 1, "ref": "I-1", "account": 1, "kind": "charge", "amount": 4900,
        "at": "2026-11-01T08:00:00Z", "due_at": "2026-11-30T08:00:00Z"});
    file.accounts = vec![Ledger {
        account: serde_json::from_value(account).unwrap(),
        balance: Amount(4_900),
        entries: vec![serde_json::from_value(charge).unwrap()],
    }];
    let case = json!({"id": 1, "version": 1, "ref": "S-1", "customer": 1, "kind": "complaint", "severity": "normal",
        "summary": "late", "status": "open", "opened_at": "2026-11-20T08:00:00Z", "next_step": "we look into it"});
    file.cases = vec![serde_json::from_value(case).unwrap()];
    let promise = json!({"id": 1, "version": 1, "ref": "P-1", "customer": 1, "contact": null, "queue": "", "agent": "",
        "due_at": "2026-11-24T23:30:00Z", "what": "call about the money", "state": "open"});
    file.callbacks = vec![serde_json::from_value(promise).unwrap()];
    file
}

fn filled_in(body: &str, order: usize, language: &str, said: &Said) -> Filled {
    let file = file();
    let context = Context { file: Some(&file), order: file.orders.get(order), language, ..nobody(said) };
    fill(body, &context)
}

fn nobody(said: &Said) -> Context<'_> {
    Context {
        file: None,
        order: None,
        account: None,
        contact: None,
        queue: "Returns",
        agent: "Jonas Weber",
        shop: "Fenlark & Rowe",
        currency: Currency::EUR,
        zone: Zone::UTC,
        language: "",
        house_language: "en",
        now: Timestamp::parse("2026-11-23T09:42:10Z").unwrap(),
        said,
    }
}

fn filled(body: &str, order: usize) -> Filled {
    filled_in(body, order, "en", &Said::new())
}

fn text(body: &str) -> String {
    filled(body, 0).text
}

#[test]
fn what_is_known_stands_in_the_text() {
    let body = "{{ customer.given_name }}, order {{ order.ref }} of {{ order.placed_on }}: {{ order.items }}, \
                {{ order.total }} by {{ order.method }}. {{ agent.name }}, {{ shop.name }} {{ customer.loyalty }}";
    let text =
        "Katrin, order 3 of 13 November: Tent, 2 x Peg set, 31.90 EUR by Visa ··4471. Jonas Weber, Fenlark & Rowe 42";
    assert_eq!(filled(body, 0), Filled { text: text.to_owned(), ..Filled::default() });
    assert_eq!(filled("{{ customer.name }}", 0).text, "Katrin Vogel");
}

#[test]
fn what_is_not_known_is_a_gap_that_can_be_found() {
    let filled = filled("Parcel {{ order.tracking }}, {{ customer.company }}, {{ contact.ref }} {{ nonsense }}", 1);
    assert_eq!(filled.text, "Parcel [order.tracking], [customer.company], [contact.ref] [? nonsense]");
    for gap in &filled.gaps {
        assert_eq!(filled.text.get(gap.range.clone()), Some(gaps::shown(&gap.name).as_str()));
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
    assert_eq!(
        filled("{%- if customer.name is defined and customer.tier is undefined -%} {{ 'a' | upper }} {%- endif %}", 0)
            .text,
        "A"
    );
    assert_eq!(
        filled("50 % + 10, {json: [1, 2]} {% raw %}{{ x }}{% endraw %}", 0).text,
        "50 % + 10, {json: [1, 2]} {{ x }}"
    );
    assert_eq!(filled("{{ customer.given_name[0] }}.", 0).text, "K.");
}

#[test]
fn a_text_from_outside_makes_no_gap_and_no_template() {
    let (mut file, said) = (file(), Said::new());
    file.customer.details.given_name = "\u{1}{{ shop.name }}\u{2}".to_owned();
    let context = Context { file: Some(&file), ..nobody(&said) };
    let filled = fill("\u{1}{{ customer.given_name }}", &context);
    assert_eq!(filled, Filled { text: "{{ shop.name }}".to_owned(), ..Filled::default() });
}

#[test]
fn everything_of_the_file_has_a_name() {
    for (body, expected) in [
        (
            "{{ customer.emails }}; {{ customer.emails | join(' or ') }}",
            "katrin@post.example, kv@work.example; katrin@post.example or kv@work.example",
        ),
        ("{{ customer.phones[0] }} {{ customer.phones | first }}", "+49 30 23125417 +49 30 23125417"),
        ("{{ customer.address }} / {{ customer.addresses[0].city }}", "Torstr. 140, 10119 Berlin / Bonn"),
        ("{{ customer.methods }}: {{ customer.methods[1].balance | money }}", "Visa ··4471, gift card: €2,500.00"),
        (
            "{% for line in order.lines %}{{ loop.index }}. {{ line }} {{ line.total }} {{ line.options.color | d('-') }};{% endfor %}",
            "1. Tent 29.90 EUR moss;2. 2 x Peg set 2.00 EUR -;",
        ),
        (
            "{{ order.shipments[0].tracking }} {{ order.payments[0].amount }} {{ order.payments[0] }}",
            "00340 31.90 EUR Visa ··4471",
        ),
        (
            "{{ order.returns[0] }} {{ order.returns[0].amount }} to {{ order.returns[0].method }}, {{ order.returns[0].label }}",
            "Tent 29.90 EUR to gift card, L-9",
        ),
        ("{{ orders | length }}: {{ orders }}", "3: 3, 2, 1"),
        (
            "{{ account.plan }} {{ account.balance }}, {{ account.due }} ({{ account.invoice }}) by {{ account.due_on }}",
            "Green Fix 49.00 EUR, 49.00 EUR (I-1) by 30 November",
        ),
        ("{{ case.ref }}: {{ case.next_step }}", "S-1: we look into it"),
        (
            "{{ promise.what }} on {{ promise.due_on }} at {{ promise.due_on | time }}",
            "call about the money on Wednesday, 25 November at 8:30",
        ),
        ("{{ agent.given_name }} {{ today }} {{ today | date('iso') }}", "Jonas 23 November 2026-11-23"),
        ("{{ customer.since | date }}", "1 March 2019"),
    ] {
        assert_eq!((text(body).as_str(), filled(body, 0).gaps.len()), (expected, 0), "{body}");
    }
}

#[test]
fn what_a_list_lacks_is_a_gap_too() {
    for (body, expected) in [
        ("{% for back in case.nothing %}{{ back.label }}{% endfor %}", "[case.nothing.label]"),
        ("{{ customer.emails[7] }}", "[customer.emails]"),
        ("{{ customer.methods[0].balance | money }}", "[customer.methods.1.balance]"),
        (
            "{{ customer.company | length }} {{ customer.company | plural('a', 'b') }}",
            "[customer.company] [customer.company]",
        ),
        ("{{ customer.born | date }} {{ customer.born | time }}", "[customer.born] [customer.born]"),
        ("{{ customer.tags | join }}", "[customer.tags]"),
    ] {
        assert_eq!(text(body), expected, "{body}");
    }
    assert_eq!(filled("{{ customer.name.first }}", 0).gaps.len(), 1);
}

#[test]
fn whatever_an_answer_compares_is_compared() {
    let things = "t customer order orders order.total order.placed_on customer.emails ask loop 'x' 1";
    let things: Vec<&str> = things.split(' ').collect();
    for one in &things {
        for other in &things {
            let body =
                format!("{{% for a in orders %}}{{{{ {one} > {other} }}}}{{{{ {one} == {other} }}}}{{% endfor %}}");
            assert!(filled(&body, 0).text.len() < 200, "{body}");
        }
    }
}

#[test]
fn days_and_amounts_are_written_in_the_language_of_the_text_and_on_the_clock_of_the_customer() {
    let body = "{{ order.placed_on | date }} {{ order.placed_on | date('weekday') }} {{ order.total | money }}";
    for (language, expected) in [
        ("en", "13 November 2026 Friday, 13 November €31.90"),
        ("de-AT", "13. November 2026 Freitag, 13. November 31,90\u{a0}€"),
        ("fr", "13 novembre 2026 vendredi 13 novembre 31,90\u{a0}€"),
        ("es", "13 de noviembre de 2026 viernes, 13 de noviembre 31,90\u{a0}€"),
        ("it", "13 novembre 2026 venerdì 13 novembre 31,90\u{a0}€"),
        ("nl", "13 november 2026 vrijdag 13 november €\u{a0}31,90"),
    ] {
        assert_eq!(filled_in(body, 0, language, &Said::new()).text, expected);
    }
    let (mut file, said) = (file(), Said::new());
    file.customer.details.language = "nl".to_owned();
    let order = file.orders.first();
    assert_eq!(
        fill("{{ order.placed_on }}", &Context { file: Some(&file), order, ..nobody(&said) }).text,
        "13 november"
    );
}

#[test]
fn a_word_follows_its_number() {
    let body = "{{ order.lines | length }} {{ order.lines | length | plural(\"item\", \"items\") }}, \
                {{ order.lines[0].quantity }} {{ order.lines[0].quantity | plural('tent', 'tents') }}, {{ '1' | plural('a', 'b') }}";
    assert_eq!(text(body), "2 items, 1 tent, a");
}

#[test]
fn what_it_asks_is_asked_once_and_in_its_order() {
    let body = "On {{ ask(\"which day?\") }} to {{ choose(\"gift card\", \"Visa\") }}; {{ ask('which day?') | upper }}. \
                {% if choose('gift card', 'Visa') == 'Visa' %}{{ ask('last four') }}{% endif %}";
    let mut said = Said::new();
    let first = filled_in(body, 0, "en", &said);
    assert_eq!(first.text, "On [? which day?] to [? gift card / Visa]; [? WHICH DAY?].");
    let words: Vec<&str> = first.questions.iter().map(|question| question.words.as_str()).collect();
    assert_eq!(words, ["which day?", "gift card / Visa"]);
    assert_eq!(first.questions[1].choices, ["gift card", "Visa"]);
    said.insert("which day?".to_owned(), "Tuesday {{ shop.name }}\u{1}".to_owned());
    said.insert("gift card / Visa".to_owned(), "Visa".to_owned());
    let next = filled_in(body, 0, "en", &said);
    assert_eq!(next.questions, [Question { words: "last four".to_owned(), choices: Vec::new() }]);
    assert!(next.text.starts_with("On Tuesday {{ shop.name }} to Visa; TUESDAY"), "{}", next.text);
}

#[test]
fn what_only_another_system_fills_stays_word_for_word_and_is_a_gap() {
    let body = "Dear #{ticket.customer.vip}, {%user.jobTitle%} %{ticket.auth_token} {{ customer.given_name }}";
    let filled = filled(body, 0);
    assert_eq!(filled.text, "Dear #{ticket.customer.vip}, {%user.jobTitle%} %{ticket.auth_token} Katrin");
    assert_eq!(filled.gaps.len(), 3);
}

#[test]
fn whatever_stands_in_what_another_system_fills_it_stays_word_for_word() {
    for gap in [r#"#{a,"b"}"#, r"#{a,\}", r"%{a,\\\u0041}", "#{a,{{ shop.name }", "#{a,\\\"\0{% end}"] {
        let filled = filled(&format!("Dear {gap}, {gap}"), 0);
        assert_eq!((filled.text, filled.gaps.len()), (format!("Dear {gap}, {gap}"), 2), "{gap}");
    }
}

#[test]
fn several_things_are_taken_by_what_takes_several_alone() {
    let again = |piece: &str, times: usize| piece.repeat(times);
    for bomb in [
        "{{ plural }}{{ [1, 2] }}".to_owned(),
        "{{ x.plural(1, 2) }}".to_owned(),
        "{{ choose((1, 2)) }}".to_owned(),
        "{{ choose('a', [1, 2]) }}".to_owned(),
        "{{ upper('a', 'b') }}".to_owned(),
        "{{ choose() }}".to_owned(),
        again("{% for a in [choose('xxxxxxxx', 'xxxxxxxx') | upper] %}", 1)
            + &again("{% for a in [choose(a, a) | upper] %}", 40)
            + "{{ a }}"
            + &again("{% endfor %}", 41),
        "{{ ask('".to_owned() + &again("x", 101) + "') }}",
        (0..21).map(|at| format!("{{{{ ask('{at}') }}}}")).collect::<Vec<_>>().concat(),
        "{{ 'abc' | join('xxxx') | join('xxxx') }}".to_owned(),
        "{% for a in customer.emails %}".to_owned() + &again("{{ customer.emails | join('x') }}", 900) + "{% endfor %}",
    ] {
        let filled = filled(&bomb, 0);
        assert_eq!((filled.gaps.len(), filled.text == bomb), (1, true), "{bomb}");
    }
}

mod stale_texts {
    use super::*;

    fn basis(body: &str, file: &CustomerFile, order: usize) -> Basis {
        let said = Said::new();
        let order = file.orders.get(order);
        let text = fill(body, &Context { file: Some(file), order, ..nobody(&said) }).text;
        Basis {
            title: "Any".to_owned(),
            body: body.to_owned(),
            language: String::new(),
            customer: Some(file.customer.id),
            order: order.map(|order| order.reference.clone()).unwrap_or_default(),
            account: String::new(),
            said,
            at: Timestamp::parse("2026-11-23T09:42:10Z").unwrap(),
            text,
            order_was_open: order.is_some_and(|order| order.status.is_open()),
        }
    }

    fn told(text: &str, basis: &Basis, file: &CustomerFile) -> Option<(String, String)> {
        let said = Said::new();
        let context = Context { file: Some(file), ..nobody(&said) };
        let stale = stale(text, std::slice::from_ref(basis), &context)?;
        Some((text.get(stale.range)?.to_owned(), stale.words))
    }

    #[test]
    fn what_is_still_so_is_not_told() {
        let file = file();
        let basis = basis("Dear {{ customer.name }}, {{ order.ref }}: {{ order.total }} {{ today | date }}", &file, 1);
        assert_eq!(told(&format!("Hello. {}", basis.text), &basis, &file), None);
    }

    #[test]
    fn an_amount_that_changed_is_told_where_it_stands() {
        let mut file = file();
        let basis = basis("Order {{ order.ref }} costs {{ order.total }}.", &file, 1);
        file.orders[1].lines.pop();
        let text = format!("Dear Katrin,\n{}", basis.text);
        assert_eq!(told(&text, &basis, &file), Some(("31.90".to_owned(), "\"31.90\" is 29.90 by now".to_owned())));
        assert_eq!(told("Order 2 costs what it costs.", &basis, &file), None);
    }

    #[test]
    fn an_order_that_is_no_longer_open_is_told() {
        let mut file = file();
        let basis = basis("We change order {{ order.ref }} for you.", &file, 1);
        file.orders[1].status = crate::domain::order::OrderStatus::Cancelled;
        let words = "order 2 is cancelled by now".to_owned();
        assert_eq!(told(&basis.text.clone(), &basis, &file), Some(("2".to_owned(), words)));
    }

    #[test]
    fn a_text_that_was_filled_for_another_file_is_told() {
        let mut file = file();
        let basis = basis("Dear {{ customer.name }},\nthank you.", &file, 1);
        file.customer.id = crate::domain::id::CustomerId(2);
        file.customer.details.given_name = "Nils".to_owned();
        let words = "\"Katrin\" is of another file, not of Nils Vogel".to_owned();
        assert_eq!(told(&basis.text.clone(), &basis, &file), Some(("Katrin".to_owned(), words)));
    }
}
