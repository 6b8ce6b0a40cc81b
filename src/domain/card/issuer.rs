//! Which numbers are numbers of payment cards: by the issuer's prefix, by length and by check digit.

/// The prefixes of issuers: the first and the last of a range, and the lengths of numbers that begin so. They are those of
/// the card schemes' public ranges (ISO/IEC 7812), rather too wide than too narrow.
const ISSUERS: [(u32, u32, &[usize]); 24] = [
    (4, 4, &[13, 16, 19]),               // Visa
    (4903, 4936, &[18]),                 // Switch
    (51, 55, &[16]),                     // Mastercard
    (2221, 2720, &[16]),                 // Mastercard
    (34, 34, &[15]),                     // American Express
    (37, 37, &[15]),                     // American Express
    (300, 305, &[14, 16, 17, 18, 19]),   // Diners Club
    (3095, 3095, &[14, 16, 17, 18, 19]), // Diners Club
    (36, 36, &[14, 15, 16, 17, 18, 19]), // Diners Club
    (38, 39, &[14, 16, 17, 18, 19]),     // Diners Club
    (3528, 3589, &[16, 17, 18, 19]),     // JCB
    (1800, 1800, &[15]),                 // JCB
    (2131, 2131, &[15]),                 // JCB
    (60, 69, &[16, 17, 18, 19]),         // Discover, UnionPay, RuPay, Maestro, Elo, Hipercard
    (81, 82, &[16, 17, 18, 19]),         // UnionPay, RuPay
    (50, 50, &[16, 17, 18, 19]),         // Maestro, Verve, Elo, RuPay
    (56, 58, &[16, 17, 18, 19]),         // Maestro, UzCard
    (2200, 2205, &[16, 17, 18, 19]),     // Mir, Borica
    (5018, 5020, &[12, 13, 14, 15]),     // Maestro
    (5038, 5038, &[12, 13, 14, 15]),     // Maestro
    (6759, 6763, &[12, 13, 14, 15]),     // Maestro
    (6304, 6304, &[12, 13, 14, 15]),     // Maestro
    (5893, 5893, &[12, 13, 14, 15]),     // Maestro
    (9704, 9860, &[16, 19]),             // Napas, Troy, Humo
];

/// Schemes whose numbers are taken for cards only where they are written as cards are: in one piece, or in these groups.
const UATP: &[usize] = &[4, 5, 6];

/// How card numbers are usually grouped where groups are not all alike.
const GROUPS: [&[usize]; 6] = [&[4, 6, 5], &[4, 6, 4], &[6, 8], &[8, 5], &[4, 4, 5], UATP];

/// Whether these digits are the number of a card.
pub(super) fn is_card(digits: &[u8], groups: &[usize]) -> bool {
    let known = ISSUERS.iter().any(|(first, last, lengths)| {
        let prefix = prefix(digits, first.ilog10() + 1);
        lengths.contains(&digits.len()) && (*first..=*last).contains(&prefix)
    });
    let travel = digits.len() == 15 && digits.first() == Some(&1) && (groups.len() == 1 || groups == UATP);
    (known || travel) && checks(digits)
}

/// Whether numbers of cards are grouped so, when they stand among other numbers.
pub(super) fn is_usual(groups: &[usize]) -> bool {
    let (Some((last, others)), Some(first)) = (groups.split_last(), groups.first()) else { return false };
    let alike = others.iter().all(|group| group == first) && last <= first.max(&5);
    // Of digits that stand one by one, any may be the first.
    GROUPS.contains(&groups) || alike && *first > 1
}

/// Whether a number may go on behind a blank that is grouped so as far as it is typed: it is not in one piece, nor in the
/// groups of a whole one.
pub(super) fn is_begun(groups: &[usize]) -> bool {
    groups.len() > 1 && !GROUPS.contains(&groups)
}

fn prefix(digits: &[u8], length: u32) -> u32 {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    digits.iter().take(length).fold(0, |value, digit| value * 10 + u32::from(*digit))
}

/// Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B, after Luhn).
fn checks(digits: &[u8]) -> bool {
    let sum = digits.iter().rev().enumerate().fold(0_u32, |sum, (place, digit)| {
        let weighed = u32::from(*digit) << (place % 2);
        sum + if weighed > 9 { weighed - 9 } else { weighed }
    });
    sum.is_multiple_of(10)
}
