//! The regions of the world that have a numbering plan. A region says how a number without a country is read.

/// Every region with a numbering plan, by its ISO 3166 code. It stands here too, so that a configuration can be judged
/// before the metadata is loaded; a test holds it equal to the metadata.
const CODES: &str = "\
    AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC \
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB \
    GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH \
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV \
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB \
    SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US \
    UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// A region with a numbering plan, by its ISO 3166 code of two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region(&'static str);

impl Region {
    /// The United States.
    pub const US: Self = Self("US");

    /// The region of this code, in capitals or not.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        CODES.split(' ').find(|known| known.eq_ignore_ascii_case(code.trim())).map(Self)
    }

    /// Its ISO 3166 code, such as `DE`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }

    pub(super) fn plan(self) -> Option<rlibphonenumber::Region> {
        rlibphonenumber::Region::from_code(self.0).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_of_the_metadata_is_known_and_no_other() {
        let mut known: Vec<String> =
            rlibphonenumber::PHONE_NUMBER_UTIL.get_supported_regions().map(|region| region.to_string()).collect();
        known.sort();
        assert_eq!(CODES.split(' ').collect::<Vec<_>>(), known);
    }

    #[test]
    fn a_region_is_found_by_its_code_in_any_case() {
        assert_eq!(Region::named(" de ").map(Region::code), Some("DE"));
        for text in ["", "D", "DE AT", "ZZ", "Germany", "001"] {
            assert_eq!(Region::named(text), None, "{text}");
        }
    }
}
