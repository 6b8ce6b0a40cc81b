//! A postal address in one line: `Torstr. 140, 10119 Berlin`, `12 Elm St, Austin, TX 78701`, or its lines by their names:
//! `line2: 3rd floor`.

use serde_json::{Map, Value};

use super::{Fit, Known};
use crate::domain::customer::Address;
use crate::domain::policy::Hidden;
use crate::domain::text::fold;

/// The lines of an address as files name them.
const LINES: [&str; 6] = ["line1", "line2", "city", "region", "postal_code", "country"];

/// What people call some of them.
const CALLED: [(&str, &str); 7] = [
    ("street", "line1"),
    ("floor", "line2"),
    ("state", "region"),
    ("zip", "postal_code"),
    ("postcode", "postal_code"),
    ("postal", "postal_code"),
    ("town", "city"),
];

/// The lines that are said; `None` where nothing says a street or a city.
pub(super) fn read(text: &str, known: &Known<'_>) -> Option<Value> {
    let same = |address: &&Address| fold(&address_line(address)) == fold(text.trim());
    if let Some(address) = all(known).find(same) {
        return Some(whole(address));
    }
    if let Some(named) = by_name(text) {
        return Some(Value::Object(named));
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (street, rest) = parts.split_first()?;
    let mut address = Address { line1: (*street).to_owned(), ..Address::default() };
    let place = rest.iter().position(|part| postal(part).is_some());
    let before = rest.get(..place.unwrap_or(0)).unwrap_or_default();
    match (place.and_then(|at| rest.get(at)).and_then(|part| postal(part)), before) {
        (Some(Postal { region, code, city }), before) => {
            let (line2, named) = match (city.is_empty(), before) {
                (true, [line2 @ .., city]) => (line2, (*city).to_owned()),
                (_, line2) => (line2, city),
            };
            (address.line2, address.city, address.postal_code, address.region) =
                (line2.join(", "), named, code, region);
            address.country = rest.get(place.unwrap_or(0) + 1..).unwrap_or_default().join(", ");
        }
        (None, _) => match rest {
            [] => return None,
            [city] => (*city).clone_into(&mut address.city),
            [line2 @ .., city] => (address.line2, address.city) = (line2.join(", "), (*city).to_owned()),
        },
    }
    let Value::Object(mut said) = whole(&address) else { return None };
    if address.country.is_empty() {
        // A country that nobody says is still the same.
        said.remove("country");
    }
    Some(Value::Object(said))
}

/// A postal code with what stands beside it.
struct Postal {
    region: String,
    code: String,
    city: String,
}

/// `10119 Berlin`, `TX 78701`, `Austin TX 78701`, `1012 AB Amsterdam`.
fn postal(part: &str) -> Option<Postal> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_code = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits >= 3
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && word.chars().any(|c| c.is_ascii_digit())
    };
    let at = words.iter().position(|word| is_code(word))?;
    let code = (*words.get(at)?).to_owned();
    let (before, after) = (words.get(..at)?, words.get(at + 1..)?);
    let is_region = |word: &&&str| word.len() == 2 && word.chars().all(|c| c.is_ascii_uppercase());
    match (before, after) {
        ([], [letters, city @ ..]) if letters.len() == 2 && is_region(&letters) && !city.is_empty() => {
            Some(Postal { region: String::new(), code: format!("{code} {letters}"), city: city.join(" ") })
        }
        ([city @ .., region], []) if is_region(&region) => {
            Some(Postal { region: (*region).to_owned(), code, city: city.join(" ") })
        }
        ([], city) | (city, []) => Some(Postal { region: String::new(), code, city: city.join(" ") }),
        (_, _) => None,
    }
}

/// Lines that are said by their names, with `,` between them; `None` where none is.
fn by_name(said: &str) -> Option<Map<String, Value>> {
    let part = |part: &str| {
        let (name, text) = part.split_once(':')?;
        let name = fold(name.trim()).replace([' ', '-'], "_");
        let called = CALLED.iter().find(|(called, _)| *called == name).map_or(name.as_str(), |(_, line)| line);
        LINES.contains(&called).then(|| (called.to_owned(), Value::from(text.trim())))
    };
    said.split(',').map(part).collect::<Option<Map<String, Value>>>().filter(|lines| !lines.is_empty())
}

fn whole(address: &Address) -> Value {
    let Address { line1, line2, city, region, postal_code, country, .. } = address;
    let lines = [line1, line2, city, region, postal_code, country];
    Value::Object(
        LINES.into_iter().zip(lines).map(|(name, text)| (name.to_owned(), Value::from(text.as_str()))).collect(),
    )
}

/// An address in one line, with its country.
fn address_line(address: &Address) -> String {
    [address.line(), address.country.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The lines of an address by their names, as they are said.
pub(super) fn written(lines: &Map<String, Value>) -> String {
    let line = |(name, text): (&String, &Value)| {
        let text: String =
            text.as_str().unwrap_or_default().chars().filter(|c| !matches!(c, ',' | ':' | '"')).collect();
        format!("{name}: {text}")
    };
    lines.iter().map(line).collect::<Vec<_>>().join(", ")
}

fn all<'a>(known: &Known<'a>) -> impl Iterator<Item = &'a Address> {
    let file = known.file;
    let own = file.map(|file| &file.customer.details.address);
    own.into_iter().chain(file.into_iter().flat_map(|file| file.orders.iter().map(|order| &order.address)))
}

/// The addresses of the file.
pub(super) fn fits(known: &Known<'_>) -> Vec<Fit> {
    if known.hides.contains(&Hidden::Address) {
        return Vec::new();
    }
    let mut fits: Vec<Fit> = Vec::new();
    for (at, address) in all(known).enumerate() {
        let text = address_line(address);
        if !text.is_empty() && fits.iter().all(|fit| fit.text != text) {
            fits.push(Fit::new(text, if at == 0 { "the customer's" } else { "of another order" }));
        }
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::spoken::tests::{house, known};

    fn said(text: &str) -> String {
        let house = house();
        read(text, &known(&house, None)).map(|lines| lines.to_string()).unwrap_or_default()
    }

    #[test]
    fn an_address_is_read_as_it_is_written_here_and_there() {
        let lines = |[line1, line2, city, region, postal]: [&str; 5]| {
            format!(
                r#"{{"line1":"{line1}","line2":"{line2}","city":"{city}","region":"{region}","postal_code":"{postal}"}}"#
            )
        };
        assert_eq!(said("Torstr. 140, 10119 Berlin"), lines(["Torstr. 140", "", "Berlin", "", "10119"]));
        assert_eq!(said("12 Elm St, Apt 4, Austin, TX 78701"), lines(["12 Elm St", "Apt 4", "Austin", "TX", "78701"]));
        assert_eq!(said("12 Elm St, Austin TX 78701"), lines(["12 Elm St", "", "Austin", "TX", "78701"]));
        assert_eq!(said("Damrak 1, 1012 AB Amsterdam"), lines(["Damrak 1", "", "Amsterdam", "", "1012 AB"]));
        assert_eq!(said("Elbchaussee 9, Hamburg"), lines(["Elbchaussee 9", "", "Hamburg", "", ""]));
        assert!(said("Torstr. 1, 10119 Berlin, Germany").contains(r#""country":"Germany""#));
        assert_eq!(said("floor: 3rd, city: Berlin"), r#"{"line2":"3rd","city":"Berlin"}"#);
        assert_eq!((said("Berlin"), said("")), (String::new(), String::new()));
    }
}
