//! Measuring, cutting and wrapping text for cells of a terminal. Widths are those of the drawing library, cuts fall
//! between grapheme clusters, and what must not reach a terminal is shown as `·`.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

use super::glyphs::sign;

/// A cluster longer than this many bytes is no letter of any script; it is a base buried under marks.
const LONGEST_CLUSTER: usize = 64;

/// The most lines that [`wrap`] makes of one text.
const MOST_LINES: usize = 20_000;

/// One grapheme cluster as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Where it begins in the text, in bytes.
    pub at: usize,
    /// How many bytes of the text it is.
    pub bytes: usize,
    /// What is drawn for it.
    pub shown: &'a str,
    /// How many cells that takes: from 0 to 2 for most letters, more where several are joined, as in `क्षि`, for which
    /// terminals take a cell each.
    pub width: usize,
}

/// The grapheme clusters of a text, each as it is shown.
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    text.grapheme_indices(true).map(|(at, cluster)| {
        let hidden = cluster.len() > LONGEST_CLUSTER || cluster.chars().any(is_unfit);
        let shown = if hidden { sign::DOT } else { cluster };
        Cluster { at, bytes: cluster.len(), shown, width: usize::from(shown.cell_width()) }
    })
}

/// Whether a terminal might obey a character instead of drawing it: controls, and overrides, isolates and marks of the
/// writing direction (Unicode Annex 9).
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many cells the text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    clusters(text).map(|cluster| cluster.width).sum()
}

/// The text as it may be drawn.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { clusters(text).map(|cluster| cluster.shown).collect() }
}

/// Whether every byte of the text is one cell. Most of what is drawn is, and need not be taken apart.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The text in at most `cells` cells, with `…` at its end where some is missing. A wide letter that would straddle the
/// edge becomes a blank.
#[must_use]
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return shown(text).into_owned();
    }
    let Some(room) = cells.checked_sub(1) else { return String::new() };
    let (mut kept, used) = head(text, room);
    kept.extend(std::iter::repeat_n(' ', room - used));
    kept.push_str(sign::CUT);
    kept
}

/// The text in at most `cells` cells, with `…` in its middle where some is missing: for mail addresses and paths, whose
/// two ends both say something.
#[must_use]
pub fn cut_middle(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return shown(text).into_owned();
    }
    let Some(room) = cells.checked_sub(1) else { return String::new() };
    let (mut kept, used) = head(text, room.div_ceil(2));
    kept.push_str(sign::CUT);
    kept.push_str(&tail(text, room - used));
    kept
}

/// The text in at most `cells` cells, with `…` at its beginning where some is missing: for what is being typed.
#[must_use]
pub fn cut_start(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return shown(text).into_owned();
    }
    let Some(room) = cells.checked_sub(1) else { return String::new() };
    let mut kept = sign::CUT.to_owned();
    kept.push_str(&tail(text, room));
    kept
}

/// The beginning of the text that fits in so many cells, and how many it takes.
fn head(text: &str, cells: usize) -> (String, usize) {
    let mut kept = String::new();
    let mut used = 0;
    for cluster in clusters(text) {
        if used + cluster.width > cells {
            break;
        }
        used += cluster.width;
        kept.push_str(cluster.shown);
    }
    (kept, used)
}

/// The end of the text that fits in so many cells.
fn tail(text: &str, cells: usize) -> String {
    let all: Vec<Cluster<'_>> = clusters(text).collect();
    let mut used = 0;
    let fitting = all.iter().rev().take_while(|cluster| {
        used += cluster.width;
        used <= cells
    });
    let from = all.len() - fitting.count();
    all.iter().skip(from).map(|cluster| cluster.shown).collect()
}

/// The text in exactly `cells` cells, at the left, cut with `…` where it is longer.
#[must_use]
pub fn pad_right(text: &str, cells: usize) -> String {
    let mut padded = cut(text, cells);
    padded.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&padded))));
    padded
}

/// The text in exactly `cells` cells, at the right, cut with `…` where it is longer.
#[must_use]
pub fn pad_left(text: &str, cells: usize) -> String {
    let kept = cut(text, cells);
    let mut padded = " ".repeat(cells.saturating_sub(width(&kept)));
    padded.push_str(&kept);
    padded
}

/// Whether the text holds letters written from right to left (Hebrew, Arabic and their neighbours). Terminals differ in
/// how they turn them, so that a list sets such a text at the end of its column, apart from numbers.
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'))
}

/// The lines of a text wrapped between words, as ranges of its bytes. Blanks at the end of a line hang over the edge; a
/// word longer than a line is split between clusters. Line breaks belong to no line; a text always has at least one.
/// The width is at least two cells, so that most letters fit; one that is wider has a line of its own.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if lines.len() >= MOST_LINES {
            break;
        }
        wrap_line(line, start, cells.max(2), &mut lines);
        start += line.len() + 1;
    }
    lines
}

fn wrap_line(line: &str, start: usize, cells: usize, lines: &mut Vec<Range<usize>>) {
    let mut from = 0;
    let mut used = 0;
    // Where the line may be broken, and how many cells stand after that place.
    let mut gap: Option<usize> = None;
    let mut after_gap = 0;
    for cluster in clusters(line) {
        let end = cluster.at + cluster.bytes;
        let blank = cluster.shown == " ";
        while !blank && used > 0 && used + cluster.width > cells {
            let to = gap.take().unwrap_or(cluster.at);
            lines.push(start + from..start + to);
            used = if to == cluster.at { 0 } else { after_gap };
            from = to;
        }
        used += cluster.width;
        after_gap += cluster.width;
        if blank || cluster.width > 1 || cluster.shown == "-" {
            gap = Some(end);
            after_gap = 0;
        }
    }
    lines.push(start + from..start + line.len());
}

/// The lines of a text wrapped between words, as they may be drawn.
#[must_use]
pub fn paragraph(text: &str, cells: usize) -> Vec<String> {
    wrap(text, cells)
        .into_iter()
        .map(|line| shown(text.get(line).unwrap_or_default().trim_end()).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_cut_at_its_end_and_an_address_in_its_middle() {
        assert_eq!(cut("Promised credit", 15), "Promised credit");
        assert_eq!(cut("Promised credit", 9), "Promised…");
        assert_eq!(cut("Promised", 1), "…");
        assert_eq!(cut("Promised", 0), "");
        assert_eq!(cut_middle("katrin.vogel@post.example", 15), "katrin.…example");
    }

    #[test]
    fn a_wide_letter_on_the_edge_becomes_a_blank() {
        assert_eq!(width("李伟"), 4);
        assert_eq!(cut("李伟Li", 4), "李 …");
        assert_eq!(pad_right("李伟", 6), "李伟  ");
        assert_eq!(pad_left("李伟", 3), "李…");
    }

    #[test]
    fn marks_stay_with_their_letter() {
        assert_eq!(cut("Zoe\u{308}e\u{301}x", 4), "Zoe\u{308}…");
        assert_eq!(width("👩‍👩‍👧"), 2);
    }

    #[test]
    fn joined_letters_take_as_many_cells_as_terminals_give_them() {
        assert_eq!((width("क्षि"), width("नमस्ते"), width("ശ്രീ")), (3, 4, 3));
        assert_eq!(cut("लक्ष्मी", 4), "ल  …");
        assert_eq!(paragraph("मक्षि", 3), ["म", "क्षि"]);
    }

    #[test]
    fn what_a_terminal_might_obey_is_shown_as_a_dot() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b"), "a·[31m·b");
        assert_eq!(shown(&format!("a{}", "\u{300}".repeat(500))), "·");
    }

    #[test]
    fn lines_break_between_words_and_long_words_between_letters() {
        assert_eq!(paragraph("the pole broke at once", 10), ["the pole", "broke at", "once"]);
        assert_eq!(paragraph("Torstr. broken-promise", 12), ["Torstr.", "broken-", "promise"]);
        assert_eq!(paragraph("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(paragraph("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(paragraph("李伟李伟", 5), ["李伟", "李伟"]);
        assert_eq!(paragraph("", 5), [""]);
    }

    #[test]
    fn hebrew_and_arabic_are_known() {
        assert!(is_right_to_left("שלום") && is_right_to_left("Ali علي"));
        assert!(!is_right_to_left("Zoë Ångström 李伟"));
    }

    proptest! {
        #[test]
        fn no_cut_is_wider_than_asked_or_holds_a_control(text in ".{0,60}|[\\PC\\u{200e}\\u{1b}א-ת李]{0,40}|[कषम\u{94d}\u{93f}ർ ]{0,40}", cells in 0_usize..30) {
            for kept in [cut(&text, cells), cut_middle(&text, cells), cut_start(&text, cells)] {
                prop_assert!(width(&kept) <= cells, "{kept:?}");
                prop_assert!(!kept.chars().any(is_unfit));
            }
            prop_assert_eq!(width(&pad_left(&text, cells)), cells);
            prop_assert_eq!(width(&pad_right(&text, cells)), cells);
        }

        #[test]
        fn wrapped_lines_fit_and_lose_nothing(text in "[a-z李é \\n-]{0,80}", cells in 2_usize..20) {
            let lines = wrap(&text, cells);
            let joined: String = lines.iter().map(|line| text.get(line.clone()).unwrap()).collect();
            prop_assert_eq!(joined, text.replace('\n', ""));
            for line in paragraph(&text, cells) {
                prop_assert!(width(&line) <= cells, "{line:?}");
            }
        }
    }
}
