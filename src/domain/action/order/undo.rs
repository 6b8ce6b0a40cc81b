//! Taking back what was done to an order: as long as its effect is within the house. Once goods or money have left it, only
//! another action brings them back.

use super::super::Refusal;
use super::OrderAction;
use super::items::still_possible;
use crate::domain::order::{Order, OrderStatus, PaymentKind};
use crate::domain::timestamp::Timestamp;

impl OrderAction {
    /// Whether what it did to this order can still be taken back at that moment.
    ///
    /// # Errors
    /// When goods or money have left the house since; the refusal says what would bring them back.
    pub fn may_be_undone(&self, order: &Order, at: Timestamp) -> Result<(), Refusal> {
        let left = match self {
            Self::PlaceOrder(_)
            | Self::CancelOrder { .. }
            | Self::ChangeOrderAddress { .. }
            | Self::ChangeOrderPayment { .. }
            | Self::ChangeOrderItems { .. } => {
                let gone =
                    matches!(order.status, OrderStatus::Processed | OrderStatus::Shipped | OrderStatus::Delivered);
                gone.then(|| format!("{} is {} by now", order.reference, order.status.name()))
            }
            Self::ReceiveReturn { .. } | Self::Refund { .. } => {
                let mut refunds = order.payments.iter().filter(|payment| payment.kind == PaymentKind::Refund);
                let seen = refunds.next_back().and_then(|refund| refund.seen_by).is_some_and(|seen_by| seen_by <= at);
                seen.then(|| format!("the money of {} is with the customer by now", order.reference))
            }
            Self::ReturnItems { .. } | Self::ExchangeItems { .. } => None,
        };
        match left {
            Some(why) => {
                let message = format!("{why}, so this cannot be taken back");
                Err(Refusal::new("left_the_house", message).instead(still_possible(order)))
            }
            None => Ok(()),
        }
    }
}
