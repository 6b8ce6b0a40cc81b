//! The footer: the keys that work now, read off the one table, the most wanted first. The keys of the call come before
//! all others, and the key that shows all of them comes last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keymap::{Binding, Chord, Order, Place};
use crate::app::over;
use crate::app::pane::{answers, customer, queue};
use crate::app::possible::Possible;
use crate::app::sheet::{Whose, Writing};
use crate::app::state::{State, Typing};
use crate::domain::contact::ContactState;
use crate::domain::record::RecordKind;
use crate::ui::hints::{self, Hint, Use};

/// For how many seconds what was done is likely to be taken back.
const FRESH: i64 = 120;

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    if let Some(over) = &state.over {
        let hints = over::hints(state, over);
        let hints: Vec<Hint<'_>> = hints.iter().map(|(key, verb)| Hint { key, verb, now: Use::Possible }).collect();
        hints::draw(buffer, area, &hints, state.setup.theme);
        return;
    }
    let places = state.places();
    let bindings: Vec<(String, String, Use)> = offered(state)
        .into_iter()
        .filter_map(|Offered { order, place, now }| {
            let mut of_place = state.setup.keymap.of(place);
            let binding = of_place.find(|binding| binding.order == order && !binding.chords.is_empty())?;
            // A key that means something nearer here is not shown for this.
            let means = |chord: &&Chord| state.setup.keymap.order(**chord, &places) == Some(order);
            let key = binding.chords.iter().find(means).or(binding.chords.first())?.to_string();
            Some((key, verb(state, binding), now))
        })
        .collect();
    let hints: Vec<Hint<'_>> = bindings.iter().map(|(key, verb, now)| Hint { key, verb, now: *now }).collect();
    hints::draw(buffer, area, &hints, state.setup.theme);
}

/// The word for a key as things stand: F8 declines a call that rings, F3 takes back one on hold.
#[expect(clippy::wildcard_enum_match_arm, reason = "the table has the word for every other key")]
fn verb(state: &State, binding: &Binding) -> String {
    let verb = match binding.order {
        Order::WrapUp if state.places().first() == Some(&Place::WrapUp) => "30 s more",
        Order::NextContact if state.contact_of_another().is_some() => "go back",
        Order::Commit if customer::first::asks_path(state) => "read it in",
        Order::WithdrawAnswer if answers::is_withdrawn(state) => "put back",
        Order::NewAnswer if answers::finds_none(state) => "write one",
        Order::End if state.ring.is_some() => "decline",
        Order::Hold if state.at_hand().is_some_and(|own| own.state == ContactState::Held) => "take back",
        _ => &binding.verb,
    };
    verb.to_owned()
}

/// Whether an order means nothing to the text that is typed as things stand.
fn is_idle(state: &State, particular: Place, order: Order) -> bool {
    let note = particular == Place::Note && state.sheet().is_some_and(|sheet| sheet.writing() == Writing::Note);
    // Where nothing good was found two keys are wanted: another look, or a new answer.
    let nothing = particular == Place::Answers && answers::finds_none(state);
    let of_marks = matches!(order, Order::Suggest | Order::IgnoreMark | Order::LearnWord);
    // What is done once for an answer need not stand there with every search.
    order == Order::Favour
        || note && order == Order::Commit
        || order == Order::TakeOffer && !customer::deed::is_offered(state)
        || of_marks && state.why_not(order).is_some()
        || order == Order::Nearest && answers::why_hidden(state, order).is_some()
        || nothing && !matches!(order, Order::Nearest | Order::NewAnswer)
}

/// A key that the footer shows, and whether it can be used now.
#[derive(Clone, Copy)]
struct Offered {
    order: Order,
    place: Place,
    now: Use,
}

/// What the footer shows, the most wanted first; the keys of the call stand before all others.
fn offered(state: &State) -> Vec<Offered> {
    let (places, possible) = (state.places(), Possible::of(state));
    let asked = |(order, place): (Order, Place)| {
        let now = if possible.why_not(order).is_some() { Use::Refused } else { Use::Possible };
        Offered { order, place, now }
    };
    // What is done for the customer stands in the list of verbs; the footer is for the marked row.
    let of_row = |place: &Place| matches!(place, Place::Row(kind) if *kind != RecordKind::Customer);
    let row = places.iter().copied().find(of_row);
    let of_file = |place: &Place| !matches!(place, Place::Row(_) | Place::Writing);
    let particular = places.into_iter().find(of_file).unwrap_or(Place::Everywhere);
    let typing = state.typing != Typing::Nothing;
    let of_the_call = |orders: &[Order]| orders.iter().map(|order| asked((*order, Place::Call))).collect::<Vec<_>>();
    let keys = |place: Place| state.setup.keymap.of(place).map(move |binding| (binding.order, place));
    let mut offered = of_the_call(&call(state));
    // Without a sheet there is nothing in a file to act on.
    let empty = particular == Place::Customer && state.sheet().is_none();
    let own_keys = keys(particular).filter(|_| !empty).map(asked);
    let (acting, refused): (Vec<_>, Vec<_>) =
        row.into_iter().flat_map(keys).map(asked).partition(|offered| offered.now == Use::Possible);
    let own_keys: Vec<_> = acting.into_iter().chain(own_keys).chain(refused).collect();
    if typing || particular == Place::WrapUp {
        let idle = |order: Order| is_idle(state, particular, order);
        let beside = matches!(particular, Place::Note | Place::Answers).then_some((Order::TextDown, Place::Call));
        let own = own_keys.into_iter().chain(beside.map(asked)).filter(|key| !idle(key.order));
        // What keeps the library comes after what is wanted while somebody waits.
        let (later, sooner): (Vec<_>, Vec<_>) = own.partition(|key| answers::keeps(key.order));
        let help = (Order::Help, if typing { Place::Call } else { Place::Everywhere });
        offered.extend(sooner.into_iter().chain(later).chain([asked(help)]));
        return offered;
    }
    let first = own_keys.first().copied().filter(|_| match particular {
        Place::Queue => !queue::rows(state).is_empty(),
        Place::FirstSteps => true,
        Place::Call
        | Place::Everywhere
        | Place::List
        | Place::Customer
        | Place::Answers
        | Place::Learned
        | Place::Missing
        | Place::Log
        | Place::Note
        | Place::WrapUp
        | Place::Form
        | Place::AnswerForm
        | Place::Versions
        | Place::Deed
        | Place::Writing
        | Place::Row(_) => false,
    });
    let everywhere = |order: Order| asked((order, Place::Everywhere));
    let more = of_the_call(&[Order::PassOn, Order::PutBack, Order::TextDown, Order::PageDown, Order::Presence]);
    let more = more.into_iter().filter(|offered| offered.now == Use::Possible);
    let rest =
        [Order::SearchCustomers, Order::Palette, Order::NextPane, Order::SearchAnswers, Order::Note, Order::Help];
    let wanted = wanted(state).into_iter().map(everywhere);
    let all = first.into_iter().chain(wanted).chain(own_keys).chain(more).chain(rest.map(everywhere));
    for each in all {
        // A key that means something nearer is not offered twice.
        if !offered.iter().any(|other| other.order == each.order) {
            offered.push(each);
        }
    }
    offered
}

/// The keys of the call that act as things stand.
fn call(state: &State) -> Vec<Order> {
    if state.ring.is_some() {
        return vec![Order::Answer, Order::End];
    }
    let Some(own) = state.at_hand() else { return vec![Order::Answer, Order::Presence] };
    let wraps = own.state == ContactState::Wrapping;
    let asks_more = wraps && state.wrap_up_seconds(own).is_some();
    let several = state.desk.own.len() > 1 || state.own_contact().is_none();
    let keys = [
        (Order::Hold, !wraps && own.channel.is_live()),
        (Order::NextContact, several),
        (Order::WrapUp, state.places().first() != Some(&Place::WrapUp) || asks_more),
        (Order::End, !wraps),
    ];
    keys.into_iter().filter_map(|(order, acts)| acts.then_some(order)).collect()
}

/// The keys that act everywhere and are wanted most as things stand.
fn wanted(state: &State) -> Vec<Order> {
    let unknown = state.sheet().is_some_and(|sheet| matches!(sheet.whose, Whose::Unknown(_)));
    let (own, nothing) = (state.own_contact(), state.sheet().is_none() && !customer::first::shows(state));
    let done = state.done.first().is_some_and(|done| state.now.seconds_since(done.at) < FRESH);
    let keys = [
        (Order::SearchCustomers, nothing),
        (Order::NewCustomer, unknown || nothing),
        (Order::FirstSteps, nothing && state.customers == 0),
        (Order::Reply, own.is_some_and(|own| own.channel.is_written()) && state.why_not(Order::Reply).is_none()),
        (Order::SearchAnswers, own.is_some()),
        (Order::Note, own.is_some()),
        (Order::Undo, done),
    ];
    keys.into_iter().filter_map(|(order, is_wanted)| is_wanted.then_some(order)).collect()
}
