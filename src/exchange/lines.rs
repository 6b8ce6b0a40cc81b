//! Lines of a file that nobody vouches for: none is taken into memory beyond a limit.

use std::io::{BufRead, Result};

/// What a line turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is in the buffer, without its end.
    Whole,
    /// It was longer than the limit and was passed over.
    TooLong,
    /// There is none any more.
    End,
}

/// Reads the next line into `buffer`, which holds no more than `limit` bytes of it.
pub(super) fn next(source: &mut impl BufRead, buffer: &mut Vec<u8>, limit: usize) -> Result<Line> {
    buffer.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let available = match source.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            return Ok(if too_long {
                Line::TooLong
            } else if any {
                Line::Whole
            } else {
                Line::End
            });
        }
        any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let part = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
        too_long = too_long || buffer.len() + part.len() > limit;
        if !too_long {
            buffer.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        source.consume(used);
        if end.is_some() {
            return Ok(if too_long { Line::TooLong } else { Line::Whole });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_next_one_read() {
        let mut source = std::io::BufReader::with_capacity(3, &b"one\n1234567890\n\nlast"[..]);
        let mut buffer = Vec::new();
        let mut read = || (next(&mut source, &mut buffer, 5).unwrap(), String::from_utf8(buffer.clone()).unwrap());
        assert_eq!(read(), (Line::Whole, "one".to_owned()));
        assert_eq!(read().0, Line::TooLong);
        assert_eq!(read(), (Line::Whole, String::new()));
        assert_eq!(read(), (Line::Whole, "last".to_owned()));
        assert_eq!(read().0, Line::End);
    }
}
