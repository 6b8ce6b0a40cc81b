//! A contact arrives, and whose it is is known where exactly one customer uses the address it came from.

use frontline::domain::channel::Channel;
use frontline::domain::contact::{Contact, ContactState};
use frontline::domain::id::ContactId;
use frontline::store::Store;
use serde_json::json;

use super::given::{arrives, at, imported_customer, references};

conformance! {
    [
        a_contact_gets_an_identity_and_waits
        a_call_is_the_customers_whose_number_it_is_in_any_written_form
        a_mail_is_the_customers_whose_address_it_is
        a_chat_is_the_customers_whose_account_it_names
        a_number_of_several_customers_is_nobodys_and_all_are_to_choose_from
        a_stranger_and_a_withheld_number_are_nobodys
        a_customer_who_is_known_already_stays
        texts_from_outside_are_cleaned
    ]
    []
}

fn people(store: &mut Store) {
    let sara = json!({"given_name": "Sara", "phones": ["+493023125417"], "emails": ["Sara@Example.com"]});
    imported_customer(store, "sara_1", sara);
    imported_customer(store, "ben_2", json!({"given_name": "Ben", "phones": ["+14155550132", "+14155550199"]}));
    imported_customer(store, "kim_3", json!({"given_name": "Kim", "phones": ["+14155550199"]}));
}

fn whose(store: &mut Store, channel: Channel, from: &str) -> Option<String> {
    let contact = arrives(store, channel, from, 0);
    assert_eq!(store.contact(contact.id).unwrap(), Some(contact.clone()));
    let id = contact.customer?;
    Some(store.file(id).unwrap().unwrap().customer.reference)
}

fn a_contact_gets_an_identity_and_waits(store: &mut Store) {
    let first = arrives(store, Channel::Phone, "", 0);
    let second = arrives(store, Channel::Phone, "", 0);
    assert!(second.id > first.id);
    assert_eq!(first.reference, format!("K-{}", first.id));
    assert_eq!((first.state, first.version), (ContactState::Waiting, 1));
    assert_eq!(store.contact(ContactId(1)).unwrap(), None);
}

fn a_call_is_the_customers_whose_number_it_is_in_any_written_form(store: &mut Store) {
    people(store);
    for from in ["+493023125417", "030 23125417", "0049-30-23125417", "+49 (30) 231 254 17", "tel:+49-30-23125417"] {
        assert_eq!(whose(store, Channel::Phone, from).as_deref(), Some("sara_1"), "{from}");
    }
    assert_eq!(whose(store, Channel::Text, "001 415 555 0132").as_deref(), Some("ben_2"));
    assert_eq!(arrives(store, Channel::Phone, "030/23125417", 0).from, "+493023125417");
}

fn a_mail_is_the_customers_whose_address_it_is(store: &mut Store) {
    people(store);
    assert_eq!(whose(store, Channel::Email, "sara@example.com").as_deref(), Some("sara_1"));
    assert_eq!(whose(store, Channel::Email, "\"S. Doe\" <SARA@example.com>").as_deref(), Some("sara_1"));
    assert_eq!(arrives(store, Channel::Email, "S <SARA@example.com>", 0).from, "SARA@example.com");
}

fn a_chat_is_the_customers_whose_account_it_names(store: &mut Store) {
    people(store);
    assert_eq!(whose(store, Channel::Chat, "Ben_2").as_deref(), Some("ben_2"));
    assert_eq!(whose(store, Channel::Counter, "#KIM_3").as_deref(), Some("kim_3"));
    assert_eq!(whose(store, Channel::Chat, "sara@example.com").as_deref(), Some("sara_1"));
}

fn a_number_of_several_customers_is_nobodys_and_all_are_to_choose_from(store: &mut Store) {
    people(store);
    let contact = arrives(store, Channel::Phone, "+1 415 555 0199", 0);
    assert_eq!(contact.customer, None);
    assert_eq!(references(&store.matches(&contact).unwrap()), ["ben_2", "kim_3"]);
}

fn a_stranger_and_a_withheld_number_are_nobodys(store: &mut Store) {
    people(store);
    for from in ["", "anonymous", "+49 89 999999", "nobody@example.com", "\u{0}"] {
        let contact = arrives(store, Channel::Phone, from, 0);
        assert_eq!(contact.customer, None, "{from}");
        assert_eq!(store.matches(&contact).unwrap(), [], "{from}");
    }
}

fn a_customer_who_is_known_already_stays(store: &mut Store) {
    people(store);
    let ben = store.customer("ben_2").unwrap().unwrap();
    let mut contact = Contact::arriving(ContactId(0), Channel::Phone, "service", at(0));
    "+493023125417".clone_into(&mut contact.from);
    contact.customer = Some(ben.id);
    assert_eq!(store.arrive(&contact).unwrap().customer, Some(ben.id));
}

fn texts_from_outside_are_cleaned(store: &mut Store) {
    let mut contact = Contact::arriving(ContactId(0), Channel::Email, "service", at(0));
    "\u{1b}]0;gotcha\u{7}Ada\u{202e}".clone_into(&mut contact.name);
    "Re:\r\nhello\t".clone_into(&mut contact.subject);
    "one\r\ntwo\u{1b}[2J".clone_into(&mut contact.body);
    let arrived = store.arrive(&contact).unwrap();
    assert_eq!(
        (arrived.name.as_str(), arrived.subject.as_str(), arrived.body.as_str()),
        ("Ada", "Re: hello", "one\ntwo")
    );
    assert_eq!(store.contact(arrived.id).unwrap(), Some(arrived));
}
