//! A store that does not take what is written, and takes it again.

use crate::app::effect::Effect;
use crate::app::fault::Fault;
use crate::app::state::State;
use crate::ui::rule::Tone;

impl State {
    /// The store does not take what is written. All of it waits outside of the desk; here it is told.
    pub(super) fn store_failed(&mut self, fault: Fault) {
        let known = self.fault.as_ref().is_some_and(|known| known.error.code() == fault.error.code());
        if !known {
            tracing::warn!(code = fault.error.code(), "the store does not take what is written");
            self.say(Tone::Failed, format!("▲ Not saved, and tried again each second: {}", fault.error));
            self.notice = None;
        }
        self.fault = Some(fault);
    }

    /// The store has everything that waited.
    pub(super) fn store_mended(&mut self) -> Vec<Effect> {
        if self.fault.take().is_some() {
            self.say(Tone::Quiet, "✓ Saved: the store takes everything again, and nothing was lost");
        } else {
            self.say(Tone::Quiet, "✓ What could not be saved when the desk was closed is saved now");
        }
        self.refresh()
    }
}
