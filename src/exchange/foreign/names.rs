//! What other systems call what is known, beside our own names for it, as their public manuals have them. A name that ends
//! in `*` stands for all that begin so: a field of the house, which keeps its name here.

/// Names of a system, each with ours.
pub(super) type Names = &'static [(&'static str, &'static str)];

/// What stands between `{{` and `}}`: Zendesk's placeholders, Freshdesk's, and Chatwoot's variables.
pub(super) const BRACES: Names = &[
    // Zendesk: the requester, the assignee and whoever writes.
    ("ticket.requester.name", "customer.name"),
    ("ticket.requester.first_name", "customer.given_name"),
    ("ticket.requester.last_name", "customer.family_name"),
    ("ticket.requester.email", "customer.email"),
    ("ticket.requester.phone", "customer.phone"),
    ("ticket.requester.language", "customer.language"),
    ("ticket.requester.external_id", "customer.ref"),
    ("ticket.requester.id", "customer.ref"),
    ("ticket.requester.organization.name", "customer.company"),
    ("ticket.requester.time_zone", "customer.time_zone"),
    ("ticket.requester.custom_fields.*", "customer."),
    ("ticket.organization.name", "customer.company"),
    ("ticket.assignee.name", "agent.name"),
    ("ticket.assignee.first_name", "agent.given_name"),
    ("current_user.name", "agent.name"),
    ("current_user.first_name", "agent.given_name"),
    ("ticket.id", "contact.ref"),
    ("ticket.title", "contact.subject"),
    ("ticket.via", "contact.channel"),
    ("ticket.group.name", "contact.queue"),
    ("ticket.created_at", "contact.arrived_on"),
    ("ticket.account", "shop.name"),
    ("ticket.brand.name", "shop.name"),
    // Freshdesk.
    ("ticket.requester.firstname", "customer.given_name"),
    ("ticket.requester.lastname", "customer.family_name"),
    ("ticket.requester.mobile", "customer.phone"),
    ("ticket.requester.company_name", "customer.company"),
    ("ticket.requester.company.name", "customer.company"),
    ("ticket.company.name", "customer.company"),
    ("ticket.agent.name", "agent.name"),
    ("ticket.agent.firstname", "agent.given_name"),
    ("ticket.subject", "contact.subject"),
    ("ticket.source", "contact.channel"),
    ("ticket.portal_name", "shop.name"),
    ("ticket.product_name", "shop.name"),
    ("helpdesk_name", "shop.name"),
    // Chatwoot.
    ("contact.name", "customer.name"),
    ("contact.first_name", "customer.given_name"),
    ("contact.last_name", "customer.family_name"),
    ("contact.email", "customer.email"),
    ("contact.phone", "customer.phone"),
    ("contact.phone_number", "customer.phone"),
    ("contact.id", "customer.ref"),
    ("contact.custom_attribute.*", "customer."),
    ("conversation.id", "contact.ref"),
    ("conversation.display_id", "contact.ref"),
    ("agent.first_name", "agent.given_name"),
    ("inbox.name", "contact.queue"),
    ("account.name", "shop.name"),
];

/// What stands between `#{` and `}`: Zammad's variables.
pub(super) const ZAMMAD: Names = &[
    ("ticket.customer.fullname", "customer.name"),
    ("ticket.customer.firstname", "customer.given_name"),
    ("ticket.customer.lastname", "customer.family_name"),
    ("ticket.customer.email", "customer.email"),
    ("ticket.customer.phone", "customer.phone"),
    ("ticket.customer.mobile", "customer.phone"),
    ("ticket.customer.organization.name", "customer.company"),
    ("ticket.customer.street", "customer.address.line1"),
    ("ticket.customer.zip", "customer.address.postal_code"),
    ("ticket.customer.city", "customer.address.city"),
    ("ticket.customer.country", "customer.address.country"),
    ("ticket.organization.name", "customer.company"),
    ("ticket.owner.fullname", "agent.name"),
    ("ticket.owner.firstname", "agent.given_name"),
    ("user.fullname", "agent.name"),
    ("user.firstname", "agent.given_name"),
    ("ticket.number", "contact.ref"),
    ("ticket.id", "contact.ref"),
    ("ticket.title", "contact.subject"),
    ("ticket.group.name", "contact.queue"),
    ("ticket.created_at", "contact.arrived_on"),
    ("config.organization", "shop.name"),
    ("config.product_name", "shop.name"),
];

/// What stands between `{%` and `%}`: `FreeScout`'s variables, as Help Scout has them too.
pub(super) const FREESCOUT: Names = &[
    ("customer.fullName", "customer.name"),
    ("customer.firstName", "customer.given_name"),
    ("customer.lastName", "customer.family_name"),
    ("customer.email", "customer.email"),
    ("customer.company", "customer.company"),
    ("customer.phone", "customer.phone"),
    ("user.fullName", "agent.name"),
    ("user.firstName", "agent.given_name"),
    ("conversation.number", "contact.ref"),
    ("conversation.subject", "contact.subject"),
    ("subject", "contact.subject"),
    ("mailbox.name", "contact.queue"),
    ("mailbox.fromName", "shop.name"),
];

/// What stands between `%{` and `}`: osTicket's variables.
pub(super) const OSTICKET: Names = &[
    ("ticket.name", "customer.name"),
    ("ticket.name.full", "customer.name"),
    ("ticket.name.first", "customer.given_name"),
    ("ticket.name.last", "customer.family_name"),
    ("ticket.user.name", "customer.name"),
    ("ticket.user.name.first", "customer.given_name"),
    ("ticket.user.name.last", "customer.family_name"),
    ("ticket.user.email", "customer.email"),
    ("ticket.user.organization", "customer.company"),
    ("ticket.email", "customer.email"),
    ("ticket.phone", "customer.phone"),
    ("recipient.name", "customer.name"),
    ("recipient.name.first", "customer.given_name"),
    ("ticket.staff", "agent.name"),
    ("ticket.staff.name", "agent.name"),
    ("ticket.staff.name.first", "agent.given_name"),
    ("ticket.assigned", "agent.name"),
    ("staff.name", "agent.name"),
    ("staff.name.first", "agent.given_name"),
    ("assignee", "agent.name"),
    ("ticket.number", "contact.ref"),
    ("ticket.id", "contact.ref"),
    ("ticket.subject", "contact.subject"),
    ("ticket.dept", "contact.queue"),
    ("ticket.dept.name", "contact.queue"),
    ("ticket.topic", "contact.queue"),
    ("ticket.create_date", "contact.arrived_on"),
    ("company.name", "shop.name"),
];

/// What names between `{{` and `}}` begin with that are of no answer of ours.
const FOREIGN: [&str; 9] = [
    "ticket",
    "current_user",
    "conversation",
    "satisfaction",
    "helpdesk_name",
    "user",
    "inbox",
    "triggered_user",
    "dc",
];

/// Our name for what a system calls so; `None` where it has none, or is ours already.
pub(super) fn counterpart(names: Names, name: &str) -> Option<String> {
    let (foreign, own) = names.iter().find(|(foreign, _)| match foreign.strip_suffix('*') {
        Some(beginning) => name.strip_prefix(beginning).is_some_and(|field| !field.is_empty() && !field.contains('.')),
        None => *foreign == name,
    })?;
    let field = foreign.strip_suffix('*').and_then(|beginning| name.strip_prefix(beginning)).unwrap_or_default();
    Some(format!("{own}{field}"))
}

/// Whether a name between `{{` and `}}` is another system's.
pub(super) fn is_foreign(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    FOREIGN.contains(&first) || counterpart(BRACES, name).is_some()
}
