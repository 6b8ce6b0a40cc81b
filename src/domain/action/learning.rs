//! What a team lead makes of what was learned: an answer is pinned to words, what was learned of words is forgotten, and
//! words that are often typed become a phrase of the answer.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Actor, Facts, House, Refusal, Touches};
use crate::domain::answer::Answer;
use crate::domain::journal::Edit;
use crate::domain::learning::{Forgotten, same_words};
use crate::domain::masked;
use crate::domain::record::RecordKind;
use crate::domain::text::line;

/// Something that is done about what was learned of an answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum LearningAction {
    /// These words find this answer first.
    PinAnswer {
        /// The answer.
        answer: String,
        /// The words.
        #[serde(deserialize_with = "line")]
        words: String,
    },
    /// They do so no longer.
    UnpinAnswer {
        /// The answer.
        answer: String,
        /// The words.
        #[serde(deserialize_with = "line")]
        words: String,
    },
    /// What was learned of these words for this answer counts no longer.
    ForgetLearned {
        /// The answer.
        answer: String,
        /// The words.
        #[serde(deserialize_with = "line")]
        words: String,
    },
    /// These words are how people ask for it.
    AddPhrase {
        /// The answer.
        answer: String,
        /// The words.
        #[serde(deserialize_with = "line")]
        phrase: String,
    },
}

impl fmt::Debug for LearningAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("LearningAction", self, f)
    }
}

impl LearningAction {
    pub(super) fn touches(&self) -> Touches<'_> {
        let (Self::PinAnswer { answer, .. }
        | Self::UnpinAnswer { answer, .. }
        | Self::ForgetLearned { answer, .. }
        | Self::AddPhrase { answer, .. }) = self;
        Touches::named([(RecordKind::Answer, answer.as_str())])
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        if !house.policy.may_approve(&actor.agent) {
            let message = "how answers are found for everybody is not for you to change; a supervisor does";
            return Err(Refusal::new("not_permitted", message));
        }
        let before = facts.need::<Answer>()?;
        let (Self::PinAnswer { words, .. }
        | Self::UnpinAnswer { words, .. }
        | Self::ForgetLearned { words, .. }
        | Self::AddPhrase { phrase: words, .. }) = self;
        let same = same_words(words);
        if same.is_empty() {
            return Err(Refusal::new("words_needed", "say which words, as agents type them"));
        }
        let mut after = before.clone();
        let stands = |code: &str, what: &str| Refusal::new(code, format!("{} {what} \"{words}\"", before.reference));
        match self {
            Self::PinAnswer { .. } if before.is_pinned_to(words) => {
                return Err(stands("pinned_already", "comes first already for").instead(["unpin_answer".to_owned()]));
            }
            Self::PinAnswer { .. } => after.pinned.push(words.clone()),
            Self::UnpinAnswer { .. } if !before.is_pinned_to(words) => {
                return Err(stands("not_pinned", "is not pinned to").instead(before.pinned.clone()));
            }
            Self::UnpinAnswer { .. } => after.pinned.retain(|pinned| same_words(pinned) != same),
            Self::ForgetLearned { .. } => {
                after.forgotten.retain(|forgotten| forgotten.words != same);
                after.forgotten.push(Forgotten { words: same, at: actor.at });
            }
            Self::AddPhrase { .. } if before.has_phrase(words) => {
                return Err(stands("phrase_already", "has among its phrases already"));
            }
            Self::AddPhrase { .. } => after.phrases.push(words.clone()),
        }
        Ok(vec![Edit::changed(before, after)])
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::PinAnswer { answer, words } => format!("pinned {answer} to \"{words}\""),
            Self::UnpinAnswer { answer, words } => format!("{answer} no longer pinned to \"{words}\""),
            Self::ForgetLearned { answer, words } => format!("forgot \"{words}\" for {answer}"),
            Self::AddPhrase { answer, phrase } => format!("\"{phrase}\" is a phrase of {answer}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::domain::money::{Amount, Currency};
    use crate::domain::phone::Region;
    use crate::domain::policy::{Policy, Role};
    use crate::domain::record::Recorded;
    use crate::domain::timestamp::Timestamp;

    fn answer() -> Answer {
        serde_json::from_value(json!({"id": 1, "version": 3, "ref": "late", "title": "T", "phrases": ["Where is it?"]}))
            .unwrap()
    }

    fn tried(answer: &Answer, agent: &str, action: serde_json::Value) -> Result<Answer, String> {
        let roles = BTreeMap::from([("tom".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
        let policy = Policy { roles, ..Policy::default() };
        let house = House { policy, ..House::plain(Region::named("DE").unwrap(), Currency::EUR) };
        let actor = Actor { agent: agent.to_owned(), contact: None, at: Timestamp::default().plus_seconds(60) };
        let facts =
            Facts { records: vec![answer.clone().recorded()], fresh: 0, during: None, given: Amount::default() };
        let action: LearningAction = serde_json::from_value(action).unwrap();
        let edits = action.rule(&facts, &house, &actor).map_err(|refusal| refusal.code)?;
        Ok(Answer::of(edits[0].after.as_ref().unwrap()).unwrap().clone())
    }

    #[test]
    fn a_supervisor_pins_unpins_forgets_and_adds_phrases() {
        let act = |name: &str, words: &str| json!({"action": name, "answer": "late", "words": words});
        let pinned = tried(&answer(), "tom", act("pin_answer", "parcel late")).unwrap();
        assert_eq!(pinned.pinned, ["parcel late"]);
        assert_eq!(tried(&pinned, "tom", act("pin_answer", "Late parcel!")), Err("pinned_already".to_owned()));
        assert_eq!(tried(&pinned, "tom", act("unpin_answer", "late, parcel")).unwrap(), answer());
        assert_eq!(tried(&answer(), "tom", act("unpin_answer", "late")), Err("not_pinned".to_owned()));
        let forgot = tried(&answer(), "tom", act("forget_learned", "Parcel late")).unwrap();
        assert_eq!(forgot.forgot("late parcel"), Some(Timestamp::default().plus_seconds(60)));
        let again = tried(&forgot, "tom", act("forget_learned", "late parcel")).unwrap();
        assert_eq!(again.forgotten.len(), 1);
        let phrase = |phrase: &str| json!({"action": "add_phrase", "answer": "late", "phrase": phrase});
        assert_eq!(tried(&answer(), "tom", phrase("not here yet")).unwrap().phrases, ["Where is it?", "not here yet"]);
        assert_eq!(tried(&answer(), "tom", phrase("it is where")), Err("phrase_already".to_owned()));
        assert_eq!(tried(&answer(), "tom", phrase("?!")), Err("words_needed".to_owned()));
        assert_eq!(tried(&answer(), "jonas", phrase("not here yet")), Err("not_permitted".to_owned()));
    }
}
