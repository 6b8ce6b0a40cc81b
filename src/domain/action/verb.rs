//! The actions as they are written down: their names, what each takes and in which form. The help of the command line, its
//! checks and what it says of a mistake are all read off this one list.

use serde_json::Value;

use super::{Action, Refusal};

/// An action by its name.
#[derive(Debug, PartialEq, Eq)]
pub struct Verb {
    /// The name.
    pub name: &'static str,
    /// What it does.
    pub words: &'static str,
    own: &'static [Field],
    details: &'static [Field],
}

/// What an action takes under a name.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// What is written there.
    pub form: Form,
    /// Whether it can be left out.
    pub need: Need,
}

/// In which form a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// A moment, as RFC 3339.
    Moment,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several texts.
    List,
    /// Several pairs, what for what.
    Pairs,
    /// A record or several, as JSON.
    Json,
}

/// Whether a field can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It cannot.
    Needed,
    /// It can.
    Optional,
}

const fn needed(name: &'static str, form: Form) -> Field {
    Field { name, form, need: Need::Needed }
}

const fn optional(name: &'static str, form: Form) -> Field {
    Field { name, form, need: Need::Optional }
}

const DETAILS: &[Field] = &[
    optional("given_name", Form::Text),
    optional("family_name", Form::Text),
    optional("company", Form::Text),
    optional("emails", Form::List),
    optional("phones", Form::List),
    optional("address", Form::Json),
    optional("language", Form::Text),
    optional("time_zone", Form::Text),
    optional("tier", Form::Text),
    optional("tags", Form::List),
    optional("alerts", Form::List),
    optional("payment_methods", Form::Json),
    optional("note", Form::Text),
    optional("custom", Form::Json),
];

/// Every action that can be asked for.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "create_customer",
        words: "make a customer with these details",
        own: &[optional("contact", Form::Text)],
        details: DETAILS,
    },
    Verb {
        name: "change_customer",
        words: "change these details of a customer",
        own: &[needed("customer", Form::Text), optional("version", Form::Number)],
        details: DETAILS,
    },
    Verb {
        name: "identify_customer",
        words: "say whose contact it is",
        own: &[needed("contact", Form::Text), needed("customer", Form::Text)],
        details: &[],
    },
    Verb {
        name: "close_contact",
        words: "put a contact that is on your desk into the log",
        own: &[
            needed("contact", Form::Text),
            optional("disposition", Form::Text),
            optional("resolved", Form::Choice(&["resolved", "unresolved"])),
            optional("note", Form::Text),
        ],
        details: &[],
    },
    Verb {
        name: "schedule_callback",
        words: "promise a customer to call back",
        own: &[
            optional("customer", Form::Text),
            optional("contact", Form::Text),
            needed("due_at", Form::Moment),
            needed("what", Form::Text),
            optional("keeper", Form::Choice(&["me", "anyone"])),
        ],
        details: &[],
    },
    Verb {
        name: "keep_callback",
        words: "say that a promise was kept",
        own: &[needed("callback", Form::Text)],
        details: &[],
    },
    Verb {
        name: "cancel_order",
        words: "cancel an order and pay back what was paid",
        own: &[needed("order", Form::Text), needed("reason", Form::Text)],
        details: &[],
    },
    Verb {
        name: "change_order_address",
        words: "send an order somewhere else",
        own: &[needed("order", Form::Text), needed("address", Form::Json)],
        details: &[],
    },
    Verb {
        name: "change_order_payment",
        words: "let another method pay for an order",
        own: &[needed("order", Form::Text), needed("method", Form::Text)],
        details: &[],
    },
    Verb {
        name: "change_order_items",
        words: "send other variants of what was ordered",
        own: &[needed("order", Form::Text), needed("changes", Form::Pairs), needed("method", Form::Text)],
        details: &[],
    },
    Verb {
        name: "return_items",
        words: "take goods back for their money",
        own: &[
            needed("order", Form::Text),
            needed("lines", Form::List),
            needed("refund_to", Form::Text),
            optional("reason", Form::Text),
        ],
        details: &[],
    },
    Verb {
        name: "exchange_items",
        words: "take goods back for other variants of them",
        own: &[needed("order", Form::Text), needed("changes", Form::Pairs), needed("method", Form::Text)],
        details: &[],
    },
    Verb {
        name: "open_account",
        words: "open an account for a customer",
        own: &[
            needed("customer", Form::Text),
            needed("kind", Form::Text),
            optional("plan", Form::Text),
            optional("address", Form::Json),
            optional("custom", Form::Json),
        ],
        details: &[],
    },
    Verb {
        name: "change_account",
        words: "change the details of an account",
        own: &[needed("account", Form::Text), optional("address", Form::Json), optional("custom", Form::Json)],
        details: &[],
    },
    Verb {
        name: "suspend_account",
        words: "let an account rest",
        own: &[needed("account", Form::Text), needed("reason", Form::Text)],
        details: &[],
    },
    Verb {
        name: "resume_account",
        words: "let an account run again",
        own: &[needed("account", Form::Text)],
        details: &[],
    },
    Verb {
        name: "close_account",
        words: "end an account on which nothing is owed, or with a final bill",
        own: &[needed("account", Form::Text), needed("reason", Form::Text), optional("final_bill", Form::Text)],
        details: &[],
    },
    Verb {
        name: "change_plan",
        words: "bill an account by another plan, and settle the rest of the period",
        own: &[needed("account", Form::Text), needed("plan", Form::Text)],
        details: &[],
    },
    Verb {
        name: "charge",
        words: "charge an account; the entry is an invoice",
        own: &[
            needed("account", Form::Text),
            needed("amount", Form::Text),
            needed("what", Form::Text),
            optional("due_at", Form::Moment),
        ],
        details: &[],
    },
    Verb {
        name: "credit",
        words: "give something on an account, or on a gift card of a customer",
        own: &[
            optional("account", Form::Text),
            optional("customer", Form::Text),
            optional("method", Form::Text),
            needed("amount", Form::Text),
            needed("reason", Form::Text),
            optional("invoice", Form::Text),
        ],
        details: &[],
    },
    Verb {
        name: "take_payment",
        words: "book what a customer paid on an account or an invoice",
        own: &[
            needed("account", Form::Text),
            needed("amount", Form::Text),
            needed("bank_reference", Form::Text),
            optional("invoice", Form::Text),
        ],
        details: &[],
    },
    Verb {
        name: "refund_payment",
        words: "pay back a payment, or what is the customer's on an account",
        own: &[
            needed("account", Form::Text),
            needed("amount", Form::Text),
            needed("reason", Form::Text),
            optional("payment", Form::Text),
            optional("bank_reference", Form::Text),
        ],
        details: &[],
    },
    Verb {
        name: "report_meter",
        words: "write down what a meter shows",
        own: &[
            needed("account", Form::Text),
            needed("reading", Form::Number),
            optional("meter", Form::Text),
            optional("read_at", Form::Moment),
            optional("since_last", Form::Choice(&["counted", "rolled_over", "new_meter"])),
            optional("checked", Form::Choice(&["once", "again"])),
        ],
        details: &[],
    },
    Verb {
        name: "report_service",
        words: "write down what is wrong with the service of an account",
        own: &[needed("account", Form::Text), needed("what", Form::Text)],
        details: &[],
    },
    Verb {
        name: "report_outage",
        words: "write down a fault that strikes many",
        own: &[
            needed("cause", Form::Text),
            optional("service", Form::Text),
            optional("postal_codes", Form::List),
            optional("accounts", Form::List),
            optional("started_at", Form::Moment),
            optional("expected_until", Form::Moment),
            optional("contact", Form::Text),
        ],
        details: &[],
    },
    Verb {
        name: "change_outage",
        words: "say more of an outage: what it is, where, until when",
        own: &[
            needed("outage", Form::Text),
            optional("cause", Form::Text),
            optional("postal_codes", Form::List),
            optional("expected_until", Form::Moment),
        ],
        details: &[],
    },
    Verb {
        name: "join_outage",
        words: "say that a contact is about an outage, or that it strikes an account",
        own: &[needed("outage", Form::Text), optional("contact", Form::Text), optional("account", Form::Text)],
        details: &[],
    },
    Verb {
        name: "end_outage",
        words: "say that an outage is over",
        own: &[needed("outage", Form::Text), optional("ended_at", Form::Moment)],
        details: &[],
    },
    Verb { name: "undo", words: "take an action back", own: &[needed("receipt", Form::Number)], details: &[] },
];

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

fn listed(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

impl Action {
    /// Reads an action that somebody wrote down.
    ///
    /// # Errors
    /// When it is no action, lacks something or has something more; the refusal says what would be right.
    pub fn read(written: Value) -> Result<Self, Refusal> {
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
        serde_json::from_value(written).map_err(|error| bad(format!("`{}`: {error}", verb.name)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;
    use crate::domain::customer::Details;

    fn example(field: &Field) -> Value {
        match field.form {
            Form::Text => json!("x"),
            Form::Number => json!(7),
            Form::Moment => json!("2026-11-24T09:00:00Z"),
            Form::Choice(words) => json!(words[0]),
            Form::List => json!(["x"]),
            Form::Pairs => json!([{"from": "x", "to": "y"}]),
            Form::Json => json!({}),
        }
    }

    fn written(verb: &Verb, without: &str) -> Value {
        let fields = verb.fields().filter(|field| field.name != without);
        let mut all: Map<_, _> = fields.map(|field| (field.name.to_owned(), example(field))).collect();
        all.insert("action".to_owned(), verb.name.into());
        Value::Object(all)
    }

    #[test]
    fn every_action_is_listed_with_what_it_takes() {
        for verb in VERBS {
            let action = Action::read(written(verb, "")).unwrap();
            let back = serde_json::to_value(&action).unwrap();
            assert!(verb.fields().all(|field| back.get(field.name).is_some()), "{back}");
            for field in verb.fields() {
                let read = serde_json::from_value::<Action>(written(verb, field.name));
                assert_eq!(read.is_err(), field.need == Need::Needed, "{} without {}", verb.name, field.name);
                if let Form::Choice(words) = field.form {
                    for word in words {
                        let mut said = written(verb, "");
                        said[field.name] = json!(word);
                        assert!(Action::read(said).is_ok(), "{} {word}", field.name);
                    }
                }
            }
        }
    }

    #[test]
    fn every_detail_of_a_customer_is_among_the_fields() {
        let details = serde_json::to_value(Details::default()).unwrap();
        let listed: Vec<_> = DETAILS.iter().map(|field| field.name).collect();
        assert_eq!(details.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>(), listed);
    }

    #[test]
    fn a_mistake_is_told_with_what_would_be_right() {
        let told = |action: Value| Action::read(action).unwrap_err();
        assert!(told(json!({"action": "dance"})).message.starts_with("there is no action `dance`; there are create_"));
        assert_eq!(told(json!({"action": "dance"})).instead.len(), VERBS.len());
        assert_eq!(told(json!({"action": "keep_callback"})).message, "`keep_callback` needs `callback`");
        let more = told(json!({"action": "keep_callback", "callback": "B-1", "why": "x"}));
        assert_eq!((more.code.as_str(), more.message.contains("it takes callback")), ("unknown_field", true));
        assert!(told(json!([])).message.contains("\"action\""));
        let late = json!({"action": "schedule_callback", "due_at": "soon", "what": "x"});
        assert!(told(late).message.starts_with("`schedule_callback`: "));
    }
}
