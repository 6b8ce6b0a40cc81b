//! Macros: lines of words with a name and a key, kept in a file that a team lead can read. A line may hold names in braces:
//! `{order}` and `{customer}` are those at hand, `{ask:amount}` is asked for when it runs.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::action::Action;
use super::masked;
use super::record::RecordKind;
use super::spoken::{self, Known};

/// A macro.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Macro {
    /// What it is called.
    pub name: String,
    /// The letter that runs it; empty where it has none.
    pub key: String,
    /// What it says.
    pub say: String,
}

impl fmt::Debug for Macro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Macro", self, f)
    }
}

impl Macro {
    /// The line with the names of what is at hand filled in. What is to be asked for stays in its braces.
    #[must_use]
    pub fn filled(&self, known: &Known<'_>) -> String {
        let order =
            known.marked.as_ref().filter(|(kind, _)| *kind == RecordKind::Order).map(|(_, order)| order.clone());
        let customer = known.file.map(|file| file.customer.reference.clone());
        let fill = |line: String, name: &str, value: Option<String>| match value {
            Some(value) => line.replace(&format!("{{{name}}}"), &value),
            None => line.replace(&format!("{{{name}}}"), &format!("{{ask:{name}}}")),
        };
        fill(fill(self.say.clone(), "order", order), "customer", customer)
    }
}

/// The line that does again what was done, for whatever order and customer are then at hand; `None` where no line can say
/// it.
#[must_use]
pub fn recorded(actions: &[Action], known: &Known<'_>) -> Option<String> {
    let lines = actions.iter().map(|action| said(action, known)).collect::<Option<Vec<_>>>()?;
    Some(lines.join("; ")).filter(|line| !line.is_empty())
}

fn said(action: &Action, known: &Known<'_>) -> Option<String> {
    let orders = known.file.map(|file| file.orders.iter().map(|order| order.reference.as_str())).into_iter().flatten();
    let mut line = spoken::written(action)?;
    for order in orders {
        line = with(&line, order, "{order}");
    }
    let customer = known.file.map(|file| file.customer.reference.clone());
    Some(customer.map_or(line.clone(), |customer| with(&line, &customer, "{customer}")))
}

/// The line with a name in the place of a word.
fn with(line: &str, word: &str, name: &str) -> String {
    line.split(' ').map(|part| if part == word { name } else { part }).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::spoken::tests::{file, house, known};

    #[test]
    fn what_was_done_is_kept_for_any_order() {
        let (house, file) = (house(), file());
        let known = Known { marked: Some((RecordKind::Order, "W77".to_owned())), ..known(&house, Some(&file)) };
        let action = |value| serde_json::from_value::<Action>(value).unwrap();
        let done = [
            action(json!({"action": "cancel_order", "order": "104233", "reason": "no longer needed"})),
            action(
                json!({"action": "schedule_callback", "customer": "C-1", "due_at": "2026-11-24T08:00:00Z", "what": "call"}),
            ),
        ];
        let say = recorded(&done, &known).unwrap();
        assert_eq!(
            say,
            "cancel {order} reason: \"no longer needed\"; promise {customer} due_at: {ask:when} what: call keeper: me"
        );
        let kept = Macro { name: "Cancel and call".to_owned(), key: "c".to_owned(), say };
        assert!(kept.filled(&known).starts_with("cancel W77 reason:"), "{}", kept.filled(&known));
        let line = kept.filled(&known).replace("{ask:when}", "\"tue 9\"");
        let again = spoken::read(&line, &known);
        assert_eq!((again.stop, again.actions.len()), (None, 2), "{line}");
        let nothing_marked = Known { marked: None, ..known };
        assert!(kept.filled(&nothing_marked).contains("{ask:order}"));
    }
}
