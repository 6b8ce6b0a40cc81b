//! Texts as the other systems write them, and what they become.

use super::*;

#[test]
fn zendesk_asks_in_double_braces_and_in_liquid() {
    for (foreign, own) in [
        ("Hi {{ticket.requester.first_name}},", "Hi {{ customer.given_name }},"),
        (
            "{{ticket.id}}: {{ ticket.title }}\n{{current_user.name}}",
            "{{ contact.ref }}: {{ contact.subject }}\n{{ agent.name }}",
        ),
        (
            "{{ticket.requester.first_name | default: \"there\" | capitalize}}",
            "{{ customer.given_name | default(\"there\") | capitalize }}",
        ),
        ("{{ticket.created_at | date: \"%d.%m.%Y\"}}", "{{ contact.arrived_on | date }}"),
        ("{{ticket.requester.custom_fields.loyalty}}", "{{ customer.loyalty }}"),
        (
            "{% if ticket.requester.language == 'de' %}Hallo{% elsif ticket.requester.name != blank %}Dear{% else %}Hi{% endif %}",
            "{% if customer.language == 'de' %}Hallo{% elif customer.name %}Dear{% else %}Hi{% endif %}",
        ),
        (
            "{%- unless ticket.via == 'chat' -%}Regards{%- endunless -%}",
            "{%- if not (contact.channel == 'chat') -%}Regards{%- endif -%}",
        ),
        (
            "{% case ticket.requester.language %}\n{% when 'de' or 'gsw' %}Hallo{% when 'fr' %}Salut{% else %}Hi{% endcase %}",
            "{% if customer.language == 'de' or customer.language == 'gsw' %}Hallo{% elif customer.language == 'fr' %}Salut{% else %}Hi{% endif %}",
        ),
    ] {
        assert_eq!(translated(foreign), own);
    }
}

#[test]
fn freshdesk_and_chatwoot_ask_in_double_braces() {
    for (foreign, own) in [
        ("Hi {{ticket.requester.firstname}}, {{ticket.agent.name}}", "Hi {{ customer.given_name }}, {{ agent.name }}"),
        ("{{ticket.requester.company_name}} {{helpdesk_name}}", "{{ customer.company }} {{ shop.name }}"),
        ("Hi {{contact.name}}, this is {{agent.name}}", "Hi {{ customer.name }}, this is {{agent.name}}"),
        ("{{contact.custom_attribute.plan}} {{conversation.id}}", "{{ customer.plan }} {{ contact.ref }}"),
        ("{{ contact.first_name }} {{agent.first_name}}", "{{ customer.given_name }} {{ agent.given_name }}"),
    ] {
        assert_eq!(translated(foreign), own);
    }
}

#[test]
fn zammad_freescout_and_osticket_ask_in_brackets_of_their_own() {
    for (foreign, own) in [
        (
            "Hi #{ticket.customer.firstname}, ticket #{ticket.number}",
            "Hi {{ customer.given_name }}, ticket {{ contact.ref }}",
        ),
        ("#{user.fullname}\n#{config.organization}", "{{ agent.name }}\n{{ shop.name }}"),
        ("Hi {%customer.firstName%},", "Hi {{ customer.given_name }},"),
        ("Hi {%customer.fullName,fallback=there%},", "Hi {{ customer.name | default(\"there\") }},"),
        (
            "{%conversation.number%} {%user.fullName%} {%mailbox.name%}",
            "{{ contact.ref }} {{ agent.name }} {{ contact.queue }}",
        ),
        ("Dear %{ticket.name.first}, #%{ticket.number}", "Dear {{ customer.given_name }}, #{{ contact.ref }}"),
        ("%{ticket.staff.name.first}, %{company.name}", "{{ agent.given_name }}, {{ shop.name }}"),
    ] {
        assert_eq!(translated(foreign), own);
    }
}

#[test]
fn what_has_no_counterpart_stays_word_for_word_and_is_told() {
    let text = "{{ticket.link}} {{ticket.requester.name | truncate: 3}} #{config.fqdn} %{ticket.auth_token} {%user.jobTitle%} \
                {% assign x = 1 %} {{ customer.name }} 100 % {of} #{ it }";
    assert_eq!(translated(text), text);
    let answer =
        serde_json::from_value(serde_json::json!({"id": 0, "version": 0, "ref": "a", "title": "A", "body": text}));
    let told = unfilled(&Portable::Answer(Box::new(answer.unwrap())));
    assert_eq!(
        told,
        [
            "{{ticket.link}}",
            "{{ticket.requester.name | truncate: 3}}",
            "#{config.fqdn}",
            "%{ticket.auth_token}",
            "{%user.jobTitle%}",
            "{% assign x = 1 %}"
        ]
    );
}

#[test]
fn what_is_ours_stays_as_it_is() {
    for own in [
        "{{customer.name}} {{ order.total|money }} {% if order.tracking %}a{% elif order %}b{% else %}c{% endif %}",
        "{% for line in order.lines %}{{ line }}{% endfor %} {{ ask(\"which day?\") }} {{ contact.subject }}",
        "{% if customer.tier == 'Gold' %}",
        "50 % and {json: [1]} {{",
    ] {
        assert_eq!(translated(own), own);
        assert_eq!(translated(&translated(own)), own);
    }
}

#[test]
fn every_counterpart_is_a_name_that_answers_know() {
    let known = ["customer.", "agent.name", "agent.given_name", "contact.", "shop.name"];
    for (foreign, own) in [names::BRACES, names::ZAMMAD, names::FREESCOUT, names::OSTICKET].concat() {
        assert!(known.iter().any(|name| own.starts_with(name)), "{foreign} becomes {own}");
    }
}
