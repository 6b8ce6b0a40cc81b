//! The actions as they are written down: their names, what each takes and in which form. The help of the command line, its
//! checks and what it says of a mistake are all read off this one list.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

use super::{Action, Refusal};
use crate::domain::policy::Policy;
use crate::domain::record::RecordKind;

mod account;
mod answer;
mod case;
mod customer;
mod guarded;
mod learning;
mod list;

pub use list::VERBS;
use list::{ACCOUNT, CALLBACK, CONTACT, CUSTOMER, ORDER, needed, optional, verb};

/// An action by its name.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Verb {
    /// The name.
    pub name: &'static str,
    /// What it does.
    pub words: &'static str,
    own: &'static [Field],
    details: &'static [Field],
}

/// What an action takes under a name.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// What is written there.
    pub form: Form,
    /// Whether it can be left out.
    pub need: Need,
}

/// What a field is, so that a form can complete it and a line of words fill it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A text.
    Text,
    /// A text of several lines.
    Block,
    /// A whole number.
    Number,
    /// A moment, as RFC 3339.
    Moment,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several of these words.
    Choices(&'static [&'static str]),
    /// Several texts.
    List,
    /// Another action, as JSON.
    Action,
    /// A record or several, as JSON.
    Json,
    /// A record of this kind, by its reference. A verb whose first field it is acts on such a record.
    Record(RecordKind),
    /// Lines of the order, by their variants; a variant twice means two of it.
    Lines,
    /// Lines of the order, each with the other variant of the same product that comes for it.
    Swaps,
    /// A method of payment of the customer.
    Method,
    /// A postal address, or the lines of one that change.
    Address,
    /// A postal address that comes to others.
    Addresses,
    /// A method of payment that comes to others.
    Methods,
    /// An amount of money, as a decimal.
    Amount,
    /// Why, in words that the policy may have listed.
    Reason(Reasons),
    /// A name that the house or the record knows; any other word too, where it knows none.
    Name(Names),
    /// Variants of the catalogue with how many of each, one where nothing is said.
    Goods,
    /// Methods of payment of the customer with what each pays; the last may pay the rest.
    Shares,
}

/// The policy's list from which a reason comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reasons {
    /// Those for which an order may be cancelled.
    Cancel,
    /// What a complaint may be about.
    Category,
    /// To whom something is referred.
    Addressee,
    /// None: any words will do.
    Free,
}

/// What bears a name that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Names {
    /// A kind of account.
    Kind,
    /// A plan by which an account is billed.
    Plan,
    /// A way of sending goods.
    Carriage,
    /// A meter of the account.
    Meter,
    /// A parcel that is on its way back.
    Parcel,
    /// A file that became one with the customer's.
    Merged,
    /// What came of a contact.
    Disposition,
}

/// How the value of a field is written down, whatever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Several texts.
    List,
    /// Several pairs, what for what.
    Pairs,
    /// Several variants, each with how many of it.
    Goods,
    /// Several methods, each with an amount.
    Shares,
    /// JSON.
    Json,
}

impl Form {
    /// How it is written down.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Text
            | Self::Block
            | Self::Moment
            | Self::Choice(_)
            | Self::Record(_)
            | Self::Method
            | Self::Amount
            | Self::Reason(_)
            | Self::Name(_) => Shape::Text,
            Self::Number => Shape::Number,
            Self::List | Self::Lines | Self::Choices(_) => Shape::List,
            Self::Swaps => Shape::Pairs,
            Self::Goods => Shape::Goods,
            Self::Shares => Shape::Shares,
            Self::Json | Self::Address | Self::Addresses | Self::Methods | Self::Action => Shape::Json,
        }
    }
}

impl Reasons {
    /// The reasons that the policy has listed; any words will do where there are none.
    #[must_use]
    pub fn of(self, policy: &Policy) -> &[String] {
        match self {
            Self::Cancel => &policy.orders.cancel_reasons,
            Self::Category => &policy.cases.categories,
            Self::Addressee => &policy.cases.refer_to,
            Self::Free => &[],
        }
    }
}

/// Whether a field can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// It cannot.
    Needed,
    /// It can.
    Optional,
}

impl Verb {
    /// The action of that name.
    ///
    /// # Errors
    /// When there is none; the refusal says which there are.
    pub fn named(name: &str) -> Result<&'static Self, Refusal> {
        VERBS.iter().find(|verb| verb.name == name).ok_or_else(|| {
            let names = VERBS.iter().map(|verb| verb.name.to_owned());
            let message = format!("there is no action `{name}`; there are {}", listed(VERBS.iter().map(|v| v.name)));
            Refusal::new("bad_action", message).instead(names)
        })
    }

    /// What it takes.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.own.iter().chain(self.details)
    }

    /// The kind of record that it acts on: that of its first field.
    #[must_use]
    pub fn subject(&self) -> Option<RecordKind> {
        if let Form::Record(kind) = self.fields().next()?.form { Some(kind) } else { None }
    }

    /// Whether it cannot do without such a record.
    #[must_use]
    pub fn needs_subject(&self) -> bool {
        self.subject().is_some() && self.fields().next().is_some_and(|field| field.need == Need::Needed)
    }

    /// What it takes under that name.
    ///
    /// # Errors
    /// When it takes nothing of that name; the refusal says what it takes.
    pub fn field(&self, name: &str) -> Result<&'static Field, Refusal> {
        self.fields().find(|field| field.name == name).ok_or_else(|| {
            let known = listed(self.fields().map(|field| field.name));
            Refusal::new("unknown_field", format!("`{}` has no `{name}`; it takes {known}", self.name))
        })
    }
}

/// A verb is written down as its name.
impl Serialize for Verb {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl<'de> Deserialize<'de> for &'static Verb {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Verb::named(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

fn listed(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

impl Action {
    /// Reads an action that somebody wrote down.
    ///
    /// # Errors
    /// When it is no action, lacks something or has something more; the refusal says what would be right.
    pub fn read(mut written: Value) -> Result<Self, Refusal> {
        let bad = |message: String| Refusal::new("bad_action", message);
        let unnamed = || bad("an action is an object with its name, like {\"action\":\"close_contact\",…}".to_owned());
        let fields = written.as_object().ok_or_else(unnamed)?;
        let verb = Verb::named(fields.get("action").and_then(Value::as_str).ok_or_else(unnamed)?)?;
        for name in fields.keys().filter(|name| *name != "action") {
            verb.field(name)?;
        }
        if let Some(missing) =
            verb.fields().find(|field| field.need == Need::Needed && !fields.contains_key(field.name))
        {
            return Err(bad(format!("`{}` needs `{}`", verb.name, missing.name)));
        }
        for field in verb.fields() {
            written.get_mut(field.name).into_iter().for_each(|value| guarded::guarded(field, value));
        }
        serde_json::from_value(written).map_err(|error| bad(format!("`{}`: {error}", verb.name)))
    }
}

#[cfg(test)]
mod tests;
