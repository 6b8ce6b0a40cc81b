//! The windows of time in which something may be done to an order. One whose beginning nobody wrote down is always open.

use super::super::Refusal;
use crate::domain::order::Order;
use crate::domain::policy::OrderPolicy;
use crate::domain::timestamp::{DAY, Date, Timestamp};

/// What there is a window for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    Cancel,
    Return,
    Exchange,
}

/// Whether a window is open.
pub(super) fn open(order: &Order, window: Window, policy: &OrderPolicy, at: Timestamp) -> Result<(), Refusal> {
    let arrived = order.delivered_at.or(order.placed_at);
    let days = |days: u32| (i64::from(days) * DAY, counted(days, "day"));
    let (begins, lasts, done) = match window {
        Window::Cancel => {
            let hours = policy.cancel_hours.map(|hours| (i64::from(hours) * 3_600, counted(hours, "hour")));
            (order.placed_at, hours, "cancelled")
        }
        Window::Return => (arrived, policy.return_days.map(days), "returned"),
        Window::Exchange => (arrived, policy.exchange_days.map(days), "exchanged"),
    };
    let (Some(begins), Some((seconds, length))) = (begins, lasts) else { return Ok(()) };
    if at <= begins.plus_seconds(seconds) {
        return Ok(());
    }
    let message =
        format!("{} could be {done} within {length} of {}, and that is over", order.reference, Date::of(begins));
    let instead = (window == Window::Cancel).then(|| "return_items once it has arrived".to_owned());
    Err(Refusal::new("too_late", message).instead(instead))
}

fn counted(count: u32, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
