//! How days, times and amounts are written in the languages of customers. A language more is a row more in the table.

use crate::domain::language;
use crate::domain::money::{Amount, Currency};
use crate::domain::timestamp::{Civil, Date};

/// A language's way of writing.
#[derive(Debug)]
pub(super) struct Locale {
    /// The BCP 47 tag; one with a region is asked before that of its language alone.
    tag: &'static str,
    /// January to December.
    months: [&'static str; 12],
    /// Monday to Sunday.
    weekdays: [&'static str; 7],
    /// What stands for the first day of a month.
    first: &'static str,
    /// A day of the present year: `{d}` the day, `{month}` its month.
    day: &'static str,
    /// The same with the year, `{y}`.
    year: &'static str,
    /// A day with its `{weekday}` before it.
    weekday: &'static str,
    /// A time of day: `{h}` of 24 hours or `{h12}` with `{half}`, and `{m}`.
    time: &'static str,
    /// Between the whole part of an amount and its fraction.
    decimal: &'static str,
    /// Between thousands.
    group: &'static str,
    /// An amount, `{n}`, with its currency's sign, `{sign}`.
    money: &'static str,
}

const ENGLISH: Locale = Locale {
    tag: "en",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    first: "1",
    day: "{d} {month}",
    year: "{d} {month} {y}",
    weekday: "{weekday}, {d} {month}",
    time: "{h}:{m}",
    decimal: ".",
    group: ",",
    money: "{sign}{n}",
};

static LOCALES: [Locale; 8] = [
    ENGLISH,
    Locale {
        tag: "en-US",
        day: "{month} {d}",
        year: "{month} {d}, {y}",
        weekday: "{weekday}, {month} {d}",
        time: "{h12}:{m} {half}",
        ..ENGLISH
    },
    Locale {
        tag: "de",
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        day: "{d}. {month}",
        year: "{d}. {month} {y}",
        weekday: "{weekday}, {d}. {month}",
        decimal: ",",
        group: ".",
        money: "{n}\u{a0}{sign}",
        ..ENGLISH
    },
    Locale {
        tag: "fr",
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        first: "1er",
        weekday: "{weekday} {d} {month}",
        decimal: ",",
        group: "\u{202f}",
        money: "{n}\u{a0}{sign}",
        ..ENGLISH
    },
    Locale {
        tag: "es",
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        day: "{d} de {month}",
        year: "{d} de {month} de {y}",
        weekday: "{weekday}, {d} de {month}",
        decimal: ",",
        group: ".",
        money: "{n}\u{a0}{sign}",
        ..ENGLISH
    },
    Locale {
        tag: "it",
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        weekdays: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
        first: "1º",
        weekday: "{weekday} {d} {month}",
        decimal: ",",
        group: ".",
        money: "{n}\u{a0}{sign}",
        ..ENGLISH
    },
    Locale {
        tag: "nl",
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
        weekday: "{weekday} {d} {month}",
        decimal: ",",
        group: ".",
        money: "{sign}\u{a0}{n}",
        ..ENGLISH
    },
    Locale {
        tag: "pt",
        months: [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
        weekdays: ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
        first: "1º",
        day: "{d} de {month}",
        year: "{d} de {month} de {y}",
        weekday: "{weekday}, {d} de {month}",
        decimal: ",",
        group: ".",
        money: "{n}\u{a0}{sign}",
        ..ENGLISH
    },
];

/// How a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// With its month.
    Day,
    /// With its month and year.
    Year,
    /// With its weekday and month.
    Weekday,
    /// As files write it, the same in every language.
    Iso,
}

impl Style {
    /// The style of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "short" => Self::Day,
            "long" => Self::Year,
            "weekday" => Self::Weekday,
            "iso" => Self::Iso,
            _ => return None,
        })
    }
}

impl Locale {
    /// That of the first of these tags which is known, by its region or else by its language; English where none is.
    pub(super) fn of(tags: &[&str]) -> &'static Self {
        let whole = |tag: &str| LOCALES.iter().find(|locale| locale.tag.eq_ignore_ascii_case(&tag.replace('_', "-")));
        let known = |tag: &&str| whole(tag).or_else(|| whole(language::code(tag)));
        tags.iter().find_map(known).unwrap_or(&ENGLISH_ALONE)
    }

    /// A day as it is written.
    pub(super) fn date(&self, date: Date, style: Style) -> String {
        let (year, month, day) = date.parts();
        let pattern = match style {
            Style::Day => self.day,
            Style::Year => self.year,
            Style::Weekday => self.weekday,
            Style::Iso => return date.to_string(),
        };
        let nth = |names: &[&'static str], at: u32| {
            usize::try_from(at).ok().and_then(|at| names.get(at).copied()).unwrap_or_default()
        };
        let day = if day == 1 { self.first.to_owned() } else { day.to_string() };
        pattern
            .replace("{d}", &day)
            .replace("{month}", nth(&self.months, month.saturating_sub(1)))
            .replace("{weekday}", nth(&self.weekdays, date.weekday()))
            .replace("{y}", &year.to_string())
    }

    /// A time of day as it is written.
    pub(super) fn time(&self, civil: Civil) -> String {
        let half = if civil.hour < 12 { "AM" } else { "PM" };
        let hour = (civil.hour + 11) % 12 + 1;
        self.time
            .replace("{h}", &civil.hour.to_string())
            .replace("{h12}", &hour.to_string())
            .replace("{half}", half)
            .replace("{m}", &format!("{:02}", civil.minute))
    }

    /// An amount with the sign of its currency.
    pub(super) fn money(&self, amount: Amount, currency: Currency) -> String {
        let decimal = amount.decimal(currency);
        let (minus, digits) = decimal.strip_prefix('-').map_or(("", decimal.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut number = String::from(minus);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                number.push_str(self.group);
            }
            number.push(digit);
        }
        if !fraction.is_empty() {
            number.push_str(self.decimal);
            number.push_str(fraction);
        }
        self.money.replace("{n}", &number).replace("{sign}", &currency.sign())
    }
}

static ENGLISH_ALONE: Locale = ENGLISH;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_a_time_and_an_amount_are_written_as_the_language_has_them() {
        let date = Date::new(2026, 11, 1).unwrap();
        let civil = Civil { date, hour: 14, minute: 5, second: 0 };
        let written = |tag: &str| {
            let locale = Locale::of(&[tag]);
            let money = locale.money(Amount(123_456_789), Currency::EUR);
            [locale.date(date, Style::Year), locale.date(date, Style::Weekday), locale.time(civil), money]
        };
        for (tag, texts) in [
            ("en", ["1 November 2026", "Sunday, 1 November", "14:05", "€1,234,567.89"]),
            ("en-us", ["November 1, 2026", "Sunday, November 1", "2:05 PM", "€1,234,567.89"]),
            ("de-AT", ["1. November 2026", "Sonntag, 1. November", "14:05", "1.234.567,89\u{a0}€"]),
            ("fr", ["1er novembre 2026", "dimanche 1er novembre", "14:05", "1\u{202f}234\u{202f}567,89\u{a0}€"]),
            ("es_MX", ["1 de noviembre de 2026", "domingo, 1 de noviembre", "14:05", "1.234.567,89\u{a0}€"]),
            ("it", ["1º novembre 2026", "domenica 1º novembre", "14:05", "1.234.567,89\u{a0}€"]),
            ("nl", ["1 november 2026", "zondag 1 november", "14:05", "€\u{a0}1.234.567,89"]),
            ("pt-BR", ["1º de novembro de 2026", "domingo, 1º de novembro", "14:05", "1.234.567,89\u{a0}€"]),
            ("tlh", ["1 November 2026", "Sunday, 1 November", "14:05", "€1,234,567.89"]),
        ] {
            assert_eq!(written(tag), texts, "{tag}");
        }
    }

    #[test]
    fn the_first_language_that_is_known_counts() {
        assert_eq!(Locale::of(&["", "tlh", "nl-BE", "de"]).tag, "nl");
    }

    #[test]
    fn an_amount_is_grouped_whatever_its_size() {
        let money = |minor: i64| Locale::of(&["de"]).money(Amount(minor), Currency::EUR).replace('\u{a0}', " ");
        assert_eq!([money(5), money(-99_999), money(100_000)], ["0,05 €", "-999,99 €", "1.000,00 €"]);
        let yen = Currency::named("JPY").unwrap();
        assert_eq!(Locale::of(&["en"]).money(Amount(12_345), yen), "¥12,345");
    }
}
