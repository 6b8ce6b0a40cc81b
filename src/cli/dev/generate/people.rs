//! Customers who could be: names of several countries with a long tail, numbers and addresses that fit together.

use super::random::Random;
use crate::domain::customer::{Address, Customer, Details, MethodKind, PaymentMethod};
use crate::domain::email::EmailAddress;
use crate::domain::id::CustomerId;
use crate::domain::phone::Phone;
use crate::domain::text::fold;

const GIVEN: [&str; 64] = [
    "Anna",
    "Maria",
    "Thomas",
    "Michael",
    "Julia",
    "Peter",
    "Laura",
    "Daniel",
    "Sarah",
    "Markus",
    "Lena",
    "Paul",
    "Emma",
    "Jonas",
    "Sophie",
    "Felix",
    "Claudia",
    "Andreas",
    "Katharina",
    "Stefan",
    "Sabine",
    "Lukas",
    "Hannah",
    "Niklas",
    "Birgit",
    "Jürgen",
    "Zoë",
    "Mehmet",
    "Ayşe",
    "Piotr",
    "Agnieszka",
    "Łukasz",
    "José",
    "Carmen",
    "Luca",
    "Giulia",
    "Noah",
    "Olivia",
    "James",
    "Charlotte",
    "William",
    "Amelia",
    "Søren",
    "Freja",
    "Åsa",
    "Björn",
    "Chloé",
    "Étienne",
    "Nguyen",
    "Linh",
    "Wei",
    "Mei",
    "Yusuf",
    "Fatima",
    "Oleksandr",
    "Iryna",
    "Dimitrios",
    "Eleni",
    "Ana",
    "João",
    "Noor",
    "Sven",
    "Ines",
    "Theo",
];

const FAMILY: [&str; 56] = [
    "Müller",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Koch",
    "Bauer",
    "Richter",
    "Klein",
    "Wolf",
    "Schröder",
    "Neumann",
    "Schwarz",
    "Zimmermann",
    "Braun",
    "Krüger",
    "Hartmann",
    "Lange",
    "Werner",
    "Krause",
    "Lehmann",
    "Köhler",
    "Huber",
    "Gruber",
    "Yılmaz",
    "Kaya",
    "Nowak",
    "Kowalski",
    "Wiśniewski",
    "Nguyen",
    "Rossi",
    "Russo",
    "García",
    "Fernández",
    "Silva",
    "Santos",
    "Smith",
    "Jones",
    "Taylor",
    "Brown",
    "O'Brien",
    "Nielsen",
    "Hansen",
    "Johansson",
    "Lindström",
    "Dubois",
    "Lefèvre",
    "Papadopoulos",
    "Shevchenko",
    "Wang",
    "Li",
];

/// Family names of the long tail are made of two parts.
const FAMILY_HEADS: [&str; 40] = [
    "Acker", "Adler", "Birk", "Blum", "Brand", "Buch", "Burg", "Dorn", "Eber", "Eich", "Engel", "Falk", "Feld",
    "Fuchs", "Gold", "Grün", "Hage", "Heid", "Hirsch", "Holz", "Kalt", "Kirch", "Lind", "Mohr", "Neu", "Nord", "Ober",
    "Ost", "Reh", "Rosen", "Roth", "Sand", "Silber", "Stein", "Stern", "Tann", "Wald", "Weiss", "Winter", "Ziegel",
];
const FAMILY_TAILS: [&str; 30] = [
    "mann", "berg", "bach", "feld", "hauer", "meier", "thal", "born", "stein", "huber", "lich", "brecht", "er", "ner",
    "horst", "wald", "macher", "kamp", "dorf", "hof", "ing", "busch", "höfer", "wieser", "gart", "inger", "rich", "ke",
    "scheid", "auer",
];

const STREETS: [&str; 24] = [
    "Hauptstraße",
    "Schulstraße",
    "Gartenstraße",
    "Bahnhofstraße",
    "Dorfstraße",
    "Bergstraße",
    "Birkenweg",
    "Lindenstraße",
    "Kirchstraße",
    "Waldstraße",
    "Ringstraße",
    "Am Sportplatz",
    "Goethestraße",
    "Mozartstraße",
    "Feldweg",
    "Wiesenweg",
    "Mühlenweg",
    "Rosenweg",
    "Talstraße",
    "Parkstraße",
    "Friedhofstraße",
    "Am Markt",
    "Uferstraße",
    "Schloßallee",
];

/// A city, the start of its postal codes, and the area code its numbers begin with.
const CITIES: [(&str, &str, &str, &str); 20] = [
    ("Berlin", "10", "+4930", "Germany"),
    ("Hamburg", "20", "+4940", "Germany"),
    ("München", "80", "+4989", "Germany"),
    ("Köln", "50", "+49221", "Germany"),
    ("Frankfurt am Main", "60", "+4969", "Germany"),
    ("Stuttgart", "70", "+49711", "Germany"),
    ("Düsseldorf", "40", "+49211", "Germany"),
    ("Leipzig", "04", "+49341", "Germany"),
    ("Dortmund", "44", "+49231", "Germany"),
    ("Bremen", "28", "+49421", "Germany"),
    ("Dresden", "01", "+49351", "Germany"),
    ("Hannover", "30", "+49511", "Germany"),
    ("Nürnberg", "90", "+49911", "Germany"),
    ("Freiburg", "79", "+49761", "Germany"),
    ("Wien", "1", "+431", "Austria"),
    ("Graz", "8", "+43316", "Austria"),
    ("Zürich", "8", "+4144", "Switzerland"),
    ("Amsterdam", "10", "+3120", "Netherlands"),
    ("Kraków", "30", "+4812", "Poland"),
    ("London", "1", "+4420", "United Kingdom"),
];

const MAIL_HOSTS: [&str; 8] =
    ["gmail.com", "gmx.de", "web.de", "outlook.com", "t-online.de", "icloud.com", "posteo.de", "example.org"];
const TIERS: [&str; 4] = ["", "Silver", "Gold", "Platinum"];
const TAGS: [&str; 8] = ["newsletter", "vip", "business", "club", "returns often", "press", "reseller", "staff"];

/// The reference of the customer at this place.
pub(super) fn reference(place: u64) -> String {
    format!("{:07}", 2_000_000 + place)
}

/// The customer at this place.
pub(super) fn customer(random: &mut Random, place: u64) -> Customer {
    let (given_name, family_name) = (random.mostly_first(&GIVEN).to_owned(), family_name(random));
    let (city, postal, area, country) =
        usize::try_from(random.skewed(20)).ok().and_then(|at| CITIES.get(at)).copied().unwrap_or(("", "", "+49", ""));
    let mut details = Details {
        address: Address {
            line1: format!("{} {}", random.one_of(&STREETS), 1 + random.below(140)),
            city: city.to_owned(),
            postal_code: format!("{postal}{:03}", random.below(1_000)),
            country: country.to_owned(),
            ..Address::default()
        },
        phones: phones(random, area),
        emails: emails(random, &given_name, &family_name, place),
        payment_methods: payment_methods(random, place),
        tier: random.mostly_first(&TIERS).to_owned(),
        language: "de".to_owned(),
        ..Details::default()
    };
    if random.chance(8) {
        details.company = format!("{} {}", family_name, random.one_of(&["GmbH", "AG", "& Söhne", "Ltd", "e. K."]));
    }
    if random.chance(25) {
        details.tags.push(random.mostly_first(&TAGS).to_owned());
    }
    if random.chance(3) {
        details.alerts.push("Asks for a call before delivery.".to_owned());
    }
    (details.given_name, details.family_name) = (given_name, family_name);
    Customer { id: CustomerId(0), version: 0, reference: reference(place), details }
}

fn family_name(random: &mut Random) -> String {
    if random.chance(45) {
        return random.mostly_first(&FAMILY).to_owned();
    }
    format!("{}{}", random.one_of(&FAMILY_HEADS), random.one_of(&FAMILY_TAILS))
}

fn phones(random: &mut Random, area: &str) -> Vec<Phone> {
    let mobile = format!("+4915{}{:07}", random.below(10), random.below(10_000_000));
    let line = format!("{area}{:07}", 2_000_000 + random.below(8_000_000));
    let written = match random.below(10) {
        0 => vec![],
        1..=3 => vec![line],
        4 | 5 => vec![mobile, line],
        _ => vec![mobile],
    };
    written.iter().filter_map(|number| Phone::from_e164(number)).collect()
}

fn emails(random: &mut Random, given_name: &str, family_name: &str, place: u64) -> Vec<EmailAddress> {
    if random.chance(12) {
        return Vec::new();
    }
    let plain = |name: &str| fold(name).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let (given, family) = (plain(given_name), plain(family_name));
    let host = random.mostly_first(&MAIL_HOSTS);
    let written = match random.below(4) {
        0 => format!("{given}.{family}{}@{host}", place % 977),
        1 => format!("{family}{}@{host}", place % 8_191),
        2 => format!("{given}{place}@{host}"),
        _ => format!("{given}_{family}_{}@{host}", place % 499),
    };
    EmailAddress::read(&written).into_iter().collect()
}

fn payment_methods(random: &mut Random, place: u64) -> Vec<PaymentMethod> {
    let kinds = [
        (MethodKind::Card, "Visa"),
        (MethodKind::Card, "Mastercard"),
        (MethodKind::Paypal, ""),
        (MethodKind::Bank, "Sparkasse"),
    ];
    let count = usize::try_from(random.below(3)).unwrap_or(0);
    kinds
        .iter()
        .skip(usize::try_from(random.below(3)).unwrap_or(0))
        .take(count)
        .map(|(kind, brand)| PaymentMethod {
            reference: format!("{}_{place}", kind.words().replace(' ', "_")),
            kind: *kind,
            brand: (*brand).to_owned(),
            last4: if *kind == MethodKind::Paypal { String::new() } else { format!("{:04}", random.below(10_000)) },
            balance: None,
        })
        .collect()
}
