//! The bytes of a CSV file, with one sign for the end of a line whatever the file uses, and never more for one row than a
//! row may have.

use std::io::{BufRead, Error, Read, Result};

use super::super::LONGEST;

/// A source whose lines all end with `\n`, the last one too.
pub(super) struct Metered<R> {
    source: R,
    since: usize,
    last: u8,
}

impl<R: BufRead> Metered<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, since: 0, last: b'\n' }
    }

    /// Begins to count the bytes of a row.
    pub(super) fn begin_row(&mut self) {
        self.since = 0;
    }

    /// Makes `\r` and `\r\n` to `\n` in place; how many bytes are left of the first `length`.
    fn normalised(&mut self, out: &mut [u8], length: usize) -> usize {
        let mut kept = 0;
        for place in 0..length {
            let byte = out.get(place).copied().unwrap_or_default();
            let is_second_half = byte == b'\n' && self.last == b'\r';
            self.last = byte;
            if !is_second_half {
                if let Some(slot) = out.get_mut(kept) {
                    *slot = if byte == b'\r' { b'\n' } else { byte };
                }
                kept += 1;
            }
        }
        kept
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if self.since > LONGEST {
            return Err(Error::other(format!("a row is longer than {} MB", LONGEST >> 20)));
        }
        loop {
            let read = self.source.read(out)?;
            if read == 0 {
                let is_open = !matches!(self.last, b'\n' | b'\r');
                self.last = b'\n';
                return Ok(out.first_mut().filter(|_| is_open).map_or(0, |end| {
                    *end = b'\n';
                    1
                }));
            }
            self.since += read;
            let kept = self.normalised(out, read);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ends_alike_wherever_the_bytes_are_cut() {
        for size in 1..6 {
            let source = std::io::BufReader::with_capacity(size, &b"a\r\nb\rc\n\r\n\nd"[..]);
            let mut all = String::new();
            Metered::new(source).read_to_string(&mut all).unwrap();
            assert_eq!(all, "a\nb\nc\n\n\nd\n");
        }
    }
}
