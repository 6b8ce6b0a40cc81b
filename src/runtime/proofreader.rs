//! The thread that proofreads what is written, a moment after the last key. Dictionaries are read when they are first
//! needed, and suggestions are looked for when they are asked for.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::inbox::Post;
use crate::app::{Message, Setup};
use crate::domain::masked::Words;
use crate::domain::proof::{self, HouseStyle, Manuscript, Mark};
use crate::spelling::Dictionaries;

/// How long no key is pressed before a text is read.
const MOMENT: Duration = Duration::from_millis(150);

enum Task {
    Read(Box<Manuscript>),
    Suggest { word: Words, language: String },
}

/// The thread that proofreads.
pub(super) struct Proofreader {
    tasks: Sender<Task>,
}

impl Proofreader {
    pub(super) fn start(setup: &Setup, post: Post) -> Self {
        let (tasks, inbox) = channel();
        let (style, folder, region) = (setup.style.clone(), setup.dictionaries.clone(), setup.house.region);
        thread::spawn(move || work(&style, &mut Dictionaries::new(folder.as_deref(), region), &inbox, &post));
        Self { tasks }
    }

    /// Reads a text; what is wrong in it comes as a message.
    pub(super) fn read(&self, manuscript: Box<Manuscript>) {
        self.send(Task::Read(manuscript));
    }

    /// Looks for what may have been meant by a word; that comes as a message.
    pub(super) fn suggest(&self, word: Words, language: String) {
        self.send(Task::Suggest { word, language });
    }

    fn send(&self, task: Task) {
        if self.tasks.send(task).is_err() {
            tracing::error!("the proofreader's thread is gone");
        }
    }
}

/// Of the texts only the newest is read, once nothing came for a moment.
fn work(style: &HouseStyle, dictionaries: &mut Dictionaries, inbox: &Receiver<Task>, post: &Post) {
    let mut wanted: Option<Box<Manuscript>> = None;
    loop {
        let next = if wanted.is_some() { inbox.recv_timeout(MOMENT).ok() } else { inbox.recv().ok() };
        match (next, wanted.take()) {
            (Some(Task::Read(manuscript)), _) => wanted = Some(manuscript),
            (Some(Task::Suggest { word, language }), waiting) => {
                post.send(suggested(dictionaries, word, &language));
                wanted = waiting;
            }
            (None, Some(manuscript)) => {
                let marks = read(dictionaries, &manuscript, style);
                post.send(Message::Proofread { manuscript, marks });
            }
            (None, None) => return,
        }
    }
}

/// What is wrong with a text.
pub(super) fn read(dictionaries: &mut Dictionaries, manuscript: &Manuscript, style: &HouseStyle) -> Vec<Mark> {
    proof::read(manuscript, style, |language, word| dictionaries.is_right(language, word))
}

/// What may have been meant by a word.
pub(super) fn suggested(dictionaries: &mut Dictionaries, word: Words, language: &str) -> Message {
    let words = dictionaries.suggest(language, &word);
    Message::Suggested { word, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::proof::{Kind, Names};
    use crate::runtime::inbox;

    #[test]
    fn of_several_texts_only_the_newest_is_read_and_a_suggestion_waits_for_none() {
        let (inbox, post) = inbox::open();
        let (tasks, received) = channel();
        for text in ["the the", "the the pole the the"] {
            let (text, language) = (text.to_owned(), "en".to_owned());
            let manuscript = Manuscript { text, kind: Kind::Reply, language, names: Names::default() };
            tasks.send(Task::Read(Box::new(manuscript))).unwrap();
        }
        tasks.send(Task::Suggest { word: "pole".into(), language: "en".to_owned() }).unwrap();
        drop(tasks);
        work(&HouseStyle::default(), &mut Dictionaries::none(), &received, &post);
        let heard: Vec<_> = inbox.try_iter().map(|(_, message)| message).collect();
        let [Message::Suggested { words, .. }, Message::Proofread { marks, .. }] = heard.as_slice() else {
            panic!("{heard:?}")
        };
        assert_eq!((words.len(), marks.len()), (0, 2));
    }
}
