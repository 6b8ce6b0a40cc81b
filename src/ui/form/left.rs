//! A form as it was left, to be written down and taken up again: what stands in each item, what was wrong with it, and
//! where the cursor was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Form, Input};
use crate::ui::editor::Editor;

/// A form as it was left.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
pub struct Left {
    active: String,
    cursor: usize,
    values: BTreeMap<String, String>,
    errors: BTreeMap<String, String>,
}

impl Left {
    /// What stood in the item of this name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }
}

impl Form {
    /// The form as it is left now.
    #[must_use]
    pub fn left(&self) -> Left {
        let named = |name: &str| name.to_owned();
        let cursor = self.active().map_or(0, |item| match &item.input {
            Input::Text(editor) => editor.cursor(),
            Input::Choices(choices) => choices.cursor(),
        });
        let value = |input: &Input| match input {
            Input::Text(editor) => editor.text().to_owned(),
            Input::Choices(choices) => choices.value(),
        };
        Left {
            active: self.active().map(|item| named(item.name)).unwrap_or_default(),
            cursor,
            values: self.items.iter().map(|item| (named(item.name), value(&item.input))).collect(),
            errors: self.items.iter().filter_map(|item| Some((named(item.name), item.error.clone()?))).collect(),
        }
    }

    /// Fills the form as it was left. What it has no item for any more is passed over.
    pub fn take_up(&mut self, left: &Left) {
        for item in &mut self.items {
            let Some(value) = left.values.get(item.name) else { continue };
            match &mut item.input {
                Input::Text(editor) => *editor = Editor::of(value, editor.layout()),
                Input::Choices(choices) => choices.take_up(value),
            }
            item.error = left.errors.get(item.name).cloned();
        }
        self.go_to(&left.active);
        match self.items.get_mut(self.active).map(|item| &mut item.input) {
            Some(Input::Text(editor)) => *editor = Editor::restored(editor.text(), left.cursor, editor.layout()),
            Some(Input::Choices(choices)) => drop(choices.go(left.cursor)),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent};

    use super::super::{Choices, Choosing, Item};
    use super::*;

    fn empty() -> Form {
        let yes_or_no = Choices::new(Choosing::One, ["yes", "no"]).chosen("yes");
        Form::new(vec![Item::line("when", "When", ""), Item::choices("settled", "Settled", yes_or_no)])
    }

    #[test]
    fn it_is_taken_up_with_its_blanks_its_errors_and_its_cursor() {
        let press = |form: &mut Form, codes: &[KeyCode]| {
            for code in codes {
                form.press(KeyEvent::from(*code), 60, &|_, value| (value == "t").then(|| "no time".to_owned()));
            }
        };
        let mut form = empty();
        press(&mut form, &[KeyCode::Char('t'), KeyCode::Char(' '), KeyCode::Tab, KeyCode::Char(' '), KeyCode::Right]);
        let mut again = empty();
        again.take_up(&form.left());
        assert_eq!(again.left(), form.left());
        assert_eq!(
            (again.item("when").unwrap().error.as_deref(), again.value("settled").as_str()),
            (Some("no time"), "")
        );
        press(&mut form, &[KeyCode::BackTab, KeyCode::Left]);
        again.take_up(&form.left());
        press(&mut again, &[KeyCode::Char('x')]);
        assert_eq!(again.value("when"), "tx");
    }
}
