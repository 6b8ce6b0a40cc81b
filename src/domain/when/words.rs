//! The words of time that agents type, in one table; another language is another table.

use super::phrase::{Day, Unit, Word};

/// Days since Monday of a Friday, with which a week of work ends.
pub(super) const FRIDAY: u32 = 4;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The short name of a weekday, counted from Monday as 0.
pub(super) fn weekday(days: u32) -> &'static str {
    usize::try_from(days).ok().and_then(|days| WEEKDAYS.get(days)).copied().unwrap_or_default()
}

/// The short name of a month, from 1 to 12.
pub(super) fn month(month: u32) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}

/// What a folded word means, if it is one of time.
pub(super) fn meaning(word: &str) -> Option<Word> {
    Some(match word {
        "in" | "on" | "the" | "by" | "of" | "and" | "t" => Word::Filler,
        "at" => Word::At,
        "next" => Word::Next,
        "mon" | "monday" => Word::Weekday(0),
        "tue" | "tues" | "tuesday" => Word::Weekday(1),
        "wed" | "weds" | "wednesday" => Word::Weekday(2),
        "thu" | "thur" | "thurs" | "thursday" => Word::Weekday(3),
        "fri" | "friday" => Word::Weekday(FRIDAY),
        "sat" | "saturday" => Word::Weekday(5),
        "sun" | "sunday" => Word::Weekday(6),
        "jan" | "january" => Word::Month(1),
        "feb" | "february" => Word::Month(2),
        "mar" | "march" => Word::Month(3),
        "apr" | "april" => Word::Month(4),
        "may" => Word::Month(5),
        "jun" | "june" => Word::Month(6),
        "jul" | "july" => Word::Month(7),
        "aug" | "august" => Word::Month(8),
        "sep" | "sept" | "september" => Word::Month(9),
        "oct" | "october" => Word::Month(10),
        "nov" | "november" => Word::Month(11),
        "dec" | "december" => Word::Month(12),
        "today" | "tod" => Word::Day(Day::After(0)),
        "tomorrow" | "tom" | "tmr" | "tmrw" => Word::Day(Day::After(1)),
        "tonight" => Word::DayTime(Day::After(0), (18, 0)),
        "eow" => Word::DayTime(Day::EndOfWeek, (17, 0)),
        "morning" => Word::Time(9, 0),
        "noon" | "midday" => Word::Time(12, 0),
        "afternoon" => Word::Time(14, 0),
        "eod" | "cob" => Word::Time(17, 0),
        "evening" => Word::Time(18, 0),
        "am" => Word::Half(0),
        "pm" => Word::Half(12),
        "st" | "nd" | "rd" | "th" => Word::Ordinal,
        "half" => Word::HalfOf,
        "a" | "an" | "one" => Word::Number(1),
        "two" => Word::Number(2),
        "three" => Word::Number(3),
        "four" => Word::Number(4),
        "five" => Word::Number(5),
        "six" => Word::Number(6),
        word => Word::Unit(unit(word)?),
    })
}

/// The unit that a folded word names, in full or by its letter.
fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Minute,
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hour,
        "d" | "day" | "days" => Unit::Day,
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Week,
        _ => return None,
    })
}
