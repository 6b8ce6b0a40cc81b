//! Which key does what while a text is being written. The keys of the desk itself come first; these are what is left.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Edit, Place};

/// What a key does to a text; `None` when it means nothing there.
#[must_use]
pub fn edit(key: KeyEvent) -> Option<Edit> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match (key.code, control, alt) {
        // Windows tells AltGr as both.
        (KeyCode::Char(letter), true, true) if !letter.is_ascii_alphanumeric() => Some(Edit::Insert(letter)),
        (KeyCode::Char(letter), false, false) => Some(Edit::Insert(letter)),
        (KeyCode::Char(letter), true, false) => with_control(letter),
        (KeyCode::Char(letter), false, true) => with_alt(letter),
        (code, ..) => by_name(code, control || alt),
    }
}

/// `Ctrl+_` reaches us as `Ctrl+7` or `Ctrl+/` from most terminals: all three are one byte.
fn with_control(letter: char) -> Option<Edit> {
    Some(match letter {
        'a' => Edit::Go(Place::LineStart),
        'e' => Edit::Go(Place::LineEnd),
        'd' => Edit::Delete(Place::After),
        'h' => Edit::Delete(Place::Before),
        'k' => Edit::Delete(Place::LineEnd),
        'u' => Edit::Delete(Place::LineStart),
        'w' => Edit::Delete(Place::WordBefore),
        '_' | '7' | '/' => Edit::Undo,
        _ => return None,
    })
}

fn with_alt(letter: char) -> Option<Edit> {
    Some(match letter {
        'b' => Edit::Go(Place::WordBefore),
        'f' => Edit::Go(Place::WordAfter),
        'd' => Edit::Delete(Place::WordAfter),
        '_' => Edit::Redo,
        _ => return None,
    })
}

/// Keys that have names: what each does, and what it does with Ctrl or Alt.
const NAMED: [(KeyCode, Edit, Edit); 9] = [
    (KeyCode::Enter, Edit::NewLine, Edit::NewLine),
    (KeyCode::Backspace, Edit::Delete(Place::Before), Edit::Delete(Place::WordBefore)),
    (KeyCode::Delete, Edit::Delete(Place::After), Edit::Delete(Place::WordAfter)),
    (KeyCode::Left, Edit::Go(Place::Before), Edit::Go(Place::WordBefore)),
    (KeyCode::Right, Edit::Go(Place::After), Edit::Go(Place::WordAfter)),
    (KeyCode::Up, Edit::Go(Place::Above), Edit::Go(Place::Above)),
    (KeyCode::Down, Edit::Go(Place::Below), Edit::Go(Place::Below)),
    (KeyCode::Home, Edit::Go(Place::LineStart), Edit::Go(Place::Start)),
    (KeyCode::End, Edit::Go(Place::LineEnd), Edit::Go(Place::End)),
];

fn by_name(code: KeyCode, longer: bool) -> Option<Edit> {
    let (_, step, leap) = NAMED.into_iter().find(|(named, ..)| *named == code)?;
    Some(if longer { leap } else { step })
}
