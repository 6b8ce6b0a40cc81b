//! What a typed phrase says, in parts: a length of time, a day, a time of day. It knows no clock and no calendar; what the
//! parts mean today is not its business.

use super::WhenError;
use super::words;
use crate::domain::text::{Layout, clean, fold};

/// A word of time, by what it can be part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Filler,
    At,
    Next,
    Weekday(u32),
    Month(u32),
    Day(Day),
    DayTime(Day, (u32, u32)),
    Time(u32, u32),
    Half(u32),
    HalfOf,
    Number(u32),
    Ordinal,
    Unit(Unit),
}

/// A measure of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
}

/// A day as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    After(u64),
    NextWeek,
    EndOfWeek,
    Of { year: Option<i32>, month: u32, day: u32 },
}

/// A length of time: either days, which keep the hour open, or seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) days: u64,
    pub(super) seconds: i64,
}

/// What a phrase says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) length: Option<Length>,
    pub(super) day: Option<Day>,
    pub(super) weekday: Option<u32>,
    pub(super) time: Option<(u32, u32)>,
}

/// The parts of a phrase; what contradicts itself is refused.
pub(super) fn read(text: &str) -> Result<Phrase, WhenError> {
    let words = words_of(&fold(text))?;
    let says_day = words.iter().any(|word| {
        matches!(
            word,
            Word::Weekday(_) | Word::Month(_) | Word::Day(_) | Word::Next | Word::Unit(Unit::Day | Unit::Week)
        )
    });
    let mut phrase = Phrase::default();
    let mut left = words.as_slice();
    while !left.is_empty() {
        left = match phrase.take(left)? {
            Some(rest) => rest,
            None => match left {
                [Word::Number(hour), rest @ ..] if says_day => {
                    phrase.say_time((*hour, 0))?;
                    rest
                }
                [Word::Number(number @ 0..=31), ..] => return Err(WhenError::BareNumber(*number)),
                _ => return Err(WhenError::Unknown(clean(text, Layout::Line))),
            },
        };
    }
    phrase.checked()
}

impl Phrase {
    /// Takes the words at the front that belong together and returns those after them; `None` where they do not make sense.
    fn take<'w>(&mut self, words: &'w [Word]) -> Result<Option<&'w [Word]>, WhenError> {
        use Word::{At, DayTime, Half, HalfOf, Month, Next, Number, Ordinal, Time, Weekday};
        let rest = match words {
            [Next, Word::Unit(Unit::Week), rest @ ..] => self.say_day(Day::NextWeek, rest)?,
            [Next, ..] => return Err(WhenError::EitherWeek),
            [HalfOf, Number(1), Word::Unit(Unit::Hour), rest @ ..] | [HalfOf, Word::Unit(Unit::Hour), rest @ ..] => {
                self.say_length(30, Unit::Minute, rest)
            }
            [Number(many), Word::Unit(unit), rest @ ..] => self.say_length(*many, *unit, rest),
            [Number(hour), Half(half), rest @ ..] => {
                self.say_time(of_half(*hour, 0, *half).ok_or_else(|| no_hour(*hour, None, *half))?)?;
                rest
            }
            [Time(hour, minute), Half(half), rest @ ..] => {
                self.say_time(of_half(*hour, *minute, *half).ok_or_else(|| no_hour(*hour, Some(*minute), *half))?)?;
                rest
            }
            [Number(day), Month(month), rest @ ..]
            | [Number(day), Ordinal, Month(month), rest @ ..]
            | [Month(month), Number(day), Ordinal, rest @ ..]
            | [Month(month), Number(day), rest @ ..] => self.say_date(*month, *day, rest)?,
            [Weekday(weekday), rest @ ..] => {
                said_once(&mut self.weekday, *weekday, "days")?;
                rest
            }
            [Word::Day(day), rest @ ..] => self.say_day(*day, rest)?,
            [DayTime(day, time), rest @ ..] => {
                self.say_time(*time)?;
                self.say_day(*day, rest)?
            }
            [Time(hour, minute), rest @ ..] => {
                self.say_time((*hour, *minute))?;
                rest
            }
            [At, Number(_), Half(_), ..] | [At, Time(..), ..] => words.get(1..).unwrap_or_default(),
            [At, Number(hour), rest @ ..] => {
                self.say_time((*hour, 0))?;
                rest
            }
            _ => return Ok(None),
        };
        Ok(Some(rest))
    }

    fn say_length<'w>(&mut self, many: u32, unit: Unit, rest: &'w [Word]) -> &'w [Word] {
        let length = self.length.get_or_insert_default();
        match unit {
            Unit::Minute => length.seconds += i64::from(many) * 60,
            Unit::Hour => length.seconds += i64::from(many) * 3600,
            Unit::Day => length.days += u64::from(many),
            Unit::Week => length.days += u64::from(many) * 7,
        }
        rest
    }

    /// A day and its month, and the year if it stands behind them.
    fn say_date<'w>(&mut self, month: u32, day: u32, rest: &'w [Word]) -> Result<&'w [Word], WhenError> {
        let (year, rest) = match rest {
            [Word::Number(year @ 1000..), rest @ ..] => (i32::try_from(*year).ok(), rest),
            rest => (None, rest),
        };
        self.say_day(Day::Of { year, month, day }, rest)
    }

    fn say_day<'w>(&mut self, day: Day, rest: &'w [Word]) -> Result<&'w [Word], WhenError> {
        said_once(&mut self.day, day, "days")?;
        Ok(rest)
    }

    fn say_time(&mut self, time: (u32, u32)) -> Result<(), WhenError> {
        if time.0 > 23 {
            return Err(WhenError::NoSuchHour(time.0.to_string()));
        }
        said_once(&mut self.time, time, "times")
    }

    fn checked(self) -> Result<Self, WhenError> {
        let Some(length) = self.length else { return Ok(self) };
        let with_day = self.day.is_some() || self.weekday.is_some();
        let with_hours = length.seconds > 0 && (length.days > 0 || self.time.is_some());
        if with_day || with_hours { Err(WhenError::Mixed) } else { Ok(self) }
    }
}

fn said_once<T>(place: &mut Option<T>, said: T, of_what: &'static str) -> Result<(), WhenError> {
    if place.replace(said).is_some() { Err(WhenError::Twice(of_what)) } else { Ok(()) }
}

/// A time of the half of the day that begins at the hour `half`, on a clock of twelve hours.
fn of_half(hour: u32, minute: u32, half: u32) -> Option<(u32, u32)> {
    (1..=12).contains(&hour).then_some((hour % 12 + half, minute))
}

fn no_hour(hour: u32, minute: Option<u32>, half: u32) -> WhenError {
    let minute = minute.map(|minute| format!(":{minute:02}")).unwrap_or_default();
    WhenError::NoSuchHour(format!("{hour}{minute}{}", if half == 0 { "am" } else { "pm" }))
}

/// The words of a folded text; letters and figures that stand together (`2h`, `9am`) are two words.
fn words_of(folded: &str) -> Result<Vec<Word>, WhenError> {
    let mut words = Vec::new();
    for part in folded.split(|c: char| c.is_whitespace() || c == ',') {
        let parts: Vec<char> = part.chars().collect();
        for run in parts.chunk_by(|left, right| left.is_alphabetic() == right.is_alphabetic()) {
            let word: String = run.iter().collect();
            match words::meaning(&word) {
                Some(Word::Filler) => {}
                Some(meaning) => words.push(meaning),
                None if word == "." => {}
                None if word.chars().all(char::is_alphabetic) => return Err(WhenError::Unknown(word)),
                None => words.push(figures(&word)?),
            }
        }
    }
    Ok(words)
}

/// What a word of figures means: `9`, `9:30`, `4.`, `24/12`, `4.12.2026`, `2026-12-04`.
fn figures(word: &str) -> Result<Word, WhenError> {
    let unknown = || WhenError::Unknown(clean(word, Layout::Line));
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4 && !part.starts_with('+'));
    let numbers = |separator: char| word.split(separator).map(number).collect::<Option<Vec<u32>>>();
    let year = |year: u32| i32::try_from(year).ok().filter(|year| *year >= 1000);
    if let Some(number) = number(word.strip_suffix('.').unwrap_or(word)) {
        return Ok(Word::Number(number));
    }
    match (numbers(':').as_deref(), numbers('.').as_deref(), numbers('/').as_deref(), numbers('-').as_deref()) {
        (Some([hour, minute]), ..) => clock(*hour, *minute, word),
        (_, Some([day @ 1..=31, 1..=12]), ..) if *day < 24 => Err(WhenError::TimeOrDay(word.to_owned())),
        (_, Some([day @ 24..=31, month @ 1..=12]), ..) => Ok(date(None, *month, *day)),
        (_, Some([hour, minute]), ..) => clock(*hour, *minute, word),
        (_, Some([day, month, y]), ..) => Ok(date(Some(year(*y).ok_or_else(unknown)?), *month, *day)),
        (.., Some([first, second]), _) => either_day(*first, *second, None),
        (.., Some([first, second, y]), _) => either_day(*first, *second, Some(year(*y).ok_or_else(unknown)?)),
        (.., Some([y, month, day])) => Ok(date(Some(year(*y).ok_or_else(unknown)?), *month, *day)),
        _ => Err(unknown()),
    }
}

fn date(year: Option<i32>, month: u32, day: u32) -> Word {
    Word::Day(Day::Of { year, month, day })
}

fn clock(hour: u32, minute: u32, word: &str) -> Result<Word, WhenError> {
    if hour < 24 && minute < 60 {
        return Ok(Word::Time(hour, minute));
    }
    Err(WhenError::NoSuchHour(word.to_owned()))
}

/// A day and a month in an order that has to be plain from the numbers: Americans and Europeans write it differently.
fn either_day(first: u32, second: u32, year: Option<i32>) -> Result<Word, WhenError> {
    let is_month = |number: u32| (1..=12).contains(&number);
    match (is_month(first), is_month(second)) {
        (true, true) if first != second => {
            Err(WhenError::EitherDay(first, second, words::month(second), words::month(first)))
        }
        (_, true) => Ok(date(year, second, first)),
        (true, false) => Ok(date(year, first, second)),
        (false, false) => Err(WhenError::NoSuchDay),
    }
}
