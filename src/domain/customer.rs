//! A customer: who they are, how to reach them, how they pay, and what an agent must know before saying a word.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::email::EmailAddress;
use super::id::CustomerId;
use super::masked;
use super::money::Amount;
use super::phone::Phone;
use super::text::{fold, fold_reference, words};

mod consent;

pub use consent::{Consent, Said};

/// A customer's file without the records that belong to it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Customer {
    /// Identity in the store.
    pub id: CustomerId,
    /// Counts the changes; a change is written only over the version it was made from.
    pub version: i64,
    /// The number by which the customer and other systems know the file.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Who it is, how to reach them, and the rest that an agent may edit.
    #[serde(flatten)]
    pub details: Details,
}

impl fmt::Debug for Customer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Customer", self, f)
    }
}

/// What is known of a customer, all of it open to correction.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Company the customer speaks for.
    pub company: String,
    /// Addresses for mail, the first one preferred.
    pub emails: Vec<EmailAddress>,
    /// Telephone numbers, the first one preferred.
    pub phones: Vec<Phone>,
    /// Where goods and letters go.
    pub address: Address,
    /// Other places where they may go.
    pub addresses: Vec<Address>,
    /// Language as a BCP 47 tag, such as `de`.
    pub language: String,
    /// IANA time zone; empty where it is the store's own.
    pub time_zone: String,
    /// The level of service the customer is entitled to, such as `Gold`.
    pub tier: String,
    /// Words by which the team sorts its customers.
    pub tags: Vec<String>,
    /// Pinned lines that every agent must see first.
    pub alerts: Vec<String>,
    /// Stored ways to pay.
    pub payment_methods: Vec<PaymentMethod>,
    /// A lasting remark, not tied to a contact.
    pub note: String,
    /// What the customer said to being contacted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// The references of other files that became one with this.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<String>,
    /// Fields of other systems, kept word for word.
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Details", self, f)
    }
}

/// A postal address. The country is kept as it was written.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Street and number.
    pub line1: String,
    /// Floor, suite, care of.
    pub line2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Country.
    pub country: String,
    /// Fields of other systems, kept word for word.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Address", self, f)
    }
}

/// A way to pay that the customer has on file: never a full card number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMethod {
    /// The number by which orders name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What kind of method it is.
    pub kind: MethodKind,
    /// The card's brand, the bank's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub brand: String,
    /// The last four digits of a card or account; of a longer number the rest is dropped where it comes in.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "only_last_four")]
    pub last4: String,
    /// What is left on a gift card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Amount>,
}

impl fmt::Debug for PaymentMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("PaymentMethod", self, f)
    }
}

/// The kinds of payment methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MethodKind {
    /// A credit or debit card.
    Card,
    /// A gift card or voucher with a balance.
    GiftCard,
    /// A PayPal account.
    Paypal,
    /// A bank account.
    Bank,
    /// Payment on invoice.
    Invoice,
}

/// How many letters of a name or a postal code count where it is looked for as one text.
const LONGEST_NAME: usize = 200;

impl Details {
    /// Whether nothing tells who it is: no name, no company, no mail address, no number.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        let names = [&self.given_name, &self.family_name, &self.company];
        names.into_iter().all(String::is_empty) && self.emails.is_empty() && self.phones.is_empty()
    }
}

impl Customer {
    /// The name to call the customer by: given and family name, else the company, else the reference.
    #[must_use]
    pub fn name(&self) -> String {
        let person = format!("{} {}", self.details.given_name, self.details.family_name);
        [person.trim(), self.details.company.trim(), self.reference.as_str()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    /// Everything by which the customer can be recognised when they make contact, folded.
    #[must_use]
    pub fn contact_points(&self) -> Vec<ContactPoint> {
        let phones = self.details.phones.iter().map(|phone| ContactPoint::Phone(phone.e164().to_owned()));
        let emails = self.details.emails.iter().map(|email| ContactPoint::Email(email.folded().to_owned()));
        let mut points: Vec<_> = phones.chain(emails).collect();
        let references = std::iter::once(&self.reference).chain(&self.details.merged);
        points.extend(references.map(|reference| ContactPoint::Account(fold_reference(reference))));
        points.sort();
        points.dedup();
        points
    }

    /// The folded words by which the customer is found: names, company, city, postal code, mail, reference.
    #[must_use]
    pub fn search_words(&self) -> Vec<String> {
        let details = &self.details;
        let mut found: Vec<String> =
            [&details.given_name, &details.family_name, &details.company, &details.address.city, &self.reference]
                .into_iter()
                .flat_map(|text| words(text))
                .collect();
        found.push(fold_reference(&self.reference));
        found.extend(words(&details.address.postal_code));
        found.push(fold_reference(&details.address.postal_code).chars().take(LONGEST_NAME).collect());
        found.extend(details.emails.iter().map(|email| fold(email.written())));
        found.retain(|word| !word.is_empty());
        found.sort();
        found.dedup();
        found
    }

    /// The folded given and family name as one text, in both orders; none where one of them is missing.
    #[must_use]
    pub fn search_names(&self) -> Vec<String> {
        let [given, family] = [&self.details.given_name, &self.details.family_name]
            .map(|name| words(name).join(" ").chars().take(LONGEST_NAME).collect::<String>());
        if given.is_empty() || family.is_empty() {
            return Vec::new();
        }
        let mut found = vec![format!("{given} {family}"), format!("{family} {given}")];
        found.dedup();
        found
    }
}

impl Address {
    /// The address on one line, without the parts that are empty.
    #[must_use]
    pub fn line(&self) -> String {
        let city = [self.postal_code.as_str(), self.city.as_str()].join(" ");
        [self.line1.as_str(), self.line2.as_str(), city.trim(), self.region.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl MethodKind {
    /// The kind as people say it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::GiftCard => "gift card",
            Self::Paypal => "PayPal",
            Self::Bank => "bank account",
            Self::Invoice => "invoice",
        }
    }
}

impl PaymentMethod {
    /// The method as it is shown and said: brand and last four digits, never more.
    #[must_use]
    pub fn words(&self) -> String {
        let name = if self.brand.is_empty() { self.kind.words() } else { &self.brand };
        if self.last4.is_empty() { name.to_owned() } else { format!("{name} ··{}", self.last4) }
    }
}

/// The last four characters of a card's or account's number: all of it that may be kept.
#[must_use]
pub fn last_four(number: &str) -> &str {
    let number = number.trim();
    let from = number.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    number.get(from..).unwrap_or_default()
}

fn only_last_four<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(|number| last_four(&number).to_owned())
}

/// One address at which a customer is recognised.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactPoint {
    /// A number in E.164.
    Phone(String),
    /// A folded mail address.
    Email(String),
    /// A folded customer reference or account number.
    Account(String),
}

impl ContactPoint {
    /// The word for its kind in the store.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Phone(_) => "phone",
            Self::Email(_) => "email",
            Self::Account(_) => "account",
        }
    }

    /// The folded text that is compared.
    #[must_use]
    pub fn value(&self) -> &str {
        match self {
            Self::Phone(value) | Self::Email(value) | Self::Account(value) => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_card_number_only_the_last_four_digits_come_in() {
        let read = |last4: &str| {
            let method = serde_json::json!({"ref": "m", "kind": "card", "brand": "Visa", "last4": last4});
            serde_json::from_value::<PaymentMethod>(method).unwrap().words()
        };
        assert_eq!(read("4111111111111111"), "Visa ··1111");
        assert_eq!(read("4471"), "Visa ··4471");
        assert_eq!(read(""), "Visa");
    }
}
