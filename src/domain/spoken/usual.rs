//! What goes without saying: whoever and whatever is at hand.

use serde_json::Value;

use super::Known;
use crate::domain::action::{Field, Form, Need};
use crate::domain::order::Order;
use crate::domain::record::RecordKind;

impl Known<'_> {
    pub(super) fn is_marked(&self, kind: RecordKind, reference: &str) -> bool {
        self.marked.as_ref().is_some_and(|(marked, of)| *marked == kind && of == reference)
    }

    /// What goes without saying: the customer and the contact at hand, the marked case, and the method that paid where only
    /// one did.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other field has to be said")]
    pub fn usual(&self, field: &Field, order: Option<&Order>) -> Option<Value> {
        match field.form {
            // The other customer of two is somebody else.
            Form::Record(RecordKind::Customer) if field.name == "customer" => {
                self.file.map(|file| file.customer.reference.as_str().into())
            }
            Form::Record(RecordKind::Contact) => self.contact.map(|contact| contact.reference.as_str().into()),
            Form::Record(RecordKind::Case) => {
                let marked = self.marked.as_ref().filter(|(marked, _)| *marked == RecordKind::Case);
                marked.map(|(_, reference)| reference.as_str().into())
            }
            Form::Method if field.need == Need::Needed => {
                let methods = self.methods(order);
                let mut paid = order.map(Order::paid).unwrap_or_default().into_iter();
                let only = paid.next().filter(|_| paid.next().is_none()).map(|(method, _)| method);
                let stored = methods.first().filter(|_| methods.len() == 1).map(|method| method.reference.clone());
                only.or(stored).map(Value::from)
            }
            _ => None,
        }
    }
}
