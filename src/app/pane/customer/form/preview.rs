//! What saving the form will change, as the rule decides it: what goes and what comes, field by field.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::Value;

use super::{CustomerForm, fields};
use crate::app::state::State;
use crate::domain::customer::Address;
use crate::domain::journal::{Change, Edit};
use crate::domain::phone::Phone;
use crate::ui::glyphs::sign;
use crate::ui::theme::Role;
use crate::ui::{pen, text};

pub(super) fn draw(state: &State, form: &CustomerForm, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let lines = lines(state, form);
    let head = if form.base.is_some() { "Will change" } else { "Will be on file" };
    pen::put(buffer, area, 0, 0, head, theme.style(Role::Muted));
    let cells = usize::from(area.width.saturating_sub(2));
    let mut y = 1;
    for (sign, role, words) in lines {
        for (at, line) in text::paragraph(&words, cells).into_iter().enumerate() {
            let indent = if sign.is_empty() { 0 } else { 2 };
            pen::put(buffer, area, 0, y, if at == 0 { sign } else { "" }, theme.style(role));
            pen::put(buffer, area, indent, y, &line, theme.style(role));
            y += 1;
        }
    }
}

fn lines(state: &State, form: &CustomerForm) -> Vec<(&'static str, Role, String)> {
    let edits = match form.edits(&state.setup, state.now) {
        Ok(edits) => edits,
        Err(refusal) if form.patch().is_empty() || refusal.code == "name_needed" => {
            return vec![("", Role::Muted, "Give a name or a company first.".to_owned())];
        }
        Err(refusal) => return vec![(sign::LATE, Role::Warn, refusal.message)],
    };
    let changes: Vec<Change> = edits.iter().filter_map(Edit::change).collect();
    let mut lines = Vec::new();
    for change in changes.iter().flat_map(|change| &change.fields) {
        let [before, after] = [words(&change.before), words(&change.after)];
        if before == after || matches!(change.field.as_str(), "id" | "ref") {
            continue;
        }
        lines.push(("", Role::Muted, fields::label(&change.field)));
        lines.extend(Some(before).filter(|text| !text.is_empty()).map(|text| (sign::GONE, Role::Text, text)));
        lines.extend(Some(after).filter(|text| !text.is_empty()).map(|text| (sign::NEW, Role::Text, text)));
    }
    if lines.is_empty() {
        lines.push(("", Role::Muted, "Nothing yet.".to_owned()));
    }
    if form.base.is_none() && !form.contact.is_empty() {
        lines.push(("", Role::Muted, format!("{} will be theirs.", form.contact)));
    }
    lines
}

/// A detail as it is read.
fn words(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) => String::new(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => Phone::from_e164(text).map_or_else(|| text.clone(), |phone| phone.international()),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join("; "),
        Value::Object(_) => serde_json::from_value::<Address>(value.clone()).map_or_else(
            |_| String::new(),
            |address| {
                let parts = [address.line(), address.country];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            },
        ),
    }
}
