//! What stands in the fields of a verb's form: what is known goes in by itself, and what is typed is read against it.

use super::{
    Action, Deed, Effect, Field, Fit, Form, Item, Map, Need, Preview, Showing, Stage, State, Takes, Value, Verb, shown,
};
use crate::app::keymap;
use crate::domain::order::Order;
use crate::domain::record::RecordKind;
use crate::store::Request;
use crate::ui::editor::{Editor, Layout};
use crate::ui::form::{Choices, Choosing, Input};
use crate::ui::list::ListState;

/// How many rows a text of several lines takes.
const BLOCK: u16 = 3;

/// A form of a verb with what goes without saying.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other field is a line")]
pub(super) fn begun(state: &State, verb: &'static Verb, subject: &str) -> Deed {
    let known = state.known();
    let order = known.order(subject);
    let items = asked(state, verb).map(|field| {
        let usual = known.usual(field, order).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        let label = label(field);
        let item = match field.form {
            Takes::Choice(words) => {
                Item::choices(field.name, &label, Choices::new(Choosing::One, words.iter().copied()))
            }
            Takes::Block => Item::block(field.name, &label, &usual, BLOCK),
            _ => Item::line(field.name, &label, &usual),
        };
        if field.need == Need::Needed { item.needed() } else { item }
    });
    let mut form = Form::new(items.collect());
    let first = form.items().iter().find(|item| item.value().is_empty()).map(|item| item.name);
    if let Some(first) = first {
        form.go_to(first);
    }
    offer_to_replace(&mut form);
    Deed {
        verb,
        subject: subject.to_owned(),
        request: None,
        form,
        preview: Preview::Nothing,
        completing: first.map(|_| ListState::default()),
        stage: Stage::Filling,
        showing: Showing::Form,
    }
}

/// What a field is called.
fn label(field: &Field) -> String {
    if field.form == Takes::Lines {
        return "Items".to_owned();
    }
    if field.form == Takes::Swaps {
        return "Variants".to_owned();
    }
    crate::app::update::capital(&field.name.replace('_', " "))
}

/// The fields that are to be filled: all but the record itself, and what is at hand.
fn asked<'s>(state: &'s State, verb: &'static Verb) -> impl Iterator<Item = &'static Field> + use<'s> {
    let first = verb.subject().and_then(|_| verb.fields().next());
    verb.fields()
        .filter(move |field| Some(*field) != first && at_hand(state, field).is_none() && field.name != "version")
}

/// The customer and the contact at hand need not be asked for.
fn at_hand(state: &State, field: &Field) -> Option<Value> {
    let at_hand = matches!(field.form, Takes::Record(RecordKind::Customer | RecordKind::Contact));
    at_hand.then(|| state.known().usual(field, None)).flatten()
}

impl Deed {
    /// The order that its fields are read against.
    pub(super) fn order<'s>(&self, state: &'s State) -> Option<&'s Order> {
        state.file()?.order(&self.subject)
    }

    /// The action as it is filled in; `None` while something is missing or cannot be read.
    pub(super) fn action(&self, state: &State) -> Option<Action> {
        let known = state.known();
        let mut written = Map::from_iter([("action".to_owned(), Value::from(self.verb.name))]);
        for (at, field) in self.verb.fields().enumerate() {
            let text = self.form.item(field.name).map(Item::value).unwrap_or_default();
            let value = if at == 0 && self.verb.subject().is_some() {
                Some(Value::from(self.subject.as_str())).filter(|_| !self.subject.is_empty())
            } else if let (Takes::Action, Some(request)) = (field.form, &self.request) {
                serde_json::to_value(request).ok()
            } else if text.is_empty() {
                at_hand(state, field)
            } else {
                Some(known.value(field.form, &text, self.order(state)).ok()?)
            };
            written.extend(value.map(|value| (field.name.to_owned(), value)));
        }
        Action::read(Value::Object(written)).ok()
    }

    /// The field in which the cursor is, and what stands in it.
    pub(super) fn active(&self) -> Option<(&'static Field, String)> {
        let item = self.form.active()?;
        Some((self.verb.field(item.name).ok()?, item.value()))
    }

    /// What would complete the active field, narrowed to what stands in it.
    pub(super) fn fits(&self, state: &State) -> Vec<Fit> {
        let Some((field, text)) = self.active() else { return Vec::new() };
        let (_, last) = parted(field, &text);
        let fits = state.known().fits(field.form, last, self.order(state));
        if fits.iter().any(|fit| fit.text == text) { Vec::new() } else { fits }
    }
}

/// What stands before the last of several things in a field, and the last of them.
pub(super) fn parted<'t>(field: &Field, text: &'t str) -> (&'t str, &'t str) {
    let several = matches!(field.form, Takes::Lines | Takes::Swaps | Takes::List | Takes::Goods | Takes::Shares);
    let at = if several { text.rfind(',').map_or(0, |at| at + 1) } else { 0 };
    let (before, last) = text.split_at_checked(at).unwrap_or(("", text));
    let counted = last.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = counted.strip_prefix(" x ").unwrap_or(counted);
    let is_count =
        several && counted.len() < last.trim_start().len() && counted.starts_with(' ') | last.contains(" x ");
    if !is_count {
        return (before, last);
    }
    let place = text.len() - counted.len();
    text.split_at_checked(place).unwrap_or((before, last))
}

/// Lets what is typed next take the place of what went in by itself.
pub(super) fn offer_to_replace(form: &mut Form) {
    let Some(name) = form.active().map(|item| item.name) else { return };
    if let Some(Input::Text(editor)) = form.item_mut(name).map(|item| &mut item.input) {
        editor.select(0..editor.text().len());
    }
}

/// Looks for what is typed: in the catalogue where goods are, among the customers where one is.
#[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is looked for")]
pub(super) fn seek(state: &State) -> Vec<Effect> {
    let Some((field, text)) = shown(state).and_then(Deed::active) else { return Vec::new() };
    let (_, last) = parted(field, &text);
    let text = last.trim();
    let request = match field.form {
        _ if text.chars().count() < 2 => None,
        Takes::Goods => Some(Request::FindProducts { text: text.into() }),
        Takes::Record(RecordKind::Customer) => Some(Request::FindCustomers { text: text.into() }),
        _ => None,
    };
    request.map(Effect::Store).into_iter().collect()
}

/// Why a text does not fit into a field.
pub(super) fn refused(state: &State, verb: &Verb, subject: &str, name: &str, text: &str) -> Option<String> {
    let field = verb.field(name).ok()?;
    let order = state.file().and_then(|file| file.order(subject));
    state.known().value(field.form, text, order).err().map(|unclear| unclear.words)
}

/// The verb that a refusal offers instead.
pub(super) fn offered_verb(offer: &str) -> Option<&'static Verb> {
    Verb::named(offer).ok().filter(|verb| matches!(keymap::of_verb(verb), keymap::Order::Verb(_)))
}

/// The form with what a refusal offers in the field that takes it.
pub(super) fn with_offer(state: &State, deed: &Deed, offer: &str) -> Option<Form> {
    let offer = offer.split(" (").next().unwrap_or(offer);
    let takes = |field: &&'static Field| {
        let complete = !matches!(
            field.form,
            Takes::Text | Takes::Block | Takes::List | Takes::Number | Takes::Action | Takes::Json
        );
        let read = |text: &str| state.known().value(field.form, text, deed.order(state)).ok();
        complete && read(&swapped(field, &deed.form.value(field.name), offer)).is_some()
    };
    let field = deed.verb.fields().filter(|field| deed.form.item(field.name).is_some()).find(takes)?;
    let mut form = deed.form.clone();
    let text = swapped(field, &form.value(field.name), offer);
    if let Some(Input::Text(editor)) = form.item_mut(field.name).map(|item| &mut item.input) {
        *editor = Editor::of(&text, Layout::Line);
    }
    form.go_to(field.name);
    Some(form)
}

/// What is offered, in the place of the last thing that comes for another.
fn swapped(field: &Field, text: &str, offer: &str) -> String {
    match (field.form, text.rsplit_once("->")) {
        (Takes::Swaps, Some((from, _))) => format!("{from}-> {offer}"),
        _ => offer.to_owned(),
    }
}
