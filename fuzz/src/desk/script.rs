//! What is done at a desk, as a text: letters are typed, and what stands between `<` and `>` is a key, a paste, a fact, or
//! time that passes: `<F2>nCalls about the tent<^S><wait 5><clock -3600><size 80 24><paste:a b><mail:Hello>`.

/// The longest that is done at once; a fuzzer learns nothing from more.
const MOST: usize = 400;

/// One thing that is done.
#[derive(Debug, PartialEq, Eq)]
pub enum Doing<'a> {
    /// A letter is typed.
    Letter(char),
    /// A key is pressed, as the footer writes it.
    Key(&'a str),
    /// A text is pasted.
    Paste(&'a str),
    /// Somebody calls, under that name.
    Ring(&'a str),
    /// A mail comes, with that subject and text.
    Mail(&'a str),
    /// The last who called says something.
    Say(&'a str),
    /// The last who called is gone.
    Hang,
    /// So many seconds pass, a tick each.
    Wait(u32),
    /// The clock jumps so many seconds, forward or back.
    Clock(i64),
    /// The terminal has so many columns and rows.
    Size(u16, u16),
    /// A click on that cell.
    Click(u16, u16),
    /// The desk is killed and opened again.
    Kill,
}

/// What is done, in its order.
pub fn read(text: &str) -> Vec<Doing<'_>> {
    let mut doings = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next().filter(|_| doings.len() < MOST) {
        let within = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((doing, after)) = within.and_then(|(within, after)| Some((doing(within)?, after))) {
            doings.push(doing);
            rest = after;
        } else {
            doings.push(Doing::Letter(letter));
            rest = rest.strip_prefix(letter).unwrap_or_default();
        }
    }
    doings
}

fn doing(within: &str) -> Option<Doing<'_>> {
    if let Some((what, text)) = within.split_once(':') {
        return match what {
            "paste" => Some(Doing::Paste(text)),
            "ring" => Some(Doing::Ring(text)),
            "mail" => Some(Doing::Mail(text)),
            "say" => Some(Doing::Say(text)),
            _ => None,
        };
    }
    let (what, numbers) = within.split_once(' ').unwrap_or((within, ""));
    let cells = || numbers.split_once(' ').and_then(|(one, other)| Some((one.parse().ok()?, other.parse().ok()?)));
    match what {
        "hang" => Some(Doing::Hang),
        "kill" => Some(Doing::Kill),
        "wait" => numbers.parse().ok().map(|seconds: u32| Doing::Wait(seconds.min(100))),
        "clock" => numbers.parse().ok().map(Doing::Clock),
        "size" => cells().map(|(columns, rows): (u16, u16)| Doing::Size(columns.min(200), rows.min(80))),
        "click" => cells().map(|(column, row)| Doing::Click(column, row)),
        key => (!key.is_empty() && key.len() <= 9 && numbers.is_empty()).then_some(Doing::Key(key)),
    }
}
