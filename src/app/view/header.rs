//! The header: the agent's state with its clock, whose matter it is, and the time of day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keymap::Order;
use crate::app::sheet::caller_name;
use crate::app::state::State;
use crate::domain::agent::AgentState;
use crate::domain::approval::Verdict;
use crate::domain::contact::ContactState;
use crate::domain::customer::Customer;
use crate::domain::phone::Phone;
use crate::ui::format::short_clock;
use crate::ui::glyphs::sign;
use crate::ui::theme::Role;
use crate::ui::{meter, pen};

/// The blanks between two facts.
const GAP: &str = "   ";

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let right = right_end(state, area.width);
    let (sign, word, role) = word(state);
    let clock = clock(state);
    let live = theme.strong(role);
    let mut column =
        pen::put_all(buffer, area, 1, 0, [(sign, live), (" ", live), (&word, live), (" ", live), (&clock, live)]);
    if let Some((passed, limit)) = wrap_up_limit(state) {
        let cells = Rect { x: area.x + column + 3, width: 12.min(area.width.saturating_sub(column + 3)), ..area };
        meter::draw(buffer, cells, passed, limit, theme);
        column += 15;
    }
    let room = area.width.saturating_sub(pen::cells(&right) + 4);
    for fact in facts(state) {
        if column + pen::cells(GAP) + pen::cells(&fact) > room {
            break;
        }
        column =
            pen::put_all(buffer, area, column, 0, [(GAP, theme.style(Role::Text)), (&fact, theme.style(Role::Text))]);
    }
    let inside = pen::inside(area);
    pen::put_right(buffer, inside, 0, &right, theme.style(Role::Muted));
}

/// The sign, the word and the role of what the agent does.
fn word(state: &State) -> (&'static str, String, Role) {
    if state.ring.is_some() {
        return (sign::LIVE, "RINGING".to_owned(), Role::Accent);
    }
    let presence = state.presence();
    // With several contacts on the desk the word is that of the one at hand, as its clock is.
    let doing = state.at_hand().map_or(presence.state, |own| match own.state {
        ContactState::Held => AgentState::Holding,
        ContactState::Wrapping if presence.state.follows_contacts() => AgentState::AfterContactWork,
        ContactState::Open
        | ContactState::Wrapping
        | ContactState::Waiting
        | ContactState::Closed
        | ContactState::Abandoned => presence.state,
    });
    match doing {
        AgentState::OnContact => {
            let by = state.at_hand().map_or("CONTACT".to_owned(), |own| own.channel.word().to_uppercase());
            (sign::LIVE, format!("ON {by}"), Role::Accent)
        }
        AgentState::Holding => (sign::HELD, "ON HOLD".to_owned(), Role::Accent),
        AgentState::AfterContactWork => (sign::HELD, "WRAP-UP".to_owned(), Role::Accent),
        AgentState::Ready => (sign::WAITING, "READY".to_owned(), Role::Accent),
        AgentState::NotResponding => (sign::LATE, "NOT RESPONDING".to_owned(), Role::Warn),
        AgentState::LoggedOut => (sign::WAITING, "LOGGED OUT".to_owned(), Role::Text),
        AgentState::NotReady if presence.reason.is_empty() => (sign::WAITING, "NOT READY".to_owned(), Role::Text),
        AgentState::NotReady => (sign::WAITING, format!("NOT READY {}", presence.reason), Role::Text),
    }
}

/// The clock beside that word: of the ringing, of the contact at hand, or of the state.
fn clock(state: &State) -> String {
    if let Some(ring) = state.ring {
        return short_clock(state.now.seconds_since(ring.since));
    }
    if let Some((passed, limit)) = wrap_up_limit(state) {
        return format!("{} of {}", short_clock(passed), short_clock(limit));
    }
    let at_hand = state.at_hand().filter(|own| !state.is_over_time(own));
    let since_answer = at_hand.map(|own| {
        let times = own.times_at(state.now);
        match own.state {
            ContactState::Held | ContactState::Wrapping => state.now.seconds_since(own.since),
            ContactState::Waiting | ContactState::Open | ContactState::Closed | ContactState::Abandoned => {
                times.talk_seconds + times.hold_seconds
            }
        }
    });
    short_clock(since_answer.unwrap_or_else(|| state.now.seconds_since(state.presence().since)))
}

/// How long the wrap-up at hand has run and how long it may, in seconds.
fn wrap_up_limit(state: &State) -> Option<(i64, i64)> {
    let own = state.at_hand().filter(|own| own.state == ContactState::Wrapping)?;
    if state.presence().state != AgentState::AfterContactWork {
        return None;
    }
    Some((state.now.seconds_since(own.since), state.wrap_up_seconds(own)?))
}

/// Whose matter is at hand, whatever file shows: the name first, because it goes last when there is no room.
fn facts(state: &State) -> Vec<String> {
    let ringing = state.ring.and_then(|ring| state.waiting(ring.contact));
    let (name, contact) = match (ringing, state.at_hand(), state.sheet()) {
        (Some(ringing), ..) => {
            let name = ringing.customer.as_ref().map_or_else(|| caller_name(&ringing.contact), Customer::name);
            (name, Some(&ringing.contact))
        }
        (None, Some(own), _) => (state.name_at_hand(), Some(own)),
        (None, None, Some(sheet)) => (sheet.name(), sheet.contact.as_ref()),
        (None, None, None) => return Vec::new(),
    };
    let mut facts = vec![name];
    if let Some(contact) = contact {
        facts.extend(Phone::from_e164(&contact.from).map(|phone| phone.international()));
        facts.push(state.setup.queue_title(&contact.queue).to_owned());
        facts.push(contact.reference.clone());
    }
    facts.dedup();
    facts.extend(waiting_for(state));
    facts
}

/// What waits for this agent's yes, and what of the contact at hand waits for another's or was decided.
fn waiting_for(state: &State) -> Option<String> {
    let at_hand = state.at_hand().map(|own| own.id);
    let mut asked = state.desk.approvals.iter().map(|(approval, _)| approval);
    let own = asked
        .clone()
        .find(|approval| approval.asked_by == state.setup.agent && at_hand.is_some() && approval.contact == at_hand);
    if let Some(own) = own {
        return Some(match own.verdict {
            Verdict::Waiting => format!("{} waits for a yes", own.reference),
            Verdict::Approved => format!("{} {} approved", sign::DONE, own.reference),
            Verdict::Declined => format!("{} {} declined", sign::LATE, own.reference),
        });
    }
    asked.any(|approval| approval.asked_by != state.setup.agent).then(|| {
        let key = state.setup.keymap.key_of(Order::Approvals);
        format!("{} {key} for your yes", sign::WAITING)
    })
}

fn right_end(state: &State, width: u16) -> String {
    let wall = state.wall();
    if width < 120 {
        return format!("{}   {}", state.setup.agent, wall.time(state.now));
    }
    let (day, time) = (wall.weekday_and_day(state.now), wall.time_to_the_second(state.now));
    format!("{}   {day}  {time}", state.setup.agent)
}
