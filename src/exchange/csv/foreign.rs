//! The headers of other systems' exports, and which of our columns each stands for: Zendesk and Freshdesk (users,
//! contacts, tickets) and Google Contacts. A system's words for states and channels are told in `contact`.

use crate::domain::portable::Kind;

/// Headers, in small letters with `_` for a blank, of files of people.
const PEOPLE: &[(&str, &str)] = &[
    ("id", "ref"),
    ("user_id", "ref"),
    ("contact_id", "ref"),
    ("customer_id", "ref"),
    ("first_name", "given_name"),
    ("last_name", "family_name"),
    ("name", "name"),
    ("full_name", "name"),
    ("organization", "company"),
    ("organization_name", "company"),
    ("organization_1_-_name", "company"),
    ("company_name", "company"),
    ("email", "emails"),
    ("e-mail", "emails"),
    ("email_address", "emails"),
    ("phone", "phones"),
    ("work_phone", "phones"),
    ("mobile", "phones"),
    ("mobile_phone", "phones"),
    ("address", "address_line1"),
    ("street", "address_line1"),
    ("address_1_-_street", "address_line1"),
    ("address_1_-_extended_address", "address_line2"),
    ("address_1_-_city", "address_city"),
    ("address_1_-_region", "address_region"),
    ("address_1_-_postal_code", "address_postal_code"),
    ("address_1_-_country", "address_country"),
    ("labels", "tags"),
    ("group_membership", "tags"),
    ("notes", "note"),
    ("locale", "language"),
];

/// Headers of files of tickets.
const TICKETS: &[(&str, &str)] = &[
    ("id", "ref"),
    ("ticket_id", "ref"),
    ("requester_email", "from"),
    ("email", "from"),
    ("contact_email", "from"),
    ("requester", "name"),
    ("full_name", "name"),
    ("contact_name", "name"),
    ("group", "queue"),
    ("assignee", "agent"),
    ("via", "ticket_source"),
    ("source", "ticket_source"),
    ("status", "ticket_status"),
    ("description", "body"),
    ("created_at", "arrived_at"),
    ("created_time", "arrived_at"),
    ("initial_response_time", "answered_at"),
    ("solved_at", "ended_at"),
    ("resolved_time", "ended_at"),
    ("closed_time", "ended_at"),
];

/// Parts of products and orders under the name of their list.
const PARTS: &[(&str, &str)] = &[
    ("line_sku", "sku"),
    ("line_product", "product"),
    ("line_name", "name"),
    ("line_price", "price"),
    ("line_quantity", "quantity"),
    ("line_options", "options"),
    ("variant_sku", "sku"),
    ("variant_price", "price"),
    ("variant_available", "available"),
    ("variant_stock", "stock"),
    ("variant_location", "location"),
    ("variant_options", "options"),
];

/// The column of ours that a header of another system stands for.
pub(super) fn meant(kind: Kind, header: &str) -> Option<&'static str> {
    let table = match kind {
        Kind::Customers => PEOPLE,
        Kind::Contacts => TICKETS,
        Kind::Products | Kind::Orders => PARTS,
        Kind::Answers | Kind::Picks => &[],
    };
    let named = table.iter().find(|(foreign, _)| *foreign == header).map(|(_, own)| *own);
    named.or_else(|| if kind == Kind::Customers { numbered(header) } else { None })
}

/// Google numbers its columns: `E-mail 2 - Value`.
fn numbered(header: &str) -> Option<&'static str> {
    let is_value = |prefix: &str| {
        let number = header.strip_prefix(prefix).and_then(|rest| rest.strip_suffix("_-_value"));
        number.is_some_and(|number| number.parse::<u8>().is_ok())
    };
    if is_value("e-mail_") {
        Some("emails")
    } else if is_value("phone_") {
        Some("phones")
    } else {
        None
    }
}
