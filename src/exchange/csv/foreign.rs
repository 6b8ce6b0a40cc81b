//! The headers by which people and other systems name our columns: the plain ones of any spreadsheet, and those of the
//! exports of Zendesk and Freshdesk (users, contacts, tickets) and Google Contacts. A system's words for states and channels are
//! told in `contact`.

use crate::domain::portable::Kind;

/// Headers and the column of ours that each stands for, in small letters with `_` for a blank.
type Headers = &'static [(&'static str, &'static str)];

const PEOPLE: Headers = &[
    ("id", "ref"),
    ("reference", "ref"),
    ("user_id", "ref"),
    ("contact_id", "ref"),
    ("customer_id", "ref"),
    ("customer_number", "ref"),
    ("account_number", "ref"),
    ("first_name", "given_name"),
    ("firstname", "given_name"),
    ("last_name", "family_name"),
    ("lastname", "family_name"),
    ("surname", "family_name"),
    ("name", "name"),
    ("full_name", "name"),
    ("customer_name", "name"),
    ("organization", "company"),
    ("organisation", "company"),
    ("organization_name", "company"),
    ("organization_1_-_name", "company"),
    ("company_name", "company"),
    ("email", "emails"),
    ("e-mail", "emails"),
    ("email_address", "emails"),
    ("mail", "emails"),
    ("phone", "phones"),
    ("phone_number", "phones"),
    ("telephone", "phones"),
    ("tel", "phones"),
    ("home_phone", "phones"),
    ("work_phone", "phones"),
    ("mobile", "phones"),
    ("mobile_phone", "phones"),
    ("labels", "tags"),
    ("group_membership", "tags"),
    ("notes", "note"),
    ("comment", "note"),
    ("comments", "note"),
    ("locale", "language"),
    ("timezone", "time_zone"),
];

/// Headers of addresses, whosever they are.
const PLACES: Headers = &[
    ("address", "address_line1"),
    ("street", "address_line1"),
    ("street_address", "address_line1"),
    ("address1", "address_line1"),
    ("address_1", "address_line1"),
    ("address_1_-_street", "address_line1"),
    ("address2", "address_line2"),
    ("address_2", "address_line2"),
    ("address_1_-_extended_address", "address_line2"),
    ("city", "address_city"),
    ("town", "address_city"),
    ("address_1_-_city", "address_city"),
    ("state", "address_region"),
    ("province", "address_region"),
    ("region", "address_region"),
    ("address_1_-_region", "address_region"),
    ("zip", "address_postal_code"),
    ("zip_code", "address_postal_code"),
    ("postcode", "address_postal_code"),
    ("postal_code", "address_postal_code"),
    ("address_1_-_postal_code", "address_postal_code"),
    ("country", "address_country"),
    ("address_1_-_country", "address_country"),
];

const TICKETS: Headers = &[
    ("id", "ref"),
    ("ticket_id", "ref"),
    ("customer_id", "customer"),
    ("requester_email", "from"),
    ("email", "from"),
    ("contact_email", "from"),
    ("phone", "from"),
    ("requester", "name"),
    ("full_name", "name"),
    ("contact_name", "name"),
    ("group", "queue"),
    ("assignee", "agent"),
    ("via", "ticket_source"),
    ("source", "ticket_source"),
    ("status", "ticket_status"),
    ("description", "body"),
    ("notes", "note"),
    ("created_at", "arrived_at"),
    ("created_time", "arrived_at"),
    ("initial_response_time", "answered_at"),
    ("solved_at", "ended_at"),
    ("resolved_time", "ended_at"),
    ("closed_time", "ended_at"),
];

const PRODUCTS: Headers = &[
    ("id", "ref"),
    ("product_id", "ref"),
    ("title", "name"),
    ("product_name", "name"),
    ("variant_sku", "sku"),
    ("variant_price", "price"),
    ("variant_available", "available"),
    ("variant_stock", "stock"),
    ("variant_location", "location"),
    ("variant_options", "options"),
];

const ORDERS: Headers = &[
    ("id", "ref"),
    ("order_id", "ref"),
    ("order_number", "ref"),
    ("customer_id", "customer"),
    ("customer_number", "customer"),
    ("order_date", "placed_at"),
    ("date", "placed_at"),
    ("created_at", "placed_at"),
    ("product_id", "product"),
    ("product_name", "name"),
    ("item", "name"),
    ("unit_price", "price"),
    ("qty", "quantity"),
    ("line_sku", "sku"),
    ("line_product", "product"),
    ("line_name", "name"),
    ("line_price", "price"),
    ("line_quantity", "quantity"),
    ("line_options", "options"),
    ("tracking", "shipments_tracking"),
    ("tracking_number", "shipments_tracking"),
];

const CASES: Headers = &[
    ("id", "ref"),
    ("case_id", "ref"),
    ("case_number", "ref"),
    ("customer_id", "customer"),
    ("order_number", "order"),
    ("type", "kind"),
    ("priority", "severity"),
    ("description", "summary"),
    ("assigned_to", "agent"),
    ("created_at", "opened_at"),
];

const PROMISES: Headers = &[
    ("id", "ref"),
    ("customer_id", "customer"),
    ("due", "due_at"),
    ("due_date", "due_at"),
    ("description", "what"),
    ("assigned_to", "agent"),
];

const ACCOUNTS: Headers = &[
    ("id", "ref"),
    ("account_id", "ref"),
    ("account_number", "ref"),
    ("customer_id", "customer"),
    ("customer_number", "customer"),
    ("account_type", "kind"),
    ("service", "kind"),
    ("tariff", "plan"),
    ("opened", "opened_at"),
    ("closed", "closed_at"),
];

const OUTAGES: Headers = &[
    ("id", "ref"),
    ("description", "cause"),
    ("postcodes", "postal_codes"),
    ("zip_codes", "postal_codes"),
    ("started", "started_at"),
    ("ended", "ended_at"),
];

const ANSWERS: Headers = &[
    ("id", "ref"),
    ("name", "title"),
    ("subject", "title"),
    ("text", "body"),
    ("content", "body"),
    ("labels", "tags"),
    ("group", "queue"),
    ("locale", "language"),
];

const PICKS: Headers = &[("question", "query")];

/// The tables of a kind.
const fn tables(kind: Kind) -> [Headers; 2] {
    match kind {
        Kind::Customers => [PEOPLE, PLACES],
        Kind::Contacts => [TICKETS, &[]],
        Kind::Products => [PRODUCTS, &[]],
        Kind::Orders => [ORDERS, PLACES],
        Kind::Accounts => [ACCOUNTS, PLACES],
        Kind::Outages => [OUTAGES, &[]],
        Kind::Answers => [ANSWERS, &[]],
        Kind::Picks => [PICKS, &[]],
        Kind::Cases => [CASES, &[]],
        Kind::Promises => [PROMISES, &[]],
    }
}

/// The other headers that are read for a kind.
pub(in super::super) fn headers(kind: Kind) -> impl Iterator<Item = &'static str> {
    tables(kind).into_iter().flatten().map(|(foreign, _)| *foreign)
}

/// The column of ours that another header stands for.
pub(in super::super) fn meant(kind: Kind, header: &str) -> Option<&'static str> {
    let named = tables(kind).into_iter().flatten().find(|(foreign, _)| *foreign == header).map(|(_, own)| *own);
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
