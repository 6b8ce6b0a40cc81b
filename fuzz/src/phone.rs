//! Telephone numbers, however they are written.

use frontline::domain::phone::{Phone, Region};

/// Regions whose plans differ in what is dialled before a number.
const REGIONS: [&str; 6] = ["DE", "US", "IT", "AR", "RU", "NF"];

/// A number that was read reads as itself everywhere, and a log does not see it.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for region in REGIONS.map(|code| Region::named(code).unwrap()) {
        let Some(phone) = Phone::read(&text, region) else { continue };
        assert_eq!(Phone::from_e164(phone.e164()), Some(phone.clone()));
        assert_eq!(digits(&phone.international()), digits(phone.e164()));
        assert_eq!(Phone::read(&phone.international(), region), Some(phone.clone()));
        for other in REGIONS.map(|code| Region::named(code).unwrap()) {
            assert_eq!(Phone::read(phone.e164(), other), Some(phone.clone()));
        }
        assert!(digits(&format!("{phone:?}")).len() <= 3);
    }
}
