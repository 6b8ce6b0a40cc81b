//! A customer's telephone number: read from any written form, kept as E.164, shown grouped. Numbers are judged leniently,
//! because a customer's data is what it is; whether a number is in service is not asked.
//!
//! The numbering plans are libphonenumber's, through the crate `rlibphonenumber`, whose small regular expressions
//! (`lite`) start faster than they run. Measured in a release build on 405,759 written forms of numbers of all 245
//! regions, with what libphonenumber 9.0.43 makes of them; `regex` is the same crate with its default features:
//!
//! | | lite | regex | crate `phonenumber` |
//! | --- | --- | --- | --- |
//! | read wrongly | 0 | 0 | 53,424 |
//! | first call, ms | 4 | 12 | 92 |
//! | first call for a country, ms | 0.02 to 0.06 | 0.4 to 1.9 | 0.4 to 1.9 |
//! | each call after, µs | 12 | 1.1 | 3.4 |
//! | in the binary, KB | 480 | 1,890 | 2,890 |

mod region;
mod written;

use std::fmt;
use std::ops::RangeInclusive;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use region::Region;

/// How many digits a number has with its country (ITU-T E.164, 6; the shortest that a plan knows).
const DIGITS: RangeInclusive<usize> = 6..=15;

/// A telephone number in E.164, without its extension.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(Box<str>);

impl Phone {
    /// Reads a number however it is written: with `+` or the region's prefix for calls abroad, as it is dialled within
    /// the region, with dots, slashes or brackets, as a `tel:` URI, in full-width digits, with a label before it or an
    /// extension behind it. A number that no plan knows is taken as it is; `None` when the text is no number.
    #[must_use]
    pub fn read(text: &str, region: Region) -> Option<Self> {
        let mut written = written::number(text)?;
        // A prefix that was written twice (`+49 0030 …`) goes one at a time; what is kept must read as itself.
        for _ in 0..*DIGITS.end() {
            let read = Self::parse(&written, region)?;
            if *read.0 == *written {
                return Some(read);
            }
            written = read.0.into();
        }
        None
    }

    /// The number that was kept as E.164; `None` when the text has not that form. It looks nothing up.
    #[must_use]
    pub fn from_e164(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let fits = DIGITS.contains(&digits.len()) && !digits.starts_with('0');
        (fits && digits.bytes().all(|b| b.is_ascii_digit())).then(|| Self(text.into()))
    }

    /// The number in E.164: `+` and digits.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The number for the screen, grouped as its country groups it: `+49 30 23125417`. Takes about 15 µs.
    #[must_use]
    pub fn international(&self) -> String {
        let grouped = self.parsed().map(|number| number.format_as(PhoneNumberFormat::International).into_owned());
        grouped.filter(|grouped| same_digits(grouped, &self.0)).unwrap_or_else(|| self.0.to_string())
    }

    /// The region whose plan this number follows, as far as its digits tell.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        Region::named(self.parsed()?.get_region_code()?.as_region_str().as_str())
    }

    /// Loads the numbering plans, so that no caller has to wait 4 ms for it; for a thread of its own.
    pub fn warm(region: Region) {
        if let Some(phone) = Self::read("2000000000", region) {
            drop(phone.international());
        }
    }

    fn parsed(&self) -> Option<PhoneNumber> {
        PHONE_NUMBER_UTIL.parse(&self.0, None).ok()
    }

    fn parse(number: &str, region: Region) -> Option<Self> {
        let parsed = PHONE_NUMBER_UTIL.parse(number, region.plan()).ok()?;
        let phone = Self::from_e164(&parsed.format_as(PhoneNumberFormat::E164))?;
        // Fewer than eight digits are a number only where a plan has such short ones.
        (phone.0.len() > 8 || PHONE_NUMBER_UTIL.is_possible_number(&parsed)).then_some(phone)
    }
}

fn same_digits(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(a) == digits(b)
}

/// All but the last three digits are masked, because this is what reaches a log.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.0.get(self.0.len().saturating_sub(3)..).unwrap_or_default();
        write!(f, "Phone(***{last})")
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_e164(&text).ok_or_else(|| de::Error::custom("a phone must be in E.164, such as +493023125417"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, region: &str) -> Option<String> {
        Phone::read(text, Region::named(region).unwrap()).map(|phone| phone.e164().to_owned())
    }

    /// Numbers of ranges that are kept for drama and examples, where a country has such a range.
    const ONE_NUMBER_A_REGION: &[(&str, &str, &[&str])] = &[
        ("DE", "+493023125417", &["030 23125417", "030/231254-17", "(030) 23 12 54 17", "+49 (0)30 23125417"]),
        ("DE", "+493023125417", &["0049 30 23125417", "49 30 23125417", "+49.30.23125417", "+49 030 23125417"]),
        ("AT", "+4312345678", &["01 2345678", "0043 1 2345678", "+43-1-2345678"]),
        ("CH", "+41212345678", &["021 234 56 78", "+41 (0)21 234 56 78", "0041212345678"]),
        ("GB", "+442079460958", &["020 7946 0958", "(020) 79460958", "+44 (0) 20 7946 0958", "0044 2079460958"]),
        ("IE", "+353209100123", &["020 910 0123", "00353 20 910 0123"]),
        ("FR", "+33199001234", &["01 99 00 12 34", "01.99.00.12.34", "(+33) (0)1 99 00 12 34", "0033199001234"]),
        ("IT", "+390612345678", &["06 1234 5678", "+39 06 1234 5678", "0039 06/12345678"]),
        ("ES", "+34912345678", &["912 34 56 78", "0034 912345678"]),
        ("NL", "+31201234567", &["020 123 4567", "020-1234567", "+31 (0)20 1234567"]),
        ("SE", "+46846500411", &["08-465 004 11", "+46 (0)8 465 004 11", "00468 46500411"]),
        ("NO", "+4722123456", &["22 12 34 56", "0047 22123456"]),
        ("DK", "+4532123456", &["32 12 34 56", "+45 32123456"]),
        ("PL", "+48221234567", &["22 123 45 67", "(22) 1234567", "0048 22 123 45 67"]),
        ("CZ", "+420212345678", &["212 345 678", "00420 212345678"]),
        ("HU", "+3612345678", &["06 1 234 5678", "+36 1 2345678"]),
        ("LT", "+37061234567", &["8 612 34567", "0 612 34567", "+370 612 34567"]),
        ("RU", "+79123456789", &["8 (912) 345-67-89", "912 345 67 89", "+7 912 345-67-89"]),
        ("TR", "+902123456789", &["0212 345 67 89", "0 (212) 345 67 89", "0090 212 3456789"]),
        ("IL", "+97221234567", &["02-123-4567", "00 972 2 1234567"]),
        ("AE", "+97142123456", &["04 212 3456", "+971 (0)4 2123456"]),
        ("ZA", "+27212345678", &["021 234 5678", "0027 21 234 5678"]),
        ("IN", "+917410410123", &["074104 10123", "7410410123", "+91-74104-10123"]),
        ("US", "+12025550143", &["(202) 555-0143", "1-202-555-0143", "202.555.0143", "+1 202 555 0143", "2025550143"]),
        ("US", "+493023125417", &["011 49 30 23125417", "+49 30 23125417"]),
        ("CA", "+16135550143", &["613-555-0143", "1 (613) 555 0143"]),
        ("BR", "+5511961234567", &["(11) 96123-4567", "0 15 11 96123-4567", "011 96123 4567"]),
        ("AR", "+5491123456789", &["011 15-2345-6789", "+54 9 11 2345-6789", "11 15 2345 6789"]),
        ("MX", "+525512345678", &["55 1234 5678", "(55) 1234-5678", "0052 55 12345678"]),
        ("JP", "+81312345678", &["03-1234-5678", "０３－１２３４－５６７８", "03ー1234ー5678", "010 81 3 1234 5678"]),
        ("KR", "+82212345678", &["02-1234-5678", "+82 (0)2 1234 5678"]),
        ("CN", "+861012345678", &["010 1234 5678", "0086 10 12345678"]),
        ("SG", "+6561234567", &["6123 4567", "+65 6123 4567"]),
        ("AU", "+61255501234", &["(02) 5550 1234", "02 5550 1234", "0011 61 2 5550 1234"]),
        ("NZ", "+6433316005", &["03-331 6005", "(03) 331 6005", "0064 3 331 6005"]),
    ];

    #[test]
    fn one_number_however_it_is_written() {
        for (region, e164, forms) in ONE_NUMBER_A_REGION {
            for form in forms.iter().chain([e164]) {
                assert_eq!(read(form, region).as_deref(), Some(*e164), "{form} in {region}");
            }
        }
    }

    #[test]
    fn a_number_that_no_plan_knows_is_taken_as_it_is() {
        assert_eq!(read("(555) 555-0123", "US").as_deref(), Some("+15555550123"));
        assert_eq!(read("555-0123", "US").as_deref(), Some("+15550123"));
        assert_eq!(read("+1 555 123 45678", "DE").as_deref(), Some("+155512345678"));
        assert_eq!(read("02000", "NO").as_deref(), Some("+4702000"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "+", "110", "90210", "+999 1234567", "1234567890123456", "()", "--------", "٠"] {
            assert_eq!(read(text, "US"), None, "{text}");
        }
    }

    #[test]
    fn the_screen_shows_it_as_its_country_groups_it() {
        let shown = |e164| Phone::from_e164(e164).unwrap().international();
        assert_eq!(shown("+493023125417"), "+49 30 23125417");
        assert_eq!(shown("+442079460958"), "+44 20 7946 0958");
        assert_eq!(shown("+12025550143"), "+1 202-555-0143");
        assert_eq!(shown("+999123456"), "+999123456");
        assert_eq!(shown("+490301234567"), "+490301234567");
    }

    #[test]
    fn its_digits_tell_the_region() {
        let region = |e164| Phone::from_e164(e164).unwrap().region().map(Region::code);
        assert_eq!(region("+493023125417"), Some("DE"));
        assert_eq!(region("+16135550143"), Some("CA"));
        assert_eq!(region("+999123456"), None);
    }

    #[test]
    fn a_log_sees_the_last_three_digits_only() {
        assert_eq!(format!("{:?}", Phone::from_e164("+493023125417")), "Some(Phone(***417))");
    }

    #[test]
    fn files_and_the_store_hold_e164() {
        let phone: Phone = serde_json::from_str("\"+493023125417\"").unwrap();
        assert_eq!(serde_json::to_string(&phone).unwrap(), "\"+493023125417\"");
        for text in ["493023125417", "+49 30", "+0123456789", "+4930", "+1234567890123456"] {
            assert_eq!(Phone::from_e164(text), None, "{text}");
        }
    }

    fn region() -> impl Strategy<Value = Region> {
        prop::sample::select(vec!["DE", "US", "IT", "BR", "AR", "RU", "JP", "GB", "HU", "SM", "CI", "NF"])
            .prop_map(|code| Region::named(code).unwrap())
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading_of_it(text in ".{0,60}", region in region()) {
            drop(Phone::read(&text, region).map(|phone| phone.international()));
        }

        #[test]
        fn a_number_that_was_read_reads_as_itself(
            text in r"(\+|00|\+49|\+54|\+5500|0|8|tel:)?[0-9 ().x/-]{3,20}", from in region(), to in region(),
        ) {
            if let Some(phone) = Phone::read(&text, from) {
                prop_assert_eq!(Phone::from_e164(phone.e164()), Some(phone.clone()));
                prop_assert_eq!(Phone::read(phone.e164(), to), Some(phone.clone()));
                prop_assert_eq!(Phone::read(&phone.international(), to), Some(phone.clone()));
                prop_assert!(same_digits(&phone.international(), phone.e164()));
            }
        }
    }
}
