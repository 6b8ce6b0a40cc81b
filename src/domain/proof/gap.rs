//! What an answer left to be filled in, such as `[order.tracking]`.

use std::ops::Range;

/// The gaps of a text, each with what stands in the text for it.
pub fn all(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let gap = rest.get(..=rest.find(']')?)?;
        let name = gap.trim_matches(['[', ']']);
        let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_')) && name.contains('.');
        is_name.then_some((at..at + gap.len(), gap))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_the_name_of_something_in_brackets() {
        assert_eq!(all("Order [order.tracking] left").next(), Some((6..22, "[order.tracking]")));
        assert_eq!(all("see [1] and [ours] (e.g.)").next(), None);
        assert_eq!(all("[not closed order.ref").next(), None);
    }
}
