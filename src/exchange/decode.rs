//! Which letters the bytes of a file stand for: UTF-8, or UTF-16 by its mark or by its look, and for one line of CSV that
//! is neither, Windows-1252, which every older spreadsheet writes.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Result};

/// How much of a file is looked at before it is read.
const SAMPLE: u64 = 64 << 10;

/// The text of a file in UTF-8, without its mark. What is in its first buffer is enough to tell how it is laid out.
pub(super) fn text(mut source: impl BufRead + Send + 'static) -> Result<Box<dyn BufRead + Send>> {
    let mut head = Vec::new();
    source.by_ref().take(SAMPLE).read_to_end(&mut head)?;
    let (order, mark) = match head.as_slice() {
        [0xff, 0xfe, ..] => (Some(Order::Little), 2),
        [0xfe, 0xff, ..] => (Some(Order::Big), 2),
        [0xef, 0xbb, 0xbf, ..] => (None, 3),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => (Some(Order::Little), 0),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => (Some(Order::Big), 0),
        _ => (None, 0),
    };
    head.drain(..mark);
    let whole = std::io::Cursor::new(head).chain(source);
    Ok(match order {
        None => Box::new(whole),
        Some(order) => Box::new(BufReader::new(Utf16 { source: whole, order, high: None, ready: Vec::new() })),
    })
}

/// A line of text in UTF-8, or else in Windows-1252.
pub(super) fn cell(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

/// What Windows-1252 shows from 0x80 to 0x9f (<https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT>).
const UPPER_CONTROLS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn windows_1252(byte: u8) -> char {
    let place = byte.checked_sub(0x80).filter(|place| *place < 0x20);
    place.and_then(|place| UPPER_CONTROLS.chars().nth(usize::from(place))).unwrap_or_else(|| char::from(byte))
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

/// UTF-16 on its way to UTF-8. A half of a pair that stands alone becomes U+FFFD.
struct Utf16<R> {
    source: R,
    order: Order,
    high: Option<u16>,
    ready: Vec<u8>,
}

impl<R: BufRead> Utf16<R> {
    /// The next unit; `None` at the end. A last odd byte is dropped.
    fn unit(&mut self) -> Result<Option<u16>> {
        let mut bytes = [0; 2];
        match self.source.read_exact(&mut bytes) {
            Ok(()) => Ok(Some(match self.order {
                Order::Little => u16::from_le_bytes(bytes),
                Order::Big => u16::from_be_bytes(bytes),
            })),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn push(&mut self, c: char) {
        self.ready.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        while self.ready.len() < out.len() {
            let unit = self.unit()?;
            let units = self.high.take().into_iter().chain(unit);
            let decoded: Vec<_> = char::decode_utf16(units).collect();
            match (decoded.as_slice(), unit) {
                ([], _) => break,
                ([Err(_)], Some(half)) if (0xd800..0xdc00).contains(&half) => self.high = Some(half),
                (letters, _) => {
                    for letter in letters {
                        self.push(*letter.as_ref().unwrap_or(&char::REPLACEMENT_CHARACTER));
                    }
                }
            }
        }
        let length = self.ready.len().min(out.len());
        for (place, byte) in out.iter_mut().zip(self.ready.drain(..length)) {
            *place = byte;
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let mut all = String::new();
        text(std::io::Cursor::new(bytes.to_vec())).unwrap().read_to_string(&mut all).unwrap();
        all
    }

    #[test]
    fn a_text_in_utf_16_is_read_with_and_without_its_mark() {
        let said = "ref,name\nc1,Zoë 🎂\n";
        let little: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = said.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&little), said);
        assert_eq!(decoded(&big), said);
        assert_eq!(decoded(&[&[0xff, 0xfe], little.as_slice()].concat()), said);
        assert_eq!(decoded(&[&[0xfe, 0xff], big.as_slice()].concat()), said);
    }

    #[test]
    fn the_mark_of_utf_8_is_no_part_of_the_text() {
        assert_eq!(decoded("\u{feff}ref".as_bytes()), "ref");
        assert_eq!(decoded(b"a"), "a");
        assert_eq!(decoded(b""), "");
    }

    #[test]
    fn half_a_pair_is_shown_as_a_gap() {
        let broken: Vec<u8> = [0xfeff, 0xd83c, 0x61, 0xdf82].into_iter().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&broken), "\u{fffd}a\u{fffd}");
    }

    #[test]
    fn older_spreadsheets_write_windows_1252() {
        assert_eq!(cell(b"Caf\xe9 \x80 5"), "Café € 5");
        assert_eq!(cell("Café".as_bytes()), "Café");
    }
}
