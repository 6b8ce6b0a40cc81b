//! Which kind of records a file holds, told by the names of its columns or keys, so that orders are not taken in as customers
//! without a name.

use super::{Error, csv};
use crate::domain::portable::Kind;

/// What a record of a kind has beside its reference: of each group at least one.
const fn marks(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        Kind::Customers => &[&["given_name", "family_name", "name", "company", "emails", "phones"]],
        Kind::Products => &[&["name", "description"], &["sku", "price"]],
        Kind::Orders => &[&["customer"], &["status"]],
        Kind::Accounts => &[&["customer"], &["plan", "balance", "entry_ref"]],
        Kind::Outages => &[&["cause"], &["started_at"]],
        Kind::Answers => &[&["title"], &["body", "phrases"]],
        Kind::Picks => &[&["query"], &["answer"]],
        Kind::Contacts => &[&["channel", "subject"], &["arrived_at"]],
        Kind::Cases => &[&["summary"], &["customer"], &["opened_at"]],
        Kind::Promises => &[&["what"], &["due_at"]],
    }
}

/// The column of ours that a name stands for: its own, one of a group that JSON keeps together, or another system's.
fn meant(kind: Kind, name: &str) -> Option<&'static str> {
    let is_of = |column: &str| column == name || column.strip_prefix(name).is_some_and(|rest| rest.starts_with('_'));
    match (kind, name) {
        (Kind::Products, "variants") | (Kind::Orders, "lines") => Some("sku"),
        (Kind::Accounts, "entries") => Some("entry_ref"),
        _ => csv::columns(kind).iter().copied().find(|column| is_of(column)).or_else(|| csv::meant(kind, name)),
    }
}

/// The columns of a kind that these names stand for, without those that every kind has.
pub(super) fn known(kind: Kind, names: &[String]) -> Vec<&'static str> {
    let meant = names.iter().filter_map(|name| meant(kind, name));
    meant.filter(|column| !matches!(*column, "ref" | "custom")).collect()
}

/// Refuses names that plainly are those of another kind than the one that was asked for.
///
/// # Errors
/// [`Error::OtherKind`], with the kind it is.
pub(super) fn judge(asked: Kind, names: &[String]) -> Result<(), Error> {
    let known = |kind| known(kind, names);
    let marked = |kind: Kind| {
        let known = known(kind);
        marks(kind).iter().all(|group| group.iter().any(|mark| known.contains(mark)))
    };
    let own = known(asked).len() * if marked(asked) { 2 } else { 1 };
    let others = Kind::ALL.into_iter().filter(|kind| *kind != asked && known(*kind).len() > own && marked(*kind));
    match others.max_by_key(|kind| known(*kind).len()) {
        Some(kind) => Err(Error::OtherKind { kind: kind.name() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_for(asked: Kind, names: &str) -> Option<&'static str> {
        let names: Vec<String> = names.split(',').map(str::to_owned).collect();
        match judge(asked, &names) {
            Err(Error::OtherKind { kind }) => Some(kind),
            _ => None,
        }
    }

    #[test]
    fn a_file_of_each_kind_is_known_among_the_others() {
        let files = [
            (Kind::Customers, "ref,given_name,emails,address,note"),
            (Kind::Products, "ref,name,description,variants"),
            (Kind::Products, "id,title,price,stock"),
            (Kind::Orders, "ref,customer,status,placed_at,address,lines,payments"),
            (
                Kind::Orders,
                "ref,customer,status,sku,name,price,quantity,address_line1,address_city,address_postal_code",
            ),
            (Kind::Accounts, "ref,customer,kind,status,plan,opened_at,balance,entries"),
            (Kind::Accounts, "ref,customer,kind,status,plan,address_city,entry_ref,entry_kind,entry_amount"),
            (Kind::Outages, "ref,service,cause,postal_codes,started_at"),
            (Kind::Answers, "ref,title,body,tags,phrases"),
            (Kind::Picks, "query,answer"),
            (Kind::Cases, "ref,customer,kind,severity,summary,wants,status,opened_at,notes"),
            (Kind::Promises, "ref,customer,due_at,what,agent,state"),
            (Kind::Contacts, "ref,customer,channel,agent,subject,arrived_at,status"),
            (Kind::Contacts, "id,requester,requester_email,group,subject,tags,status,priority,via,created_at"),
        ];
        for (kind, names) in files {
            for asked in Kind::ALL {
                let expected = (asked != kind).then_some(kind.name());
                assert_eq!(taken_for(asked, names), expected, "{names} as {}", asked.name());
            }
        }
    }

    #[test]
    fn what_could_be_meant_is_left_to_its_rows() {
        assert_eq!(taken_for(Kind::Customers, "name,email,status,source,created_at,description"), None);
        assert_eq!(taken_for(Kind::Customers, "ref,given_name,family_name,customer,status,lines"), None);
        assert_eq!(taken_for(Kind::Customers, "ref,tier,note"), None);
        assert_eq!(taken_for(Kind::Products, "ref,name"), None);
        assert_eq!(taken_for(Kind::Answers, "ref,title"), None);
        assert_eq!(taken_for(Kind::Orders, "ref"), None);
    }
}
